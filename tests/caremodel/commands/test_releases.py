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


def test_what_is_kept_is_its_owners_alone_and_says_so(tmp_path: Path) -> None:
    release([stock(31, 44, 62, 118, 57)], tmp_path / "kept")
    kept = list((tmp_path / "kept").iterdir())
    assert {one.name for one in kept} == {
        "CONFIDENTIAL - READ ME.txt",
        ".gitignore",
        "secret",
        "confidential-release-0001.json",
    }
    assert all(one.stat().st_mode & 0o077 == 0 for one in [*kept, tmp_path / "kept"])
    assert "may be published" in (tmp_path / "kept" / "CONFIDENTIAL - READ ME.txt").read_text()
    assert (tmp_path / "kept" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("out", ["kept/tables.xlsx", "kept/to publish/tables.xlsx", "kept"])
def test_tables_are_not_written_to_where_the_secret_is(tmp_path: Path, out: str) -> None:
    with pytest.raises(Refused, match="keeps the secret"):
        release([stock(31, 44, 62)], tmp_path / "kept", out=tmp_path / out)
    assert not (tmp_path / "kept").exists()


def test_two_authorities_have_a_folder_each(tmp_path: Path) -> None:
    release([stock(31, 44, 62)], tmp_path / "kept", authorities=["936"])
    with pytest.raises(Refused, match="kept for the releases of 936, these tables are of 938"):
        release([stock(31, 44, 62)], tmp_path / "kept", authorities=["938"])


def test_a_region_is_not_protected_as_one(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="of several authorities"):
        release([stock(31, 44, 62)], tmp_path / "kept", authorities=["936", "938"])


def test_releases_from_before_the_files_said_so_count(tmp_path: Path) -> None:
    first = release([stock(31, 44, 62, 118, 57)], tmp_path / "kept")
    old = tmp_path / "kept" / "release-0001.json"
    (tmp_path / "kept" / "confidential-release-0001.json").rename(old)
    assert release([stock(46, 44, 62, 118, 57)], tmp_path / "kept") == first
    release([stock(30, 45, 61, 120, 55, day="31 March 2027")], tmp_path / "kept")
    assert (tmp_path / "kept" / "confidential-release-0002.json").exists()
