"""What an authority keeps between two releases of suppressed tables, in a folder that it hands to nobody.

In it are the secret that rounding depends on, and what each release printed: what is out of a day stays as it was printed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..disclosure import Counts, Ledger, Protected, ProtectedTable, protect
from .refusals import Refused, Unreadable

SECRET: Final = "secret"  # noqa: S105  a file’s name
RELEASES: Final = "*release-*.json"
"""Earlier ones are called release-0001.json, later ones confidential-release-0002.json."""
README: Final = "CONFIDENTIAL - READ ME.txt"
NOTICE: Final = """CONFIDENTIAL. Nothing in this folder may be published or handed on.
With it, hidden counts of children can be worked out.

It keeps what the next release of suppressed tables must know. Keep it with the returns and back it up. Lost, the next release
would round otherwise, and two roundings of one count tell more than one.
"""


def release(
    tables: Sequence[Counts],
    folder: Path,
    *,
    authorities: Iterable[str | None] = (),
    out: Path | None = None,
) -> tuple[ProtectedTable, ...]:
    """Tables made fit to publish beside all earlier ones of the folder, which is made if it is not there.

    Args:
        tables: of all children of one authority, of the register of `caremodel.disclosure`.
        folder: of that authority alone.
        authorities: whose children the tables count; None where the returns do not say.
        out: where the tables will be written.

    Raises:
        Refused: the tables may not leave, or not there.
        Unreadable: the folder cannot be used, or holds something else.
    """
    whose = _one(authorities)
    if out is not None and out.resolve().is_relative_to(folder.resolve()):
        raise Refused(
            f"{out}: is in the folder that keeps the secret. Publish from another: this one is handed to nobody."
        )
    try:
        secret = _secret(folder)
        earlier = [_ledger(path) for path in sorted(folder.glob(RELEASES), key=_number)]
        _refuse_another(whose, earlier, folder)
        made = _protected(tables, secret, earlier)
        if not earlier or made.ledger.shown != earlier[-1].shown:
            text = replace(made.ledger, authority=whose).to_json()
            _write(folder / f"confidential-release-{len(earlier) + 1:04}.json", text.encode())
    except OSError as error:
        raise Unreadable(f"{folder}: cannot be used ({error.strerror or error}).") from error
    return made.tables


def _one(authorities: Iterable[str | None]) -> str:
    found = sorted({one or "" for one in authorities})
    if len(found) > 1:
        raise Refused(
            "The returns are of several authorities. Suppressed tables are made of one at a time (--authority, "
            "a folder for each); a region adds up what its authorities published: a total of exact counts would undo theirs."
        )
    return "".join(found)


def _refuse_another(whose: str, earlier: Sequence[Ledger], folder: Path) -> None:
    for one in earlier:
        if one.authority and whose and one.authority != whose:
            raise Refused(
                f"{folder}: is kept for the releases of {one.authority}, these tables are of {whose}. "
                "Give each authority a folder of its own."
            )


def _protected(tables: Sequence[Counts], secret: bytes, earlier: Sequence[Ledger]) -> Protected:
    try:
        return protect(tables, secret=secret, earlier=earlier)
    except ValueError as refusal:  # what may not leave says so in a sentence
        raise Refused(str(refusal)) from None


def _secret(folder: Path) -> bytes:
    file = folder / SECRET
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
    if not file.exists():
        if any(folder.iterdir()):
            raise Unreadable(
                f"{folder}: has no file “{SECRET}” but is not empty. Name the folder of earlier releases, or a new one."
            )
        _write(folder / README, NOTICE.encode())
        _write(folder / ".gitignore", b"*\n")
        _write(file, secrets.token_bytes(32))
    return file.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """A file that only its owner may read, from its first byte on."""
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def _number(path: Path) -> str:
    return path.stem.rpartition("-")[2]


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
