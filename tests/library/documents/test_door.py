"""The door for files: what comes in, what does not, and what is said to whoever hands it in."""

from __future__ import annotations

import hashlib
import io
import zlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance.library.documents import kinds
from alliance.library.documents.door import LARGEST, OLE, Taken, look_at
from alliance.library.documents.kinds import ALL, DOCUMENTS, PAPERS, PICTURES, Kinds
from alliance.library.documents.names import LONGEST, ending_of, harmless
from alliance.library.documents.refusal import FileRefused
from tests.library.documents import made
from tests.library.documents.made import PDF, office

LOCKED = "EncryptedPackage".encode("utf-16-le")
MACRO_SHEET = "_VBA_PROJECT_CUR".encode("utf-16-le")
PACKAGE = "\x01Ole10Native".encode("utf-16-le")
ARMED = "application/vnd.ms-word.document.macroEnabled.main+xml"


def look(content: bytes, name: str, allowed: Kinds = DOCUMENTS, largest: int = LARGEST) -> Taken:
    return look_at(io.BytesIO(content), name, allowed, largest=largest)


def refused(content: bytes, name: str, allowed: Kinds = DOCUMENTS, largest: int = LARGEST) -> str:
    with pytest.raises(FileRefused) as fault:
        look(content, name, allowed, largest)
    assert fault.value.__cause__ is None, "a reason of its own, not “damaged”"
    return str(fault.value)


# What comes in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, kinds.PDF),
        ("A.PDF", b"\n" + PDF + b"\n\n", kinds.PDF),
        ("a.docx", made.word(), kinds.DOCX),
        ("a.xlsx", made.excel(), kinds.XLSX),
        ("a.pptx", office("pptx"), kinds.PPTX),
        ("a.odt", office("odt"), kinds.ODT),
        ("a.ods", office("ods"), kinds.ODS),
        ("a.odp", office("odp"), kinds.ODP),
        ("a.txt", "Fostering – £30".encode(), kinds.TXT),
        ("a.txt", "Fostering – £30".encode("cp1252"), kinds.TXT),
        ("a.txt", "Fostering – £30".encode("utf-16"), kinds.TXT),
        (
            "a.csv",
            b"Authority,Change,Telephone\nKent,-3.5%,+44 1632 960000\nMedway,-,\n",
            kinds.CSV,
        ),
        ("a.csv", b"Authority;Note\nKent;- see below\n", kinds.CSV),
    ],
)
def test_ordinary_files_are_taken(name: str, content: bytes, kind: kinds.Kind) -> None:
    taken = look(content, name)
    assert taken == Taken(kind, f"a.{kind.ending}" if name[0] == "a" else "A.pdf", len(content),
                          hashlib.sha256(content).hexdigest())  # fmt: skip


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_pictures_are_taken_where_pictures_are(form: str) -> None:
    name = f"bench.{form.lower()}"
    assert look(made.picture(form=form), name, PICTURES).kind.words.upper() == form
    assert "not taken here" in refused(made.picture(form=form), name)


def test_the_file_is_left_at_its_start() -> None:
    file = io.BytesIO(PDF)
    look_at(file, "a.pdf")
    assert file.read() == PDF


def test_a_word_document_with_the_sheet_of_a_chart_in_it_is_taken() -> None:
    inside = office(word__embeddings__sheet_dot_xlsx=made.excel())
    assert look(inside, "a.docx").kind is kinds.DOCX


def test_a_main_part_may_have_another_name() -> None:
    """Word on the web calls it document2.xml: the table of contents says which it is."""
    types = b'<Types><Override PartName="/word/document2.xml" ContentType="%s"/></Types>'
    parts = {
        "[Content_Types].xml": types % made.OOXML["docx"][1].encode(),
        "word/document2.xml": b"<w/>",
    }
    assert look(made.zipped(parts), "a.docx").kind is kinds.DOCX


# What does not, and why ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", PDF + b"0" * LARGEST, "larger than 20 MB"),
        # of another kind
        ("a", PDF, "without an ending"),
        (".pdf", PDF, "without an ending"),
        ("a.exe", b"MZ\x90\0", "Files of the kind “exe” are not taken"),
        ("a.pdf.exe", PDF, "Files of the kind “exe” are not taken"),
        ("a.html", b"<script>", "Files of the kind “html” are not taken"),
        ("a.svg", b"<svg onload='x()'/>", "Drawings (SVG) can hold programs"),
        ("a.zip", made.zipped({"a": b"a"}), "Files of the kind “zip” are not taken"),
        # not what the name says
        ("a.pdf", b"MZ\x90\0", "is not PDF, though its name ends in “.pdf”"),
        ("a.pdf", made.word(), "is Word, though its name ends in “.pdf”"),
        ("a.docx", PDF, "is PDF, though its name ends in “.docx”"),
        ("a.docx", made.excel(), "is Excel, though its name"),
        ("a.docx", made.zipped({"a.exe": b"MZ"}), "is not Word, though its name"),
        ("a.odt", office("ods"), "is OpenDocument spreadsheet, though its name"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "damaged"),
        ("a.txt", made.picture(), "is PNG, though its name ends in “.txt”"),
        ("a.txt", b"MZ\x90\0\3\0\0\0", "is not a text file"),
        ("a.txt", b" <!DOCTYPE html><p>", "a web page, a program or another document"),
        ("a.csv", b"#!/bin/sh\nrm -r .\n", "a web page, a program or another document"),
        ("a.txt", b"{\\rtf1 \\object}", "a web page, a program or another document"),
        # locked
        ("a.pdf", made.pdf_with(b"/Encrypt 3 0 R"), "locked with a password"),
        ("a.pdf", made.pdf_with(b"/Encr#79pt << /V 2 >>"), "locked with a password"),
        ("a.docx", OLE + b"\0" * 600 + LOCKED, "locked with a password"),
        ("a.doc", OLE + b"\0" * 600 + LOCKED, "locked with a password"),
        ("a.odt", office("odt", **{"META-INF__manifest_dot_xml": b"<encryption-data/>"}),
         "locked with a password"),
        # with macros
        ("a.docm", office("docx", main=ARMED), "has macros in it, or is of a kind that can have"),
        ("a.docx", office("docx", main=ARMED), "has macros in it"),
        ("a.docx", office(word__vbaProject_dot_bin=b"x"), "has macros in it"),
        ("a.xlsx", office("xlsx", xl__macrosheets__sheet1_dot_xml=b"x"), "has macros in it"),
        ("a.docx", office(word__activeX__activeX1_dot_xml=b"x"), "has macros in it"),
        ("a.odt", office("odt", Basic__Standard__Module1_dot_xml=b"x"), "has macros in it"),
        ("a.xls", OLE + b"\0" * 600 + MACRO_SHEET, "has macros in it"),
        ("a.doc", OLE + b"\0" * 600, "Save it as docx or PDF"),
        ("a.xls", OLE, "Save it as xlsx or PDF"),
        ("a.docx", OLE, "is not Word, though its name"),
        # that fetch or start something
        ("a.docx", office(word___rels__settings_dot_xml_dot_rels=
            b'<Relationship Type="x/attachedTemplate" Target="https://example.org/t.dotm" '
            b'TargetMode="External"/>'), "fetches its template from the internet"),
        ("a.xlsx", office("xlsx", xl__externalLinks__a_dot_xml=b"<ddeLink/>"), "DDE"),
        ("a.pdf", made.pdf_with(b"/S /JavaScript /JS (app.alert)"), "It has a script in it"),
        ("a.pdf", made.pdf_with(b"/S/J#61vaScr#69pt/JS(app.alert)"), "It has a script in it"),
        ("a.pdf", made.pdf_with_packed(b"/S /JavaScript"), "It has a script in it"),
        ("a.pdf", made.pdf_with_packed(b"/S /JavaScript", kind=b"/Obj#53tm"), "It has a script"),
        ("a.pdf", made.pdf_with(b"/S /Launch /F (cmd.exe)"), "It can start programs"),
        ("a.pdf", made.pdf_with(b"/EmbeddedFiles 9 0 R"), "Other files are packed in it"),
        ("a.pdf", made.pdf_with(b"/Type /RichMedia"), "moving pictures or scripts"),
        ("a.pdf", made.pdf_with(b"/XFA [1 0 R]"), "a form with scripts"),
        ("a.pdf", made.pdf_with_packed(b"", how=b"[/ASCII85Decode /FlateDecode]"),
         "packed in a way that cannot be looked into"),
        # that unpack to more than anybody has room for
        ("a.docx", office(word__a_dot_xml=b"\0" * 201 * 1024 * 1024), "too large when it is unpacked"),
        ("a.docx", office(word__a_dot_xml=b"\0" * 30 * 1024 * 1024), "too large when it is unpacked"),
        ("a.docx", office(**{f"word__{n}": b"" for n in range(5001)}), "too many parts"),
        ("a.docx", office(word__more_dot_zip=made.zipped({"a": b""})), "Another packed file lies in"),
        ("a.docx", office(word__picture_dot_png=made.zipped({"a": b""})), "Another packed file lies in"),
        ("a.docx", office(word__embeddings__a_dot_xlsx=office("xlsx",
            xl__embeddings__b_dot_docx=made.word())), "Another packed file lies in"),
        ("a.docx", office(word__embeddings__a_dot_xlsx=office("xlsx",
            xl__vbaProject_dot_bin=b"")), "has macros in it"),
        ("a.docx", office(word__embeddings__ole_dot_bin=OLE + PACKAGE), "Another file is packed in"),
        ("a.docx", made.overlapping(), "does not hold together"),
        ("a.docx", office(**{"..__..__a": b""}), "names that lead outside"),
        # two in one, broken off
        ("a.docx", PDF[:20] + made.word(), "not PDF, though|damaged|two files in one|not whole"),
        ("a.pdf", PDF + made.zipped({"a.html": b"<script>"}), "two files in one"),
        ("a.pdf", PDF + b"MZ" * 600, "hidden behind the pages"),
        ("a.pdf", b"GIF89a" + PDF, "damaged"),
        ("a.pdf", PDF[: len(PDF) // 2], "its end is missing"),
        ("a.docx", made.word()[:-200], "damaged or not whole"),
        # cells that a spreadsheet runs
        ("a.csv", b"Authority,Carers\nKent,=HYPERLINK(1)\n", "Line 2, column 2 begins as a formula"),
        ("a.csv", b"a;b\n1;2\n3; @SUM(1)\n", "Line 3, column 2"),
        ("a.csv", b"-2+3+cmd|' /C calc'!A0,1\n", "Line 1, column 1"),
        ("a.csv", b"a\n\"\t=1+1\"\n", "Line 2, column 1"),
        ("a.csv", "a\n＝1+1\n".encode(), "Line 2, column 1"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_told_why(name: str, content: bytes, sentence: str) -> None:
    said = refused(content, name)
    assert any(each in said for each in sentence.split("|"))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.png", made.png_that_says(60_000, 60_000), "has far too many pixels"),
        ("a.png", made.png_that_says(9_000, 9_000), "has 9000 × 9000 pixels, more than"),
        ("a.png", made.picture()[:60], "This picture is damaged"),
        ("a.jpg", made.picture(), "is PNG, though its name ends in “.jpg”"),
        ("a.png", b"<svg/>", "is not PNG, though its name"),
        ("a.svg", b"<svg/>", "Drawings (SVG) can hold programs"),
        ("a.gif", b"GIF89a" + made.zipped({"a.html": b""}), "two files in one"),
        ("a.png", made.picture() + made.zipped({"a.html": b""}), "two files in one"),
    ],
)
def test_pictures_that_are_not_taken(name: str, content: bytes, sentence: str) -> None:
    assert sentence in refused(content, name, PICTURES)


def test_a_bomb_in_an_object_stream_is_not_unpacked() -> None:
    body = zlib.compress(b"\0" * 80 * 1024 * 1024, 9)
    bomb = made.pdf_with_packed(b"").replace(
        b"endstream\nendobj\nxref", b"endstream\nendobj\n7 0 obj\n<< /Type /ObjStm /Filter "
        b"/FlateDecode >>\nstream\n" + body + b"\nendstream\nendobj\nxref", 1
    )  # fmt: skip
    assert "too large when it is unpacked" in refused(bomb, "a.pdf")


def test_where_papers_are_taken_csv_is_not() -> None:
    assert "Save it as PDF, Word (docx)" in refused(b"a,b", "a.csv", PAPERS)


# Names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Minutes, 3 May.pdf", "Minutes, 3 May.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\notes.pdf", "notes.pdf"),
        ("annual\u202efdp.exe.pdf", "annualfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie- x.pdf"),
        ("<img src=x>.pdf", "img src=x.pdf"),
        ("caf\u0065\u0301.pdf", "café.pdf"),
        ("\u200b\u200b.pdf", "document.pdf"),
        ("CON.pdf", "document-CON.pdf"),
        ("Twórczość 青少年.PDF", "Twórczość 青少年.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("...pdf", "document.pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert harmless(name, "pdf") == kept


def test_what_is_hidden_from_the_eye_is_not_the_ending() -> None:
    assert ending_of("report.p\u200bdf") == "pdf"
    assert ending_of("report.\u202efdp") == "fdp"
    assert ending_of("folder.pdf/report") == ""


@given(st.text(max_size=400))
def test_any_name_becomes_one_that_can_be_kept(name: str) -> None:
    kept = harmless(name, "pdf")
    assert kept.endswith(".pdf")
    assert len(kept) <= LONGEST
    assert kept.isprintable()
    assert not set('/\\<>:"|?*%\0\u202e').intersection(kept)
    assert harmless(kept, "pdf") == kept


# Whatever it is --------------------------------------------------------------------------------

BEGINS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", OLE, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF1234WEBP"]
)  # fmt: skip
NAMES = st.sampled_from([f"a.{kind.ending}" for kind in ALL])
ORDINARY = st.sampled_from(
    [PDF, made.word(), made.excel(), office("odt"), made.picture(), made.picture(form="GIF"),
     made.pdf_with_packed(b"/A 1")]
)  # fmt: skip


def outcome(content: bytes, name: str) -> Taken | str:
    """What was taken, or what was said; any other fault is one of the test's."""
    try:
        return look(content, name, ALL)
    except FileRefused as refusal:
        return str(refusal)


@given(begins=BEGINS, rest=st.binary(max_size=300), name=NAMES)
@example(b"", b"a,\x85\n", "a.csv")
def test_any_bytes_are_taken_or_refused(begins: bytes, rest: bytes, name: str) -> None:
    match outcome(begins + rest, name):
        case Taken() as taken:
            assert taken.size == len(begins + rest)
        case said:
            assert said.endswith(".")


@given(
    content=ORDINARY,
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6),
)
def test_any_damage_is_taken_or_refused(content: bytes, changes: list[tuple[float, bytes]]) -> None:
    broken = bytearray(content)
    for share, put in changes:
        at = int(share * len(broken))
        broken[at : at + len(put)] = put
    for kind in ALL:
        assert outcome(bytes(broken), f"a.{kind.ending}")
