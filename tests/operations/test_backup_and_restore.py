"""A backup holds everything, and comes back whole into an empty place or not at all."""

from __future__ import annotations

import io
import json
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alliance.operations.restore import _is_safe
from tests.operations.conftest import Place, copied

FILL = """
import django; django.setup()
from django.core.files.storage import default_storage
from django.core.files.base import ContentFile
from alliance.directory.models import Topic, User
for number in range(50):
    Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
default_storage.save("documents/a report.txt", ContentFile(b"kept " * 1000))
user = User.objects.get()
user.set_password("a password of some length")
user.save()
"""

LOOK = """
import django; django.setup()
import json, os, sys
from django.core.files.storage import default_storage
from django.test import Client
from alliance.config.settings.environment import ENVIRONMENT
from alliance.directory.models import User
from alliance.operations.backup import count_rows
from django.test.utils import setup_test_environment
user = User.objects.get()
client = Client(headers={"host": "alliance.example.gov.uk", "x-forwarded-proto": "https"})
rows = count_rows()
answer = client.post(
    "/accounts/login/", {"login": user.email, "password": "a password of some length"}
)
print(json.dumps({
    "rows": rows,
    "file": len(default_storage.open("documents/a report.txt").read()),
    "keys": [ENVIRONMENT.secret_key, ENVIRONMENT.host],
    "asked for the second factor": answer.headers.get("location"),
}))
"""


@pytest.fixture(scope="module")
def filled(founded: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An alliance with something in it, made once: what is looked at afterwards changes nothing of it."""
    with copied(founded, tmp_path_factory.mktemp("filled") / "alliance") as made:
        made.python(FILL)
        yield made


@pytest.fixture(scope="module")
def backup(filled: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "alliance.tar.gz"
    done = filled.run("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "keep it as safe" in done.stderr
    return file


@pytest.fixture
def archive(backup: Path, tmp_path: Path) -> Path:
    """The backup, for a test to do with what it likes."""
    return Path(shutil.copy2(backup, tmp_path))


def test_everything_comes_back(filled: Place, archive: Path, empty_place: Place) -> None:
    before = json.loads(filled.python(LOOK))
    assert before["rows"]["directory_topic"] == 50
    assert before["asked for the second factor"] == "/accounts/2fa/authenticate/"

    done = empty_place.run("restore", str(archive))
    assert done.returncode == 0, done.stderr
    after = json.loads(empty_place.python(LOOK))
    # Looking signs in, which leaves rows of its own: a session's, a request's.
    for look in (before, after):
        look["rows"] = {
            table: count
            for table, count in look["rows"].items()
            if not table.startswith(("axes_", "django_session"))
        }
    assert after == before
    assert stat.S_IMODE(empty_place.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((empty_place.data / "alliance.env").stat().st_mode) == 0o600


def test_a_backup_is_for_the_eyes_of_its_owner_and_overwrites_nothing(
    filled: Place, archive: Path
) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    size = archive.stat().st_size
    again = filled.run("backup", str(archive))
    assert again.returncode == 1
    assert "already there" in again.stderr
    assert archive.stat().st_size == size


def test_a_restore_overwrites_nothing(filled: Place, archive: Path) -> None:
    done = filled.run("restore", str(archive))
    assert done.returncode == 1
    assert "is not empty" in done.stderr


def rewritten(archive: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The archive with its members changed on the way."""
    made = archive.with_name("changed.tar.gz")
    with tarfile.open(archive) as old, tarfile.open(made, "w:gz") as new:
        for member in old:
            content = old.extractfile(member)
            assert content
            name, data = change(member.name, content.read())
            if name:
                member.name, member.size = name, len(data)
                new.addfile(member, io.BytesIO(data))
    return made


DAMAGES: dict[str, Callable[[str, bytes], tuple[str, bytes]]] = {
    "a byte of a file": lambda name, data: (
        (name, b"K" + data[1:]) if name.startswith("files/") else (name, data)
    ),
    "a missing file": lambda name, data: ("" if name.startswith("files/") else name, data),
    "another file": lambda name, data: ("files/other" if "report" in name else name, data),
    "a path out of the folder": lambda name, data: (
        ("../../escaped" if name.startswith("files/") else name),
        data.replace(b"files/documents/a report.txt", b"../../escaped")
        if name == "manifest.json"
        else data,
    ),
    "a count": lambda name, data: (
        (name, data.replace(b'"directory_topic": 50', b'"directory_topic": 51'))
    ),
    "a later format": lambda name, data: (name, data.replace(b'"format": 1', b'"format": 9')),
    "no manifest": lambda name, data: ("" if name == "manifest.json" else name, data),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_refused_and_nothing_is_written(
    archive: Path, empty_place: Place, damage: str
) -> None:
    done = empty_place.run("restore", str(rewritten(archive, DAMAGES[damage])))
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert not empty_place.data.exists()
    assert not list(archive.parent.rglob("escaped"))


def test_a_backup_cut_short_is_refused(archive: Path, empty_place: Place) -> None:
    archive.write_bytes(archive.read_bytes()[:-500])
    done = empty_place.run("restore", str(archive))
    assert done.returncode == 2
    assert "is damaged" in done.stderr
    assert not empty_place.data.exists()


@pytest.mark.parametrize("name", ["", "not-there.tar.gz"])
def test_what_is_no_backup_is_refused(tmp_path: Path, empty_place: Place, name: str) -> None:
    file = tmp_path / (name or "text.tar.gz")
    if not name:
        file.write_text("no archive")
    done = empty_place.run("restore", str(file))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "name", ["../a", "/etc/passwd", "files/../a", "files/", "files//a", "files/./a", "other"]
)
def test_names_that_lead_elsewhere_are_not_safe(name: str) -> None:
    assert not _is_safe(name)
    assert _is_safe("files/a folder/a..b.txt")
