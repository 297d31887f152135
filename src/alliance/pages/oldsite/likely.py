"""Which page somebody probably wanted who came by an address that leads nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.http import HttpRequest
from rapidfuzz import fuzz

from alliance.directory.access import visible
from alliance.pages.models import ProjectPage, SectionPage
from alliance.search.audience import audience_keys
from alliance.search.query import search

MOST = 5
ALIKE = 80
LONGEST_WORDS = 8
_FILE = re.compile(r"\.\w{1,5}$")
_EMPTY = frozenset(
    "a an and at by for from html in index of on page pages the to uploads www".split()
)


@dataclass(frozen=True, slots=True)
class Likely:
    title: str
    url: str
    kind: str


def likely(request: HttpRequest, key: str) -> list[Likely]:
    """Sections and projects with nearly that address; then what search finds for its words."""
    if "?" in key:
        return []
    last = _FILE.sub("", key.rpartition("/")[2])
    found: dict[str, Likely] = {}
    for model, kind in ((SectionPage, "Section"), (ProjectPage, "Project")):
        rows = visible(request.user, model.objects.only("title", "slug"))
        for row in rows:
            if _are_alike(last, row.slug):
                url = row.get_absolute_url()
                found[url] = Likely(row.title, url, kind)
    for words in _queries(key, last):
        hits = search(words, audiences=audience_keys(request), per_page=MOST).hits
        for hit in hits:
            found.setdefault(hit.url, Likely(_plain(hit.title), hit.url, hit.kind))
        if hits:
            break
    return list(found.values())[:MOST]


def _are_alike(last: str, slug: str) -> bool:
    """Spelled nearly the same, or some words more: `early-help-network` is like `early-help`."""
    if fuzz.ratio(last, slug) >= ALIKE:
        return True
    words, of_slug = set(_words(last)), set(_words(slug))
    return len(of_slug) > 1 and of_slug <= words


def _queries(key: str, last: str) -> list[str]:
    """What to look for: all words of the address, then of its last part, then the longest.

    A search that finds nothing with all the words leaves one or two out by itself.
    """
    every, ending = _words(key), _words(last)
    tries = [every, ending, [max(ending or every, key=len)] if every else []]
    return list(dict.fromkeys(" ".join(words[-LONGEST_WORDS:]) for words in tries if words))


def _words(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]{3,}", _FILE.sub("", text))
    return [word for word in words if word not in _EMPTY]


def _plain(marked: str) -> str:
    return unescape(re.sub(r"</?mark>", "", marked))
