"""Distances beside the postcodes of a file: `alliance care distance FILE.csv`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from caremodel.distance import Tally, add_distances
from caremodel.distance.files import ADDED

SHARED = Path(__file__).parents[4] / "shared" / "data"


def put(text: str, **how: str) -> tuple[list[list[str]], Tally]:
    rows, tally = add_distances(text.splitlines(keepends=True), **how)
    return list(rows), tally


def test_the_columns_are_named_as_scripts_outside_rely_on() -> None:
    assert ADDED == ("MILES", "HOME_LA", "PL_LA", "IN_OUT", "DISTANCE_NOTE")


def test_five_columns_are_added_and_the_others_stay_as_they_were() -> None:
    rows, tally = put(
        'CHILD,PL_POST,NOTE,HOME_POST\n007,BN8 5FJ,"a, b",RH12 4FF\nX,RH12 4FF, c ,RH124FF\n'
    )
    assert rows == [
        ["CHILD", "PL_POST", "NOTE", "HOME_POST", *ADDED],
        ["007", "BN8 5FJ", "a, b", "RH12 4FF", "17.8", "E10000032", "E10000011", "OUT", ""],
        ["X", "RH12 4FF", " c ", "RH124FF", "0.0", "E10000032", "E10000032", "IN", ""],
    ]
    assert (tally.rows, tally.measured, tally.out, tally.far) == (2, 2, 1, 0)


def test_a_row_that_cannot_be_measured_says_why_and_is_counted() -> None:
    rows, tally = put(
        "HOME_POST,PL_POST\n,BN8 5FJ\nRH12 4FF,BT1 1AA\nRH12,S1 2HH\nRH12 4FF,S1 2\nnowhere,\n"
    )
    notes = [row[-1] for row in rows[1:]]
    assert notes[0] == "home: no postcode"
    assert notes[1] == "placement: BT1 1AA: Northern Ireland has the Irish grid: no distance"
    assert notes[2] == "home: RH12: the first half alone is too wide to measure from"
    assert "placement: S1 2: only its sector S1 2 is known" in notes[3]
    assert notes[4] == "home: “nowhere” is no postcode; placement: no postcode"
    assert [row[2] != "" for row in rows[1:]] == [False, False, False, True, False]
    assert (tally.rows, tally.measured, tally.unmeasured, tally.from_sector) == (5, 1, 4, 1)
    assert sum(tally.notes.values()) == 5


def test_a_child_seeking_asylum_has_no_distance() -> None:
    rows, tally = put("UASC,HOME_POST,PL_POST\n1,RH12 4FF,BN8 5FJ\n0,RH12 4FF,BN8 5FJ\n")
    assert rows[1][3:] == ["", "", "E10000011", "", "seeking asylum: no distance"]
    assert rows[2][3] == "17.8"
    assert (tally.seeking_asylum, tally.measured, tally.unmeasured) == (1, 1, 0)


def test_in_or_out_is_against_the_responsible_authority_when_it_is_given() -> None:
    text = "HOME_POST,PL_POST\nRH12 4FF,BN8 5FJ\n"
    assert put(text, authority="845")[0][1][5] == "IN"
    assert put(text, authority="E10000032")[0][1][5] == "OUT"


@pytest.mark.parametrize("cumbria", ["909", "E10000006"])
def test_an_authority_that_was_split_has_in_it_what_came_after(cumbria: str) -> None:
    rows, _ = put("HOME_POST,PL_POST\nCA3 8NA,LA9 4RQ\nCA3 8NA,S1 2HH\n", authority=cumbria)
    assert [row[5] for row in rows[1:]] == ["IN", "OUT"]


@pytest.mark.parametrize(
    "postcode", ["S70 2TA", "S1 2HH", "DL7 8AD", "TA1 4DY", "CA3 8NA", "LA9 4RQ"]
)
def test_own_children_of_recoded_authorities_are_in(postcode: str) -> None:
    """The DfE's rules by way of an authority lookup of 2021 count all of these as OUT (care.md, section 4)."""
    rows, _ = put(f"HOME_POST,PL_POST\n{postcode},{postcode}\n")
    assert rows[1][2] == "0.0"
    assert rows[1][5] == "IN"


def test_columns_of_an_earlier_run_are_filled_anew_where_they_stand() -> None:
    rows, _ = put("MILES,HOME_POST,PL_POST\n99,RH12 4FF,BN8 5FJ\n")
    assert rows[0] == [
        "MILES",
        "HOME_POST",
        "PL_POST",
        "HOME_LA",
        "PL_LA",
        "IN_OUT",
        "DISTANCE_NOTE",
    ]
    assert rows[1][0] == "17.8"


def test_headings_may_be_small_spaced_and_after_a_byte_order_mark() -> None:
    rows, _ = put("\ufeffhome_post , pl_post\nRH12 4FF,BN8 5FJ\n")
    assert rows[0][:2] == ["\ufeffhome_post ", " pl_post"]
    assert rows[1][2] == "17.8"


def test_short_rows_are_filled_and_blank_ones_left_out() -> None:
    rows, tally = put("A,HOME_POST,PL_POST\nx,RH12 4FF\n\n,,\nx,RH12 4FF,BN8 5FJ,more\n")
    assert rows[1] == ["x", "RH12 4FF", "", "", "E10000032", "", "", "placement: no postcode"]
    assert rows[2][-1] == "more"
    assert tally.rows == 2


@pytest.mark.parametrize("text", ["", "CHILD,HOME_POST\n", "a\n"])
def test_a_file_without_the_columns_is_refused_with_the_names_it_needs(text: str) -> None:
    with pytest.raises(ValueError, match=r"no column .*HOME_POST and PL_POST"):
        put(text)


def test_a_code_of_no_authority_is_refused() -> None:
    with pytest.raises(ValueError, match="“999” is the code of no authority"):
        put("HOME_POST,PL_POST\n", authority="999")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")
def test_every_row_of_the_sample_return_is_measured() -> None:
    with (SHARED / "ssda903_sample/2025/episodes.csv").open(newline="") as file:
        before = list(csv.reader(file))
        file.seek(0)
        rows, tally = add_distances(file)
        after = list(rows)
    assert [row[: len(before[0])] for row in after] == before
    assert tally.rows == len(before) - 1 > 500
    assert tally.rows == tally.measured + sum(not row[10] or not row[11] for row in before[1:])
