"""Files for tests, each made here: ordinary ones, and those that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from docx import Document
from openpyxl import Workbook
from PIL import Image

from alliance.region.paper import pdf_of

MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
OOXML = {
    "docx": ("word/document.xml", MAIN.format("wordprocessingml.document")),
    "xlsx": ("xl/workbook.xml", MAIN.format("spreadsheetml.sheet")),
    "pptx": ("ppt/presentation.xml", MAIN.format("presentationml.presentation")),
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
WORDS = "Kinship carers were asked what helps."
PDF = pdf_of("Kinship care", [WORDS])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def office(ending: str = "docx", *, main: str = "", **more: bytes) -> bytes:
    """An office document with its main part, and more parts by name (`__` is `/`, `_dot_` a dot)."""
    parts: dict[str, bytes] = {}
    if ending in ODF:
        parts["mimetype"] = f"application/vnd.oasis.opendocument.{ODF[ending]}".encode()
        parts["content.xml"] = b"<office/>"
    else:
        path, media_type = OOXML[ending]
        types = f'<Types><Override PartName="/{path}" ContentType="{main or media_type}"/></Types>'
        parts |= {"[Content_Types].xml": types.encode(), path: b"<w/>"}
    named = {name.replace("__", "/").replace("_dot_", "."): body for name, body in more.items()}
    return zipped(parts | named)


def word(*paragraphs: str) -> bytes:
    """As Word writes it."""
    document = Document()
    for paragraph in paragraphs or (WORDS,):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(*rows: tuple[str, ...]) -> bytes:
    book = Workbook()
    for row in rows or (("Authority", "Carers"), ("Kent", "412")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def picture(size: tuple[int, int] = (40, 30), form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#0b5f74").save(out, form)
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim a size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack("!L", len(body)) + name + body + struct.pack("!L", zlib.crc32(name + body))
        )

    head = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pdf_with(dictionary: bytes) -> bytes:
    """A PDF with one more thing in it, in plain sight."""
    return PDF.replace(b"xref\n", b"9 0 obj\n<< %s >>\nendobj\nxref\n" % dictionary, 1)


def pdf_with_packed(
    dictionary: bytes, *, kind: bytes = b"/ObjStm", how: bytes = b"/FlateDecode"
) -> bytes:
    """The same, packed in an object stream."""
    body = zlib.compress(b"9 0 << %s >>" % dictionary)
    head = b"<< /Type %s /N 1 /First 4 /Filter %s /Length %d >>" % (kind, how, len(body))
    added = b"8 0 obj\n%s\nstream\n%s\nendstream\nendobj\nxref\n" % (head, body)
    return PDF.replace(b"xref\n", added, 1)


def overlapping() -> bytes:
    """A zip file whose parts share their bytes: small packed, many times that unpacked."""
    content = office("docx", word__a_dot_xml=b"0" * 4000, word__b_dot_xml=b"0" * 4000)
    places = [at for at in range(len(content)) if content.startswith(b"PK\x01\x02", at)]
    first, last = places[-2], places[-1]
    where = content[first + 42 : first + 46]
    return content[: last + 42] + where + content[last + 46 :]


def eicar() -> bytes:
    """The harmless string that every scanner calls a virus; in pieces, so that none calls this one."""
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
