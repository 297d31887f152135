"""Adding subscribers: one by hand, who confirms; people of the directory, for whom the programme answers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Person, Role, User
from alliance.directory.unsent import unsent

from ...models import Frequency, Standing, Subscriber
from ..ask import ask
from ..from_directory import Offer, Stand, add_from_directory, offers
from ..stopped import firm_stop_of
from ..words import why_stopped
from .forms import AddForm, AddPeopleForm, FindPeopleForm

A_PAGE = 100


@door(Door.PROGRAMME)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Ask somebody by mail to confirm that they want ours."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    is_sent = request.method == "POST"
    form = AddForm(request.POST if is_sent else unsent(request), user=user)
    known: Subscriber | None = None
    if is_sent and form.is_valid():
        address = form.cleaned_data["address"]
        known = visible(user, Subscriber.objects.known_as(address)).first()
        if why_not := _why_not(known, address):
            form.add_error("address", why_not)
        else:
            ask(
                address=address,
                name=form.about.name,
                authority=form.about.authority,
                wishes=form.wishes,
                by=user,
            )
            messages.success(request, "They are asked by mail to confirm, within seven days.")
            return redirect("subscribers")
    return render(
        request,
        "delivery/subscribers/add.html",
        {"form": form, "known": known},
        status=422 if is_sent else 200,
    )


def _why_not(known: Subscriber | None, address: str) -> str:
    """Why somebody is not asked, or nothing."""
    if stop := firm_stop_of(address):
        return f"{why_stopped(stop)} Lift that first, if the reason is gone."
    if known is None or known.standing == Standing.WAITING:
        return ""
    if known.standing == Standing.ACTIVE:
        return "This address is subscribed already."
    return "They have left. If they want to come back, send them the link to their choices."


@door(Door.PROGRAMME)
@never_cache
def from_directory(request: HttpRequest) -> HttpResponse:
    """Tick people of the directory; whoever has left or cannot be reached cannot be ticked."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the door asked; this tells the types
    find = FindPeopleForm(request.GET)
    find.is_valid()
    people = _people(user, find.cleaned_data)
    page = Paginator(people, A_PAGE).get_page(request.GET.get("page"))
    offered = offers(list(page))
    may_be = {str(each.person.pk): each for each in offered if each.may_be_added}
    is_sent = request.method == "POST"
    form = AddPeopleForm(
        request.POST if is_sent else unsent(request),
        offered={key: each.person.name for key, each in may_be.items()},
    )
    if is_sent and form.is_valid():
        done = add_from_directory(
            people=[may_be[key].person for key in form.cleaned_data["people"]],
            words=form.cleaned_data["words"],
            frequency=Frequency(form.cleaned_data["frequency"]),
            by=user,
        )
        messages.success(request, _said(done))
        return redirect(request.get_full_path())
    ticked = set(form["people"].value() or ())
    rows = [(each, _roles(each), str(each.person.pk) in ticked) for each in offered]
    return render(
        request,
        "delivery/subscribers/from_directory.html",
        {
            "form": form,
            "find": find,
            "page": page,
            "rows": rows,
            "ticked": [row for row in rows if row[0].may_be_added],
            "left_out": [row for row in rows if not row[0].may_be_added],
        },
        status=422 if is_sent else 200,
    )


def _people(user: User, chosen: dict[str, Any]) -> QuerySet[Person]:
    """Confirmed people who hold a role today, each once, by name."""
    roles = visible(user, Role.objects.current())
    if role := chosen.get("role"):
        roles = roles.filter(kind=role)
    if authority := chosen.get("authority"):
        roles = roles.filter(authority=authority)
    shown = roles.select_related("authority", "network").order_by("pk")
    return (
        visible(user, Person.objects.confirmed())
        .filter(pk__in=roles.order_by().values("person"))
        .prefetch_related(Prefetch("roles", queryset=shown, to_attr="roles_found"))
        .order_by("name", "pk")
    )


def _roles(offer: Offer) -> str:
    """“Director of children's services, Kent”."""
    return "; ".join(
        ", ".join(filter(None, (role.title or role.get_kind_display(), str(role.authority or ""))))
        for role in offer.person.roles_found
    )


def _said(done: Counter[Stand]) -> str:
    new, linked = done[Stand.NEW], done[Stand.LINK]
    said = f"{new} {'is' if new == 1 else 'are'} subscribed"
    if linked:
        said += (
            f", {linked} who {'was' if linked == 1 else 'were'} already, linked with their roles"
        )
    return f"{said}."
