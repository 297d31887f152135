"""Whether the database is laid out as this release expects, and making it so.

Asking Django costs two seconds. So a digest of everything that decides the layout is kept in
the data folder once the database has it, and compared instead.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from .installation import DATABASE, SETTINGS

SOURCE = Path(__file__).parent.parent
STAMP = "schema"


def digest() -> str:
    """Changes whenever a migration, or any package (it may bring migrations), does."""
    found = hashlib.sha256()
    for path in sorted(SOURCE.glob("*/migrations/*.py")):
        found.update(f"{path.parent.parent.name}/{path.name}".encode())
        found.update(path.read_bytes())
    found.update((SOURCE / "config/settings/apps.py").read_bytes())
    for package in _installed_packages():
        found.update(package.encode())
    return found.hexdigest()[:16]


def is_known_current(data: Path) -> bool:
    """Whether the database in this folder was left in today's layout."""
    stamp = data / STAMP
    return (data / DATABASE).exists() and stamp.exists() and stamp.read_text().strip() == digest()


def remember_current(data: Path) -> None:
    (data / STAMP).write_text(f"{digest()}\n")


def is_current() -> bool:
    """Ask Django, in a process of its own so that this one stays small."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--check", "--verbosity=0"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a fault is one more reason to say no; the doctor tells which
        check=False,
    )
    return done.returncode == 0


def migrate() -> None:
    """Lay out the database of the started Django as this release expects it."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def pending() -> list[str]:
    """Migrations still to be applied, as `app.0002_name`, in order. Needs a started Django."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _installed_packages() -> list[str]:
    """Name and version of everything beside Django, as its folders are called."""
    django = find_spec("django")
    if django is None or django.origin is None:
        return []
    beside = Path(django.origin).parent.parent
    return sorted(path.name for path in beside.glob("*.dist-info"))
