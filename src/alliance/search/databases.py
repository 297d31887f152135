"""What each database does for the index: which entries match, how well, and why.

Reading all matches is cheap for a while and weighing them is not, so both take limits. Whatever is
read comes from a narrow part of the entries (an index that covers it on SQLite; on PostgreSQL texts
lie outside the rows): the wide rows of 150,000 entries take half a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db import connection
from django.utils import timezone

from .scope import Match, Scope
from .words import Term, Words

COLUMNS = "e.id, e.kind, e.year, e.date, e.publisher, e.authority, e.topics"
MANY = 3000
"""Matches that are set in order without looking for the newest year by year."""
YEARS = 15
"""So far back the newest are looked for year by year."""


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
    def matches(
        self, sought: Sought, scope: Scope, limit: int, *, in_title: bool = False
    ) -> list[Match]:
        """As many matching entries as the limit allows, in no order.

        Args:
            in_title: those whose title alone has the terms.
        """

    def weights(self, sought: Sought, ids: Sequence[int]) -> dict[int, float]:
        """How well the words of these entries match: more is better."""


class Fts5:
    """SQLite: the table `search_words`, weighed by BM25."""

    WEIGHTS = "8.0, 1.0, 3.0, 6.0, 1.0"
    """Of title, body, facts, marks of the title, marks of the body."""

    def matches(
        self, sought: Sought, scope: Scope, limit: int, *, in_title: bool = False
    ) -> list[Match]:
        expression = f"({self._matching(sought)})"
        if in_title:
            expression = f"({{title title_marks}} : {expression})"
        for group in scope.words():
            expression += f" AND {{facts}} : ({' OR '.join(map(_quoted, group))})"
        condition, parameters = scope.where("instr")
        rows = _rows(
            f"""SELECT {COLUMNS} FROM search_words w
                CROSS JOIN search_searchentry e INDEXED BY search_narrow ON e.id = w.rowid
                WHERE search_words MATCH %s AND {condition} LIMIT {limit:d}""",  # noqa: S608
            [expression, *parameters],
        )
        return list(map(Match._make, rows))

    def weights(self, sought: Sought, ids: Sequence[int]) -> dict[int, float]:
        # The plus keeps SQLite from asking the word index once for each entry.
        rows = _rows(
            f"SELECT rowid, -bm25(search_words, {self.WEIGHTS}) FROM search_words "  # noqa: S608
            f"WHERE search_words MATCH %s AND +rowid IN ({_numbers(ids)})",
            [self._matching(sought)],
        )
        return dict(rows)

    @staticmethod
    def _matching(sought: Sought) -> str:
        """Every term a quoted string: nothing in it is an operator."""
        return " OR ".join(
            "(" + " AND ".join(map(_fts5_term, terms)) + ")" for terms in sought.choices()
        )


class TextSearch:
    """PostgreSQL: the generated column `words`, weighed by how often and where words stand."""

    QUERY = "to_tsquery('english', %s)"

    def matches(
        self, sought: Sought, scope: Scope, limit: int, *, in_title: bool = False
    ) -> list[Match]:
        expressions = {"title_words" if in_title else "words": f"({self._matching(sought)})"}
        if groups := scope.words():
            # Words, not phrases: those would have to be looked up in the entries.
            among = " & ".join(
                "(" + " | ".join(f"({' & '.join(words)})" for words in group) + ")"
                for group in groups
            )
            before = expressions.get("words")
            expressions["words"] = f"{before} & {among}" if before else among
        matching = " AND ".join(f"e.{column} @@ {self.QUERY}" for column in expressions)
        condition, parameters = scope.where("strpos")
        # A named part is planned for all its rows and read only as far as the limit: otherwise
        # the planner hopes to meet enough matches on a walk through the table.
        rows = _rows(
            f"""WITH found AS MATERIALIZED (
                SELECT {COLUMNS} FROM search_searchentry e WHERE {matching} AND {condition})
                SELECT * FROM found LIMIT {limit:d}""",  # noqa: S608
            [*expressions.values(), *parameters],
        )
        return list(map(Match._make, rows))

    def weights(self, sought: Sought, ids: Sequence[int]) -> dict[int, float]:
        # Weights of D (unused), C (facts), B (body), A (title); 1: divided by the logarithm of the
        # length, so that long texts do not win by length.
        rows = _rows(
            f"""SELECT id, ts_rank('{{0, 0.3, 0.15, 1}}', words, {self.QUERY}, 1)
                FROM search_searchentry WHERE id = ANY(%s)""",  # noqa: S608
            [self._matching(sought), list(ids)],
        )
        return dict(rows)

    @staticmethod
    def _matching(sought: Sought) -> str:
        """Terms have letters and digits only, so nothing in them is an operator."""
        return " | ".join(
            "(" + " & ".join(map(_tsquery_term, terms)) + ")" for terms in sought.choices()
        )


def newest(
    index: WordIndex,
    sought: Sought,
    scope: Scope,
    limit: int,
    *,
    in_title: bool = False,
    some: Sequence[Match] = (),
) -> list[Match]:
    """The newest of the matching entries; those without a date last.

    Of many, year by year, because both databases find the words of a year with the others: to set
    all that match in order, each would have to be read. If one year alone has more than the limit,
    those taken of it are in no order.

    Args:
        some: matches that were read already, if it is known that there are many.
    """
    found = some or index.matches(sought, scope, MANY + 1, in_title=in_title)
    if scope.years or not (some or len(found) > MANY):
        return sorted(found, key=_age)[:limit]
    of_years: list[Match] = []
    this_year = timezone.localdate().year
    for year in range(this_year + 1, this_year - YEARS, -1):
        within = replace(scope, years=[str(year)])
        of_years += sorted(
            index.matches(sought, within, limit - len(of_years), in_title=in_title), key=_age
        )
        if len(of_years) >= limit:
            return of_years
    there = {match.pk for match in of_years}
    return [*of_years, *(match for match in found if match.pk not in there)][:limit]


def _age(match: Match) -> tuple[bool, int]:
    return match.date is None, -match.date.toordinal() if match.date else 0


def word_index() -> WordIndex:
    """Of the database that is in use."""
    return TextSearch() if connection.vendor == "postgresql" else Fts5()


def _fts5_term(term: Term) -> str:
    if term.marks:
        return f"({' OR '.join(term.marks)})"
    return _quoted(term.words) + (" *" if term.is_beginning else "")


def _quoted(words: Words) -> str:
    return f'"{" ".join(words)}"'


def _tsquery_term(term: Term) -> str:
    if term.marks:
        return f"({' | '.join(term.marks)})"
    return "(" + " <-> ".join(term.words) + (":*" if term.is_beginning else "") + ")"


def _numbers(ids: Sequence[int]) -> str:
    return ", ".join(map(str, map(int, ids)))


def _rows(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
