"""The page on which the programme chooses, and the decisions that it sends."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User

from ..deciding import CannotDecide, join, put_off, said_of, take, take_back, turn_down, version_of
from ..judge import topics_of_networks
from ..judging.seen import signals_of
from ..models import Candidate, CandidateState
from .forms import REASONS, LaterForm
from .listing import LISTS, WAITING, Row, counted, row_of, rows_of

KEYS_OFF = "triage_keys_off"
_WHOLE = ("source", "decided_by", "merged_into", "sender")


@door(Door.PROGRAMME)
@never_cache
@require_safe
def triage(request: HttpRequest) -> HttpResponse:
    """A list, with one candidate of it open."""
    which = _list_of(request.GET.get("list", ""))
    return _page(request, which, _number(request.GET.get("open")), _number(request.GET.get("done")))


@door(Door.PROGRAMME)
@never_cache
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about one candidate, and open the next."""
    candidate = get_object_or_404(visible(_user(request), Candidate.objects.all()), pk=pk)
    which, after = _list_of(request.POST.get("list", "")), _number(request.POST.get("next"))
    do = request.POST.get("do", "")
    later = LaterForm(request.POST) if do == "later" else None
    if later is not None and not later.is_valid():
        return _page(request, which, pk, None, later)
    try:
        _do(request, candidate, do, later)
    except CannotDecide as refusal:
        messages.warning(request, str(refusal))
        return redirect(_address(which, open=pk if do == "join" else after or pk))
    if do == "undo":
        return redirect(_address(which, open=pk))
    return redirect(_address(which, open=after, done=pk))


def _do(request: HttpRequest, candidate: Candidate, do: str, later: LaterForm | None) -> None:
    by, seen = _user(request), request.POST.get("seen", "")
    if do == "take":
        take(candidate, by=by, as_update_of=request.POST.get("update_of", ""), seen=seen)
    elif do == "join":
        into = visible(by, Candidate.objects.all()).filter(
            pk=_number(request.POST.get("into")) or 0
        )
        target = into.first()
        if target is None:
            raise CannotDecide("Choose the candidate that it is to be joined to.")
        join(candidate, into=target, by=by, seen=seen)
    elif later is not None:
        put_off(candidate, until=later.cleaned_data["until"], by=by, seen=seen)
    elif do == "no":
        why = request.POST.get("own_words", "").strip() or request.POST.get("why", "")
        turn_down(candidate, why=why, by=by, seen=seen)
    elif do == "undo":
        take_back(candidate, by=by)
    else:
        raise BadRequest("That is nothing that can be decided about a candidate.")


@door(Door.PROGRAMME)
@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch the keyboard's short cuts on or off, for as long as somebody is signed in."""
    request.session[KEYS_OFF] = request.POST.get("keys") == "off"
    which = _list_of(request.POST.get("list", ""))
    return redirect(_address(which, open=_number(request.POST.get("open"))))


def _page(
    request: HttpRequest,
    which: str,
    pk: int | None,
    done: int | None,
    later: LaterForm | None = None,
) -> HttpResponse:
    user, today = _user(request), timezone.localdate()
    of_networks = topics_of_networks()
    rows = rows_of(user, which, today, of_networks)
    place = next((n for n, row in enumerate(rows) if row.candidate.pk == pk), None)
    if pk is None and rows:
        place, pk = 0, rows[0].candidate.pk
    whole = visible(user, Candidate.objects.all()).select_related(*_WHOLE)
    wanted = whole.in_bulk([number for number in (pk, done) if number is not None])
    opened = wanted.get(pk) if pk is not None else None
    was_done = wanted.get(done) if done is not None else None
    context: dict[str, Any] = {
        "list": which,
        "lists": [(name, LISTS[name], count) for name, count in counted(user, today).items()],
        "rows": rows,
        "opened": row_of(opened, today, of_networks) if opened else None,
        "before": rows[place - 1].candidate.pk if place else None,
        "after": _after(rows, place),
        "done": was_done,
        "done_said": said_of(was_done) if was_done else "",
        "keys_off": request.session.get(KEYS_OFF, False),
        "reasons": REASONS,
        "later": later or LaterForm(),
        "form": later,
    }
    if opened:
        context |= _of(opened, rows, user)
    return render(request, "sources/triage.html", context, status=422 if later else 200)


def _of(opened: Candidate, rows: list[Row], user: User) -> dict[str, Any]:
    """What is shown of the open candidate besides its rank."""
    found = opened.seen_as.get("seen", [])
    return {
        "seen": opened.seen_as,
        "days": signals_of(opened.seen_as).days,
        "version": version_of(opened),
        "said": said_of(opened) if opened.state != CandidateState.NEW else "",
        "is_open": opened.state in (CandidateState.NEW, CandidateState.LATER),
        "updates": [each for each in found if each["key"].startswith("item ")],
        "twins": [
            each | {"number": each["key"].split(" ")[1]}
            for each in found
            if each["key"].startswith("candidate ")
        ],
        "others": [row.candidate for row in rows if row.candidate.pk != opened.pk],
        "joined": list(visible(user, opened.merged.select_related("source"))),
        "earlier": list(opened.earlier.all()[:3]) if opened.changed_at else [],
    }


def _after(rows: list[Row], place: int | None) -> int | None:
    """The next of the list; after the last, the one before it."""
    if place is None:
        return rows[0].candidate.pk if rows else None
    if place + 1 < len(rows):
        return rows[place + 1].candidate.pk
    return rows[place - 1].candidate.pk if place else None


def _address(which: str, **more: int | None) -> str:
    query: dict[str, Any] = {"list": which} if which != WAITING else {}
    query |= {name: value for name, value in more.items() if value}
    return reverse("triage") + (f"?{urlencode(query)}" if query else "")


def _list_of(name: str) -> str:
    return name if name in LISTS else WAITING


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door let only accounts in
    return user
