"""Which table of the return a sheet is: known by its columns, never by its name alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from ..tables import OTHER_NAMES, TABLES

HEADS_WITHIN: Final = 12
"""The heads are looked for in so many rows: titles and notes may stand above them."""

_NEEDED: Final = MappingProxyType(
    {
        "header": ("ETHNIC", "UPN", "MOTHER", "MC_DOB", "SEX DOB"),
        "episodes": ("DECOM",),
        "reviews": ("REVIEW",),
        "uasc": ("DUC",),
        "oc2": ("SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK"),
        "oc3": ("IN_TOUCH", "ACTIV", "ACCOM"),
        "ad1": ("DATE_INT", "DATE_MATCH"),
        "placed_for_adoption": ("DATE_PLACED",),
        "previous_permanence": ("PREV_PERM",),
        "missing": ("MIS_START",),
        "sw_episodes": ("SW_DECOM", "SW_ID"),
        "dolo": ("DOLO_START",),
    }
)
"""Without one of these columns (or pairs of them) it is not that table."""

SHARED: Final = frozenset({"CHILD", "DOB", "SEX"})
_OTHER_HEADS: Final = MappingProxyType(
    {
        "CHILDID": "CHILD",
        "CHILDIDENTIFIER": "CHILD",
        "DATEEPISODECOMMENCED": "DECOM",
        "REASONFORNEWEPISODE": "RNE",
        "LEGALSTATUS": "LS",
        "CATEGORYOFNEED": "CIN",
        "PLACEMENT": "PLACE",
        "PLACEMENTTYPE": "PLACE",
        "PLACEMENTPROVIDER": "PLACE_PROVIDER",
        "DATEEPISODECEASED": "DEC",
        "REASONEPISODECEASED": "REC",
        "REASONFORPLACEMENTCHANGE": "REASON_PLACE_CHANGE",
        "HOMEPOSTCODE": "HOME_POST",
        "PLACEMENTPOSTCODE": "PL_POST",
        "UNIQUEPUPILNUMBER": "UPN",
        "DATEOFBIRTH": "DOB",
        "GENDER": "SEX",
        "ETHNICITY": "ETHNIC",
        "PL": "PLACE",
        "PLACEPROVIDER": "PLACE_PROVIDER",
        "LACODE": "LA",
        "LANAME": "LA",
        "LEA": "LA",
        "LOCALAUTHORITY": "LA",
        "AUTHORITY": "LA",
        "COLLECTIONYEAR": "YEAR",
        "RETURNYEAR": "YEAR",
    }
)
_HEADS: Final = MappingProxyType(
    {
        re.sub(r"[^A-Z0-9]", "", column.name): column.name
        for layout in TABLES.values()
        for column in layout.columns
    }
    | {"LA": "LA", "YEAR": "YEAR"}
    | _OTHER_HEADS
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table, and where its columns stand in the sheet."""

    table: str
    at: Mapping[str, int]
    authority: int | None
    """Where the column LA stands: files of a region have it."""
    year: int | None
    extra: tuple[str, ...]
    """Heads that the table does not have."""
    repeated: tuple[str, ...]
    """Heads that come twice: the first is read."""


def head(text: str) -> str | None:
    """The column that a head means, in any case and spacing.

    >>> head(" Place provider"), head("child_id"), head("Notes")
    ('PLACE_PROVIDER', 'CHILD', None)
    """
    return _HEADS.get(re.sub(r"[^A-Z0-9]", "", text.upper()))


def table_of(columns: set[str]) -> str | None:
    """The table that has these columns, CHILD set aside; the one with most of them where several do."""
    best, share = None, 0.1
    for layout in TABLES.values():
        if not any(columns.issuperset(needed.split()) for needed in _NEEDED[layout.name]):
            continue
        own = {column.name for column in layout.columns} - {"CHILD"}
        telling = len(own & columns - SHARED) / len(own - SHARED)
        shared = len(own & columns) / len(own)
        score = max(telling, shared) + 0.1 * shared
        if score > share:
            best, share = layout.name, score
    return best


def recognise(heads: Sequence[str]) -> Recognised | None:
    """What a row of heads says, or None where no table has such columns."""
    return _recognise(tuple(heads))


# A folder of many years has the same heads again and again; rows that are none come and go.
@lru_cache(maxsize=256)
def _recognise(heads: tuple[str, ...]) -> Recognised | None:
    at: dict[str, int] = {}
    extra: list[str] = []
    repeated: list[str] = []
    for position, text in enumerate(heads):
        name = head(text)
        if name in at:
            repeated.append(text.strip())
        elif name is not None:
            at[name] = position
        elif text.strip():
            extra.append(text.strip())
    table = table_of(set(at))
    if table is None or "CHILD" not in at:
        return None
    authority, year = at.pop("LA", None), at.pop("YEAR", None)
    own = [column.name for column in TABLES[table].columns]
    extra += [heads[at[name]].strip() for name in at if name not in own]
    return Recognised(
        table,
        {name: at[name] for name in own if name in at},
        authority,
        year,
        tuple(extra),
        tuple(repeated),
    )


def heads_among(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that is the heads of a table."""
    return next((number for number, row in enumerate(rows) if recognise(row) is not None), None)


def named(text: str) -> str | None:
    """The table that a file's or a sheet's name speaks of, if any.

    >>> named("SSDA903_2020_episodes"), named("351 prev_perm"), named("Sheet1")
    ('episodes', 'previous_permanence', None)
    """
    plain = re.sub(r"[^a-z0-9]+", "_", text.lower())
    known = {**{name: name for name in TABLES}, **OTHER_NAMES}
    found = [name for name in known if re.search(rf"(?:^|_){name}(?:_|$)", plain)]
    return known[max(found, key=len)] if found else None
