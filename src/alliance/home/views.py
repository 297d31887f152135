"""The front page and the health check."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone

from alliance.actions.access_rules import of_whom
from alliance.actions.models import Ask
from alliance.actions.owed import waiting
from alliance.bulletins.closing_soon import closing_soon
from alliance.bulletins.issue import dates_to_note, leads
from alliance.bulletins.models import Appearance, Bulletin
from alliance.directory.access import Door, door, viewer_of, visible
from alliance.editions.shared import for_all_readers
from alliance.evidence.calls.shown import taking_answers
from alliance.evidence.desk import what_waits

from .authorities import members, region_of

LEADS = 3
CLOSING_SOON = 5


@door(Door.PUBLIC)
@for_all_readers
def front_page(request: HttpRequest) -> HttpResponse:
    """The newest bulletin as a front page would set it, and what closes soon."""
    today = timezone.localdate()
    published = visible(request.user, Bulletin.objects.filter(live=True))
    latest = published.defer("introduction", "frame", "set_aside").order_by("-number").first()
    authorities = members(request)
    context = {
        "today": today,
        "latest": latest,
        "authorities": authorities,
        "map": region_of(authorities),
        "waiting": waiting(
            visible(request.user, Ask.objects.all()), of_whom(viewer_of(request.user))
        ),
        "desk": what_waits(request.user),
        "closing": closing_soon(request.user, on=today, count=CLOSING_SOON),
        "calls": taking_answers(request.user, timezone.now()),
    }
    if latest:
        appearances = Appearance.objects.filter(bulletin=latest)
        context |= {
            "leads": leads(latest, LEADS),
            "item_count": visible(request.user, appearances).count(),
            "dates_to_note": dates_to_note(latest),
        }
    return render(request, "home/front_page.html", context)


@door(Door.PUBLIC)
def mark(request: HttpRequest) -> HttpResponse:
    """The picture that browsers ask for at an address of their own choosing."""
    return redirect(static("ui/mark.svg"))


@door(Door.PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    """Answers “ok” when the database does: for load balancers and the demo's own start."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
