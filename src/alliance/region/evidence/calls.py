"""The sample's calls: one open and extended once, one that stands, one archived. Invented."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from alliance.actions.answering import answer
from alliance.actions.models import Action, Ask, Question
from alliance.actions.said import Said
from alliance.delivery import keep
from alliance.directory.models import Person, RoleKind, Topic, User
from alliance.evidence.calls.announcing import announce
from alliance.evidence.calls.asking import ask, move_ask
from alliance.evidence.calls.deliverable import NAME
from alliance.evidence.calls.proposed import CONSENT, HEADINGS, SUPPLIER, make_sections, propose
from alliance.evidence.models import (
    Announcement,
    Call,
    CallState,
    Extension,
    ServiceSection,
    SimilarWork,
)
from alliance.evidence.replying.standing import HEADINGS as IDEAS_ASK
from alliance.jobs.progress import Progress
from alliance.sources.judge import judge_new
from alliance.sources.models import Candidate

from ..actions import Answerers, moment, who_answers

DAY = dt.timedelta(days=1)
OPEN, STANDING, ARCHIVED = "silver-linings", "good-ideas", "help-that-comes-early"
"""The addresses of the three, for what is built on them."""
PASSED_ON = 0.65
"""How many of the authorities have passed the open call on by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCall:
    """One call; days are counted from the sample's day, before it below zero."""

    title: str
    slug: str
    prefix: str
    summary: str
    purpose: str
    what_becomes: str
    opens: int
    closes: int | None = None
    """The last day on which it takes answers; None: it stands."""
    closed_first: int | None = None
    """The last day that it had at first."""
    why_longer: str = ""
    archived: int | None = None
    why_archived: str = ""
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    similar: tuple[tuple[str, str, str], ...] = ()
    """Title, whose it is, address."""


CALLS = (
    SampleCall(
        title="Silver Linings",
        slug=OPEN,
        prefix="SL",
        summary="New ways of working, found in a hard year, that should stay",
        purpose="""\
This year made everybody work differently, often from one week to the next. Some of what was \
tried in a hurry turned out to be better than what it replaced: for children, for families, or \
for the people who work with them.

We are looking for those changes, before they are forgotten. A change may be small, as another \
way to open a meeting, or large, as a service that moved out of its building. It counts if you \
mean to keep it.

Everybody in the children’s services of our authorities may answer, and so may the schools, \
charities, health services and consultants who work with them.""",
        what_becomes="""\
Each answer is read by at least three people of a panel of managers and practitioners, who do \
not know whose it is. You hear what they decided, and why.

What the panel chooses is written up with you, shown to you first, and published here as a \
showcase, so that others can copy it.""",
        opens=-25,
        closes=12,
        closed_first=5,
        why_longer="Schools asked for another week after the half-term holiday.",
        topics=("leadership", "workforce", "early-help"),
        similar=(
            ("Workshops on recovery and renewal", "A partnership of city authorities",
             "https://example.org/recovery-workshops/"),
            ("What we learned from working at a distance", "A charity for families",
             "https://example.org/at-a-distance/"),
        ),
    ),
    SampleCall(
        title="Good ideas",
        slug=STANDING,
        prefix="IDEA",
        summary="An idea that others should hear of? Tell us at any time",
        purpose="""\
Good practice does not wait for a call. If you do something that works, or have seen something \
that others should try, tell us in a few lines.

No idea is too small. It need not be finished, and it need not be yours.""",
        what_becomes="""\
The programme reads every idea and answers every one within two weeks: with a question, with \
somebody to talk to, or with the reason why we do not take it further now.

Some become items of the bulletin, some go to a network, and some to the panel of the next call.""",
        opens=-200,
        topics=("leadership",),
    ),
    SampleCall(
        title="Help that comes early",
        slug=ARCHIVED,
        prefix="HE",
        summary="How families were helped before things went wrong",
        purpose="""\
Help is cheapest, and kindest, when it comes early. We asked schools, early years settings and \
family services how they notice that a family is struggling, and what they do then.""",
        what_becomes="""\
A panel read every answer and chose those from which others can learn most. They are published \
as a showcase.""",
        opens=-430,
        closes=-380,
        archived=-240,
        why_archived="Its showcase is published, and everybody has been answered.",
        topics=("early-help", "education"),
        sections=("mainstream-schools", "special-schools", "early-years", "early-help",
                  "health-partners"),
    ),
)  # fmt: skip


def load_calls(day: dt.date) -> int:
    """The calls as of a day; how many, or none if there were any."""
    if Call.objects.exists():
        return 0
    with transaction.atomic():
        _load_all(day)
    judge_new(Progress())
    return len(CALLS)


def _load_all(day: dt.date) -> None:
    make_sections()
    editor = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()
    support = Person.objects.filter(roles__kind=RoleKind.PROGRAMME_SUPPORT).first()
    for sample in CALLS:
        _load(sample, day, editor=editor, contact=support)


def _load(sample: SampleCall, day: dt.date, *, editor: User | None, contact: Person | None) -> None:
    opens = _midnight(day + sample.opens * DAY)
    closes = None if sample.closes is None else _midnight(day + (sample.closes + 1) * DAY)
    ended = None if sample.archived is None else _midnight(day + sample.archived * DAY)
    call = Call.objects.create(
        title=sample.title,
        slug=sample.slug,
        prefix=sample.prefix,
        summary=sample.summary,
        purpose=sample.purpose,
        what_becomes=sample.what_becomes,
        contact=contact,
        state=CallState.PUBLISHED if ended is None else CallState.ARCHIVED,
        is_standing=closes is None,
        opens_at=opens,
        closes_at=closes,
        consent_words=CONSENT,
        supplier_words=SUPPLIER,
        made_at=opens - 5 * DAY,
        made_by=editor,
        published_at=opens - 2 * DAY,
        ended_at=ended,
        ended_why=sample.why_archived,
    )
    propose(call, HEADINGS if closes else IDEAS_ASK)
    call.topics.set(Topic.objects.filter(slug__in=sample.topics))
    call.sections.set(ServiceSection.objects.filter(slug__in=sample.sections))
    for position, (title, whose, url) in enumerate(sample.similar, 1):
        SimilarWork.objects.create(
            call=call, title=title, whose=whose, url=url, position=position * 10
        )
    # Its bulletin told of it long ago, so nothing waits before the editors for that.
    Announcement.objects.create(call=call, occasion=Announcement.Occasion.OPENING, at=opens)
    if ended is None:
        _ask(call, sample, day, by=editor)
    if closes is not None and sample.closed_first is not None:
        _extend(call, sample, day, closes, by=editor)
    keep.follow(NAME, [call.pk])


def _ask(call: Call, sample: SampleCall, day: dt.date, *, by: User | None) -> None:
    """Asked of the authorities when it opened, by the day that it had then; two thirds have passed it on."""
    if sample.closed_first is not None:
        call.closes_at = _midnight(day + (sample.closed_first + 1) * DAY)
    ask(call, by=by)
    action = call.action
    if action is None or call.opens_at is None:
        return
    asked = call.opens_at + dt.timedelta(hours=9)
    Action.objects.filter(pk=action.pk).update(opened_at=asked, raised_at=asked)
    action.asks.update(asked_at=asked)
    action.dates.update(set_at=asked)
    people, dice = Answerers(), random.Random(sample.prefix)
    question = Question.objects.current().get(action=action)
    asks = list(Ask.objects.filter(action=action).select_related("authority", "action"))
    dice.shuffle(asks)
    for each in asks[: round(len(asks) * PASSED_ON)]:
        at = moment(day + dice.randint(sample.opens + 1, -1) * DAY, dice.randint(8, 17))
        who = who_answers(people, each, dice, at, by_telephone=False)
        if who is not None:
            answer(
                who=who,
                ask=each,
                said=Said(),
                question=question.pk,
                seen=None,
                at=at,
                recorded_at=at,
            )


def _extend(
    call: Call, sample: SampleCall, day: dt.date, closes: dt.datetime, *, by: User | None
) -> None:
    """Three days ago, as the programme's own page does it."""
    assert sample.closed_first is not None  # noqa: S101 - asked for by the caller
    moved = _midnight(day - 3 * DAY) + dt.timedelta(hours=10)
    Extension.objects.create(
        call=call,
        was=_midnight(day + (sample.closed_first + 1) * DAY),
        became=closes,
        why=sample.why_longer,
        at=moved,
        by=by,
    )
    call.closes_at = closes
    call.save()
    if by is not None:
        move_ask(call, by=by)
    told = announce(call, Announcement.Occasion.EXTENSION)
    if told is not None and told.candidate is not None:
        Announcement.objects.filter(pk=told.pk).update(at=moved)
        Candidate.objects.filter(pk=told.candidate.pk).update(found_at=moved, published_at=moved)


def _midnight(day: dt.date) -> dt.datetime:
    """Its first moment."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
