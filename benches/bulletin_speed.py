"""How fast bulletins are read: a year of different ones, each once, on one core.

    python -m benches.bulletin_speed [FOLDER]

Without FOLDER (of .txt files) they are the sample region's, full ones with catalogue and contacts.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

from alliance.bulletins.parsing.parse import parse_text

TODAY = dt.date(2026, 11, 23)
PER_SECOND = 300
ROUNDS = 7


def main(folder: Path | None = None) -> int:
    """Print bulletins a second; 1 when they are under the bar."""
    texts = [path.read_text() for path in sorted(folder.glob("*.txt"))] if folder else _sample()
    rate, length = len(texts) / _seconds(texts), sum(map(len, texts)) // len(texts)
    print(f"{rate:.0f} bulletins of {length:,} characters a second; the bar is {PER_SECOND}")
    return int(rate < PER_SECOND)


def _seconds(texts: list[str]) -> float:
    """Processor time to read each text once, nothing remembered of an earlier round.

    The best of several rounds: the others measure what else the machine was doing.
    """
    best = float("inf")
    for _ in range(ROUNDS):
        _forget()
        start = time.process_time()
        for text in texts:
            parse_text(text)
        best = min(best, time.process_time() - start)
    return best


def _forget() -> None:
    """Clear whatever the modules that read remember."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("alliance.bulletins.parsing", "alliance.text")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _sample() -> list[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()  # the sample's people have roles of the directory's
    from alliance.region.weeks import plan
    from alliance.region.write import text_of

    return [text_of(week) for week in plan(TODAY)]


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
