"""A picture as PNG: typst sets the SVG in our own type, without a browser, a network or a font of the system."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
PIXELS: Final = 1600
"""Width: sharp across a page of A4."""
PAGE: Final = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#image("picture.svg", width: 100%)
"""
FACE: Final = re.compile(r'font-family="[^"]*"')


def png(svg: str, *, pixels: int = PIXELS) -> bytes:
    """The picture `pixels` wide.

    Raises:
        ValueError: what was given is no picture of ours (it names no size).
    """
    import typst

    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if size is None:
        raise ValueError("This is no picture of ours: it has no viewBox.")
    width, height = float(size[1]), float(size[2])
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        root = Path(folder)
        # typst looks the family up by its name alone
        drawn = FACE.sub('font-family="Atkinson Hyperlegible Next"', svg)
        (root / "picture.svg").write_text(drawn, encoding="utf-8")
        (root / "page.typ").write_text(PAGE.format(width=width, height=height), encoding="utf-8")
        made = typst.compile(
            root / "page.typ",
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="png",
            ppi=72 * pixels / width,
        )
    if not isinstance(made, bytes):
        raise TypeError("A picture is one page.")
    return made
