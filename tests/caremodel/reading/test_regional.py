"""Files of a region: many authorities and years in one, told by the columns LA and YEAR."""

from __future__ import annotations

import datetime as dt

from caremodel.reading import read_files
from tests.caremodel.reading.returns import EPISODES, faults, read_text, said

REGION = (
    "CHILD,DECOM,RNE,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,LA,YEAR\n"
    "1,2022-05-01,S,U4,PR1,2023-02-01,E4A,,Kent,2023\n"
    "2,2023-05-01,S,U4,PR1,,,,Kent,2024\n"
    "1,2023-06-01,S,K2,PR4,,,,Surrey,2024\n"
    "3,2023-05-09,S,U6,PR4,,,,Kent,2024\n"
)


def test_the_regional_shape_parts_into_returns() -> None:
    header = "CHILD,SEX,DOB,ETHNIC,LA,YEAR\n2,F,2010-01-31,WBRI,Kent,2024\n1,M,2011-01-31,WBRI,Surrey,2024\n"
    uasc = "CHILD,DUC,YEAR,LA\n3,2026-02-01,2024,Kent\n"
    reading = read_files(
        [
            ("episodes.csv", REGION.encode()),
            ("header.csv", header.encode()),
            ("uasc.csv", uasc.encode()),
        ]
    )
    assert [
        (one.authority, one.year, {name: len(table) for name, table in one.tables.items()})
        for one in reading.returns
    ] == [
        ("Kent", 2023, {"episodes": 1}),
        ("Kent", 2024, {"header": 1, "episodes": 2, "uasc": 1}),
        ("Surrey", 2024, {"header": 1, "episodes": 1}),
    ]
    kent = reading.returns[1].tables["episodes"]
    assert kent.columns["CHILD"] == ("2", "3")
    assert kent.columns["DECOM"] == (dt.date(2023, 5, 1), dt.date(2023, 5, 9))
    assert [place.line for place in kent.places] == [3, 5]
    assert "LS" in kent.missing
    assert faults(reading) == []


def test_years_are_written_in_more_than_one_way() -> None:
    text = REGION.replace("Kent,2024", "Kent,2023-24", 1).replace("Kent,2024", "Kent,2024.0")
    assert [(one.authority, one.year) for one in read_text("r.csv", text).returns] == [
        ("Kent", 2023),
        ("Kent", 2024),
        ("Surrey", 2024),
    ]


def test_rows_that_name_no_authority_or_year_take_them_from_the_name() -> None:
    text = REGION.replace("Surrey,2024", ",")
    reading = read_text("301_2024_episodes.csv", text)
    assert [(one.authority, one.year) for one in reading.returns] == [
        ("301", 2024),
        ("Kent", 2023),
        ("Kent", 2024),
    ]


def test_a_cell_not_understood_is_found_in_the_return_it_belongs_to() -> None:
    reading = read_text("r.csv", REGION.replace("2023-05-09", "nine May"))
    (fault,) = reading.returns[1].faults
    assert (fault.row, fault.place.line) == (1, 5)
    assert reading.returns[0].faults == reading.returns[2].faults == ()


def test_a_raw_return_with_a_column_of_authorities_parts() -> None:
    lines = EPISODES.splitlines()
    text = "\n".join([lines[0] + ",LA", *(line + ",301" for line in lines[1:3]), lines[3] + ",302"])
    reading = read_text("2024/e.csv", text)
    assert [(one.authority, len(one.tables["episodes"])) for one in reading.returns] == [
        ("301", 2),
        ("302", 1),
    ]
    assert said(reading) == ""


ONE = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,{},01/05/2012,WBRI,,,\n"


def test_files_of_one_folder_that_name_authorities_are_each_their_own() -> None:
    """The child 1 of each is another child."""
    reading = read_files(
        [
            ("region/Kent_2024_header.csv", ONE.format("M").encode()),
            ("region/Brighton & Hove header 2024.csv", ONE.format("F").encode()),
            ("region/South Gloucestershire 2023-24 header.csv", ONE.format("M").encode()),
        ]
    )
    assert [(one.authority, one.tables["header"].columns["SEX"]) for one in reading.returns] == [
        ("Brighton and Hove", ("F",)),
        ("Kent", ("M",)),
        ("South Gloucestershire", ("M",)),
    ]
    assert faults(reading) == []


def test_parts_of_one_authoritys_table_stay_together() -> None:
    reading = read_files(
        [
            ("2024/header A-K.csv", ONE.format("M").encode()),
            ("2024/header L-Z.csv", ONE.replace("\n1,", "\n2,").format("F").encode()),
        ]
    )
    assert [(one.authority, len(one.tables["header"])) for one in reading.returns] == [(None, 2)]


def test_one_authority_that_names_itself_in_one_file_only_is_one() -> None:
    reading = read_files(
        [
            ("Kent header 2024.csv", ONE.format("M").encode()),
            ("episodes 2024.csv", EPISODES.encode()),
        ]
    )
    assert [one.authority for one in reading.returns] == [None]
