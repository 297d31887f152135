"""What an address of the panel is about, if whoever asks may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from alliance.directory.access import viewer_of, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent
from alliance.evidence.models import Call, Panel, Panellist, Submission

from ..desk import Desk, desk_of
from ..rows import answers_of


def call_of(request: HttpRequest, slug: str) -> Call:
    return get_object_or_404(visible(request.user, Call.objects.all()), slug=slug)


def panel_of(request: HttpRequest, slug: str) -> Panel:
    """The panel of a call, for the programme."""
    rows = visible(request.user, Panel.objects.select_related("call"))
    return get_object_or_404(rows, call__slug=slug)


def answer_of(request: HttpRequest, panel: Panel, number: int) -> Submission:
    """One of the answers that the panel judges, for the programme."""
    rows = visible(request.user, answers_of(panel).select_related("authority", "section", "call"))
    return get_object_or_404(rows, number=number)


def own_seats(request: HttpRequest) -> list[Panellist]:
    """Where whoever asks sits, or is asked to sit."""
    person = viewer_of(request.user).person_id
    if not person:
        return []
    rows = visible(request.user, Panellist.objects.filter(person=person))
    rows = rows.filter(state__in=[Panellist.State.ASKED, Panellist.State.SITS])
    return list(rows.select_related("panel__call", "person").order_by("-panel__call__opens_at"))


def own_seat(request: HttpRequest, slug: str) -> Panellist:
    """Their seat on the panel of a call.

    Raises:
        Http404: they do not sit on it. That there is one is not said.
    """
    seat = next((row for row in own_seats(request) if row.panel.call.slug == slug), None)
    if seat is None:
        raise Http404("There is no such panel, or it is not yours.")
    return seat


def own_desk(request: HttpRequest, slug: str) -> Desk:
    return desk_of(own_seat(request, slug))


def account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user


def sent_with(request: HttpRequest) -> QueryDict:
    """What was posted, or what was kept of it when a session ended; empty where there is neither."""
    return request.POST if request.method == "POST" else unsent(request) or QueryDict()
