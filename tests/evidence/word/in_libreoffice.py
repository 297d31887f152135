"""Fills in a form as a person does in LibreOffice; run by the Python that LibreOffice came with.

`python3 in_libreoffice.py FORM.docx ANSWERS.json PIPE OUT...`: opens the form in the LibreOffice
that listens at the pipe, writes, chooses and ticks what the answers say under each heading, and
saves it under each name, in the format of its ending.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".odt": "writer8",
    ".doc": "MS Word 97",
    ".pdf": "writer_pdf_Export",
}


def main(form: str, answers: str, pipe: str, *outs: str) -> None:
    desktop = _desktop(pipe)
    document = desktop.loadComponentFromURL(
        Path(form).as_uri(), "_blank", 0, (_told("Hidden", True),)
    )
    _fill(document, json.loads(Path(answers).read_text()))
    for out in outs:
        filter_of = _told("FilterName", FILTERS[Path(out).suffix])
        document.storeToURL(Path(out).as_uri(), (filter_of,))
    document.close(True)
    desktop.terminate()


def _desktop(pipe: str) -> Any:
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(600):
        try:
            there = resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.1)
            continue
        return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    raise SystemExit("LibreOffice did not begin to listen within a minute.")


def _told(name: str, value: Any) -> Any:
    told = PropertyValue()
    told.Name, told.Value = name, value
    return told


def _fill(document: Any, answers: dict[str, Any]) -> None:
    """Go down the page; what stands under a heading is answered with what is said for it."""
    paragraphs = list(_each(document.Text))
    said: Any = None
    for paragraph in paragraphs:
        if not paragraph.supportsService("com.sun.star.text.Paragraph"):
            continue
        style = paragraph.ParaStyleName
        if style.startswith("Heading"):
            said = answers.get(paragraph.String)
        elif said is not None and style == "FormTick":
            _tick(paragraph, said)
        elif said is not None and style == "FormAnswer":
            _write(document, paragraph, said)
            said = None


def _tick(paragraph: Any, chosen: list[str]) -> None:
    for control in _controls(paragraph):
        if paragraph.String[1:].strip() in chosen:
            control.Checked = True
            control.setString("☒")


def _write(document: Any, paragraph: Any, text: str) -> None:
    """Into the control, where the place is one; lines that follow are paragraphs, as Enter makes them."""
    first, *more = text.split("\n")
    controls = list(_controls(paragraph))
    if controls:
        controls[0].setString(first)
    else:
        paragraph.setString(first)
    cursor = document.Text.createTextCursorByRange(paragraph.End)
    for line in more:
        document.Text.insertControlCharacter(cursor, 0, False)  # a new paragraph
        document.Text.insertString(cursor, line, False)


def _controls(paragraph: Any) -> Any:
    for portion in _each(paragraph):
        if portion.TextPortionType == "ContentControl":
            yield portion.ContentControl


def _each(of: Any) -> Any:
    found = of.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


if __name__ == "__main__":
    main(*sys.argv[1:])
