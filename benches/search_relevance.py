"""How well search answers: nDCG@10 over labelled queries, beside plain full text in the same run.

    python -m benches.search_relevance [--misses]

Plain is the database's own full text over title and text: all the words, its own rank, nothing else.
On SQLite and, if ALLIANCE_DATABASE_URL names an empty database, on PostgreSQL after it. A search is
made as a signed-in member. The bar is to be better than plain by a fifth, and 0.8.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from benches.fresh_database import fresh_database
from benches.relevance_corpus import INVENTED
from benches.relevance_queries import QUERIES, grades

if TYPE_CHECKING:
    from alliance.directory.models import Network
    from alliance.search.document import Document

TODAY = dt.date(2026, 11, 23)
DEPTH = 10
BAR = 0.8
BETTER_BY = 1.2
AUDIENCES = ("public", "members")
WHERE = "ALLIANCE_DATABASE_URL"
Titles = Sequence[str]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how well search answers.")
    parser.add_argument("--misses", action="store_true", help="print each query under 0.8")
    parser.add_argument(
        "--here", action="store_true", help="on the database of the environment only"
    )
    arguments = parser.parse_args()
    if arguments.here:
        with fresh_database():
            return _measure(arguments.misses)
    missed = 0
    for address in dict.fromkeys(("", os.environ.get(WHERE, ""))):
        command = [sys.executable, "-m", "benches.search_relevance", "--here", *sys.argv[1:]]
        missed |= subprocess.run(command, env=os.environ | {WHERE: address}, check=False).returncode
    return missed


def _measure(misses: bool) -> int:
    from django.db import connection

    from alliance.search.models import SearchEntry

    _fill()
    titles = list(
        SearchEntry.objects.filter(audience__in=AUDIENCES).values_list("title", flat=True)
    )
    ways: dict[str, Callable[[str], Titles]] = {"plain": _plain, "search": _search}
    scores: dict[str, dict[str, list[float]]] = {way: defaultdict(list) for way in ways}
    for text, kind, labels in QUERIES:
        wanted = _graded(labels, titles)
        for way, ask in ways.items():
            found = ask(text)
            score = ndcg([wanted.get(title, 0) for title in found], list(wanted.values()))
            scores[way][kind].append(score)
            scores[way]["all"].append(score)
            if misses and way == "search" and score < BAR:
                print(f"{score:.2f} {text}")
                for title in found:
                    print(f"      {wanted.get(title, 0)} {title[:90]}")
                for title in wanted.keys() - set(found):
                    print(f"      missed {wanted[title]} {title[:80]}")
    print(f"{connection.vendor}: {len(titles)} entries, {len(QUERIES)} queries; nDCG@{DEPTH}")
    for kind, values in scores["search"].items():
        print(
            f"{kind:20} {len(values):3}   plain {_mean(scores['plain'][kind]):.3f}   search {_mean(values):.3f}"
        )
    plain, ours = _mean(scores["plain"]["all"]), _mean(scores["search"]["all"])
    return int(ours < BAR or ours < plain * BETTER_BY)


def _fill() -> None:
    """The sample region, and the invented entries in the guise of networks."""
    from alliance.directory.models import Network
    from alliance.region.load import load_sample
    from alliance.search import registry
    from alliance.search.document import Document

    load_sample(today=TODAY)
    invented = {each.key: each for each in INVENTED}

    def describe(network: Network) -> Document | None:
        each = invented.get(network.slug)
        return each and Document(
            title=each.title,
            body=each.body,
            kind=each.kind,
            url="/",
            date=each.date,
            publisher=each.publisher,
        )

    registry.register(Network, document=describe)
    with registry.together():
        for each in INVENTED:
            Network.objects.create(name=each.key, slug=each.key)


def _graded(labels: str, titles: Titles) -> dict[str, int]:
    """By title: its grade."""
    keys = {each.key: each.title for each in INVENTED}
    wanted: dict[str, int] = {}
    for name, grade in grades(labels):
        beginning = keys.get(name, name)
        fitting = [title for title in titles if title.startswith(beginning)]
        assert fitting, f"No entry begins with “{beginning}”."
        for title in fitting:
            wanted.setdefault(title, grade)
    return wanted


def ndcg(found: Sequence[int], wanted: Sequence[int]) -> float:
    """What is gained by the first ten hits, as a share of what could be."""

    def gain(values: Sequence[int]) -> float:
        return sum(
            (2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(values[:DEPTH])
        )

    return gain(found) / gain(sorted(wanted, reverse=True))


def _search(text: str) -> Titles:
    from alliance.search.query import search

    hits = search(text, audiences=AUDIENCES, per_page=DEPTH).hits
    return [
        str(hit.title)
        .replace("<mark>", "")
        .replace("</mark>", "")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
        for hit in hits
    ]


def _plain(text: str) -> Titles:
    """Title and text, all the words in any form, the database's own rank."""
    from django.db import connection

    from alliance.search.words import read

    phrases = [term.words for term in read(text)]
    if connection.vendor == "postgresql":
        sql = """SELECT title FROM search_searchentry,
                to_tsvector('english', title || ' ' || body) plain, to_tsquery('english', %s) query
            WHERE plain @@ query AND audience IN ('public', 'members')
            ORDER BY ts_rank(plain, query) DESC, id LIMIT 10"""
        asked = " & ".join("(" + " <-> ".join(words) + ")" for words in phrases)
    else:
        sql = """SELECT e.title FROM search_words w JOIN search_searchentry e ON e.id = w.rowid
            WHERE search_words MATCH %s AND e.audience IN ('public', 'members')
            ORDER BY bm25(search_words, 1, 1, 0, 0, 0), e.id LIMIT 10"""
        asked = "{title body} : (" + " AND ".join(f'"{" ".join(words)}"' for words in phrases) + ")"
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked])
        return [title for (title,) in cursor.fetchall()]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
