"""Withdrawing what was sent, and throwing a draft away."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from ...models import Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.sending import may_change, withdraw
from ..forget import throw_away
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
