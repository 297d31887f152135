"""Signing on the site, and ending a signature: each by who holds the role, pressed and not opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, Viewer, door, viewer_of, visible
from alliance.directory.deeds import may_sign_as
from alliance.directory.models import Authority, Capacity, Role, RoleKind, User
from alliance.directory.unsent import unsent
from alliance.library.models import Act, Agreement, AgreementVersion, SignatureEntry

from .access_rules import shows
from .facts import facts_of, parties_of, seen_by
from .forms import ReasonForm, SignForm, WithdrawForm, today_in_words
from .register import Cell, address_of
from .signing import (
    CannotBeDone,
    Place,
    sign,
    standing_of,
    strike_out,
    version_to_sign,
    why_not_here,
    withdraw,
)
from .views import found_for


@dataclass(frozen=True, slots=True)
class Signatory:
    """A role that signs, who holds it today, and how its signature stands."""

    role: RoleKind
    holders: Sequence[str]
    cell: Cell
    address: str
    """Where the viewer signs, if it is their own and still missing."""
    is_mine: bool


@door(Door.SIGNED_IN)
@never_cache
def to_sign(request: HttpRequest, slug: str) -> HttpResponse:
    """What the viewer may sign, and for their authorities who signs what."""
    return _explained(request, _agreement(request, slug))


def _agreement(request: HttpRequest, slug: str) -> Agreement:
    found = found_for(request, slug)
    if not found.signatories or not shows(found, "signatures", viewer_of(request.user)):
        raise Http404("This agreement is not signed here.")
    return found


def _explained(request: HttpRequest, agreement: Agreement, *, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request.user)
    version = version_to_sign(agreement)
    authorities = _concerned(agreement, viewer)
    return render(
        request,
        "library/agreements/to_sign.html",
        {
            "agreement": agreement,
            "version": version,
            "reason": why_not_here(version) if version else "",
            "places": [
                (
                    authority,
                    _why_not_you(viewer, authority),
                    _signatories(request, agreement, version, authority, viewer),
                )
                for authority in authorities
                if version
            ],
        },
        status=status,
    )


def _concerned(agreement: Agreement, viewer: Viewer) -> list[Authority]:
    """The parties that the viewer has to do with."""
    facts = facts_of([agreement])
    own = viewer.authorities | {each.authority for each in viewer.acting}
    return [place for place in parties_of([agreement], facts)[agreement.pk] if place.pk in own]


def _why_not_you(viewer: Viewer, authority: Authority) -> str:
    """To who holds no role that signs: why, and what they can do; empty if they sign."""
    if may_sign_as(viewer, authority.pk):
        return ""
    capacities = {each.capacity for each in viewer.acting if each.authority == authority.pk}
    kinds = {post.kind for post in viewer.posts if post.authority == authority.pk}
    if Capacity.DEPUTY in capacities:
        who = f"You are the deputy of the director of {authority}, and decide in their place."
    elif Capacity.PA in capacities or RoleKind.DCS_PA in kinds:
        who = f"You are PA to the director of {authority}, and answer for them."
    else:
        return f"You work for {authority}. Signing it is for the three who are named here."
    return f"{who} A signature is theirs alone: you can read the agreement, and remind them."


def _signatories(
    request: HttpRequest,
    agreement: Agreement,
    version: AgreementVersion,
    authority: Authority,
    viewer: Viewer,
) -> list[Signatory]:
    facts = facts_of([agreement], seen_by(request.user), authority=authority.pk)[agreement.pk]
    holders: dict[str, list[str]] = {}
    for role in visible(
        request.user,
        Role.objects.current().filter(authority=authority, kind__in=agreement.signatories),
    ).select_related("person"):
        holders.setdefault(role.kind, []).append(str(role.person))
    mine = may_sign_as(viewer, authority.pk)
    today, can_be = timezone.localdate(), not why_not_here(version)
    found = []
    for kind in agreement.signatories:
        held = facts.of_signature(authority.pk, version, kind, today)
        is_open = can_be and kind in mine and not held.is_agreed
        address = f"{agreement.get_absolute_url()}sign/{authority.slug}/{kind.value}/"
        found.append(
            Signatory(
                kind,
                holders.get(kind, []),
                Cell(held, address_of(agreement, authority)),
                address if is_open else "",
                kind in mine,
            )
        )
    return found


@door(Door.SIGNED_IN)
@never_cache
@reauthentication_required(allow_get=True)
def confirm(request: HttpRequest, slug: str, authority: str, role: str) -> HttpResponse:
    """Shows what is signed, in whose right, and signs it when the button is pressed.

    Whoever signs says once more who they are; what was sent is done after that.
    """
    agreement = _agreement(request, slug)
    place = _place(request, agreement, authority, role)
    user = signed_in(request)
    if place.role not in may_sign_as(viewer_of(user), place.authority.pk):
        return _explained(request, agreement, status=403)
    version = version_to_sign(agreement)
    if version is None or why_not_here(version):
        return _explained(request, agreement)
    form = SignForm(request.POST or None, initial={"version": version.pk, "sha256": version.sha256})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            seen = get_object_or_404(agreement.versions, pk=form.cleaned_data["version"])
            try:
                sign(
                    by=user,
                    version=seen,
                    authority=place.authority,
                    role=place.role,
                    sha256=form.cleaned_data["sha256"],
                )
            except CannotBeDone as refusal:
                messages.error(request, str(refusal))
                return redirect("sign_agreement", slug=slug)
            messages.success(
                request,
                f"You have signed version {seen.label} as {place.role.label.lower()} for "
                f"{place.authority}.",
            )
            return redirect(address_of(agreement, place.authority))
    return render(
        request,
        "library/agreements/confirm.html",
        {
            "agreement": agreement,
            "version": version,
            "place": place,
            "signer": user.person,
            "standing": standing_of(user.person, place.authority, place.role),
            "form": form,
        },
        status=status,
    )


def _place(request: HttpRequest, agreement: Agreement, authority: str, role: str) -> Place:
    if role not in {kind.value for kind in agreement.signatories}:
        raise Http404("That role does not sign this agreement.")
    found = get_object_or_404(visible(request.user, Authority.objects.all()), slug=authority)
    facts = facts_of([agreement])
    if found not in parties_of([agreement], facts)[agreement.pk]:
        raise Http404("This authority is no party to the agreement.")
    return Place(found, RoleKind(role))


@door(Door.SIGNED_IN)
@never_cache
def withdraw_own(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw a signature, by who holds its role."""
    entry = _signature(request, _agreement(request, slug), pk)
    if RoleKind(entry.role) not in may_sign_as(viewer_of(request.user), entry.authority_id):
        raise PermissionDenied("A signature is withdrawn by who holds that role.")
    form = WithdrawForm(sent(request), asks_day=False)

    def ends(form: ReasonForm) -> str:
        why, today = form.cleaned_data["why"], timezone.localdate()
        withdraw(by=signed_in(request), entry=entry, on=today, why=why)
        return "Your signature is withdrawn. That it was given stays on record."

    return _ending(request, entry, form, ends, how="withdraw")


@door(Door.PROGRAMME)
def record_withdrawal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write down that a signature was withdrawn by letter."""
    entry = _signature(request, _agreement(request, slug), pk)
    form = WithdrawForm(sent(request), asks_day=True, initial={"on": today_in_words()})

    def ends(form: ReasonForm) -> str:
        told = form.cleaned_data
        withdraw(by=signed_in(request), entry=entry, on=told["on"], why=told["why"])
        return "The signature is withdrawn. That it was given stays on record."

    return _ending(request, entry, form, ends, how="withdraw")


@door(Door.PROGRAMME)
def strike(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Strike out a signature that was recorded in error."""
    entry = _signature(request, _agreement(request, slug), pk)
    form = ReasonForm(sent(request))

    def ends(form: ReasonForm) -> str:
        strike_out(by=signed_in(request), entry=entry, why=form.cleaned_data["why"])
        return "It is struck out, and counts no more."

    return _ending(request, entry, form, ends, how="strike")


def _signature(request: HttpRequest, agreement: Agreement, pk: int) -> SignatureEntry:
    entries = SignatureEntry.objects.filter(version__agreement=agreement, act=Act.SIGNED)
    return get_object_or_404(
        visible(request.user, entries.select_related("version__agreement", "authority")), pk=pk
    )


def _ending(
    request: HttpRequest,
    entry: SignatureEntry,
    form: ReasonForm,
    ends: Callable[[ReasonForm], str],
    *,
    how: str,
) -> HttpResponse:
    agreement = entry.version.agreement
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done = ends(form)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, done)
                return redirect(address_of(agreement, entry.authority))
    return render(
        request,
        "library/agreements/end.html",
        {"agreement": agreement, "entry": entry, "how": how, "form": form},
        status=status,
    )


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent now, or was kept when the session had ended."""
    return request.POST if request.method == "POST" else unsent(request)


def signed_in(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
