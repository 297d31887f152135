"""Which rows of one model have the words: for lists that are narrowed by them."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from .databases import word_index
from .models import SearchEntry
from .words import read


def ids_of(model: type[Model], text: str, *, audiences: Collection[str], most: int) -> list[str]:
    """Ids of the rows that have all the words and that these audiences may find, best first."""
    terms = read(text)
    if not terms:
        return []
    entries = SearchEntry.objects.filter(
        audience__in=audiences, content_type=ContentType.objects.get_for_model(model)
    )
    return list(word_index().ranked(entries, terms).values_list("object_id", flat=True)[:most])
