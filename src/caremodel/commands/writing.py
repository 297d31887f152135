"""`--out`: the same figures as a workbook, Parquet, CSV or a picture, by the file's ending."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from ..sheets import Sheet, as_csv
from ..telling.nothing import NothingToDraw
from .refusals import Refused, Unreadable

TABLES = (".xlsx", ".parquet", ".csv")
PICTURES = (".svg", ".png")


def check_ending(out: Path | None, *, pictures: bool = True) -> None:
    """Refuse an ending that cannot be written, and a folder that is not there, before any work is done.

    Raises:
        Unreadable
    """
    if out is None:
        return
    endings = (*TABLES, *(PICTURES if pictures else ()))
    if out.suffix.lower() not in endings:
        raise Unreadable(
            f"{out}: the ending says in what form it is written; use one of {', '.join(endings)}."
        )
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise Unreadable(f"{out}: there is no folder {out.absolute().parent}; make it first.")


def write(
    out: Path,
    sheets: Sequence[Sheet],
    picture: Callable[[], str] | None = None,
    *,
    flat: Sheet | None = None,
) -> None:
    """Write one file and say so on standard error.

    Args:
        sheets: all in a workbook.
        picture: draws the SVG, where a picture can be asked for.
        flat: the one table that Parquet and CSV hold; the first of `sheets` if not given.
    """
    ending = out.suffix.lower()
    one = flat or sheets[0]
    try:
        if ending == ".xlsx":
            from ..workbook import workbook

            out.write_bytes(workbook(sheets))
        elif ending == ".parquet":
            from ..frames import of_sheet

            of_sheet(one).write_parquet(out)
        elif ending == ".csv":
            out.write_bytes(as_csv(one))
        elif picture is not None and ending == ".svg":
            out.write_text(picture(), encoding="utf-8")
        elif picture is not None:
            from ..pictures.png import png

            out.write_bytes(png(picture()))
    except NothingToDraw as fault:
        raise Refused(f"{out}: {fault}") from None
    except OSError as error:
        raise Unreadable(f"{out}: cannot be written ({error.strerror or error}).") from error
    print(f"Written: {out}", file=sys.stderr)
