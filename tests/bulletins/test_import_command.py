"""`alliance bulletin import`."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from alliance.bulletins.import_command import run
from alliance.bulletins.models import Bulletin
from alliance.region.weeks import plan
from alliance.region.write import text_of

pytestmark = pytest.mark.django_db
WEEKS = plan(dt.date(2026, 11, 23))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive" / "2026"
    folder.mkdir(parents=True)
    for week in WEEKS[-3:]:
        (folder / f"update-{week.number}.txt").write_text(text_of(week), encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"not looked at")
    return tmp_path / "archive"


def test_folders_are_walked_and_bulletins_come_in_by_number(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(archive)], yes=True) == 0

    out, err = capsys.readouterr()
    assert [line.split(",")[0] for line in out.splitlines()] == [
        "Update 738",
        "Update 739",
        "Update 740",
    ]
    assert "3 bulletins read, numbers 738 to 740." in err
    assert sorted(Bulletin.objects.values_list("number", flat=True)) == [738, 739, 740]


def test_run_again_it_changes_nothing(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run([str(archive)], yes=True)
    assert run([str(archive)], yes=True) == 0

    assert "3 unchanged; 0 refused" in capsys.readouterr().err


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(archive)], dry_run=True, as_json=True) == 0

    document = json.loads(capsys.readouterr().out)
    assert [bulletin["state"] for bulletin in document["bulletins"]] == ["created"] * 3
    assert document["bulletins"][1]["told_before"] > 0, "it sees what it would have imported before"
    assert not Bulletin.objects.exists()


def test_a_dry_run_shows_the_difference_to_what_stands(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run([str(archive)], yes=True)
    path = archive / "2026" / "update-740.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "tell the programme office", "ring the programme office"
        ),
        encoding="utf-8",
    )
    capsys.readouterr()

    assert run([str(path)], dry_run=True) == 0

    out = capsys.readouterr().out
    assert "740, 20 November 2026: updated" in out
    assert "action required was" in out


def test_nobody_to_confirm_it_is_a_refusal(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(archive)]) == 2

    assert "add --yes" in capsys.readouterr().err
    assert not Bulletin.objects.exists()


def test_nothing_to_import_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(tmp_path)], yes=True) == 2

    assert "nothing to import" in capsys.readouterr().err


def test_unreadable_files_are_all_named_and_the_rest_comes_in(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "broken.docx").write_bytes(b"this is no Word document")
    (archive / "no-number.txt").write_text(
        "Just a line.\n\n\nA heading\n\n\nAnd words.", encoding="utf-8"
    )

    assert run([str(archive), str(archive / "missing.txt")], yes=True) == 1

    err = capsys.readouterr().err
    assert "broken.docx" in err
    assert "missing.txt" in err
    assert "no-number.txt: There is no bulletin number" in err
    assert Bulletin.objects.count() == 3


def test_two_files_of_one_number_that_differ_are_refused(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = text_of(WEEKS[-1])
    (archive / "copy.txt").write_text(text, encoding="utf-8")
    (archive / "other.txt").write_text(
        text.replace("tell the programme office", "ring the programme office"), encoding="utf-8"
    )

    assert run([str(archive)], yes=True) == 1

    assert "and they differ; name one of them" in capsys.readouterr().err
    assert sorted(Bulletin.objects.values_list("number", flat=True)) == [738, 739]
