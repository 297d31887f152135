"""What every address of the API does alike: methods, validators, caching, other sites' scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from .clock import last_change
from .problems import METHOD, Refusal, told

View = Callable[..., HttpResponse]

METHODS = "GET, HEAD, OPTIONS"
SHOWN_TO_SCRIPTS = "ETag, Last-Modified, Link, X-Total-Count"
"""Headers that a browser hides from scripts of other sites unless it is told not to."""
A_DAY = str(24 * 3600)


def answering(view: View) -> View:
    """A view of the API, made safe to ask from anywhere and cheap to ask again."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.method:
            case "OPTIONS":
                response = HttpResponse(status=204)
                response["Allow"] = METHODS
            case "GET" | "HEAD":
                response = _read(view, request, *args, **kwargs)
            case _:
                response = told(request, Refusal(METHOD, f"Use one of {METHODS}."))
                response["Allow"] = METHODS
        return _open_to_other_sites(response)

    # Nothing is changed here, so there is nothing to forge; without it a POST would be refused by
    # a page about cookies.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    is_head, request.method = request.method == "HEAD", "GET"
    response = view(request, *args, **kwargs)
    patch_vary_headers(response, ["Accept", "Cookie"])
    # Always asked for anew: a person who asked not to be shown is gone from the next answer on.
    audience = "private" if request.user.is_authenticated else "public"
    response["Cache-Control"] = f"{audience}, no-cache"
    if response.status_code == 200:
        response = _validated(request, response)
    if is_head and response.status_code != 304:
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """With validators; without its body where whoever asks has it already.

    The tag is made of the answer itself, so it is right whoever asks and whatever changed. A date
    alone is enough for the public only: what an account may see changes with the account too.
    """
    etag = quote_etag(hashlib.blake2b(response.content, digest_size=16).hexdigest())
    changed = last_change()
    is_enough = changed.is_settled and not request.user.is_authenticated
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.at)
    kept = get_conditional_response(
        request,
        etag=etag,
        last_modified=changed.at if is_enough else None,
        response=response,
    )
    return kept if isinstance(kept, HttpResponse) else response


def _open_to_other_sites(response: HttpResponse) -> HttpResponse:
    """Public data may be read by any site's scripts; never with a reader's cookies (hence “*”)."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = METHODS
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
    response["Access-Control-Expose-Headers"] = SHOWN_TO_SCRIPTS
    response["Access-Control-Max-Age"] = A_DAY
    return response
