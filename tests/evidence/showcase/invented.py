"""Showcases, cases and their owners for tests, said in as few words as they need."""

from __future__ import annotations

import io
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from PIL import Image

from alliance.directory.editors import make_editor
from alliance.directory.models import Person, Role, RoleKind, User
from alliance.evidence.models import Call, Case, CaseCheck, Decision, Showcase, Submission
from alliance.evidence.showcase.checking import ask, say
from alliance.evidence.showcase.launching import launch
from alliance.evidence.showcase.making import figures_of, make_showcase
from alliance.evidence.showcase.rows import TEXTS
from alliance.evidence.showcase.writing import Given, Written, change_case, draft_case
from alliance.evidence.taking.given import Given as Sent
from tests.evidence.invented import authority, call, sent, whole

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIGURE = {
    "what": "Parents at a group",
    "before": "6",
    "after": "14",
    "period": "April to June 2020",
    "source": "Registers of three centres",
}


def support(name: str = "Sue Support") -> User:
    """Of the programme's staff."""
    email = f"{name.split()[0].lower()}@example.org"
    found = User.objects.filter(email=email).first()
    if found:
        return found
    person = Person.objects.create(name=name)
    user = User.objects.create_user(email, "a long enough password", name=name, person=person)
    Role.objects.create(person=person, kind=RoleKind.PROGRAMME_SUPPORT)
    make_editor(user)
    return user


def browser_of(user: User) -> Client:
    """Signed in, with the second factor that the programme's staff need."""
    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def director(of: str = "Kent") -> User:
    person = Person.objects.create(name=f"Director of {of}")
    user = User.objects.create_user(f"director.{of.lower()}@example.org", "x", person=person)
    Role.objects.create(person=person, kind=RoleKind.DCS, authority=authority(of))
    return user


def showcase(title: str = "Silver Linings", *, of: Call | None = None) -> Showcase:
    return make_showcase(title=title, call=of, by=None)


def chosen(of: Call | None = None, what: Sent | None = None, **fields: Any) -> Submission:
    """A whole submission of Kent that was decided to come into the showcase."""
    where = of or call()
    fields = {"authority": authority("Kent").slug} | fields
    submission = sent(where, what or whole(**fields))
    Decision.objects.create(
        submission=submission, outcome=Decision.Outcome.SHOWCASE, why="It can be copied."
    )
    return submission


def drafted(within: Showcase | None = None, *, given: Given | None = None, **fields: Any) -> Case:
    """Drafted from a submission, in a showcase of the submission's call."""
    if within is None:
        within = showcase(of=call())
    assert within.call
    return draft_case(chosen(within.call, **fields), within, by=support(), consent=given)


def written(case: Case, **texts: Any) -> Case:
    """Changed in these texts, the rest left; `figures`, `authorities`, `sections` as they are unless given."""
    kept = {name: getattr(case, name) for name in TEXTS}
    more = {
        "figures": texts.pop("figures", figures_of(case)),
        "authorities": texts.pop("authorities", list(case.authorities.all())),
        "sections": texts.pop("sections", list(case.sections.all())),
        "theme": texts.pop("theme", case.theme),
    }
    case.refresh_from_db()
    return change_case(
        case, Written(texts=kept | texts, **more), by=support(), version=case.version
    )


def asked(case: Case) -> CaseCheck:
    return ask(case, by=support())


def agreed(case: Case | None = None, **fields: Any) -> Case:
    """Sent to its owner, who agreed by telephone."""
    case = case or drafted(**fields)
    say(
        asked(case), CaseCheck.Said.AGREED, who="Sam Practitioner", how="by telephone", by=support()
    )
    case.refresh_from_db()
    return case


def launched(case: Case | None = None, **fields: Any) -> Case:
    """Agreed, and its showcase launched: everybody may read it."""
    case = agreed(case, **fields)
    launch(case.showcase, by=support())
    return Case.objects.select_related("showcase").get(pk=case.pk)


def picture(width: int = 1600, height: int = 1000, *, exif: bool = False) -> io.BytesIO:
    """A drawn picture as JPEG; with what a camera writes into it, if asked."""
    made = Image.new("RGB", (width, height), "#0b5f74")
    out = io.BytesIO()
    if exif:
        data = made.getexif()
        data[0x013B] = "Sam Practitioner"  # artist
        data[0x0112] = 6  # lies on its side
        made.save(out, "JPEG", exif=data)
    else:
        made.save(out, "JPEG")
    out.seek(0)
    return out
