"""A PostgreSQL server for a measure, where its programs are installed: new, on this machine alone, and gone after."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def temporary_postgresql() -> Iterator[str]:
    """The address of an empty database; empty where there are no programs to make one of.

    ALLIANCE_BENCH_POSTGRESQL_URL names one instead; it must be empty.
    """
    if named := os.environ.get("ALLIANCE_BENCH_POSTGRESQL_URL"):
        yield named
        return
    programs = _programs()
    user = _user()
    if programs is None or (os.geteuid() == 0 and user is None):
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        data.mkdir()
        if user:
            Path(folder).chmod(0o755)
            os.chown(data, user.pw_uid, user.pw_gid)
        run: list[str | Path] = ["runuser", "-u", "postgres", "--"] if user else []
        port = _free_port()
        options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1"
        control: list[str | Path] = [
            *run,
            programs / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            data / "log",
        ]
        _quietly([*run, programs / "initdb", "-D", data, "-U", "bench", "-A", "trust"])
        _quietly([*control, "-o", options, "start"])
        try:
            yield f"postgresql://bench@127.0.0.1:{port}/postgres"
        finally:
            _quietly([*control, "-m", "immediate", "stop"])


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in folders if (each / "pg_ctl").exists()), None)


def _user() -> pwd.struct_passwd | None:
    """Whom to run it as: PostgreSQL refuses to be the administrator's."""
    if os.geteuid() != 0 or not shutil.which("runuser"):
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _quietly(command: list[str | Path]) -> None:
    subprocess.run(
        list(map(str, command)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
