"""The sample's calls and all that came of them, each after what it builds on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from .calls import load_calls
from .panel import load_panel
from .showcase import load_showcases
from .submissions import load_submissions
from .telephone import load_telephone
from .themes import load_themes
from .word_forms import load_word_forms

_IN_ORDER = (
    ("calls for evidence", load_calls),
    ("answers to calls", load_submissions),
    ("ring-backs and ideas", load_telephone),
    ("Word forms that wait", load_word_forms),
    ("themes of answers", load_themes),
    ("answers given to a panel", load_panel),
    ("pages of the showcase", load_showcases),
)


def load_evidence(day: dt.date) -> Iterator[str]:
    """Load what is not there yet; a line for each kind of which something was made."""
    for what, load in _IN_ORDER:
        if made := load(day):
            yield f"{what}: {made}"
