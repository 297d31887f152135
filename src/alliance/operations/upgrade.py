"""`alliance upgrade`: the database of an earlier release, brought to this one."""

from __future__ import annotations

import sys
import time
from importlib.metadata import version
from pathlib import Path

from alliance.refusals import Refusal

from . import backup, installation, schema


def run(*, backup_file: Path | None) -> int:
    """Back up, migrate, check; say what changed, or how to go back."""
    installation.start_django()
    from alliance.config.maintenance import shut
    from alliance.config.settings.environment import ENVIRONMENT

    steps = schema.pending()
    if not steps:
        schema.remember_current(ENVIRONMENT.data)
        print(f"Nothing to do: the database is as Alliance {version('alliance')} expects it.")
        return 0
    kept = backup_file or _new_backup_file(ENVIRONMENT.data)
    print(f"Backing up to {kept} …", file=sys.stderr)
    backup.write(kept)
    print(f"Applying {len(steps)} steps …", file=sys.stderr)
    try:
        with shut(ENVIRONMENT.data):
            schema.migrate()
            _index_anew()
            _check()
    except Exception as fault:
        raise Refusal(_how_to_go_back(ENVIRONMENT.data, kept, fault)) from fault
    schema.remember_current(ENVIRONMENT.data)
    print(f"The database is now as Alliance {version('alliance')} expects it. Applied:")
    for step in steps:
        print(f"  {step}")
    print(f"The backup from before is {kept}.")
    return 0


def _new_backup_file(data: Path) -> Path:
    folder = data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"before-{version('alliance')}-{time.strftime('%Y%m%d-%H%M%S')}.tar.gz"


def _index_anew() -> None:
    """A release may find more kinds of things, or more of each, than the one before."""
    from alliance.search import registry

    print("Making the search index anew …", file=sys.stderr)
    registry.rebuild()


def _check() -> None:
    from django.core.management import call_command

    call_command("check", databases=["default"], verbosity=0)


def _how_to_go_back(data: Path, kept: Path, fault: Exception) -> str:
    return (
        f"The upgrade failed: {fault}\n"
        "To go back to where you were:\n"
        f"  1. install the release you had before;\n"
        f"  2. move {data} away (keep it: it helps to find the fault);\n"
        f"  3. alliance restore {_where_it_will_be(data, kept)}"
    )


def _where_it_will_be(data: Path, kept: Path) -> Path:
    """The backup lies in the data folder that is to be moved away, unless told otherwise."""
    if kept.absolute().is_relative_to(data):
        return Path("/where/you/moved/it") / kept.absolute().relative_to(data)
    return kept
