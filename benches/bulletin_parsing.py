"""How well bulletins are read: F1 a field over labelled examples.

    python -m benches.bulletin_parsing [FOLDER] [--misses]

FOLDER holds NAME.txt with NAME.json or NAME.expected.json; without it, the tests' own examples.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from alliance.bulletins.parsing.parse import parse_text

OWN = Path(__file__).parent.parent / "tests" / "bulletins" / "parsing" / "labelled"
BARS = {
    "items": 0.98, "sections": 0.98, "action labels": 0.98, "deadlines": 0.90, "events": 0.90,
    "people": 0.90, "publications": 0.97, "pub_date": 0.95, "contacts": 0.97, "phone": 0.97,
}  # fmt: skip


@dataclass
class Score:
    """Right, spurious and missed readings of one field."""

    right: int = 0
    spurious: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find."""
        wrong = len(self.spurious) + len(self.missed)
        return 1.0 if not self.right + wrong else 2 * self.right / (2 * self.right + wrong)

    def compare(self, where: str, read: Iterable[Any], labelled: Iterable[Any]) -> None:
        """Count two sets of values against each other."""
        got, want = set(read), set(labelled)
        self.right += len(got & want)
        self.spurious += [f"{where}: {value}" for value in got - want]
        self.missed += [f"{where}: {value}" for value in want - got]


def score(folder: Path) -> dict[str, Score]:
    """The scores of every field over the labelled examples of a folder."""
    scores = {name: Score() for name in BARS}
    for name, text, labels in examples(folder):
        _score_one(name, parse_text(text).to_json(), labels, scores)
    return scores


def examples(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name, text, labels) of each example."""
    for path in sorted(folder.glob("*.json")):
        name = path.name.split(".")[0]
        text = (folder / f"{name}.txt").read_bytes().decode()
        yield name, text, json.loads(path.read_text(encoding="utf-8"))


def _score_one(
    name: str, read: dict[str, Any], labels: dict[str, Any], scores: dict[str, Score]
) -> None:
    for got, want in _matched(
        name, read["items"], labels["items"], "title", scores["items"], _alike
    ):
        where = f"{name} / {want['title'][:40]}"
        scores["sections"].compare(where, [got["section"]], [want["section"]])
        scores["action labels"].compare(where, [got["has_action"]], [want["has_action"]])
        for key in ("deadlines", "events"):
            scores[key].compare(where, got[key], want[key])
        scores["people"].compare(where, map(_bare, got["people"]), map(_bare, want["people"]))
    if "publications" in labels:
        for got, want in _matched(
            name,
            read["publications"],
            labels["publications"],
            "title",
            scores["publications"],
            _alike,
        ):
            if not want.get("optional"):
                scores["pub_date"].compare(
                    f"{name} / {want['title'][:40]}", [got["date"]], [want["date"]]
                )
    if "contacts" in labels:
        for got, want in _matched(
            name, read["contacts"], labels["contacts"], "name", scores["contacts"], _same
        ):
            scores["phone"].compare(
                f"{name} / {want['name']}", [_digits(got["phone"])], [_digits(want["phone"])]
            )


def _matched(
    where: str,
    read: list[dict[str, Any]],
    labelled: list[dict[str, Any]],
    key: str,
    tally: Score,
    same: Callable[[str, str], bool],
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each labelled record with the first reading like it; what may be left out counts only if
    it was taken for something else."""
    spare, pairs = list(read), []
    for want in labelled:
        got = next((candidate for candidate in spare if same(candidate[key], want[key])), None)
        if got is not None:
            spare.remove(got)
            pairs.append((got, want))
            tally.right += not want.get("optional")
        elif not want.get("optional"):
            tally.missed.append(f"{where}: {want[key]}")
    tally.spurious += [f"{where}: {candidate[key]}" for candidate in spare]
    return pairs


def _bare(words: str) -> str:
    words = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", words))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, _bare(one), _bare(other), autojunk=False).ratio() >= 0.9


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _digits(phone: str | None) -> str:
    return re.sub(r"\D", "", phone or "")


def main(argv: list[str] | None = None) -> int:
    """Print the scores; 1 when one is under its bar."""
    parser = argparse.ArgumentParser(description="Measure the reading of bulletins.")
    parser.add_argument("folder", nargs="?", type=Path, default=OWN)
    parser.add_argument("--misses", action="store_true", help="print each wrong reading")
    arguments = parser.parse_args(argv)
    scores = score(arguments.folder)
    short = False
    for name, result in scores.items():
        mark = "" if result.f1 >= BARS[name] else f"   under the bar of {BARS[name]}"
        short |= bool(mark)
        print(f"{name:14} {result.f1:.3f}{mark}")
        if arguments.misses:
            for sign, values in (("+", result.spurious), ("-", result.missed)):
                for value in values:
                    print(f"    {sign} {value}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
