"""The programme's pages of what the scores come to, what is decided, and who was told; the panel's results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.charts.dots import DotChart, DotRow, dot_chart
from alliance.directory.access import Door, door, visible
from alliance.evidence.models import (
    Assignment,
    Decision,
    DecisionOutcome,
    Panel,
    Panellist,
    Remark,
    Submission,
)
from alliance.evidence.refusal import CannotBeDone

from ..conflicts import conflict
from ..deciding import current_of, decide
from ..discussing import remark
from ..figures import Result
from ..forms.running import GiveForm, LettersForm, ManyDecisionsForm, OneDecisionForm
from ..forms.scoring import ReasonForm, RemarkForm
from ..giving_out import give_by_hand, take_back
from ..rows import judged_of, judges_of
from ..seen import WHAT_IS_READ, Lens, lens_of
from ..standings import Standings, standings_of
from ..telling import change_words, have_rung, send_again, tell, to_tell, told_by_voice
from .found import account, answer_of, own_desk, panel_of, sent_with
from .giving_out import assignments_of

MOST_DRAWN = 25
"""Rows of the picture; the table has all."""
SHAPES = {"showcase": "done", "later": "asked", "no": "plain"}


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in a table of results."""

    label: str
    title: str
    result: Result
    submission: Submission
    code: str
    decision: Decision | None = None
    shape: str = "plain"
    proposal: str = ""


@door(Door.PROGRAMME)
def panel_results(request: HttpRequest, slug: str) -> HttpResponse:
    """What the scores come to, and deciding on several answers at once."""
    panel = panel_of(request, slug)
    standings = standings_of(panel)
    submissions = list(standings.submissions.values())
    sent = sent_with(request)
    form = ManyDecisionsForm(sent or None, submissions=submissions)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _decided_many(request, panel, form)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
    names = {row.pk: row.person.name for row in panel.panellists.select_related("person")}
    lens = lens_of(panel, sees_names=True)
    return render(
        request,
        "evidence/panel/results.html",
        {
            "call": panel.call,
            "panel": panel,
            "standings": standings,
            "lines": _lines(standings, lens, current_of(panel.call), _proposals(panel)),
            "chart": chart_of(standings, lens, panel),
            "agreements": standings.agreements(),
            "leanings": [(names[each.assessor], each) for each in standings.leanings()],
            "form": form if form.is_bound else None,
            "many": form,
            "chosen": set(sent.getlist("chosen")),
        },
        status=status,
    )


def _decided_many(request: HttpRequest, panel: Panel, form: ManyDecisionsForm) -> HttpResponse:
    rows, seen = form.chosen()
    said = form.cleaned_data
    decide(
        rows,
        outcome=DecisionOutcome(said["outcome"]),
        why=said["why"],
        to_submitter=said["to_submitter"],
        by=account(request),
        seen=seen,
    )
    count = "One answer is" if len(rows) == 1 else f"{len(rows)} answers are"
    messages.success(request, f"{count} decided. Nobody is told before you send the letters.")
    return redirect("panel_results", panel.call.slug)


def _proposals(panel: Panel) -> dict[int, str]:
    """What the chair proposed last, by answer."""
    rows = Remark.objects.filter(submission__call=panel.call_id).exclude(proposes="")
    return {row.submission_id: row.get_proposes_display() for row in rows.order_by("at", "pk")}


def _lines(
    standings: Standings,
    lens: Lens,
    decisions: dict[int, Decision] | None = None,
    proposals: dict[int, str] | None = None,
) -> list[Line]:
    found = []
    for result in standings.results:
        row = standings.submissions[result.answer]
        decision = (decisions or {}).get(row.pk)
        found.append(
            Line(
                lens.label_of(row),
                lens.title_of(row),
                result,
                row,
                lens.codes[row.pk],
                decision,
                SHAPES[decision.outcome] if decision else "plain",
                (proposals or {}).get(row.pk, ""),
            )
        )
    return found


def chart_of(standings: Standings, lens: Lens, panel: Panel) -> DotChart | None:
    """The best of them as dots; nothing before anybody gave scores."""
    scored = [each for each in standings.results if each.mean is not None][:MOST_DRAWN]
    if not scored:
        return None
    rows = [
        DotRow(
            lens.label_of(standings.submissions[each.answer]).removeprefix("Answer "),
            each.points,
            each.mean or 0,
        )
        for each in scored
    ]
    return dot_chart(rows, lowest=panel.scale_from, highest=panel.scale_to)


@door(Door.SIGNED_IN)
@never_cache
@require_safe
def panel_standings(request: HttpRequest, slug: str) -> HttpResponse:
    """The results for the panel, where the phase shows them: without who scored what."""
    desk = own_desk(request, slug)
    if not (desk.may_work and desk.rights.sees_scores):
        raise Http404("The scores are not shown to the panel today.")
    only = [row.pk for row in desk.readable() if desk.sees_scores_of(row)]
    standings = standings_of(desk.panel, only)
    lines = sorted(
        _lines(standings, desk.lens),
        key=lambda line: (line.result.mean is None, -(line.result.mean or 0), line.code),
    )
    return render(
        request,
        "evidence/panel/standings.html",
        {
            "call": desk.panel.call,
            "desk": desk,
            "standings": standings,
            "lines": lines,
            "chart": chart_of(standings, desk.lens, desk.panel),
            "agreements": standings.agreements(),
        },
    )


@door(Door.PROGRAMME)
def panel_one(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One answer for the programme: as the panel sees it, who reads it, what they think, the decision."""
    panel = panel_of(request, slug)
    answer_of(request, panel, number)
    rows = Submission.objects.select_related("authority", "section", "call").prefetch_related(
        *WHAT_IS_READ
    )
    submission = get_object_or_404(visible(request.user, rows), call=panel.call, number=number)
    page = OnePage(request, panel, submission)
    if request.method == "POST":
        try:
            if done := page.do():
                messages.success(request, done)
                return redirect("panel_one", slug, number)
            return page.show(422)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            return page.show(409)
    return page.show()


class OnePage:
    """The programme's page of one answer: its forms, and what a button of it does."""

    def __init__(self, request: HttpRequest, panel: Panel, submission: Submission) -> None:
        self.request, self.panel, self.submission = request, panel, submission
        self.readings = assignments_of(panel, submission.pk)
        self.current = submission.decisions.filter(is_current=True).first()
        sent = sent_with(request)
        self.doing = sent.get("do", "")
        self.giving = GiveForm(self._of("give", sent), panellists=self._clear(), prefix="give")
        self.taking = ReasonForm(self._of("take_back", sent), prefix="take")
        self.says = RemarkForm(self._of("remark", sent), is_chair=False, prefix="says")
        self.deciding = OneDecisionForm(
            self._of("decide", sent), words=self._words(), initial=self._known()
        )

    def _of(self, do: str, sent: Any) -> Any:
        return sent if self.doing == do else None

    def _clear(self) -> list[Panellist]:
        """Who could still be given it."""
        sitting = self.panel.panellists.filter(
            state=Panellist.State.SITS, declared_at__isnull=False
        ).exclude(pk__in=[row.panellist_id for row in self.readings if not row.taken_back_at])
        judged = judged_of([self.submission])[self.submission.pk]
        judges = judges_of(sitting)
        return [row for row in sitting if not conflict(judges[row.pk], judged)]

    def _words(self) -> list[str]:
        """What assessors wrote for whoever gave it; whose words they are is not said."""
        given = [_assessment(row) for row in self.readings if not row.taken_back_at]
        return [one.to_submitter for one in given if one and one.given_at and one.to_submitter]

    def _known(self) -> dict[str, Any]:
        current = self.current
        if current is None:
            proposed = self.submission.remarks.exclude(proposes="").order_by("-at").first()
            return {"outcome": proposed.proposes if proposed else ""}
        return {
            "outcome": current.outcome,
            "why": current.why,
            "to_submitter": current.to_submitter,
            "seen": current.pk,
        }

    def show(self, status: int = 200) -> HttpResponse:
        standings = standings_of(self.panel, [self.submission.pk])
        blind = lens_of(self.panel)
        return render(
            self.request,
            "evidence/panel/one.html",
            {
                "call": self.panel.call,
                "panel": self.panel,
                "submission": self.submission,
                "seen": blind(self.submission),
                "readings": [(row, _assessment(row)) for row in self.readings],
                "result": next(iter(standings.results), None),
                "criteria": standings.criteria,
                "remarks": self.submission.remarks.select_related("panellist__person", "by"),
                "decisions": self.submission.decisions.select_related("decided_by", "message"),
                "giving": self.giving,
                "nobody_to_give": not self._clear(),
                "taking": self.taking,
                "says": self.says,
                "deciding": self.deciding,
                "form": {
                    "give": self.giving, "take_back": self.taking, "remark": self.says,
                    "decide": self.deciding,
                }.get(self.doing),
                "taking_of": self.request.POST.get("assignment", ""),
            },
            status=status,
        )  # fmt: skip

    def do(self) -> str:
        """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
        by = account(self.request)
        if self.doing == "give" and self.giving.is_valid():
            reader = self.giving.cleaned_data["panellist"]
            give_by_hand(self.panel, self.submission, reader, by=by)
            return f"{reader} has it to read."
        if self.doing == "take_back" and self.taking.is_valid():
            pk = self.request.POST.get("assignment", "")
            row = next((row for row in self.readings if str(row.pk) == pk), None)
            if row is None:
                raise Http404("Nobody reads it under that number.")
            take_back(row, by=by, why=self.taking.cleaned_data["why"])
            return f"{row.panellist} reads it no more."
        if self.doing == "remark" and self.says.is_valid():
            remark(self.submission, self.says.cleaned_data["text"], by=by)
            return "Your remark stands below."
        if self.doing == "decide" and self.deciding.is_valid():
            said = self.deciding.cleaned_data
            decide(
                [self.submission],
                outcome=DecisionOutcome(said["outcome"]),
                why=said["why"],
                to_submitter=self.deciding.letter,
                by=by,
                seen={self.submission.pk: said["seen"]},
            )
            return "It is decided. Nobody is told before you send the letters."
        return ""


def _assessment(row: Assignment) -> Any:
    return getattr(row, "assessment", None)


@door(Door.PROGRAMME)
def panel_letters(request: HttpRequest, slug: str) -> HttpResponse:
    """The letters to everybody who answered: their words, a look at each, and sending them."""
    panel = panel_of(request, slug)
    sent = sent_with(request)
    do = sent.get("do", "")
    form = LettersForm(sent if do == "words" else None, letters=panel.letters)
    status = 200
    if request.method == "POST":
        if do != "words":
            return _tell(request, panel, do)
        status = 422
        if form.is_valid():
            change_words(panel, by=account(request), letters=form.letters)
            messages.success(
                request, "The words are changed. Letters already sent stay as they were."
            )
            return redirect("panel_letters", slug)
    waiting = to_tell(panel.call)
    told = Decision.objects.filter(submission__call=panel.call, told_at__isnull=False)
    return render(
        request,
        "evidence/panel/letters.html",
        {
            "call": panel.call,
            "panel": panel,
            "form": form,
            "by_mail": [each for each in waiting if not each.why_not],
            "otherwise": [each for each in waiting if each.why_not],
            "told": visible(request.user, told).select_related("submission", "message"),
        },
        status=status,
    )


def _tell(request: HttpRequest, panel: Panel, do: str) -> HttpResponse:
    by = account(request)
    rows = visible(request.user, Decision.objects.filter(submission__call=panel.call))
    ids = [pk for pk in request.POST.getlist("decision") if pk.isdecimal()]
    found = list(rows.filter(pk__in=ids).order_by("submission__number"))
    verb = {"send": tell, "again": send_again, "voice": told_by_voice, "ring": have_rung}.get(do)
    if not found or verb is None:
        messages.error(request, "Tick the letters that you want to send.")
        return redirect("panel_letters", panel.call.slug)
    done = 0
    for row in found:
        try:
            verb(row, by=by)
            done += 1
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
    said = {
        "send": "Letters on their way", "again": "Letters on their way again",
        "voice": "Marked as told", "ring": "Put among the calls to make",
    }[do]  # fmt: skip
    if done:
        messages.success(request, f"{said}: {done}.")
    return redirect("panel_letters", panel.call.slug)
