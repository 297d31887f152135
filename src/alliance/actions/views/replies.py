"""The programme's replies: brought in, looked at beside what was asked, recorded or set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent

from ..forms.replies import BringInForm
from ..models import Action, ActionState, Ask, Reply, ReplyState
from ..replies.desk import SHAPES
from ..replies.letter import Letter, opened
from ..replies.read import NoMail
from ..replies.take_in import Taken, take_in, take_in_pasted

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One reply of the list."""

    reply: Reply
    letter: Letter | None
    asks: Sequence[Ask]

    @property
    def shape(self) -> str:
        return SHAPES[ReplyState(self.reply.state)]


@door(Door.PROGRAMME)
@never_cache
def replies(request: HttpRequest) -> HttpResponse:
    """What waits, or what has become of the others; and the form that brings more in."""
    action = _action(request)
    form = BringInForm(
        request.POST if request.method == "POST" else unsent(request), request.FILES or None
    )
    status = 200
    if request.method == "POST":
        forget_unsent(request)
        status = 422
        if form.is_valid():
            taken = _take(form, account_of(request), action)
            _tell(request, taken)
            if form.is_valid():  # a fault of one file is added while they are read
                return _on_from(taken, action)
    return render(request, "actions/replies.html", _list(request, form, action), status=status)


def _list(request: HttpRequest, form: BringInForm, action: Action | None) -> dict[str, object]:
    rows = visible(request.user, Reply.objects.all())
    if action is not None:
        rows = rows.filter(asks__action=action).distinct()
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk", distinct=True)))
    state = request.GET.get("state", "")
    state = state if state in ReplyState.values else ReplyState.WAITING
    shown = rows.filter(state=state).select_related("authority", "person", "settled_by")
    asks = Ask.objects.select_related("action", "authority")
    page = Paginator(
        shown.prefetch_related(Prefetch("asks", asks), Prefetch("responses__ask", asks)),
        A_PAGE,
    ).get_page(request.GET.get("page"))
    return {
        "form": form,
        "page": page,
        "rows": [Row(reply, opened(reply), _of(reply)) for reply in page],
        "states": [(one.value, one.label, counts.get(one.value, 0)) for one in ReplyState],
        "state": state,
        "waiting": counts.get(ReplyState.WAITING, 0),
        "count": sum(counts.values()),
        "action": action,
    }


def _of(reply: Reply) -> Sequence[Ask]:
    """What it became; before that, what it may answer."""
    became = [response.ask for response in reply.responses.all()]
    return became or list(reply.asks.all())


def _take(form: BringInForm, by: User, action: Action | None) -> list[Taken]:
    """All that was handed in; what cannot be read is said on the form, all at once."""
    said = form.cleaned_data
    taken = []
    for file in said["mails"]:
        try:
            taken.append(take_in(file.read(), by=by, name=file.name or "", action=action))
        except NoMail as fault:
            form.add_error("mails", str(fault))
    if said["pasted"].strip():
        taken.append(
            take_in_pasted(
                said["pasted"],
                by=by,
                name=said["name"],
                address=said["address"],
                on=said["on"],
                authority=said["authority"],
                action=action,
            )
        )
    return taken


def _tell(request: HttpRequest, taken: Sequence[Taken]) -> None:
    """What came of each: in, here already, or set aside at once."""
    new = [each for each in taken if each.is_new]
    waiting = [each for each in new if each.reply.state == ReplyState.WAITING]
    if waiting:
        messages.success(
            request,
            f"{len(waiting)} {'reply waits' if len(waiting) == 1 else 'replies wait'} to be looked at.",
        )
    if aside := len(new) - len(waiting):
        messages.info(
            request,
            f"{aside} {'was' if aside == 1 else 'were'} automatic, and {'is' if aside == 1 else 'are'} "
            "set aside.",
        )
    if known := len(taken) - len(new):
        one = next(each.reply for each in taken if not each.is_new)
        word = one.get_state_display().lower()
        messages.info(
            request,
            f"This mail was here already: {word}."
            if known == 1
            else f"{known} of these mails were here already.",
        )


def _on_from(taken: Sequence[Taken], action: Action | None) -> HttpResponse:
    """To the reply if it is one, else to the list."""
    if len(taken) == 1:
        return redirect(taken[0].reply)
    place = redirect("replies")
    if action is not None:
        place["Location"] += f"?action={action.pk}"
    return place


def _action(request: HttpRequest) -> Action | None:
    """The action that they are brought in for, if the way here led from one."""
    said: Mapping[str, str] = request.POST if "action" in request.POST else request.GET
    key = said.get("action", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    rows = visible(request.user, Action.objects.exclude(state=ActionState.DRAFT))
    return get_object_or_404(rows, pk=key)


def account_of(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
