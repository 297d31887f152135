"""`alliance setup`: a real alliance, from questions or a file, without any sample rows.

Everything is made in a folder beside the data folder, which is put in its place in one step at
the end: a fault, a power cut or Ctrl-C leaves nothing half made.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from alliance.config.data_folder import new_data_folder
from alliance.refusals import Refusal, Unreadable

from . import installation, schema
from .answers import Answers, Cell, Sheets, judge, read

if TYPE_CHECKING:
    from .founding import SignIn


def run(*, source: Path | None, only_check: bool) -> int:
    """Set up in the data folder that `ALLIANCE_DATA` names; print the first sign-in."""
    data = new_data_folder()
    sheets = read(source) if source else None
    if not only_check:
        refuse_second_alliance(data)
    if sheets is None:
        sheets = _ask()
    if not only_check:
        data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        prefix=".setup-", dir=None if only_check else data.parent
    ) as folder:
        made = Path(folder, "data")
        installation.make_folder(made)
        _start_django_in(made, sheets)
        answers = _judged(sheets, source)
        if only_check:
            print(f"{len(answers.authorities)} authorities, {len(answers.people)} people: good.")
            return 0
        sign_in = _make(made, answers)
        _close_database()
        if data.exists():
            data.rmdir()
        made.rename(data)
    _tell(data, answers, sign_in)
    return 0


def write_template(path: Path) -> int:
    """Write an empty spreadsheet of answers."""
    if path.suffix.lower() != ".xlsx":
        raise Unreadable(
            f"A template is a spreadsheet: name it {path.with_suffix('.xlsx')}. For a text file, "
            "begin with docs/setup.example.toml."
        )
    if path.exists():
        raise Refusal(f"{path} is already there. Name a new file.")
    with tempfile.TemporaryDirectory(prefix="alliance-template-") as folder:
        _start_django_in(Path(folder), Sheets({}, [], []))
        from .answers_spreadsheet import write_spreadsheet

        write_spreadsheet(path, list(_role_kinds().values()))
    print(f"Fill in {path}, then: alliance setup --from {path}")
    return 0


def refuse_second_alliance(data: Path) -> None:
    """A folder holds one alliance, and set-up never touches one that is there."""
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise Refusal(
            f"{data} is not empty: perhaps an alliance has been set up there. Nothing was "
            "changed. For another one name another folder: ALLIANCE_DATA=/new/folder alliance "
            "setup"
        )


def _ask() -> Sheets:
    if not sys.stdin.isatty():
        raise Unreadable(
            "There is nobody here to ask. Hand the answers in as a file: alliance setup --from "
            "answers.xlsx (“alliance setup --template answers.xlsx” writes an empty one)."
        )
    from .questions import ask_all

    return ask_all()


def _start_django_in(folder: Path, sheets: Sheets) -> None:
    """Django on the folder being made; a database named in the answers counts already."""
    address = os.environ.get("ALLIANCE_DATABASE_URL", "")
    address = address or sheets.settings.get("database_url", Cell("", "")).text
    installation.use_only(folder)
    os.environ["ALLIANCE_SECRET_KEY"] = installation.new_secret_key()
    if address:
        os.environ["ALLIANCE_DATABASE_URL"] = address
    installation.start_django()


def _role_kinds() -> dict[str, str]:
    from alliance.directory.models import IN_THE_CHAIR, RoleKind

    # A chair is of a network, and none are entered here.
    return {kind.value: str(kind.label) for kind in RoleKind if kind not in IN_THE_CHAIR}


def _judged(sheets: Sheets, source: Path | None) -> Answers:
    answers, faults = judge(sheets, _role_kinds())
    if answers is None:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise Unreadable(
            f"{source or 'The answers'}: {len(faults)} to mend; nothing was made.\n{lines}"
        )
    return answers


def _make(made: Path, answers: Answers) -> SignIn:
    from django.db import connection

    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise Refusal(
            "The PostgreSQL database is not empty: perhaps an alliance has been set up there. "
            "Nothing was changed; name an empty one."
        )
    print("Laying out the database …", file=sys.stderr)
    schema.migrate()
    from .founding import found_alliance

    sign_in = found_alliance(answers=answers)
    said = answers.settings
    keys = {
        "ALLIANCE_SECRET_KEY": os.environ["ALLIANCE_SECRET_KEY"],
        "ALLIANCE_HOST": said["host"],
        "ALLIANCE_DATABASE_URL": os.environ.get("ALLIANCE_DATABASE_URL", ""),
        "ALLIANCE_EMAIL_URL": said["email_url"],
        "ALLIANCE_EMAIL_FROM": said["email_from"],
    }
    installation.write_keys(made, {name: value for name, value in keys.items() if value})
    schema.remember_current(made)
    return sign_in


def _close_database() -> None:
    """Closed, SQLite folds its journal into the file, which may then be moved."""
    from django.db import connections

    connections.close_all()


def _tell(data: Path, answers: Answers, sign_in: SignIn) -> None:
    print(f"{answers.settings['name']} is set up in {data}.\n")
    print("The first administrator's sign-in. It is shown once, now; keep it safe:\n")
    print(f"  e-mail            {sign_in.email}")
    print(f"  password          {sign_in.password}   (change it after the first sign-in)")
    print(f"  authenticator     {sign_in.secret}")
    print(f"                    {sign_in.address}")
    print(f"  recovery codes    {'  '.join(sign_in.recovery_codes[:5])}")
    print(f"                    {'  '.join(sign_in.recovery_codes[5:])}\n")
    if sys.stdout.isatty():
        from qrcode.main import QRCode

        code = QRCode(border=2)
        code.add_data(sign_in.address)
        code.print_ascii(invert=True)
    print("Now: alliance doctor, then alliance serve. docs/operating.md says how to run it.")
