"""What each database does for the index: which entries match, how well, and why.

Reading all matches is cheap for a while and weighing them is not, so both take limits. Whatever is
read comes from a narrow part of the entries (an index that covers it on SQLite; on PostgreSQL texts
lie outside the rows): the wide rows of 150,000 entries take half a second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db import connection

from .scope import Scope
from .words import Term, Words

# Characters that no stored text has (`document.entry` takes them out).
START, STOP = "\x02", "\x03"
Highlights = dict[int, tuple[str, str]]
"""By entry: its title and a snippet of its body, hits between START and STOP."""
COLUMNS = "e.id, e.kind, e.year, e.date, e.publisher, e.authority"


class Match(NamedTuple):
    """What is known of a matching entry without reading it."""

    pk: int
    kind: str
    year: int | None
    date: dt.date | None
    publisher: str
    authority: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Terms that must all be there; or, as a last resort, all but one, or any."""

    terms: Sequence[Term]
    leaving_out: int = 0

    def choices(self) -> list[Sequence[Term]]:
        """The sets of terms of which one must be there whole."""
        if not self.leaving_out or len(self.terms) < 2:
            return [self.terms]
        if self.leaving_out == 1 and len(self.terms) > 2:
            return [[*self.terms[:n], *self.terms[n + 1 :]] for n in range(len(self.terms))]
        return [[term] for term in self.terms]


class WordIndex(Protocol):
    def matches(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        """As many matching entries as the limit allows, in no order."""

    def newest(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        """The newest of the matching entries."""

    def titled(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        """Entries whose title alone has the terms, the newest of them."""

    def weights(self, sought: Sought, ids: Sequence[int]) -> dict[int, float]:
        """How well the words of these entries match: more is better."""

    def highlights(self, sought: Sought, ids: Sequence[int]) -> Highlights:
        """Titles and snippets of a page of hits."""


class Fts5:
    """SQLite: the table `search_words`, weighed by BM25."""

    WEIGHTS = "8.0, 1.0, 3.0, 6.0, 1.0"
    """Of title, body, facts, marks of the title, marks of the body."""

    def matches(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        return self._read(self.matching(sought), scope, limit)

    def newest(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        return self._read(self.matching(sought), scope, limit, "ORDER BY e.date DESC NULLS LAST")

    def titled(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        expression = f"{{title title_marks}} : ({self.matching(sought)})"
        return self._read(expression, scope, limit, "ORDER BY e.date DESC NULLS LAST")

    def weights(self, sought: Sought, ids: Sequence[int]) -> dict[int, float]:
        # The plus keeps SQLite from asking the word index once for each entry.
        rows = _rows(
            f"SELECT rowid, -bm25(search_words, {self.WEIGHTS}) FROM search_words "  # noqa: S608
            f"WHERE search_words MATCH %s AND +rowid IN ({_numbers(ids)})",
            [self.matching(sought)],
        )
        return dict(rows)

    def highlights(self, sought: Sought, ids: Sequence[int]) -> Highlights:
        rows = _rows(
            f"""SELECT rowid, highlight(search_words, 0, %s, %s),
                   snippet(search_words, 1, %s, %s, ' … ', 32)
                FROM search_words WHERE search_words MATCH %s AND +rowid IN ({_numbers(ids)})""",  # noqa: S608
            [START, STOP, START, STOP, " OR ".join(map(_quoted, _shown(sought)))],
        )
        return {pk: (title, snippet) for pk, title, snippet in rows}

    @staticmethod
    def _read(expression: str, scope: Scope, limit: int, order: str = "") -> list[Match]:
        condition, parameters = scope.where()
        rows = _rows(
            f"""SELECT {COLUMNS} FROM search_words w
                CROSS JOIN search_searchentry e INDEXED BY search_narrow ON e.id = w.rowid
                WHERE search_words MATCH %s AND {condition} {order} LIMIT {limit:d}""",  # noqa: S608
            [expression, *parameters],
        )
        return list(map(Match._make, rows))

    @staticmethod
    def matching(sought: Sought) -> str:
        """Every term a quoted string: nothing in it is an operator."""
        return " OR ".join(
            "(" + " AND ".join(map(_fts5_term, terms)) + ")" for terms in sought.choices()
        )


class TextSearch:
    """PostgreSQL: the generated column `words`, weighed by how often and where words stand."""

    QUERY = "to_tsquery('english', %s)"

    def matches(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        return self._read("words", sought, scope, limit)

    def newest(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        return self._read("words", sought, scope, limit, "ORDER BY date DESC NULLS LAST")

    def titled(self, sought: Sought, scope: Scope, limit: int) -> list[Match]:
        return self._read("title_words", sought, scope, limit, "ORDER BY date DESC NULLS LAST")

    def weights(self, sought: Sought, ids: Sequence[int]) -> dict[int, float]:
        # Weights of D (unused), C (facts), B (body), A (title); 1: divided by the logarithm of the
        # length, so that long texts do not win by length.
        rows = _rows(
            f"""SELECT id, ts_rank('{{0, 0.3, 0.15, 1}}', words, {self.QUERY}, 1)
                FROM search_searchentry WHERE id = ANY(%s)""",  # noqa: S608
            [self.matching(sought), list(ids)],
        )
        return dict(rows)

    def highlights(self, sought: Sought, ids: Sequence[int]) -> Highlights:
        marks = f'StartSel="{START}", StopSel="{STOP}"'
        rows = _rows(
            f"""SELECT id, ts_headline('english', title, query, %s),
                   ts_headline('english', body, query, %s)
               FROM search_searchentry, {self.QUERY} query WHERE id = ANY(%s)""",  # noqa: S608
            [
                f"{marks}, HighlightAll=true",
                f'{marks}, MaxFragments=2, MaxWords=24, MinWords=12, FragmentDelimiter=" … "',
                " | ".join(f"({_following(words)})" for words in _shown(sought)),
                list(ids),
            ],
        )
        return {pk: (title, snippet) for pk, title, snippet in rows}

    def _read(
        self, column: str, sought: Sought, scope: Scope, limit: int, order: str = ""
    ) -> list[Match]:
        condition, parameters = scope.where()
        # A named part is planned for all its rows and read only as far as the limit: otherwise
        # the planner hopes to meet enough matches on a walk through the table.
        rows = _rows(
            f"""WITH found AS MATERIALIZED (
                SELECT {COLUMNS} FROM search_searchentry e
                WHERE e.{column} @@ {self.QUERY} AND {condition})
                SELECT * FROM found {order} LIMIT {limit:d}""",  # noqa: S608
            [self.matching(sought), *parameters],
        )
        return list(map(Match._make, rows))

    @staticmethod
    def matching(sought: Sought) -> str:
        """Terms have letters and digits only, so nothing in them is an operator."""
        return " | ".join(
            "(" + " & ".join(map(_tsquery_term, terms)) + ")" for terms in sought.choices()
        )


def word_index() -> WordIndex:
    """Of the database that is in use."""
    return TextSearch() if connection.vendor == "postgresql" else Fts5()


def topics_of(ids: Sequence[int]) -> list[tuple[int, str]]:
    """Entries and each of their topics."""
    if not ids:
        return []
    return _rows(
        f"SELECT entry_id, topic FROM search_searchtopic WHERE entry_id IN ({_numbers(ids)})",  # noqa: S608
        [],
    )


def _shown(sought: Sought) -> list[Words]:
    """What is highlighted: a last “*” stands for any end of the word."""
    shown: list[Words] = []
    for term in sought.terms:
        end = ("*",) if term.is_beginning else ()
        shown += [*term.wordings, (*term.words, *end)]
    return list(dict.fromkeys(shown))


def _fts5_term(term: Term) -> str:
    if term.marks:
        return f"({' OR '.join(term.marks)})"
    return _quoted((*term.words, "*") if term.is_beginning else term.words)


def _quoted(words: Words) -> str:
    is_beginning = words[-1] == "*"
    return f'"{" ".join(words[:-1] if is_beginning else words)}"' + (" *" if is_beginning else "")


def _tsquery_term(term: Term) -> str:
    if term.marks:
        return f"({' | '.join(term.marks)})"
    return f"({_following((*term.words, '*') if term.is_beginning else term.words)})"


def _following(words: Words) -> str:
    is_beginning = words[-1] == "*"
    return " <-> ".join(words[:-1] if is_beginning else words) + (":*" if is_beginning else "")


def _numbers(ids: Sequence[int]) -> str:
    return ", ".join(map(str, map(int, ids)))


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
