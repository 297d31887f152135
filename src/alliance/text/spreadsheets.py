"""Text for cells of a spreadsheet, which runs what looks like a formula."""

from __future__ import annotations

BEGINS_A_FORMULA = "=+-@＝＋－＠"


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula."""
    begins = text.lstrip()[:1]
    risky = (begins and begins in BEGINS_A_FORMULA) or text[:1] in {"\t", "\r", "\n"}
    return f"'{text}" if risky else text
