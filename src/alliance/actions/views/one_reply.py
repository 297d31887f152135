"""One reply beside what it answers: a person looks, corrects what is proposed, and presses."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import forget_unsent, unsent

from ..files import take_in as take_in_file
from ..forms.replies import ChooseForm, ConfirmForm
from ..models import (
    ActionState,
    Ask,
    Form,
    KnownBy,
    Reply,
    ReplyState,
    ReplyWay,
    Response,
)
from ..refusal import CannotBeDone
from ..replies.confirm import Given, confirm, erase, let_reply_count, let_wait, set_aside
from ..replies.desk import Desk, known_as, put_beside, ranked
from ..replies.letter import opened
from ..replies.match import Sender, StandsTo, names, sender_of, stands_to
from ..replies.propose import Proposal
from .replies import account_of

CHOSEN_FROM = 300
"""Asks that “It answers another” offers."""


@door(Door.PROGRAMME)
@never_cache
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what it answers, set it aside, let it wait again, or erase it."""
    found = get_object_or_404(
        visible(
            request.user, Reply.objects.select_related("brought_by", "settled_by", "authority")
        ),
        pk=pk,
    )
    if request.method == "POST":
        forget_unsent(request)
    desk = _desk(request, found)
    pressed = _pressed(request)
    form = _form(request, desk, pressed)
    status = 200
    if request.method == "POST":
        try:
            if place := _do(request, desk, form, pressed):
                return redirect(place)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
            desk = _desk(request, Reply.objects.get(pk=pk))
            form = _form(request, desk, pressed, looked_again=True)
    context = {
        "desk": desk,
        "reply": desk.reply,
        "letter": desk.letter,
        "ask": desk.ask,
        "form": form,
        "choose": _choose(request, desk),
        "others": [each for each in desk.candidates if desk.ask is None or each.pk != desk.ask.pk],
        "may_go_on": desk.letter is not None and desk.reply.state != ReplyState.SET_ASIDE,
        "known": known_as(desk),
        "aside_counting": _counting_beside(desk),
        "why": request.POST.get("why", ""),
    }
    return render(request, "actions/reply.html", context, status=status)


# Looking ---------------------------------------------------------------------------------------


def _desk(request: HttpRequest, found: Reply) -> Desk:
    letter = opened(found)
    sender = sender_of([letter.address, letter.sent_by_address]) if letter else Sender()
    said_by_hand = found.way == ReplyWay.PASTED and sender.known_by == KnownBy.NOBODY
    if said_by_hand and found.authority_id:
        sender = Sender(sender.known_by, sender.person, frozenset({found.authority_id}))
    asks = _asks(request)
    candidates = ranked(list(asks.filter(replies=found)), letter)
    became = list(found.responses.select_related("ask__action", "ask__authority", "question", "by"))
    desk = Desk(found, letter, sender, candidates, became=became)
    desk.ask = _chosen(request, asks, desk)
    if desk.ask is not None:
        put_beside(desk, desk.ask)
    return desk


def _asks(request: HttpRequest) -> QuerySet[Ask]:
    rows = visible(request.user, Ask.objects.exclude(action__state=ActionState.DRAFT))
    return rows.select_related("action__contact", "authority")


def _chosen(request: HttpRequest, asks: QuerySet[Ask], desk: Desk) -> Ask | None:
    """The ask that was chosen; the only one that it may answer, if its sender may speak for it."""
    said = request.POST if request.method == "POST" else unsent(request)
    key = str(said.get("ask", "")) if said else ""
    if key.isdecimal() and len(key) < 19:
        return asks.filter(pk=key).first()
    action, authority = request.GET.get("action", ""), request.GET.get("authority", "")
    if action.isdecimal() and len(action) < 19 and authority:
        return get_object_or_404(asks, action=action, authority__slug=authority)
    if desk.became:
        return None
    if (
        len(desk.candidates) == 1
        and stands_to(desk.sender, desk.candidates[0]) != StandsTo.ELSEWHERE
    ):
        return desk.candidates[0]
    return None


def _form(
    request: HttpRequest, desk: Desk, pressed: Form | None, *, looked_again: bool = False
) -> ConfirmForm | None:
    """The form as it was sent, or as the mail's words fill it.

    Args:
        looked_again: it was refused, and the page shows how things stand now: what was typed goes
            on from there.
    """
    ask, question = desk.ask, desk.question
    waits = desk.reply.state != ReplyState.SET_ASIDE and desk.reply.erased_at is None
    if ask is None or question is None or (not pressed and (desk.is_recorded or not waits)):
        return None  # what somebody has sent is shown to them again, however things stand
    asked_on = timezone.localtime(ask.asked_at).date()
    sent_on = timezone.localtime(desk.reply.sent_at).date() if desk.reply.sent_at else None
    sent = request.POST if pressed else unsent(request)
    if sent is not None and looked_again:
        sent = sent.copy()
        sent["question"] = str(question.pk)
        sent["seen"] = str(desk.counting.pk) if desk.counting else ""
    return ConfirmForm(
        sent,
        request.FILES if pressed else None,
        question=question,
        pressed=pressed or _begins_with(desk.proposal),
        counting=desk.counting,
        proposal=desk.proposal,
        begins={
            "ask": ask.pk,
            "given_by": desk.given_by,
            "given_on": sent_on if sent_on and sent_on >= asked_on else None,
        },
        doubt=desk.doubt,
        asked_on=asked_on,
    )


def _begins_with(proposal: Proposal | None) -> Form:
    return proposal.form if proposal and proposal.form else Form.ANSWER


def _counting_beside(desk: Desk) -> int | None:
    """What counts where this reply was kept aside, for whoever lets it count."""
    if desk.aside is None:
        return None
    counting = Response.objects.counting().filter(ask=desk.aside.ask_id).first()
    return counting.pk if counting else None


def _choose(request: HttpRequest, desk: Desk) -> ChooseForm:
    """Everything that was asked lately, and whose authority the sender's is."""
    rows = _asks(request).filter(taken_back_at__isnull=True).order_by()
    theirs = rows.filter(authority__in=desk.sender.authorities) if desk.sender.authorities else rows
    pairs = dict(theirs.values_list("action", "action__title").distinct()[:CHOSEN_FROM])
    named = f"{desk.letter.subject}\n{desk.letter.words}" if desk.letter else ""
    first = sorted(pairs.items(), key=lambda pair: (not names(named, pair[1]), pair[1].casefold()))
    place = desk.reply.authority.slug if desk.reply.authority else ""
    return ChooseForm(
        actions=[(key, title) for key, title in first],
        initial={"authority": place, "action": desk.ask.action_id if desk.ask else None},
    )


# Doing -----------------------------------------------------------------------------------------


def _pressed(request: HttpRequest) -> Form | None:
    said = request.POST.get("do", "") if request.method == "POST" else ""
    return Form(said) if said in (Form.ANSWER, Form.NOT_FOR_US) else None


def _do(request: HttpRequest, desk: Desk, form: ConfirmForm | None, pressed: Form | None) -> str:
    """Do what the button said; where to go on, or nothing if the form is not right.

    Raises:
        CannotBeDone: how things stand does not allow it.
    """
    by, here = account_of(request), desk.reply
    match request.POST.get("do"):
        case "set_aside":
            set_aside(by=by, reply=here, why=request.POST.get("why", ""))
            messages.success(request, "It is set aside. Nothing was recorded.")
            return "/actions/replies/"
        case "let_wait":
            let_wait(by=by, reply=here)
            messages.success(request, "It waits again.")
            return here.get_absolute_url()
        case "erase":
            erase(by=by, reply=here, reason=request.POST.get("why", ""))
            messages.success(request, "What it said is erased.")
            return "/actions/replies/"
        case "let_count":
            return _let_count(request, desk)
    if pressed is None or form is None:
        raise CannotBeDone("Choose what it answers, or set it aside.")
    if not form.is_valid():
        return ""
    return _record(request, desk, form, pressed)


def _let_count(request: HttpRequest, desk: Desk) -> str:
    aside = desk.aside
    if aside is None:
        raise CannotBeDone("Nothing of this reply is kept aside.")
    seen = request.POST.get("seen", "")
    let_reply_count(
        by=account_of(request),
        reply=desk.reply,
        response=aside,
        seen=int(seen) if seen.isdecimal() and len(seen) < 19 else None,
    )
    messages.success(request, "It counts now. The other answer is kept.")
    return _address(aside.ask)


def _record(request: HttpRequest, desk: Desk, form: ConfirmForm, pressed: Form) -> str:
    assert desk.ask is not None  # noqa: S101 - there is a form only beside an ask
    by, said, ask = account_of(request), form.cleaned_data, desk.ask
    with transaction.atomic():
        file = said.get("document")
        document = (
            take_in_file(file, title=f"{ask.action.title}: {ask.authority}", by=by).pk
            if file
            else None
        )
        response = confirm(
            by=by,
            reply=desk.reply,
            ask=ask,
            said=form.said(pressed, document=document),
            question=said["question"],
            seen=said["seen"],
            given=Given(by=said["given_by"], on=said["given_on"]),
        )
    if response.is_aside:
        messages.warning(
            request,
            f"{ask.authority} has answered meanwhile. What this reply says is kept and does not "
            "count: look at both, and say which holds.",
        )
        return desk.reply.get_absolute_url()
    late = ", late" if response.is_late else ""
    messages.success(request, f"The answer of {ask.authority} is recorded{late}.")
    rest = [each for each in desk.candidates if each.pk != ask.pk and _may_go_on(each, desk)]
    return desk.reply.get_absolute_url() if rest else _address(ask)


def _may_go_on(ask: Ask, desk: Desk) -> bool:
    """Whether a reply to a mail that told of several asks may answer this one as well."""
    return ask.answered_at is None and all(each.ask_id != ask.pk for each in desk.became)


def _address(ask: Ask) -> str:
    return f"{ask.action.get_absolute_url()}{ask.authority.slug}/"
