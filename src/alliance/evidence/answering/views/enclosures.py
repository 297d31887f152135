"""Documents and pictures of a submission, for whoever has its link and for the programme."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible

from ...models import Enclosure, Submission
from ...refusal import CannotBeDone
from ...taking.sending import may_change
from .. import limits
from ..enclosing import ALLOWED, LIMITS, describe, enclose, file_response, take_out
from ..looking_into import passages_in
from .by_link import account_of, by_link, shared


class FileForm(forms.Form):
    """One file; several are added one after another, each with its words."""

    file = forms.FileField(
        label="Document or picture",
        help_text=LIMITS,
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Choose it again.",
            "missing": "Choose a file.",
        },
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{end}" for kind in ALLOWED for end in kind.endings)}
        ),
    )
    says = forms.CharField(
        label="If it is a picture: what it shows",
        required=False,
        max_length=300,
        help_text="For people who do not see it. Please no picture on which a child can be recognised.",
        error_messages={"max_length": "Say it in at most 300 characters."},
    )


@by_link
def files(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """Add a file, say what a picture shows, or take one out."""
    if not may_change(submission):
        return redirect("my_submission", token)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    form = FileForm(request.POST if doing == "add" else None, request.FILES or None)
    why, status = "", 200
    if doing:
        try:
            if _do(request, submission, doing, form):
                return redirect("answering_files", token)
            status = 422
        except CannotBeDone as refusal:
            why, status = str(refusal), 422
            if doing == "add":
                form.add_error("file", why)
                why = ""
    rows = submission.enclosures.filter(removed_at__isnull=True)
    context = shared(token, submission) | {
        "form": form,
        "why": why,
        "files": [(row, list(passages_in([row]))) for row in rows],
    }
    return render(request, "evidence/answering/files.html", context, status=status)


def _do(request: HttpRequest, submission: Submission, doing: str, form: FileForm) -> bool:
    """Do what the button said; whether it was done."""
    account = account_of(request)
    if doing == "add":
        if not form.is_valid():
            return False
        if limits.too_many_files(request):
            raise CannotBeDone("Many files came in this hour. Try again later.")
        enclose(submission, form.cleaned_data["file"], by=account, says=form.cleaned_data["says"])
        limits.one_more_file(request)
        return True
    number = request.POST.get("file", "")
    row = get_object_or_404(
        submission.enclosures.filter(removed_at__isnull=True),
        pk=number if number.isdecimal() and len(number) < 19 else 0,
    )
    if doing == "describe":
        describe(row, request.POST.get("says", ""))
    elif doing == "take_out":
        take_out(row, by=account)
    return True


@by_link
def own_file(request: HttpRequest, token: str, submission: Submission, pk: int) -> HttpResponseBase:
    """One file, for whoever has the link."""
    return file_response(
        get_object_or_404(submission.enclosures.filter(removed_at__isnull=True), pk=pk)
    )


@door(Door.PROGRAMME)
@never_cache
@require_safe
def enclosure(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file, for the programme."""
    rows = visible(request.user, Enclosure.objects.filter(removed_at__isnull=True))
    return file_response(get_object_or_404(rows, pk=pk))
