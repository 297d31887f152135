"""What preflight found of a bulletin, for whoever is about to publish it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ..models import Bulletin
from .check import blocks, check
from .finding import Finding
from .from_bulletin import issue_as_it_would_go_out
from .issue import Issue
from .passing import let_pass, take_back
from .reading_age import reading_age_of

AROUND = 70
"""Characters shown on either side of the words found."""


class PassForm(forms.Form):
    """Why a block may be let pass."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="Why it may go out so",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why it may go out so: it is kept with the bulletin.",
            "max_length": "That is longer than we can take (300 characters). Shorten it.",
        },
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page has it."""

    finding: Finding
    before: str
    after: str
    passed_because: str
    form: PassForm | None


@dataclass(frozen=True, slots=True)
class Place:
    """The findings in one place."""

    where: str
    findings: Sequence[Shown]


@door(Door.PROGRAMME)
@never_cache
def check_bulletin(request: HttpRequest, number: int) -> HttpResponse:
    """Blocks first, then what was let pass, then warnings; each by its place, with the mend."""
    shown = visible(request.user, Bulletin.objects.all())
    bulletin = get_object_or_404(shown, number=number)
    sent = PassForm(request.POST) if request.method == "POST" else _unsent(request)
    status = 200
    if request.method == "POST":
        if _did(request, bulletin, sent):
            return redirect("check_bulletin", number)
        status = 422
    issue = issue_as_it_would_go_out(bulletin)
    found = check(issue)
    standing = [each for each in found if blocks(each, issue)]
    passed = [each for each in found if each.is_block and not blocks(each, issue)]
    warnings = [each for each in found if not each.is_block]
    return render(
        request,
        "bulletins/preflight/check.html",
        {
            "bulletin": bulletin,
            "blocks": _by_place(standing, issue, sent),
            "passed": _by_place(passed, issue, None),
            "warnings": _by_place((w for w in warnings if not w.rule.is_of_style), issue, None),
            "style": _by_place((w for w in warnings if w.rule.is_of_style), issue, None),
            "counts": {"blocks": len(standing), "warnings": len(warnings), "passed": len(passed)},
            "reading_age": reading_age_of(issue),
            "edit": issue.known.edit,
            "form": sent if status == 422 else None,
            "stray": _stray(sent, found),
        },
        status=status,
    )


def _stray(sent: PassForm | None, found: Sequence[Finding]) -> str:
    """The reason that was written for what is not found any more."""
    if sent is None or sent.data.get("digest") in {each.digest for each in found}:
        return ""
    return str(sent.data.get("reason", ""))


def _unsent(request: HttpRequest) -> PassForm | None:
    kept = unsent(request)
    return PassForm(kept) if kept and kept.get("digest") else None


def _did(request: HttpRequest, bulletin: Bulletin, form: PassForm | None) -> bool:
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    assert form is not None  # noqa: S101 - it was posted
    if request.POST.get("do") == "take_back":
        take_back(bulletin, request.POST.get("digest", ""), by=request.user)
        messages.success(request, "It stands in the way again.")
        return True
    if not form.is_valid():
        return False
    try:
        let_pass(
            bulletin,
            form.cleaned_data["digest"],
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
    except ValidationError as fault:
        form.add_error(None, fault)
        return False
    messages.success(request, "It is let pass, as long as its words stay.")
    return True


def _by_place(found: Iterable[Finding], issue: Issue, sent: PassForm | None) -> list[Place]:
    return [
        Place(where, [_shown(each, issue, sent) for each in findings])
        for where, findings in groupby(found, key=lambda each: each.where)
    ]


def _shown(finding: Finding, issue: Issue, sent: PassForm | None) -> Shown:
    text = issue.text_of(finding.path)
    before = text[max(0, finding.start - AROUND) : finding.start]
    after = text[finding.end : finding.end + AROUND]
    return Shown(
        finding,
        f"…{before}" if finding.start > AROUND else before,
        f"{after}…" if finding.end + AROUND < len(text) else after,
        issue.known.passed.get(finding.digest, ""),
        _form(finding, sent) if finding.is_block and finding.rule.may_be_passed else None,
    )


def _form(finding: Finding, sent: PassForm | None) -> PassForm:
    if sent is not None and sent.data.get("digest") == finding.digest:
        return sent
    return PassForm(initial={"digest": finding.digest}, auto_id=f"id_{finding.digest[:12]}_%s")
