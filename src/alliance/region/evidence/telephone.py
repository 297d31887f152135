"""Who asked to be rung in the sample region, and the ideas of its standing call with their replies. Invented.

No mail is written: nobody reads at these addresses.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.actions.chasing.steps import is_working_day
from alliance.directory.models import RoleKind, User
from alliance.evidence.models import (
    Call,
    InHand,
    Reply,
    RingBack,
    Submission,
    SubmissionState,
    SubmissionWay,
    Wording,
)
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.rows import definition_of, write
from alliance.evidence.taking.sending import begin
from alliance.evidence.taking.tidy import tidy
from alliance.evidence.telephone.changes import begun
from alliance.evidence.telephone.due import AFTERNOONS, MORNINGS, SOON
from alliance.pages.models import ToldFrom, Workstream

from .calls import OPEN, STANDING

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRing:
    """Somebody who asked to be rung, so many working days before the sample's day."""

    name: str
    phone: str
    days: int
    good_time: str = SOON
    about: str = ""
    tries: tuple[str, ...] = ()
    """What was noted at each, a day apart."""
    came_of_it: str = ""
    given_up: bool = False
    typed: str = ""
    """What was written down so far of their idea."""


RINGS = (
    SampleRing(
        name="Marjorie Quill", phone="01632 960112", days=1, good_time=MORNINGS,
        about="How our childminders share a toy van. I am no writer.",
    ),
    SampleRing(
        name="Dev Anstruther", phone="07700 900417", days=0,
        about="A rota between two special schools that survived.",
    ),
    SampleRing(
        name="Colette Wray", phone="01632 960233", days=4, good_time=AFTERNOONS,
        about="Something about supervision outdoors.",
        tries=("no answer", "left a message with a colleague"),
    ),
    SampleRing(
        name="Tobias Finch", phone="07700 900682", days=1, good_time="Thursday after 4 pm, not at lunch",
        tries=("he answered, and then his train went into a tunnel",),
        typed="Young people of the justice service mend bicycles with retired engineers on Saturdays, and",
    ),
    SampleRing(
        name="Ottoline Baker", phone="01632 960871", days=8,
        about="Whether a school may answer twice.",
        came_of_it="May answer twice; sends the second by the form.",
    ),
    SampleRing(
        name="P. Lowther", phone="01632 960990", days=12, good_time=MORNINGS,
        tries=("number not in use", "number not in use"), given_up=True,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleIdea:
    """An idea for the standing call, so many working days before the sample's day."""

    name: str
    organisation: str
    idea: str
    days: int
    page: str = ""
    """The section or project from which it was told."""
    reply: str = ""
    is_told: bool = False
    is_in_hand: bool = False


IDEAS = (
    SampleIdea(
        name="Harriet Loam", organisation="A fostering service", days=24, page="children-in-care",
        idea="One list of days on which homes can be seen, so that a child who moves can meet the people "
        "first. Two of our services tried it in spring.",
        reply="Thank you, this is just what the group on placements was looking for. We have put it on "
        "their list for the next meeting and asked the two services to come and tell of it. We write to "
        "you again when they have met.",
    ),
    SampleIdea(
        name="Idris Penhale", organisation="A primary school", days=15, page="step-across",
        idea="Could all the authorities use one form when a child changes school in the middle of a year? "
        "We fill in nine.",
        is_in_hand=True,
    ),
    SampleIdea(
        name="Winifred Sparrow", organisation="A charity for young carers", days=9,
        idea="A card that young carers show at the chemist, the school gate and the surgery, the same in "
        "every authority.",
        reply="I rang her: one authority has such a card already, and she will talk to the colleague there.",
        is_told=True,
    ),
    SampleIdea(
        name="Bertram Oakes", organisation="A consultant", days=5,
        idea="Let panels meet by video in the first week of each month, all on the same day, so that "
        "experts can be shared.",
    ),
    SampleIdea(
        name="Selma Achterberg", organisation="An early years setting", days=1, page="children-in-care",
        idea="Lend each other the interpreters: we pay for whole days and use an hour.",
    ),
)  # fmt: skip


@transaction.atomic
def load_telephone(day: dt.date) -> int:
    """Ring-backs and ideas as of a day; how many, or none if somebody asked to be rung already."""
    if RingBack.objects.exists():
        return 0
    support = _support()
    made = 0
    if support and (call := Call.objects.filter(slug=OPEN).first()):
        for ring in RINGS:
            _ring(call, ring, day, support)
            made += 1
    if call := Call.objects.filter(slug=STANDING).first():
        for idea in IDEAS:
            _idea(call, idea, day, support)
            made += 1
        call.save(update_fields=["last_number"])
    return made


def _ring(call: Call, ring: SampleRing, day: dt.date, support: User) -> None:
    asked = _moment(day, ring.days, dt.time(8, 50))
    tries = [asked + (number + 1) * DAY for number in range(len(ring.tries))]
    tries = [min(at, _moment(day, 0, dt.time(9, 5))) for at in tries]
    lines = [
        f"{at.day} {at:%B %Y, %H:%M}, {support}: {note}"
        for at, note in zip(tries, [*ring.tries], strict=True)
    ]
    is_over = bool(ring.came_of_it) or ring.given_up
    state = RingBack.State.TRIED if ring.tries else RingBack.State.WAITING
    if is_over:
        state = RingBack.State.GIVEN_UP if ring.given_up else RingBack.State.DONE
    row = RingBack.objects.create(
        call=call,
        name=ring.name,
        phone=ring.phone,
        good_time=ring.good_time,
        about=ring.about,
        state=state,
        asked_at=asked,
        tries=len(ring.tries),
        tried_at=tries[-1] if tries else None,
        note="\n".join([*lines, *([ring.came_of_it] if ring.came_of_it else [])]),
        taken_by=support if ring.tries or is_over else None,
        settled_at=asked + 3 * DAY if is_over else None,
    )
    if ring.typed:
        given = Given(name=ring.name, phone=ring.phone, answers={"idea": ring.typed})
        told = timezone.localdate(tries[-1])
        draft = begin(
            call,
            given=given,
            by=None,
            way=SubmissionWay.TELEPHONE,
            entered_by=support,
            told_on=told,
        )
        begun(row, draft, by=support)


def _idea(call: Call, idea: SampleIdea, day: dt.date, by: AbstractBaseUser | None) -> None:
    at = _moment(day, idea.days, dt.time(11, 20))
    call.last_number += 1
    submission = Submission.objects.create(
        call=call,
        number=call.last_number,
        reference=f"{call.prefix}-{call.last_number}",
        state=SubmissionState.SENT,
        begun_at=at - dt.timedelta(minutes=6),
        changed_at=at,
        sent_at=at,
    )
    definition = definition_of(call)
    key = definition.short.key if definition.short else "idea"
    said = Given(
        name=idea.name,
        email=f"{slugify(idea.name).replace('-', '.')}@example.org",
        organisation=idea.organisation,
        answers={key: idea.idea},
    )
    given = tidy(definition, said)
    write(submission, given)
    submission.save()
    Wording.objects.create(submission=submission, at=at, content=given.as_json())
    if page := Workstream.objects.filter(slug=idea.page).first():
        ToldFrom.objects.create(submission=submission, page=page)
    if idea.reply:
        replied = min(at + 6 * DAY, _moment(day, 0, dt.time(9)))
        Reply.objects.create(
            submission=submission, text=idea.reply, at=replied, by_id=by.pk if by else None,
            by_telephone=idea.is_told,
        )  # fmt: skip
    elif idea.is_in_hand:
        InHand.objects.create(submission=submission, by_id=by.pk if by else None, at=at + 2 * DAY)


def _support() -> User | None:
    kind = RoleKind.PROGRAMME_SUPPORT
    return User.objects.filter(person__roles__kind=kind).order_by("pk").first()


def _moment(day: dt.date, working_days: int, at: dt.time) -> dt.datetime:
    """A time of day so many working days before a day."""
    while working_days or not is_working_day(day):
        day -= DAY
        working_days -= is_working_day(day) and working_days > 0
    return timezone.make_aware(dt.datetime.combine(day, at))
