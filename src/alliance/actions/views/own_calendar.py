"""One's own calendar: made and withdrawn by a button, read by a calendar program with a secret."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.delivery.calendar import icalendar
from alliance.delivery.feeds import Channel
from alliance.delivery.keep import kept_since
from alliance.delivery.meetings import NAME as MEETINGS
from alliance.delivery.models import CalendarEntry
from alliance.directory.access import Door, Viewer, door, viewer_of, visible
from alliance.directory.models import Alliance, Authority, Meeting, User
from alliance.directory.networks.rights import for_members
from alliance.links.models import SignedLink
from alliance.links.sign import Refusal, issue, open_link, revoke

from ..access_rules import of_whom
from ..calendars import events, for_person
from ..models import Ask

PURPOSE = "calendar"
LASTS = dt.timedelta(days=400)
"""A school year and a bit; a new one is a button press."""


@door(Door.SIGNED_IN)
@never_cache
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Make an address for a calendar program, or withdraw it."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    if request.method == "POST":
        with transaction.atomic():
            revoke(purpose=PURPOSE, subject=user)
            if request.POST.get("do") == "make":
                token = issue(purpose=PURPOSE, expires_in=LASTS, by=user, subject=user, user=user)
                return _shown(request, user, token)
        messages.success(
            request, "The address is withdrawn: calendars that have it get nothing more."
        )
        return redirect("own_calendar")
    return _shown(request, user, "")


def _shown(request: HttpRequest, user: User, token: str) -> HttpResponse:
    addresses: list[tuple[str, str]] = []
    if token:
        whole = request.build_absolute_uri
        addresses.append(("What is asked of you, and your networks", whole(
            reverse("own_calendar_feed", args=[token])
        )))  # fmt: skip
        addresses += [
            (f"All that {each} is asked", whole(reverse("authority_feed", args=[token, each.slug])))
            for each in Authority.objects.filter(pk__in=of_whom(viewer_of(user)))
        ]
    has_one = _links_of(user)
    context = {"addresses": addresses, "has_one": has_one}
    return render(request, "actions/own_calendar.html", context)


def _links_of(user: User) -> SignedLink | None:
    return SignedLink.objects.filter(
        purpose=PURPOSE, user=user, revoked_at__isnull=True, expires_at__gt=timezone.now()
    ).first()


@door(Door.PUBLIC)
@require_safe
@never_cache
def own_calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked of whoever made the address, and the meetings of their networks."""
    viewer = _holder(token)
    asks = for_person(viewer, _asks(of_whom(viewer)))
    meetings = Meeting.objects.filter(for_members(viewer)).values("pk")
    rows = list(
        CalendarEntry.objects.filter(source=MEETINGS, object_id__in=meetings, day__gte=kept_since())
    )
    channel = _channel(request, "What is asked of you", f"own/{viewer.user_id}")
    return _answer(icalendar(channel, rows, events(asks, channel)))


@door(Door.PUBLIC)
@require_safe
@never_cache
def authority_feed(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    """All that an authority is asked: while whoever made the address belongs to it."""
    viewer = _holder(token)
    place = Authority.objects.filter(slug=slug, pk__in=of_whom(viewer)).first()
    if place is None:
        raise Http404("This calendar is closed.")
    channel = _channel(request, f"What {place} is asked", f"authority/{place.pk}")
    return _answer(icalendar(channel, [], events(_asks({place.pk}), channel)))


def _holder(token: str) -> Viewer:
    """Whoever made the address, with the rights that they have today."""
    link = open_link(token, PURPOSE)
    if isinstance(link, Refusal):
        raise Http404(link.sentence)
    viewer = viewer_of(link.user) if link.user else Viewer()
    if not viewer.is_signed_in:
        raise Http404("This calendar is closed.")
    return viewer


def _asks(authorities: frozenset[int] | set[int]) -> list[Ask]:
    rows = Ask.objects.exclude(action__state="draft").filter(authority__in=authorities)
    return list(rows.select_related("action", "authority"))


def _channel(request: HttpRequest, title: str, name: str) -> Channel:
    alliance = visible(request.user, Alliance.objects.all()).first()
    author = alliance.name if alliance else "Alliance"
    return Channel(
        title=f"{author}: {title}",
        description=title,
        author=author,
        name=f"calendar/{name}",
        url=request.build_absolute_uri(request.path),
        home=request.build_absolute_uri("/my-authority/"),
        site=request.build_absolute_uri("/"),
        absolute=request.build_absolute_uri,
    )


def _answer(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
