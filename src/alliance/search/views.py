"""The page of search results."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .audience import audience_keys
from .facets import Facet
from .query import Results, pages_of, search

FACETS = {
    "kind": "Kind",
    "year": "Year",
    "topic": "Topic",
    "publisher": "Publisher",
    "authority": "Authority",
}
AS_TYPED = "as_typed"
LONGEST_QUERY = 200
MOST_CHOSEN = 10
"""Values of one facet that are heeded."""


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`/search/?q=…&kind=…&year=…&topic=…&publisher=…&authority=…&page=…`, and `as_typed=1` for
    neither other wordings nor other spellings; what cannot be understood is left out."""
    asked = request.GET
    text = asked.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    as_typed = asked.get(AS_TYPED) == "1"
    found = search(
        text,
        audiences=audience_keys(request),
        kinds=asked.getlist("kind")[:MOST_CHOSEN],
        year=_number(asked.get("year")),
        topics=asked.getlist("topic")[:MOST_CHOSEN],
        publishers=asked.getlist("publisher")[:MOST_CHOSEN],
        authorities=asked.getlist("authority")[:MOST_CHOSEN],
        page=_number(asked.get("page")) or 1,
        as_typed=as_typed,
    )
    return render(
        request,
        "search/results.html",
        {
            "query": text,
            "found": found,
            "groups": _groups(found, asked),
            "is_narrowed": any(name in asked for name in FACETS),
            "as_typed": _address(asked, drop=["page"], **{AS_TYPED: ["1"]}),
            "is_as_typed": as_typed,
            "widened": _address(asked, drop=["page", AS_TYPED]),
            "without_facets": _address(asked, drop=[*FACETS, "page"]),
            "page": Paginator(pages_of(found), found.per_page).get_page(found.page),
        },
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


def _groups(found: Results, asked: QueryDict) -> list[dict[str, Any]]:
    """The facets that leave a choice, each value with the address that chooses or drops it."""
    groups = []
    for name, label in FACETS.items():
        facets = found.facets.get(name, ())
        if len(facets) > 1 or any(facet.is_chosen for facet in facets):
            choices = [(facet, _toggled(asked, name, facet)) for facet in facets]
            groups.append({"label": label, "choices": choices})
    return groups


def _toggled(asked: QueryDict, name: str, facet: Facet) -> str:
    if facet.is_chosen:
        rest = [value for value in asked.getlist(name) if value != facet.value]
    else:
        rest = [] if name == "year" else asked.getlist(name)
        rest = [*rest, facet.value]
    return _address(asked, drop=["page"], **{name: rest})


def _address(asked: QueryDict, drop: list[str], **values: list[str]) -> str:
    query = asked.copy()
    for name in drop:
        query.pop(name, None)
    for name, value in values.items():
        query.setlist(name, value)
    return f"?{query.urlencode()}"
