"""Cells: what each kind of column makes of what stands there, and what is said of it."""

from __future__ import annotations

import datetime as dt

import pytest

from caremodel.reading import read_files
from caremodel.reading.careful import upn_letter
from caremodel.reading.identifiers import meant_forms
from caremodel.returns import Cell
from tests.caremodel.reading.returns import (
    EPISODES,
    HEADER,
    episodes_with,
    faults,
    only_table,
    read_text,
    said,
)


def cells(column: str, *texts: str) -> tuple[Cell, ...]:
    return tuple(only_table(read_text("2024/e.csv", episodes_with(column, *texts))).columns[column])


def day(text: str) -> Cell:
    return cells("DECOM", text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024", "3/4/2024", "03-04-2024", "3.4.2024", "2024-04-03", "2024/4/3", "20240403", "03042024",
        "03 Apr 2024", "3-Apr-2024", "3rd April 2024", "April 3 2024", "Wed 3 Apr 2024", " 03/04/2024 ",
        "2024-04-03T00:00:00", "2024-04-03 00:00:00.000", "03/04/2024 00:00",
    ],
)  # fmt: skip
def test_a_date_that_can_be_but_one_day_is_read_in_silence(text: str) -> None:
    reading = read_text("2024/e.csv", episodes_with("DECOM", text))
    assert only_table(reading).columns["DECOM"] == (dt.date(2024, 4, 3),)
    assert faults(reading) == []


@pytest.mark.parametrize(
    ("text", "read", "sentence"),
    [
        ("3/4/24", dt.date(2024, 4, 3), "two digits"),
        ("3-Apr-98", dt.date(1998, 4, 3), "two digits"),
        ("45385", dt.date(2024, 4, 3), "count of days"),
        ("45385.0", dt.date(2024, 4, 3), "count of days"),
        ("3 April 2024 at 14:30", dt.date(2024, 4, 3), "time of day"),
        ("03/04/2024 14:30", dt.date(2024, 4, 3), "time of day"),
        ("30/02/2024", None, "no such day"),
        ("2024-13-45", None, "no such day"),
        ("03/04/1066", None, "no such day"),
        ("soon", None, "not a date"),
        ("12345", None, "not a date"),
        ("NULL", None, "stands for nothing"),
    ],
)
def test_a_date_in_doubt_is_said(text: str, read: dt.date | None, sentence: str) -> None:
    reading = read_text("2024/e.csv", episodes_with("DEC", text))
    assert only_table(reading).columns["DEC"] == (read,)
    (fault,) = faults(reading)
    assert sentence in fault.message
    assert (fault.row, fault.column, fault.text, fault.place.line) == (0, "DEC", text, 2)
    assert fault.kind == ("cell" if read is None and text != "NULL" else "mended")


def test_american_order_is_read_only_where_the_column_shows_it() -> None:
    texts = ("03/25/2023", "03/04/2023", "12/31/2023")
    reading = read_text("2024/e.csv", episodes_with("DECOM", *texts))
    assert only_table(reading).columns["DECOM"] == (
        dt.date(2023, 3, 25),
        dt.date(2023, 3, 4),
        dt.date(2023, 12, 31),
    )
    (fault,) = faults(reading)
    assert "and 2 more: month and day were read in American order" in fault.message
    assert cells("DECOM", "03/04/2023", "05/06/2023")[0] == dt.date(2023, 4, 3)


def test_another_column_of_the_sheet_shows_the_order_of_one_that_says_nothing() -> None:
    text = episodes_with("DECOM", "04/05/2023", "06/07/2023").replace(",,,,RH", ",11/30/2023,,,RH")
    table = only_table(read_text("2024/e.csv", text))
    assert table.columns["DECOM"] == (dt.date(2023, 4, 5), dt.date(2023, 6, 7))
    assert table.columns["DEC"][0] == dt.date(2023, 11, 30)


def test_one_date_the_wrong_way_round_among_many_is_turned() -> None:
    read = cells("DECOM", *["25/03/2023"] * 10, "03/25/2023", "03/04/2023")
    assert read[10:] == (dt.date(2023, 3, 25), dt.date(2023, 4, 3))


def test_where_both_orders_are_likely_what_can_be_two_days_is_not_guessed() -> None:
    reading = read_text(
        "2024/e.csv", episodes_with("DECOM", "25/03/2023", "03/25/2023", "03/04/2023", "05/05/2023")
    )
    assert only_table(reading).columns["DECOM"] == (
        dt.date(2023, 3, 25),
        dt.date(2023, 3, 25),
        None,
        dt.date(2023, 5, 5),
    )
    assert "this can be two days" in said(reading)


def test_a_day_that_is_not_known_stays_as_it_is() -> None:
    text = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA,01/01/2015,P1,845,zz/05/2019\nB,01/01/2015,P1,NUK,2019-05-03\n"
    reading = read_text("2024/p.csv", text + "C,01/01/2015,P1,845.0,ZZ/ZZ/ZZZZ\n")
    assert only_table(reading).columns["DATE_PERM"] == ("zz/05/2019", "03/05/2019", "zz/zz/zzzz")
    assert only_table(reading).columns["LA_PERM"] == ("845", "NUK", "845")


def test_codes_are_read_in_capitals_without_spaces_and_it_is_said_once() -> None:
    reading = read_text("2024/e.csv", episodes_with("PLACE_PROVIDER", *["pr 1", "Pr1"] * 500))
    assert set(only_table(reading).columns["PLACE_PROVIDER"]) == {"PR1"}
    (fault,) = faults(reading)
    assert fault.kind == "mended"
    assert fault.message.startswith("PLACE_PROVIDER, line 2, “pr 1” and 999 more: ")


@pytest.mark.parametrize(
    ("column", "text", "read"),
    [
        ("PLACE", "U4 - Foster placement", "U4"),
        ("LS", "c2: Full care order", "C2"),
        ("PLACE_PROVIDER", "PR1 (own provision)", "PR1"),
        ("URN", "sc900095", "SC900095"),
    ],
)
def test_a_code_with_its_meaning_or_in_small_letters_is_the_code(
    column: str, text: str, read: str
) -> None:
    reading = read_text("2024/e.csv", episodes_with(column, text, read))
    assert only_table(reading).columns[column] == (read, read)
    assert [fault.kind for fault in faults(reading)] == ["mended"]


def test_two_codes_are_not_one() -> None:
    assert cells("PLACE", "U4-U5", "U4 / U5") == ("U4-U5", "U4/U5")


def test_words_for_a_sex_are_read() -> None:
    table = only_table(
        read_text("2025/h.csv", HEADER.replace("A1,1", "A1,Male").replace("B2,2", "B2,FEMALE"))
    )
    assert table.columns["SEX"] == ("M", "F")


SWAPPED = [
    f"2023-{day:02}-{month:02}" for day, month in zip(range(1, 9), range(3, 11), strict=True)
]
"""Days 1 to 8 of March to October, as a spreadsheet in American settings took them."""
UNTOUCHED = [f"{day}/05/2023" for day in range(13, 21)]


@pytest.mark.parametrize("time", ["", " 00:00:00"])
def test_dates_that_a_spreadsheet_turned_where_it_could_are_turned_back(time: str) -> None:
    texts = [text + time for text in SWAPPED] + UNTOUCHED
    reading = read_text("2024/e.csv", episodes_with("DECOM", *texts))
    read = only_table(reading).columns["DECOM"]
    assert read[:2] == (dt.date(2023, 3, 1), dt.date(2023, 4, 2))
    assert read[8] == dt.date(2023, 5, 13)
    assert "American settings" in said(reading)


@pytest.mark.parametrize("against", ["2023-03-13", "03/04/2023"])
def test_one_cell_that_tells_against_it_and_nothing_is_turned_back(against: str) -> None:
    read = cells("DECOM", *SWAPPED, *UNTOUCHED, against)
    assert read[:2] == (dt.date(2023, 1, 3), dt.date(2023, 2, 4))


def test_a_few_cells_are_not_enough_to_turn_dates_back() -> None:
    assert cells("DECOM", *SWAPPED[:2], *UNTOUCHED[:5])[0] == dt.date(2023, 1, 3)


def test_a_column_too_narrow_for_its_dates_is_named() -> None:
    assert "Widen it" in said(read_text("2024/e.csv", episodes_with("DECOM", "########")))


def test_a_code_of_no_list_is_kept_for_the_checks() -> None:
    assert cells("PLACE", "ZZ9", "k3", "U4") == ("ZZ9", "K3", "U4")


def test_a_number_with_a_point_is_the_number() -> None:
    header = HEADER.replace("A1,1,", "A1,1.0,").replace(",UN3,0,", ",UN3,0.0,")
    reading = read_text("2024/h.csv", header)
    assert only_table(reading).columns["SEX"] == ("1", "2")
    assert only_table(reading).columns["MOTHER"] == (None, 0)
    assert said(reading).count("point and nought") == 2


def test_yes_and_no_are_one_and_nought_and_a_word_is_no_number() -> None:
    text = "CHILD,DOB,SDQ_SCORE,CONVICTED\nA,01/01/2015,14,Yes\nB,01/01/2015,high,FALSE\n"
    reading = read_text("2024/oc2.csv", text)
    assert only_table(reading).columns["CONVICTED"] == (1, 0)
    assert only_table(reading).columns["SDQ_SCORE"] == (14, None)
    assert "SDQ_SCORE, line 3, “high”: this is not a whole number" in said(reading)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("RH124FF", "RH12 4FF"),
        ("rh12  4ff", "RH12 4FF"),
        ("RH12 4FF ", "RH12 4FF"),
        ("R H124F F", "RH12 4FF"),
        ("BN85FJ", "BN8 5FJ"),
        ("SW1A1AA", "SW1A 1AA"),
        ("BN8 OFJ", "BN8 0FJ"),
        ("BN8 5", "BN8 5"),
        ("BN8", "BN8"),
        ("abroad", None),
    ],
)
def test_postcodes_have_one_form(text: str, read: str | None) -> None:
    reading = read_text("2024/e.csv", episodes_with("PL_POST", text))
    assert only_table(reading).columns["PL_POST"] == (read,)
    assert len(faults(reading)) == (read is None or "O" in text)


def test_identifiers_of_which_a_spreadsheet_lost_digits_are_not_made_up() -> None:
    reading = read_text(
        "2024/e.csv", episodes_with("CHILD", "1.23E+11", "1.23456E+05", "4711.0", "1,5e+10")
    )
    assert only_table(reading).columns["CHILD"] == ("123456", "4711")
    rows = [fault for fault in faults(reading) if fault.kind == "row"]
    assert [fault.place.line for fault in rows] == [2, 5]
    assert "lost its digits" in rows[0].message
    assert cells("URN", "9.1E+06", "SC1") == (None, "SC1")


def test_noughts_that_were_lost_are_put_back_only_where_another_row_has_them() -> None:
    one = EPISODES.replace("A1", "00123").replace("B2", "0077")
    two = HEADER.replace("A1", "123").replace("B2", "99")
    reading = read_files([("2023/e.csv", one.encode()), ("2024/h.csv", two.encode())])
    assert reading.returns[1].tables["header"].columns["CHILD"] == ("00123", "99")
    assert "with noughts before it" in said(reading)
    both = EPISODES.replace("B2", "0A1") + HEADER.splitlines()[0]
    assert only_table(read_text("2024/e.csv", both.rsplit("\n", 1)[0])).columns["CHILD"][2] == "0A1"


def test_an_identifier_of_two_authorities_is_two_children() -> None:
    one, two = EPISODES.replace("A1", "00123"), EPISODES.replace("A1", "123")
    reading = read_files([("301_2024_e.csv", one.encode()), ("302_2024_e.csv", two.encode())])
    assert [one.tables["episodes"].columns["CHILD"][0] for one in reading.returns] == [
        "00123",
        "123",
    ]


def test_case_and_spaces_make_no_other_child() -> None:
    text = EPISODES + EPISODES.splitlines()[1].replace("A1,03/04", "a 1,04/04")
    assert only_table(read_text("2024/e.csv", text)).columns["CHILD"] == ("A1", "A1", "B2", "A1")


def test_noughts_in_a_upn_are_put_back_where_its_check_letter_agrees() -> None:
    assert upn_letter("801200001001") == "H"
    assert upn_letter("000012345678") == "T"
    header = HEADER.replace("H801200001001", "T12345678").replace("UN3", "A12345678")
    reading = read_text("2024/h.csv", header)
    assert only_table(reading).columns["UPN"] == ("T000012345678", "A12345678")
    assert "check letter agrees" in said(reading)


def test_cells_not_understood_are_said_one_by_one_up_to_a_hundred() -> None:
    reading = read_text(
        "2024/e.csv", episodes_with("DEC", *[f"x{number}" for number in range(150)])
    )
    found = faults(reading)
    assert len(found) == 101
    assert [fault.row for fault in found[:3]] == [0, 1, 2]
    assert "50 more cells" in found[-1].message


def test_the_row_of_a_fault_is_its_row_in_the_table_when_others_are_set_aside() -> None:
    lines = episodes_with("DEC", "", "", "never").splitlines()
    lines[1] = lines[1].replace("C0", "")
    reading = read_text("2024/e.csv", "\n".join(lines))
    fault = next(fault for fault in faults(reading) if fault.kind == "cell")
    table = only_table(reading)
    assert fault.row == 1
    assert table.columns["CHILD"][fault.row] == "C2"
    assert table.places[fault.row].line == fault.place.line == 4


def test_noughts_are_not_put_back_where_two_forms_have_them() -> None:
    assert meant_forms({"0123": 1, "00123": 1, "123": 1}) == {}
    assert meant_forms({"00123": 1, "123": 5}) == {"123": "00123"}
