"""The programme's pages on which a panel is set up: an overview, settings, criteria, phases."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from alliance.directory.access import Door, door
from alliance.directory.unsent import unsent
from alliance.evidence.models import Assignment, Panel, Panellist
from alliance.evidence.refusal import CannotBeDone

from .. import setting_up
from ..deciding import current_of
from ..enclosures import enclosures_of
from ..forms.setting_up import (
    CriteriaFormSet,
    PanelForm,
    PhasesFormSet,
    criteria_initial,
    phases_initial,
)
from ..phases import doubts, next_after, rights_on
from ..progress import is_due, progress_of, remind
from ..rows import answers_of
from .found import account, call_of, panel_of


@door(Door.PROGRAMME)
def panel_overview(request: HttpRequest, slug: str) -> HttpResponse:
    """How the panel of a call stands, and what to do next; setting one up where there is none."""
    call = call_of(request, slug)
    if request.method == "POST":
        _do(request, slug)
        return redirect("panel_overview", slug)
    panel = Panel.objects.filter(call=call).first()
    if panel is None:
        return render(request, "evidence/panel/none_yet.html", {"call": call})
    today = timezone.localdate()
    phases = list(panel.phases.all())
    answers = answers_of(panel)
    progress = progress_of(panel)
    rights = rights_on(today, phases)
    decided = current_of(call)
    return render(
        request,
        "evidence/panel/overview.html",
        {
            "call": call,
            "panel": panel,
            "phases": phases,
            "doubts": doubts(phases),
            "rights": rights,
            "next_phase": next_after(today, phases),
            "progress": progress,
            "read": sum(each.given for each in progress),
            "to_read": sum(each.total for each in progress),
            "may_remind": rights.may_score and any(is_due(each, today) for each in progress),
            "asked": panel.panellists.filter(state=Panellist.State.ASKED).count(),
            "answers": answers.count(),
            "criteria": panel.criteria.filter(retired_at=None).count(),
            "given": Assignment.objects.filter(panellist__panel=panel).exists(),
            "to_look_at": enclosures_of(panel).filter(is_for_panel=False).count()
            if panel.is_blind
            else 0,
            "decided": answers.filter(pk__in=decided).count(),
            "untold": sum(row.told_at is None for row in decided.values()),
        },
    )


def _do(request: HttpRequest, slug: str) -> None:
    by = account(request)
    try:
        match request.POST.get("do"):
            case "set_up":
                setting_up.set_up(call_of(request, slug), by=by)
                messages.success(
                    request, "The panel is set up as we propose it. Change what you like."
                )
            case "remind":
                count = remind(panel_of(request, slug), by=by)
                said = {0: "Nobody", 1: "One of the panel"}.get(count, f"{count} of the panel")
                messages.success(
                    request, f"{said} was reminded." if count < 2 else f"{said} were reminded."
                )
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))


@door(Door.PROGRAMME)
def panel_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Blind or not, how many read each answer, the scale."""
    panel = panel_of(request, slug)
    form = PanelForm(request.POST if request.method == "POST" else unsent(request), panel=panel)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                version = form.cleaned_data["version"]
                setting_up.change(panel, by=account(request), version=version, **form.wanted)
                messages.success(request, "The panel is changed.")
                return redirect("panel_overview", slug)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
                _saw_now(form, panel)
    context = {"call": panel.call, "panel": panel, "form": form}
    return render(request, "evidence/panel/settings.html", context, status=status)


def _saw_now(form: PanelForm, panel: Panel) -> None:
    """Who was told that it changed saves over it the next time, knowing that."""
    panel.refresh_from_db(fields=["version"])
    kept = QueryDict(mutable=True)
    kept.update(form.data)
    kept["version"] = str(panel.version)
    form.data = kept


@door(Door.PROGRAMME)
def panel_criteria(request: HttpRequest, slug: str) -> HttpResponse:
    """What is scored, and how much each weighs."""
    panel = panel_of(request, slug)
    rows = list(panel.criteria.filter(retired_at=None))
    return _rows(
        request,
        panel,
        CriteriaFormSet,
        criteria_initial(rows),
        setting_up.change_criteria,
        {
            "template": "evidence/panel/criteria.html",
            "retired": panel.criteria.filter(retired_at__isnull=False),
            "proposed": {row.pk for row in rows if row.is_default},
        },
    )


@door(Door.PROGRAMME)
def panel_phases(request: HttpRequest, slug: str) -> HttpResponse:
    """When the panel reads, discusses and decides, and what it sees then."""
    panel = panel_of(request, slug)
    rows = list(panel.phases.all())
    return _rows(
        request,
        panel,
        PhasesFormSet,
        phases_initial(rows),
        setting_up.change_phases,
        {"template": "evidence/panel/phases.html", "doubts": doubts(rows)},
    )


def _rows(
    request: HttpRequest,
    panel: Panel,
    factory: Any,
    initial: Any,
    change: Any,
    context: dict[str, Any],
) -> HttpResponse:
    """A page of rows to change together: all are saved, or none."""
    formset = factory(
        request.POST if request.method == "POST" else unsent(request), initial=initial, prefix="row"
    )
    refusal, status = "", 200
    version = str(panel.version)
    if request.method == "POST":
        status, version = 422, request.POST.get("version", "")
        if formset.is_valid():
            try:
                seen = int(version) if version.isdecimal() else 0
                change(panel, by=account(request), version=seen, wanted=formset.wanted)
                messages.success(request, "Saved.")
                return redirect("panel_overview", panel.call.slug)
            except CannotBeDone as cannot:
                refusal, status = str(cannot), 409
                panel.refresh_from_db(fields=["version"])
                version = str(panel.version)
    context |= {
        "call": panel.call,
        "panel": panel,
        "formset": formset,
        "form": formset,
        "refusal": refusal,
        "version": version,
    }
    return render(request, context["template"], context, status=status)
