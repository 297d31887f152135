"""Going on elsewhere: the link to copy or to be mailed, and the ideas of an account."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.networks.addresses import whole_address

from ...models import Call, Submission
from ...taking.receipt import token_for
from ...taking.rows import given_of
from .. import limits
from ..mails import post_link
from .by_link import by_link, shared


class LinkForm(forms.Form):
    email = forms.EmailField(
        label="Send the link to",
        max_length=254,
        help_text="Your own address: whoever has the link can read and change what you write.",
        error_messages={
            "required": "Give the address that the link goes to.",
            "invalid": "Write the e-mail address as name@example.org.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


@by_link
def own_link(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """The link, to copy, and a form that mails it."""
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        initial={"email": given_of(submission).email},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            email = form.cleaned_data["email"]
            if limits.too_many_links(request, email):
                form.add_error(None, "Many links were sent within the hour. Copy it, or try later.")
                status = 429
            else:
                post_link(submission, email=email)
                limits.one_more_link(request)
                return redirect("answering_link_sent", token)
    context = shared(token, submission) | {
        "form": form,
        "address": whole_address(f"/my-submission/{token}/"),
    }
    return render(request, "evidence/answering/link.html", context, status=status)


@by_link
def link_sent(request: HttpRequest, token: str, submission: Submission) -> HttpResponseBase:
    """Says that the mail is on its way."""
    return render(request, "evidence/answering/link_sent.html", shared(token, submission))


@door(Door.PUBLIC)
@require_safe
def thrown_away(request: HttpRequest, slug: str) -> HttpResponse:
    """Says that a draft is gone; its own address is gone with it."""
    call = get_object_or_404(visible(request.user, Call.objects.all()), slug=slug)
    return render(request, "evidence/answering/thrown_away.html", {"call": call})


@door(Door.SIGNED_IN)
@never_cache
@require_safe
def my_submissions(request: HttpRequest) -> HttpResponse:
    """The ideas of whoever is signed in, sent or only begun."""
    rows = visible(request.user, Submission.objects.select_related("call"))
    own = rows.filter(by=request.user.pk, erased_at__isnull=True).order_by("-changed_at")
    return render(
        request,
        "evidence/answering/my_submissions.html",
        {"rows": [(each, given_of_title(each)) for each in own]},
    )


def given_of_title(submission: Submission) -> str:
    """What it is called, or how it begins while it has no name."""
    if submission.title:
        return submission.title
    given = given_of(submission)
    return given.title or next((text for text in given.answers.values() if text.strip()), "")


@door(Door.SIGNED_IN)
@require_POST
def open_own(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link to one of one's own, by a button: looking at the list makes none."""
    rows = visible(request.user, Submission.objects.filter(by=request.user.pk))
    found = get_object_or_404(rows.filter(erased_at__isnull=True), pk=pk)
    return redirect("my_submission", token_for(found))
