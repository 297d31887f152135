"""Setting a document: `typst` in this process, without network, with our own fonts and files only."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from .contents import Document
from .legible import legible_in

HERE = Path(__file__).parent
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: tagged, titled, in a language, with words for pictures. Typst refuses what is not."""


def typeset(document: Document, pictures: Mapping[str, bytes]) -> bytes:
    """The document as PDF.

    Args:
        pictures: the bytes of each of the document's pictures, by its storage name.

    Raises:
        typst.TypstError: a fault of ours, in a template.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        root = Path(folder)
        for template in (HERE / "typst").glob("*.typ"):
            shutil.copy(template, root)
        (root / "pictures").mkdir()
        for name, content in pictures.items():
            (root / "pictures" / name.rsplit("/", 1)[-1]).write_bytes(content)
        made = typst.compile(
            root / f"{document.template}.typ",
            root=root,
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(legible_in(dict(document.data)))},
            pdf_standards=[STANDARD],
        )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made
