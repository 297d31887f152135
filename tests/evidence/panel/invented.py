"""Panels for tests, said in as few words as they need."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from alliance.directory.models import Authority, Person, Role, RoleKind, User
from alliance.evidence.models import (
    Assessment,
    Assignment,
    Call,
    Enclosure,
    Panel,
    Panellist,
    Phase,
    Submission,
)
from alliance.evidence.panel.giving_out import give_out, propose
from alliance.evidence.panel.interests import declare
from alliance.evidence.panel.members import accept, ask
from alliance.evidence.panel.scoring import Opinion, give, live_criteria
from alliance.evidence.panel.setting_up import set_up

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = dt.timedelta(days=1)


def account(name: str, authority: Authority | None = None, *, programme: bool = False) -> User:
    """Somebody with an account, and a role if of an authority or of the programme."""
    person = Person.objects.create(name=name)
    if programme:
        Role.objects.create(person=person, kind=RoleKind.PROGRAMME_SUPPORT)
    elif authority:
        Role.objects.create(person=person, kind=RoleKind.AUTHORITY_MEMBER, authority=authority)
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return User.objects.create_user(email, "a long enough password", name=name, person=person)


def editor() -> User:
    user = User.objects.filter(email="pat.programme@example.org").first()
    return user or account("Pat Programme", programme=True)


def as_(user: User) -> Client:
    """A browser in which somebody is signed in, with a second factor."""
    Authenticator.objects.get_or_create(user=user, type="totp", defaults={"data": {}})
    client = Client()
    client.force_login(user, BACKEND)
    return client


def panel(call: Call, **fields: Any) -> Panel:
    """The panel of a call, with what we propose, and one phase that is on in which it scores alone."""
    made = set_up(call, by=editor())
    Panel.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    made.phases.all().delete()
    phase(made)
    return made


def phase(panel: Panel, **rights: bool) -> Phase:
    """Replaces what phases there are by one that is on."""
    today = timezone.localdate()
    panel.phases.all().delete()
    return Phase.objects.create(
        panel=panel, name="Now", starts_on=today - 3 * DAY, ends_on=today + 3 * DAY, **rights
    )


def over(panel: Panel) -> None:
    """As a panel is once all its phases are over."""
    today = timezone.localdate()
    panel.phases.update(starts_on=today - 9 * DAY, ends_on=today - 2 * DAY)


def sits(panel: Panel, name: str, authority: Authority | None = None, **declared: Any) -> Panellist:
    """Somebody who sits on the panel and said which interests they have."""
    user = account(name, authority)
    assert user.person
    row = accept(ask(panel, user.person, by=editor()), by=user)
    return declare(row, by=user, **declared)


def user_of(panellist: Panellist) -> User:
    return User.objects.get(person=panellist.person)


def given(panel: Panel) -> list[Assignment]:
    """What was given out, all that could be."""
    give_out(panel, by=editor(), stamp=propose(panel).stamp)
    return list(Assignment.objects.filter(panellist__panel=panel, taken_back_at=None))


def opinion(panel: Panel, value: int = 3, **words: str) -> Opinion:
    return Opinion(scores={row.pk: value for row in live_criteria(panel)}, **words)


def scored(assignment: Assignment, value: int = 3, **words: str) -> Assessment:
    user = user_of(assignment.panellist)
    version = assignment.assessment.version if hasattr(assignment, "assessment") else 0
    what = opinion(assignment.panellist.panel, value, **words)
    return give(assignment, what, by=user, version=version)


def enclosure(submission: Submission, name: str, content: bytes, **fields: Any) -> Enclosure:
    kind = "picture" if name.endswith((".png", ".jpg")) else "document"
    return Enclosure.objects.create(
        submission=submission,
        kind=kind,
        file=ContentFile(content, name=name),
        name=name,
        size=len(content),
        sha256="0" * 64,
        **fields,
    )
