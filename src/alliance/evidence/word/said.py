"""What was said in one place, as the value that it gives, and what is doubtful in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from alliance.text.dates import find_dates, resolve
from alliance.ui.days import day_from

from ..answering.forms import ANSWER
from ..taking.definition import NO, YES, Choice, HeadingKind
from .layout import PLACEHOLDERS, Place

LIKE = 82
"""From 100, how alike two headings or names are that are taken for the same, with a doubt."""
_SIGNS = re.compile(r"[\W_]+")
_YES_OR_NO = re.compile(r"(?i)\s*(yes|no)\b[\s.,;:–—-]*(.*)", re.DOTALL)
_OF_COUNCILS = re.compile(
    r"\b(the|royal|county|city|district|borough|unitary|council|authority|of|cc|bc|mbc|london)\b"
)
_PROMPTS = (
    *PLACEHOLDERS, "Click or tap here to enter text.", "Click here to enter text.", "Choose an item.",
    "Click or tap to enter a date.", "Click here to enter a date.",
)  # fmt: skip
"""Ours, and what Word puts where somebody emptied a place."""
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Box:
    """Something to tick. `is_ticked` is None where no sign told."""

    is_ticked: bool | None
    text: str


@dataclass(slots=True)
class Said:
    """What stands in a place: lines, or boxes, and the day that a control keeps."""

    place: Place
    lines: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    day: str = ""

    @property
    def text(self) -> str:
        lines = [line for line in self.lines if line.strip() not in _PROMPTS]
        return without_prompt("\n".join(lines).strip())


def value_of(said: Said) -> tuple[str, list[str], str]:
    """The value, sentences of doubt, and what was written there that belongs to no choice."""
    place = said.place
    if place.is_ticked:
        return _ticked(said)
    if place.as_list:
        value, doubts = _chosen(place, said.text)
        return value, doubts, ""
    if place.kind is HeadingKind.DAY:
        return _day(said)
    if place.field.startswith(ANSWER):
        return said.text, [], ""
    return " ".join(said.text.split()), [], ""


def normal(text: str) -> str:
    """Words alone, in small letters, single spaces: what two writings of one line share."""
    return _SIGNS.sub(" ", text.casefold()).strip()


def alike(text: str, things: Iterable[Thing], *, key: Callable[[Thing], str]) -> Thing | None:
    """The one thing whose name is nearly this text."""
    from rapidfuzz.fuzz import ratio

    scored = [(ratio(normal(text), normal(key(thing))), place, thing)
              for place, thing in enumerate(things)]  # fmt: skip
    best = max(scored, default=None, key=lambda each: each[0])
    return best[2] if best and best[0] >= LIKE else None


def without_prompt(text: str) -> str:
    """A text without what stands in empty places: alone, before or behind what was written there."""
    text = text.strip()
    for prompt in _PROMPTS:
        text = text.removeprefix(prompt).removesuffix(prompt)
    return text.strip()


# Choices -----------------------------------------------------------------------------------------


def _choice(place: Place, text: str) -> Choice | None:
    exact = next((each for each in place.choices if each.name == text), None)
    name = normal(text)
    return exact or next(
        (each for each in place.choices if name and normal(each.name) == name), None
    )


def _chosen(place: Place, text: str) -> tuple[str, list[str]]:
    """One of a list; an answer that is none of it stays as it was written, for a person to mend."""
    if not text:
        return "", []
    if found := _choice(place, text):
        return found.key, []
    by_core = [each for each in place.choices if _core(each.name) == _core(text)]
    near = (
        by_core[0] if len(by_core) == 1 else alike(text, place.choices, key=lambda each: each.name)
    )
    if near:
        return near.key, [f"We took “{_short(text)}” for “{near.name}”."]
    if place.field.startswith(ANSWER):
        return text, []
    return "", [f"“{_short(text)}” is none of the list, so nothing is chosen here."]


def _core(name: str) -> str:
    """An authority’s name without the words that all of them have."""
    return " ".join(_OF_COUNCILS.sub(" ", normal(name)).split())


def _ticked(said: Said) -> tuple[str, list[str], str]:
    place, chosen, rest = said.place, list[str](), list[str]()
    bare: list[Choice] = []
    for box in said.boxes:
        choice, more = _of_box(place, box)
        if choice is None:
            if box.is_ticked and place.kind is HeadingKind.MANY:
                chosen.append(box.text)
            elif box.text and box.is_ticked is not False:
                rest.append(box.text)
            continue
        rest += [more] if more else []
        if box.is_ticked:
            chosen.append(choice.key)
        elif box.is_ticked is None:
            bare.append(choice)
    if not chosen and len({each.key for each in bare}) == 1:
        chosen = [bare[0].key]  # the others were deleted, or it was typed instead of ticked
    rest += said.lines
    chosen = list(dict.fromkeys(chosen))
    left = "\n".join(line for line in rest if line.strip()).strip()
    if place.kind is HeadingKind.MANY:
        return "\n".join(chosen), [], left
    if len(chosen) > 1:
        names = [each.name for each in place.choices if each.key in chosen]
        ticked = " and ".join(f"“{name}”" for name in names)
        return "", [f"{ticked} are ticked, where one is asked. Choose one."], left
    return (chosen[0] if chosen else ""), [], left


def _of_box(place: Place, box: Box) -> tuple[Choice | None, str]:
    """The choice that a line is, and what was written behind it."""
    if choice := _choice(place, box.text):
        return choice, ""
    if place.kind is HeadingKind.YES_NO and (match := _YES_OR_NO.fullmatch(box.text)):
        key = YES if match[1].lower() == "yes" else NO
        return next(each for each in place.choices if each.key == key), match[2].strip()
    longest = sorted(place.choices, key=lambda each: -len(each.name))
    for choice in longest:
        if box.text.casefold().startswith(choice.name.casefold()):
            return choice, box.text[len(choice.name) :].strip(" .,;:–—-")
    return None, ""


# Days --------------------------------------------------------------------------------------------


def _day(said: Said) -> tuple[str, list[str], str]:
    """A day in words as 2020-11-13; what is none stays as it was written."""
    text = " ".join(said.text.split())
    if not text:
        return "", [], ""
    if written := day_from(text):
        return written.isoformat(), [], ""
    found = find_dates(text)
    day = resolve(found[0], None) if len(found) == 1 else None
    if day is not None:
        is_all = found[0].start == 0 and found[0].end >= len(text.rstrip(" ."))
        doubts = [] if is_all else [f"You wrote “{_short(text)}”."]
        return day.day.isoformat(), doubts, ""
    if said.day and _is_iso(said.day):
        return said.day, [f"You wrote “{_short(text)}”."], ""
    return text, [], ""


def _is_iso(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
