"""Marks following the meanings: a wording that is added or taken away counts at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from .databases import Sought, word_index
from .meanings import mark_of
from .models import Meaning, SearchEntry, lexicon
from .scope import Scope
from .words import Term, read_words, telling

AT_ONCE = 500


@transaction.atomic
def mark_anew(meaning: Meaning) -> int:
    """Look again through the entries that may speak of a meaning, or did; how many changed.

    Only entries that have its mark, or all words of one of its wordings, are read.
    """
    audiences = SearchEntry.objects.order_by().values_list("audience", flat=True).distinct()
    scope = Scope(audiences=list(audiences))
    looked_for: list[Sequence[Term]] = [[Term((mark_of(meaning.pk),))]]
    for name in meaning.wordings.splitlines():
        words = read_words(name)
        if words:
            looked_for.append(telling([Term((word,)) for word in words]))
    index = word_index()
    ids = {
        match.pk
        for terms in looked_for
        for match in index.matches(Sought(terms), scope, SearchEntry.objects.count())
    }
    meanings = lexicon()
    changed = 0
    for some in _batches(sorted(ids)):
        rewritten = []
        for entry in SearchEntry.objects.filter(pk__in=some):
            before = entry.title_marks, entry.body_marks
            entry.leave_marks(meanings)
            if before != (entry.title_marks, entry.body_marks):
                rewritten.append(entry)
        SearchEntry.objects.bulk_update(rewritten, ["title_marks", "body_marks"])
        changed += len(rewritten)
    return changed


def follow(instance: Meaning, raw: bool = False, **signal: object) -> None:
    """A meaning was saved or deleted."""
    if not raw:
        mark_anew(instance)


def _batches(ids: Sequence[int]) -> Sequence[Sequence[int]]:
    return [ids[begin : begin + AT_ONCE] for begin in range(0, len(ids), AT_ONCE)]
