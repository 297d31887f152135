"""A PDF of plain words, written by hand: enough for the sample's papers and for tests."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

WIDE = 86
"""Signs of a line of 11 points on a page of A4."""


def pdf_of(title: str, *pages: Sequence[str]) -> bytes:
    """A document of A4 pages with a title on the first and paragraphs under it."""
    numbers = [5 + 2 * index for index in range(len(pages))]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % number for number in numbers), len(pages)),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Title (%s) >>" % _escaped(title),
    }
    for number, paragraphs in zip(numbers, pages, strict=True):
        content = _content(title if number == 5 else "", paragraphs)
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (number + 1)
        )
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    return _written(objects)


def _content(title: str, paragraphs: Sequence[str]) -> bytes:
    lines = [b"BT", b"56 770 Td"]
    if title:
        for line in textwrap.wrap(title, 44):
            lines += [b"/F 20 Tf 26 TL", b"(%s) Tj T*" % _escaped(line)]
        lines += [b"T*"]
    lines += [b"/F 11 Tf 16 TL"]
    for paragraph in paragraphs:
        lines += [b"(%s) Tj T*" % _escaped(line) for line in textwrap.wrap(paragraph, WIDE)]
        lines += [b"T*"]
    return b"\n".join([*lines, b"ET"])


def _escaped(text: str) -> bytes:
    """As a string of a PDF in WinAnsi; what that has no sign for becomes a question mark."""
    plain = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return plain.encode("cp1252", "replace")


def _written(objects: dict[int, bytes]) -> bytes:
    """Objects with the table of where each begins."""
    out = b"%PDF-1.4\n"
    places = []
    for number in sorted(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, len(out))
    )
