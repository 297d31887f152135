"""Lines that name a part of the bulletin or of an item, and say nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache


class Label(Enum):
    """What a label line opens."""

    ACTION = "action"  # of an item: its second field
    BODY = "body"  # of an item: its first field, or details of it
    TITLE = "title"  # of an item: `Programme:`
    KEY_DATES = "key dates"  # a section at the head of a bulletin, or a list of an item
    NEWS = "news"
    REMINDERS = "reminders"
    REMINDER = "reminder"  # over each reminder
    CATALOGUE = "catalogue"
    CONTACTS = "contacts"


SECTIONS = {Label.NEWS, Label.REMINDERS, Label.REMINDER, Label.CATALOGUE, Label.CONTACTS}

_LABELS = {
    Label.ACTION: (
        "action required", "actions required", "action", "actions", "action needed",
        "actions needed", "action requested", "actions requested", "required action",
        "required actions", "action to take", "actions to take", "for action",
    ),
    Label.BODY: (
        "update", "headline", "headlines", "detail", "details", "more details", "further details",
    ),
    Label.TITLE: ("programme", "workstream", "project"),
    Label.KEY_DATES: ("key dates", "key date", "dates for your diary", "diary dates"),
    Label.NEWS: ("updates", "news", "this week's updates", "this week", "latest updates"),
    Label.REMINDERS: (
        "reminders from previous weeks", "reminders from previous week",
        "reminders from the previous week", "reminders from the previous weeks",
        "reminder from previous weeks", "reminder from previous week", "reminders",
        "reminders from last week", "reminders from earlier weeks",
        "reminders from previous bulletins", "reminders from previous updates",
    ),
    Label.REMINDER: ("reminder",),
    Label.CATALOGUE: (
        "tools & templates", "tools and templates", "tools, templates & useful links",
        "tools, templates and useful links", "tools & templates & useful links",
        "tools templates", "tool & templates", "recent publications",
    ),
    Label.CONTACTS: (
        "contact details", "contacts", "contact", "contact information", "our contacts",
        "seslip contacts", "key contacts", "useful contacts", "contacts details",
    ),
}  # fmt: skip
_BY_WORDS = {words: label for label, phrases in _LABELS.items() for words in phrases}
_LONGEST = max(map(len, _BY_WORDS)) + 4

_INLINE = re.compile(
    r"(?P<label>(?:actions?(?: (?:required|needed|requested))?|required actions?"
    r"|updates?|programme|workstream|headlines|details))\s*:\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, and where in the block the words after it start (None: a line of its own)."""

    label: Label
    content: int | None = None


@lru_cache(maxsize=4096)
def read_label(plain: str) -> Labelled | None:
    """The label that a line is, or opens with (`Action Required: please return…`).

    `plain` is the line with plain quotes and dashes.
    """
    if label := label_line(plain):
        return Labelled(label)
    if ":" in plain[:24] and (match := _INLINE.match(plain)):
        words = " ".join(match["label"].casefold().split())
        label = Label.BODY if words.startswith("update") else _BY_WORDS[words]
        return Labelled(label, match.end())
    return None


def label_line(plain: str) -> Label | None:
    """The label that a whole line is, however it is spelled and punctuated."""
    if len(plain) > _LONGEST:
        return None
    words = " ".join(plain.casefold().split()).strip(" .:;-*_#")
    return _BY_WORDS.get(words) or _mistyped(words)


def _mistyped(words: str) -> Label | None:
    """`Action Requried`, `Reminders from previous weks`: long labels only, two letters apart."""
    if len(words) < 12 or words[:3] not in {"act", "rem", "too", "con"}:
        return None
    for phrase in ("action required", "actions required", "reminders from previous weeks",
                   "tools & templates", "contact details"):  # fmt: skip
        if (
            abs(len(phrase) - len(words)) <= 2
            and SequenceMatcher(None, words, phrase, autojunk=False).ratio() >= 0.9
        ):
            return _BY_WORDS[phrase]
    return None
