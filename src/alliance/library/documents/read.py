"""Draws words and a first page from a file. Runs in a process of its own, with little of everything.

`python -m alliance.library.documents.read KIND` reads the file from standard input and writes one
JSON document: `{"text", "pages", "first_page"}`, the picture in base 64. It imports no Django: what
a hostile file could take over knows no database, no keys and no other file.
"""

from __future__ import annotations

import base64
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from xml.etree.ElementTree import Element

from . import plain

LONGEST = 400_000
"""Bytes of text: more than a hundred pages of print. PostgreSQL's index of one row ends at a megabyte,
which as many different short words would just not fill."""
MOST_PAGES = 1_000
WIDTH = 420
"""Pixels across the picture of a first page, shown at half of it."""
TALLEST = 900
LARGEST_PART = 100 * 1024 * 1024
MEMORY = 1_500 * 1024 * 1024
"""Bytes of addresses, of which a reader of PDFs maps far more than it uses."""
SECONDS = 30
GAPS = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*")
HYPHEN = re.compile("(\\w)(?:\\x02|\\xad\\n?|\ufffe)(\\w)")

PARTS = {
    "docx": re.compile(r"word/(document\d*|footnotes|endnotes)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    "pptx": re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"),
    "odt": re.compile(r"content\.xml"),
    "ods": re.compile(r"content\.xml"),
    "odp": re.compile(r"content\.xml"),
}
PARAGRAPHS = {"p", "h", "si", "is"}
GAP = {"br", "cr", "tab", "s", "line-break"}
"""What stands for white space between words, in either family of formats."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a file says, and how its first page looks."""

    text: str
    pages: int | None = None
    first_page: str = ""
    """A WebP picture in base 64; empty where none is made."""


def draw(content: bytes, kind: str) -> Drawn:
    """Words and first page of a file of a kind, by its ending."""
    if kind == "pdf":
        return _pdf(content)
    if kind in PARTS:
        return Drawn(tidy("\n".join(_office(content, PARTS[kind]))))
    if kind in {"txt", "csv"}:
        return Drawn(tidy(plain.decode(content)))
    raise ValueError(f"Files of the kind {kind} are not read.")


def tidy(text: str) -> str:
    """Words with single spaces and lines, no longer than is kept."""
    whole = HYPHEN.sub(r"\1\2", text)
    shown = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in whole)
    tidied = LINES.sub("\n", GAPS.sub(" ", shown)).strip()
    return tidied.encode()[:LONGEST].decode(errors="ignore")


def _pdf(content: bytes) -> Drawn:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        pages = len(document)
        said: list[str] = []
        for number in range(min(pages, MOST_PAGES)):
            page = document[number]
            words = page.get_textpage()
            said.append(words.get_text_bounded())
            words.close()
            page.close()
            if sum(map(len, said)) > LONGEST:
                break
        return Drawn(tidy("\n".join(said)), pages, _first_page(document[0]) if pages else "")


def _first_page(page: object) -> str:
    width, height = page.get_size()  # type: ignore[attr-defined]
    if width <= 0 or height <= 0:
        return ""
    scale = min(WIDTH / width, TALLEST / height)
    picture = page.render(scale=scale).to_pil().convert("RGB")  # type: ignore[attr-defined]
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=70, method=4)
    return base64.b64encode(out.getvalue()).decode()


def _office(content: bytes, wanted: re.Pattern[str]) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [each.filename for each in archive.infolist() if each.file_size <= LARGEST_PART]
        for name in sorted(filter(wanted.fullmatch, names), key=_by_number):
            with archive.open(name) as part:
                yield from _words(part, in_elements=name != "content.xml")


def _by_number(name: str) -> tuple[str, int]:
    """Slide 2 before slide 10."""
    number = re.search(r"(\d*)\.xml$", name)
    return name.rstrip("0123456789.xml"), int(number[1] or 0) if number else 0


def _words(part: object, *, in_elements: bool) -> Iterator[str]:
    """The paragraphs of a part: the `t` of each in Microsoft's formats, all of it in OpenDocument."""
    from defusedxml.ElementTree import iterparse

    element: Element
    for _, element in iterparse(part, forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if name in GAP:
            element.text = " "
        elif name in PARAGRAPHS:
            said = element.iter() if in_elements else [element]
            yield "".join("".join(each.itertext()) for each in said if _is_said(each, in_elements))
            tail = element.tail
            element.clear()
            element.tail = tail


def _is_said(element: Element, in_elements: bool) -> bool:
    return not in_elements or element.tag.rpartition("}")[2] in {"t", *GAP}


def confine() -> None:
    """No more memory, time or files than reading a document takes."""
    import resource

    for which, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))


def main() -> None:
    confine()
    content = sys.stdin.buffer.read()
    drawn = draw(content, sys.argv[1])
    json.dump(asdict(drawn), sys.stdout)


if __name__ == "__main__":
    main()
