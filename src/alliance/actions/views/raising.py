"""The programme writes an action, changes it, ends it, and writes down what came by telephone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Authority, User
from alliance.directory.unsent import unsent

from ..answering import Answerer, answer
from ..campaigns.reading import doubt_about
from ..files import take_in
from ..forms.answer import RecordForm
from ..forms.asking import AskingForm, EndForm, start_from
from ..grid import dates_of
from ..models import Action, ActionState, CampaignWeek, Form, Question, Response, Way
from ..raising import change_action, end_action, open_action, raise_action, reopen_action, take_back
from ..refusal import CannotBeDone
from ..said import in_words
from ..when import given_at
from .answering import found_for


@door(Door.PROGRAMME)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Write an action from nothing."""
    everyone = Authority.objects.filter(is_member=True).values_list("pk", flat=True)
    kept = unsent(request)
    form = AskingForm(
        request.POST if request.method == "POST" else kept, initial={"authorities": list(everyone)}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                action = raise_action(
                    by=_account(request),
                    asking=form.asking,
                    opened=request.POST.get("do") != "draft",
                )
            except ValidationError as fault:
                form.add_error(None, fault)
            else:
                messages.success(request, _raised(action))
                return redirect(action)
    return render(request, "actions/asking.html", {"form": form}, status=status)


@door(Door.PROGRAMME)
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an action says."""
    action = get_object_or_404(visible(request.user, Action.objects.all()), pk=pk)
    if week := CampaignWeek.objects.filter(action=action).first():
        return redirect("change_campaign", week.campaign_id)  # which says what its weeks ask
    question = Question.objects.current().get(action=action)
    start = start_from(action, question, list(dates_of([pk]).get(pk, ())))
    posted = request.POST if request.method == "POST" else unsent(request)
    form = AskingForm(posted, initial=start, is_change=True)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _changed(request, action, form)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            except ValidationError as fault:
                form.add_error(None, fault)
    context = {"form": form, "action": action, "has_answers": _has_answers(action)}
    return render(request, "actions/asking.html", context, status=status)


def _changed(request: HttpRequest, action: Action, form: AskingForm) -> HttpResponse:
    by = _account(request)
    with transaction.atomic():
        action = change_action(
            by=by,
            action=action,
            seen=form.cleaned_data["version"] or 0,
            asking=form.asking,
            earlier_stand=form.cleaned_data["earlier_stand"],
        )
        if request.POST.get("do") == "open" and action.state == ActionState.DRAFT:
            action = open_action(by=by, action=action)
    messages.success(request, "It is changed.")
    return redirect(action)


@door(Door.PROGRAMME)
@never_cache
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a draft, close what is answered enough, withdraw what should not have been asked."""
    action = get_object_or_404(visible(request.user, Action.objects.all()), pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                messages.success(request, _end(request, action, form.cleaned_data["why"]))
                return redirect(action)
            except CannotBeDone as refusal:
                form.add_error("why", str(refusal))
                status = 409
    context = {"form": form, "action": action}
    return render(request, "actions/ending.html", context, status=status)


def _end(request: HttpRequest, action: Action, why: str) -> str:
    by = _account(request)
    match request.POST.get("do"):
        case "open":
            open_action(by=by, action=action)
            return "It is asked."
        case "reopen":
            reopen_action(by=by, action=action)
            return "It is open again."
        case "withdraw":
            end_action(by=by, action=action, state=ActionState.WITHDRAWN, why=why)
            return "It is withdrawn."
        case "close":
            end_action(by=by, action=action, state=ActionState.CLOSED, why=why)
            return "It is closed."
    raise CannotBeDone("Choose what is to become of it.")


@door(Door.PROGRAMME)
@never_cache
def record(request: HttpRequest, pk: int, authority: str) -> HttpResponse:
    """Write down an answer that came by telephone or e-mail; or stop asking this authority."""
    ask = found_for(request, pk, authority)
    question = Question.objects.current().get(action=ask.action_id)
    counting = Response.objects.counting().select_related("question").filter(ask=ask).first()
    pressed = _pressed(request)
    form = RecordForm(
        request.POST if pressed else unsent(request),
        request.FILES if pressed else None,
        question=question,
        pressed=pressed or Form.ANSWER,
        counting=counting,
    )
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if request.POST.get("do") == "take_back":
                take_back(by=_account(request), ask=ask, why=request.POST.get("why", ""))
                messages.success(request, f"{ask.authority} is no longer asked.")
                return redirect(ask.action)
            if pressed and form.is_valid():
                return _recorded(request, form, ask=ask, pressed=pressed)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    context = {
        "form": form,
        "said": in_words(counting, counting.question) if counting else "",
        "ask": ask,
        "action": ask.action,
        "question": question,
        "counting": counting,
    }
    return render(request, "actions/record.html", context, status=status)


def _recorded(request: HttpRequest, form: RecordForm, *, ask: Any, pressed: Form) -> HttpResponse:
    by, said = _account(request), form.cleaned_data
    with transaction.atomic():
        file = said.get("document")
        document = (
            take_in(file, title=f"{ask.action.title}: {ask.authority}", by=by).pk if file else None
        )
        response = answer(
            who=Answerer(
                by=by,
                way=Way(said["way"]),
                given_by=said["given_by"],
                given_on=said["given_on"],
            ),
            ask=ask,
            said=form.said(pressed, document=document),
            question=said["question"],
            seen=said["seen"],
            at=given_at(said["given_on"], timezone.localtime()),
        )
    if response.is_aside:
        messages.warning(
            request,
            "Another answer has come in meanwhile. This one is kept and does not count: look at "
            "both, and write it down again if it is the newer.",
        )
    else:
        messages.success(request, f"The answer of {ask.authority} is written down.")
        if response.whole is not None and (doubt := doubt_about(ask)):
            messages.warning(request, doubt)
    return redirect("answering", ask.action_id, ask.authority.slug)


def _pressed(request: HttpRequest) -> Form | None:
    said = request.POST.get("do", "") if request.method == "POST" else ""
    return Form(said) if said in (Form.ANSWER, Form.NOT_FOR_US) else None


def _raised(action: Action) -> str:
    if action.state == ActionState.DRAFT:
        return "It is kept as a draft. Nobody is asked until you open it."
    count = action.asks.count()
    return f"It is asked of {count} {'authority' if count == 1 else 'authorities'}."


def _has_answers(action: Action) -> bool:
    return Response.objects.counting().filter(ask__action=action).exists()


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
