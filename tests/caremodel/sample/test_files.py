"""The files that a synthetic authority is written to: right for each collection year, the same every time."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from caremodel import codes
from caremodel.sample import Authority, Settings, Spot, make, make_region, write, write_truth
from caremodel.sample.country import MADE_UP_AREAS, miles
from caremodel.sample.people import UPN_LETTERS, check_letter
from caremodel.tables import TABLES

YEARS = range(2018, 2027)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make(children=500, years=len(YEARS), seed=9, settings=Settings(scenario="drifting"))


def _rows(authority: Authority, year: int, table: str) -> list[dict[str, str]]:
    names = [column.name for column in TABLES[table].columns]
    return [dict(zip(names, row, strict=True)) for row in authority.returns[year].get(table, [])]


@pytest.mark.parametrize("year", YEARS)
def test_every_code_was_in_use_in_its_year(authority: Authority, year: int) -> None:
    unlisted = {("ACCOM", "0")}  # not in touch: the guide's 0, which our list of ACCOM lacks
    for name, layout in TABLES.items():
        for row in _rows(authority, year, name):
            for column in layout.columns:
                value = row[column.name]
                if column.codes and value and (column.codes, value) not in unlisted:
                    assert value in codes.valid(column.codes, year), (name, column.name, value)


@pytest.mark.parametrize("year", YEARS)
def test_every_date_is_written_dd_mm_yyyy(authority: Authority, year: int) -> None:
    for name, layout in TABLES.items():
        for row in _rows(authority, year, name):
            for column in layout.columns:
                if column.kind == "date" and row[column.name]:
                    assert re.fullmatch(r"\d\d/\d\d/(19|20)\d\d", row[column.name])


def test_sex_is_a_number_until_2024_and_a_letter_after(authority: Authority) -> None:
    assert {row["SEX"] for row in _rows(authority, 2024, "header")} == {"1", "2"}
    assert {row["SEX"] for row in _rows(authority, 2025, "header")} == {"M", "F"}
    before = {row["CHILD"]: row["SEX"] for row in _rows(authority, 2024, "header")}
    after = {row["CHILD"]: row["SEX"] for row in _rows(authority, 2025, "header")}
    both = before.keys() & after.keys()
    assert both
    assert all(after[child] == {"1": "M", "2": "F"}[before[child]] for child in both)


def test_special_guardianship_has_its_old_codes_until_2018(authority: Authority) -> None:
    old, new = {"E43", "E44"}, {"E45", "E46", "E47", "E48"}
    assert old & {row["REC"] for row in _rows(authority, 2018, "episodes")}
    assert not new & {row["REC"] for row in _rows(authority, 2018, "episodes")}
    assert new & {row["REC"] for row in _rows(authority, 2019, "episodes")}


def test_social_workers_are_in_returns_from_2024_on(authority: Authority) -> None:
    assert "sw_episodes" not in authority.returns[2023]
    assert _rows(authority, 2024, "sw_episodes")


def test_a_placement_that_was_z1_is_z11_from_2026_on(authority: Authority) -> None:
    assert "Z1" in {row["PLACE"] for row in _rows(authority, 2025, "episodes")}
    places = {row["PLACE"] for row in _rows(authority, 2026, "episodes")}
    assert "Z11" in places
    assert "Z1" not in places


def test_an_open_episode_is_closed_by_the_next_return_and_is_else_the_same(
    authority: Authority,
) -> None:
    for year in (2019, 2023):
        open_ = {
            (row["CHILD"], row["DECOM"]): row
            for row in _rows(authority, year, "episodes")
            if not row["DEC"]
        }
        again = {
            (row["CHILD"], row["DECOM"]): row for row in _rows(authority, year + 1, "episodes")
        }
        assert open_
        for key, row in open_.items():
            for field in ("RNE", "LS", "CIN", "PLACE", "PL_POST", "HOME_POST"):
                assert again[key][field] == row[field]


def test_a_dec_and_a_rec_come_together_and_within_the_year(authority: Authority) -> None:
    for row in _rows(authority, 2022, "episodes"):
        assert bool(row["DEC"]) == bool(row["REC"])
        if row["DEC"]:
            day, month, year = row["DEC"].split("/")
            assert ("2021", "04", "01") <= (year, month, day) <= ("2022", "03", "31")


def test_urns_are_where_they_are_asked_for(authority: Authority) -> None:
    for row in _rows(authority, 2025, "episodes"):
        without = row["PLACE"] in {"P1", "P3", "R1", "R2", "R5", "Z1"}
        assert bool(row["URN"]) != without, row
        assert re.fullmatch(r"SC9\d{5}", row["URN"] or "SC900000")


def test_unaccompanied_children_have_no_home_postcode(authority: Authority) -> None:
    asylum = {row["CHILD"] for row in _rows(authority, 2024, "uasc")}
    for row in _rows(authority, 2024, "episodes"):
        assert (row["HOME_POST"] == "") == (row["CHILD"] in asylum)


def test_made_up_postcodes_have_the_shape_but_not_the_letters_of_real_ones(
    authority: Authority,
) -> None:
    for row in _rows(authority, 2024, "episodes"):
        for postcode in filter(None, (row["HOME_POST"], row["PL_POST"])):
            assert re.fullmatch(r"Z[A-DF-Z]\d{1,2} \d[ABD-HJLNP-UW-Z]{2}", postcode)
    assert "ZE" not in MADE_UP_AREAS  # Shetland


@pytest.mark.parametrize(
    ("digits", "letter"),
    [
        ("000000000001", "P"),  # 1 × 13 = 13
        ("100000000000", "C"),  # 1 × 2 = 2
        ("999123415007", "C"),  # 18+27+36+5+12+21+32+9+50+0+0+91 = 301 = 13 × 23 + 2
    ],
)
def test_the_check_letter_of_a_pupil_number(digits: str, letter: str) -> None:
    assert check_letter(digits) == letter


def test_every_pupil_number_passes_its_check_and_is_nobody_elses(authority: Authority) -> None:
    numbers = [row["UPN"] for row in _rows(authority, 2025, "header")]
    given = [number for number in numbers if not number.startswith("UN")]
    assert len(given) == len(set(given)) > 100
    for number in given:
        assert number[0] in UPN_LETTERS
        assert number[0] == check_letter(number[1:])


def test_who_was_in_care_for_a_year_has_outcomes_and_who_was_not_has_none(
    authority: Authority,
) -> None:
    with_outcomes = {row["CHILD"] for row in _rows(authority, 2024, "oc2")}
    first, last = "2023-04-01", "2024-03-31"
    for person in authority.people:
        whole = any(
            _iso(period[0].began) <= first
            and (period[-1].ended is None or _iso(period[-1].ended) > last)
            for period in person.periods
        )
        assert (person.id in with_outcomes) == whole


def _iso(ordinal: int) -> str:
    import datetime as dt

    return dt.date.fromordinal(ordinal).isoformat()


def test_an_adoption_was_decided_matched_and_placed_in_that_order(authority: Authority) -> None:
    def day(text: str) -> tuple[str, ...]:
        return tuple(reversed(text.split("/")))

    rows = [row for year in YEARS for row in _rows(authority, year, "ad1")]
    placed = {
        row["CHILD"]: row["DECOM"]
        for year in YEARS
        for row in _rows(authority, year, "episodes")
        if row["REC"] in {"E11", "E12"}
    }
    decided = {
        (row["CHILD"], row["DATE_PLACED"])
        for year in YEARS
        for row in _rows(authority, year, "placed_for_adoption")
    }
    assert len(rows) > 20
    for row in rows:
        assert day(row["DATE_INT"]) <= day(row["DATE_MATCH"]) <= day(placed[row["CHILD"]])
        assert (row["CHILD"], row["DATE_INT"]) in decided


def test_planted_faults_are_where_the_list_says_and_nothing_else_changed() -> None:
    plain = make(children=450, years=2, seed=5)
    spoilt = make(children=450, years=2, seed=5, settings=Settings(faults=True))
    assert len(spoilt.faults) >= 34
    assert len({fault.child for fault in spoilt.faults}) == len(spoilt.faults)
    listed = {(fault.table, fault.child) for fault in spoilt.faults}
    changed = set()
    for year in plain.years:
        for table, rows in plain.returns[year].items():
            for before, after in zip(rows, spoilt.returns[year][table], strict=True):
                if before != after:
                    assert year == plain.years[-1]
                    changed.add((table, before[0]))
    assert changed == listed
    for fault in spoilt.faults:
        found = [
            row for row in _rows(spoilt, fault.year, fault.table) if row["CHILD"] == fault.child
        ]
        assert fault.value in [row[fault.field] for row in found]


def test_the_same_seed_gives_the_same_bytes_whatever_the_hashes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from caremodel.sample import make, write;"
        "write(make(children=150, years=3, seed=12), Path(sys.argv[1]))"
    )
    digests = []
    for hashes in ("0", "1"):
        folder = tmp_path / hashes
        environment = {**os.environ, "PYTHONHASHSEED": hashes, "PYTHONPATH": "src"}
        subprocess.run([sys.executable, "-c", script, str(folder)], check=True, env=environment)
        digests.append(_digest(folder))
    assert digests[0] == digests[1]
    write(make(children=150, years=3, seed=13), tmp_path / "other")
    assert _digest(tmp_path / "other") != digests[0]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def test_the_folder_says_that_no_real_child_is_in_it(tmp_path: Path) -> None:
    made = make(children=60, years=2, seed=1, settings=Settings(last_year=2025))
    paths = write(made, tmp_path)
    assert {path.parent.name for path in paths[:-1]} == {"2024", "2025"}
    about = (tmp_path / "README.txt").read_text("utf-8")
    assert "No real child is behind any row" in about
    assert "Postcodes are invented" in about
    with (tmp_path / "2025" / "episodes.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [column.name for column in TABLES["episodes"].columns]
    assert [tuple(row) for row in rows[1:]] == made.returns[2025]["episodes"]


SPOTS = [
    *(Spot(f"RH12 {at % 10}", 517_000 + 900 * at, 131_000, True) for at in range(20)),
    *(Spot(f"BN1{at % 9} {at % 10}AB", 530_000 + 2_000 * at, 105_000, False) for at in range(60)),
]


def test_real_spots_give_real_places_and_the_folder_says_so(tmp_path: Path) -> None:
    made = make(children=80, years=2, seed=2, settings=Settings(spots=SPOTS))
    write(made, tmp_path)
    assert "REAL places" in (tmp_path / "README.txt").read_text("utf-8")
    sectors = {spot.postcode[: spot.postcode.index(" ") + 2] for spot in SPOTS}
    for row in _rows(made, 2026, "episodes"):
        assert row["PL_POST"][:-2] in sectors


def test_spots_without_one_inside_are_refused() -> None:
    with pytest.raises(ValueError, match="none lies inside"):
        make(children=5, years=1, seed=1, settings=Settings(spots=SPOTS[20:]))


def test_miles_are_by_the_formula_of_the_dfe() -> None:
    here, there = Spot("A", 500_000, 200_000, True), Spot("B", 530_000, 240_000, False)
    assert miles(here, there) == 31.1  # 50 km / 1.6093 = 31.07


def test_a_region_has_authorities_that_differ_and_share_no_child() -> None:
    region = list(make_region(4, children=120, years=2, seed=1))
    assert [one.code for one in region] == ["ZA", "ZB", "ZC", "ZD"]
    ids = [person.id for one in region for person in one.people]
    assert len(ids) == len(set(ids))
    assert len({one.settings.residential for one in region}) == 4
    assert len({len(one.people) for one in region}) > 1


def test_the_truth_is_written_beside(tmp_path: Path) -> None:
    made = make(children=90, years=2, seed=3, settings=Settings(faults=True))
    names = {path.name for path in write_truth(made, tmp_path)}
    assert names == {"children.csv", "stretches.csv", "providers.csv", "stock.csv", "faults.csv"}
    with (tmp_path / "children.csv").open(newline="") as file:
        children = list(csv.DictReader(file))
    assert {row["complexity"] for row in children} <= {"0", "1", "2"}
    assert len(children) == 90
