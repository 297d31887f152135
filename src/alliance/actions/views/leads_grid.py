"""The grid as leads see it, and the page that says whether they do."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, viewer_of, visible
from alliance.directory.models import Authority, User

from ..access_rules import GridRows, leads_grid, of_whom
from ..export import grid_as
from ..grid import Grid, grid_of
from ..models import Action, Ask, GridForLeads
from ..showing import show_to_leads
from .reading import ACROSS, CHOICES, as_file, choosing, chosen_of, known


@door(Door.SIGNED_IN)
@never_cache
def grid_for_leads(request: HttpRequest) -> HttpResponse:
    """How every authority stands to what one's own may read; nothing of what any of them said."""
    rows = _rows(request)
    chosen = chosen_of(request, Action.objects.filter(rows.actions))
    page = Paginator(chosen, ACROSS).get_page(request.GET.get("page"))
    viewer = viewer_of(request.user)
    context = choosing(request) | {
        "page": page,
        "grid": _grid(request, rows, page.object_list),  # type: ignore[arg-type]
        "choices": {value: label for value, label in CHOICES.items() if value != "draft"},
        "has_any": Action.objects.filter(rows.actions).exists(),
        "own": of_whom(viewer),
        "shown_to_leads": GridForLeads.objects.filter(on_since__isnull=False).first(),
    }
    return render(request, "actions/grid_for_leads.html", context)


@door(Door.SIGNED_IN)
@never_cache
def leads_table(request: HttpRequest, ending: str) -> HttpResponse:
    """The same as CSV or a workbook."""
    rows = _rows(request)
    known(ending)
    grid = _grid(request, rows, chosen_of(request, Action.objects.filter(rows.actions)))
    return as_file(grid_as(ending, grid, counted=False), ending, "how-the-region-stands")


@door(Door.SIGNED_IN)
@never_cache
def who_sees(request: HttpRequest) -> HttpResponse:
    """Who sees what of answers, for all to read; the programme turns the grid for leads on or off."""
    viewer = viewer_of(request.user)
    if request.method == "POST":
        if not viewer.is_programme or not isinstance(request.user, User):
            raise PermissionDenied("Only the programme’s staff change who sees the grid.")
        if (pressed := request.POST.get("do")) in {"show", "hide"}:
            show_to_leads(by=request.user, show=pressed == "show")
            said = {
                "show": "Directors see the grid from now on.",
                "hide": "Only the programme sees the grid from now on.",
            }
            messages.success(request, said[pressed])
        return redirect("who_sees")
    rows = visible(request.user, GridForLeads.objects.select_related("changed_by"))
    context = {
        "row": rows.first(),
        "sees_grid": leads_grid(viewer) is not None,
    }
    return render(request, "actions/who_sees.html", context)


def _rows(request: HttpRequest) -> GridRows:
    rows = leads_grid(viewer_of(request.user))
    if rows is None:
        raise PermissionDenied(
            "How other authorities stand is for the programme, and for directors of children’s "
            "services where the alliance has turned that on."
        )
    return rows


def _grid(request: HttpRequest, rows: GridRows, actions: QuerySet[Action]) -> Grid:
    members = visible(request.user, Authority.objects.filter(is_member=True))
    return grid_of(actions, Ask.objects.filter(rows.asks), members)
