"""A chosen letter, written once for all who get the same: its page, its text and its short form.

Each copy's own values go in where their marks stand (`values.py`, `put_in.py`). Needs Django's
templates, and no database.
"""

from __future__ import annotations

import binascii
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import css_inline
from django.template.loader import get_template

from . import colours
from .cutting import RUNGS, Limits, TooLong
from .layout import Page, lay_out, read
from .letter import Letter, Site
from .markup import Html
from .plain import to_text
from .short import to_short
from .values import ADDRESS, CHOICES, NAME

ROOM = 95_000
"""Bytes of the page as it travels, quoted-printable: Gmail hides what stands after 102 kB, and
what comes with each copy needs some."""


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    html: str
    text: str
    short: str
    """Markdown as GOV.UK Notify knows it."""


def render(letter: Letter, site: Site) -> Rendered:
    """What a letter says, at its full length if it fits a mail.

    Raises:
        TooLong: it fits none, however it is cut.
    """
    bodies = read(letter, site)
    tried: dict[Limits, tuple[Page, str]] = {}

    def size(limits: Limits) -> int:
        page = lay_out(letter, site, bodies, limits)
        tried[limits] = page, to_html(page)
        return travels_as(tried[limits][1])

    limits = _first_that_fits(size)
    if limits is None:
        raise TooLong(
            f"“{lay_out(letter, site, bodies, RUNGS[-1]).masthead}” asks for more than a mail can "
            "hold, even with all else cut: tell it in two, or shorten the titles of what it asks."
        )
    page, html = tried[limits]
    return Rendered(subject=page.subject, html=html, text=to_text(page), short=to_short(page))


def travels_as(html: str) -> int:
    """Its bytes in a message."""
    return len(binascii.b2a_qp(html.encode(), istext=True))


def _first_that_fits(size: Callable[[Limits], int]) -> Limits | None:
    """The gentlest rung: the first as a rule, else looked for by halves."""
    if size(RUNGS[0]) <= ROOM:
        return RUNGS[0]
    place = bisect_left(RUNGS, x=True, lo=1, key=lambda rung: size(rung) <= ROOM)
    return RUNGS[place] if place < len(RUNGS) else None


def to_html(page: Page) -> str:
    """The page, its styles in its tags."""
    marks = {"name": Html(NAME), "address": Html(ADDRESS), "choices": Html(CHOICES)}
    styles = {
        "narrow": Html(colours.NARROW),
        "dark": Html(colours.for_dark()),
        "outlook": Html(colours.for_outlook()),
        "print": Html(colours.PRINT),
    }
    written = get_template("delivery/letter/letter.html").render(
        {"page": page, "marks": marks, "styles": styles}
    )
    lines = (line.strip() for line in written.split("\n"))
    return _inliner().inline("\n".join(filter(None, lines)))


@cache
def _inliner() -> css_inline.CSSInliner:
    """Reads no style that stands in the page: those are for the programs that ask for them."""
    return css_inline.CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        minify_css=True,
        extra_css=colours.into_tags(),
    )
