"""The page for people at /api/v1/, the OpenAPI document, and what is at no address."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door

from .asking import MOST_A_PAGE, nothing_else
from .description import description
from .listing import JSON, preferred
from .problems import KINDS, Refusal, told
from .webhooks.events import EVENTS

Operations = list[dict[str, Any]]


@door(Door.PUBLIC)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What there is, for people, made from the document for programs."""
    lists, single, written = _operations()
    response = render(
        request,
        "api/page.html",
        {
            "lists": lists,
            "single": single,
            "written": written,
            "problems": KINDS,
            "most": MOST_A_PAGE,
            "events": EVENTS,
        },
    )
    response["Link"] = '</api/v1/openapi.json>; rel="service-desc"'
    return response


@cache
def _operations() -> tuple[Operations, Operations, Operations]:
    """Operations that give a list, those that give one thing, and those that take something."""
    found = [
        {
            "path": path,
            "method": method,
            **operation,
            "parameters": list(map(_parameter, operation["parameters"])),
        }
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]
    reading = [each for each in found if each["method"] == "get"]
    lists = [each for each in reading if not each["path"].endswith("}/")]
    return (
        lists,
        [each for each in reading if each not in lists],
        [each for each in found if each not in reading],
    )


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "description": parameter.get("description", ""),
        "choices": schema.get("enum", []),
        "default": schema.get("default"),
    }


def document(request: HttpRequest) -> HttpResponse:
    """`/api/v1/openapi.json`"""
    try:
        nothing_else(request)
        preferred(request, [JSON])
    except Refusal as refusal:
        return told(request, refusal)
    return HttpResponse(json.dumps(description(), ensure_ascii=False), content_type=JSON)


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below /api/v1/: the one with a stroke at its end, or a problem."""
    closed = f"{request.path_info}/"
    if not rest.endswith("/") and _leads_somewhere(closed):
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{request.path}/{'?' if query else ''}{query}", permanent=True)
    return told(request, Refusal.nothing("/api/v1/ says which addresses there are."))


def _leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).url_name != "nothing_here"
    except Resolver404:
        return False
