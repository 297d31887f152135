"""How much of children's personal data is recognised, and how often something else is taken for it.

    python -m benches.personal_data

Every sentence is invented (`personal_data_cases`). A sentence counts as found if something of its kind is
found in it; one that says nothing counts as wrong if anything is. Our bar: of what there is nine in ten are
found, and of what is found nineteen in twenty are right. Exits 1 below it. No peer is known to be made for
these texts: what is set beside it is looking for capitals with an age, as a plain expression does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from time import perf_counter

from alliance.text.personal import Kind, find

from .personal_data_cases import SAYS, SAYS_NOTHING, SAYS_NOTHING_UNSEEN, SAYS_UNSEEN

LEAST_RECALL, LEAST_PRECISION = 0.9, 0.95
_PLAIN = re.compile(
    r"\b[A-Z][a-z]+ \(\d{1,2}\)|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\b\d{10}\b|\bdob\b", re.I
)
Judge = Callable[[str], set[Kind] | bool]


def ours(sentence: str) -> set[Kind]:
    return {found.kind for found in find(sentence)}


def plain(sentence: str) -> bool:
    return bool(_PLAIN.search(sentence))


def missed(says: Iterable[tuple[str, Kind]], judge: Judge) -> list[str]:
    return [text for text, kind in says if not _has(judge(text), kind)]


def wrong(says_nothing: Iterable[str], judge: Judge) -> list[str]:
    return [text for text in says_nothing if judge(text)]


def _has(judged: set[Kind] | bool, kind: Kind) -> bool:
    return kind in judged if isinstance(judged, set) else judged


def main() -> int:
    below = False
    sets = (
        ("tuned to", SAYS, SAYS_NOTHING),
        ("not tuned to", SAYS_UNSEEN, SAYS_NOTHING_UNSEEN),
        ("all", SAYS + SAYS_UNSEEN, SAYS_NOTHING + SAYS_NOTHING_UNSEEN),
    )
    for name, says, says_nothing in sets:
        for whose, judge in (("ours", ours), ("a plain expression", plain)):
            lost, false = missed(says, judge), wrong(says_nothing, judge)
            found = len(says) - len(lost)
            recall, precision = found / len(says), found / max(found + len(false), 1)
            print(
                f"{name:13} {whose:20} {len(says):3} with, {len(says_nothing):3} without: "
                f"recall {recall:.3f}, precision {precision:.3f}"
            )
            if judge is ours and name == "all":
                below = recall < LEAST_RECALL or precision < LEAST_PRECISION
                for text in lost:
                    print(f"  missed: {text}")
                for text in false:
                    print(f"  wrong:  {text}")
    text = "\n".join([one for one, _ in SAYS] + list(SAYS_NOTHING)) * 10
    start = perf_counter()
    find(text)
    took = perf_counter() - start
    print(f"{len(text) / 1000:.0f} thousand characters in {took * 1000:.0f} ms")
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
