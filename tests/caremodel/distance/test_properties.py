"""What holds of every postcode and every distance."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caremodel.distance import miles, open_postcodes
from caremodel.distance.packing import Row, pack
from caremodel.distance.points import LETTERS, UNITS, Parts, Point, take_apart
from caremodel.distance.postcodes import Postcodes

postcodes = open_postcodes()
THOUSAND = list(
    csv.DictReader(Path(__file__).with_name("thousand_postcodes.csv").read_text().splitlines())
)
"""Of the source, drawn by chance, as it has them."""
PLACED = [row["pcd"] for row in THOUSAND if row["laua"]]

points = st.builds(
    Point, st.integers(0, 700_000), st.integers(0, 1_250_000), st.none(), st.just("unit")
)


def test_a_thousand_postcodes_are_as_the_source_has_them() -> None:
    for row in THOUSAND:
        point = postcodes.find(row["pcd"])
        if row["laua"]:
            assert point is not None
            found = (point.easting, point.northing, point.district, point.precision)
            assert found == (int(row["oseast1m"]), int(row["osnrth1m"]), row["laua"], "unit")
        else:
            assert point is None or point.precision == "sector"
            assert postcodes.remark(row["pcd"])


def test_every_english_district_of_the_file_has_an_authority() -> None:
    from caremodel.distance import authority_of

    districts = {code for block in postcodes.contents.blocks for code in block.districts}
    assert {code[0] for code in districts} == {"E", "S", "W"}
    assert all(authority_of(code) for code in districts)


@given(st.sampled_from(PLACED), st.data())
def test_a_postcode_is_found_however_it_is_written(postcode: str, data: st.DataObject) -> None:
    letters = [each for each in postcode if each != " "]
    spaces = [data.draw(st.text(" \t\u00a0", max_size=2)) for _ in letters]
    written = "".join(space + letter for space, letter in zip(spaces, letters, strict=True))
    if data.draw(st.booleans()):
        written = written.lower()
    assert postcodes.find(written) == postcodes.find(postcode)


@given(st.text(max_size=12))
def test_no_text_breaks_the_search(text: str) -> None:
    assert postcodes.find(text) is not None or postcodes.remark(text)


@given(points, points)
def test_it_is_as_far_there_as_back(one: Point, other: Point) -> None:
    assert miles(one, other) == miles(other, one)


@given(points, points, points)
def test_a_way_round_is_no_shorter(one: Point, other: Point, third: Point) -> None:
    straight, first, second = miles(one, other), miles(one, third), miles(third, other)
    assert straight is not None
    assert first is not None
    assert second is not None
    assert straight <= first + second + 0.15 + 1e-9  # each is rounded by 0.05 at most


class TestDistancesByTheMillion:
    """`miles_of_many` says what `miles` says of each pair."""

    @given(
        st.lists(
            st.tuples(
                *[
                    st.one_of(
                        st.sampled_from(PLACED),
                        st.sampled_from(PLACED).map(lambda text: text[:-2]),
                        st.sampled_from(
                            [
                                None,
                                "",
                                "BT1 1AA",
                                "s1 2hh",
                                "S1  2ZZ",
                                "a\nb",
                                "£",
                                "RH12",
                                "S1\t2HH",
                            ]
                        ),
                        st.text(max_size=8),
                    )
                ]
                * 2
            ),
            max_size=6,
        )
    )
    def test_each_as_one_alone(self, pairs: list[tuple[str | None, str | None]]) -> None:
        many = postcodes.miles_of_many([home for home, _ in pairs], [place for _, place in pairs])
        for (home, place), found in zip(pairs, many.tolist(), strict=True):
            alone = postcodes.miles(home, place)
            assert found == alone if alone is not None else math.isnan(found)

    def test_of_a_thousand(self) -> None:
        homes = [row["pcd"] for row in THOUSAND]
        many = postcodes.miles_of_many(homes, homes[::-1]).tolist()
        alone = [postcodes.miles(one, other) for one, other in zip(homes, homes[::-1], strict=True)]
        assert [None if math.isnan(each) else each for each in many] == alone

    def test_of_none(self) -> None:
        assert len(postcodes.miles_of_many([], [])) == 0


class TestPacking:
    outward = st.sampled_from(["A1", "AB1", "AB10", "B1", "EC1A", "NPT"])
    places = st.one_of(
        st.none(),
        st.tuples(
            st.integers(0, 700_000),
            st.integers(0, 1_300_000),
            st.sampled_from(["E07000227", "S12000033", "W06000015"]),
        ),
    )

    @given(st.dictionaries(st.tuples(outward, st.integers(0, UNITS - 1)), places, max_size=40))
    def test_gives_back_what_went_in(
        self, of: dict[tuple[str, int], tuple[int, int, str] | None]
    ) -> None:
        rows = [Row(parts(*key), *(place or (None, None, None))) for key, place in of.items()]
        packed = Postcodes(pack(rows, "test"))
        assert len(packed) == len(rows)
        for row in rows:
            area = packed.area(row.parts.area)
            point = area.unit(row.parts)
            assert area.has(row.parts)
            found = point and (point.easting, point.northing, point.district)
            assert found == (None if row.district is None else row[1:])
        assert sum(
            bits.bit_count()
            for block in packed.contents.blocks
            for bits in packed.area(block.area).bits.values()
        ) == len(rows)

    def test_refuses_a_postcode_twice(self) -> None:
        row = Row(parts("AB1", 5), 1, 2, "S12000033")
        with pytest.raises(ValueError, match="twice"):
            pack([row, row], "test")

    def test_refuses_half_a_place(self) -> None:
        with pytest.raises(ValueError, match="in part"):
            pack([Row(parts("AB1", 5), 1, None, None)], "test")

    def test_refuses_a_file_of_another_form(self) -> None:
        with pytest.raises(ValueError, match="not a packed file"):
            Postcodes(b"PK\x03\x04")


def parts(outward: str, number: int) -> Parts:
    digit, letters = divmod(number, LETTERS * LETTERS)
    unit = "".join(chr(ord("A") + each) for each in divmod(letters, LETTERS))
    taken = take_apart(f"{outward} {digit}{unit}")
    assert taken == (outward, str(digit), unit)
    assert taken.number == number
    return taken
