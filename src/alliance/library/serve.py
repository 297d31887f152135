"""Documents at their addresses, as Wagtail serves them, and never from somebody's memory."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from alliance.directory.access import Door, door, viewer_of, visible

from .documents.text import drawn_from
from .models import DocumentFile
from .restricted import is_shut

SEALED = "sandbox; default-src 'none'"
"""Nothing in a file runs, whatever it turns out to be. A PDF that opens in the browser has Wagtail's
own policy, without the sandbox, in which no browser's viewer works."""


@door(Door.PUBLIC)
@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """A document, if its collection is open to whoever asks (`wagtail_hooks.ask_or_refuse`).

    A browser that keeps it asks again each time: whoever may no longer open it is refused.
    """
    response: HttpResponseBase = serve(request, int(document_id), filename)
    response.headers["Cache-Control"] = "private, no-cache"
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        response.headers["Content-Security-Policy"] = SEALED
    return response


@door(Door.PUBLIC)
@require_safe
def first_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The first page of a document as a picture, for whoever may open the document.

    The programme sees it also of what was taken out or is for a group, in the editors' area.
    """
    found = get_object_or_404(
        visible(request.user, DocumentFile.objects.select_related("collection")), pk=pk
    )
    if not viewer_of(request.user).is_programme and is_shut(request, found):
        raise Http404("There is no such document.")
    return picture_of(found.file.name)


def picture_of(name: str | None) -> FileResponse:
    """The picture of a kept file's first page; whoever calls this has asked who may see it.

    Raises:
        Http404: there is none.
    """
    drawn = drawn_from([name]).get(name or "")
    if drawn is None or not drawn.first_page:
        raise Http404("No picture was made of its first page.")
    response = FileResponse(drawn.first_page.open("rb"), content_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=300"
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
