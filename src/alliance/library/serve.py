"""Documents at their addresses, as Wagtail serves them, and never from somebody's memory."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from wagtail.documents.views.serve import serve

from alliance.directory.access import Door, door


@door(Door.PUBLIC)
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """A document, if its collection is open to whoever asks (`wagtail_hooks.ask_or_refuse`).

    A browser that keeps it asks again each time: whoever may no longer open it is refused.
    """
    response: HttpResponseBase = serve(request, int(document_id), filename)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
