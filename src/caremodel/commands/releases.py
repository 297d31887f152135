"""What an authority keeps between two releases of suppressed tables, in a folder that it hands to nobody.

In it are the secret that rounding depends on, and what each release printed: what is out of a day stays as it was printed.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..disclosure import Counts, Ledger, Protected, ProtectedTable, protect
from .refusals import Refused, Unreadable

SECRET: Final = "secret"  # noqa: S105  a file’s name
RELEASES: Final = "release-*.json"
NOTICE: Final = """This folder keeps what the next release of suppressed tables must know.
Keep it with the returns, back it up, and hand it to nobody: with it, hidden counts can be worked out.
"""


def release(tables: Sequence[Counts], folder: Path) -> tuple[ProtectedTable, ...]:
    """Tables made fit to publish beside all earlier ones of the folder, which is made if it is not there.

    Raises:
        Unreadable: the folder cannot be used, or holds something else.
    """
    try:
        secret = _secret(folder)
        earlier = [_ledger(path) for path in sorted(folder.glob(RELEASES))]
        made = _protected(tables, secret, earlier)
        text = made.ledger.to_json()
        if not earlier or text != earlier[-1].to_json():
            (folder / f"release-{len(earlier) + 1:04}.json").write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unreadable(f"{folder}: cannot be used ({error.strerror or error}).") from error
    return made.tables


def _protected(tables: Sequence[Counts], secret: bytes, earlier: Sequence[Ledger]) -> Protected:
    try:
        return protect(tables, secret=secret, earlier=earlier)
    except ValueError as refusal:  # what may not leave says so in a sentence
        raise Refused(str(refusal)) from None


def _secret(folder: Path) -> bytes:
    file = folder / SECRET
    if not folder.exists():
        folder.mkdir(parents=True)
    if not file.exists():
        if any(folder.iterdir()):
            raise Unreadable(
                f"{folder}: has no file “{SECRET}” but is not empty. Name the folder of earlier releases, or a new one."
            )
        (folder / "READ ME.txt").write_text(NOTICE, encoding="utf-8")
        file.write_bytes(secrets.token_bytes(32))
        file.chmod(0o600)
    return file.read_bytes()


def _ledger(path: Path) -> Ledger:
    try:
        found = Ledger.from_json(path.read_text("utf-8"))
    except (ValueError, KeyError, TypeError):
        found = Ledger()
    if not found.shown:
        raise Unreadable(
            f"{path}: is no record of a release. Put it back from a backup; without it, the next release could undo it."
        )
    return found
