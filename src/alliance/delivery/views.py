"""Feeds, calendar, and the page that tells how to follow them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Alliance, Topic
from alliance.editions.shared import for_all_readers

from . import calendar as days
from . import feeds
from .news import newest


@door(Door.PUBLIC)
@require_safe
@for_all_readers
def follow(request: HttpRequest) -> HttpResponse:
    """Which feeds and calendars there are, and how to follow one."""
    whole = request.build_absolute_uri(reverse("calendar"))
    return render(
        request,
        "delivery/follow.html",
        {
            "topics": visible(request.user, Topic.objects.all()),
            "feed": request.build_absolute_uri(reverse("atom_feed")),
            "calendar": whole,
            "subscribe": f"webcal://{whole.partition('://')[2]}",
        },
    )


@door(Door.PUBLIC)
@require_safe
@for_all_readers
def atom_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """News as Atom: all, or of a topic."""
    topic = _topic(request, slug)
    body = feeds.atom(_channel(request, topic, "feed"), newest(topic))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


@door(Door.PUBLIC)
@require_safe
@for_all_readers
def json_feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """News as JSON Feed: all, or of a topic."""
    topic = _topic(request, slug)
    body = feeds.json_feed(_channel(request, topic, "feed"), newest(topic))
    return HttpResponse(body, content_type="application/feed+json")


@door(Door.PUBLIC)
@require_safe
@for_all_readers
def calendar(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Deadlines and events as iCalendar: all, or of a topic."""
    topic = _topic(request, slug)
    rows = days.entries(topic, today=timezone.localdate())
    body = days.icalendar(_channel(request, topic, "calendar"), rows)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _topic(request: HttpRequest, slug: str) -> Topic | None:
    topics = visible(request.user, Topic.objects.all())
    return get_object_or_404(topics, slug=slug) if slug else None


def _channel(request: HttpRequest, topic: Topic | None, what: str) -> feeds.Channel:
    alliance = visible(request.user, Alliance.objects.all()).first()
    name = alliance.name if alliance else "Alliance"
    contents = "Deadlines, events and meetings" if what == "calendar" else "News"
    about = topic.name if topic else "all that is published"
    return feeds.Channel(
        title=f"{name}: {topic.name}" if topic else name,
        description=f"{contents} from {name}: {about}",
        author=name,
        name=f"{what}/topic/{topic.pk}" if topic else f"{what}/all",
        url=request.build_absolute_uri(request.path),
        home=request.build_absolute_uri("/feeds/" if topic else "/bulletins/"),
        site=request.build_absolute_uri("/"),
        absolute=request.build_absolute_uri,
    )
