"""Databases for tests: migrated once into a template, then copied.

Migrating takes ten seconds and copying a tenth of one. The template's name is a digest of
everything that decides what is in it, so a changed migration makes a new one.

`python -m tests.databases` makes the template before any test waits for it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg

from alliance.operations import schema

PROJECT = Path(__file__).parent.parent
KEPT = PROJECT / "var" / "test"


class Database(Protocol):
    """A place that can be filled from the template."""

    def prepare(self) -> None:
        """Make the template, unless it is there."""

    def fill(self) -> None:
        """Make the database a fresh copy of the template, whatever was in it."""

    def remove(self) -> None: ...


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# Pages made along the way ask for work (to be indexed); a worker does it, and no test waits for it.
MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from alliance.jobs.models import Job
Job.objects.all().delete()
"""


def _migrate(**environment: str) -> None:
    """Migrate in a process of its own, so that nothing of it stays behind in this one."""
    done = subprocess.run(
        [sys.executable, "-c", MIGRATE],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "alliance.config.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The test database could not be migrated.\n{done.stderr}")


class SqliteDatabase:
    """A file; the template is a file in `var/test/`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.template = KEPT / f"template-{schema.digest()}.sqlite3"

    def prepare(self) -> None:
        with _one_at_a_time():
            if not self.template.exists():
                self._make_template()

    def fill(self) -> None:
        self.prepare()
        self.remove()
        shutil.copyfile(self.template, self.path)

    def remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _make_template(self) -> None:
        for old in KEPT.glob("template-*.sqlite3"):
            old.unlink()
        with tempfile.TemporaryDirectory(dir=KEPT) as folder:
            made = Path(folder, "alliance.sqlite3")
            _migrate(ALLIANCE_DATA=folder, ALLIANCE_DATABASE_URL="")
            with sqlite3.connect(made) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            made.rename(self.template)


class PostgresqlDatabase:
    """A database on the server; the template is another one there."""

    def __init__(self, server: str, name: str) -> None:
        self.server = server
        self.name = name
        self.template = f"alliance_template_{schema.digest()}"

    def prepare(self) -> None:
        with _one_at_a_time(), self._connect() as connection:
            if not self._exists(connection, self.template):
                self._make_template(connection)

    def fill(self) -> None:
        self.prepare()
        self.copy(self.template)

    def copy(self, template: str) -> None:
        """Make the database a fresh copy of another one, whatever was in it."""
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')

    def remove(self) -> None:
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _make_template(self, connection: psycopg.Connection[tuple[str]]) -> None:
        for (old,) in connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'alliance\\_template\\_%'"
        ).fetchall():
            connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        # Under another name until it is whole: a killed run must leave no half template.
        making = f"{self.template}_making"
        connection.execute(f'CREATE DATABASE "{making}"')
        _migrate(ALLIANCE_DATABASE_URL=urlsplit(self.server)._replace(path=f"/{making}").geturl())
        connection.execute(f'ALTER DATABASE "{making}" RENAME TO "{self.template}"')

    def _connect(self) -> psycopg.Connection[tuple[str]]:
        return psycopg.connect(self.server, autocommit=True)

    @staticmethod
    def _exists(connection: psycopg.Connection[tuple[str]], name: str) -> bool:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return found.fetchone() is not None


def of_this_process() -> Database:
    """Where this process keeps its database."""
    from tests import settings

    if not settings.SERVER:
        return SqliteDatabase(settings.DATA / "alliance.sqlite3")
    return PostgresqlDatabase(settings.SERVER, str(settings.DATABASES["default"]["NAME"]))


if __name__ == "__main__":
    of_this_process().prepare()
