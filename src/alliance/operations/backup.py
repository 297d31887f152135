"""`alliance backup FILE`: database, files and keys in one archive.

The archive is a `.tar.gz` whose first member, `manifest.json`, says what is in it: versions,
migrations, rows by table, and the SHA-256 of every other member. `restore` trusts nothing else.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from alliance.refusals import Refusal

from . import installation

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE_MEMBER = "database.sqlite3"
POSTGRESQL_MEMBER = "database.pgdump"
FILES = "files/"


def run(file: Path) -> int:
    """Write the archive, and say what it holds."""
    installation.start_django()
    manifest = write(file)
    rows = sum(manifest["rows"].values())
    size = file.stat().st_size / 1_000_000
    print(f"{file}: {rows} rows, {len(manifest['members']) - 1} files and keys, {size:.1f} MB.")
    print(
        "It holds the keys and everybody's particulars: keep it as safe as the site itself, "
        "and not on the same machine.",
        file=sys.stderr,
    )
    return 0


def write(file: Path) -> dict[str, Any]:
    """Write the archive whole or not at all, for this account's eyes only. Needs Django.

    Returns the manifest.
    """
    if file.exists():
        raise Refusal(f"{file} is already there. Name a new file; a backup overwrites nothing.")
    if not file.absolute().parent.is_dir():
        raise Refusal(f"There is no folder {file.absolute().parent} to put the backup in.")
    from django.conf import settings

    from alliance.config.settings.environment import ENVIRONMENT

    with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as folder:
        snapshot, rows = _snapshot(Path(folder))
        members = {snapshot.name: snapshot}
        keys = ENVIRONMENT.data / installation.KEYS
        if keys.exists():
            members[installation.KEYS] = keys
        kept = Path(settings.MEDIA_ROOT)
        members |= {
            f"{FILES}{path.relative_to(kept)}": path
            for path in sorted(kept.rglob("*"))
            if path.is_file()
        }
        manifest = _manifest(rows, {name: digest_of(path) for name, path in members.items()})
        made = Path(folder, "made.tar.gz")
        made.touch(mode=0o600)
        _pack(made, manifest, members)
        made.rename(file)
    remember_backup(ENVIRONMENT.data)
    return manifest


def digest_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def remember_backup(data: Path) -> None:
    """So that the doctor can say how old the last backup is."""
    (data / "last-backup").write_text(f"{int(time.time())}\n")


def count_rows() -> dict[str, int]:
    """Rows of every table that belongs to a model. Needs Django."""
    from django.db import connection

    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts


def postgresql_tool(name: str) -> str:
    """Path of `pg_dump` or `pg_restore`, which come with PostgreSQL's client."""
    found = shutil.which(name)
    if found:
        return found
    raise Refusal(
        f"Backing up PostgreSQL needs “{name}”, which is not on this machine. On Debian or "
        "Ubuntu: apt-get install postgresql-client"
    )


def postgresql_environment() -> dict[str, str]:
    """How PostgreSQL's own programs find the database: never on a command line others see."""
    from django.db import connection

    names = {
        "NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST",
        "PORT": "PGPORT",
    }  # fmt: skip
    database = connection.settings_dict
    return os.environ | {names[key]: str(database[key]) for key in names if database[key]}


def _snapshot(folder: Path) -> tuple[Path, dict[str, int]]:
    """The database as it is at one moment, and its rows by table at that moment."""
    from django.db import connection, transaction

    if connection.vendor == "sqlite":
        return _sqlite_snapshot(Path(str(connection.settings_dict["NAME"])), folder)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        shared = cursor.fetchone()[0]
        rows = count_rows()
        snapshot = folder / POSTGRESQL_MEMBER
        done = subprocess.run(
            [
                postgresql_tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges",
                f"--snapshot={shared}", f"--file={snapshot}",
            ],
            env=postgresql_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        raise Refusal(f"pg_dump could not read the database: {done.stderr.strip()}")
    return snapshot, rows


def _sqlite_snapshot(database: Path, folder: Path) -> tuple[Path, dict[str, int]]:
    from django.db import connection

    snapshot = folder / SQLITE_MEMBER
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(snapshot)) as copy,
    ):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        tables = connection.introspection.django_table_names(only_existing=True)
        rows = {
            table: copy.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in tables
        }
    return snapshot, rows


def _manifest(rows: dict[str, int], members: dict[str, str]) -> dict[str, Any]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "format": FORMAT,
        "made_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "versions": {name: version(name) for name in ("alliance", "django", "wagtail")},
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "rows": dict(sorted(rows.items())),
        "members": members,
    }


def _pack(made: Path, manifest: dict[str, Any], members: dict[str, Path]) -> None:
    text = json.dumps(manifest, indent=1).encode()
    with tarfile.open(made, "w:gz", compresslevel=6) as archive:
        first = tarfile.TarInfo(MANIFEST)
        first.size, first.mode, first.mtime = len(text), 0o600, int(time.time())
        archive.addfile(first, io.BytesIO(text))
        for name, path in members.items():
            archive.add(path, arcname=name, recursive=False, filter=_private)


def _private(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the names of this machine's accounts."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
