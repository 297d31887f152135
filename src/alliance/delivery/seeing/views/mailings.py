"""Mailings as the programme sees them: all of them, one on its way, and who has not received it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Authority, User

from ...models import ENDED, UNREACHED, CopyState, Mailing, MailingKind, MailingState
from ...sending import steer
from ...sending.begin import plan, takers, takers_if_asked, usual_beginning
from ..change import HasBegun, change_time
from ..fates import (
    by_authority,
    fates_of,
    may_be_tried_again,
    not_subscribed,
    reasons,
    sorts,
    stand_of,
    unreached,
)
from ..figures import answers_said, told_of, visits_said
from ..forms import TimeForm
from ..sentence import Fates, Stand, moment, people, sentence
from ..titles import not_sent, title_of, titles_of

A_PAGE = 30
NAMES_A_PAGE = 50
MOST_SORTS = 20
SHAPES = {
    MailingState.PLANNED: "plain",
    MailingState.WRITING: "asked",
    MailingState.SENDING: "asked",
    MailingState.PAUSED: "late",
    MailingState.DONE: "done",
    MailingState.CANCELLED: "plain",
}
"""Which shape goes with which state."""
COPY_SHAPES = {
    CopyState.BOUNCED: "late",
    CopyState.FAILED: "late",
    CopyState.HELD: "plain",
    CopyState.PASSED_OVER: "plain",
    CopyState.CANCELLED: "plain",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A mailing in the list."""

    mailing: Mailing
    title: str
    fates: Fates

    @property
    def shape(self) -> str:
        return SHAPES[MailingState(self.mailing.state)]


@door(Door.PROGRAMME)
@never_cache
def mailings(request: HttpRequest) -> HttpResponse:
    """What could be sent, what is planned or running, and what was sent."""
    if request.method == "POST":
        return _send(request)
    shown = visible(request.user, Mailing.objects.defer("letter"))
    going = list(shown.exclude(state__in=ENDED).order_by("begins_at", "pk"))
    ended = shown.filter(state__in=ENDED).order_by("-ended_at", "-pk")
    page = Paginator(ended, A_PAGE).get_page(request.GET.get("page"))
    rows = _rows([*going, *page])
    return render(
        request,
        "delivery/mailings/mailings.html",
        {
            "not_sent": not_sent(),
            "takers": _takers_said(),
            "going": rows[: len(going)],
            "ended": rows[len(going) :],
            "page": page,
        },
    )


def _rows(shown: Sequence[Mailing]) -> list[Row]:
    titles, fates = titles_of(shown), fates_of(shown)
    return [Row(each, titles[each.pk], fates[each.pk]) for each in shown]


def _takers_said() -> str:
    more = takers_if_asked()
    said = people(takers(MailingKind.BULLETIN))
    return f"{said}, and {more:,} more if it asks something of them" if more else said


def _send(request: HttpRequest) -> HttpResponse:
    """Plan what was published and not mailed; it begins after the minutes in which it can be stopped."""
    offered = {str(matter.pk): (kind, matter) for kind, matter in not_sent()}
    chosen = offered.get(request.POST.get("send", ""))
    if chosen is None:
        messages.error(request, "It is planned already, or no longer published.")
        return redirect("mailings")
    kind, matter = chosen
    mailing = plan(kind=kind, source_id=matter.pk, begins_at=usual_beginning(), by=_by(request))
    begins = moment(mailing.begins_at, timezone.now())
    messages.success(
        request, f"{matter.title} begins to go out {begins}. It can be stopped until then."
    )
    return redirect("mailing", mailing.pk)


@door(Door.PROGRAMME)
@never_cache
def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    """One on its way: how it stands, of whom, and what can be done."""
    found = _found(request, pk)
    if request.method == "POST":
        return _steer(request, found)
    stand = stand_of(found)
    variants = sorts(found)
    return render(
        request,
        "delivery/mailings/mailing.html",
        {
            "mailing": found,
            "title": title_of(found),
            "matter": _matter(found),
            "stand": stand,
            "shape": SHAPES[MailingState(found.state)],
            "sentence": sentence(stand),
            "looks_again": found.state not in ENDED,
            "authorities": by_authority(found),
            "nobody_of": _nobody_of(request, found, stand),
            "reasons": reasons(stand.fates),
            "again": may_be_tried_again(stand.fates),
            "variants": variants[:MOST_SORTS],
            "more_variants": max(0, len(variants) - MOST_SORTS),
            "visits": visits_said(found),
            "answers": answers_said(found),
            "may": _may(found, stand),
        },
    )


def _nobody_of(request: HttpRequest, found: Mailing, stand: Stand) -> Sequence[str]:
    """Of a bulletin whose copies are written and kept: members that none of them goes to."""
    is_counted = found.kind == MailingKind.BULLETIN and stand.fates.all and found.begun_at
    if not is_counted or not found.copies.exists():
        return ()
    return not_subscribed(found, visible(request.user, Authority.objects.filter(is_member=True)))


def _matter(found: Mailing) -> object:
    told = told_of(found.kind)
    return (
        told.matters([found.source_id]).get(found.source_id) if told and found.source_id else None
    )


def _may(found: Mailing, stand: Stand) -> frozenset[str]:
    """What can be done with it now."""
    deeds: dict[str, Sequence[str]] = {
        MailingState.PLANNED: ("cancel", "time"),
        MailingState.WRITING: ("cancel",),
        MailingState.SENDING: ("pause", "cancel"),
        MailingState.PAUSED: ("resume", "cancel"),
    }
    may = set(deeds.get(found.state, ()))
    if may_be_tried_again(stand.fates) and found.state in {
        MailingState.SENDING,
        MailingState.PAUSED,
        MailingState.DONE,
    }:
        may.add("try_again")
    return frozenset(may)


def _steer(request: HttpRequest, found: Mailing) -> HttpResponse:
    deeds: dict[str, tuple[Callable[..., object], str]] = {
        "pause": (steer.pause, "It is paused: nothing more goes out until it goes on."),
        "resume": (steer.resume, "It goes on."),
    }
    deed = deeds.get(request.POST.get("do", ""))
    if deed is None:
        raise Http404("There is no such button.")
    return _done(request, found, *deed)


def _done(
    request: HttpRequest, found: Mailing, deed: Callable[..., object], said: str
) -> HttpResponse:
    try:
        deed(mailing=found, by=_by(request))
    except steer.CannotBeSteered as refusal:  # it stands otherwise than the page showed
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("mailing", found.pk)


@door(Door.PROGRAMME)
@never_cache
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of it if it is stopped; the button stops it."""
    found = _found(request, pk)
    if request.method == "POST":
        return _done(request, found, steer.cancel, "It is stopped. Nothing more goes out.")
    if found.state in ENDED:
        return redirect("mailing", pk)
    stand = stand_of(found)
    context = {"mailing": found, "title": title_of(found), "stand": stand}
    return render(request, "delivery/mailings/cancel.html", context)


@door(Door.PROGRAMME)
@never_cache
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Which copies would be tried again; the button has them tried."""
    found = _found(request, pk)
    if request.method == "POST":
        return _done(request, found, steer.try_again, "They are tried again.")
    fates = fates_of([found])[found.pk]
    context = {
        "mailing": found,
        "title": title_of(found),
        "failed": fates.of([CopyState.FAILED]),
        "held": fates.of([CopyState.HELD]),
    }
    return render(request, "delivery/mailings/try_again.html", context)


@door(Door.PROGRAMME)
@never_cache
def change_beginning(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it begin at another time."""
    found = _found(request, pk)
    begins = timezone.localtime(found.begins_at)
    usual = {"on": begins.date(), "at": begins.time()}
    form = TimeForm(request.POST if request.method == "POST" else None, initial=usual)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            return _moved(request, found, form)
    elif found.state != MailingState.PLANNED:
        messages.error(request, str(HasBegun()))
        return redirect("mailing", pk)
    context = {"mailing": found, "title": title_of(found), "form": form}
    return render(request, "delivery/mailings/time.html", context, status=status)


def _moved(request: HttpRequest, found: Mailing, form: TimeForm) -> HttpResponse:
    try:
        change_time(mailing=found, begins_at=form.moment(), by=_by(request))
    except HasBegun as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"It begins {moment(form.moment(), timezone.now())}.")
    return redirect("mailing", found.pk)


@door(Door.PROGRAMME)
@never_cache
@require_safe
def not_received(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not received it and why, all or for one reason."""
    found = _found(request, pk)
    fates = fates_of([found])[found.pk]
    state = request.GET.get("state", "")
    state = state if state in UNREACHED else ""
    rows = visible(request.user, unreached(found, state))
    page = Paginator(rows, NAMES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "mailing": found,
        "title": title_of(found),
        "rows": [(copy, COPY_SHAPES[CopyState(copy.state)]) for copy in page],
        "page": page,
        "states": [(each.state.value, each.words, each.count) for each in reasons(fates)],
        "state": state,
        "count": fates.not_received,
        "are_erased": not page.paginator.count and fates.not_received > 0 and not state,
    }
    return render(request, "delivery/mailings/not_received.html", context)


def _found(request: HttpRequest, pk: int) -> Mailing:
    return get_object_or_404(visible(request.user, Mailing.objects.defer("letter")), pk=pk)


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
