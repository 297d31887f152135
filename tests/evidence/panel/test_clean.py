"""Copies of files tell nothing of whoever made them, and say what the files say."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from lxml import etree
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text

from alliance.evidence.panel.clean import CannotBeCleaned, clean, without_segments
from alliance.evidence.panel.words import words_of

SECRET = b"zanzibar"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture(form: str = "JPEG") -> bytes:
    image = Image.new("RGB", (40, 30), "red")
    exif = image.getexif()
    exif[0x013B] = "Zanzibar Artist"  # artist
    exif[0x0112] = 6  # lies on its side
    written = io.BytesIO()
    notes = {"comment": b"Zanzibar"} if form == "JPEG" else {}
    image.save(written, form, exif=exif, **notes)
    return written.getvalue()


def word() -> bytes:
    """A document with an author, a comment, a change, a field, a link and a picture that all tell."""
    made = Document()
    made.core_properties.author = "Zanzibar Author"
    made.core_properties.title = "Of Zanzibar"
    run = made.add_paragraph("Groups by video.").runs[0]
    made.add_comment(run, text="Zanzibar says", author="Zanzibar", initials="Z")
    made.add_picture(io.BytesIO(picture()))
    made.part.relate_to(
        "https://zanzibar.example",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    changed = etree.fromstring(
        f'<w:p xmlns:w="{W}" w:rsidR="00AB12CD">'
        '<w:ins w:author="Zanzibar" w:date="2020-01-01T00:00:00Z" w:id="5"><w:r><w:t>New words</w:t></w:r></w:ins>'
        '<w:del w:author="Zanzibar" w:id="6"><w:r><w:delText>Zanzibar was here</w:delText></w:r></w:del>'
        '<w:fldSimple w:instr=" AUTHOR Zanzibar "><w:r><w:t>…</w:t></w:r></w:fldSimple></w:p>'
    )
    made.element.body.insert(0, changed)
    written = io.BytesIO()
    made.save(written)
    with zipfile.ZipFile(written, "a") as parts:
        parts.writestr("customXml/item9.xml", "<a>Zanzibar</a>")
        parts.writestr("docProps/custom.xml", "<a>Zanzibar</a>")
    return written.getvalue()


def pdf() -> bytes:
    """A page with properties, a remark, an attachment, and a picture that all tell."""
    image = Image.open(io.BytesIO(picture()))
    written = io.BytesIO()
    image.save(written, "PDF", author="Zanzibar")
    writer = PdfWriter(clone_from=PdfReader(written))
    writer.add_metadata({"/Author": "Zanzibar Author", "/Title": "Of Zanzibar"})
    writer.xmp_metadata = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Zanzibar</x:xmpmeta>"
    writer.add_annotation(0, Text(rect=(1, 1, 9, 9), text="Zanzibar says"))
    writer.add_attachment("zanzibar.txt", b"Zanzibar")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def told_by(content: bytes) -> list[str]:
    """Where the secret stands, packed or not."""
    found = ["as it is"] if SECRET in content.lower() else []
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            found += [
                name
                for name in parts.namelist()
                if SECRET in parts.read(name).lower() or SECRET in name.lower().encode()
            ]
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        for number in range(1, len(reader.xref[0]) + 5 if reader.xref else 1):
            each = reader.get_object(number) if number in reader.xref.get(0, {}) else None
            data = getattr(each, "get_data", None)
            if each is not None and SECRET in repr(each).encode().lower():
                found.append(f"object {number}")
            if data and SECRET in data().lower():
                found.append(f"stream {number}")
    return found


@pytest.mark.parametrize(
    ("content", "ending"),
    [(word(), "docx"), (pdf(), "pdf"), (picture(), "jpg"), (picture("PNG"), "png"), (picture("WEBP"), "webp")],
    ids=["docx", "pdf", "jpg", "png", "webp"],
)  # fmt: skip
def test_nothing_tells_of_whoever_made_it(content: bytes, ending: str) -> None:
    assert told_by(content), "the secret must be there to be left out"
    assert told_by(clean(content, ending)) == []


def test_a_word_document_reads_as_if_all_changes_were_accepted() -> None:
    cleaned = clean(word(), "docx")
    made = Document(io.BytesIO(cleaned))
    assert [each.text for each in made.paragraphs][:2] == ["New words…", "Groups by video."]
    assert len(made.inline_shapes) == 1
    assert made.core_properties.author == ""
    assert "Groups by video." in words_of(cleaned, "docx")


def test_a_pdf_keeps_its_pages() -> None:
    reader = PdfReader(io.BytesIO(clean(pdf(), "pdf")))
    assert len(reader.pages) == 1
    assert reader.pages[0].images[0].image is not None
    assert not reader.metadata


def test_a_picture_stands_as_it_is_meant_to_be_seen() -> None:
    with Image.open(io.BytesIO(clean(picture(), "jpg"))) as cleaned:
        assert cleaned.size == (30, 40)
        assert not cleaned.getexif()


def test_what_is_no_jpeg_is_left_alone() -> None:
    assert without_segments(b"no picture") == b"no picture"


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "odt", "ods"])
def test_kinds_that_hold_names_in_too_many_places_are_refused(ending: str) -> None:
    with pytest.raises(CannotBeCleaned, match="as PDF"):
        clean(b"anything", ending)


def test_a_document_with_another_inside_is_refused() -> None:
    written = io.BytesIO(word())
    with zipfile.ZipFile(written, "a") as parts:
        parts.writestr("word/embeddings/sheet.xlsx", b"PK")
    with pytest.raises(CannotBeCleaned, match="put into this one"):
        clean(written.getvalue(), "docx")


def test_a_damaged_file_is_refused_and_no_traceback() -> None:
    with pytest.raises(CannotBeCleaned, match="No copy could be made"):
        clean(b"%PDF-1.7 broken", "pdf")
