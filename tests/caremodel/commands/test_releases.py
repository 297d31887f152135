"""What an authority keeps between releases of suppressed tables decides what the next one prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from caremodel.commands.refusals import Refused
from caremodel.commands.releases import release
from caremodel.flows import CountTable

CATEGORIES = ("fostering", "residential", "supported", "other")
AGES = ("<1", "1-4", "5-9", "10-15", "16-17")


def stock(*fostered: int, day: str = "31 March 2026") -> CountTable:
    """Children by age and placement; others than in foster care are always the same."""
    return CountTable(
        name="in_care_by_age_and_category",
        title="Children in care by age and placement",
        question="How many are there?",
        period=day,
        row_heading="Age",
        column_heading="Placement",
        rows=AGES[: len(fostered)],
        columns=CATEGORIES,
        counts=tuple((count, 12, 25, 31) for count in fostered),
    )


def test_a_day_that_is_out_is_printed_as_it_was(tmp_path: Path) -> None:
    first = release([stock(31, 44, 62, 118, 57)], tmp_path / "kept")
    corrected = release([stock(46, 44, 62, 118, 57)], tmp_path / "kept")
    assert corrected == first
    assert len(list((tmp_path / "kept").glob("confidential-release-*.json"))) == 1


def test_without_what_was_kept_a_correction_shows(tmp_path: Path) -> None:
    """So that the test above can fail: the numbers are such that one child more prints otherwise."""
    first = release([stock(31, 44, 62, 118, 57)], tmp_path / "one")
    others = [
        release([stock(36, 44, 62, 118, 57)], tmp_path / f"kept-{number}") for number in range(3)
    ]
    assert any(other != first for other in others)


def test_a_new_number_of_a_day_that_is_out_is_refused_with_a_sentence(tmp_path: Path) -> None:
    release([stock(31, 44, 62)], tmp_path / "kept")
    with pytest.raises(Refused, match="31 March 2026 has been published"):
        release([stock(31, 44, 62, 118)], tmp_path / "kept")


def test_the_next_day_is_a_release_of_its_own(tmp_path: Path) -> None:
    release([stock(31, 44, 62, 118, 57)], tmp_path / "kept")
    release([stock(30, 45, 61, 120, 55, day="31 March 2027")], tmp_path / "kept")
    assert len(list((tmp_path / "kept").glob("confidential-release-*.json"))) == 2
