"""The page of search results."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .audience import audience_keys
from .query import Facet, Results, pages_of, search

FACETS = {"kind": "Kind", "year": "Year", "topic": "Topic"}
LONGEST_QUERY = 200


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """`/search/?q=…&kind=…&year=…&topic=…&page=…`; what cannot be understood is left out."""
    asked = request.GET
    text = asked.get("q", "").strip()[:LONGEST_QUERY]
    found = search(
        text,
        audiences=audience_keys(request),
        kinds=asked.getlist("kind"),
        year=_number(asked.get("year")),
        topics=asked.getlist("topic"),
        page=_number(asked.get("page")) or 1,
    )
    return render(
        request,
        "search/results.html",
        {
            "query": text,
            "found": found,
            "groups": _groups(found, asked),
            "is_narrowed": any(name in asked for name in FACETS),
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
