"""A call's answers as a Word booklet: a chapter for each theme, a section for each answer."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..models import Consent, SubmissionState
from ..taking.receipt import as_read
from .document import Document, current_decisions

INK, QUIET = "0F3D4A", "4A5A62"
SIZES = {"Title": 26, "Heading 1": 20, "Heading 2": 14, "Heading 3": 11, "Normal": 11}
WIDEST_CM, TALLEST_CM = 14.0, 9.0
ON_THEIR_OWN = "On their own"
OUTCOMES = {
    "showcase": "Into the showcase",
    "later": "Worth another look later",
    "no": "Not for the showcase",
}
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Pictures = Mapping[str, list[tuple[bytes, str]]]
"""By reference: the pictures that came with an answer, each with what it shows."""


def booklet(document: Document, pictures: Pictures | None = None, *, author: str = "") -> bytes:
    """The bytes of a .docx: title, contents, chapters. Withdrawn and erased answers are left out."""
    from docx import Document as NewDocument  # takes a fifth of a second: only when one is written

    word: Any = NewDocument()
    _look(word)
    call = document["call"]
    properties = word.core_properties
    properties.title, properties.author, properties.language = (
        _clean(call["title"]),
        author,
        "en-GB",
    )
    properties.comments = ""
    word.add_paragraph(_clean(call["title"]), style="Title")
    chapters = list(_chapters(document))
    _opening(word, document, sum(len(rows) for _, rows in chapters))
    _contents(word)
    labels = {each["key"]: each["label"] for each in call["headings"]}
    decisions = current_decisions(document)
    for theme, rows in chapters:
        word.add_page_break()
        word.add_heading(_clean(theme["name"]), 1)
        if theme["about"]:
            word.add_paragraph(_clean(theme["about"]))
        for row in rows:
            shown = (pictures or {}).get(row["reference"], [])
            _section(word, row, labels, decisions.get(row["reference"]), shown)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _chapters(document: Document) -> Iterator[tuple[Document, list[Document]]]:
    there = [
        row
        for row in document["submissions"]
        if row["state"] in (SubmissionState.SENT, SubmissionState.LATE) and not row["erased_at"]
    ]
    for theme in document["themes"]:
        rows = [row for row in there if row["theme"] == theme["id"]]
        if rows:
            yield theme, rows
    if alone := [row for row in there if row["theme"] is None]:
        yield {"name": ON_THEIR_OWN if document["themes"] else "Answers", "about": ""}, alone


def _opening(word: Any, document: Document, count: int) -> None:
    call = document["call"]
    if call["summary"]:
        word.add_paragraph(_clean(call["summary"]))
    made = _day(document["made_at"])
    names = (
        "with names" if document["with_names"] else "without names; texts are as they were written"
    )
    _quiet(word, f"{count} answer{'' if count == 1 else 's'}, as of {made}; {names}.")
    for paragraph in _clean(call["purpose"]).split("\n\n"):
        if paragraph.strip():
            word.add_paragraph(paragraph.strip())


def _section(
    word: Any,
    row: Document,
    labels: Mapping[str, str],
    decision: Document | None,
    pictures: Iterable[tuple[bytes, str]],
) -> None:
    word.add_heading(_clean(f"{row['reference']}  {row['title']}"), 2)
    _quiet(word, "; ".join(_facts(row, decision)))
    for key, text in row["answers"].items():
        word.add_heading(_clean(labels.get(key, key)), 3)
        for paragraph in as_read(_clean(text)).split("\n"):
            if paragraph.strip():
                word.add_paragraph(paragraph.strip())
    for content, says in pictures:
        _picture(word, content, says)


def _facts(row: Document, decision: Document | None) -> Iterator[str]:
    who = [row.get("name", ""), row.get("role", ""), row.get("organisation", "")]
    if said := ", ".join(part for part in who if part):
        yield said
    yield row["authority"] or "no authority said"
    if row["section"]:
        yield row["section"]
    yield f"sent on {_day(row['sent_at'])}"
    if row["supplier"]:
        yield f"supplier: {row['supplier']}"
    yield str(Consent(row["consent"]).label).lower() if row["consent"] else "consent not said"
    if row["duplicate_of"]:
        yield f"the same as {row['duplicate_of']}"
    if decision:
        yield OUTCOMES[decision["outcome"]].lower()


def _picture(word: Any, content: bytes, says: str) -> None:
    """A picture with its description; one that cannot be read is left out, with a word."""
    from docx.shared import Cm
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            opened.thumbnail((1600, 1600))  # also what keeps a booklet of many small enough
            wide, tall = opened.size
            drawn = io.BytesIO()
            opened.convert("RGB").save(drawn, "JPEG", quality=85)
    except (UnidentifiedImageError, OSError, ValueError):
        _quiet(word, "A picture came with it that cannot be shown here.")
        return
    width = min(WIDEST_CM, TALLEST_CM * wide / tall)
    drawn.seek(0)
    shape = word.add_picture(drawn, width=Cm(width))
    shape._inline.docPr.set("descr", _clean(says) or "A picture that came with the answer")
    if says:
        _quiet(word, says)


def _contents(word: Any) -> None:
    """A field that Word fills in when it opens the file and is asked to; until then it says so."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    word.add_heading("Contents", 1)
    paragraph = word.add_paragraph()
    for kind, text in (
        ("begin", ""), ("instr", 'TOC \\o "1-2" \\h \\z \\u'), ("separate", ""),
        ("text", "Press F9 here, or choose Update field, to fill in the contents."), ("end", ""),
    ):  # fmt: skip
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind == "instr":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _quiet(word: Any, text: str) -> None:
    from docx.shared import Pt, RGBColor

    run = word.add_paragraph().add_run(_clean(text))
    run.font.size, run.font.color.rgb = Pt(9.5), RGBColor.from_string(QUIET)


def _look(word: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in SIZES.items():
        style = word.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for of in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(of), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(INK)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    word.styles["Normal"].element.get_or_add_rPr().append(language)


def _clean(text: str) -> str:
    """What Word can hold: no control characters."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _day(moment: str) -> str:
    day = dt.datetime.fromisoformat(moment)
    return f"{day.day} {day:%B %Y}"
