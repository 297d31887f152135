"""Reading what a command is given, saying on standard error what was set aside."""

from __future__ import annotations

import dataclasses
import gc
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .grid import prose
from .progress import Bar
from .refusals import Unreadable

if TYPE_CHECKING:
    from ..flows import Locate
    from ..histories.model import Histories
    from ..reading import Reading
    from ..returns import Fault, Return

KINDS = {
    "file": ("file set aside", "files set aside"),
    "other": ("other file passed over", "other files passed over"),
    "row": ("row set aside", "rows set aside"),
    "cell": ("cell not understood", "cells not understood"),
    "mended": ("thing read as meant", "things read as meant"),
}
"""Kinds of faults in words: one, many."""
FIRST = 5
"""Faults of reading that are shown one by one."""


@contextmanager
def at_once() -> Iterator[None]:
    """Without looking for garbage meanwhile: a country’s rows are millions of objects, and none is any.

    For commands, which are alone in their process; it takes a quarter off reading and joining.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def read(paths: Sequence[Path]) -> Reading:
    """The returns in files and folders.

    Raises:
        Unreadable: a path is not there, or nothing in them is a return.
    """
    if missing := [path for path in paths if not path.exists()]:
        raise Unreadable(
            "\n".join(
                f"{path}: there is no such file or folder; check the path." for path in missing
            )
        )
    from ..reading import read as read_paths

    with Bar("Reading") as bar, at_once():
        reading = read_paths(paths, progress=bar.step)
    if not reading.returns:
        said = [_sentence(fault) for fault in reading.faults[:FIRST]]
        where = ", ".join(map(str, paths))
        raise Unreadable(
            "\n".join(
                (
                    *said,
                    f"{where}: no table of an SSDA903 return was found. A table is known by its columns: "
                    "episodes by CHILD, DECOM, RNE, LS, PLACE …, header by CHILD, SEX, DOB, ETHNIC …",
                )
            )
        )
    return reading


def of_authority(returns: Iterable[Return], authority: str | None) -> tuple[Return, ...]:
    """The returns of one authority, or all.

    Raises:
        Unreadable: none is that authority's.
    """
    everyone = tuple(returns)
    if authority is None:
        return everyone
    kept = tuple(one for one in everyone if one.authority == authority)
    if not kept:
        raise Unreadable(_no_authority(authority, (one.authority for one in everyone)))
    return kept


def _no_authority(asked: str, there: Iterable[str | None]) -> str:
    names = sorted({one or "one without a name" for one in there})
    return f"No return is of authority {asked}; there are: {', '.join(names)}."


def all_faults(reading: Reading) -> list[Fault]:
    """Of no return, then of each."""
    return [*reading.faults, *(fault for one in reading.returns for fault in one.faults)]


def tell_faults(faults: Sequence[Fault]) -> None:
    """What reading set aside or mended, in a few lines on standard error."""
    if not faults:
        return
    kinds = Counter(fault.kind for fault in faults)
    count = ", ".join(f"{number} {KINDS[kind][number > 1]}" for kind, number in kinds.items())
    print(f"While reading: {count}.", file=sys.stderr)
    if others := [fault.place.file for fault in faults if fault.kind == "other"]:
        more = f" and {len(others) - FIRST} more" if len(others) > FIRST else ""
        said = f"Of no return: {', '.join(others[:FIRST])}{more}."
        print(prose(said, indent="  "), file=sys.stderr)
    worst = [fault for fault in faults if fault.kind not in ("mended", "other")]
    for fault in worst[:FIRST]:
        print(prose(_sentence(fault), indent="  "), file=sys.stderr)
    if len(worst) > FIRST:
        print(f"  … and {len(worst) - FIRST} more (care check shows all).", file=sys.stderr)


def histories(
    paths: Sequence[Path], *, authority: str | None = None, asylum: str | None = None
) -> Histories:
    """The children of the returns, as the options ask.

    Args:
        asylum: `exclude` or `only` children who were unaccompanied and seeking asylum.

    Raises:
        Unreadable: as `read`, or nobody is left.
    """
    from ..histories import stitch

    reading = read(paths)
    tell_faults(all_faults(reading))
    with Bar("Joining years"), at_once():
        found = stitch(of_authority(reading.returns, authority))
    if asylum:
        wanted = asylum == "only"
        found = dataclasses.replace(
            found,
            children=tuple(one for one in found.children if one.seeking_asylum is wanted),
        )
    if not found.children:
        raise Unreadable(
            "No child is left to count: the returns, with these options, hold no episodes."
        )
    return found


def of_one(found: Histories, authority: str | None) -> Histories:
    """The children of one authority, or all.

    Raises:
        Unreadable: none is that authority's.
    """
    if authority is None:
        return found
    kept = tuple(one for one in found.children if one.authority == authority)
    if not kept:
        raise Unreadable(_no_authority(authority, (one.authority for one in found.children)))
    return dataclasses.replace(found, children=kept)


def locator() -> Locate:
    """Miles and authorities of two postcodes, from the file in the package."""
    from functools import cache

    from ..distance import open_postcodes
    from ..flows import Located

    postcodes = open_postcodes()

    @cache
    def locate(home: str | None, place: str | None) -> Located | None:
        found = postcodes.locate(home, place)
        return Located(
            found.miles,
            found.home.code if found.home else None,
            found.place.code if found.place else None,
        )

    return locate


def _sentence(fault: Fault) -> str:
    """Where and what; many messages say the line themselves."""
    line = f"line {fault.place.line}"
    known = fault.kind in ("file", "other") or line in fault.message.lower()
    return f"{fault.place.file}{'' if known else f', {line}'}: {fault.message}"
