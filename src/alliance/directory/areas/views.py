"""What areas there are, and asking to enter one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.editions.shared import for_all_readers

from ..access import Door, door, may_enter, viewer_of, visible
from ..models import AccessGrant, AccessLog, AccessState, Area, User
from ..unsent import unsent
from .ask import ask, asks_for, why_not
from .contents import beside, inside
from .deciding import CannotBeDone, deciders
from .forms import AskForm
from .log import log_reading


@door(Door.PUBLIC)
@for_all_readers
def areas(request: HttpRequest) -> HttpResponse:
    """All areas in use; to somebody signed in, whether they may enter each or have asked."""
    viewer = viewer_of(request.user)
    rows = list(visible(request.user, Area.objects.live()))
    asked = set()
    if viewer.person_id:
        own = AccessGrant.objects.open().filter(person=viewer.person_id)
        asked = set(own.values_list("area", flat=True))
    return render(
        request,
        "directory/areas/areas.html",
        {
            "areas": [
                (row, "in" if row.pk in viewer.areas else "asked" if row.pk in asked else "")
                for row in rows
            ]
        },
    )


@door(Door.PUBLIC)
@for_all_readers
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One area: what it is, how to get in, what is open beside it; to those inside, what is in it."""
    found = get_object_or_404(
        visible(request.user, Area.objects.prefetch_related("admitted_roles")), slug=slug
    )
    is_in = may_enter(request.user, found)
    if is_in:
        log_reading(request, area=found.pk, what=AccessLog.What.PAGE, title=found.name)
    grant = _latest(request, found)
    return render(
        request,
        "directory/areas/area.html",
        {
            "area": found,
            "is_in": is_in,
            "groups": inside(request.user, found) if is_in else [],
            "beside": beside(request.user, found),
            "grant": grant,
            "waits_for_programme": bool(
                grant and grant.state == AccessState.ASKED and deciders(grant).is_programme
            ),
            "may_ask": found.is_live and not why_not(viewer_of(request.user), found),
        },
    )


@door(Door.SIGNED_IN)
@never_cache
def ask_for(request: HttpRequest, slug: str) -> HttpResponse:
    """The form in which somebody asks. It has an address of its own: readers get no cookie."""
    found = get_object_or_404(visible(request.user, Area.objects.live()), slug=slug)
    viewer = viewer_of(request.user)
    if reason := why_not(viewer, found):
        status = 409 if request.method == "POST" else 200
        context = {"area": found, "reason": reason}
        return render(request, "directory/areas/ask.html", context, status=status)
    authorities = asks_for(viewer)
    is_sent = request.method == "POST"
    form = AskForm(request.POST if is_sent else unsent(request), authorities=authorities)
    if is_sent and form.is_valid() and isinstance(request.user, User):
        try:
            grant = ask(
                by=request.user,
                area=found,
                authority=form.asked_for,
                why=form.cleaned_data["why"],
            )
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your asking is on its way. You are told by e-mail.")
            return redirect(grant)
    context = {"area": found, "form": form, "for_programme": authorities == [None]}
    return render(request, "directory/areas/ask.html", context, status=422 if is_sent else 200)


def _latest(request: HttpRequest, area: Area) -> AccessGrant | None:
    """What became of one's own last asking."""
    viewer = viewer_of(request.user)
    if not viewer.person_id:
        return None
    own: AccessGrant | None = (
        AccessGrant.objects.filter(area=area, person=viewer.person_id)
        .select_related("authority")
        .first()
    )
    return own
