"""XML from strangers, as events, by Python's own expat.

A document with a document type is refused: without one there are no entities to blow up and nothing to
fetch from elsewhere. Neither a return nor a workbook has one. No tree is built, so depth and size cost little.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat


class BadXml(Exception):
    """XML that is damaged, or made to do harm: `str()` says what, for the person who has the file."""


def parse(
    content: bytes,
    start: Callable[[str, Mapping[str, str], int], None],
    end: Callable[[str, str], None],
) -> None:
    """Call `start(name, attributes, line)` and `end(name, text)` for each element; raises BadXml.

    Names are without prefix. Text is what stands directly in the element.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts: list[list[str]] = [[]]

    def on_start(name: str, attributes: dict[str, str]) -> None:
        texts.append([])
        start(_local(name), attributes, parser.CurrentLineNumber)

    def on_end(name: str) -> None:
        end(_local(name), "".join(texts.pop()))

    def on_text(text: str) -> None:
        texts[-1].append(text)

    def on_doctype(*_: object) -> NoReturn:
        raise BadXml("It declares a document type, which a return never does, so it was set aside.")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    parser.StartDoctypeDeclHandler = on_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        line = getattr(fault, "lineno", 1)
        raise BadXml(f"The XML is damaged at line {line}. Export it again.") from None


def _local(name: str) -> str:
    return name.rpartition(":")[2]
