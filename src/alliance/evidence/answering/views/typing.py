"""One screen of a submission: shown, kept as it is typed, and kept by its button."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format

from ...models import Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.definition import Definition
from ...taking.faults import faults
from ...taking.given import Given
from ...taking.rows import definition_of, given_of
from ...taking.sending import may_change
from ..copy import lines_of_step
from ..forms import GivenForm
from ..keeping import TypedElsewhere, keep_fields, seen_of
from ..steps import FILES, IDEA, PERSON, Step, after, steps_of
from .by_link import by_link, shared

MOST_TRIED = 5
THEN = {"check": "answering_check", "list": "my_submission"}
"""Where somebody goes back to when they came from there."""


@by_link
def one_step(
    request: HttpRequest, token: str, submission: Submission, step: str
) -> HttpResponseBase:
    """Show one screen; its button keeps what is typed, says what is wrong with it, and goes on."""
    definition, here = _here(submission, step)
    if not may_change(submission):
        return redirect("my_submission", token)
    given = given_of(submission)
    form = GivenForm(
        request.POST if request.method == "POST" else None,
        definition=definition,
        given=given,
        shows=here.fields,
    )
    elsewhere: Given | None = None
    status = 200
    if request.method == "POST":
        try:
            given = _keep(request, submission, definition, here, form)
            goes_on = request.POST.get("do") != "later"
            if not (goes_on and form.mark(faults(definition, given))):
                return redirect(
                    _next(request, token, submission, here) if goes_on else _list(token)
                )
            status = 422
        except TypedElsewhere as refusal:
            given = elsewhere = refusal.now
            form.add_error(None, str(refusal))
            status = 409
        except CannotBeDone:
            return redirect("my_submission", token)
    context = shared(token, submission) | {
        "step": here,
        "form": form,
        "seen": seen_of(given, here.fields),
        "then": _then(request),
        "elsewhere": lines_of_step(definition, elsewhere, here) if elsewhere else [],
        "key": key_of(submission, here),
    }
    return render(request, "evidence/answering/step.html", context, status=status)


@by_link
def keep_typed(
    request: HttpRequest, token: str, submission: Submission, step: str
) -> HttpResponseBase:
    """Keep what is typed while it is typed. Says in JSON whether it is kept, and since when."""
    if request.method != "POST":
        return HttpResponse("Send it by POST.", status=405, headers={"Allow": "POST"})
    definition, here = _here(submission, step)
    form = GivenForm(
        request.POST, definition=definition, given=given_of(submission), shows=here.fields
    )
    try:
        given = _keep(request, submission, definition, here, form)
    except CannotBeDone as refusal:
        return JsonResponse({"says": str(refusal)}, status=409)
    at = date_format(timezone.localtime(), "H:i")
    return JsonResponse({"seen": seen_of(given, here.fields), "at": at})


def _keep(
    request: HttpRequest,
    submission: Submission,
    definition: Definition,
    here: Step,
    form: GivenForm,
) -> Given:
    """Keep what was sent. `tried` is what this device sent before and heard nothing of."""
    tried = [
        GivenForm(QueryDict(body), definition=definition, given=Given(), shows=here.fields).typed
        for body in request.POST.getlist("tried")[:MOST_TRIED]
    ]
    return keep_fields(
        submission,
        form.values,
        seen=request.POST.get("seen"),
        tried=[seen_of(each, here.fields) for each in tried],
    )


def _here(submission: Submission, key: str) -> tuple[Definition, Step]:
    definition = definition_of(submission.call)
    step = next((each for each in steps_of(definition) if each.key == key and each.fields), None)
    if step is None:
        raise Http404("There is no such screen.")
    return definition, step


def key_of(submission: Submission, step: Step) -> str:
    """Under which name a device keeps what could not be sent; it tells nobody which it is."""
    return (
        f"{salted_hmac('alliance.evidence.device', str(submission.pk)).hexdigest()[:16]}-{step.key}"
    )


def _then(request: HttpRequest) -> str:
    said = request.POST.get("then") or request.GET.get("then", "")
    return said if said in THEN else ""


def _list(token: str) -> str:
    return reverse("my_submission", args=[token])


def _next(request: HttpRequest, token: str, submission: Submission, here: Step) -> str:
    """Back to where they came from, or on: the short way leads from the idea to who it is, and to the end."""
    if then := _then(request):
        return reverse(THEN[then], args=[token])
    if here.key == PERSON:
        return reverse("answering_check", args=[token])
    if here.key == IDEA:
        is_known = bool(given_of(submission).name.strip())
        if submission.state == SubmissionState.DRAFT and not is_known:
            return reverse("answering_step", args=[token, PERSON])
        return _list(token)
    following = after(steps_of(definition_of(submission.call)), here)
    return address_of(token, following) if following else _list(token)


def address_of(token: str, step: Step) -> str:
    """Where a screen is."""
    if step.key == FILES:
        return reverse("answering_files", args=[token])
    return reverse("answering_step", args=[token, step.key])
