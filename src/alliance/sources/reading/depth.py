"""How deeply a piece of HTML is nested, told in one pass before a parser meets it.

The parsing that HTML prescribes looks up through all open elements at many a tag, so a few
megabytes of `<div>` keep a machine busy for an hour. Browsers end at 512 levels.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 512
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})")
_DO_NOT_NEST = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th "
    "thead tbody tfoot option optgroup rt rp script style html head body".split()
)
"""Empty, or ended by the next of their kind whether somebody wrote their end or not."""


def is_too_deep(html: str) -> bool:
    """Whether more elements may be open at once than any page that people read has."""
    if html.count("<") <= DEEPEST:
        return False
    opened: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(html):
        name = match.group(2).lower()
        if name in _DO_NOT_NEST:
            continue
        if not match.group(1):
            opened[name] += 1
            depth += 1
            if depth > DEEPEST:
                return True
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return False
