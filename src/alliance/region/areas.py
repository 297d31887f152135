"""Restricted areas of the sample region: what is in them, who asked, who was let in. Invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from alliance.directory.models import (
    AccessGrant,
    AccessLog,
    AccessState,
    ActedAs,
    ActingFor,
    AdmittedRole,
    Area,
    Authority,
    Capacity,
    Person,
    RoleKind,
    User,
)
from alliance.library.models import DocumentFile
from alliance.pages.models import RestrictedPart, SectionPage
from alliance.search.registry import together

from .paper import pdf_of

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SampleDocument:
    title: str
    file_name: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleArea:
    """An area beside a section, with what it keeps of that section's page."""

    slug: str
    name: str
    description: str
    section: str
    text: str
    tools: str
    documents: tuple[SampleDocument, ...]
    admits_directors: bool = False


AREAS = (
    SampleArea(
        "directors",
        "Directors",
        "What directors of children’s services show one another in confidence: how each authority sees "
        "itself, what was asked and offered at the challenge days, letters after the annual conversation.\n\n"
        "Directors and who acts for them enter by their post. Others are let in for as long as they prepare "
        "or follow up a challenge.",
        "peer-challenge",
        "<p>This year’s groups, and who visits whom, are settled until the directors’ meeting in January. "
        "Two authorities asked for another group; both know the answer.</p><h3>What was asked and offered</h3>"
        "<ul><li>Asked most often: how others keep social workers beyond the second year</li>"
        "<li>Offered most often: a day with a duty team that answers within the hour</li></ul>",
        "<p>Self-assessments are due on the last Friday of November. Put yours where the others are; twelve "
        "pages are enough.</p>",
        (
            SampleDocument(
                "Asks and offers, fourth version",
                "asks-and-offers-4.pdf",
                "Asks and offers, fourth version (sample)\n\nEach authority gives one ask, one offer and one name. "
                "Whoever can help writes to the name, not to the programme.\nAsked most often: how others keep "
                "social workers beyond the second year. Four offered to tell.\nOffered most often: a day with a "
                "duty team that answers within the hour. Two places are left in March.\nWhat nobody has offered "
                "yet: how to plan for children who turn sixteen in a home that closes.\n",
            ),
            SampleDocument(
                "Groups for the challenge days",
                "groups.txt",
                "GROUPS (sample)\n\nFive groups of three, and one of four.\n",
            ),
        ),
        admits_directors=True,
    ),
    SampleArea(
        "quality-assurance",
        "Quality assurance",
        "Audits of practice that authorities do together: what was looked at, what was found, which "
        "questions we would put another time. Nothing here names a child or a family.",
        "children-in-care",
        "<p>Six authorities looked at thirty first visits each. What they found in common is in the summary; "
        "what each found of itself stays with it.</p>",
        "<p>The questions for the next round are agreed: the same for all, and one of one’s own.</p>",
        (
            SampleDocument(
                "Thirty first visits: what six authorities found",
                "thirty-first-visits.pdf",
                "Thirty first visits: what six authorities found (sample)\n\nSix authorities looked at five first visits "
                "each, in pairs, and read the record before the visit and after it.\nFound in all six: the child was "
                "seen alone in most visits, and the record seldom says what the child said in their own words.\n"
                "Found in four: the second visit was agreed at the first, and written down for the parents.\n"
                "Where two who looked did not agree, both views are in the annex. Nothing here names a child or a "
                "family, and each authority keeps the list of its own visits.\n",
            ),
            SampleDocument(
                "Questions for the next round",
                "questions.txt",
                "QUESTIONS (sample)\n\nThe same eight for all, and one of your own.\n",
            ),
        ),
    ),
)

ACTING = (
    ("Marnie Ellingworth", "Verity Blenkarne", Capacity.PA),
    ("Percival Ludd", "Verity Blenkarne", Capacity.DEPUTY),
    ("Joss Pellworth", "Marguerite Oduya-Finch", Capacity.DEPUTY),
)
"""Who acts for which director."""


def load_areas(day: dt.date) -> int:
    """Make the areas that are not there, as of a day; returns how many were made."""
    made = 0
    for sample in AREAS:
        if not Area.objects.filter(slug=sample.slug).exists():
            with transaction.atomic(), together():
                _area(sample)
            made += 1
    if made == len(AREAS):
        with transaction.atomic():
            _acting(day)
            _access(day)
    return made


def _area(sample: SampleArea) -> None:
    page = SectionPage.objects.filter(slug=sample.section).first()
    area = Area.objects.create(
        slug=sample.slug, name=sample.name, description=sample.description, open_page=page
    )
    if sample.admits_directors:
        AdmittedRole.objects.create(area=area, kind=RoleKind.DCS, with_acting=True)
    documents = [_document(each, area) for each in sample.documents]
    if page is not None:
        page.restricted_parts.add(
            RestrictedPart(
                area=area,
                text=[("words", sample.text)],
                tools=sample.tools,
                documents=[("document", document) for document in documents],
            )
        )
        page.save_revision().publish()


def _document(sample: SampleDocument, area: Area) -> DocumentFile:
    document = DocumentFile(title=sample.title, collection=area.collection)
    title, _, text = sample.text.partition("\n\n")
    is_pdf = sample.file_name.endswith(".pdf")
    content = pdf_of(title, text.splitlines()) if is_pdf else sample.text.encode()
    document.file.save(sample.file_name, ContentFile(content), save=True)
    return document


def _acting(day: dt.date) -> None:
    for person, director, capacity in ACTING:
        ActingFor.objects.get_or_create(
            person=_person(person),
            principal=_person(director),
            capacity=capacity,
            defaults={"starts_on": day - 90 * DAY},
        )


def _access(day: dt.date) -> None:
    """One asking in each state; what Hampshire's director has to decide, and the programme too."""
    quality, directors = (
        Area.objects.get(slug=slug) for slug in ("quality-assurance", "directors")
    )
    ludd, mossop = _person("Percival Ludd"), _person("Gareth Mossop")
    verity = _account("verity.blenkarne@example.org")
    tobias = _account("tobias.quillan@example.org")
    for grant in (
        _asked(quality, "Councillor Agnes Wherrett", "Hampshire", day - 2 * DAY,
               "I chair the panel that reads our audits, and would like to see what others found."),
        _asked(quality, "Bethan Oakeshott", "", day - 4 * DAY,
               "The kinship network prepares its own round of first visits."),
        _asked(directors, "Zadie Winterslow", "Portsmouth", day - 9 * DAY,
               "I put the figures into our self-assessment."),
        _let_in(_asked(quality, "Percival Ludd", "Hampshire", day - 60 * DAY,
                       "I count what the audits say, for all six."), verity, day - 58 * DAY, 300),
        _let_in(_asked(quality, "Gareth Mossop", "Kent", day - 30 * DAY,
                       "We buy first-visit training with two other authorities."),
                None, day - 29 * DAY, 200),
        _ended(_let_in(_asked(directors, "Percival Ludd", "Hampshire", day - 120 * DAY,
                              "I draw the data profile for the challenge day."),
                       verity, day - 119 * DAY, 200), verity, day - 20 * DAY,
               "The challenge day is over."),
        _refused(_asked(directors, "Bethan Oakeshott", "", day - 80 * DAY,
                        "I would like to read the offers on fostering."), tobias, day - 78 * DAY,
                 "The offers on fostering are on the open page; the rest is between directors."),
    ):  # fmt: skip
        grant.save()
    _read(ludd, "Hampshire", quality, "Children in care", "/sections/children-in-care/", day, 3)
    _read(mossop, "Kent", quality, "Children in care", "/sections/children-in-care/", day, 1)


def _asked(area: Area, person: str, authority: str, on: dt.date, why: str) -> AccessGrant:
    return AccessGrant(
        area=area,
        person=_person(person),
        authority=Authority.objects.get(name=authority) if authority else None,
        asked_at=_at(on),
        asking_told_at=_at(on),
        why=why,
    )


def _let_in(grant: AccessGrant, by: User | None, on: dt.date, days: int) -> AccessGrant:
    grant.state, grant.decided_as = AccessState.GRANTED, ActedAs.ROLE
    grant.decided_by, grant.decided_at, grant.decision_told_at = by, _at(on), _at(on)
    grant.starts_on, grant.ends_on = on, on + days * DAY
    return grant


def _refused(grant: AccessGrant, by: User, on: dt.date, why: str) -> AccessGrant:
    grant.state, grant.decided_as, grant.refusal = AccessState.REFUSED, ActedAs.PROGRAMME, why
    grant.decided_by, grant.decided_at, grant.decision_told_at = by, _at(on), _at(on)
    return grant


def _ended(grant: AccessGrant, by: User, on: dt.date, why: str) -> AccessGrant:
    grant.state, grant.ended_as, grant.ended_why = AccessState.ENDED, ActedAs.ROLE, why
    grant.ended_by, grant.ended_at, grant.ending_told_at = by, _at(on), _at(on)
    return grant


def _read(
    person: Person, authority: str, area: Area, title: str, path: str, day: dt.date, times: int
) -> None:
    for number in range(times):
        AccessLog.objects.create(
            at=_at(day - (number * 6 + 1) * DAY),
            person=person,
            authority=Authority.objects.get(name=authority),
            area=area,
            what=AccessLog.What.PAGE,
            title=title,
            path=path,
        )


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10, 15), timezone.get_current_timezone())


def _person(name: str) -> Person:
    person: Person = Person.objects.get(name=name)
    return person


def _account(email: str) -> User:
    return User.objects.get(email=email)
