"""What a file says, as far as it is text: names are looked for in it."""

from __future__ import annotations

import io
import zipfile


def words_of(content: bytes, ending: str) -> str:
    """What a copy says, as far as it is text."""
    match ending.lower():
        case "docx":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                others = [
                    n
                    for n in parts.namelist()
                    if n.startswith(("word/header", "word/foot", "word/end"))
                ]
                texts = [_text_of(parts.read(name)) for name in ("word/document.xml", *others)]
            return "\n".join(texts)
        case "pdf":
            from pypdf import PdfReader

            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        case "txt" | "csv":
            return content.decode("utf-8", "replace")
    return ""


def _text_of(part: bytes) -> str:
    from lxml import etree

    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    paragraphs = (each for each in root.iter() if str(each.tag).endswith("}p"))
    return "\n".join("".join(paragraph.itertext()) for paragraph in paragraphs)
