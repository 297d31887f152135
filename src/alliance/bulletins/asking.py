"""Confirming an action from an item: what its words propose, looked at by a person, then asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.actions.forms.asking import DATES, AskingForm, of_day
from alliance.actions.models import Action
from alliance.actions.raising import raise_action
from alliance.directory.access import Door, door, visible
from alliance.directory.models import Authority, Person, User
from alliance.directory.unsent import unsent
from alliance.text.sanitise import plain

from .models import Appearance, AppearanceDate, Item
from .proposing import Proposal, Words, propose


@door(Door.PROGRAMME)
@never_cache
def ask_from_item(request: HttpRequest, pk: int) -> HttpResponse:
    """What an item proposes, in the form in which it is asked."""
    item = get_object_or_404(visible(request.user, Item.objects.all()), pk=pk)
    newest = _newest(request, item)
    proposal = propose(words_of(newest)) if newest else None
    form = AskingForm(
        request.POST if request.method == "POST" else unsent(request),
        initial=_start(item, newest, proposal),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                action = raise_action(
                    by=_account(request),
                    asking=form.asking,
                    origin=item,
                    words=proposal.words if proposal else {},
                    opened=request.POST.get("do") != "draft",
                )
            except ValidationError as fault:
                form.add_error(None, fault)
            else:
                messages.success(request, "It is kept, and its item tells of it.")
                return redirect(action)
    context = {
        "form": form,
        "item": item,
        "words": proposal.words if proposal else {},
        "proposes_nothing": proposal is None,
        "known": asked_in(item),
    }
    return render(request, "bulletins/ask_from_item.html", context, status=status)


def asked_in(item: Item) -> QuerySet[Action]:
    """What was asked from an item, the latest first; to be seen by whom, `visible` says."""
    of_item = ContentType.objects.get_for_model(Item)
    return Action.objects.filter(origin_type=of_item, origin_id=str(item.pk)).order_by("-pk")


def words_of(appearance: Appearance) -> Words:
    """What proposing needs of an item as a bulletin told it."""
    deadlines = [
        (row.date, row.words)
        for row in appearance.dates.all()
        if row.kind == AppearanceDate.Kind.DEADLINE
    ]
    return Words(
        appearance.title,
        plain(appearance.body),
        plain(appearance.action_text),
        deadlines,
        [str(person) for person in appearance.people.all()],
    )


def _newest(request: HttpRequest, item: Item) -> Appearance | None:
    rows = visible(request.user, Appearance.objects.filter(item=item))
    return rows.prefetch_related("dates", "people").order_by("-bulletin__number").first()


def _start(item: Item, newest: Appearance | None, proposal: Proposal | None) -> dict[str, Any]:
    """What the form begins with."""
    everyone = list(Authority.objects.filter(is_member=True).values_list("pk", flat=True))
    start: dict[str, Any] = {
        "title": newest.title[:200] if newest else item.title[:200],
        "authorities": everyone,
        "topics": list(item.topics.values_list("pk", flat=True)),
        "audience": "public",
    }
    if proposal is None:
        return start
    start |= {
        "title": proposal.title,
        "what": proposal.what,
        "how": proposal.how,
        "weight": proposal.weight,
        "kind": proposal.kind,
        "is_soon": proposal.is_soon,
        "for_roles": [kind.value for kind in proposal.roles],
        "contact": Person.objects.confirmed().filter(name=proposal.contact).first(),
    }
    for place, by in enumerate(sorted(proposal.dates)[:DATES], 1):
        start |= of_day(place, by)
    return start


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
