"""Copies of enclosures without what their properties say of whoever made them.

Text and pictures stay as they are: whether *they* name anybody, somebody looks before a panel that reads
blind sees them. What cannot be cleaned with certainty is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from alliance.library.documents.pictures import redrawn

CANNOT = (
    "This kind of file holds names in too many places. Save it as PDF and hand that in instead."
)
_DATE = (1980, 1, 1, 0, 0, 0)


class CannotBeCleaned(Exception):
    """No copy was made; the sentence says why, and what to do."""


def clean(content: bytes, ending: str) -> bytes:
    """A copy without properties.

    Args:
        ending: of its name, which the door for files checked against its content.

    Raises:
        CannotBeCleaned: there is no telling what else is in it.
    """
    cleaning = _BY_ENDING.get(ending.lower())
    if cleaning is None:
        raise CannotBeCleaned(CANNOT)
    try:
        return cleaning(content)
    except CannotBeCleaned:
        raise
    except Exception as fault:
        # Readers of damaged files raise what they please: there is no list of it.
        raise CannotBeCleaned(
            "No copy could be made of this file. Save it again as PDF and hand that in instead."
        ) from fault


# Pictures --------------------------------------------------------------------------------------


def _picture(content: bytes) -> bytes:
    """Its pixels, turned as it is meant to be seen, in a new file."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        form = picture.format or "PNG"
        may_be_seen_through = picture.has_transparency_data and form != "JPEG"
        fresh = redrawn(picture, "RGBA" if may_be_seen_through else "RGB")
    written = io.BytesIO()
    fresh.save(
        written, "PNG" if form == "GIF" else form, **({"quality": 90} if form == "JPEG" else {})
    )
    return written.getvalue()


# Text ------------------------------------------------------------------------------------------


def _as_it_is(content: bytes) -> bytes:
    return content


# PDF -------------------------------------------------------------------------------------------

_OF_DOCUMENT = (
    "/Metadata", "/PieceInfo", "/Names", "/AF", "/AcroForm", "/OpenAction", "/AA", "/Perms", "/Legal",
    "/Collection", "/SpiderInfo", "/URI", "/DSS", "/Extensions", "/Dests", "/Outlines", "/Threads",
)  # fmt: skip
_OF_ANYTHING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA")
_PAGE = ("/Annots", "/Thumb", "/B", "/SeparationInfo")


def _pdf(content: bytes) -> bytes:
    """Its pages, and its structure for those who hear it; nothing else of the document."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, StreamObject

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise CannotBeCleaned("This PDF is locked. Save it without a password and hand that in.")
    writer = PdfWriter(clone_from=reader)
    _drop(writer._root_object, _OF_DOCUMENT)
    for page in writer.pages:
        _drop(page, _PAGE)
    for each in writer._objects:
        if isinstance(each, DictionaryObject):
            _drop(each, _OF_ANYTHING)
            if isinstance(each, StreamObject) and each.get("/Filter") == "/DCTDecode":
                each._data = without_segments(each._data)
    writer.metadata = None
    # What is referred to no more is written all the same; a copy of the copy reaches only the rest.
    return _written(PdfWriter(clone_from=PdfReader(io.BytesIO(_written(writer)))))


def _written(writer: Any) -> bytes:
    writer._ID = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _drop(thing: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        thing.pop(key, None)


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without what applications and people wrote into it; how its colours are read stays."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xDA:  # the picture itself begins
            break
        size = 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        is_note = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)
        if not is_note:
            kept.append(jpeg[at : at + size])
        at += size
    return b"".join([*kept, jpeg[at:]])


# Word ------------------------------------------------------------------------------------------

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMELESS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_LEFT_OUT = re.compile(
    r"docProps/|customXml/|word/comments|word/people|word/glossary/|word/printerSettings|word/attachedToolbars|"
    r"docMetadata/|_xmlsignatures/|word/webSettings|word/mailMergeHeaderSource"
)
_REFUSED = re.compile(r"word/(embeddings|activeX|afchunk|vba)", re.IGNORECASE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_GONE = frozenset(
    {f"{_W}{name}" for name in (
        "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "cellDel",
        "cellIns", "cellMerge", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "tcPrChange",
        "trPrChange", "tblGridChange", "sectPrChange", "numberingChange", "delText", "delInstrText",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
        "customXmlDelRangeEnd", "attachedTemplate", "rsids", "docVars", "mailMerge", "writeProtection",
        "documentProtection", "sdtPr", "proofErr", "permStart", "permEnd",
    )}
)  # fmt: skip
"""Changes, remarks and their marks; fields of properties, which repeat them."""
_UNWRAPPED = frozenset(
    {f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag", f"{_W}customXml", f"{_W}hyperlink"}
)
_ATTRIBUTES = re.compile(
    r"(?:.*\})?(?:rsid\w*|author|initials|date|userId|providerId|paraId|textId)$"
)
_FIELDS = re.compile(
    r"\b(AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|DOCPROPERTY|FILENAME|COMMENTS|TITLE|SUBJECT|"
    r"KEYWORDS|TEMPLATE|HYPERLINK|INCLUDETEXT|INCLUDEPICTURE|LINK|MERGEFIELD)\b"
)


def _word(content: bytes) -> bytes:
    """Its text as if every change had been accepted; no comments, authors or properties."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if _REFUSED.match(name):
                raise CannotBeCleaned(
                    "Another document is put into this one. Save it as PDF and hand that in instead."
                )
            if name.endswith("/") or _LEFT_OUT.match(name):
                continue
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _part(name, old.read(name)))
        new.writestr(zipfile.ZipInfo("docProps/core.xml", _DATE), _NAMELESS)
    return written.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if name.startswith("word/media/"):
        if not name.lower().endswith(_PICTURES):
            raise CannotBeCleaned(
                "A picture in this document is of a kind that cannot be cleaned. Save it as PDF and "
                "hand that in instead."
            )
        return _picture_of_its_kind(name, content)
    if name == "[Content_Types].xml":
        return _types(content)
    if name.endswith(".rels"):
        return _relations(name, content)
    if name.endswith(".xml"):
        return _xml(content)
    if name.startswith("word/fonts/"):
        return content
    raise CannotBeCleaned(CANNOT)


def _picture_of_its_kind(name: str, content: bytes) -> bytes:
    """Under the name it has, which the document refers to: a GIF stays one."""
    from PIL import Image

    cleaned = _picture(content)
    if not name.lower().endswith(".gif"):
        return cleaned
    written = io.BytesIO()
    with Image.open(io.BytesIO(cleaned)) as picture:
        picture.convert("RGB").save(written, "GIF")
    return written.getvalue()


def _tree(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, parser)


def _bytes(root: Any) -> bytes:
    from lxml import etree

    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def _xml(content: bytes) -> bytes:
    root = _tree(content)
    for each in list(root.iter()):
        if each.getparent() is None and each is not root:
            continue
        for key in list(each.attrib):
            if _ATTRIBUTES.fullmatch(key):
                del each.attrib[key]
        if each.tag.endswith("}docPr") or each.tag.endswith("}cNvPr"):
            _rename(each)
        if each.tag in _GONE:
            each.getparent().remove(each)
        elif each.tag in _UNWRAPPED or (
            each.tag == f"{_W}fldSimple" and _FIELDS.search(each.get(f"{_W}instr", ""))
        ):
            _unwrap(each)
        elif each.tag == f"{_W}instrText" and _FIELDS.search(each.text or ""):
            each.text = ""
    return _bytes(root)


def _rename(drawing: Any) -> None:
    """A picture’s name is often its file’s, and that of who took it; what it shows stays."""
    if drawing.get("name"):
        drawing.set("name", "Picture")
    drawing.attrib.pop("title", None)


def _unwrap(each: Any) -> None:
    parent = each.getparent()
    place = parent.index(each)
    for child in list(each):
        parent.insert(place, child)
        place += 1
    parent.remove(each)


def _types(content: bytes) -> bytes:
    root = _tree(content)
    for each in list(root):
        name = (each.get("PartName") or "").lstrip("/")
        if _LEFT_OUT.match(name) and name != "docProps/core.xml":
            root.remove(each)
    return _bytes(root)


def _relations(name: str, content: bytes) -> bytes:
    """Without those to what is left out, and to anything outside: addresses and templates tell."""
    root = _tree(content)
    base = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target = each.get("Target") or ""
        path = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{base}/{target}")
        )
        is_core = path.lstrip("./") == "docProps/core.xml"
        if each.get("TargetMode") == "External" or (
            _LEFT_OUT.match(path.lstrip("./")) and not is_core
        ):
            root.remove(each)
    return _bytes(root)


_BY_ENDING: Mapping[str, Callable[[bytes], bytes]] = {
    "pdf": _pdf,
    "docx": _word,
    "png": _picture,
    "jpg": _picture,
    "jpeg": _picture,
    "gif": _picture,
    "webp": _picture,
    "txt": _as_it_is,
    "csv": _as_it_is,
}
