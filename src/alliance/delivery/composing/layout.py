"""A chosen letter as the page it will be: in order, with whole addresses, at one length.

Page, plain text and short form are written from it. Pure: no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from alliance.text.clock import date_in_words

from ..characters import one_line
from .addresses import whole
from .blocks import Block, blocks_of
from .cutting import Limits, beginning
from .letter import Asked, Letter, Line, Manner, Part, Piece, Site
from .markup import Html, markup
from .values import without_marks

_MANY = 5
"""More pieces than these have a list of contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    title: str
    url: str
    by: str
    who: str
    of_you: bool
    about: str = ""
    """The title of its piece, or of the part where it is called the same."""
    anchor: str = ""

    @property
    def words(self) -> str:
        """Of the link to where it is answered or said."""
        return "Answer" if self.of_you else "Read what is asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a list."""

    title: str
    url: str = ""
    day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A piece."""

    anchor: str
    title: str
    url: str
    why: str
    blocks: Sequence[Block]
    is_cut: bool
    asked: Sequence[Ask]
    topics: str

    @property
    def html(self) -> Html:
        return markup(self.blocks, below=3)

    @property
    def asked_heading(self) -> str:
        return asked_heading(self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    anchor: str
    heading: str
    manner: Manner
    pieces: Sequence[Told] = ()
    entries: Sequence[Entry] = ()
    more: str = ""
    more_url: str = ""

    @property
    def count(self) -> int:
        return len(self.pieces) + len(self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    subject: str
    preheader: str
    masthead: str
    day: str
    alliance: str
    url: str
    asked_heading: str
    asked: Sequence[Ask]
    """What stands first: what is asked of the reader, or of anybody."""
    has_contents: bool
    introduction: Sequence[Block]
    introduction_is_cut: bool
    sections: Sequence[Section]
    passed_over_heading: str
    passed_over: Sequence[Entry]
    passed_over_more: str
    site_url: str
    subscribe_url: str
    reply_to: str
    postal: Sequence[str]

    @property
    def introduction_html(self) -> Html:
        return markup(self.introduction, below=1)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The words of a letter, read once, however often it is laid out."""

    introduction: Sequence[Block]
    parts: Sequence[Sequence[Sequence[Block]]]


def read(letter: Letter, site: Site) -> Bodies:
    def blocks(html: str, base: str) -> Sequence[Block]:
        return blocks_of(html, partial(whole, site=site, base=base))

    return Bodies(
        blocks(letter.introduction, letter.url),
        [
            [blocks(piece.html, piece.url or letter.url) for piece in part.pieces]
            for part in letter.parts
        ],
    )


def lay_out(letter: Letter, site: Site, bodies: Bodies, limits: Limits) -> Page:
    link = partial(whole, site=site)
    sections = [
        section
        for number, part in enumerate(letter.parts, 1)
        if (section := _section(part, number, letter, link, bodies.parts[number - 1], limits)).count
    ]
    told = [piece for section in sections for piece in section.pieces]
    every = _every_ask(letter, link, {piece.anchor for piece in told})
    own = [ask for ask in every if ask.of_you]
    first = own if own and limits.asked_twice else every
    opening = beginning(bodies.introduction, limits.bodies)
    over = letter.passed_over[: limits.titles]
    return Page(
        subject=_short(one(letter.subject) or one(letter.masthead), 250),
        preheader=_preheader(first, told),
        masthead=one(letter.masthead) or one(letter.subject),
        day=one(letter.day),
        alliance=one(letter.alliance) or one(site.name),
        url=link(letter.url) if letter.url else "",
        asked_heading=asked_heading(first),
        asked=first,
        has_contents=len(told) > _MANY,
        introduction=opening.blocks,
        introduction_is_cut=opening.is_cut,
        sections=sections,
        passed_over_heading=f"Also in {one(letter.called)}",
        passed_over=[_entry(line, link) for line in over],
        passed_over_more=_more(len(letter.passed_over) - len(over)),
        site_url=f"{site.address}/",
        subscribe_url=f"{site.address}/subscribe/",
        reply_to=one(site.reply_to),
        postal=[one(line) for line in site.postal.splitlines() if one(line)],
    )


def asked_heading(asked: Sequence[Ask]) -> str:
    of_you = [ask.of_you for ask in asked]
    if not any(of_you):
        return "What is asked"
    return "What is asked of you" if all(of_you) else "What is asked, of you first"


def one(text: str) -> str:
    """Words of others as one line without a mark."""
    return one_line(without_marks(text))


def _section(
    part: Part,
    number: int,
    letter: Letter,
    link: Callable[[str], str],
    bodies: Sequence[Sequence[Block]],
    limits: Limits,
) -> Section:
    heading = one(part.heading)
    pieces = part.pieces[: limits.pieces]
    lines = part.lines[: limits.lines]
    cut = len(part.pieces) - len(pieces) + len(part.lines) - len(lines)
    more_url = part.more_url or (letter.url if cut else "")
    return Section(
        anchor=f"part{number}",
        heading=heading,
        manner=part.manner,
        pieces=[
            _told(piece, _anchor(number, place), part.manner, link, bodies[place], limits)
            for place, piece in enumerate(pieces)
        ],
        entries=[_entry(line, link) for line in lines],
        more=_more(cut) or (f"All of “{heading}”" if part.more_url else ""),
        more_url=link(more_url) if more_url else "",
    )


def _told(
    piece: Piece,
    anchor: str,
    manner: Manner,
    link: Callable[[str], str],
    blocks: Sequence[Block],
    limits: Limits,
) -> Told:
    is_reminder = manner is Manner.REMINDERS
    body = beginning(blocks, limits.reminders if is_reminder else limits.bodies)
    title = one(piece.title) or "Without a title"
    return Told(
        anchor=anchor,
        title=title,
        url=link(piece.url) if piece.url else "",
        why=one(piece.why),
        blocks=body.blocks,
        is_cut=body.is_cut,
        asked=[_ask(ask, title, link) for ask in piece.asked if limits.asked_twice],
        topics=", ".join(filter(None, map(one, piece.topic_names))),
    )


def _anchor(number: int, place: int) -> str:
    return f"n{number}-{place + 1}"


def _every_ask(letter: Letter, link: Callable[[str], str], told: set[str]) -> list[Ask]:
    """All that the letter asks, of its reader first; each leads down to its piece if that is told."""
    asked = []
    for number, part in enumerate(letter.parts, 1):
        for place, piece in enumerate(part.pieces):
            anchor = _anchor(number, place)
            for each in piece.asked:
                ask = _ask(each, one(piece.title), link)
                if anchor in told:
                    same = ask.title.casefold() == one(piece.title).casefold()
                    about = one(part.heading if same else piece.title)
                    ask = replace(ask, about=about, anchor=anchor)
                asked.append(ask)
    return sorted(asked, key=lambda ask: not ask.of_you)


def _ask(ask: Asked, otherwise: str, link: Callable[[str], str]) -> Ask:
    return Ask(
        title=one(ask.title) or otherwise or "Something is asked",
        url=link(ask.url) if ask.url else "",
        by=one(ask.by),
        who=one(ask.who),
        of_you=ask.of_you,
    )


def _entry(line: Line, link: Callable[[str], str]) -> Entry:
    return Entry(
        title=one(line.title) or "Without a title",
        url=link(line.url) if line.url else "",
        day=_day(line.day),
        note=one(line.note),
    )


def _day(iso: str) -> str:
    try:
        return date_in_words(dt.date.fromisoformat(iso))
    except ValueError:
        return ""


def _more(count: int) -> str:
    return f"{count} more" if count > 0 else ""


def _preheader(asked: Sequence[Ask], told: Sequence[Told]) -> str:
    """What a list of mails shows beside the subject."""
    if asked:
        first = asked[0]
        words = f"{first.title}, {first.by}" if first.by else first.title
        others = f", and {len(asked) - 1} more" if len(asked) > 1 else ""
        return f"Asked{' of you' if first.of_you else ''}: {_short(words, 110)}{others}"
    return _short("; ".join(piece.title for piece in told[:4]), 140)


def _short(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    start = text[: most - 1]
    return (start.rpartition(" ")[0].rstrip() or start) + "…"
