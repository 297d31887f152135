"""The rows of a return's tables, by name, so that a rule reads like the sentence it checks.

The fields of each are the columns of `tables.TABLES`, in that order, behind the row's index in its table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from ..returns import Fault

Day = dt.date | None
Text = str | None
Number = int | None


class Header(NamedTuple):
    """A child."""

    row: int
    child: str
    sex: Text
    dob: Day
    ethnic: Text
    upn: Text
    mother: Number
    mc_dob: Day


class Episode(NamedTuple):
    """An episode of care."""

    row: int
    child: str
    decom: Day
    rne: Text
    ls: Text
    cin: Text
    place: Text
    place_provider: Text
    dec: Day
    rec: Text
    reason_place_change: Text
    home_post: Text
    pl_post: Text
    urn: Text


class Review(NamedTuple):
    """A review of a child's case."""

    row: int
    child: str
    dob: Day
    review: Day
    review_code: Text


class Asylum(NamedTuple):
    """A child who came unaccompanied and seeks asylum."""

    row: int
    child: str
    sex: Text
    dob: Day
    duc: Day


class Health(NamedTuple):
    """OC2: health, strengths and difficulties, convictions of a child looked after for 12 months."""

    row: int
    child: str
    dob: Day
    sdq_score: Number
    sdq_reason: Text
    convicted: Number
    health_check: Number
    immunisations: Number
    teeth_check: Number
    health_assessment: Number
    substance_misuse: Number
    intervention_received: Number
    intervention_offered: Number


class Leaver(NamedTuple):
    """OC3: what a care leaver does and where they live."""

    row: int
    child: str
    dob: Day
    in_touch: Text
    activ: Text
    accom: Text


class Adoption(NamedTuple):
    """AD1: an adoption and the adopters."""

    row: int
    child: str
    dob: Day
    date_int: Day
    date_match: Day
    foster_care: Number
    nb_adoptr: Number
    sex_adoptr: Text
    ls_adoptr: Text


class Decision(NamedTuple):
    """A decision that a child should be placed for adoption, and its end."""

    row: int
    child: str
    dob: Day
    date_placed: Day
    date_placed_ceased: Day
    reason_placed_ceased: Text


class Permanence(NamedTuple):
    """An earlier permanent home that a child came back into care from."""

    row: int
    child: str
    dob: Day
    prev_perm: Text
    la_perm: Text
    date_perm: Text


class Missing(NamedTuple):
    """A time missing, or away from placement without authorisation."""

    row: int
    child: str
    dob: Day
    missing: Text
    mis_start: Day
    mis_end: Day


class SocialWorker(NamedTuple):
    """A time with one social worker."""

    row: int
    child: str
    dob: Day
    sw_id: Text
    sw_decom: Day
    sw_dec: Day
    sw_reason: Text


class LibertyOrder(NamedTuple):
    """A deprivation of liberty order."""

    row: int
    child: str
    dob: Day
    dolo_start: Day
    dolo_end: Day


Row = (
    Header
    | Episode
    | Review
    | Asylum
    | Health
    | Leaver
    | Adoption
    | Decision
    | Permanence
    | Missing
    | SocialWorker
    | LibertyOrder
)
Hit = Row | Fault
"""What a rule finds: a row, or something that reading could not understand."""

ROWS: Final[Mapping[str, type[Row]]] = MappingProxyType(
    {
        "header": Header,
        "episodes": Episode,
        "reviews": Review,
        "uasc": Asylum,
        "oc2": Health,
        "oc3": Leaver,
        "ad1": Adoption,
        "placed_for_adoption": Decision,
        "previous_permanence": Permanence,
        "missing": Missing,
        "sw_episodes": SocialWorker,
        "dolo": LibertyOrder,
    }
)
TABLE_OF: Final = MappingProxyType({kind: table for table, kind in ROWS.items()})
