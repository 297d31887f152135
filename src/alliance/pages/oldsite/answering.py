"""Answers the addresses of the old site, when nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from wagtail.images.models import SourceImageIOError

from alliance.directory.access import viewer_of, visible
from alliance.pages.models import OldAddress, OldThing

from .addresses import key_of_path, number_asked
from .likely import Likely, likely
from .nowhere import leads_back

OURS = (
    "/accounts/", "/api/", "/cms/", "/documents/", "/files/", "/jobs/", "/my-case/", "/showcase/",
    "/static/",
)  # fmt: skip
"""Below these the old site had nothing, and whoever asks is a program, knows the way or is told better there."""
PROBES = re.compile(
    r"(?:^|/)\.|\.(?:php\d?|aspx?|cgi|env|git|sql|bak|ya?ml)(?:$|/)|^wp-(?:admin|login|json)"
)
"""What machines ask for that look for holes: they get the plain answer, which costs nothing."""
KEPT_FOR = 24 * 3600
"""Seconds for which a browser may keep a redirection: where it leads to may change again."""
SIZE_OF_PICTURES = "max-1600x1600"


class OldAddressesMiddleware:
    """Looks a missed address up, and leads on, says that it is gone, or offers what is likely."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if request.path == "/" and number_asked(request.GET.dict()):
            return answer(request, key_of_path("/", request.GET.dict())) or _missed(request, None)
        response = self.get_response(request)
        if response.status_code != 404 or request.path.startswith(OURS) or not _is_page(response):
            return response
        return answer(request, key_of_path(request.path)) or response


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def answer(request: HttpRequest, key: str) -> HttpResponse | None:
    """The answer to an old address; nothing where nothing is known of it, nor anything like it."""
    rows = OldAddress.objects.select_related("thing__page", "thing__document", "thing__picture")
    found = visible(request.user, rows.filter(key=key)).first()
    if found is None:
        if not key or PROBES.search(key):
            return None
        offered = likely(request, key)
        return _missed(request, None, offered) if offered else None
    thing = found.thing
    if thing.state == OldThing.State.RETIRED:
        return _page(request, "pages/oldsite/retired.html", 410, thing, likely(request, key))
    if _is_removed(thing):  # its title may have been for some only
        return _page(request, "pages/oldsite/retired.html", 410, None, likely(request, key))
    target = address_of(thing, request)
    if target and not leads_back(target, key):
        response = HttpResponsePermanentRedirect(target)
        # The programme is led to drafts too.
        audience = "private" if request.user.is_authenticated else "public"
        patch_cache_control(response, **{audience: True}, max_age=KEPT_FOR)
        return response
    return _missed(request, thing, likely(request, _known_as(thing, key)))


def _known_as(thing: OldThing, key: str) -> str:
    """Words to look for: of an address by number, those of its title."""
    return re.sub(r"\W+", "-", thing.title.lower()) if "?" in key else key


def _is_removed(thing: OldThing) -> bool:
    """It came in, and an editor has removed it since."""
    things = (thing.page_id, thing.document_id, thing.picture_id)
    return thing.state == OldThing.State.MOVED and not any(things)


def address_of(thing: OldThing, request: HttpRequest) -> str:
    """Where a thing is now; nothing if it is missing, or a draft that this reader may not see."""
    if thing.state == OldThing.State.REDIRECTED:
        return thing.target
    if thing.page is not None:
        may_be_read = thing.page.live or viewer_of(request.user).is_programme
        return thing.page.specific.get_absolute_url() if may_be_read else ""
    if thing.document is not None:
        return str(thing.document.url)
    if thing.picture is not None:
        try:
            return str(thing.picture.get_rendition(SIZE_OF_PICTURES).url)
        except SourceImageIOError:  # the file is gone from the data folder
            return ""
    return ""


def _missed(
    request: HttpRequest, thing: OldThing | None, offered: Sequence[Likely] = ()
) -> HttpResponse:
    return _page(request, "pages/oldsite/missed.html", 404, thing, offered)


def _page(
    request: HttpRequest,
    template: str,
    status: int,
    thing: OldThing | None,
    offered: Sequence[Likely],
) -> HttpResponse:
    context = {"thing": thing, "likely": offered}
    return render(request, template, context, status=status)
