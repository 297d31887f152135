"""What an event makes of a child's placement and legal status, and the codes that a return has for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple

from . import rates
from .chance import Draw, Pick
from .hazards import FOSTER

K3_DAY: Final = dt.date(2023, 10, 28).toordinal()
"""Supported accommodation is registered from here: K3 instead of H5 and P2. Open placements were renamed."""


class Standpoint(NamedTuple):
    """Legal status and placement of a child, as a `Stretch` has them."""

    legal: str
    kind: str
    place: str
    provider: int


_OUTCOMES: Final = {name: Pick(shares) for name, shares in rates.HEARING_OUTCOMES.items()}
_AT_EIGHTEEN: Final = {name: Pick(shares) for name, shares in rates.AT_EIGHTEEN.items()}


def leaving_or_change(event: str, kind: str, age: int, draw: Draw) -> tuple[str, str]:
    """(REC, "") where the event ends the period of care; ("", what changes) where it does not."""
    if event == "18":
        group = "foster" if kind in FOSTER else kind
        return _AT_EIGHTEEN.get(group, _AT_EIGHTEEN["other"])(draw), ""
    if event == "hearing":
        event = _OUTCOMES[_hearing_group(kind, age)](draw)
    elif event == "emergency over":
        at = draw()
        event = "home" if at < 0.22 else "C1" if at < 0.62 and age < 5 else "V2"
    elif event == "remand over":
        at = draw()
        if at < 0.75:
            return ("E9" if at > 0.40 and kind in ("custody", "secure") else "E14"), ""
        event = "V2"
    if event == "home":
        at = draw()
        if at < (0.45 if kind == "kin" else 0.14):
            return "E13", ""
        return ("E4B" if at > 0.86 else "E4A"), ""
    if event == "guardian":
        return _guardian(kind, draw), ""
    if event == "adopted":
        return ("E11" if draw() < 0.5 else "E12"), ""
    if event in _LEAVING:
        return event, ""
    return "", event


_LEAVING: Final = frozenset({*rates.RARE, "E15"})


def _hearing_group(kind: str, age: int) -> str:
    if kind in FOSTER:
        return f"{kind} young" if age < 2 else kind
    return "parents" if kind == "parents" else "other"


def _guardian(kind: str, draw: Draw) -> str:
    at = draw()
    if at < 0.20:
        return "E41"
    if kind == "kin":
        return "E45" if at < 0.93 else "E47"
    if kind == "carer" and at < 0.55:
        return "E46"
    return "E47" if at < 0.92 else "E48"


_CODE: Final[Mapping[str, str]] = {
    "home": "K2", "parents": "P1", "adopters": "A6", "hospital": "R2", "family centre": "R3",
    "custody": "R5", "secure": "K1", "elsewhere": "Z1",
}  # fmt: skip


def code_of(
    kind: str, age: int, legal: str, day: int, drifting: bool, planned: bool | None, draw: Draw
) -> str:
    """PLACE of a new placement; planned: of the move there, None at the start of a period."""
    if kind == "kin":
        return "U1" if planned and draw() < 0.12 else "U3"
    if kind == "carer":
        if age < 2 and planned and draw() < 0.05:
            return "U5"
        return "U4" if planned and legal == "C2" and draw() < 0.30 else "U6"
    if kind == "supported":
        at = draw()
        if day < K3_DAY:
            return "P2" if at < 0.14 else "H5"
        return "Z1" if drifting and day < K3_DAY + 365 and at < rates.UNREGISTERED / 2 else "K3"
    if kind == "special":
        return "S1" if age >= 2 and draw() < 0.15 else "R1"
    return _CODE[kind]


def same_carer_code(event: str, place: str, drifting: bool, draw: Draw) -> str:
    """PLACE after a change that leaves the child with the same carer."""
    if event == "K3":
        return "Z1" if drifting and draw() < rates.UNREGISTERED else "K3"
    if event == "registered":
        return "K3"
    return {"U3": "U1", "U6": "U4", "U2": "U1", "U5": "U4"}.get(place, place)


_PLANNED_REASONS: Final = Pick({"CARPL": 0.74, "OTHER": 0.245, "LAREQ": 0.015})
_UNPLANNED_REASONS: Final = {
    "kin": Pick(
        {"CREQO": 0.40, "CREQB": 0.15, "OTHER": 0.31, "CHILD": 0.06, "STAND": 0.04, "ALLEG": 0.04}
    ),
    "carer": Pick(
        {"OTHER": 0.33, "CREQO": 0.22, "CREQB": 0.27, "CHILD": 0.075, "LAREQ": 0.02, "STAND": 0.03,
         "CLOSE": 0.015, "ALLEG": 0.025, "APPRR": 0.015}
    ),
    "home": Pick(
        {"CREQB": 0.48, "OTHER": 0.24, "CREQO": 0.10, "CHILD": 0.09, "CLOSE": 0.06, "LAREQ": 0.02,
         "STAND": 0.01}
    ),
    "supported": Pick(
        {"OTHER": 0.36, "CREQB": 0.27, "CHILD": 0.20, "CREQO": 0.08, "CLOSE": 0.06, "LAREQ": 0.03}
    ),
    "other": Pick(
        {"OTHER": 0.60, "CREQB": 0.12, "CREQO": 0.09, "CHILD": 0.07, "LAREQ": 0.07, "STAND": 0.05}
    ),
}  # fmt: skip


def reason_for(kind: str, planned: bool | None, age: int, draw: Draw) -> str:
    """REASON_PLACE_CHANGE; planned None: the carer stays the same."""
    if planned is None:
        return "PLACE"
    if planned:
        return _PLANNED_REASONS(draw)
    reason = _UNPLANNED_REASONS.get(kind, _UNPLANNED_REASONS["other"])(draw)
    return "OTHER" if age < 2 and reason in ("CHILD", "CREQB") else reason


def legal_of_start(kind: str, legal: str) -> str:
    """Custody and secure homes are by remand here; a start at home needs an order."""
    if kind in ("custody", "secure"):
        return "J1"
    return "C1" if kind == "parents" else legal


def emergency_days(legal: str, draw: Draw) -> int:
    """How long police protection (72 hours at most) or an emergency protection order (8 days) lasts; 0: it is neither."""
    if legal == "L1":
        return 1 + int(draw() * 3)
    return 2 + int(draw() * 7) if legal == "L2" else 0
