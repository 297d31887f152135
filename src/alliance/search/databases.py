"""What each database does for the index: which entries match, in which order, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from .meanings import Group, widen
from .models import SearchEntry
from .words import Term

# Characters that no stored text has (`document.entry` takes them out).
START, STOP = "\x02", "\x03"
NEWEST = (F("date").desc(nulls_last=True), "pk")
Highlights = dict[int, tuple[str, str]]
"""By entry: its title and a snippet of its body, hits between START and STOP."""


Entries = QuerySet[SearchEntry]


class WordIndex(Protocol):
    def ranked(self, entries: Entries, terms: Sequence[Term]) -> Entries:
        """Those of the entries that have all terms, best first; of two alike the newer."""

    def highlights(self, ids: Sequence[int], terms: Sequence[Term]) -> Highlights:
        """Titles and snippets of a page of hits."""


class Fts5:
    """SQLite: the table `search_words`, made by migration 0002; ranked by BM25."""

    def ranked(self, entries: Entries, terms: Sequence[Term]) -> Entries:
        # The plus keeps SQLite from asking the word index once for each entry.
        return entries.extra(
            tables=["search_words"],
            where=["search_words MATCH %s", "+search_words.rowid = search_searchentry.id"],
            params=[self._expression(terms)],
        ).order_by(RawSQL("bm25(search_words, 8.0, 1.0)", []), *NEWEST)

    def highlights(self, ids: Sequence[int], terms: Sequence[Term]) -> Highlights:
        places = ", ".join(["%s"] * len(ids))
        with connection.cursor() as cursor:
            cursor.execute(
                f"""SELECT rowid, highlight(search_words, 0, %s, %s),
                       snippet(search_words, 1, %s, %s, ' … ', 32)
                    FROM search_words WHERE search_words MATCH %s AND +rowid IN ({places})""",  # noqa: S608
                [START, STOP, START, STOP, self._expression(terms), *ids],
            )
            return {pk: (title, snippet) for pk, title, snippet in cursor.fetchall()}

    @staticmethod
    def _expression(terms: Sequence[Term]) -> str:
        """Every term a quoted string: nothing in it is an operator."""
        return " AND ".join(map(Fts5._group, widen(terms)))

    @staticmethod
    def _group(group: Group) -> str:
        typed = " AND ".join(
            f'"{" ".join(term.words)}"' + (" *" if term.is_beginning else "")
            for term in group.terms
        )
        others = [f'"{" ".join(words)}"' for words in group.others]
        return f"({' OR '.join([f'({typed})', *others])})"


class TextSearch:
    """PostgreSQL: the generated column `words`, made by migration 0002; ranked by cover density."""

    def ranked(self, entries: Entries, terms: Sequence[Term]) -> Entries:
        expression = self._expression(terms)
        # 1: divided by the logarithm of the length, so that long texts do not win by length
        rank = RawSQL("ts_rank_cd(words, to_tsquery('english', %s), 1)", [expression])
        return entries.extra(
            where=["words @@ to_tsquery('english', %s)"], params=[expression]
        ).order_by(rank.desc(), *NEWEST)

    def highlights(self, ids: Sequence[int], terms: Sequence[Term]) -> Highlights:
        marks = f'StartSel="{START}", StopSel="{STOP}"'
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT id, ts_headline('english', title, query, %s),
                       ts_headline('english', body, query, %s)
                   FROM search_searchentry, to_tsquery('english', %s) query
                   WHERE id = ANY(%s)""",
                [
                    f"{marks}, HighlightAll=true",
                    f'{marks}, MaxFragments=2, MaxWords=24, MinWords=12, FragmentDelimiter=" … "',
                    self._expression(terms),
                    list(ids),
                ],
            )
            return {pk: (title, snippet) for pk, title, snippet in cursor.fetchall()}

    @staticmethod
    def _expression(terms: Sequence[Term]) -> str:
        """Terms have letters and digits only, so nothing in them is an operator."""
        return " & ".join(map(TextSearch._group, widen(terms)))

    @staticmethod
    def _group(group: Group) -> str:
        typed = " & ".join(
            "(" + " <-> ".join(term.words) + (":*" if term.is_beginning else "") + ")"
            for term in group.terms
        )
        others = [f"({' <-> '.join(words)})" for words in group.others]
        return f"({' | '.join([f'({typed})', *others])})"


def word_index() -> WordIndex:
    """Of the database that is in use."""
    return TextSearch() if connection.vendor == "postgresql" else Fts5()
