"""Who represents each authority: naming, ending, asking those that have nobody; and the chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from ...access import Door, door, viewer_of, visible
from ...models import Authority, Network, Nomination, Person, Role, Seat, Standing
from ...unsent import unsent
from ..ask import Asked, ask
from ..chair import appoint, members_of
from ..doors import account_of, looks_after, unless_careless
from ..forms import ChairForm, EndForm, NominationForm, look_again
from ..gaps import Coverage, coverage, last_asked, may_be_asked
from ..nominate import end_nomination, in_seat, last_of, nominate, take_down_person
from ..refusal import CannotBeDone
from ..rights import SEES_TO_MEMBERS, Nominator, looked_after, nominator, right_in
from ..show import names_of, places, posts

# Who has none ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """An authority without a representative, and whether it can be asked for one."""

    authority: Authority
    asked_on: object
    may_be_asked: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    covered: Coverage
    missing: Sequence[Gap]

    @property
    def may_be_asked(self) -> bool:
        return any(gap.may_be_asked for gap in self.missing)


def gaps_of(networks: Sequence[Network]) -> list[Gaps]:
    """Of each network in which every authority should be, who is not, and since when they know."""
    asked = last_asked(networks)
    return [
        Gaps(
            covered,
            [
                Gap(each, day, may_be_asked(day))
                for each in covered.missing
                for day in [asked.get((pk, each.pk))]
            ],
        )
        for pk, covered in coverage(networks).items()
    ]


@door(Door.SIGNED_IN)
@never_cache
def all_nominations(request: HttpRequest) -> HttpResponse:
    """The gaps of all networks that the viewer sees to, and one button that asks for them all."""
    viewer = viewer_of(request.user)
    wanted = looked_after(viewer, among=SEES_TO_MEMBERS)
    rows = visible(request.user, Network.objects.filter(wanted, is_live=True))
    networks = list(rows)
    if not networks and not viewer.is_programme:
        raise PermissionDenied("This page is for network leads and the programme.")
    rights = {each.pk: right_in(viewer, each.pk, among=SEES_TO_MEMBERS) for each in networks}
    held = {pk: right for pk, right in rights.items() if right is not None}
    if viewer.is_programme and (refused := unless_careless(request, Standing.PROGRAMME)):
        return refused
    if request.method == "POST":
        asked = ask(by=account_of(request), rights=held, networks=networks)
        _say_who_was_asked(request, asked)
        return redirect("all_nominations")
    gaps = gaps_of(networks)
    return render(
        request,
        "directory/networks/all_nominations.html",
        {
            "gaps": gaps,
            "to_ask": len(
                {g.authority.pk for each in gaps for g in each.missing if g.may_be_asked}
            ),
        },
    )


@door(Door.SIGNED_IN)
@looks_after(among=SEES_TO_MEMBERS)
def nominations(request: HttpRequest, network: Network, right: Standing) -> HttpResponse:
    """Who is in a network and who is missing, for those who see to it; who was in it before."""
    if request.method == "POST":
        asked = ask(by=account_of(request), rights={network.pk: right}, networks=[network])
        _say_who_was_asked(request, asked)
        return redirect("nominations", network.slug)
    return render(
        request,
        "directory/networks/nominations.html",
        {
            "network": network,
            "places": places(request.user, network),
            "gaps": next(iter(gaps_of([network])), None),
            "lines": _lines(request, Nomination.objects.filter(network=network)),
        },
    )


def _say_who_was_asked(request: HttpRequest, asked: Asked) -> None:
    if asked.asked:
        names = _in_a_row(asked.asked)
        messages.success(request, f"A letter is on its way to {names}.")
    if asked.unreachable:
        messages.warning(
            request,
            f"Not asked, because no address of a director is known: {_in_a_row(asked.unreachable)}. "
            "Enter the director and their e-mail address in the directory.",
        )
    if not asked.asked and not asked.unreachable:
        messages.info(request, "Nobody is to be asked: all who have nobody were asked lately.")


def _in_a_row(authorities: Sequence[Authority]) -> str:
    names = [str(each) for each in authorities]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A nomination as it stands in a list, with the name only where the reader may see it."""

    nomination: Nomination
    name: str

    @property
    def who(self) -> str:
        return self.name or f"Somebody of {self.nomination.authority}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to end."""
        ends_on = self.nomination.ends_on
        is_over = ends_on is not None and ends_on < timezone.localdate()
        return self.nomination.taken_back_at is None and not is_over


def _lines(request: HttpRequest, rows: QuerySet[Nomination]) -> list[Line]:
    found = list(
        visible(request.user, rows)
        .select_related("authority", "nominated_by", "principal", "network")
        .order_by("authority__name", "-starts_on", "-pk")
    )
    names = names_of(request.user, [each.person_id for each in found])
    return [Line(each, names.get(each.person_id, "")) for each in found]


# One authority ---------------------------------------------------------------------------------


@door(Door.SIGNED_IN)
def authority_nominations(request: HttpRequest, slug: str, authority: str) -> HttpResponse:
    """Who sits in a network for one authority: name somebody, or give a term its last day."""
    network = get_object_or_404(visible(request.user, Network.objects.all()), slug=slug)
    of = get_object_or_404(visible(request.user, Authority.objects.all()), slug=authority)
    right = nominator(viewer_of(request.user), network.pk, of.pk)
    if right is None:
        raise PermissionDenied("This page is for the authority’s director and the network’s lead.")
    if refused := unless_careless(request, right.standing):
        return refused
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    form = _nomination_form(request, network, of, right, doing)
    ending = EndForm(request.POST if doing == "end" else None)
    status = 200
    if doing:
        try:
            done = _name(request, network, of, right, form) if doing == "name" else ""
            done = done or (_end(request, network, of, ending) if doing == "end" else "")
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            done, status = "", 409
            look_again(form, **_seats(network, of))
        except ValidationError as fault:
            form.add_error(None, fault.messages)
            done = ""
        if done:
            messages.success(request, done)
            return redirect("authority_nominations", network.slug, of.slug)
        status = 422 if status == 200 else status
    rows = Nomination.objects.filter(network=network, authority=of)
    return render(
        request,
        "directory/networks/authority_nominations.html",
        {
            "network": network,
            "authority": of,
            "right": right,
            "lines": _lines(request, rows),
            "today": timezone.localdate(),
            "naming": form,
            "ending": ending,
            "form": form if doing == "name" else ending if doing == "end" else None,
        },
        status=status,
    )


def _seats(network: Network, authority: Authority) -> dict[str, int | None]:
    return {
        "instead_of": last_of(in_seat(network, authority, Seat.REPRESENTATIVE)),
        "deputy_instead_of": last_of(in_seat(network, authority, Seat.DEPUTY)),
    }


def _nomination_form(
    request: HttpRequest, network: Network, authority: Authority, right: Nominator, doing: str
) -> NominationForm:
    held = Role.objects.current().filter(authority=authority)
    people = visible(
        request.user,
        Person.objects.filter(Q(authority=authority) | Q(pk__in=held.values("person"))),
    )
    data = request.POST if request.method == "POST" else unsent(request)
    return NominationForm(
        data if data and data.get("do") == "name" else None,
        initial={
            "seat": Seat.REPRESENTATIVE,
            "starts_on": timezone.localdate(),
            **_seats(network, authority),
        },
        people=people.order_by("name"),
        authority=authority,
        on_behalf=not right.is_of_the_authority,
    )


@transaction.atomic
def _name(
    request: HttpRequest,
    network: Network,
    authority: Authority,
    right: Nominator,
    form: NominationForm,
) -> str:
    if not form.is_valid():
        return ""
    by, given = account_of(request), form.cleaned_data
    person = given["person"] or take_down_person(
        by=by,
        authority=authority,
        name=given["name"],
        email=given["email"],
        agrees_to_be_shown=given["agrees_to_be_shown"],
    )
    made = nominate(
        by=by,
        right=right,
        network=network,
        authority=authority,
        person=person,
        seat=given["seat"],
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
        said_by=given.get("said_by", ""),
        instead_of=form.seen,
    )
    seat = made.get_seat_display().lower()
    return f"{person.name} is named as {seat} of {authority} in {network.in_a_sentence}."


def _end(request: HttpRequest, network: Network, authority: Authority, form: EndForm) -> str:
    if not form.is_valid():
        return ""
    rows = Nomination.objects.not_over().filter(network=network, authority=authority)
    nomination = get_object_or_404(visible(request.user, rows), pk=form.cleaned_data["nomination"])
    last_day = form.cleaned_data["last_day"]
    ended = end_nomination(by=account_of(request), nomination=nomination, last_day=last_day)
    if ended.taken_back_at:
        return "The nomination is taken back: it had not begun."
    return f"The last day is {ended.ends_on:%-d %B %Y}."


# The chair -------------------------------------------------------------------------------------


@door(Door.SIGNED_IN)
@looks_after(among=SEES_TO_MEMBERS)
def chair(request: HttpRequest, network: Network, right: Standing) -> HttpResponse:
    """Who chairs the network and who stands in; a member is put into either."""
    people = visible(request.user, members_of(network))
    form = ChairForm(
        request.POST or None,
        initial={"kind": "network_chair", "starts_on": timezone.localdate()},
        people=people.order_by("name"),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                role = appoint(by=account_of(request), network=network, **given)
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                status = 409
            except ValidationError as fault:
                form.add_error(None, fault.messages)
            else:
                messages.success(
                    request, f"{role.person} is {role.title.partition(',')[0].lower()}."
                )
                return redirect(network)
    return render(
        request,
        "directory/networks/chair.html",
        {"network": network, "form": form, "posts": posts(request.user, network)},
        status=status,
    )
