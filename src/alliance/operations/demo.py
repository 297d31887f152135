"""`alliance demo`: the site with a sample region, from nothing, on this machine only.

The server starts as soon as there are tables; the sample's bulletins come in behind it, and what
a visitor entered last time is kept. A folder that holds anything but the sample is refused.
"""

from __future__ import annotations

import fcntl
import http.client
import os
import sqlite3
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alliance.refusals import Refusal

from . import installation, schema
from .processes import Crew

HOST = "127.0.0.1"
WAIT_FOR_SITE = 120.0


def run(*, data: Path, port: int, open_browser: bool) -> int:
    """Run the sample region until told to stop."""
    data = data.absolute()
    refuse_anything_but_the_sample(data)
    installation.make_folder(data)
    with _alone_in(data), Crew() as crew:
        installation.refuse_taken_port(HOST, port, command="alliance demo")
        _keep_keys(data)
        installation.use_only(data)
        os.environ["ALLIANCE_DEMO_ADDRESS"] = f"http://{HOST}:{port}"
        is_current = schema.is_known_current(data)
        if is_current:
            _start_site(crew, port, open_browser)
        else:
            say("Laying out the database; the first time takes about ten seconds …")
        installation.start_django()
        if not is_current:
            schema.migrate()
            schema.remember_current(data)
            _start_site(crew, port, open_browser)
        _fill(port)
        crew.start("alliance.operations.worker", is_helper=True)
        return crew.wait()
    return 0


def say(words: str) -> None:
    """Tell the person at the terminal how far things are."""
    print(words, file=sys.stderr, flush=True)


def refuse_anything_but_the_sample(data: Path) -> None:
    """Look before touching anything: sample rows must never come into a real alliance."""
    keys, database = data / installation.KEYS, data / installation.DATABASE
    if keys.exists():
        names = keys.read_text(encoding="utf-8").split()
        if "ALLIANCE_DEMO=yes" not in names:
            raise Refusal(
                f"{data} is the data folder of a real alliance. The sample region is only for a "
                "folder of its own: alliance demo --data var/demo"
            )
        if any(name.startswith("ALLIANCE_DATABASE_URL=") for name in names):
            raise Refusal(
                f"{keys} names a database server, and the sample region keeps to its own folder. "
                "Take ALLIANCE_DATABASE_URL out of it, or use another folder: "
                "alliance demo --data var/demo"
            )
    if database.exists() and not _is_empty_or_sample(database):
        raise Refusal(
            f"The database in {data} holds something other than the sample region, so nothing "
            "was changed. Use another folder: alliance demo --data var/demo"
        )
    if data.is_dir() and not keys.exists() and not database.exists() and any(data.iterdir()):
        _refuse_unless_log_only(data)


def _refuse_unless_log_only(data: Path) -> None:
    """A folder somebody keeps other things in is not ours to fill; a log file is no matter."""
    others = [path.name for path in data.iterdir() if path.is_dir()]
    if others:
        raise Refusal(
            f"{data} holds other things ({', '.join(sorted(others)[:3])} …) and no alliance. "
            "Name an empty or new folder: alliance demo --data var/demo"
        )


def _is_empty_or_sample(database: Path) -> bool:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            if "directory_alliance" in tables:
                rows = connection.execute("SELECT is_sample FROM directory_alliance").fetchall()
                if rows:
                    return all(is_sample for (is_sample,) in rows)
            return not any(
                connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]  # noqa: S608
                for table in ("directory_user", "bulletins_bulletin")
                if table in tables
            ) and (not tables or "django_migrations" in tables)
        except sqlite3.DatabaseError:
            return False


@contextmanager
def _alone_in(data: Path) -> Iterator[None]:
    with (data / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(
                f"Another “alliance demo” is running on {data}. Stop it, or give this one a "
                "folder of its own with --data."
            ) from None
        yield


def _keep_keys(data: Path) -> None:
    if not (data / installation.KEYS).exists():
        secret = installation.new_secret_key()
        installation.write_keys(data, {"ALLIANCE_SECRET_KEY": secret, "ALLIANCE_DEMO": "yes"})


def _start_site(crew: Crew, port: int, open_browser: bool) -> None:
    crew.start("alliance.operations.web", HOST, str(port), "1")
    threading.Thread(target=_announce, args=(port, open_browser), daemon=True).start()


def _announce(port: int, open_browser: bool) -> None:
    deadline = time.monotonic() + WAIT_FOR_SITE
    while time.monotonic() < deadline:
        if _answers(port):
            print(f"\n  Alliance is at http://{HOST}:{port}/   (stop it with Ctrl-C)\n", flush=True)
            if open_browser and _has_a_screen():
                webbrowser.open(f"http://{HOST}:{port}/")
            return
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


def _has_a_screen() -> bool:
    return sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _fill(port: int) -> None:
    """What a first page needs and the people to sign in as; then a year of bulletins."""
    from alliance.region import load

    def progress(words: str) -> None:
        say(f"  sample: {words}")

    load.load_essentials(progress)
    _tell_sign_ins(port)
    load.load_rest(progress)


def _tell_sign_ins(port: int) -> None:
    """New passwords at each start, shown once and kept only as hashes."""
    from alliance.region.people import reset_sign_ins

    people = reset_sign_ins()
    first, second = (max(len(getattr(one, name)) for one in people) for name in ("label", "email"))
    lines = [f"    {one.label:<{first}}  {one.email:<{second}}  {one.password}" for one in people]
    print(f"  Sign-ins for this run, at http://{HOST}:{port}/accounts/login/\n")
    print("\n".join([*lines, ""]), flush=True)
