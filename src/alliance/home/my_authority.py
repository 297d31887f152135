"""My authority: what it owes, what is coming, what it said, what changed since one was last here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from alliance.actions.access_rules import leads_grid, of_whom
from alliance.actions.campaigns.weeks import usual_wholes
from alliance.actions.forms.answer import AnswerForm
from alliance.actions.models import Ask
from alliance.actions.owed import Owed, asks_shown, ours
from alliance.directory.access import Door, Viewer, door, viewer_of, visible
from alliance.directory.deeds import Deed, standing
from alliance.directory.models import Authority, SecurityEvent, SecurityEventKind
from alliance.directory.my_authority import grouped, news, panels

MOST_IN_PLACE = 12
"""Things answered on the page itself; those that can wait longest are a line and a link each."""
MOST_COMING = 12
MOST_SAID = 5
MOST_NEWS = 10


@door(Door.SIGNED_IN)
@never_cache
def my_authority(request: HttpRequest) -> HttpResponse:
    """The page of one's authority; of several, the one that was chosen."""
    viewer = viewer_of(request.user)
    mine = list(_authorities(request, viewer))
    chosen = _chosen(request, mine)
    if chosen is None:
        context = {"choices": mine, "viewer_is_programme": viewer.is_programme}
        return render(request, "home/no_authority.html", context)
    asks = visible(request.user, Ask.objects.asked())
    own = ours(asks_shown(asks, chosen), chosen)
    since = _last_here(request)
    told = news(request, chosen, since) if since else []
    context = {
        "authority": chosen,
        "choices": mine if len(mine) > 1 else [],
        "ours": own,
        "owed": _with_forms(own.owed[:MOST_IN_PLACE]),
        "more_owed": own.owed[MOST_IN_PLACE:],
        "coming": own.coming[:MOST_COMING],
        "more_coming": own.coming[MOST_COMING:],
        "said": own.said[:MOST_SAID],
        "may_answer": standing(viewer, Deed.ANSWER, chosen.pk) is not None,
        "sees_grid": leads_grid(viewer) is not None,
        "since": since,
        "news": grouped(told, MOST_NEWS),
        "panels": panels(request, chosen),
    }
    return render(request, "home/my_authority.html", context)


def _with_forms(owed: Sequence[Owed]) -> list[tuple[Owed, AnswerForm | None]]:
    """Each with the form that answers it in place, where a press of a button or two counts do."""
    shares = [each.ask for each in owed if each.question and each.question.is_share]
    wholes = usual_wholes(shares) if shares else {}
    return [(each, _form(each, wholes.get(each.ask.pk))) for each in owed]


def _form(owed: Owed, usual_whole: int | None) -> AnswerForm | None:
    if owed.question is None or owed.question.kind not in ("acknowledge", "yes_no", "share"):
        return None
    return AnswerForm(
        question=owed.question,
        counting=owed.said,
        usual_whole=usual_whole,
        auto_id=f"id_{owed.ask.pk}_%s",
    )


def _authorities(request: HttpRequest, viewer: Viewer) -> list[Authority]:
    """Where they hold a role or act for a director; for the programme, every member."""
    rows = visible(request.user, Authority.objects.all())
    if viewer.is_programme:
        return list(rows.filter(is_member=True))
    return list(rows.filter(pk__in=of_whom(viewer)))


def _chosen(request: HttpRequest, mine: list[Authority]) -> Authority | None:
    slug = request.GET.get("authority", "")
    if slug:
        return next((each for each in mine if each.slug == slug), None)
    return mine[0] if len(mine) == 1 else None


def _last_here(request: HttpRequest) -> dt.datetime | None:
    """When they last signed in before this time; None on the first day."""
    signed_in = SecurityEvent.objects.filter(
        account=request.user.pk, kind=SecurityEventKind.SIGNED_IN
    ).order_by("-at")
    earlier = list(signed_in.values_list("at", flat=True)[:2])
    return earlier[1] if len(earlier) > 1 else None
