"""The list of parts, what was sent, and the last look before it is sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from ...models import Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.definition import Definition
from ...taking.faults import Fault, faults, lacking
from ...taking.given import Given
from ...taking.receipt import token_for
from ...taking.rows import definition_of, given_of, sent_of
from ...taking.sending import NotSent, may_change, send
from .. import limits
from ..bundle import begin_another
from ..copy import Line, lines_of_step
from ..forget import leave_as_sent
from ..forms import all_fields
from ..keeping import seen_of
from ..looking_into import passages_in
from ..steps import FILES, IDEA, Step, step_with, steps_of
from ..warning import passages
from .by_link import account_of, by_link, shared
from .typing import address_of


@by_link
def my_submission(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """Where somebody goes on: the parts of a draft, or what was sent and what can be done with it."""
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    try:
        if doing == "another":
            return _another(request, token, submission)
        if doing == "leave":
            leave_as_sent(submission)
            return redirect("my_submission", token)
    except CannotBeDone as refusal:
        return overview(request, token, submission, why=str(refusal), status=409)
    return overview(request, token, submission)


def _another(request: HttpRequest, token: str, submission: Submission) -> HttpResponse:
    """Begin a further idea; who it is from is known already."""
    if limits.too_many_begun(request):
        return overview(request, token, submission, why=limits.TOO_MANY_IDEAS, status=429)
    begun = begin_another(submission, by=account_of(request))
    limits.one_more_begun(request)
    return redirect("answering_step", token_for(begun), IDEA)


def overview(
    request: HttpRequest, token: str, submission: Submission, *, why: str = "", status: int = 200
) -> HttpResponse:
    """The page of a submission; `why` says what was not done."""
    is_draft = submission.state == SubmissionState.DRAFT
    # What was asked then and is asked no more can be read, and not changed.
    definition = definition_of(submission.call, with_retired=not may_change(submission))
    given = given_of(submission) if is_draft else sent_of(submission)
    context = shared(token, submission) | {
        "why": why,
        "parts": _parts(token, definition, given, submission),
        "lacking": [fault.sentence for fault in lacking(definition_of(submission.call), given)],
        "has_change": submission.typed is not None and not is_draft,
        "others": _others(submission),
    }
    name = "draft" if is_draft else "sent"
    return render(request, f"evidence/answering/{name}.html", context, status=status)


@by_link
def check(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """All of it once more, with what may be about a child, and the button that sends it."""
    if not may_change(submission):
        return redirect("my_submission", token)
    definition, given = definition_of(submission.call), given_of(submission)
    steps, fields = steps_of(definition), all_fields(definition)
    files = submission.enclosures.filter(removed_at__isnull=True)
    found, warned = faults(definition, given), [*passages(definition, given), *passages_in(files)]
    why, status = "", 200
    if request.method == "POST":
        why, status = _refusal(request, given, fields, warned=bool(warned))
        if not why:
            try:
                kinds = {passage.kind.value for passage in warned}
                send(
                    submission,
                    given,
                    by=account_of(request),
                    warned_of=kinds,
                    version=submission.version,
                )
                return redirect("my_submission", token)
            except NotSent as refusal:
                found, why, status = refusal.faults, str(refusal), 422
            except CannotBeDone as refusal:
                why, status = str(refusal), 409
    context = shared(token, submission) | {
        "why": why,
        "faults": [(fault, _address(token, steps, fault)) for fault in found],
        "passages": [
            (each, f"{address_of(token, step_with(steps, each.field))}?then=check")
            for each in warned
        ],
        "parts": _parts(token, definition, given, submission),
        "lacking": [fault.sentence for fault in lacking(definition, given)],
        "seen": seen_of(given, fields),
    }
    return render(request, "evidence/answering/check.html", context, status=status)


def _refusal(
    request: HttpRequest, given: Given, fields: list[str], *, warned: bool
) -> tuple[str, int]:
    """Why it is not sent now; nothing if it may be."""
    if request.POST.get("seen") != seen_of(given, fields):
        return (
            "This was changed on another device meanwhile. Look over it again before you send it.",
            409,
        )
    if warned and request.POST.get("do") != "all_the_same":
        return "Look at what is marked first: it may be about a child.", 422
    if limits.too_many_for(given.email):
        return limits.TOO_MANY, 429
    return "", 200


def _address(token: str, steps: tuple[Step, ...], fault: Fault) -> str:
    return f"{address_of(token, step_with(steps, fault.field))}?then=check"


def _parts(
    token: str, definition: Definition, given: Given, submission: Submission
) -> list[dict[str, Any]]:
    """Each screen with its lines; the files have none."""
    return [
        {
            "step": step,
            "address": address_of(token, step),
            "lines": (lines := lines_of_step(definition, given, step)),
            "state": _state(lines),
            "files": list(submission.enclosures.filter(removed_at__isnull=True))
            if step.key == FILES
            else [],
        }
        for step in steps_of(definition)
    ]


def _state(lines: list[Line]) -> str:
    if any(line.lacks for line in lines):
        return "begun" if any(line.text for line in lines) else "empty"
    return "done" if any(line.text for line in lines) else "optional"


def _others(submission: Submission) -> list[Submission]:
    """The other ideas of the same person that were sent: by reference and title, without a way in."""
    if submission.bundle is None:
        return []
    rows = Submission.objects.filter(bundle=submission.bundle, erased_at__isnull=True)
    return list(rows.exclude(pk=submission.pk).exclude(state=SubmissionState.DRAFT))
