"""Answering by a personal link: opened it changes nothing, a press of a button answers."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.links.sign import Refusal, use
from alliance.ui.one_place import one_more_from_here, sent_from_here

from ..answering import Answerer, answer, days_of
from ..campaigns.weeks import takes_answers, usual_whole_of
from ..forms.answer import AnswerForm
from ..forms.handing_on import HandOnForm
from ..models import Ask, Form, LinkHolder, Question, Response, Way
from ..personal_links import PURPOSE, NotFound, hand_on, holder_of
from ..refusal import CannotBeDone

FROM_ONE_PLACE = 20


@door(Door.PUBLIC)
@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked, for whom it is answered, and the form."""
    try:
        holder = holder_of(token)
    except NotFound as none:
        return _no_link(request, str(none))
    ask = holder.ask
    pressed = _pressed(request)
    question = Question.objects.current().get(action=ask.action_id)
    own = Response.objects.filter(ask=ask, holder=holder).first()
    counting = Response.objects.counting().filter(ask=ask).first()
    form = AnswerForm(
        request.POST if pressed else None,
        question=question,
        pressed=pressed or Form.ANSWER,
        counting=counting,
        start=own,
        usual_whole=usual_whole_of(holder) if question.is_share else None,
    )
    status = 200
    if pressed:
        status = 422
        if form.is_valid():
            try:
                response = _answer(token, holder, form, pressed)
                return render(
                    request,
                    "actions/thanks.html",
                    {"holder": holder, "response": response, "question": question, "token": token},
                )
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            except NotFound as none:
                return _no_link(request, str(none))
    context = {
        "holder": holder,
        "ask": ask,
        "action": ask.action,
        "question": question,
        "dates": sorted(days_of(ask.action)),
        "form": form,
        "counting": counting,
        "is_open": takes_answers(ask),
        "token": token,
    }
    return render(request, "actions/by_link.html", context, status=status)


@transaction.atomic
def _answer(token: str, holder: LinkHolder, form: AnswerForm, pressed: Form) -> Response:
    link = use(token, PURPOSE)
    if isinstance(link, Refusal):
        raise NotFound(link.sentence)
    return answer(
        who=Answerer(way=Way.LINK, holder=holder),
        ask=Ask.objects.get(pk=holder.ask_id),
        said=form.said(pressed),
        question=form.cleaned_data["question"],
        seen=form.cleaned_data["seen"],
        at=timezone.now(),
    )


@door(Door.PUBLIC)
@never_cache
def somebody_else(request: HttpRequest, token: str) -> HttpResponse:
    """Who is not the link's holder says who they are, and is sent a link of their own."""
    try:
        holder = holder_of(token)
    except NotFound as none:
        return _no_link(request, str(none))
    form = HandOnForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and sent_from_here(request, "handed-on") >= FROM_ONE_PLACE:
            form.add_error(None, "Many links were sent from here within the hour. Try again later.")
            status = 429
        elif form.is_valid():
            try:
                hand_on(holder=holder, **form.cleaned_data)
                one_more_from_here(request, "handed-on")
                return redirect("link_sent", token)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
    context = {"holder": holder, "ask": holder.ask, "form": form, "token": token}
    return render(request, "actions/somebody_else.html", context, status=status)


@door(Door.PUBLIC)
@never_cache
def link_sent(request: HttpRequest, token: str) -> HttpResponse:
    """Says that the mail is on its way."""
    return render(request, "actions/link_sent.html")


def _no_link(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "actions/no_link.html", {"why": why}, status=404)


def _pressed(request: HttpRequest) -> Form | None:
    said = request.POST.get("do", "") if request.method == "POST" else ""
    return Form(said) if said in Form.values else None
