"""Agreements for tests, said in as few words as they need. Every one has something that could leak."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from alliance.directory.models import Authority, Person, Role, RoleKind, User, Visibility
from alliance.library.agreements.protocols import record_standing
from alliance.library.agreements.signing import record_paper
from alliance.library.models import (
    Agreement,
    AgreementKind,
    AgreementVersion,
    CappedRole,
    PayCap,
    Protocol,
    SignatureEntry,
    Standing,
    VersionState,
)
from alliance.region.paper import pdf_of

TODAY = timezone.localdate()
DAY = dt.timedelta(days=1)
APRIL = TODAY.replace(month=1, day=1) - 300 * DAY
"""A first day well in the past, whatever today is."""
PDF = pdf_of("What is agreed", ["All of us agree."])
CODES = {"Kent": "E10000016", "Medway": "E06000035", "Slough": "E06000039"}


def authority(name: str = "Kent", **fields: Any) -> Authority:
    made, _ = Authority.objects.get_or_create(
        name=name, slug=name.lower(), ons_code=CODES.get(name, "E06000000"), defaults=fields
    )
    return made


def understanding(**fields: Any) -> Agreement:
    words = {"title": "Memorandum of Understanding", "slug": "mou", "kind": AgreementKind.MOU}
    return Agreement.objects.create(**words | fields)


def co_operation(**fields: Any) -> Agreement:
    words = {"title": "Memorandum of Co-operation", "slug": "moc", "kind": AgreementKind.MOC}
    return Agreement.objects.create(**words | fields)


def version(
    agreement: Agreement,
    label: str = "2026",
    starts_on: dt.date = APRIL,
    *,
    content: bytes = PDF,
    **fields: Any,
) -> AgreementVersion:
    fields = {"state": VersionState.PUBLISHED, "changes": "It says more."} | fields
    if not fields.get("url"):
        fields["file"] = ContentFile(content, name="agreed.pdf")
    return AgreementVersion.objects.create(
        agreement=agreement, label=label, starts_on=starts_on, **fields
    )


def protocol(agreement: Agreement, number: int = 1, **fields: Any) -> Protocol:
    fields = {"title": f"What is numbered {number}", "effective_from": APRIL} | fields
    return Protocol.objects.create(agreement=agreement, number=number, **fields)


def stands(
    place: Authority,
    to: Protocol,
    state: Standing = Standing.LIVE,
    on: dt.date = APRIL,
    *,
    why: str = "By letter",
    exception: str = "",
    by: User | None = None,
) -> None:
    record_standing(
        by=by,
        agreement=to.agreement,
        authorities=[place],
        protocols=[to],
        state=state,
        on=on,
        why=why,
        exception=exception,
    )


def signed_on_paper(
    under: AgreementVersion,
    place: Authority,
    role: RoleKind = RoleKind.DCS,
    on: dt.date = APRIL,
    **fields: Any,
) -> SignatureEntry:
    fields = {"by": None, "name": "Ann Signer"} | fields
    return record_paper(version=under, authority=place, role=role, on=on, **fields)


def signed_by_all(under: AgreementVersion, place: Authority, on: dt.date = APRIL) -> None:
    for role in under.agreement.signatories:
        signed_on_paper(under, place, role, on)


def cap(agreement: Agreement, name: str = "Social worker", amount: str = "38.25") -> PayCap:
    role, _ = CappedRole.objects.get_or_create(agreement=agreement, name=name)
    return PayCap.objects.create(role=role, amount=amount, starts_on=APRIL)


def account(
    name: str,
    kind: RoleKind | None = None,
    at: Authority | None = None,
    *,
    since: dt.date | None = None,
    **fields: Any,
) -> User:
    person = Person.objects.create(
        name=name, visibility=Visibility.MEMBERS, confirmed_at=timezone.now()
    )
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email, name=name, person=person, **fields)
    if kind:
        Role.objects.create(person=person, kind=kind, authority=at, starts_on=since)
    return user


def again(user: User) -> User:
    """As the next request finds them."""
    return User.objects.get(pk=user.pk)


def client_of(user: User, *, minutes_ago: int = 0) -> Client:
    """Somebody who signed in with a password so long ago."""
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - 60 * minutes_ago}
    ]
    session.save()
    return client


def programme(settings: Any) -> User:
    """Somebody of the programme, at a site that asks nobody for a second factor."""
    settings.SECOND_FACTOR_REQUIRED = False
    return account("Nell Farrow", RoleKind.PROGRAMME_MANAGER)
