"""Every kind of person of the walk through the site: what each holds, and with what factor.

Kent is the authority of the walk and “Kent Network” its network; a role is of one of these unless
it is said to be of others. `tests/access_table.py` says where each may come in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from alliance.directory.editors import make_editor
from alliance.directory.models import (
    ActingFor,
    Authority,
    Capacity,
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    Person,
    Role,
    RoleKind,
    Standing,
    User,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PUBLIC = "the public"


@dataclass(frozen=True, slots=True)
class Kind:
    """What somebody is; with nothing said, an account that holds no role."""

    role: RoleKind | None = None
    of: str = "Kent"
    """The authority or network that the role is of, by name; empty for neither."""
    acts_as: Capacity | None = None
    """For the director of Kent."""
    is_over: bool = False
    """The role, or acting for the director, ended yesterday."""
    is_in_the_network: bool = False
    is_editor: bool = False
    has_second_factor: bool = False


PEOPLE: Mapping[str, Kind | None] = {
    PUBLIC: None,
    "account without a role": Kind(),
    # the programme
    "programme manager": Kind(RoleKind.PROGRAMME_MANAGER, of="", has_second_factor=True),
    "programme support": Kind(RoleKind.PROGRAMME_SUPPORT, of="", has_second_factor=True),
    "support without a second factor": Kind(RoleKind.PROGRAMME_SUPPORT, of=""),
    "former support": Kind(RoleKind.PROGRAMME_SUPPORT, of="", is_over=True),
    "editor": Kind(is_editor=True, has_second_factor=True),
    "editor without a second factor": Kind(is_editor=True),
    # who decides and signs for an authority, and who acts for them
    "director": Kind(RoleKind.DCS),
    "PA of the director": Kind(RoleKind.DCS_PA, acts_as=Capacity.PA),
    "deputy of the director": Kind(RoleKind.AUTHORITY_MEMBER, acts_as=Capacity.DEPUTY),
    "PA who acts for nobody": Kind(RoleKind.DCS_PA),
    "former PA of the director": Kind(RoleKind.DCS_PA, acts_as=Capacity.PA, is_over=True),
    "former director": Kind(RoleKind.DCS, is_over=True),
    "director of another authority": Kind(RoleKind.DCS, of="Medway"),
    "lead member": Kind(RoleKind.LEAD_MEMBER),
    "chief executive": Kind(RoleKind.CHIEF_EXECUTIVE),
    # an authority's staff
    "authority member": Kind(RoleKind.AUTHORITY_MEMBER),
    "network member": Kind(RoleKind.AUTHORITY_MEMBER, is_in_the_network=True),
    "data lead": Kind(RoleKind.DATA_LEAD, has_second_factor=True),
    "data lead without a second factor": Kind(RoleKind.DATA_LEAD),
    "commissioner": Kind(RoleKind.COMMISSIONER, has_second_factor=True),
    "commissioner without a second factor": Kind(RoleKind.COMMISSIONER),
    # networks
    "network lead": Kind(RoleKind.NETWORK_LEAD, of="Kent Network"),
    "network chair": Kind(RoleKind.NETWORK_CHAIR, of="Kent Network"),
    "network vice chair": Kind(RoleKind.NETWORK_VICE_CHAIR, of="Kent Network"),
    "lead of another network": Kind(RoleKind.NETWORK_LEAD, of="Other Network"),
    "former network lead": Kind(RoleKind.NETWORK_LEAD, of="Kent Network", is_over=True),
    # who is of no authority
    "panel member": Kind(RoleKind.PANEL_MEMBER, of=""),
    "provider": Kind(RoleKind.PROVIDER, of="", has_second_factor=True),
    "provider without a second factor": Kind(RoleKind.PROVIDER, of=""),
    "national partner": Kind(RoleKind.NATIONAL_PARTNER, of=""),
    "contact of a bulletin": Kind(RoleKind.CONTACT, of=""),
}
"""In the order of a reader: the outermost first."""


def at_the_door() -> dict[str, Client]:
    """One browser for each kind of person; roles are really held, and really ended."""
    today = timezone.localdate()
    yesterday = today - dt.timedelta(days=1)
    places = _places(today)
    clients = {
        name: Client() if kind is None else _signed_in(name, kind, places, yesterday)
        for name, kind in PEOPLE.items()
    }
    principal = Person.objects.get(name="director")
    for name, kind in PEOPLE.items():
        if kind and kind.acts_as:
            ActingFor.objects.create(
                person=Person.objects.get(name=name),
                principal=principal,
                capacity=kind.acts_as,
                starts_on=yesterday,
                ends_on=yesterday if kind.is_over else None,
            )
    return clients


def _places(today: dt.date) -> dict[str, Authority | Network]:
    kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
    medway = Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")
    network = Network.objects.create(name="Kent Network", slug="kent")
    other = Network.objects.create(name="Other Network", slug="other")
    Meeting.objects.create(pk=1, network=network, on=today)
    NetworkMessage.objects.create(
        pk=1, network=network, subject="Dates", text="May.", standing=Standing.LEAD, copies=1
    )
    return {place.name: place for place in (kent, medway, network, other)}


def _signed_in(
    name: str, kind: Kind, places: Mapping[str, Authority | Network], yesterday: dt.date
) -> Client:
    person = Person.objects.create(name=name)
    address = f"{name.replace(' ', '.').lower()}@example.org"
    user = User.objects.create_user(address, "x", name=name, person=person)
    place = places[kind.of] if kind.of else None
    if kind.role:
        Role.objects.create(
            person=person,
            kind=kind.role,
            authority=place if isinstance(place, Authority) else None,
            network=place if isinstance(place, Network) else None,
            ends_on=yesterday if kind.is_over and not kind.acts_as else None,
        )
    if kind.is_in_the_network:
        Nomination.objects.create(
            network=places["Kent Network"],
            authority=places["Kent"],
            person=person,
            starts_on=yesterday,
            said_by="Ann Lee",
        )
    if kind.is_editor:
        make_editor(user)
    if kind.has_second_factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client
