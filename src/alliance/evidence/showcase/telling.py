"""A case as its page tells it: to readers, in the preview, and to whoever it is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..models import Case, CaseFigure
from .reading import authorities_doing, lasted, others_of, others_words, stuck_words

PARTS = (
    ("problem", "The problem"),
    ("done", "What was done"),
    ("changed", "What changed"),
    ("cost", "What it cost"),
    ("to_copy", "What to copy"),
    ("contact", "Whom to ask"),
)
"""In the order of the page."""


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What `_told.html` prints."""

    case: Case
    parts: Sequence[Part]
    figures: Sequence[CaseFigure]
    has_before: bool
    """Whether any figure has one to be compared with."""
    stuck: str
    stuck_words: str
    others: Sequence[str]
    authorities_doing: int
    picture: str
    """Its address; empty without one."""


def told(case: Case, *, picture: str = "") -> Told:
    """A case that comes from `reading.with_all`.

    Args:
        picture: where its picture is for whoever looks, if not at its public address.
    """
    figures = list(case.figures.all())
    last = lasted(case)
    parts = [Part(name, heading, getattr(case, name)) for name, heading in PARTS]
    return Told(
        case=case,
        parts=[part for part in parts if part.text.strip() or (part.name == "changed" and figures)],
        figures=figures,
        has_before=any(figure.before for figure in figures),
        stuck=stuck_words(last) if last else "",
        stuck_words=last.words if last else "",
        others=[others_words(also) for also in others_of(case)],
        authorities_doing=authorities_doing(case),
        picture=(picture or f"{case.get_absolute_url()}picture/large.jpg")
        if case.picture_file
        else "",
    )
