"""What a mailing says, as plain values: frozen as JSON, chosen for a reader, rendered elsewhere.

    letter = source.letter(bulletin_id)          # the part that owns it writes it (`sources.py`)
    mine = choose(letter, Reader(topics=frozenset({3})))
    rendered = render(mine, site)                # `render.py`

Dates are written out by whoever makes the letter; addresses are paths of this site or whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self


class Reach(StrEnum):
    """Who may read a thing: nobody is sent more than they could read on the site."""

    PUBLIC = "public"
    MEMBERS = "members"
    ASKED = "asked"
    """Those of the authorities that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something asked: “Say who your data lead is”, “by Friday 13 November 2020”."""

    title: str
    by: str = ""
    """By when, in words; empty if as soon as one can or never."""
    who: str = ""
    """Whom it is asked of, in words."""
    url: str = ""
    """The path where it is answered."""
    reach: Reach = Reach.PUBLIC
    authorities: frozenset[int] = frozenset()
    """Whom it asks and who still owe an answer; told apart only to those of them."""
    of_you: bool = False
    """Said by `choose` alone, which takes the authorities out: those asked the same get equal mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One item of a letter."""

    key: str
    """Its lasting name, “item/12”: in one letter a thing stands once."""
    title: str
    html: str = ""
    """Sanitised; links may be relative. With none, a piece that asks is told only to those who may
    read what it asks: its title says it."""
    url: str = ""
    why: str = ""
    """A line above the words: why a reminder is still here, where and when it was said."""
    topics: frozenset[int] = frozenset()
    """None: for everybody."""
    topic_names: Sequence[str] = ()
    audiences: frozenset[str] = frozenset()
    """`Audience` values; none: for everybody."""
    asked: Sequence[Asked] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list: a publication, a date, a contact, or an item told by its title only."""

    title: str
    url: str = ""
    note: str = ""
    """What stands after it: “NSPCC, 29 October 2020”."""
    day: str = ""
    """ISO, of dates."""
    topics: frozenset[int] = frozenset()


class Manner(StrEnum):
    PIECES = "pieces"
    REMINDERS = "reminders"
    LIST = "list"
    DATES = "dates"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and what stands under it: pieces or lines."""

    heading: str
    manner: Manner
    pieces: Sequence[Piece] = ()
    lines: Sequence[Line] = ()
    more_url: str = ""
    """Where the rest is, if the list is long: a letter stays under 100 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    subject: str
    masthead: str
    """“Update 429”, “The week to 20 November 2026”."""
    day: str
    """“13 November 2020”."""
    alliance: str
    url: str = ""
    """The path where it stands on the site."""
    introduction: str = ""
    """HTML, sanitised."""
    parts: Sequence[Part] = ()
    passed_over: Sequence[Line] = ()
    """What a reader did not choose, by title: nobody misses what they did not know of."""
    calendar: str = ""
    """iCalendar text to attach, of mails of dates."""

    @property
    def called(self) -> str:
        """The masthead within a sentence: “Update 429”, “the week to 20 November 2026”."""
        words = self.masthead or self.subject
        return f"the {words[4:]}" if words.startswith("The ") else words

    def as_json(self) -> dict[str, Any]:
        """To be frozen in a mailing."""
        return _plain(asdict(self))  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        values = dict(said)
        values["parts"] = [_part(each) for each in said.get("parts", ())]
        values["passed_over"] = [_line(each) for each in said.get("passed_over", ())]
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """All that decides which parts of a letter somebody gets: equal readers get equal mail."""

    topics: frozenset[int] = frozenset()
    """None: all."""
    audiences: frozenset[str] = frozenset()
    authority: int | None = None
    """By a role they hold, not by their word."""
    is_member: bool = False
    only_asked: bool = False
    """They want a letter only where it asks something of them."""

    def may_read(self, asked: Asked) -> bool:
        """Whether what is asked may be told to them, as the site would."""
        match asked.reach:
            case Reach.PUBLIC:
                return True
            case Reach.MEMBERS:
                return self.is_member
            case Reach.ASKED:
                return self.is_member and self.authority in asked.authorities


@dataclass(frozen=True, slots=True)
class Site:
    """What a letter must know of the site that sends it."""

    address: str
    """`https://alliance.example.org`, without a slash at its end."""
    name: str
    sender: str
    """Name and address that it comes from: “South East Alliance <news@…>”."""
    reply_to: str = ""
    postal: str = ""
    mailing_id: int = 0
    extra: Mapping[str, str] = field(default_factory=dict)


def written(day: dt.date) -> str:
    """13 November 2020."""
    return f"{day.day} {day:%B %Y}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


def _part(said: Mapping[str, Any]) -> Part:
    return Part(
        heading=said["heading"],
        manner=Manner(said["manner"]),
        pieces=[_piece(each) for each in said["pieces"]],
        lines=[_line(each) for each in said["lines"]],
        more_url=said["more_url"],
    )


def _piece(said: Mapping[str, Any]) -> Piece:
    return Piece(
        **{
            **said,
            "topics": frozenset(said["topics"]),
            "audiences": frozenset(said["audiences"]),
            "asked": [
                Asked(
                    **{
                        **each,
                        "reach": Reach(each["reach"]),
                        "authorities": frozenset(each["authorities"]),
                    }
                )
                for each in said["asked"]
            ],
        }
    )


def _line(said: Mapping[str, Any]) -> Line:
    return Line(**{**said, "topics": frozenset(said["topics"])})
