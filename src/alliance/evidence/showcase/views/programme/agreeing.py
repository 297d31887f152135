"""A case sent to whoever it is of, what they said written down, consent changed, the case ended."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from alliance.directory.access import Door, door
from alliance.directory.unsent import unsent

from ....models import Case, CaseCheck
from ....refusal import CannotBeDone
from ...checking import ask, record_consent, say
from ...ending import erase_case, withdraw_case
from ...programme_forms import AskForm, ConsentForm, ReasonForm, ToldForm
from ...rows import wording_of
from ...wording import differences
from .cases import case_for
from .collections import CASE_SHAPES
from .who import account_of

Forms = dict[str, forms.Form]
TO_READERS = "Told to readers who come to its address: name nobody."
TO_THE_TRAIL = "Kept in the audit trail: name nobody."


@door(Door.PROGRAMME)
def agreeing(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything between a wording and its owner."""
    found = case_for(request, pk)
    kept = unsent(request)
    sent = request.POST if request.method == "POST" else kept
    do = str(sent.get("do", "")) if sent else ""
    made = _forms(do, sent)
    status = 200
    if request.method == "POST":
        try:
            if done := _do(do, found, made, request):
                messages.success(request, done)
                if do == "erase":
                    return redirect("programme_showcase", found.showcase_id)
                return redirect("programme_case_agreeing", found.pk)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
            found = case_for(request, pk)
    return render(request, "evidence/showcase/programme/agreeing.html", _context(found, made, do), status=status)  # fmt: skip


def _forms(do: str, sent: QueryDict | None) -> Forms:
    """The forms of the page by the button they belong to; the one that was sent is bound."""

    def data(name: str) -> QueryDict | None:
        return sent if do == name else None

    return {
        "ask": AskForm(data("ask"), prefix="ask"),
        "told": ToldForm(data("told"), prefix="told"),
        "consent": ConsentForm(data("consent"), prefix="consent"),
        "withdraw": ReasonForm(data("withdraw"), prefix="withdraw", said_to=TO_READERS),
        "erase": ReasonForm(data("erase"), prefix="erase", said_to=TO_THE_TRAIL),
    }


def _do(do: str, case: Case, made: Forms, request: HttpRequest) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by, form = account_of(request), made.get(do)
    if form is None or not form.is_valid():
        return ""
    said = form.cleaned_data
    match do:
        case "ask":
            check = ask(case, by=by, words=said["words"])
            if check.message:
                return "It is on its way. They are reminded once, after a week."
            return "No address is known, so nothing was mailed: ring them, and write down below what they say."  # fmt: skip
        case "told":
            waiting = case.checks.filter(said="").first()
            if waiting is None:
                raise CannotBeDone("Send the wording first, so that it is kept what they spoke of.")
            answer = CaseCheck.Said(said["said"])
            say(waiting, answer, who=said["who"], how=said["how"], words=said["words"], by=by)
            return "It is written down."
        case "consent":
            record_consent(case, consent=said["consent"], how=said["how"], by=by)
            return "It is recorded. Send the wording to be agreed again."
        case "withdraw":
            withdraw_case(case, why=said["why"], by=by)
            return "The page is withdrawn."
        case "erase":
            erase_case(case, by=by, reason=said["why"])
            return "The page is erased. That there was one stays in the audit trail."
    return ""


def _context(case: Case, made: Forms, do: str) -> dict[str, object]:
    checks = list(case.checks.select_related("message", "sent_by"))
    now = wording_of(case)
    steps = []
    for number, check in enumerate(checks):
        earlier = checks[number + 1].content if number + 1 < len(checks) else None
        steps.append((check, differences(earlier, check.content) if earlier else []))
    return {
        "case": case,
        "shape": CASE_SHAPES[case.state],
        "steps": steps,
        "waiting": next((check for check in checks if not check.said), None),
        "since": differences(checks[0].content, now) if checks else [],
        "forms": made,
        "form": made.get(do),
    }
