"""Codes and tables of the return, by collection year."""

import datetime as dt

import pytest

from caremodel import ages, codes, placements, tables


def test_every_list_that_a_column_names_has_codes() -> None:
    named = {
        column.codes
        for layout in tables.TABLES.values()
        for column in layout.columns
        if column.codes
    }
    assert named == {code.list for code in codes.all_codes()}


@pytest.mark.parametrize(
    ("name", "code", "first", "last"),
    [
        ("PLACE", "K3", 2024, None),  # supported accommodation: 28 October 2023
        ("PLACE", "Z1", None, 2025),
        ("PLACE", "Z11", 2026, None),
        ("SEX", "1", None, 2024),
        ("SEX", "M", 2025, None),
        ("REC", "E43", None, 2018),
        ("ACTIV", "F4", 2022, None),
        ("REASON_PLACE_CHANGE", "CUSTOD", 2019, None),
    ],
)
def test_a_code_is_valid_in_the_years_that_it_was_in_use(
    name: str, code: str, first: int | None, last: int | None
) -> None:
    years = [year for year in range(2016, 2028) if code in codes.valid(name, year)]
    assert years == list(range(first or 2016, (last or 2027) + 1))


def test_somebody_born_on_29_february_is_a_year_older_on_1_march() -> None:
    born = dt.date(2020, 2, 29)
    assert ages.age_on(born, dt.date(2021, 2, 28)) == 0
    assert ages.age_on(born, dt.date(2021, 3, 1)) == 1
    assert ages.age_on(born, dt.date(2024, 2, 29)) == 4


def test_every_placement_of_the_list_has_a_category() -> None:
    listed = {code.code for code in codes.all_codes() if code.list == "PLACE"}
    assert set(placements.OF_CODE) <= listed
    assert {placements.category(code) for code in listed} == set(placements.CATEGORIES)
