"""Publications and publishers in the words of a rolling list."""

from __future__ import annotations

import datetime as dt

from alliance.library.recognise import KnownPublication, Shelf, match_key, publisher_name

DAY = dt.date(2020, 9, 15)


def shelf(
    title: str, publisher: str = "Department for Education", date: dt.date | None = DAY
) -> Shelf:
    return Shelf([KnownPublication(1, match_key(title), publisher, date)])


def test_a_publisher_is_known_by_its_other_names() -> None:
    assert publisher_name("the DfE") == publisher_name("Department for Education")
    assert publisher_name("Oftsed") == "Ofsted"
    assert publisher_name("Tidewell Research") == "Tidewell Research"


def test_a_title_is_the_same_in_another_case_and_punctuation() -> None:
    assert shelf("The long shadow of deprivation").find("Long Shadow of Deprivation", date=DAY)


def test_an_attribution_that_drifts_leaves_the_publication_the_same() -> None:
    assert shelf("The long shadow of deprivation").find(
        "Long shadow of deprivation", publisher="NAO"
    )


def test_next_years_report_of_the_same_title_is_another() -> None:
    assert shelf("Childhood obesity").find("Childhood obesity", date=dt.date(2021, 9, 15)) is None
    assert shelf("Childhood obesity").find("Childhood obesity", date=dt.date(2020, 12, 1))
    assert shelf("Childhood obesity", date=None).find("Childhood obesity", date=DAY)


def test_waves_of_one_survey_are_kept_apart_and_slips_are_not() -> None:
    wave = shelf("Vulnerable children and young people survey – wave 10")

    assert (
        wave.find("Vulnerable children and young people survey – wave 11", publisher="DfE") is None
    )
    assert wave.find("Vulnerable children and young people survy – wave 10", publisher="DfE")
    assert (
        wave.find("Vulnerable children and young people survy – wave 10", publisher="NAO") is None
    )
