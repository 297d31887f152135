"""Campaigns: the list, one campaign as whoever looks may see it, its figures to take along."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, viewer_of, visible

from ..answering import may_answer_for
from ..campaigns.figures import figures_as
from ..campaigns.reading import standing_of
from ..export import FORMATS
from ..models import ENDED, Campaign, Response


@door(Door.SIGNED_IN)
@never_cache
def campaigns(request: HttpRequest) -> HttpResponse:
    """Those that run, and those that have ended: to members where their authority takes part."""
    taking_part = Count("parts", filter=Q(parts__left_on__isnull=True))
    rows = visible(request.user, Campaign.objects.annotate(taking_part=taking_part))
    found = list(rows)
    context = {
        "running": sorted(
            (each for each in found if each.state not in ENDED), key=lambda each: each.last_on
        ),
        "ended": [each for each in found if each.state in ENDED],
    }
    return render(request, "actions/campaigns/list.html", context)


@door(Door.SIGNED_IN)
@never_cache
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: to the programme each authority's line; to an authority its own."""
    rows = Campaign.objects.select_related("contact", "raised_by").prefetch_related("topics")
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    standing = standing_of(found, request.user)
    may_answer = may_answer_for(viewer_of(request.user))
    context = {
        "campaign": found,
        "standing": standing,
        "own": []
        if standing.is_whole
        else [
            (
                part,
                part.chart(standing.totals, name="You"),
                part.rows(standing.weeks, standing.totals),
                found.state == "open" and part.left_on is None and part.authority.pk in may_answer,
            )
            for part in standing.parts
        ],
        "numbers": [
            (part, [part.line.figures.get(week.on) for week in standing.weeks])
            for part in standing.parts
        ],
        "multiples": [(part, part.chart()) for part in standing.present if part.line.points],
        "region_by_week": [
            next((each.figure for each in standing.totals if each.on == week.on), None)
            for week in standing.weeks
        ],
    }
    return render(request, "actions/campaigns/campaign.html", context)


@door(Door.SIGNED_IN)
@never_cache
def figures_table(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Every figure that was given, the one that counts marked: the programme's all, else one's own."""
    if ending not in FORMATS:
        raise Http404(f"There is no table that ends in .{ending}; there are .csv and .xlsx.")
    found = get_object_or_404(visible(request.user, Campaign.objects.all()), pk=pk)
    given = visible(
        request.user, Response.objects.filter(ask__action__week__campaign=found)
    ).exclude(form="begun")
    rows = given.select_related(
        "ask__authority", "ask__action__week", "question", "person", "principal", "holder"
    )
    content = figures_as(ending, standing_of(found, request.user), list(rows))
    answer = HttpResponse(content, content_type=FORMATS[ending])
    name = f"campaign-{found.pk}-{timezone.localdate()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
