"""Distances of real postcodes, worked out by hand from the ONS's grid references."""

from __future__ import annotations

from math import sqrt

import pytest

from caremodel.distance import authorities, in_or_out, miles, open_postcodes
from caremodel.distance.points import Point, take_apart

postcodes = open_postcodes()


def at(easting: int, northing: int) -> Point:
    return Point(easting, northing, None, "unit")


class TestTheFormula:
    def test_is_the_dfes(self) -> None:
        assert miles(at(0, 0), at(30_000, 40_000)) == 31.1  # 50 km / 1.6093 = 31.069…
        assert miles(at(517_699, 131_139), at(542_047, 116_196)) == round(
            sqrt(24_348**2 + 14_943**2) / 1000 / 1.6093, 1
        )

    def test_of_a_place_from_itself_is_nothing(self) -> None:
        assert miles(at(5, 5), at(5, 5)) == 0

    @pytest.mark.parametrize(
        ("metres", "said"),
        [(80, 0.0), (81, 0.1), (160, 0.1), (241, 0.1), (242, 0.2), (32_185, 20.0), (32_267, 20.1)],
    )
    def test_goes_to_the_nearest_tenth_and_halves_go_up(self, metres: int, said: float) -> None:
        assert miles(at(0, 0), at(metres, 0)) == said

    def test_has_no_answer_where_a_place_is_missing(self) -> None:
        assert miles(None, at(0, 0)) is None
        assert miles(at(0, 0), None) is None


class TestPostcodes:
    @pytest.mark.parametrize(
        "written", ["RH12 4FF", "RH124FF", "rh12 4ff", " Rh12  4Ff ", "RH12\u00a04FF", "RH1 24FF"]
    )
    def test_are_found_in_any_case_and_spacing(self, written: str) -> None:
        point = postcodes.find(written)
        assert point is not None
        assert (point.easting, point.northing, point.precision) == (517_699, 131_139, "unit")
        assert point.authority is not None
        assert (point.authority.code, point.authority.dfe_code) == ("E10000032", "938")
        assert postcodes.remark(written) == ""

    @pytest.mark.parametrize("masked", ["S1 2", "S1 2**", "S1 2??", "s1 2 *", "S1 2ZZ"])
    def test_of_which_only_the_sector_is_known_lie_in_its_middle_and_it_is_said(
        self, masked: str
    ) -> None:
        point = postcodes.find(masked)
        assert point is not None
        assert point.precision == "sector"
        assert point.authority is not None
        assert point.authority.dfe_code == "373"
        assert "only its sector S1 2 is known" in postcodes.remark(masked)

    @pytest.mark.parametrize("written", ["RH12 4F", "RH12O4FF", "RHl2 4FF", "RH12-4FF", "4FF RH12"])
    def test_that_are_damaged_are_not_guessed_at(self, written: str) -> None:
        assert postcodes.find(written) is None
        assert "is no postcode" in postcodes.remark(written)

    def test_of_a_sector_is_the_mean_of_its_units(self) -> None:
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        units = [
            found
            for first in letters
            for second in letters
            if (found := postcodes.find(f"GU28 0{first}{second}")) and found.precision == "unit"
        ]
        sector = postcodes.find("GU28 0")
        assert sector is not None
        assert len(units) > 50
        assert sector.easting == round(sum(unit.easting for unit in units) / len(units))
        assert sector.northing == round(sum(unit.northing for unit in units) / len(units))

    def test_of_a_sector_in_several_authorities_have_none(self) -> None:
        point = postcodes.find("RH12 4")  # Horsham's, and a few of Surrey's
        assert point is not None
        assert point.authority is None
        assert "several authorities" in postcodes.remark("RH12 4")

    @pytest.mark.parametrize(
        ("written", "why"),
        [
            ("RH12", "first half alone"),
            ("M12", "first half alone"),
            ("RH12 ***", "first half alone"),
            ("BT1 1AA", "Irish grid"),
            ("bt71", "Irish grid"),
            ("JE2 3AB", "Jersey"),
            ("GY1 1WF", "Guernsey"),
            ("IM1 1AA", "Isle of Man"),
            ("ZZ1 1AA", "not among the postcodes of ONSPD November 2025"),
            ("not known", "is no postcode"),
            ("12345", "is no postcode"),
            ("", "no postcode"),
            (None, "no postcode"),
        ],
    )
    def test_that_have_no_place_say_why(self, written: str | None, why: str) -> None:
        assert postcodes.find(written) is None
        assert why in postcodes.remark(written)

    def test_of_wales_and_scotland_are_in_the_authority_of_their_district(self) -> None:
        cardiff, aberdeen = postcodes.find("CF10 1AA"), postcodes.find("AB1 0AA")
        assert cardiff is not None
        assert cardiff.authority is not None
        assert (cardiff.easting, cardiff.northing) == (318_284, 176_230)
        assert (cardiff.authority.code, cardiff.authority.dfe_code) == ("W06000015", "")
        assert aberdeen is not None
        assert aberdeen.authority is not None
        assert aberdeen.authority.code == "S12000033"

    def test_without_a_space_m124_is_a_sector_and_m12_is_not(self) -> None:
        assert take_apart("M124") == ("M12", "4", "")
        assert take_apart("M1 2") == ("M1", "2", "")
        assert take_apart("M12") == ("M12", "", "")


class TestAuthorities:
    @pytest.mark.parametrize(
        ("postcode", "code", "dfe_code"),
        [
            ("S70 2TA", "E08000016", "370"),  # Barnsley: its postcodes bear the code of 2025
            ("S1 2HH", "E08000019", "373"),  # Sheffield
            ("DL7 8AD", "E06000065", "815"),  # North Yorkshire
            ("TA1 4DY", "E06000066", "933"),  # Somerset
            ("CA3 8NA", "E06000063", "942"),  # Cumberland
            ("LA9 4RQ", "E06000064", "943"),  # Westmorland and Furness
            ("NN16 0AP", "E06000061", "940"),  # North Northamptonshire
            ("NN1 1ED", "E06000062", "941"),  # West Northamptonshire
            ("BH2 6DY", "E06000058", "839"),  # Bournemouth, Christchurch and Poole
            ("DT1 1XJ", "E06000059", "838"),  # Dorset
            ("HP20 1UA", "E06000060", "825"),  # Buckinghamshire
        ],
    )
    def test_that_were_recoded_are_known_by_their_codes_of_today(
        self, postcode: str, code: str, dfe_code: str
    ) -> None:
        point = postcodes.find(postcode)
        assert point is not None
        assert point.authority is not None
        assert (point.authority.code, point.authority.dfe_code) == (code, dfe_code)

    @pytest.mark.parametrize(
        ("old", "today"),
        [
            ("E08000038", {"370"}),  # Barnsley from April 2025
            ("E08000016", {"370"}),  # and before
            ("E08000039", {"373"}),
            ("909", {"942", "943"}),  # Cumbria
            ("E10000006", {"942", "943"}),
            ("E07000029", {"942"}),  # Copeland
            ("928", {"940", "941"}),  # Northamptonshire
            ("E10000021", {"940", "941"}),
            ("835", {"838"}),  # Dorset before 2019
            ("E10000009", {"838"}),
            ("837", {"839"}),  # Bournemouth
            ("E06000029", {"839"}),  # Poole
            ("E07000048", {"839"}),  # Christchurch, which left Dorset
            ("E10000023", {"815"}),  # North Yorkshire
            ("E10000027", {"933"}),  # Somerset
            ("E10000002", {"825"}),  # Buckinghamshire
            ("E06000048", {"929"}),  # Northumberland before 2013
            ("E07000227", {"938"}),  # Horsham, a district
            ("nonsense", set()),
        ],
    )
    def test_go_on_under_their_codes_of_today(self, old: str, today: set[str]) -> None:
        assert {one.dfe_code for one in authorities(old)} == today

    @pytest.mark.parametrize(
        ("old", "today", "postcode"),
        [
            ("S12000015", "S12000047", "KY1 1AA"),  # Fife
            ("S12000024", "S12000048", "PH1 5UH"),  # Perth and Kinross
            ("S12000044", "S12000050", "ML1 1AA"),  # North Lanarkshire
            ("S12000046", "S12000049", "G2 1DU"),  # Glasgow
        ],
    )
    def test_of_scotland_go_on_under_the_codes_that_its_postcodes_bear(
        self, old: str, today: str, postcode: str
    ) -> None:
        assert [one.code for one in authorities(old)] == [today]
        point = postcodes.find(postcode)
        assert point is not None
        assert point.authority == authorities(today)[0]

    def test_of_home_and_place_say_in_or_out(self) -> None:
        west, east = authorities("938")[0], authorities("845")[0]
        assert in_or_out(west, west) == "IN"
        assert in_or_out(west, east) == "OUT"
        assert in_or_out(west, None) == ""


class TestAPlacement:
    def test_is_far_only_when_over_20_miles_and_outside(self) -> None:
        near_and_out = postcodes.locate("RH12 4FF", "BN8 5FJ")
        assert (near_and_out.miles, near_and_out.out, near_and_out.far) == (17.8, True, False)
        far_and_in = postcodes.locate("PO20 6EZ", "RH10 1BS")
        assert far_and_in.miles is not None
        assert far_and_in.miles > 20
        assert (far_and_in.out, far_and_in.far) == (False, False)
        far_and_out = postcodes.locate("RH12 4FF", "S1 2HH")
        assert (far_and_out.out, far_and_out.far) == (True, True)

    def test_of_a_child_seeking_asylum_has_no_distance(self) -> None:
        located = postcodes.locate("RH12 4FF", "BN8 5FJ", seeking_asylum=True)
        assert located.miles is None
        assert located.place is not None
        assert located.out is None

    def test_in_northern_ireland_has_no_distance(self) -> None:
        located = postcodes.locate("RH12 4FF", "BT1 1AA")
        assert located == (None, authorities("938")[0], None)
        assert located.far is None
