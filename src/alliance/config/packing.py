"""Answers go out packed where that saves something: text does, pictures and documents do not."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from alliance.editions.shared import takes_gzip

WORTH_PACKING = ("text/", "application/json", "application/problem+json", "application/feed+json",
                 "application/atom+xml", "application/javascript")  # fmt: skip


class PackTextMiddleware(GZipMiddleware):
    """Packs whole answers of text. What is kept for all readers comes packed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "")
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            patch_vary_headers(response, ["Accept-Encoding"])  # as the answer that is known had it
        if response.streaming or not kind.startswith(WORTH_PACKING):
            return response
        if not takes_gzip(request):
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        return super().process_response(request, response)
