"""How each address of the old site stands: moved, redirected, retired or missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import ClassVar

from alliance.bulletins.models import Bulletin
from alliance.pages.models import OldAddress, OldThing

from .addresses import readable
from .nowhere import DeadLink, why_nowhere
from .plan import Fate, Planned

AT_ONCE = 500
NOWHERE = "nowhere"
NOT_IN = "It is not in yet: “alliance pages import” brings it in."


@dataclass(frozen=True, slots=True)
class Standing:
    address: str
    title: str
    kind: str
    state: str
    leads_to: str = ""
    reason: str = ""

    COLUMNS: ClassVar = ("address", "title", "kind", "state", "leads_to", "reason")

    def to_json(self) -> dict[str, str]:
        return asdict(self)


def standings(planned: Iterable[Planned]) -> list[Standing]:
    """Every address at which the old site had something, in the order of the plan."""
    things = list(planned)
    known = _known([key for one in things for key in one.item.addresses])
    here = set(Bulletin.objects.filter(live=True).values_list("number", flat=True))
    return [
        _standing(one, key, known.get(key), here) for one in things for key in one.item.addresses
    ]


def _known(keys: list[str]) -> dict[str, OldThing]:
    """What the table has of these addresses, in as many queries as there are five hundreds."""
    found: dict[str, OldThing] = {}
    for start in range(0, len(keys), AT_ONCE):
        rows = OldAddress.objects.filter(key__in=keys[start : start + AT_ONCE])
        rows = rows.select_related("thing__page", "thing__document", "thing__picture")
        found |= {row.key: row.thing for row in rows}
    return found


def _standing(one: Planned, key: str, thing: OldThing | None, here: set[int]) -> Standing:
    state, leads_to, reason = _state(one, key, thing, here)
    return Standing(readable(key), one.item.title, one.fate.value, state, leads_to, reason)


def _state(one: Planned, key: str, thing: OldThing | None, here: set[int]) -> tuple[str, str, str]:
    states = OldThing.State
    by_number = one.fate is Fate.BULLETIN and "?" not in key and one.number in here
    if by_number:  # the bulletins' own addresses answer without the table
        return states.REDIRECTED.value, f"/bulletins/{one.number}/", ""
    if thing is None:
        return states.MISSING.value, "", one.reason or NOT_IN
    if thing.state in {states.RETIRED, states.MISSING}:
        return thing.state, "", thing.reason
    if why := why_nowhere(readable(key), thing):
        is_gone = thing.state == states.MOVED and not thing.page_id
        return (states.RETIRED if is_gone else states.MISSING).value, "", why
    if thing.state == states.REDIRECTED:
        return states.REDIRECTED.value, thing.target, ""
    if thing.page is not None:
        return states.MOVED.value, thing.page.specific.get_absolute_url(), ""
    if thing.document is not None:
        return states.MOVED.value, thing.document.url, ""
    return states.MOVED.value, "(picture)", ""


def of_dead_link(dead: DeadLink) -> Standing:
    """A link that leads nowhere, as a row among those of the old addresses."""
    where = f"The link “{dead.link.words}” on {dead.on.get_absolute_url()}"
    reason = f"{where} leads nowhere: {dead.why}"
    return Standing(str(dead.link), dead.on.title, "link", NOWHERE, reason=reason)
