"""Installations to run commands on: real folders, real databases, the real command."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from alliance.operations import installation as writing
from tests import settings
from tests.databases import PostgresqlDatabase, SqliteDatabase

Start = Callable[..., subprocess.Popen[str]]

FOUND = """
import django; django.setup()
from pathlib import Path
from alliance.directory.models import RoleKind
from alliance.operations.answers import judge, read
from alliance.operations.founding import found_alliance
answers, faults = judge(
    read(Path("docs/setup.example.toml")), {kind.value: kind.label for kind in RoleKind}
)
assert answers, faults
found_alliance(answers=answers)
"""


@dataclass(frozen=True)
class Place:
    """A data folder and, on PostgreSQL, a database."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """`alliance ARGUMENTS` here."""
        return subprocess.run(
            [Path(sys.executable).parent / "alliance", *arguments],
            env=self.clean_environment() | more,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def python(self, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=self.clean_environment() | {"DJANGO_SETTINGS_MODULE": "alliance.config.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def clean_environment(self) -> dict[str, str]:
        others = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ALLIANCE_", "DJANGO_"))
        }
        return others | {"ALLIANCE_DATA": str(self.data)} | self.environment


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """Nothing yet: no folder and, on PostgreSQL, a database without tables."""
    data = tmp_path / "empty"
    if not settings.SERVER:
        yield Place(data)
        return
    name = f"test_empty_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(settings.SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield Place(data, {"ALLIANCE_DATABASE_URL": _address(name)})
    PostgresqlDatabase(settings.SERVER, name).remove()


@contextmanager
def laid_out(data: Path) -> Iterator[Place]:
    """Keys and tables in a new folder, but no rows of ours."""
    data.mkdir(mode=0o700)
    keys = {
        "ALLIANCE_SECRET_KEY": writing.new_secret_key(),
        "ALLIANCE_HOST": "alliance.example.gov.uk",
    }
    if not settings.SERVER:
        SqliteDatabase(data / writing.DATABASE).fill()
        writing.write_keys(data, keys)
        yield Place(data)
        return
    database = PostgresqlDatabase(settings.SERVER, f"test_place_{uuid.uuid4().hex[:12]}")
    database.fill()
    writing.write_keys(data, keys | {"ALLIANCE_DATABASE_URL": _address(database.name)})
    yield Place(data)
    database.remove()


@pytest.fixture
def unfounded_place(tmp_path: Path) -> Iterator[Place]:
    """Keys and tables, but no rows of ours."""
    with laid_out(tmp_path / "alliance") as made:
        yield made


@contextmanager
def copied(place: Place, data: Path) -> Iterator[Place]:
    """The same in a folder and, on PostgreSQL, a database of its own; nothing may use the first."""
    shutil.copytree(place.data, data)  # with the rights of folder and files
    if not settings.SERVER:
        yield Place(data)
        return
    keys = data / writing.KEYS
    text = keys.read_text(encoding="utf-8")
    (address,) = re.findall("^ALLIANCE_DATABASE_URL=(.*)$", text, re.MULTILINE)
    database = PostgresqlDatabase(settings.SERVER, f"test_place_{uuid.uuid4().hex[:12]}")
    database.copy(urlsplit(address).path[1:])
    keys.write_text(text.replace(address, _address(database.name)), encoding="utf-8")
    yield Place(data)
    database.remove()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An alliance as `alliance setup` makes it, without the wait for migrations; only to be copied."""
    with laid_out(tmp_path_factory.mktemp("founded") / "alliance") as made:
        made.python(FOUND)
        yield made


@pytest.fixture
def place(founded: Place, tmp_path: Path) -> Iterator[Place]:
    """A new alliance for this test alone."""
    with copied(founded, tmp_path / "alliance") as made:
        yield made


def status(port: int, path: str, **headers: str) -> int | None:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
    except OSError:
        return None


def wait_for(process: subprocess.Popen[str], port: int, **headers: str) -> None:
    deadline = time.monotonic() + 60
    while status(port, "/healthz", **headers) != 200:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "no answer in a minute"
        time.sleep(0.2)


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def start() -> Iterator[Start]:
    """Start `alliance …` in the background; it is gone at the end of the test."""
    running: list[subprocess.Popen[str]] = []

    def start_command(place: Place, *arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "alliance", *arguments],
            env=place.clean_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield start_command
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _address(name: str) -> str:
    return urlsplit(settings.SERVER)._replace(path=f"/{name}").geturl()
