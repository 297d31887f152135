"""The sample region starts from nothing, keeps what was entered, and stays away from the real."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from alliance.operations import demo, installation, schema
from alliance.refusals import Refusal
from tests.databases import SqliteDatabase
from tests.operations.conftest import Place, Start, status, wait_for


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    """A folder with a database that has tables and no rows of ours."""
    data = tmp_path / "demo"
    data.mkdir()
    SqliteDatabase(data / installation.DATABASE).fill()
    return data


def write_row(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / installation.DATABASE)) as connection:
        connection.execute(statement)
        connection.commit()


ALLIANCE = (
    "INSERT INTO directory_alliance (id, name, short_name, region, purpose, contact_email, "
    "is_sample) VALUES (1, 'A', 'A', '', '', '', {is_sample})"
)
USER = (
    "INSERT INTO directory_user (email, name, password, is_active, is_staff, is_superuser, "
    "date_joined) VALUES ('a@example.uk', '', '', 1, 0, 0, '2026-01-01')"
)


def test_an_empty_database_and_the_sample_itself_are_welcome(migrated: Path) -> None:
    demo.refuse_anything_but_the_sample(migrated)
    write_row(migrated, ALLIANCE.format(is_sample=1))
    write_row(migrated, USER)
    demo.refuse_anything_but_the_sample(migrated)


def test_a_real_alliance_is_refused(migrated: Path) -> None:
    write_row(migrated, ALLIANCE.format(is_sample=0))
    with pytest.raises(Refusal, match="something other than the sample"):
        demo.refuse_anything_but_the_sample(migrated)


def test_accounts_of_nobody_knows_what_are_refused(migrated: Path) -> None:
    write_row(migrated, USER)
    with pytest.raises(Refusal, match="something other than the sample"):
        demo.refuse_anything_but_the_sample(migrated)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / installation.DATABASE)) as connection:
        connection.execute("CREATE TABLE somebody_elses (a)")
    with pytest.raises(Refusal, match="something other than the sample"):
        demo.refuse_anything_but_the_sample(tmp_path)


def test_keys_of_a_real_alliance_are_refused(tmp_path: Path) -> None:
    installation.write_keys(tmp_path, {"ALLIANCE_SECRET_KEY": "x" * 50})
    with pytest.raises(Refusal, match="data folder of a real alliance"):
        demo.refuse_anything_but_the_sample(tmp_path)


def test_keys_that_lead_to_a_server_are_refused(tmp_path: Path) -> None:
    """Only the database of the folder is looked into before it is laid out and filled."""
    server = "postgresql://a:b@db.example.uk/alliance"
    installation.write_keys(tmp_path, {"ALLIANCE_DEMO": "yes", "ALLIANCE_DATABASE_URL": server})
    with pytest.raises(Refusal, match="names a database server"):
        demo.refuse_anything_but_the_sample(tmp_path)


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "holiday pictures").mkdir()
    with pytest.raises(Refusal, match="holds other things"):
        demo.refuse_anything_but_the_sample(tmp_path)


def test_the_command_refuses_in_a_sentence(unfounded_place: Place) -> None:
    before = sorted(path.name for path in unfounded_place.data.iterdir())
    done = unfounded_place.run("demo", "--no-browser", "--data", str(unfounded_place.data))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in unfounded_place.data.iterdir()) == before


def until_said(process: subprocess.Popen[str], words: str) -> str:
    """What the command printed, up to these words."""
    said = ""
    assert process.stdout
    while words not in said:
        line = process.stdout.readline()
        assert line, (said, process.communicate())
        said += line
    return said


def test_the_sample_region_is_served_and_keeps_what_was_entered(
    migrated: Path, start: Start, port: int
) -> None:
    schema.remember_current(migrated)
    place = Place(migrated)
    arguments = ("demo", "--no-browser", "--port", str(port), "--data", str(migrated))
    process = start(place, *arguments)
    wait_for(process, port)
    assert status(port, "/") == 200
    first = until_said(process, "Programme manager")
    assert f"http://127.0.0.1:{port}/" in first

    second = start(place, *arguments)
    _, refused = second.communicate(timeout=20)
    assert second.returncode == 1
    assert "Another “alliance demo” is running" in refused

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 0
    write_row(
        migrated,
        "INSERT INTO directory_topic (name, slug, description) VALUES ('Entered', 'entered', '')",
    )

    begun = time.monotonic()
    process = start(place, *arguments)
    wait_for(process, port)
    assert time.monotonic() - begun < 15  # 1 to 3 s on an idle machine; CI measures the promise
    again = until_said(process, "Programme manager")
    passwords = [set(re.findall(r"(?:\w{4}-){3}\w{4}", said)) for said in (first, again)]
    assert passwords[0].isdisjoint(passwords[1])
    with closing(sqlite3.connect(migrated / installation.DATABASE)) as connection:
        kept = connection.execute("SELECT COUNT(*) FROM directory_topic WHERE slug = 'entered'")
        assert kept.fetchone() == (1,)
        stored = connection.execute("SELECT password FROM directory_user").fetchall()
    # “!” is none at all: of accounts whose sign-in is not printed.
    assert all(password.startswith(("scrypt$", "!")) for (password,) in stored)
