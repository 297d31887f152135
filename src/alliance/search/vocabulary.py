"""The words of the entries, by audience: what spelling can be corrected to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from .databases import Sought, word_index
from .meanings import words_in
from .models import SearchEntry, SearchWord
from .scope import Scope
from .words import Term

AT_ONCE = 2000


Pairs = set[tuple[str, str]]
"""Audiences and words."""


def learn(entries: Iterable[SearchEntry], known: Pairs) -> None:
    """Add the words of entries that were written, but for those known to be there, and know them.

    Two writers who add the same words take them in the same order.
    """
    said = {
        (entry.audience, word)
        for entry in entries
        for text in (entry.title, entry.body, entry.facts)
        for word in words_in(text)
    }
    new = sorted(said - known)
    known |= said
    insert = (
        f"INSERT INTO {SearchWord._meta.db_table} (audience, word, backwards)"
        " {} ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            audiences, words = [audience for audience, _ in new], [word for _, word in new]
            cursor.execute(
                insert.format(
                    "SELECT a, w, reverse(w) FROM unnest(%s::text[], %s::text[]) t(a, w)"
                ),
                [audiences, words],
            )
        else:
            cursor.executemany(
                insert.format("VALUES (%s, %s, %s)"),
                [(audience, word, word[::-1]) for audience, word in new],
            )


def forget_unsaid() -> int:
    """Drop words that no entry of their audience has any more; how many they were."""
    words = word_index()
    gone = [
        row.pk
        for row in SearchWord.objects.iterator(AT_ONCE)
        if not words.matches(Sought([Term((row.word,))]), Scope(audiences=[row.audience]), limit=1)
    ]
    for begin in range(0, len(gone), AT_ONCE):
        SearchWord.objects.filter(pk__in=gone[begin : begin + AT_ONCE]).delete()
    return len(gone)
