"""What the page for locked laptops asks of Python: files in, one JSON document out, all in the browser.

Only the standard library is used, and openpyxl where the page has it. The document says in words what was found,
shows it as tables, and offers files: what may be handed on, and apart from it what names children and stays.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from .reading import read_files

Tell = Callable[[str, float], object]
"""Called with words and the share done, 0 to 1."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW = 200
"""Findings shown on the page; the file has all."""


def look(files: Iterable[Sequence[object]], tell: Tell) -> str:
    """Read, check and count a return.

    Args:
        files: name (with folders, if any) and bytes of each.

    Returns: JSON: `said`, `parts` (heading, what is said, tables) and `downloads` (groups of files).
    """
    given = [(str(name), bytes(content)) for name, content in files]  # type: ignore[call-overload]
    tell("Reading …", 0.05)
    reading = read_files(given)
    if not reading.returns:
        return json.dumps(_nothing(reading, len(given)))
    tell("Checking …", 0.35)
    return ""
