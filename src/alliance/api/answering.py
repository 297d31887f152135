"""What every address of the API does alike: who asks, methods, validators, caching, other sites'
scripts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from alliance.directory.viewer import viewer_of

from .clock import last_change
from .problems import METHOD, NOT_ALLOWED, NOT_JSON, TOO_LARGE, Refusal, told
from .tokens.present import check_scope, present, sign_in_first

View = Callable[..., HttpResponse]

READING, WRITING = ("GET", "HEAD", "OPTIONS"), ("POST", "OPTIONS")
SHOWN_TO_SCRIPTS = "ETag, Last-Modified, Link, X-Total-Count"
"""Headers that a browser hides from scripts of other sites unless it is told not to."""
A_DAY = str(24 * 3600)
MOST_BYTES = 64 * 1024


def answering(view: View, methods: tuple[str, ...] = READING) -> View:
    """A view of the API, made safe to ask from anywhere and cheap to ask again."""
    allowed = ", ".join(methods)

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Allow"] = allowed
            elif request.method not in methods:
                response = told(request, Refusal(METHOD, f"Use one of {allowed}."))
                response["Allow"] = allowed
            elif request.method == "POST":
                response = _write(view, request, *args, **kwargs)
            else:
                response = _read(view, request, *args, **kwargs)
        except Refusal as refusal:
            response = told(request, refusal)
            response["Cache-Control"] = "no-store"
        return _open_to_other_sites(response)

    # With a token there is nothing to forge; with a session `_write` asks for it itself. Without
    # this a POST would be refused by a page about cookies.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _write(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """By a token that may answer, or by somebody signed in whose page sent the CSRF token along."""
    if token := present(request):
        check_scope(token, "answer")
    elif not viewer_of(request.user).is_signed_in:
        raise sign_in_first()
    elif _is_forged(request):
        raise Refusal(
            NOT_ALLOWED,
            "Send the CSRF token of this site along (X-CSRFToken), or use a token of your own.",
        )
    if request.content_type != "application/json":
        raise Refusal(NOT_JSON, "Send the body as JSON: “Content-Type: application/json”.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise Refusal(TOO_LARGE, f"An answer is no larger than {MOST_BYTES // 1024} kB.")
    request.token = token  # type: ignore[attr-defined]
    response = view(request, *args, **kwargs)
    response["Cache-Control"] = "no-store"
    return response


def _is_forged(request: HttpRequest) -> bool:
    """Whether a session alone asks: another site's page could make a browser send that."""

    def asks_for_it(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    check = CsrfViewMiddleware(asks_for_it)
    check.process_request(request)
    return check.process_view(request, asks_for_it, (), {}) is not None


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if token := present(request):
        check_scope(token, "read")
    is_head, request.method = request.method == "HEAD", "GET"
    response = view(request, *args, **kwargs)
    patch_vary_headers(response, ["Accept", "Cookie", "Authorization"])
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
    """Public data may be read by any site's scripts; never with a reader's cookies (hence “*”).

    Nor with a token, which is for programs that keep it: `Authorization` is not among the headers.
    """
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join(READING)
    response["Access-Control-Allow-Headers"] = "Accept, If-None-Match, If-Modified-Since"
    response["Access-Control-Expose-Headers"] = SHOWN_TO_SCRIPTS
    response["Access-Control-Max-Age"] = A_DAY
    return response
