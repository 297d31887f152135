"""What somebody of a panel sees: their panels, what is theirs to read, and one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import unsent
from alliance.evidence.models import Assessment, Interest, Panellist, Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.library.serve import SEALED

from ..desk import Desk, desk_of
from ..discussing import remark
from ..forms.scoring import InterestsForm, ReasonForm, RecogniseForm, RemarkForm, ScoreForm
from ..interests import declare, recognise
from ..members import accept, decline, leave
from ..phases import next_after
from ..scoring import NotWhole, give, keep, live_criteria, opinion_of
from ..seen import Seen
from .found import account, own_desk, own_seat, own_seats, sent_with


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in somebody's list."""

    seen: Seen
    is_own: bool
    state: str
    word: str


@door(Door.SIGNED_IN)
@never_cache
@require_safe
def my_panels(request: HttpRequest) -> HttpResponse:
    """The panels on which one sits, with how much is left to read."""
    rows = []
    for seat in own_seats(request):
        desk = desk_of(seat)
        rows.append(
            (seat, desk, [row for row in _rows(desk) if row.is_own and row.state != "done"])
        )
    return render(request, "evidence/panel/my_panels.html", {"rows": rows})


@door(Door.SIGNED_IN)
@never_cache
def my_panel(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own place: accept or decline, then what there is to read."""
    seat = own_seat(request, slug)
    leaving = ReasonForm(request.POST if request.POST.get("do") == "leave" else None)
    if request.method == "POST" and (not leaving.is_bound or leaving.is_valid()):
        return _say(request, seat, leaving)
    desk = desk_of(seat)
    rows = _rows(desk)
    own = sorted((row for row in rows if row.is_own), key=lambda row: row.state == "done")
    phases = list(seat.panel.phases.all())
    return render(
        request,
        "evidence/panel/my_panel.html",
        {
            "seat": seat,
            "call": seat.panel.call,
            "desk": desk,
            "own": own,
            "others": [row for row in rows if not row.is_own],
            "given": sum(row.state == "done" for row in own),
            "phases": phases,
            "next_phase": next_after(timezone.localdate(), phases),
            "leaving": leaving,
            "form": leaving,
        },
        status=422 if leaving.is_bound else 200,
    )


def _say(request: HttpRequest, seat: Panellist, leaving: ReasonForm) -> HttpResponse:
    try:
        match request.POST.get("do"):
            case "accept":
                accept(seat, by=account(request))
                messages.success(request, "Thank you. Say first what you have an interest in.")
                return redirect("panel_interests", seat.panel.call.slug)
            case "decline":
                decline(seat, by=account(request))
                messages.success(
                    request, "The programme knows that you cannot. Thank you for saying so."
                )
                return redirect("my_panels")
            case "leave":
                leave(seat, by=account(request), reason=leaving.cleaned_data["why"])
                messages.success(
                    request, "You have left the panel. What you had not scored goes to others."
                )
                return redirect("my_panels")
    except CannotBeDone as refusal:
        messages.error(request, str(refusal))
    return redirect("my_panel", seat.panel.call.slug)


def _rows(desk: Desk) -> list[Row]:
    return [_row(desk, submission) for submission in desk.readable()]


def _row(desk: Desk, submission: Submission) -> Row:
    assignment = desk.own.get(submission.pk)
    assessment = getattr(assignment, "assessment", None)
    state, word = "asked", "To read"
    if assessment and assessment.given_at:
        state, word = "done", "Scores given"
    elif assessment:
        state, word = "asked", "Begun"
    if not assignment:
        state, word = "plain", "Read by others"
    return Row(desk.lens(submission), assignment is not None, state, word)


@door(Door.SIGNED_IN)
@never_cache
def panel_interests(request: HttpRequest, slug: str) -> HttpResponse:
    """Which interests one has; nothing is given to read before this is said."""
    seat = own_seat(request, slug)
    declared = visible(request.user, Interest.objects.filter(panellist=seat, withdrawn_at=None))
    known = list(declared.filter(authority__isnull=False).select_related("authority"))
    form = InterestsForm(
        request.POST if request.method == "POST" else unsent(request),
        initial={
            "organisations": seat.organisations,
            "authorities": [row.authority_id for row in known],
        },
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                declare(seat, by=account(request), **form.cleaned_data)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                return redirect("my_panel", slug)
            messages.success(request, "Noted. You are given nothing of those to read.")
            return redirect("my_panel", slug)
    return render(
        request,
        "evidence/panel/interests.html",
        {"seat": seat, "call": seat.panel.call, "form": form, "known": known},
        status=status,
    )


@door(Door.SIGNED_IN)
@never_cache
def panel_answer(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One answer as the panel sees it, with what one thinks of it."""
    desk = own_desk(request, slug)
    submission = desk.answer(code)
    if submission is None:
        raise Http404("There is no such answer, or it is not yours to read today.")
    page = AnswerPage(request, desk, submission)
    return page.post() if request.method == "POST" else page.show()


class AnswerPage:
    """The page of one answer: its forms, and what a button of it does."""

    def __init__(self, request: HttpRequest, desk: Desk, submission: Submission) -> None:
        self.request, self.desk, self.submission = request, desk, submission
        self.assignment = desk.own.get(submission.pk)
        self.assessment: Assessment | None = getattr(self.assignment, "assessment", None)
        sent = sent_with(request)
        self.do = sent.get("do", "")
        self.scores = self._score_form(sent if self.do in ("keep", "give") else None)
        self.knows = RecogniseForm(sent if self.do == "recognise" else None, prefix="knows")
        is_chair = desk.panellist.is_chair
        self.says = RemarkForm(
            sent if self.do == "remark" else None, is_chair=is_chair, prefix="says"
        )

    def _score_form(self, data: Any) -> ScoreForm | None:
        if not self.assignment:
            return None
        return ScoreForm(
            data,
            panel=self.desk.panel,
            criteria=live_criteria(self.desk.panel),
            opinion=opinion_of(self.assessment),
            version=self.assessment.version if self.assessment else 0,
        )

    def show(self, status: int = 200) -> HttpResponse:
        desk = self.desk
        shows_others = desk.sees_scores_of(self.submission)
        remarks = self.submission.remarks.select_related("panellist__person")
        return render(
            self.request,
            "evidence/panel/answer.html",
            {
                "seat": desk.panellist,
                "call": desk.panel.call,
                "desk": desk,
                "seen": desk.lens(self.submission),
                "assessment": self.assessment,
                "is_own": self.assignment is not None,
                "scores": self.scores,
                "knows": self.knows,
                "says": self.says,
                "form": {"keep": self.scores, "give": self.scores, "recognise": self.knows,
                         "remark": self.says}.get(self.do),
                "others": others_of(self.submission, desk) if shows_others else None,
                "remarks": remarks if desk.rights.may_discuss else None,
            },
            status=status,
        )  # fmt: skip

    def post(self) -> HttpResponse:
        try:
            done = self._done()
        except NotWhole as refusal:
            assert self.scores is not None  # noqa: S101 - only they are not whole
            self.scores.lacks(refusal.criteria)
            self._saw(Assessment.objects.get(assignment=self.assignment))
            return self.show(422)
        except CannotBeDone as refusal:
            messages.error(self.request, str(refusal))
            row = Assessment.objects.filter(assignment=self.assignment).first()
            if row and self.scores and self.scores.is_bound:
                self._saw(row)
            return self.show(409)
        if not done:
            return self.show(422)
        messages.success(self.request, done)
        if self.do in ("keep", "remark"):
            return redirect(
                "panel_answer", self.desk.panel.call.slug, self.desk.lens.codes[self.submission.pk]
            )
        return redirect("my_panel", self.desk.panel.call.slug)

    def _saw(self, row: Assessment) -> None:
        """What was kept is what the form goes on from."""
        assert self.scores is not None  # noqa: S101
        kept = self.request.POST.copy()
        kept["version"] = str(row.version)
        self.scores.data, self.assessment = kept, row

    def _done(self) -> str:
        """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
        by = account(self.request)
        if self.do in ("keep", "give") and self.scores and self.assignment:
            if not self.scores.is_valid():
                return ""
            verb = give if self.do == "give" else keep
            version = self.scores.cleaned_data["version"]
            row = verb(self.assignment, self.scores.opinion, by=by, version=version)
            return "Your scores are given." if row.given_at else "Saved. Nobody else sees it yet."
        if self.do == "recognise" and self.knows.is_valid():
            recognise(self.desk.panellist, self.submission, by=by, **self.knows.cleaned_data)
            return "Thank you for saying so. Somebody else reads it instead."
        if self.do == "remark" and self.says.is_valid():
            if not self.desk.rights.may_discuss:
                raise CannotBeDone("The panel does not discuss today.")
            remark(self.submission, panellist=self.desk.panellist, by=by, **self.says.cleaned_data)
            return "Your remark stands below."
        return ""


def others_of(submission: Submission, desk: Desk) -> list[tuple[str, list[tuple[str, int]]]]:
    """What the others gave, without their names: words to the panel, and scores by criterion."""
    rows = Assessment.objects.filter(
        assignment__submission=submission,
        assignment__taken_back_at__isnull=True,
        given_at__isnull=False,
    ).exclude(assignment__panellist=desk.panellist)
    return [
        (row.to_panel, [(score.criterion.name, score.value) for score in row.scores.all()])
        for row in rows.prefetch_related("scores__criterion").order_by("given_at")
    ]


@door(Door.SIGNED_IN)
@never_cache
@require_safe
def panel_enclosure(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponseBase:
    """A file of an answer: while the panel reads blind, the copy without properties."""
    desk = own_desk(request, slug)
    submission = desk.answer(code)
    file = desk.lens.file_of(submission, number) if submission else None
    if not file:
        raise Http404("There is no such enclosure, or it is not yours to open today.")
    ending = (file.name or "").rpartition(".")[2]
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=f"Enclosure {number}.{ending}"
    )
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
