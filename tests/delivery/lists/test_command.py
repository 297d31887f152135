"""`alliance subscribers import`: data on standard output, words beside it, and what it returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alliance.cli import main
from alliance.delivery.models import Subscriber, SubscriberList, Suppression

pytestmark = pytest.mark.django_db
LIST = "E-mail,Status\nann@example.org,\nbea@example.org,unsubscribed\n"
CONSENT = ["--consent", "They ticked a box.", "--from", "2021-03-04"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> int:
    return main(["subscribers", "import", *map(str, arguments)])


def test_a_list_is_saved(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, *CONSENT, "--yes") == 0
    said = capsys.readouterr()
    assert said.out == "row 2: ann@example.org: new\nrow 3: bea@example.org: written_left\n"
    assert said.err.startswith("Saved: 1 is subscribed; 1 left there")
    assert Subscriber.objects.get().consents.get().words == "They ticked a box."
    assert Suppression.objects.count() == 1

    assert run(file, *CONSENT, "--yes") == 0
    assert "already" in capsys.readouterr().out
    assert Subscriber.objects.count() == 1


def test_a_dry_run_saves_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, *CONSENT, "--dry-run", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["counts"] == {"new": 1, "written_left": 1}
    assert said.err.startswith("Would be: 1 is subscribed")
    assert not Subscriber.objects.exists()
    assert not SubscriberList.objects.exists()


def test_with_faults_all_are_said_and_nothing_is_saved(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f"{LIST}bad,\nworse,\n", encoding="utf-8")
    assert run(file, *CONSENT, "--yes") == 1
    said = capsys.readouterr().err
    assert "row 4: “bad” is no" in said
    assert "row 5: “worse” is no" in said
    assert "Nothing was saved: 2 to put right." in said
    assert not Subscriber.objects.exists()

    assert run(file, *CONSENT, "--yes", "--leave-out-faults") == 0
    assert Subscriber.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--consent", " ", "--from", "2021-03-04", "--yes"], "Say with --consent"),
        (["--consent", "Yes.", "--from", "2999-01-01", "--yes"], "still to come"),
        (CONSENT, "Nobody is there to ask"),
    ],
)
def test_what_is_missing_is_wrong_usage(
    file: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, *arguments) == 2
    assert says in capsys.readouterr().err
    assert not Subscriber.objects.exists()


def test_files_that_are_none_are_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "none.csv", *CONSENT) == 2
    bad = tmp_path / "bad.csv"
    bad.write_text("Name\nAnn\n", encoding="utf-8")
    assert run(bad, *CONSENT) == 2
    assert "no column of e-mail addresses" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--consent", "Yes."], ["--from", "4 March 2021"]])
def test_consent_and_day_are_asked_for(file: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        run(file, *arguments)
    assert stop.value.code == 2
