"""How near a candidate is to this region and this week, as points with their reasons in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .kinds import Kind
from .tagging import Day, Tag

WEIGHTS: Mapping[str, int] = {
    # What it is.
    Kind.LEGAL_DUTY: 40,
    Kind.STATUTORY: 34,
    Kind.CONSULTATION: 26,
    Kind.FUNDING: 24,
    Kind.GUIDANCE: 20,
    Kind.SUPPORT_OFFER: 18,
    Kind.RESEARCH: 14,
    Kind.EVENT: 12,
    Kind.OBITUARY: 10,
    Kind.VACANCY: 6,
    Kind.OTHER: 5,
    # Whom it names and what about.
    "an authority": 14,
    "each further authority": 4,
    "the region": 10,
    "a network's topic": 8,
    "directors": 6,
    "sent to us": 8,
    # When.
    "closes within a fortnight": 14,
    "closes within six weeks": 9,
    "closes later": 4,
    "is over": -25,
    "a month old": -8,
    "a quarter old": -16,
    # What was said before.
    "updates an item": 6,
    "already said": -60,
    "known as a publication": -10,
    "same as a candidate": -40,
}
"""All that counts, and for how much: nothing else does."""
_MOST_AUTHORITIES = 4


@dataclass(frozen=True, slots=True)
class Before:
    """What a candidate is to something known, as far as its rank goes."""

    of: str
    """candidate, item or publication"""
    relation: str
    """same or update"""
    where: str


@dataclass(frozen=True, slots=True)
class Signals:
    """What the rank is made of; it changes from day to day only by what day it is."""

    kind: Kind
    kind_words: str = ""
    topics: Sequence[Tag] = ()
    audiences: Sequence[Tag] = ()
    days: Sequence[Day] = ()
    names: Sequence[str] = ()
    """Authorities that it names."""
    region: str = ""
    """The words by which it names the region."""
    before: Sequence[Before] = ()
    published: dt.date | None = None
    was_sent: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and why."""

    points: int
    words: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The sum of the reasons, the weightiest first."""

    score: int
    reasons: tuple[Reason, ...]


def rank(signals: Signals, today: dt.date, of_networks: Collection[str] = ()) -> Rank:
    """How high a candidate stands today.

    Args:
        of_networks: slugs of the topics that the alliance has a network for.
    """
    reasons = [
        Reason(WEIGHTS[signals.kind], _kind_words(signals, today)),
        *_near_us(signals, of_networks),
        *_in_time(signals, today),
        *_before(signals),
    ]
    reasons.sort(key=lambda reason: (-abs(reason.points), reason.words))
    return Rank(sum(reason.points for reason in reasons), tuple(reasons))


def _kind_words(signals: Signals, today: dt.date) -> str:
    label = signals.kind.label
    if signals.kind is Kind.OTHER or not signals.kind_words:
        return label
    words = " ".join(signals.kind_words.split())
    return label if words.lower() == label.lower() else f"{label}: “{words}”"


def _near_us(signals: Signals, of_networks: Collection[str]) -> list[Reason]:
    found = []
    if names := list(signals.names):
        counted = min(len(names), _MOST_AUTHORITIES) - 1
        points = WEIGHTS["an authority"] + counted * WEIGHTS["each further authority"]
        listed = (
            names if len(names) <= _MOST_AUTHORITIES else [*names[:3], f"{len(names) - 3} more"]
        )
        found.append(Reason(points, f"Names {_and(listed)}"))
    if signals.region:
        found.append(Reason(WEIGHTS["the region"], f"Names the region: “{signals.region}”"))
    if ours := [topic.label for topic in signals.topics if topic.value in of_networks]:
        found.append(
            Reason(WEIGHTS["a network's topic"], f"About {_and(ours)}, which has a network here")
        )
    if any(tag.value == "dcs" for tag in signals.audiences):
        found.append(Reason(WEIGHTS["directors"], "Speaks to directors"))
    if signals.was_sent:
        found.append(Reason(WEIGHTS["sent to us"], "Somebody sent it to us"))
    return found


def _in_time(signals: Signals, today: dt.date) -> list[Reason]:
    days = [each for each in signals.days if each.role == "deadline"] or list(signals.days)
    coming = [each for each in days if each.day >= today]
    if coming:
        next_day = min(coming, key=lambda each: each.day)
        left = (next_day.day - today).days
        key = (
            "closes within a fortnight" if left <= 14
            else "closes within six weeks" if left <= 42
            else "closes later"
        )  # fmt: skip
        what = {"deadline": "Has a closing date", "in force": "Comes into force"}.get(
            next_day.role, "Has a date"
        )
        return [Reason(WEIGHTS[key], f"{what} {_in_days(left)}: {next_day.day:%-d %B %Y}")]
    if days and days[-1].role != "in force":
        last = max(days, key=lambda each: each.day)
        what = "Its closing date" if last.role == "deadline" else "Its date"
        return [Reason(WEIGHTS["is over"], f"{what}, {last.day:%-d %B %Y}, is past")]
    age = (today - signals.published).days if signals.published else 0
    if age > 90:
        return [Reason(WEIGHTS["a quarter old"], "Published more than three months ago")]
    if age > 30:
        return [Reason(WEIGHTS["a month old"], "Published more than a month ago")]
    return []


def _in_days(left: int) -> str:
    return "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"


def _before(signals: Signals) -> list[Reason]:
    """At most one for each kind of thing that is known: the first, which is the surest."""
    found: dict[str, Reason] = {}
    for each in signals.before:
        if each.of == "item" and each.relation == "update":
            found.setdefault(
                "item", Reason(WEIGHTS["updates an item"], f"Updates what was said in {each.where}")
            )
        elif each.of == "item":
            found.setdefault(
                "item", Reason(WEIGHTS["already said"], f"Already said in {each.where}")
            )
        elif each.of == "publication":
            found.setdefault(
                "publication", Reason(WEIGHTS["known as a publication"], "In the library already")
            )
        else:
            found.setdefault(
                "candidate", Reason(WEIGHTS["same as a candidate"], f"Same as {each.where}")
            )
    return list(found.values())  # fmt: skip


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


# Names of places that are also words: they count where the words round them say that a place is meant.
_ALSO_WORDS = frozenset({"reading"})
_PLACE = (
    r"(?:(?<=\bin )|(?<=\bof )|(?<=\bfrom )|(?<=\bnear )|(?<=\bfor )|(?<=[a-z], )|(?<=[a-z] and )){name}"
    r"(?!\s+(?:and\s+writing|books?|ages?|lists?|rooms?|weeks?|the|to|a)\b)\b"
    r"|\b{name}(?=\s+(?:Borough|Council|Unitary)|[’']s\s)"
)


class Places:
    """The region's authorities, known in a text by their names."""

    def __init__(self, authorities: Sequence[str], region: str = "") -> None:
        self._patterns = [(name, _pattern(name)) for name in authorities]
        self._region = re.compile(rf"\b(?:the\s+)?{re.escape(region)}\b") if region else None

    def named_in(self, text: str) -> tuple[str, ...]:
        """The authorities that a text names, in the order in which it does."""
        found = [
            (match.start(), name)
            for name, pattern in self._patterns
            if (match := pattern.search(text))
        ]
        return tuple(name for _, name in sorted(found))

    def region_in(self, text: str) -> str:
        """The words by which a text names the region; empty if it does not."""
        match = self._region.search(text) if self._region else None
        return match.group() if match else ""


def _pattern(name: str) -> re.Pattern[str]:
    spelled = re.escape(name).replace(r"\ and\ ", r"\s+(?:and|&)\s+").replace(r"\ ", r"\s+")
    if name.lower() in _ALSO_WORDS:
        return re.compile(_PLACE.format(name=spelled))
    # “East Sussex” is not Sussex, nor is the university of a place its authority.
    return re.compile(
        rf"(?<!University of )(?<![A-Za-z]-)\b{spelled}\b(?!\s+(?:Street|Road|Avenue|University))"
    )
