"""How well recurring matters are recognised: precision and recall on labelled pairs.

    python -m benches.recurrence [FOLDER OF EXAMPLE BULLETINS]

With a folder that holds update-426.txt and update-429.txt their items are compared too.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
os.environ.setdefault("ALLIANCE_SECRET_KEY", "bench")

BAR = 0.95


def main(folder: str = "") -> int:
    import django

    django.setup()
    from alliance.text.telling import SAME, likeness
    from benches.recurrence_pairs import pairs

    found: Counter[tuple[bool, bool]] = Counter()
    for pair in pairs():
        score = likeness(*pair.prints)
        found[pair.same, score >= SAME] += 1
        if pair.same != (score >= SAME):
            what = "missed" if pair.same else "WRONGLY ONE"
            print(f"{what} ({pair.kind}, {score:.2f}): {pair.first[0]} | {pair.second[0]}")
    right, missed, wrong = found[True, True], found[True, False], found[False, True]
    print(f"{right + missed} pairs of one matter, {wrong + found[False, False]} of two")
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"precision {precision:.3f}  recall {recall:.3f}; the bar is {BAR}")
    if folder:
        _examples(Path(folder))
    return int(min(precision, recall) < BAR)


def _examples(folder: Path) -> None:
    from alliance.bulletins.content import content_of
    from alliance.bulletins.parsing.parse import parse_bytes
    from alliance.bulletins.recurrence import Known, recognise
    from alliance.text.telling import print_of

    contents = {}
    for path in sorted(folder.glob("update-*.txt")):
        content = content_of(parse_bytes(path.read_bytes(), path.name))
        contents[content.number] = content
    known: list[Known] = []
    for number, content in sorted(contents.items()):
        prints = [print_of(item.title, item.text, item.events) for item in content.items]
        for item, match in zip(content.items, recognise(prints, known), strict=True):
            if match:
                print(
                    f"No {number} “{item.title}” = No {match.known.number} “{match.known.title}” "
                    f"({match.likeness:.2f})"
                )
        known += [
            Known(number * 100 + place, number, item.title, made)
            for place, (item, made) in enumerate(zip(content.items, prints, strict=True))
        ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
