"""`alliance restore FILE`: a backup into an empty place, all of it or nothing.

Every member is unpacked beside the data folder and compared with the manifest's digests and
counts first; only then is the folder put in its place, in one step.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

from alliance.config.data_folder import new_data_folder
from alliance.refusals import Refusal, Unreadable

from . import installation, schema
from .backup import (
    FILES,
    FORMAT,
    MANIFEST,
    POSTGRESQL_MEMBER,
    SQLITE_MEMBER,
    count_rows,
    digest_of,
    postgresql_environment,
    postgresql_tool,
)

KNOWN_MEMBERS = {SQLITE_MEMBER, POSTGRESQL_MEMBER, installation.KEYS}


def run(file: Path) -> int:
    """Restore into the data folder that `ALLIANCE_DATA` names."""
    data = new_data_folder()
    refuse_unless_empty(data)
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data.parent) as folder:
        unpacked = Path(folder, "data")
        unpacked.mkdir(mode=0o700)
        manifest = unpack(file, unpacked)
        if manifest["database"] == "sqlite":
            _check_sqlite(unpacked, manifest)
        _put_in_place(unpacked, data, manifest)
    rows, files = sum(manifest["rows"].values()), len(manifest["members"])
    print(f"{data}: {rows} rows and {files} files, as of {manifest['made_at']}. All are there.")
    if not schema.is_current():
        print("The backup is of an earlier release. Now run “alliance upgrade”.")
    return 0


def refuse_unless_empty(data: Path) -> None:
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise Refusal(
            f"{data} is not empty, and a restore overwrites nothing. Move it away, or name "
            "another folder: ALLIANCE_DATA=/new/folder alliance restore …"
        )


def unpack(file: Path, into: Path) -> dict[str, Any]:
    """Unpack a backup into a folder and compare every member with its digest: the manifest."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            manifest = _read_manifest(archive)
            expected: dict[str, str] = manifest["members"]
            found = set()
            for member in archive:
                name = member.name
                if member.offset == 0:
                    continue  # the manifest, read already
                if name not in expected or name in found or not member.isfile():
                    raise Unreadable(f"{file} is damaged: “{name}” does not belong in it.")
                found.add(name)
                _unpack_member(archive, member, into / _place_of(name))
    except FileNotFoundError as fault:
        raise Unreadable(f"There is no file {file}.") from fault
    except (tarfile.TarError, EOFError, OSError, zlib.error) as fault:
        raise Unreadable(f"{file} is damaged, or no backup of Alliance: {fault}.") from fault
    if missing := set(expected) - found:
        raise Unreadable(f"{file} is damaged: {sorted(missing)[0]} is missing from it.")
    for name, digest in expected.items():
        if digest_of(into / _place_of(name)) != digest:
            raise Unreadable(
                f"{file} is damaged: {name} is not what was put into it. Nothing was restored; "
                "use an earlier backup."
            )
    return manifest


def _read_manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == MANIFEST else None
    if content is None:
        raise Unreadable("The file is no backup of Alliance: it does not begin with a manifest.")
    try:
        manifest: dict[str, Any] = json.loads(content.read())
        if manifest["format"] > FORMAT:
            raise Refusal(
                f"The backup was made by Alliance {manifest['versions']['alliance']}, which is "
                "later than this. Install that release and restore with it."
            )
        names = list(manifest["members"])
    except (ValueError, KeyError, TypeError) as fault:
        raise Unreadable("The backup's manifest cannot be read; the file is damaged.") from fault
    for name in names:
        if not _is_safe(name):
            raise Unreadable(f"The backup names a file outside its own folder: “{name}”.")
    return manifest


def _is_safe(name: str) -> bool:
    if name in KNOWN_MEMBERS:
        return True
    inside = name.removeprefix(FILES)
    return (
        inside != name
        and not re.search(r"(^|/)\.{0,2}(/|$)", inside)
        and "\\" not in inside
        and "\0" not in inside
    )


def _place_of(name: str) -> str:
    return installation.DATABASE if name == SQLITE_MEMBER else name


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    content = archive.extractfile(member)
    if content is None:
        raise Unreadable(f"“{member.name}” cannot be read from the backup.")
    with path.open("xb") as written:
        shutil.copyfileobj(content, written)
    path.chmod(0o640 if member.name.startswith(FILES) else 0o600)


def _check_sqlite(unpacked: Path, manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(unpacked / installation.DATABASE)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise Unreadable(f"The database in the backup is damaged: {verdict}")
        rows = {
            table: connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in manifest["rows"]
            if re.fullmatch(r"\w+", table)
        }
    _compare(rows, manifest["rows"])


def _compare(found: dict[str, int], expected: dict[str, int]) -> None:
    wrong = [
        f"{table} has {found.get(table, 0)} rows instead of {count}"
        for table, count in expected.items()
        if found.get(table, 0) != count
    ]
    if wrong:
        raise Refusal("Not everything came back: " + "; ".join(wrong) + ".")


def _put_in_place(unpacked: Path, data: Path, manifest: dict[str, Any]) -> None:
    """Into the database first, where there is a server; the folder is then one rename."""
    address = os.environ.get("ALLIANCE_DATABASE_URL", "")
    if manifest["database"] == "sqlite":
        if address:
            raise Refusal(
                "The backup is of SQLite, and ALLIANCE_DATABASE_URL names a server. Restore "
                "without it."
            )
    else:
        if not address:
            raise Refusal(
                "The backup is of PostgreSQL. Make an empty database and name it: "
                "ALLIANCE_DATABASE_URL=postgresql://user:password@host/name alliance restore …"
            )
        _set_address(unpacked, address)
        os.environ["ALLIANCE_DATA"] = str(unpacked)
        _restore_postgresql(unpacked, manifest)
        (unpacked / POSTGRESQL_MEMBER).unlink()
        os.environ["ALLIANCE_DATA"] = str(data)
    if data.exists():
        data.rmdir()
    unpacked.rename(data)


def _set_address(unpacked: Path, address: str) -> None:
    """The keys in the backup still name the database that it was made of."""
    path = unpacked / installation.KEYS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    values = dict(line.split("=", 1) for line in lines if "=" in line)
    installation.write_keys(unpacked, values | {"ALLIANCE_DATABASE_URL": address})


def _restore_postgresql(unpacked: Path, manifest: dict[str, Any]) -> None:
    installation.start_django()
    from django.db import connection

    if connection.introspection.table_names():
        raise Refusal("The database that ALLIANCE_DATABASE_URL names is not empty.")
    connection.close()
    tool = postgresql_tool("pg_restore")
    environment = postgresql_environment()
    done = subprocess.run(
        [
            tool, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
            f"--dbname={environment['PGDATABASE']}", str(unpacked / POSTGRESQL_MEMBER),
        ],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Refusal(f"pg_restore could not fill the database: {done.stderr.strip()}")
    _compare(count_rows(), manifest["rows"])
