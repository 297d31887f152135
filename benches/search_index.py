"""How long the index takes: 150,000 entries, and searches of many kinds over them.

    python -m benches.search_index [NUMBER OF ENTRIES]

On SQLite and, if ALLIANCE_DATABASE_URL names an empty database, on PostgreSQL after it. A search is
all that the page asks of the database and of us but drawing the page. The bar, of the median of
every kind of search, is 100 ms.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benches.fresh_database import fresh_database

ENTRIES = 150_000
ROUNDS = 7
BAR = 100.0
WHERE = "ALLIANCE_DATABASE_URL"
QUERIES: dict[str, dict[str, Any]] = {
    "one word of half of them": {"text": "children"},
    "two words of many": {"text": "children authorities"},
    "four words": {"text": "children placed with carers"},
    "a rare word": {"text": "allotment"},
    "no word of any": {"text": "xylophones"},
    "an abbreviation": {"text": "LAC"},
    "a wording and a word": {"text": "looked-after children health"},
    "two wordings": {"text": "EHCP children in care"},
    "a phrase of rare words": {"text": '"foster carers"'},
    "a phrase of frequent words": {"text": '"children in"'},
    "a beginning": {"text": "safeg"},
    "one slip": {"text": "safegaurding training"},
    "two slips in two words": {"text": "saefgarding childern"},
    "words that never meet": {"text": "thermometer orchard lanterns bicycle"},
    "narrowed by kind and year": {"text": "children", "kinds": ["Publication"], "year": 2020},
    "narrowed by topic": {"text": "authorities", "topics": ["Safeguarding"]},
    "narrowed by publisher": {"text": "report", "publishers": ["Ofsted"]},
    "the fortieth page": {"text": "children", "page": 40},
}


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - start:.1f} s", flush=True)


def main(count: int = ENTRIES, *where: str) -> int:
    if where:
        with fresh_database():
            return _measure(count)
    missed = 0
    for address in dict.fromkeys(("", os.environ.get(WHERE, ""))):
        environment = os.environ | {WHERE: address}
        command = [sys.executable, "-m", "benches.search_index", str(count), "here"]
        missed |= subprocess.run(command, env=environment, check=False).returncode
    return missed


def _measure(count: int) -> int:
    from django.db import connection

    from alliance.search.models import SearchWord

    print(f"{connection.vendor}, {count:,} entries")
    _fill(count)
    print(f"{SearchWord.objects.count():,} words to correct spelling with")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    gc.collect()
    gc.freeze()  # what the corpus left in memory is not looked through while a search is timed
    slow = [what for what, asked in QUERIES.items() if _time(what, asked) > BAR]
    if slow:
        print(f"Over the bar of {BAR:.0f} ms: {', '.join(slow)}")
    return int(bool(slow))


def _fill(count: int) -> None:
    """Make the entries as the site does: rows that describe themselves, indexed together."""
    from alliance.directory.models import Network
    from alliance.search import registry
    from alliance.search.document import Document
    from alliance.search.models import PROGRAMME, PUBLIC
    from benches.search_corpus import texts

    told = list(texts(count))

    def describe(network: Network) -> Document:
        text = told[network.pk - 1]
        return Document(
            title=text.title,
            body=text.body,
            kind=text.kind,
            url="/",
            date=text.date,
            publisher=text.publisher,
            topics=text.topics,
            audience=PUBLIC if text.is_public else PROGRAMME,
        )

    registry._findable.clear()
    registry.register(Network, document=describe)
    Network.objects.bulk_create(
        Network(pk=n, name=f"Thing {n}", slug=f"thing-{n}") for n in range(1, count + 1)
    )
    with timed("made"):
        registry.rebuild()


def _time(what: str, asked: dict[str, Any]) -> float:
    from alliance.search.query import search

    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = search(audiences={"public"}, **asked)
        times.append(1000 * (time.perf_counter() - start))
    middle = statistics.median(times)
    more = "more than " if found.is_more else ""
    print(
        f"{what:28} median {middle:6.1f} ms, worst {max(times):6.1f} ms; {more}{found.total:,}"
        f"{f' for “{found.corrected}”' if found.corrected else ''}"
        f"{', some of the words' if found.left_out else ''}",
        flush=True,
    )
    return middle


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ENTRIES, *sys.argv[2:]))
