"""People and publications that are suggested as one writes."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from alliance.directory.access import visible
from alliance.directory.models import Person, User
from alliance.library.models import Publication

MOST = 8
FEWEST = 2
"""Letters from which something is suggested."""

Reader = User | AnonymousUser


def people_like(reader: Reader, words: str) -> list[Person]:
    """Those of the directory whose name has all the words, confirmed ones only."""
    rows = visible(reader, Person.objects.confirmed())
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    if len(words.strip()) < FEWEST:
        return []
    return list(rows.select_related("authority").order_by("name")[:MOST])


def publications_like(reader: Reader, words: str) -> list[Publication]:
    """Those of the library whose title has all the words, the newest first."""
    rows = visible(reader, Publication.objects.all())
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    if len(words.strip()) < FEWEST:
        return []
    return list(rows.select_related("publisher").order_by("-published_on", "title")[:MOST])
