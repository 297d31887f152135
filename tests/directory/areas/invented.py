"""Areas, accounts and askings for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from alliance.directory.areas.ask import ask
from alliance.directory.areas.decide import let_in
from alliance.directory.models import (
    AccessGrant,
    AdmittedRole,
    Area,
    Authority,
    Person,
    Role,
    RoleKind,
    User,
)
from alliance.library.models import DocumentFile

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


def account(name: str, kind: RoleKind | None = None, authority: Authority | None = None) -> User:
    """Somebody who can sign in, in a role that has no end if one is given."""
    person = Person.objects.create(name=name, authority=authority)
    if kind:
        Role.objects.create(person=person, kind=kind, authority=authority)
    email = f"{slugify(name)}@example.org"
    return User.objects.create_user(email, "a long enough password", name=name, person=person)


def again(user: User) -> User:
    """As the next request finds them."""
    return User.objects.select_related("person").get(pk=user.pk)


def area(name: str, *admits: RoleKind, acting: bool = False) -> Area:
    """An area; `acting` lets in who acts for a director it admits."""
    made = Area.objects.create(
        name=name, slug=slugify(name), description=f"What is in {name}, for everyone to know."
    )
    for kind in admits:
        AdmittedRole.objects.create(area=made, kind=kind, with_acting=acting)
    return made


def asked(by: User, area: Area, authority: Authority | None = None) -> AccessGrant:
    return ask(by=again(by), area=area, authority=authority, why=f"{by.name} needs it.")


def given(
    to: User, area: Area, authority: Authority | None, *, by: User, days: int = 30
) -> AccessGrant:
    """Asked for and granted, until so many days from now."""
    return let_in(by=again(by), grant=asked(to, area, authority), ends_on=today() + days * DAY)


def document(title: str, area: Area | None = None) -> DocumentFile:
    """A document, in an area's collection or open to everybody."""
    made = DocumentFile(title=title, **({"collection": area.collection} if area else {}))
    made.file.save(f"{slugify(title)}.txt", ContentFile(f"Words of {title}".encode()))
    return made
