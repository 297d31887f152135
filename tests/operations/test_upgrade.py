"""An upgrade backs up first, applies what is missing, and says how to go back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.conftest import Place, copied

GO_BACK = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "evidence", "0001_tables", verbosity=0)
from alliance.search.models import SearchEntry
SearchEntry.objects.filter(kind="Authority").delete()
"""

BREAK = """
import django; django.setup()
from django.db.migrations.recorder import MigrationRecorder
from django.db import connection
MigrationRecorder(connection).record_unapplied("audit", "0002_append_only")
"""  # so that triggers are to be made which are there already


LOOK = """
import django; django.setup()
from alliance.directory.models import Alliance
from alliance.search.query import search
print(Alliance.objects.get(), search("exampleshire", audiences={"public"}).total, sep=": ")
"""


@pytest.fixture(scope="module")
def earlier(founded: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """As an earlier release left it: migrations are to be applied, and search knew fewer kinds."""
    with copied(founded, tmp_path_factory.mktemp("earlier") / "alliance") as made:
        made.python(GO_BACK)
        yield made


@pytest.fixture
def earlier_place(earlier: Place, tmp_path: Path) -> Iterator[Place]:
    with copied(earlier, tmp_path / "alliance") as made:
        yield made


def test_what_is_missing_is_applied_after_a_backup(earlier_place: Place) -> None:
    refused = earlier_place.run("serve", "--port", "18999")
    assert refused.returncode == 1
    assert "alliance upgrade" in refused.stderr

    done = earlier_place.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert "evidence.0002" in done.stdout
    assert not (earlier_place.data / "maintenance").exists()
    assert len(list((earlier_place.data / "backups").glob("before-*.tar.gz"))) == 1
    name, found = earlier_place.python(LOOK).split(": ")
    assert name == "South Coast Improvement Alliance"
    assert found != "0"

    again = earlier_place.run("upgrade")
    assert again.returncode == 0
    assert "Nothing to do" in again.stdout


def test_the_backup_from_before_restores(
    earlier_place: Place, empty_place: Place, tmp_path: Path
) -> None:
    kept = tmp_path / "before.tar.gz"
    assert earlier_place.run("upgrade", "--backup", str(kept)).returncode == 0
    done = empty_place.run("restore", str(kept))
    assert done.returncode == 0, done.stderr
    assert "alliance upgrade" in done.stdout


def test_a_failed_upgrade_says_how_to_go_back(place: Place) -> None:
    place.python(BREAK)
    done = place.run("upgrade")
    assert done.returncode == 1
    assert "alliance restore /where/you/moved/it/backups/before-" in done.stderr
    assert "Traceback" not in done.stderr
