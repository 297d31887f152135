"""The programme's pages of what is given to read: the proposal, one answer, enclosures."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.evidence.models import Assignment, Enclosure, Panel, Panellist
from alliance.evidence.refusal import CannotBeDone
from alliance.library.serve import SEALED

from ..enclosures import enclosures_of, keep_back, make_copy, names_in, show
from ..giving_out import give_out, propose
from ..rows import answers_of
from ..seen import lens_of
from .found import account, panel_of


@door(Door.PROGRAMME)
def panel_reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Who would read what: looked at first, then given."""
    panel = panel_of(request, slug)
    status = 200
    if request.method == "POST":
        try:
            plan = give_out(panel, by=account(request), stamp=request.POST.get("stamp", ""))
            count = len(plan.new)
            messages.success(
                request,
                f"Given. {'One reading is' if count == 1 else f'{count} readings are'} new, and those "
                "concerned were written to.",
            )
            return redirect("panel_overview", slug)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    proposal = propose(panel)
    names = {
        row.pk: row.person.name
        for row in panel.panellists.select_related("person").order_by("person__name")
    }
    plan = proposal.plan
    readers: dict[int, list[tuple[str, bool]]] = {pk: [] for pk in proposal.answers}
    for answer, reader in sorted(plan.pairs, key=lambda pair: names[pair[1]]):
        readers.setdefault(answer, []).append((names[reader], (answer, reader) in plan.new))
    numbers = dict(answers_of(panel).values_list("pk", "number"))
    rows = [
        (numbers[pk], one.label, readers[pk], _barred(proposal.conflicts, pk, names))
        for pk, one in proposal.answers.items()
    ]
    waiting = panel.panellists.filter(state=Panellist.State.SITS, declared_at=None)
    return render(
        request,
        "evidence/panel/reading.html",
        {
            "call": panel.call,
            "panel": panel,
            "proposal": proposal,
            "plan": plan,
            "loads": [(names[pk], load) for pk, load in plan.loads.items()],
            "rows": rows,
            "dropped": [
                (proposal.answers[answer].label, names[reader])
                for answer, reader in sorted(plan.dropped)
            ],
            "waiting": waiting.select_related("person"),
        },
        status=status,
    )


def _barred(
    clashes: dict[tuple[int, int], str], answer: int, names: dict[int, str]
) -> list[tuple[str, str]]:
    return [(names[reader], why) for (pk, reader), why in clashes.items() if pk == answer]


@door(Door.PROGRAMME)
def panel_enclosures(request: HttpRequest, slug: str) -> HttpResponse:
    """Enclosures for a blind panel: made into copies, looked at, shown or kept back."""
    panel = panel_of(request, slug)
    if request.method == "POST":
        _do(request, panel)
        return redirect("panel_enclosures", slug)
    lens = lens_of(panel)
    rows = list(
        enclosures_of(panel)
        .select_related("submission__call")
        .prefetch_related("submission__duplicates")
    )
    return render(
        request,
        "evidence/panel/enclosures.html",
        {
            "call": panel.call,
            "panel": panel,
            "rows": [
                (
                    row,
                    names_in(row, lens.blank_of(row.submission)) if row.for_panel else [],
                    _is_read(row),
                )
                for row in rows
            ],
            "uncopied": sum(not row.for_panel for row in rows),
        },
    )


def _is_read(row: Enclosure) -> bool:
    """Whether names can be looked for in the words of its copy."""
    ending = PurePath(row.for_panel.name or "").suffix.lower()
    return ending in (".docx", ".pdf", ".txt", ".csv")


def _do(request: HttpRequest, panel: Panel) -> None:
    by, do = account(request), request.POST.get("do")
    rows = visible(request.user, enclosures_of(panel))
    if do == "copy_all":
        made = 0
        for row in rows.filter(for_panel=""):
            try:
                make_copy(row, by=by)
                made += 1
            except CannotBeDone as refusal:
                messages.error(request, f"{row.submission}, “{row.name}”: {refusal}")
        messages.success(request, f"Copies made: {made}. Look at each before you show it.")
        return
    pk = request.POST.get("enclosure", "")
    row = get_object_or_404(rows, pk=pk if pk.isdecimal() else 0)
    try:
        if do == "show":
            show(row, by=by)
            messages.success(
                request, f"The panel sees it now, as an enclosure of {row.submission}."
            )
        elif do == "keep_back":
            keep_back(row, by=by)
            messages.success(request, "The panel does not see it.")
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))


@door(Door.PROGRAMME)
@require_safe
def panel_copy(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The copy as the panel would get it."""
    panel = panel_of(request, slug)
    row = get_object_or_404(visible(request.user, enclosures_of(panel)), pk=pk)
    if not row.for_panel:
        raise Http404("There is no copy of it yet.")
    name = f"{row.submission} enclosure{PurePath(row.for_panel.name or '').suffix}"
    response = FileResponse(row.for_panel.open("rb"), as_attachment=True, filename=name)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def assignments_of(panel: Panel, submission: int) -> list[Assignment]:
    """Who reads an answer, and who did until it was taken back."""
    rows = Assignment.objects.filter(panellist__panel=panel, submission=submission)
    rows = rows.select_related("panellist__person", "assessment")
    return list(
        rows.prefetch_related("assessment__scores__criterion").order_by("panellist__person__name")
    )
