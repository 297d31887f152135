"""A small PDF, so that the sample’s agreements and meetings have something to read and to sign.

The same words always give the same bytes, and so the same fingerprint.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

LINES_A_PAGE = 46
WIDTH = 84


def pdf_of(title: str, paragraphs: Sequence[str]) -> bytes:
    """Title and paragraphs on A4, as many pages as they need."""
    lines: list[tuple[str, bool]] = [(line, True) for line in textwrap.wrap(title, 56)]
    for paragraph in paragraphs:
        lines += [("", False), *((line, False) for line in textwrap.wrap(paragraph, WIDTH))]
    pages = [lines[place : place + LINES_A_PAGE] for place in range(0, len(lines), LINES_A_PAGE)]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, page in enumerate(pages):
        text = _page(page)
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << "
            b"/F1 3 0 R /F2 4 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * number)
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
    return _file(parts)


def _font(name: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    )


def _page(lines: Sequence[tuple[str, bool]]) -> bytes:
    written = [b"BT 72 770 Td 15 TL"]
    for line, is_title in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = b"/F2 14 Tf" if is_title else b"/F1 11 Tf"
        written.append(b"%s (%s) Tj T*" % (font, escaped.encode("cp1252", "replace")))
    return b"\n".join([*written, b"ET"])


def _file(parts: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
