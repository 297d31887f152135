"""Where in a hit the words are: its title and a snippet of its text.

One way for both databases: SQLite's full text, which comes with Python, over a page of hits in
memory. PostgreSQL's own marks every word of a phrase wherever it stands (of “safeguarding hub” each
“hub”), and in the whole index of SQLite each phrase would be looked for in everything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import NamedTuple

from .words import Term, Words

# Characters that no stored text has (`document.entry` takes them out).
START, STOP = "\x02", "\x03"
LONGEST_READ = 50_000
"""Signs of a text that are looked through for a snippet."""
SNIPPET = 32
"""Words of a snippet."""


class Text(NamedTuple):
    """What is read of a hit."""

    pk: int
    title: str
    body: str


class Marked(NamedTuple):
    """A title and a snippet, hits between START and STOP."""

    title: str
    snippet: str


def highlight(texts: Iterable[Text], terms: Sequence[Term]) -> dict[int, Marked]:
    """By hit: what of it is shown."""
    texts = [Text(pk, title, body[:LONGEST_READ]) for pk, title, body in texts]
    with closing(sqlite3.connect(":memory:")) as page:
        page.execute(
            """CREATE VIRTUAL TABLE page USING fts5(
               title, body, tokenize='porter unicode61 remove_diacritics 2')"""
        )
        page.executemany("INSERT INTO page(rowid, title, body) VALUES (?, ?, ?)", texts)
        rows = page.execute(
            """SELECT rowid, highlight(page, 0, ?, ?), snippet(page, 1, ?, ?, ' … ', ?)
               FROM page WHERE page MATCH ?""",
            [START, STOP, START, STOP, SNIPPET, " OR ".join(_sought(terms))],
        )
        marked = {pk: Marked(title, snippet) for pk, title, snippet in rows}
    return {text.pk: Marked(text.title, _beginning(text.body)) for text in texts} | marked


def _sought(terms: Sequence[Term]) -> list[str]:
    """Whatever the terms may be called, each a quoted string: nothing in it is an operator."""
    sought = []
    for term in terms:
        sought += [_quoted(words) for words in term.wordings]
        sought.append(_quoted(term.words) + (" *" if term.is_beginning else ""))
    return list(dict.fromkeys(sought))


def _quoted(words: Words) -> str:
    return f'"{" ".join(words)}"'


def _beginning(body: str) -> str:
    """Of a text in which nothing is to be highlighted."""
    words = body.split(maxsplit=SNIPPET)
    return " ".join(words[:SNIPPET]) + (" … " if len(words) > SNIPPET else "")
