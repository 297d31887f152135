"""Networks and their meetings, for readers; members see more."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from alliance.editions.shared import for_all_readers

from ...access import Door, Viewer, door, viewer_of, visible
from ...models import Authority, Meeting, Network
from ..gaps import coverage
from ..rights import SEES_TO_MEMBERS, looked_after, mine, nominating, right_in
from ..show import (
    meetings_with_all,
    next_meetings,
    places,
    posts,
    show_meetings,
)

A_PAGE = 40
PAST_ON_PAGE = 5


@door(Door.PUBLIC)
@for_all_readers
def networks(request: HttpRequest) -> HttpResponse:
    """The groups across authorities and when each meets next; whoever signs in sees their own."""
    viewer = viewer_of(request.user)
    rows = list(_networks(request).prefetch_related("topics"))
    live = [network for network in rows if network.is_live]
    following, covered = next_meetings(request.user, live), coverage(live)
    my_ids = (
        set(_networks(request).filter(mine(viewer)).values_list("pk", flat=True))
        if viewer.person_id
        else set()
    )
    entries = [(network, following.get(network.pk), covered.get(network.pk)) for network in live]
    return render(
        request,
        "directory/networks/networks.html",
        {
            "mine": [entry for entry in entries if entry[0].pk in my_ids],
            "live": [entry for entry in entries if entry[0].pk not in my_ids],
            "past": [network for network in rows if not network.is_live],
            "wanting": _wanting(request, viewer, live),
            "sees_to_members": _sees_to_members(viewer),
        },
    )


def _networks(request: HttpRequest) -> QuerySet[Network]:
    return visible(request.user, Network.objects.all())


def _sees_to_members(viewer: Viewer) -> bool:
    if viewer.is_programme:
        return True
    return (
        bool(viewer.posts)
        and Network.objects.filter(looked_after(viewer, among=SEES_TO_MEMBERS)).exists()
    )


def _wanting(
    request: HttpRequest, viewer: Viewer, live: list[Network]
) -> list[tuple[Authority, list[Network]]]:
    """The networks in which an authority that the viewer names people for has nobody."""
    ids = nominating(viewer)
    if not ids:
        return []
    covered = coverage(live)
    found = []
    for authority in visible(request.user, Authority.objects.filter(pk__in=ids)):
        missing = [each.network for each in covered.values() if authority in each.missing]
        found.append((authority, missing))
    return found


@door(Door.PUBLIC)
@for_all_readers
def dates(request: HttpRequest) -> HttpResponse:
    """All meetings still to come, as a bulletin gives them: those without a date too."""
    live = list(_networks(request).filter(is_live=True))
    rows = visible(request.user, Meeting.objects.to_come())
    following = next_meetings(request.user, live)
    return render(
        request,
        "directory/networks/dates.html",
        {
            "meetings": show_meetings(request.user, meetings_with_all(rows)),
            "undated": [network for network in live if network.pk not in following],
        },
    )


@door(Door.PUBLIC)
@for_all_readers
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """One network: what it is for, when it meets, who is in it as far as the reader may know."""
    found = get_object_or_404(_networks(request).prefetch_related("topics"), slug=slug)
    viewer, today = viewer_of(request.user), timezone.localdate()
    rows = Meeting.objects.of(found)
    coming = meetings_with_all(visible(request.user, rows.to_come(today)))
    to_come = show_meetings(request.user, coming, with_papers=True)
    past = meetings_with_all(visible(request.user, rows.past(today)))
    earlier = show_meetings(request.user, past[: PAST_ON_PAGE + 1])
    following = next((each for each in to_come if not each.meeting.is_cancelled), None)
    seats = places(request.user, found)
    return render(
        request,
        "directory/networks/network.html",
        {
            "network": found,
            "next": following,
            "to_come": [each for each in to_come if each is not following],
            "past": earlier[:PAST_ON_PAGE],
            "more_past": len(earlier) > PAST_ON_PAGE,
            "places": seats,
            "covered": coverage([found]).get(found.pk),
            "posts": posts(request.user, found),
            "right": right_in(viewer, found.pk),
            "sees_to_members": right_in(viewer, found.pk, among=SEES_TO_MEMBERS),
            "is_member": viewer.is_programme
            or (
                bool(viewer.person_id)
                and Network.objects.filter(mine(viewer), pk=found.pk).exists()
            ),
            "names_for": set(nominating(viewer)),
        },
    )


@door(Door.PUBLIC)
@for_all_readers
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """All meetings of a network, the newest first."""
    found = get_object_or_404(_networks(request), slug=slug)
    rows = visible(request.user, Meeting.objects.of(found)).order_by("-on", "-pk")
    page = Paginator(meetings_with_all(rows), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/networks/meetings.html",
        {"network": found, "page": page, "meetings": show_meetings(request.user, page)},
    )


@door(Door.PUBLIC)
@for_all_readers
def meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One meeting: when and where, what became of its date; papers as far as the reader may."""
    network = get_object_or_404(_networks(request), slug=slug)
    rows = visible(request.user, meetings_with_all(Meeting.objects.of(network)))
    found = get_object_or_404(rows, pk=pk)
    if found.network_id != network.pk:
        return redirect(found)
    (shown,) = show_meetings(request.user, [found], with_papers=True)
    right = right_in(viewer_of(request.user), found.network_id)
    return render(
        request,
        "directory/networks/meeting.html",
        {"network": found.network, "shown": shown, "right": right},
    )
