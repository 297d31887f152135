"""An upgrade backs up first, applies what is missing, and says how to go back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.conftest import Place

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


@pytest.fixture
def earlier_place(place: Place) -> Place:
    """As an earlier release left it: migrations are to be applied, and search knew fewer kinds."""
    place.python(GO_BACK)
    return place


def test_what_is_missing_is_applied_after_a_backup(earlier_place: Place) -> None:
    refused = earlier_place.run("serve", "--port", "18999")
    assert refused.returncode == 1
    assert "alliance upgrade" in refused.stderr

    done = earlier_place.run("upgrade")
    assert done.returncode == 0, done.stderr
    assert "evidence.0002" in done.stdout
    assert not (earlier_place.data / "maintenance").exists()
    assert len(list((earlier_place.data / "backups").glob("before-*.tar.gz"))) == 1
    assert earlier_place.python(
        "import django; django.setup()\n"
        "from alliance.directory.models import Alliance; print(Alliance.objects.get())"
    ) == "South Coast Improvement Alliance"  # fmt: skip
    assert earlier_place.python(
        "import django; django.setup()\n"
        "from alliance.search.query import search; print(search('exampleshire', audiences={'public'}).total)"
    ) != "0"  # fmt: skip

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
