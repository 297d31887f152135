"""What preflight finds of what it should, what it cries of nothing, and how long it takes.

    python -m benches.preflight [FOLDER]

On invented passages (`preflight_cases.py`), and on a year of the sample region's bulletins. With a folder
of bulletins, also how often each rule speaks in them.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

from benches.fresh_database import fresh_database
from benches.preflight_cases import CLEAN, CONTACTS, PLANTED, WATCHED

FRIDAY = dt.date(2026, 11, 20)
TARGET = 0.1
"""Seconds for one bulletin."""


def main(folder: str = "") -> int:
    worst = _accuracy()
    with fresh_database():
        slowest = _speed()
    if folder:
        _count(Path(folder))
    return int(worst < 0.95 or slowest > TARGET)


def _codes(text: str) -> set[str]:
    from alliance.bulletins.preflight.check import check
    from alliance.bulletins.preflight.issue import CheckedContact, CheckedItem, Issue
    from alliance.bulletins.preflight.spoken import spoken, spoken_text

    body = spoken(text) if text.startswith("<") else spoken_text(text)
    issue = Issue(
        date=FRIDAY,
        items=(CheckedItem("A matter of this week", body),),
        contacts=tuple(CheckedContact(name) for name in CONTACTS),
    )
    return {each.rule.code for each in check(issue)} & WATCHED


def _accuracy() -> float:
    """Precision and recall by rule; the lowest of both over all."""
    true, false, missed = Counter[str](), Counter[str](), Counter[str]()
    for rule, text in PLANTED:
        codes = _codes(text)
        (true if rule in codes else missed)[rule] += 1
        if rule not in codes:
            print(f"  missed {rule}: {text}")
    for text in CLEAN:
        for rule in _codes(text):
            false[rule] += 1
            print(f"  wrongly {rule}: {text}")
    print(f"{len(PLANTED)} planted faults, {len(CLEAN)} clean passages")
    for rule in sorted({rule for rule, _ in PLANTED}):
        precision = true[rule] / ((true[rule] + false[rule]) or 1)
        recall = true[rule] / (true[rule] + missed[rule])
        print(f"  {rule:22} precision {precision:.2f}  recall {recall:.2f}")
    precision = true.total() / ((true.total() + false.total()) or 1)
    recall = true.total() / len(PLANTED)
    print(f"  {'all':22} precision {precision:.3f}  recall {recall:.3f}")
    return min(precision, recall)


def _speed() -> float:
    from alliance.bulletins.parsing.parse import parse_text
    from alliance.bulletins.preflight.check import check
    from alliance.bulletins.preflight.from_reading import issue_of
    from alliance.region.weeks import plan
    from alliance.region.write import text_of

    issues = [issue_of(parse_text(text_of(week))) for week in plan(dt.date(2026, 11, 23))]
    counts: Counter[str] = Counter()
    times = []
    for issue in issues:
        start = perf_counter()
        counts.update({each.rule.code for each in check(issue)})
        times.append(perf_counter() - start)
    ordered = sorted(times[1:])
    print(
        f"{len(times)} bulletins of the sample year: the first {1000 * times[0]:.0f} ms (it reads the words), "
        f"then median {1000 * ordered[len(ordered) // 2]:.0f} ms, worst {1000 * ordered[-1]:.0f} ms"
    )
    print("  bulletins in which a rule speaks:", dict(counts.most_common()))
    return ordered[-1]


def _count(folder: Path) -> None:
    from alliance.bulletins.parsing.parse import parse_bytes
    from alliance.bulletins.preflight.check import check
    from alliance.bulletins.preflight.from_reading import issue_of

    counts: Counter[str] = Counter()
    files = sorted(folder.glob("*.txt"))
    for file in files:
        found = check(issue_of(parse_bytes(file.read_bytes(), file.name)))
        counts.update({each.rule.code for each in found})
    print(
        f"{len(files)} bulletins of {folder}; in how many a rule speaks: {dict(counts.most_common())}"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
