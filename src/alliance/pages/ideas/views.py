"""Telling an idea, and the programme's list of what was told."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent
from alliance.pages.models import Idea, Workstream
from alliance.pages.views import page_of

from . import limit
from .changes import CannotBeDone, answer, erase, receive, send_again, take_in_hand
from .forms import ErasureForm, IdeaForm, ReplyForm

A_PAGE = 40
SAID = {
    Idea.State.NEW: "asked",
    Idea.State.IN_HAND: "plain",
    Idea.State.ANSWERED: "done",
}
"""Which shape goes with which state."""


# For everyone ----------------------------------------------------------------------------------


def tell(model: type[Workstream]) -> Callable[..., HttpResponseBase]:
    """The form of a page. It has an address of its own, so that readers get no cookie."""

    @door(Door.PUBLIC)
    @never_cache
    @page_of(model)
    def tell_idea(request: HttpRequest, page: Workstream) -> HttpResponse:
        if request.method != "POST":
            return _form(request, page, IdeaForm(unsent(request), initial=_known_of(request)))
        forget_unsent(request)
        form = IdeaForm(request.POST)
        if not form.is_valid():
            return _form(request, page, form, status=422)
        if limit.too_many(request, form.cleaned_data["email"]):
            form.add_error(
                None,
                "Many ideas came in this hour, so this one was not taken. What you wrote is still "
                "here: send it again later, or write to the programme.",
            )
            return _form(request, page, form, status=429)
        receive(page, by=_account(request), **form.told)
        limit.count(request)
        return redirect(f"{page.get_absolute_url()}idea/sent/")

    return tell_idea


def sent(model: type[Workstream]) -> Callable[..., HttpResponseBase]:
    """Thanks, at an address of its own: no message has to be kept in a cookie."""

    @door(Door.PUBLIC)
    @page_of(model)
    def idea_sent(request: HttpRequest, page: Workstream) -> HttpResponse:
        return render(request, "pages/ideas/sent.html", {"page": page})

    return idea_sent


def _form(
    request: HttpRequest, page: Workstream, form: IdeaForm, *, status: int = 200
) -> HttpResponse:
    return render(request, "pages/ideas/tell.html", {"page": page, "form": form}, status=status)


def _known_of(request: HttpRequest) -> dict[str, str]:
    user = _account(request)
    return {"name": user.name, "email": user.email} if user else {}


def _account(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


# For the programme -----------------------------------------------------------------------------


@door(Door.PROGRAMME)
def ideas(request: HttpRequest) -> HttpResponse:
    """What was told, the newest first; all of it, or what is in one state."""
    shown = visible(request.user, Idea.objects.all())
    counts = dict(shown.order_by().values_list("state").annotate(count=Count("pk")))
    state = request.GET.get("state", "")
    rows = shown.select_related("page")
    state = state if state in Idea.State.values else ""
    if state:
        rows = rows.filter(state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "pages/ideas/ideas.html",
        {
            "page": page,
            "rows": [(idea, SAID[Idea.State(idea.state)]) for idea in page],
            "states": [(one.value, one.label, counts.get(one.value, 0)) for one in Idea.State],
            "state": state,
            "count": sum(counts.values()),
        },
    )


@door(Door.PROGRAMME)
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """One idea: take it in hand, answer it, or erase it."""
    found = get_object_or_404(
        visible(request.user, Idea.objects.select_related("page", "answered_by")), pk=pk
    )
    sending = request.POST.get("do", "") if request.method == "POST" else ""
    kept = unsent(request)
    was_replying = kept is not None and kept.get("do") == "answer"
    reply = ReplyForm(request.POST if sending == "answer" else kept if was_replying else None)
    erasure = ErasureForm(request.POST if sending == "erase" else None)
    status = 200
    if sending:
        try:
            done = _do(sending, found, reply, erasure, by=_editor(request))
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            done, status = "", 409
        if done:
            messages.success(request, done)
            return redirect(found)
        status = 422 if status == 200 else status
    return render(
        request,
        "pages/ideas/idea.html",
        {
            "idea": found,
            "shape": SAID[Idea.State(found.state)],
            "reply": reply,
            "erasure": erasure,
            "form": reply if sending == "answer" else erasure if sending == "erase" else None,
        },
        status=status,
    )


def _do(what: str, idea: Idea, reply: ReplyForm, erasure: ErasureForm, *, by: User) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    if what == "take":
        take_in_hand(idea, by=by)
        return "It is marked as in hand."
    if what == "answer" and reply.is_valid():
        answer(idea, by=by, reply=reply.cleaned_data["reply"])
        return "The reply is on its way."
    if what == "send_again":
        send_again(idea, by=by)
        return "The reply is on its way again."
    if what == "erase" and erasure.is_valid():
        erase(idea, by=by, reason=erasure.cleaned_data["reason"])
        return "The idea is erased. That there was one, and when, stays in the list."
    return ""


def _editor(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
