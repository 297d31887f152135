"""A mailing as any of its readers gets it: its page, its text, its headers; and a test to oneself."""

from __future__ import annotations

from collections.abc import Sequence

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.mail.post import post

from ...models import Mailing, MailingKind, Standing, Subscriber, Suppression, Variant
from ...own_links import address_hashes
from ..as_sent import NothingToSee, Seen, as_read_by, as_sent_to, name_of, of_variant, test_message
from ..figures import told_of
from ..forms import ReaderForm
from ..titles import title_of

MOST_FOUND = 10
OF_A_MAIL = {
    "default-src": [NONE],
    "script-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": True,
}
"""A mail brings its styles with it, and nothing else: no script, no form, nothing from elsewhere."""


@door(Door.PROGRAMME)
@never_cache
def mailing_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A mailing that is planned or was sent."""
    return _preview(request, _mailing(request, pk))


@door(Door.PROGRAMME)
@never_cache
def bulletin_preview(request: HttpRequest, bulletin: int) -> HttpResponse:
    """A bulletin that nobody has planned to send yet."""
    return _preview(request, _of_bulletin(bulletin))


@door(Door.PROGRAMME)
@never_cache
@require_safe
@csp_replace(OF_A_MAIL)  # type: ignore[arg-type]  # it knows only views without arguments
def mailing_preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail's own page, for the frame of the preview."""
    return _page(request, _mailing(request, pk))


@door(Door.PROGRAMME)
@never_cache
@require_safe
@csp_replace(OF_A_MAIL)  # type: ignore[arg-type]  # it knows only views without arguments
def bulletin_preview_page(request: HttpRequest, bulletin: int) -> HttpResponse:
    return _page(request, _of_bulletin(bulletin))


def _mailing(request: HttpRequest, pk: int) -> Mailing:
    return get_object_or_404(visible(request.user, Mailing.objects.all()), pk=pk)


def _of_bulletin(pk: int) -> Mailing:
    told = told_of(MailingKind.BULLETIN)
    if told is None or pk not in told.matters([pk]):
        raise Http404("There is no such bulletin.")
    return Mailing(kind=MailingKind.BULLETIN, source_id=pk)


def _preview(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    seen, fault = _look(request, mailing)
    if request.method == "POST" and request.POST.get("do") == "test":
        return _send_test(request, seen, fault)
    whom = _subscriber(request)
    sought, found = _sought(request)
    form = ReaderForm(request.GET or None)
    return render(
        request,
        "delivery/mailings/preview.html",
        {
            "mailing": mailing,
            "title": title_of(mailing),
            "form": form,
            "seen": seen,
            "kilobytes": f"{seen.size / 1000:.1f}" if seen else "",
            "fault": fault,
            "whom": whom,
            "whose": (name_of(whom) or whom.address) if whom else "",
            "stopped": _stopped(whom),
            "sought": sought,
            "found": [(each, name_of(each)) for each in found],
            "query": request.GET.urlencode(),
            "own_address": _by(request).email,
        },
    )


def _page(request: HttpRequest, mailing: Mailing) -> HttpResponse:
    seen, fault = _look(request, mailing)
    if seen is None:
        return HttpResponse(fault, content_type="text/plain; charset=utf-8", status=404)
    return HttpResponse(seen.html)


def _look(request: HttpRequest, mailing: Mailing) -> tuple[Seen | None, str]:
    """What whoever is chosen gets, or why they get nothing."""
    try:
        return _as_chosen(request, mailing), ""
    except NothingToSee as said:
        return None, str(said)


def _as_chosen(request: HttpRequest, mailing: Mailing) -> Seen:
    if variant := _number(request.GET, "variant"):
        rows = visible(request.user, Variant.objects.filter(mailing=mailing.pk))
        return of_variant(get_object_or_404(rows, pk=variant))
    if subscriber := _subscriber(request):
        return as_sent_to(mailing, subscriber)
    form = ReaderForm(request.GET or None)
    form.is_valid()  # what is no choice counts as none
    return as_read_by(mailing, form.reader())


def _subscriber(request: HttpRequest) -> Subscriber | None:
    if not (pk := _number(request.GET, "subscriber")):
        return None
    rows = visible(request.user, Subscriber.objects.exclude(standing=Standing.ERASED))
    return get_object_or_404(rows.select_related("person__user"), pk=pk)


def _number(said: QueryDict, name: str) -> int:
    value = said.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0


def _sought(request: HttpRequest) -> tuple[str, Sequence[Subscriber]]:
    """Subscribers by name or address. Asked by POST: no address stands in an address."""
    sought = request.POST.get("sought", "").strip()[:254] if request.method == "POST" else ""
    if not sought:
        return "", []
    named = Q(name__icontains=sought) | Q(person__name__icontains=sought)
    rows = visible(request.user, Subscriber.objects.exclude(standing=Standing.ERASED))
    found = rows.filter(Q(address__icontains=sought) | named).select_related("person")
    return sought, list(found.order_by("name", "address")[:MOST_FOUND])


def _stopped(subscriber: Subscriber | None) -> str:
    """Why nothing is sent there, if nothing is."""
    if subscriber is None:
        return ""
    hashes = address_hashes(subscriber.address)
    stopped = Suppression.objects.filter(address_hash__in=hashes).first()
    if stopped:
        return stopped.get_why_display()
    return "" if subscriber.standing == Standing.ACTIVE else subscriber.get_standing_display()


def _send_test(request: HttpRequest, seen: Seen | None, fault: str) -> HttpResponse:
    by = _by(request)
    if seen is None:
        messages.error(request, fault)
    else:
        post(test_message(seen, to=by.email), purpose="test")
        messages.success(request, f"A test is on its way to {by.email}.")
    return redirect(f"{request.path}?{request.GET.urlencode()}")


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
