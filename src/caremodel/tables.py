"""The tables of the statutory return and their columns, by collection year.

Source: the DfE's guides to the SSDA903 collections, 2017-18 to 2026-27.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .returns import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind, and the list of codes (in `codes`) that its cells come from, if any."""

    name: str
    kind: Kind
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table of the return looks like."""

    name: str
    columns: tuple[Column, ...]
    since: int = 0
    """First collection year; 0: always."""


def _date(name: str) -> Column:
    return Column(name, "date")


def _code(name: str, codes: str = "") -> Column:
    return Column(name, "code", codes or name)


def _text(name: str) -> Column:
    return Column(name, "text")


_CHILD = _text("CHILD")
_DOB = _date("DOB")

_LAYOUTS = (
    Layout(
        "header",
        (
            _CHILD,
            _code("SEX"),
            _DOB,
            _code("ETHNIC"),
            _text("UPN"),
            Column("MOTHER", "number"),
            _date("MC_DOB"),
        ),
    ),
    Layout(
        "episodes",
        (
            _CHILD,
            _date("DECOM"),
            _code("RNE"),
            _code("LS"),
            _code("CIN"),
            _code("PLACE"),
            _code("PLACE_PROVIDER"),
            _date("DEC"),
            _code("REC"),
            _code("REASON_PLACE_CHANGE"),
            Column("HOME_POST", "postcode"),
            Column("PL_POST", "postcode"),
            _text("URN"),
        ),
    ),
    Layout("reviews", (_CHILD, _DOB, _date("REVIEW"), _code("REVIEW_CODE"))),
    Layout("uasc", (_CHILD, _code("SEX"), _DOB, _date("DUC"))),
    Layout(
        "oc2",
        (
            _CHILD,
            _DOB,
            Column("SDQ_SCORE", "number"),
            _code("SDQ_REASON"),
            *(
                Column(name, "number")
                for name in (
                    "CONVICTED",
                    "HEALTH_CHECK",
                    "IMMUNISATIONS",
                    "TEETH_CHECK",
                    "HEALTH_ASSESSMENT",
                    "SUBSTANCE_MISUSE",
                    "INTERVENTION_RECEIVED",
                    "INTERVENTION_OFFERED",
                )
            ),
        ),
    ),
    Layout("oc3", (_CHILD, _DOB, _code("IN_TOUCH"), _code("ACTIV"), _code("ACCOM"))),
    Layout(
        "ad1",
        (
            _CHILD,
            _DOB,
            _date("DATE_INT"),
            _date("DATE_MATCH"),
            Column("FOSTER_CARE", "number"),
            Column("NB_ADOPTR", "number"),
            _code("SEX_ADOPTR"),
            _code("LS_ADOPTR"),
        ),
    ),
    Layout(
        "placed_for_adoption",
        (
            _CHILD,
            _DOB,
            _date("DATE_PLACED"),
            _date("DATE_PLACED_CEASED"),
            _code("REASON_PLACED_CEASED"),
        ),
    ),
    Layout(
        "previous_permanence",
        (_CHILD, _DOB, _code("PREV_PERM"), _text("LA_PERM"), _text("DATE_PERM")),
    ),
    Layout("missing", (_CHILD, _DOB, _code("MISSING"), _date("MIS_START"), _date("MIS_END"))),
    Layout(
        "sw_episodes",
        (_CHILD, _DOB, _text("SW_ID"), _date("SW_DECOM"), _date("SW_DEC"), _code("SW_REASON")),
        since=2024,
    ),
    Layout("dolo", (_CHILD, _DOB, _date("DOLO_START"), _date("DOLO_END")), since=2027),
)

TABLES: Final = MappingProxyType({layout.name: layout for layout in _LAYOUTS})
"""Every table by its name. DATE_PERM is text: `zz/05/2019` says that the day is not known."""

OTHER_NAMES: Final = MappingProxyType(
    {
        "placed_adoption": "placed_for_adoption",
        "sbpfa": "placed_for_adoption",
        "prev_perm": "previous_permanence",
        "social_worker": "sw_episodes",
    }
)
"""Names that other tools give to these tables."""
