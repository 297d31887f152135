"""A form that came back, as what is given: by its tags, or by its headings where those were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..answering.forms import WHO, with_values
from ..taking.given import Given
from .from_odt import paragraphs as of_opendocument
from .from_word import paragraphs as of_word
from .layout import Layout, Mark, Place, mark_in
from .paragraphs import MOST_PARAGRAPHS, TOO_MUCH, NotRead, Paragraph, Piece
from .said import Box, Said, alike, normal, value_of, without_prompt

MOST_IDEAS = 20
"""In one document; nobody writes more forms into one."""
LONGEST_HEADING = 300
"""Signs; what is longer is text that somebody set as a heading."""
_SIGN = re.compile(
    r"^\s*(?:([☒☑☓✓✔✗✘])|([☐□○❏])|\[\s*([xX✓]?)\s*\]|\(\s*([xX])\s*\)|([xX])(?=\s))\s*"
)
_LOOSE = re.compile(r"^[\s:.–—-]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a person should look whether it was read as it was meant; `field` as faults name it."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Left:
    """What stands in the document and in no place of the form."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One idea of a form that came back."""

    given: Given
    mark: Mark | None
    doubts: Sequence[Doubt] = ()
    left: Sequence[Left] = ()


class OtherCall(NotRead):
    """It is the form of another call."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(
            f"This is the form of another call, whose answers are numbered {mark.prefix}-1, "
            f"{mark.prefix}-2 and so on. Hand it in on the page of that call."
        )
        self.mark = mark


def read(content: bytes, form: Layout) -> list[Reading]:
    """The ideas in a document, an idea for each copy of the form in it; at least one.

    Raises:
        NotRead: it is damaged, another document, or empty; `OtherCall` where it is another call's.
    """
    lines = paragraphs(content)
    mark = _mark(lines)
    if mark is not None and mark.prefix != form.mark.prefix:
        raise OtherCall(mark)
    reader = _Reader(form, is_of_today=mark == form.mark)
    for line in lines:
        reader.take(line)
    if mark is None and reader.known < 2:
        raise NotRead(
            f"This document is not the form of “{form.title}”. Download the form, write in it, and "
            "hand that in. Or answer on the site: one question is enough."
        )
    readings = list(reader.readings(mark))
    if not readings:
        raise NotRead(
            "Nothing is written in this form. If you wrote in it, save it and choose it again."
        )
    return readings


def mark_of(content: bytes) -> Mark | None:
    """Of which call a document is the form, if it is one.

    Raises:
        NotRead: it cannot be read.
    """
    return _mark(paragraphs(content))


def paragraphs(content: bytes) -> list[Paragraph]:
    """What a document says, whichever of the two formats it has.

    Raises:
        NotRead: it is damaged, or too much.
    """
    is_opendocument = b"application/vnd.oasis.opendocument.text" in content[:200]
    lines = (of_opendocument if is_opendocument else of_word)(content)
    if len(lines) > MOST_PARAGRAPHS:
        raise NotRead(TOO_MUCH)
    return lines


def _mark(lines: Sequence[Paragraph]) -> Mark | None:
    return next((mark for line in lines if (mark := mark_in(line.text))), None)


@dataclass(slots=True)
class _Idea:
    said: dict[str, Said] = field(default_factory=dict)
    left: list[tuple[str, list[Paragraph]]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


class _Reader:
    """Goes through the paragraphs, and knows in which place of the form it is."""

    def __init__(self, form: Layout, *, is_of_today: bool) -> None:
        self.form, self.is_of_today = form, is_of_today
        self.labels: dict[str, list[Place]] = {}
        for place in form.places:
            self.labels.setdefault(normal(place.label), []).append(place)
        self.printed = {normal(line) for line in form.printed}
        self.parts = {normal(part.heading) for part in form.parts}
        self.ideas = [_Idea()]
        self.at: Place | None = None
        self.heading = ""
        self.is_before = True
        """Before the first place of a form, where it says what it is for."""
        self.known = 0
        """How many headings and tags of this form were met."""

    @property
    def idea(self) -> _Idea:
        return self.ideas[-1]

    def take(self, line: Paragraph) -> None:
        """One paragraph more."""
        tagged = [piece for piece in line.pieces if piece.field]
        if tagged:
            self._controls(line, tagged)
        elif not line.text.strip():
            self._write("")
        elif self._is_beginning(line):
            self.at, self.is_before = None, True
        elif not self._is_heading(line):
            self._loose(line)

    # Places ------------------------------------------------------------------------------------

    def _enter(self, place: Place) -> None:
        """Go to a place; one that was left already begins another idea."""
        self.known += 1
        self.is_before = False
        if place is self.at:
            return
        if place.field in self.idea.said and len(self.ideas) < MOST_IDEAS:
            self.ideas.append(_Idea())
        self.at = place
        self.heading = place.label
        self.idea.said.setdefault(place.field, Said(place))

    def _controls(self, line: Paragraph, tagged: Sequence[Piece]) -> None:
        """A paragraph with places of ours in it: what stands beside them belongs to them."""
        named = self.form.by_field.get(tagged[0].field)
        if named is None:  # retired since: kept for a person, unless its heading told what it is
            if self.at is None or self.at.label == self.heading:
                self._aside(line)
            else:
                self._write(line.text)
            return
        self._enter(named)
        said = self.idea.said[named.field]
        if named.is_ticked and (box := _box(tagged)) is not None:
            said.boxes.append(Box(box, line.outside.strip()))
            return
        said.day = said.day or next((piece.day for piece in tagged if piece.day), "")
        said.lines.append(line.text)

    def _is_beginning(self, line: Paragraph) -> bool:
        """Whether a form begins here: its title, or its mark; not an answer that says the same."""
        may_be = line.level or self.at is None or self.at.is_ticked
        is_title = normal(line.text) == normal(self.form.title)
        return mark_in(line.text) is not None or bool(may_be and is_title)

    def _is_heading(self, line: Paragraph) -> bool:
        """Whether it is the heading of a place or of a part, and go there."""
        text = " ".join(line.text.split())
        name = normal(text)
        if name in self.labels:
            places = self.labels[name]
            new = [place for place in places if place.field not in self.idea.said]
            self._enter((new or places)[0])
            return True
        if name in self.parts:
            self.at, self.heading = None, text
            return True
        if (begun := self._begins(line, text)) is not None:
            place, rest = begun
            self._enter(place)
            self.idea.said[place.field].lines.append(rest)
            return True
        if not line.level or self.is_before or len(text) > LONGEST_HEADING:
            return False
        return self._is_like(text)

    def _begins(self, line: Paragraph, text: str) -> tuple[Place, str] | None:
        """The place whose label a line begins with, and what was written behind it."""
        for place in self.form.places:
            label = " ".join(place.label.split())
            rest = text[len(label) :]
            is_label = text.casefold().startswith(label.casefold()) and rest
            if is_label and (line.level or rest.startswith(":") or label.endswith("?")):
                return place, _LOOSE.sub("", rest)
        return None

    def _is_like(self, text: str) -> bool:
        """A heading that is nearly one of ours, or none: then what follows is kept for a person."""
        unseen = [place for place in self.form.places if place.field not in self.idea.said]
        place = alike(text, unseen, key=lambda each: each.label)
        if place is None:
            self.at, self.heading = None, text
            return True
        self._enter(place)
        self.heading = text
        self.idea.doubts.append(
            Doubt(
                place.field, f"This stood under “{text}”, which is not quite a question of today."
            )
        )
        return True

    # Lines -------------------------------------------------------------------------------------

    def _loose(self, line: Paragraph) -> None:
        """Text in no place: what we printed ourselves, or what somebody wrote beside or after one."""
        if self.is_before or normal(line.text) in self.printed:
            return
        if line.is_help and not self.is_of_today:  # a hint as it read in an earlier form
            return
        text = without_prompt(line.text)
        if not text.strip():
            return
        if self.at is None:
            self._aside(line)
        elif self.at.is_ticked:
            self.idea.said[self.at.field].boxes.append(_loose_box(text))
        else:
            self._write(text)

    def _write(self, text: str) -> None:
        if self.at is None or self.at.is_ticked:
            return
        lines = self.idea.said[self.at.field].lines
        if text.strip() or (lines and lines[-1]):  # programs put blank lines of their own
            lines.append(text.rstrip())

    def _aside(self, line: Paragraph) -> None:
        if not without_prompt(line.text).strip():
            return
        left = self.idea.left
        if not left or left[-1][0] != self.heading:
            left.append((self.heading, []))
        left[-1][1].append(line)

    # What came of it ---------------------------------------------------------------------------

    def readings(self, mark: Mark | None) -> Iterator[Reading]:
        first: Given | None = None
        for idea in self.ideas:
            reading = self._reading(idea, mark)
            if reading.given.is_empty and not reading.left:
                continue
            if first is None:
                first = reading.given
            elif not any((reading.given.name, reading.given.email, reading.given.phone)):
                who = {name: getattr(first, name) for name in WHO}
                reading = replace(
                    reading,
                    given=replace(reading.given, **who),
                    doubts=[
                        *reading.doubts,
                        Doubt("name", "Taken from the first idea in the form."),
                    ],
                )
            yield reading

    def _reading(self, idea: _Idea, mark: Mark | None) -> Reading:
        doubts = list(idea.doubts)
        if mark is not None and not self.is_of_today:
            doubts.append(
                Doubt("", "This form is an earlier one: the call has changed what it asks since.")
            )
        values: dict[str, str] = {}
        left = [
            Left(heading, "\n".join(without_prompt(line.text) for line in lines).strip())
            for heading, lines in idea.left
        ]
        for name, said in idea.said.items():
            value, found, rest = value_of(said)
            values[name] = value
            doubts += [Doubt(name, sentence) for sentence in found]
            left += [Left(said.place.label, rest)] if rest else []
        given = with_values(Given(), values)
        answers = {key: text for key, text in given.answers.items() if text}
        return Reading(given=replace(given, answers=answers), mark=mark, doubts=doubts, left=left)


def _box(tagged: Sequence[Piece]) -> bool | None:
    """Whether a box is ticked, as one sees it; None where it is no box."""
    sign = _SIGN.match("".join(piece.text for piece in tagged) + " ")
    if sign and any(piece.ticked is not None for piece in tagged):
        return _is_tick(sign)
    return next((piece.ticked for piece in tagged if piece.ticked is not None), None)


def _loose_box(text: str) -> Box:
    """A line under something to tick: with a sign before it or behind it, or bare."""
    text = text.strip()
    if sign := _SIGN.match(text):
        return Box(_is_tick(sign), text[sign.end() :].strip())
    before, _, last = text.rpartition(" ")
    if before and (sign := _SIGN.fullmatch(f"{last} ")):
        return Box(_is_tick(sign), before.strip())
    return Box(None, text)


def _is_tick(sign: re.Match[str]) -> bool:
    return bool(sign[1] or sign[3] or sign[4] or sign[5])
