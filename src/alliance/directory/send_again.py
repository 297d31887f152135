"""A form whose proof of origin is out of date is shown again to be sent, with what was typed in it.

Whoever signs in or out in another window, or clears their cookies, has an old proof in the forms
that are still open; the browser's way back may bring them up empty.
"""

from __future__ import annotations

import re

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.cache import never_cache

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of the field
SECRETS = re.compile(r"passw|secret|credential|token|otp|login|^code$", re.IGNORECASE)
"""In the name of a field, that what it holds must not be written into a page."""
SIGN_IN = "allauth."
"""Where the views of signing in are: their forms are short, and hold what lets somebody in."""


@never_cache
def send_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django calls when it cannot tell whether a form came from whom it seems to come from."""
    context = {"fields": _typed(request), "address": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form in their order; none where it must not be shown again.

    A form that another site sent in somebody's name is never shown: with a new proof and a button
    it would do, at one press, what the old one was refused for.
    """
    if not _is_from_here(request) or _is_of_sign_in(request):
        return []
    try:
        form, files = request.POST.copy(), request.FILES
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    form.pop(TOKEN, None)
    if files or any(SECRETS.search(name) for name in form):
        return []
    return [(name, value) for name, values in form.lists() for value in values]


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that it was sent from a page of ours; if it says nothing, it was not."""
    if said := request.headers.get("Sec-Fetch-Site"):
        return bool(said == "same-origin")
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _is_of_sign_in(request: HttpRequest) -> bool:
    view = request.resolver_match.func if request.resolver_match else None
    return view is None or view.__module__.startswith(SIGN_IN)
