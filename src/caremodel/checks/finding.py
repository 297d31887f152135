"""What a check says of a row."""

from __future__ import annotations

from dataclasses import dataclass

from ..returns import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One row at fault by one rule.

    `message` is a sentence on what is wrong and one on how to mend it, without any cell of the row; `value`
    is the cell of `field` as people write it (dates dd/mm/yyyy; empty where blank). `row` is the index in
    the table of the return, None for what was set aside in reading; `place` is the line in the file.
    """

    rule: str
    message: str
    table: str
    row: int | None
    child: str
    field: str
    value: str
    year: int
    place: Place | None
