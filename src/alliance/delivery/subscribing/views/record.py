"""What is kept of a subscriber: handed over to them, or erased, as they wish."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from alliance.directory.models import User

from ...models import Subscriber
from ..erase import erase
from ..export import export_of
from ..words import masked

PRESSED = {"export", "erase", "erase_now"}
"""Buttons for the owner alone: of an account, or of a link that was sent to them; never of a copy's,
which goes wherever the copy is forwarded to."""
FILE = "what-is-kept-of-you.json"
BY_WISH = "By their own wish."


def answer(
    request: HttpRequest, doing: str, subscriber: Subscriber, *, by: User | None
) -> HttpResponse:
    """Hand it over; ask once more before erasing; erase."""
    if doing == "export":
        return JsonResponse(
            export_of(subscriber),
            json_dumps_params={"indent": 2, "ensure_ascii": False},
            headers={"Content-Disposition": f'attachment; filename="{FILE}"'},
        )
    if doing == "erase":
        context = {"address": masked(subscriber.address), "back": request.path}
        return render(request, "delivery/subscribing/erase.html", context)
    erase(subscriber=subscriber, by=by, reason=BY_WISH)
    return render(request, "delivery/subscribing/erased.html", {"has_account": by is not None})
