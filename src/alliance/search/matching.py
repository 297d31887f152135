"""Which rows of one model have the words: for lists that are narrowed by them."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from .databases import Sought, newest, word_index
from .models import SearchEntry, lexicon
from .scope import Scope
from .words import read, telling


def ids_of(model: type[Model], text: str, *, audiences: Collection[str], most: int) -> list[str]:
    """Ids of the rows that have all the words and that these audiences may find, newest first.

    Wordings of one meaning are one, as on the search page; nothing is corrected or left out.
    """
    terms = telling(lexicon().widen(read(text)))
    if not terms:
        return []
    content_type = ContentType.objects.get_for_model(model)
    scope = Scope(audiences=audiences, content_type=content_type.pk)
    matches = newest(word_index(), Sought(terms), scope, most)
    ids = [match.pk for match in matches]
    of_entries = dict(SearchEntry.objects.filter(pk__in=ids).values_list("pk", "object_id"))
    return [of_entries[pk] for pk in ids if pk in of_entries]
