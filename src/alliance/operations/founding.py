"""The first rows of a real alliance. Needs a started Django and an empty database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.audit import trail
from alliance.directory.editors import make_editor
from alliance.directory.models import (
    Alliance,
    Authority,
    ContactDetail,
    ContactKind,
    Person,
    Role,
    RoleKind,
    User,
)
from alliance.evidence.replying.standing import the_standing_call

from .answers import Answers


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the first administrator needs to come in; shown once, kept nowhere in the clear."""

    email: str
    password: str
    secret: str
    address: str
    """`otpauth://…`, for an authenticator app."""
    recovery_codes: tuple[str, ...]


@transaction.atomic
def found_alliance(*, answers: Answers) -> SignIn:
    """Make the alliance, its authorities, people and first administrator: all or nothing."""
    authorities = {
        one.ons_code: Authority.objects.create(
            name=one.name, slug=slugify(one.name), ons_code=one.ons_code, size_band=one.size_band
        )
        for one in answers.authorities
    }
    said = answers.settings
    alliance = Alliance.objects.create(
        name=said["name"],
        short_name=said["short_name"],
        region=said["region"],
        purpose=said["purpose"],
        contact_email=said["contact_email"],
        host=authorities.get(answers.host_ons_code),
    )
    administrator = _make_administrator(said["administrator_name"], said["administrator_email"])
    for one in answers.people:
        person = _person(one.name, one.email, authorities.get(one.ons_code))
        Role.objects.create(
            person=person,
            kind=one.role,
            authority=authorities.get(one.ons_code),
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
    the_standing_call()
    trail.record(by=None, verb="set up", thing=alliance)
    return _sign_in(administrator)


def _make_administrator(name: str, email: str) -> User:
    person = _person(name, email, None)
    Role.objects.create(person=person, kind=RoleKind.PROGRAMME_MANAGER)
    user = User.objects.create_superuser(email=email, name=name, person=person)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    make_editor(user)
    return user


def _person(name: str, email: str, authority: Authority | None) -> Person:
    """Whoever is named twice, in two roles, is one person."""
    known = Person.objects.filter(name=name, authority=authority)
    if email:
        known = Person.objects.filter(contact_details__value__iexact=email)
    person = known.first()
    if person is None:
        person = Person.objects.create(name=name, authority=authority, confirmed_at=timezone.now())
    if email:
        ContactDetail.objects.get_or_create(
            person=person, kind=ContactKind.EMAIL, value=email.lower()
        )
    return person


def _sign_in(user: User) -> SignIn:
    from allauth.mfa.adapter import get_adapter

    password, secret = secrets.token_urlsafe(15), generate_totp_secret()
    user.set_password(password)
    user.save(update_fields=["password"])
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user)
    return SignIn(
        user.email,
        password,
        secret,
        get_adapter().build_totp_url(user, secret),
        tuple(codes.get_unused_codes()),
    )
