"""A call's form as a Word document: headings, hints, and tagged places to write, choose and tick in."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import Any

from alliance.ui.days import written

from ..answering.forms import values_of
from ..taking.definition import HeadingKind
from ..taking.given import Given
from .layout import Layout, Place

HELP, ANSWER, TICK, PROMPT = "FormHelp", "FormAnswer", "FormTick", "FormPrompt"
TICKED, UNTICKED = "☒", "☐"
_INK, _QUIET, _GROUND, _EDGE = "0F3D4A", "4A5A62", "F5F3EE", "4A5A62"
_LONGEST_NAME = 64
"""Characters of a control's name that Word can open."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_UNHELD = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the form says before its first question."""

    summary: str = ""
    purpose: Sequence[str] = ()
    until: str = ""
    returning: Sequence[str] = ()
    contact: str = ""


def held(text: str) -> str:
    """A text as a Word document can hold it: without control characters and blanks at its ends."""
    return _UNHELD.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def write(form: Layout, words: Words, given: Given | None = None) -> bytes:
    """The bytes of a .docx, its places empty or filled with what is given.

    What Word cannot hold (control characters) is left out, as `held` does.
    """
    from docx import Document  # takes a fifth of a second: only when one is written

    document = Document()
    _look(document)
    properties = document.core_properties
    properties.title, properties.language = f"{form.title}: form", "en-GB"
    properties.subject, properties.author, properties.comments = str(form.mark), "", ""
    body = document.element.body
    for element in _body(form, words, given or Given()):
        body.insert(len(body) - 1, element)  # the properties of the section stay last
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _body(form: Layout, words: Words, given: Given) -> Iterator[Any]:
    said = values_of(given)
    numbers = count(1)
    for xml in (*_beginning(form, words), *_parts(form, said, numbers)):
        yield _element(xml)


def _beginning(form: Layout, words: Words) -> Iterator[str]:
    yield _paragraph(form.title, "Title")
    if words.summary:
        yield _paragraph(words.summary, "Subtitle")
    for text in words.purpose:
        yield _paragraph(text)
    for heading, lines in (
        ("Until when", [words.until]),
        ("How to send it back", list(words.returning)),
        ("If you have a question", [words.contact]),
    ):
        if any(lines):
            yield _paragraph(heading, "Heading2")
            for line in filter(None, lines):
                yield _paragraph(line)
    yield _paragraph(f"{form.mark}. Please leave this line in: we know the form by it.", HELP)


def _parts(form: Layout, said: dict[str, Any], numbers: Iterator[int]) -> Iterator[str]:
    for part in form.parts:
        yield _paragraph(part.heading, "Heading1")
        for line in part.says:
            yield _paragraph(line)
        for place in part.places:
            yield _paragraph(place.label, "Heading2")
            if place.hint:
                yield _paragraph(place.hint, HELP)
            yield from _place(form, place, held(said.get(place.field) or ""), numbers)


def _place(form: Layout, place: Place, text: str, numbers: Iterator[int]) -> Iterator[str]:
    """The place itself, and what is given already."""
    head = _Head(form.mark.tag(place.field), numbers)
    if place.is_ticked:
        yield from _ticks(head, place, text)
    elif place.kind is HeadingKind.LONG:
        yield _long(head, place, text)
    else:
        yield _line(head, place, text)


@dataclass(frozen=True, slots=True)
class _Head:
    """What each control of one place has: its tag, and a number of its own."""

    tag: str
    numbers: Iterator[int]

    def xml(self, name: str, is_empty: bool, kind: str) -> str:
        shown = "<w:showingPlcHdr/>" if is_empty else ""
        return (
            f'<w:sdtPr><w:alias w:val="{escape(held(name)[:_LONGEST_NAME])}"/>'
            f'<w:tag w:val="{escape(self.tag)}"/><w:id w:val="{next(self.numbers)}"/>'
            f'<w:lock w:val="sdtLocked"/>{shown}{kind}</w:sdtPr>'
        )


def _ticks(head: _Head, place: Place, text: str) -> Iterator[str]:
    """A box for each choice, and for each line that is no choice any more."""
    ticked = text.split("\n") if text else []
    known = [(choice.name, choice.key in ticked) for choice in place.choices]
    gone = [(line, True) for line in ticked if line not in {each.key for each in place.choices}]
    for name, is_ticked in [*known, *gone]:
        sign = TICKED if is_ticked else UNTICKED
        box = (
            f'<w14:checkbox><w14:checked w14:val="{int(is_ticked)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        fonts = '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/>'
        yield (
            f"<w:p>{_styled(TICK)}<w:sdt>{head.xml(f'{place.label} {name}', False, box)}"
            f"<w:sdtContent><w:r><w:rPr>{fonts}</w:rPr><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
            f"{_run(f' {name}')}</w:p>"
        )


def _long(head: _Head, place: Place, text: str) -> str:
    """A place for paragraphs and lists."""
    runs = [_run(line) for line in text.split("\n")] if text else [_run(place.placeholder, PROMPT)]
    lines = "".join(f"<w:p>{_styled(ANSWER)}{run}</w:p>" for run in runs)
    return (
        f"<w:sdt>{head.xml(place.label, not text, '')}<w:sdtContent>{lines}</w:sdtContent></w:sdt>"
    )


def _line(head: _Head, place: Place, text: str) -> str:
    """A place for a line, a day, or one of a list."""
    if place.as_list:
        names = {each.key: each.name for each in place.choices}
        text = names.get(text, text)
        items = "".join(
            f'<w:listItem w:displayText="{escape(held(name))}" w:value="{escape(held(key))}"/>'
            for key, name in names.items()
        )
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
    elif place.kind is HeadingKind.DAY:
        kind = _date(text)
        text = written(text)
    else:
        kind = "<w:text/>"
    inside = _run(text) if text else _run(place.placeholder, PROMPT)
    return (
        f"<w:p>{_styled(ANSWER)}<w:sdt>{head.xml(place.label, not text, kind)}"
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt></w:p>"
    )


def _date(text: str) -> str:
    try:
        full = f' w:fullDate="{dt.date.fromisoformat(text).isoformat()}T00:00:00Z"'
    except ValueError:
        full = ""
    return (
        f'<w:date{full}><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


# Paragraphs --------------------------------------------------------------------------------------


def _paragraph(text: str, style: str = "") -> str:
    return f"<w:p>{_styled(style)}{_run(held(text))}</w:p>"


def _styled(style: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inside = re.sub(r"[\t\n]", lambda sign: _SIGNS[sign[0]], escape(text, quote=False))
    return f'<w:r>{look}<w:t xml:space="preserve">{inside}</w:t></w:r>'


_SIGNS = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml

    name, rest = re.match(r"<([\w:]+)(.*)", xml, re.DOTALL).groups()  # type: ignore[union-attr]
    return parse_xml(f'<{name} xmlns:w="{_W}" xmlns:w14="{_W14}"{rest}')


# The look ----------------------------------------------------------------------------------------


def _look(document: Any) -> None:
    """Arial, A4, British English, boxes to write in; nothing that rests on colour alone."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    styles = document.styles
    for name, size, before, after in (
        ("Normal", 11, 0, 6), ("Title", 22, 0, 6), ("Subtitle", 13, 0, 10),
        ("Heading 1", 16, 24, 6), ("Heading 2", 12, 14, 2),
    ):  # fmt: skip
        style = styles[name]
        for unwanted in ("w:pPr/w:pBdr", "w:rPr/w:spacing"):
            for element in style.element.xpath(unwanted):
                element.getparent().remove(element)
        style.font.name, style.font.size, style.font.italic = "Arial", Pt(size), False
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for of in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(of), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_INK)
            style.font.bold = name != "Subtitle"
    for name in ("Heading 1", "Heading 2"):
        styles[name].paragraph_format.keep_with_next = True
    prompt = styles.add_style(PROMPT, WD_STYLE_TYPE.CHARACTER)
    prompt.font.color.rgb = RGBColor.from_string(_QUIET)
    for name in (HELP, ANSWER, TICK):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    quiet = styles[HELP]
    quiet.font.color.rgb, quiet.font.size = RGBColor.from_string(_QUIET), Pt(10.5)
    quiet.paragraph_format.space_after = Pt(3)
    quiet.paragraph_format.keep_with_next = True
    quiet.next_paragraph_style = styles[ANSWER]  # who presses Enter behind a hint writes an answer
    styles[TICK].paragraph_format.left_indent = Cm(0.2)
    _box(styles[ANSWER])
    _speak_english(styles)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)


def _box(style: Any) -> None:
    """An edge and a light ground; paragraphs that follow one another share it."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="5" w:color="{_EDGE}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    properties = style.element.get_or_add_pPr()
    properties.append(_element(f"<w:pBdr>{sides}</w:pBdr>"))
    properties.append(_element(f'<w:shd w:val="clear" w:color="auto" w:fill="{_GROUND}"/>'))
    properties.append(_element('<w:spacing w:before="60" w:after="60"/>'))
    properties.append(_element('<w:ind w:left="120" w:right="120"/>'))


def _speak_english(styles: Any) -> None:
    """British English for all of it: what is read aloud and spelled goes by it."""
    from docx.oxml.ns import qn

    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    normal = styles["Normal"].element.get_or_add_rPr()
    normal.append(_element('<w:lang w:val="en-GB"/>'))
