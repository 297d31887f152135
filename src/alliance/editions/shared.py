"""Pages that are the same for every reader without an account, kept for the length of an edition."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from .current import State, state

MOST_PAGES = 500
MOST_BYTES = 50_000_000
"""Of all pages together: anybody can make up addresses."""
LARGEST = 500_000
"""Bytes of a page that is kept."""
SMALLEST_PACKED = 500
SETTLES_AFTER = 60
"""Seconds after which no change of an edition's own second can come to light any more."""
MARK = "is_for_all_readers"
RECHECK = "public, no-cache"
"""May be kept by anybody, and is asked for anew each time: unchanged, that costs a line."""

OF_ONE_READER = "private, no-cache"
"""Nobody between keeps it, and the browser asks anew."""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Key = tuple[int, str, str, str]


def for_all_readers(view: View) -> View:
    """Say of a view that its answer is the same for every reader without an account.

    It must depend on the address, the day and what is published, and on nothing else.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if is_reader(request):
            setattr(response, MARK, True)
        else:
            response.headers.setdefault("Cache-Control", OF_ONE_READER)
        return response

    return marked  # type: ignore[return-value]


def is_reader(request: HttpRequest) -> bool:
    """Whether whoever asks has neither an account here nor a message waiting."""
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes out."""

    body: bytes
    packed: bytes
    """The same, gzipped; empty if that would save nothing."""
    content_type: str
    etag: str
    """A weak one: packed or not, the page says the same."""
    disposition: str = ""
    """Under which name it is saved, where it is a document."""

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)

    @classmethod
    def of(cls, response: HttpResponse) -> Page:
        body = response.content
        packed = gzip.compress(body, compresslevel=6, mtime=0)
        worth_it = len(body) >= SMALLEST_PACKED and len(packed) < len(body)
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        return cls(
            body,
            packed if worth_it else b"",
            response["Content-Type"],
            f'W/"{digest}"',
            response.get("Content-Disposition", ""),
        )

    def answer(self, request: HttpRequest, modified: int | None) -> HttpResponse:
        """This page, or the word that whoever asks has it already.

        Args:
            modified: since when it is as it is, in seconds since 1970, if that is certain.
        """
        if self._is_known_to(request, modified):
            response: HttpResponse = HttpResponseNotModified()
        else:
            is_packed = self.packed and takes_gzip(request)
            response = HttpResponse(
                self.packed if is_packed else self.body, content_type=self.content_type
            )
            if is_packed:
                response["Content-Encoding"] = "gzip"
            if self.disposition:
                response["Content-Disposition"] = self.disposition
        response["ETag"] = self.etag
        if modified is not None:
            response["Last-Modified"] = http_date(modified)
        response["Cache-Control"] = RECHECK
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        return response

    def _is_known_to(self, request: HttpRequest, modified: int | None) -> bool:
        """The tag decides where there is one, a weak one as good as a strong one."""
        if tags := request.headers.get("If-None-Match"):
            known = {tag.removeprefix("W/") for tag in parse_etags(tags)}
            return "*" in known or self.etag.removeprefix("W/") in known
        since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
        return modified is not None and since is not None and modified <= since


def modified_at(edition: State) -> int | None:
    """Since when pages are as they are: the edition, or the beginning of the day.

    Not said of a fresh edition: the next may come in the same second, and look no newer.
    """
    if time.time() - edition.changed_at < SETTLES_AFTER:
        return None
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(edition.changed_at, int(today.timestamp()))


def takes_gzip(request: HttpRequest) -> bool:
    """Whether who asks can unpack; `gzip;q=0` says that they cannot."""
    offered = request.headers.get("Accept-Encoding", "")
    return any(part.partition(";")[0].strip() == "gzip" and "q=0" not in part.replace(" ", "").split(";")[1:]
               for part in offered.split(","))  # fmt: skip


class Shelf:
    """The pages of the newest edition, the least asked for dropped first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Key) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        with self._lock:
            if before := self._pages.pop(key, None):
                self._bytes -= before.size
            self._pages[key] = page
            self._bytes += page.size
            while len(self._pages) > MOST_PAGES or self._bytes > MOST_BYTES:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= dropped.size

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0


shelf = Shelf()


class SharedPagesMiddleware:
    """Answers readers from the shelf; puts on it what a view said is for all of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} or not is_reader(request):
            return _of_one_reader(self.get_response(request))
        # The edition is asked for first: a page made during a change is kept, at worst, under
        # the number before it.
        edition = state()
        key = (
            edition.number,
            timezone.localdate().isoformat(),
            request.get_host(),
            request.get_full_path(),
        )
        page = shelf.get(key)
        if page is not None:
            return page.answer(request, modified_at(edition))
        response = self.get_response(request)
        if not getattr(response, MARK, False) or response.status_code != 200 or response.cookies:
            return response
        if not isinstance(response, HttpResponse):
            return response
        page = Page.of(response)
        if len(page.body) <= LARGEST:
            shelf.put(key, page)
        return page.answer(request, modified_at(edition))


def _of_one_reader(response: HttpResponseBase) -> HttpResponseBase:
    """Whatever a view forgot to say: what somebody signed in is shown is theirs. Pictures are not."""
    if not response.get("Content-Type", "").startswith("image/"):
        response.headers.setdefault("Cache-Control", OF_ONE_READER)
    return response
