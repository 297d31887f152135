"""Sending news, and the programme's list of what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent

from ..models import CandidateState, Sender
from . import limit
from .changes import CannotBeDone, answer, forget, receive
from .forms import ForgetForm, NewsForm, ReplyForm

A_PAGE = 40
SHAPES = {
    CandidateState.NEW: "asked",
    CandidateState.LATER: "asked",
    CandidateState.TAKEN: "done",
}
"""Which shape goes with which state; the others are plain."""
FIRST_WORDS = {
    CandidateState.TAKEN: "Thank you for your news. It will be in our next bulletin.",
    CandidateState.MERGED: "Thank you for your news. We had heard of it from others too, and it will "
    "be in our next bulletin.",
    CandidateState.LATER: "Thank you for your news. We keep it for a later bulletin.",
    CandidateState.NO: "Thank you for your news. We have read it, and it will not be in the bulletin "
    "this time.",
}
"""With what a reply begins, by what was decided; a person reads it before it is sent."""


# For everyone ----------------------------------------------------------------------------------


@door(Door.PUBLIC)
@never_cache
def send_us_news(request: HttpRequest) -> HttpResponse:
    """The form, for anybody."""
    if request.method != "POST":
        form = NewsForm(unsent(request), initial=_known_of(request))
        return render(request, "sources/sent/send.html", {"form": form})
    forget_unsent(request)
    form = NewsForm(request.POST)
    status = 422
    if form.is_valid():
        if not limit.too_many(request, form.cleaned_data["email"]):
            if receive(by=_account(request), **form.told):
                limit.count(request)
            return redirect("news_sent")
        form.add_error(
            None,
            "Much news came in this hour, so this was not taken. What you wrote is still here: "
            "send it again later, or write to the programme.",
        )
        status = 429
    return render(request, "sources/sent/send.html", {"form": form}, status=status)


@door(Door.PUBLIC)
@require_safe
def news_sent(request: HttpRequest) -> HttpResponse:
    """Thanks, at an address of its own: no message has to be kept in a cookie."""
    return render(request, "sources/sent/thanks.html")


def _account(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _known_of(request: HttpRequest) -> dict[str, str]:
    user = _account(request)
    return {"name": user.name, "email": user.email} if user else {}


# For the programme -----------------------------------------------------------------------------


@door(Door.PROGRAMME)
@never_cache
@require_safe
def sent_news(request: HttpRequest) -> HttpResponse:
    """What people sent, the newest first."""
    rows = visible(request.user, Sender.objects.select_related("candidate", "message"))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    listed = [(row, _shape(row)) for row in page]
    return render(request, "sources/sent/list.html", {"page": page, "rows": listed})


@door(Door.PROGRAMME)
@never_cache
def sent_piece(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of news that somebody sent: answer them, or forget them."""
    rows = Sender.objects.select_related("candidate", "answered_by", "message")
    found = get_object_or_404(visible(request.user, rows), pk=pk)
    kept = request.POST if request.method == "POST" else unsent(request)
    doing = kept.get("do", "") if kept is not None else ""
    reply = ReplyForm(
        kept if doing == "answer" else None,
        initial={"reply": FIRST_WORDS.get(CandidateState(found.candidate.state), "")},
    )
    forgetting = ForgetForm(kept if doing == "forget" else None)
    status = 200
    if request.method == "POST":
        try:
            if done := _do(doing, found, reply, forgetting, by=_editor(request)):
                messages.success(request, done)
                return redirect("sent_piece", found.pk)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    context = {
        "sender": found,
        "shape": _shape(found),
        "reply": reply,
        "forgetting": forgetting,
        "form": {"answer": reply, "forget": forgetting}.get(doing),
    }
    return render(request, "sources/sent/piece.html", context, status=status)


def _shape(sender: Sender) -> str:
    return SHAPES.get(CandidateState(sender.candidate.state), "plain")


def _do(what: str, sender: Sender, reply: ReplyForm, forgetting: ForgetForm, *, by: User) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    if what == "answer" and reply.is_valid():
        answer(sender, by=by, reply=reply.cleaned_data["reply"])
        return "The reply is on its way."
    if what == "forget" and forgetting.is_valid():
        forget(sender, by=by, reason=forgetting.cleaned_data["reason"])
        return "Who sent it is forgotten. The news stays."
    return ""


def _editor(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
