"""Withdrawing what was sent, throwing a draft away, leaving a change unsent, telling another idea."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ...models import Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.receipt import token_for
from ...taking.sending import may_change, withdraw
from .. import limits
from ..bundle import begin_another
from ..forget import leave_as_sent, throw_away
from ..steps import IDEA
from .by_link import account_of, by_link, shared
from .sending import overview


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label="Why (if you like)",
        required=False,
        max_length=1000,
        help_text="The programme reads it, and nobody else.",
        error_messages={"max_length": "Say it in at most 1,000 characters."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@by_link
def take_back(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """Ask once, then withdraw what was sent, or throw a draft away."""
    if not may_change(submission):
        return redirect("my_submission", token)
    is_draft = submission.state == SubmissionState.DRAFT
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if is_draft:
                    throw_away(submission, by=account_of(request))
                    return redirect("thrown_away", submission.call.slug)
                withdraw(submission, by=account_of(request), why=form.cleaned_data["why"])
                return redirect("my_submission", token)
            except CannotBeDone as refusal:
                return overview(request, token, submission, why=str(refusal), status=409)
    context = shared(token, submission) | {"form": form, "is_draft": is_draft}
    return render(request, "evidence/answering/withdraw.html", context, status=status)


@by_link
@require_POST
def leave_change(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """Leave what was sent as it was."""
    try:
        leave_as_sent(submission)
    except CannotBeDone as refusal:
        return overview(request, token, submission, why=str(refusal), status=409)
    return redirect("my_submission", token)


@by_link
@require_POST
def another(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """Begin a further idea; who it is from is known already."""
    if limits.too_many_begun(request):
        return overview(request, token, submission, why=limits.TOO_MANY_IDEAS, status=429)
    try:
        begun = begin_another(submission, by=account_of(request))
    except CannotBeDone as refusal:
        return overview(request, token, submission, why=str(refusal), status=409)
    limits.one_more_begun(request)
    return redirect("answering_step", token_for(begun), IDEA)
