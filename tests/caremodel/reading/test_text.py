"""Text as it comes: encodings, delimiters, line ends, quotes, heads in any order, rows that do not fit."""

from __future__ import annotations

import csv
import io

import pytest

from caremodel.reading import Reading, read_files
from caremodel.reading.text import _CHARACTERS_AT_A_TIME
from tests.caremodel.reading.returns import (
    EPISODES,
    HEADER,
    REVIEWS,
    episodes_with,
    faults,
    only_table,
    read_text,
    said,
)

EXPECTED = only_table(read_text("2024/episodes.csv", EPISODES)).columns


def read_bytes(content: bytes) -> Reading:
    return read_files([("2024/episodes.csv", content)])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_make_no_difference(
    encoding: str, delimiter: str, line_end: str
) -> None:
    text = EPISODES.replace(",", delimiter).replace("\n", line_end)
    reading = read_bytes(text.encode(encoding))
    assert only_table(reading).columns == EXPECTED
    assert faults(reading) == []


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_MINIMAL])
def test_quotes_make_no_difference(quoting: int) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=quoting).writerows(line.split(",") for line in EPISODES.splitlines())
    reading = read_bytes(out.getvalue().encode())
    assert only_table(reading).columns == EXPECTED
    assert faults(reading) == []


def test_a_quoted_comma_and_line_end_stay_in_their_cell() -> None:
    text = episodes_with("URN", '"SC,1"', '"SC\n2"', "SC3")
    reading = read_text("2024/e.csv", text)
    assert only_table(reading).columns["URN"] == ("SC,1", "SC 2", "SC3")
    assert [place.line for place in only_table(reading).places] == [2, 3, 5]


def test_a_quoted_comma_cannot_stand_for_a_cell_that_lacks() -> None:
    quoted = "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in EPISODES.splitlines()
    ).replace('"A1","25/12/2023","P"', '"A1","25/12/2023,P"')
    table = only_table(read_text("2024/e.csv", quoted))
    assert table.columns["RNE"] == ("S", "C2", "S")  # as any reader of CSV sees it
    assert table.columns["URN"][1] is None


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows() -> None:
    reading = read_text("2024/e.csv", EPISODES.replace("SC900095", '"SC900095', 1))
    assert only_table(reading).columns == EXPECTED
    assert "never closed" in said(reading)


def test_letters_of_windows_are_read_and_said() -> None:
    text = EPISODES.replace("A1", "É1")
    reading = read_bytes(text.encode("cp1252"))
    assert only_table(reading).columns["CHILD"][0] == "É1"
    assert "Windows-1252" in said(reading)


def test_nul_is_left_out() -> None:
    reading = read_bytes(EPISODES.encode().replace(b"PR1", b"PR1\0\0"))
    assert only_table(reading).columns == EXPECTED
    assert "2 NUL" in said(reading)


def test_columns_come_in_any_order_case_and_spacing_and_more_of_them_are_said_once() -> None:
    rows = [line.split(",") for line in EPISODES.splitlines()]
    turned = [[*reversed(row), "x"] for row in rows]
    turned[0] = [*(f" {name.lower().replace('_', ' ')} " for name in turned[0][:-1]), "Notes"]
    turned[0][-2] = "Child ID"
    reading = read_text("2024/e.csv", "\n".join(map(",".join, turned)))
    assert only_table(reading).columns == EXPECTED
    (fault,) = faults(reading)
    assert fault.message == "Columns that episodes does not have were left out: Notes."


def test_a_column_that_lacks_is_blank_and_named() -> None:
    old = "\n".join(line.rpartition(",")[0] for line in EPISODES.splitlines())
    reading = read_text("2017/episodes.csv", old)
    table = only_table(reading)
    assert table.missing == ("URN",)
    assert table.columns["URN"] == (None, None, None)
    assert faults(reading) == []


def test_a_table_is_known_by_its_columns_whatever_its_name() -> None:
    reading = read_text("2024/header.csv", EPISODES)
    assert only_table(reading).name == "episodes"
    assert "Its name says header, its columns are those of episodes" in said(reading)
    assert (
        faults(read_text("2024/sbpfa.csv", "CHILD,DOB,DATE_PLACED\nA,01/01/2020,01/02/2024\n"))
        == []
    )


def test_titles_above_the_heads_are_passed_over() -> None:
    reading = read_text("2024/e.csv", "Episodes of children,,\n\nas at 31 March\n" + EPISODES)
    assert only_table(reading).columns == EXPECTED
    assert only_table(reading).places[0].line == 5
    assert "2 rows above the heads were left out." in said(reading)


@pytest.mark.parametrize("above", ["", "\n", ",,,\n\n", "sep=,\n", '"sep=,"\n'])
def test_blank_rows_and_the_delimiter_told_to_excel_are_passed_over_in_silence(above: str) -> None:
    reading = read_text("2024/e.csv", above + EPISODES)
    assert only_table(reading).columns == EXPECTED
    assert faults(reading) == []


@pytest.mark.parametrize(
    "last", ["Total,3", "(3 rows affected)", "3 rows selected.", "Row count: 3"]
)
def test_a_row_below_that_counts_the_others_is_set_aside(last: str) -> None:
    reading = read_text("2024/e.csv", f"{EPISODES}\n{last}\n")
    assert only_table(reading).columns == EXPECTED
    row = next(fault for fault in faults(reading) if fault.kind == "row")
    assert (row.place.line, row.text) == (6, last.split(",")[0])
    assert "counts the others" in row.message


def test_what_is_too_long_is_no_identifier() -> None:
    reading = read_text("2024/e.csv", EPISODES.replace("B2", "B" * 101))
    assert only_table(reading).columns["CHILD"] == ("A1", "A1")
    assert "more than 100 characters" in said(reading)


def test_rows_that_were_not_understood_are_not_taken_for_one() -> None:
    reading = read_text(
        "2024/r.csv", REVIEWS.splitlines()[0] + "\nA1,,soon,\nA1,,later,\nA1,,later,\n"
    )
    assert len(only_table(reading)) == 3
    assert {fault.kind for fault in faults(reading)} == {"cell"}
    assert only_table(read_text("2024/e.csv", "sep=,\n" + EPISODES)).columns == EXPECTED


def test_blank_rows_and_columns_are_passed_over_in_silence() -> None:
    lines = EPISODES.splitlines()
    lines[2:2] = ["", "," * 12, "  ,"]
    reading = read_text("2024/e.csv", "\n".join(line + ",," for line in [*lines, "", ","]))
    assert only_table(reading).columns == EXPECTED
    assert [place.line for place in only_table(reading).places] == [2, 6, 7]
    assert faults(reading) == []


def test_rows_too_short_are_filled_and_rows_too_long_set_aside() -> None:
    lines = EPISODES.splitlines()
    lines[1] = lines[1].replace("PR1", "PR1,surplus")
    lines[3] = "B2,11/01/2024,S"
    reading = read_text("2024/e.csv", "\n".join(lines))
    table = only_table(reading)
    assert table.columns["CHILD"] == ("A1", "B2")
    assert table.columns["LS"] == ("C2", None)
    long = next(fault for fault in faults(reading) if fault.kind == "row")
    assert (long.place.line, long.message[:28]) == (2, "Line 2: The row has 14 cells")
    assert "1 row ends before the last column" in said(reading)


def test_a_row_without_a_child_is_set_aside() -> None:
    reading = read_text("2024/e.csv", EPISODES.replace("B2", " "))
    assert len(only_table(reading)) == 2
    (fault,) = faults(reading)
    assert (fault.kind, fault.place.line) == ("row", 4)
    assert "names no child" in fault.message


def test_a_row_that_comes_twice_is_set_aside_and_one_that_differs_is_not() -> None:
    last = EPISODES.splitlines()[-1]
    reading = read_text("2024/e.csv", EPISODES + last + "\n" + last.replace("PR5", "PR4"))
    assert only_table(reading).columns["PLACE_PROVIDER"] == ("PR1", "PR4", "PR5", "PR4")
    (fault,) = faults(reading)
    assert (fault.kind, fault.place.line) == ("row", 5)


def test_lines_are_right_far_down_a_large_file_and_a_fault_there_is_found() -> None:
    count = 3 * _CHARACTERS_AT_A_TIME // 70
    texts = ["SC900095"] * count
    texts[-2] = "SC1.0E"
    text = episodes_with("PLACE", *["U4"] * (count - 1), "u 4")
    table = only_table(read_text("2024/e.csv", text))
    assert len(table) == count
    assert table.places[-1].line == count + 1
    assert table.columns["PLACE"][-1] == "U4"
    assert table.columns["CHILD"] == tuple(f"C{number}" for number in range(count))
    # A line that does not fit, found after others were taken for regular.
    reading = read_text("2024/e.csv", text + "Z9,03/04/2023\n")
    assert len(only_table(reading)) == count + 1


def test_ten_thousand_rows_set_aside_are_said_a_hundred_times_and_then_counted() -> None:
    head = HEADER.splitlines()[0]
    reading = read_text("2024/h.csv", head + "\nA,1,,,,,\n" + ",1,05/03/2010,,,,\n" * 10_000)
    rows = [fault for fault in faults(reading) if fault.kind == "row"]
    assert len(rows) == 101
    assert rows[-1].message.startswith("9,900 more rows")


def test_a_cell_beyond_measure_sets_its_file_aside_and_says_so() -> None:
    reading = read_text("2024/e.csv", EPISODES + '"' + "a" * 140_000 + '",1\n')
    assert reading.returns == ()
    assert "closed too late" in said(reading)
