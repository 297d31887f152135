"""What is asked in the sample region, and what its authorities answered. Invented."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.actions.answering import Answerer, answer
from alliance.actions.models import (
    Action,
    ActionState,
    AnswerKind,
    Ask,
    Audience,
    Form,
    Question,
    Way,
    Weight,
)
from alliance.actions.raising import Asked, Asking, change_action, end_action, raise_action
from alliance.actions.said import Said
from alliance.actions.when import By
from alliance.bulletins.asking import words_of
from alliance.bulletins.models import Appearance, AppearanceDate, Item
from alliance.bulletins.proposing import propose
from alliance.directory.deeds import Standing
from alliance.directory.models import Authority, Person, Role, RoleKind, Topic, User

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SampleAsk:
    """One ask; days are counted from the sample's day, before it below zero."""

    title: str
    what: str
    asked: int
    due: int | None
    kind: AnswerKind = AnswerKind.ACKNOWLEDGE
    how: str = ""
    what_becomes: str = ""
    weight: Weight = Weight.REQUEST
    is_hard: bool = False
    first_due: int | None = None
    """The day before it was moved."""
    is_soon: bool = False
    by_link: bool = False
    words: str = ""
    choices: tuple[str, ...] = ()
    unit: str = ""
    share: float = 0.6
    """How many of the authorities have answered by now."""
    notes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    state: ActionState = ActionState.OPEN
    for_roles: tuple[RoleKind, ...] = ()
    audience: Audience = Audience.MEMBERS
    item: int | None = None
    """The item of a bulletin from which it was raised."""


FROM_ITEMS = 2
"""Asks that were confirmed from what the newest bulletins say."""
ASKS = (
    SampleAsk(
        "Say who speaks for you in the kinship network",
        "The network meets again in the new year, and six authorities have had nobody since the summer.",
        asked=-30,
        due=-4,
        kind=AnswerKind.TEXT,
        words="Who, and in what post?",
        what_becomes="The network’s lead writes to whoever you name.",
        by_link=True,
        share=0.8,
        notes=(
            "Our team manager for family and friends care.",
            "The fostering service manager, as before.",
            "Nobody yet; the post is advertised until the end of the month.",
        ),
        for_roles=(RoleKind.DCS,),
    ),
    SampleAsk(
        "Return the autumn figures on agency social workers",
        "Posts, people in them, and how many are from agencies, as of the last day of September.",
        asked=-24,
        due=2,
        kind=AnswerKind.COUNT,
        words="How many agency social workers had you on the last day of September?",
        unit="agency social workers",
        how="Count whole people, not full-time equivalents. Managers count; independent reviewing officers do not.",
        what_becomes="The region’s total goes to the directors’ meeting. No authority’s figure does.",
        weight=Weight.REQUEST,
        is_hard=True,
        share=0.65,
        for_roles=(RoleKind.DATA_LEAD,),
    ),
    SampleAsk(
        "Monthly visits to children’s homes: where are you?",
        "An independent person visits each children’s home every month, and writes a report.",
        asked=-40,
        due=1,
        kind=AnswerKind.PERCENTAGE,
        words="What share of the autumn’s visits was made in its month?",
        how="Of your own homes only. Leave out a home that was empty.",
        what_becomes="We look for visitors who could be shared where visits were missed.",
        weight=Weight.LEGAL_DUTY,
        is_hard=True,
        share=0.7,
        audience=Audience.PUBLIC,
    ),
    SampleAsk(
        "Take part in the shared recruitment week",
        "Five days in February in which all of us tell the same story, each with its own vacancies.",
        asked=-12,
        due=9,
        kind=AnswerKind.YES_NO,
        words="Will you take part?",
        what_becomes="Those who say yes are called together in the first week of January.",
        by_link=True,
        share=0.4,
    ),
    SampleAsk(
        "Answer the draft of the region’s sufficiency statement",
        "Twelve pages on what homes are missing, for whom, and where. It will be put before providers.",
        asked=-16,
        due=16,
        first_due=5,
        kind=AnswerKind.CHOICE,
        words="Can it go out as it stands?",
        choices=("As it stands", "With small changes", "Not without a talk"),
        what_becomes="Comments are worked in until the middle of the month.",
        weight=Weight.CONSULTATION,
        share=0.35,
        for_roles=(RoleKind.COMMISSIONER,),
    ),
    SampleAsk(
        "Send your self-assessment for the challenge days",
        "Twelve pages are enough. It is read by the two authorities that visit you, and by nobody else.",
        asked=-20,
        due=4,
        kind=AnswerKind.TEXT,
        words="Who has sent it, and when?",
        how="Put it into the directors’ area; say here that it is there.",
        weight=Weight.REQUEST,
        share=0.5,
        notes=("Sent to the area this week.", "The director, after cabinet.",),
        for_roles=(RoleKind.DCS,),
    ),
    SampleAsk(
        "Tell us what you know of the two empty children’s homes",
        "Two buildings near the coast could be opened again if three authorities share the places.",
        asked=-9,
        due=None,
        is_soon=True,
        kind=AnswerKind.YES_NO,
        words="Would you share places there?",
        what_becomes="Those who say yes meet with the provider.",
        share=0.3,
        only=("Brighton and Hove", "East Sussex", "West Sussex", "Kent", "Medway", "Hampshire"),
    ),
    SampleAsk(
        "Check your entry in the list of out-of-hours numbers",
        "One line an authority; it is printed for duty desks.",
        asked=-5,
        due=25,
        by_link=True,
        share=0.25,
    ),
    SampleAsk(
        "Places on the spring course for new team managers",
        "Two for a large authority, one for a small one. Names follow in January.",
        asked=-3,
        due=30,
        kind=AnswerKind.COUNT,
        words="How many places will you take?",
        unit="places",
        by_link=True,
        share=0.15,
    ),
    SampleAsk(
        "Read the new guidance on family networks",
        "It takes force in April. Nothing is to be sent: say that it has reached those who need it.",
        asked=-45,
        due=-12,
        weight=Weight.STATUTORY,
        share=0.95,
    ),
    SampleAsk(
        "Bring one case of a good move between homes",
        "For the workshop on step across. A page is enough, without names.",
        asked=-60,
        due=-28,
        kind=AnswerKind.TEXT,
        words="What have you brought?",
        share=0.75,
        notes=("A page on a move in the spring.", "Two short accounts, one from the carer."),
        state=ActionState.CLOSED,
    ),
)  # fmt: skip


@transaction.atomic
def load_actions(day: dt.date) -> int:
    """All of them, unless there are some already; how many were made."""
    if Action.objects.exists():
        return 0
    people = Answerers()
    samples = [*ASKS, *_from_items(day)]
    for place, sample in enumerate(samples):
        _load(sample, day, people, random.Random(place))
    return len(samples)


def _from_items(day: dt.date) -> list[SampleAsk]:
    """What the newest bulletins ask for, as somebody of the programme confirms it."""
    told = Appearance.objects.filter(
        has_action=True, dates__kind=AppearanceDate.Kind.DEADLINE, dates__date__gt=day
    )
    rows = told.select_related("bulletin", "item").prefetch_related("dates", "people").distinct()
    asks: dict[int, SampleAsk] = {}
    for row in rows.order_by("-bulletin__number", "position")[: FROM_ITEMS * 4]:
        proposal = propose(words_of(row))
        if proposal and proposal.dates and row.item_id not in asks and len(asks) < FROM_ITEMS:
            asks[row.item_id] = SampleAsk(
                row.title,
                proposal.what,
                asked=min((row.bulletin.date - day).days, -2),
                due=(max(proposal.dates).on - day).days,
                how=proposal.how,
                share=0.3,
                audience=Audience.PUBLIC,
                item=row.item_id,
                topics=tuple(row.item.topics.values_list("slug", flat=True)),
            )
    return list(asks.values())


class Answerers:
    """Who answers for each authority, and the programme that writes down what it is told."""

    def __init__(self) -> None:
        posts = Role.objects.current().filter(authority__isnull=False).select_related("person")
        self._posts: dict[int, list[Role]] = {}
        for role in posts.filter(kind__in=(RoleKind.DCS, RoleKind.DATA_LEAD)):
            self._posts.setdefault(role.authority_id or 0, []).append(role)
        self.programme = (
            User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_SUPPORT).first()
            or User.objects.filter(is_staff=True).first()
        )

    def of(self, authority: int, dice: random.Random) -> Role | None:
        posts = self._posts.get(authority, [])
        return dice.choice(posts) if posts else None


def _load(sample: SampleAsk, day: dt.date, people: Answerers, dice: random.Random) -> None:
    authorities = list(Authority.objects.filter(is_member=True))
    if sample.only:
        authorities = [each for each in authorities if each.name in sample.only]
    by = people.programme
    origin = Item.objects.get(pk=sample.item) if sample.item else None
    asking = _asking(sample, authorities, day, sample.first_due)
    action = raise_action(by=by, asking=asking, origin=origin)
    opened = moment(day + sample.asked * DAY, 10)
    Action.objects.filter(pk=action.pk).update(opened_at=opened, raised_at=opened)
    action.asks.update(asked_at=opened)
    action.dates.update(set_at=opened)
    if sample.first_due is not None:
        moved = _asking(sample, authorities, day, None)
        action.refresh_from_db()
        change_action(by=by, action=action, seen=action.version, asking=moved)
    _answers(sample, action, day, people, dice)
    if sample.state == ActionState.CLOSED:
        end_action(by=by, action=action, state=ActionState.CLOSED, why="Enough has come.")


def _asking(
    sample: SampleAsk, authorities: Sequence[Authority], day: dt.date, instead: int | None
) -> Asking:
    due = instead if instead is not None else sample.due
    topics = Topic.objects.filter(slug__in=sample.topics)
    return Asking(
        title=sample.title,
        what=sample.what,
        how=sample.how,
        what_becomes=sample.what_becomes,
        weight=sample.weight,
        audience=sample.audience,
        for_roles=sample.for_roles,
        is_soon=sample.is_soon,
        by_link=sample.by_link,
        topics=list(topics),
        question=Asked(
            kind=sample.kind, words=sample.words, choices=sample.choices, unit=sample.unit
        ),
        dates=[By(day + due * DAY, is_hard=sample.is_hard)] if due is not None else [],
        authorities=authorities,
    )


def _answers(
    sample: SampleAsk, action: Action, day: dt.date, people: Answerers, dice: random.Random
) -> None:
    question = Question.objects.current().get(action=action)
    asks = list(Ask.objects.filter(action=action).select_related("authority"))
    dice.shuffle(asks)
    answering = asks[: round(len(asks) * sample.share)]
    for place, ask in enumerate(answering):
        ahead = dice.randint(sample.asked + 1, -1)
        at = moment(day + ahead * DAY, dice.randint(8, 17), dice.randint(0, 59))
        said = _said(sample, dice)
        if place == 2 and sample.kind != AnswerKind.PERCENTAGE:
            said = Said(form=Form.NOT_FOR_US, reason="We buy this service from a neighbour.")
        counts = sample.kind == AnswerKind.COUNT
        who = who_answers(people, ask, dice, at, by_telephone=place == 1, counts=counts)
        if who is None:
            continue
        answer(who=who, ask=ask, said=said, question=question.pk, seen=None, at=at, recorded_at=at)


def who_answers(
    people: Answerers,
    ask: Ask,
    dice: random.Random,
    at: dt.datetime,
    *,
    by_telephone: bool,
    counts: bool = False,
) -> Answerer | None:
    """Who answered; what is counted, a data lead's own system sends."""
    post = people.of(ask.authority_id, dice)
    if by_telephone or post is None:
        return Answerer(
            by=_user(people.programme),
            way=Way.TELEPHONE,
            given_by=f"The director’s office, {ask.authority}",
            given_on=timezone.localtime(at).date(),
        )
    account = User.objects.filter(person=post.person).first()
    if account is None:
        return Answerer(
            by=_user(people.programme),
            way=Way.EMAIL,
            given_by=_named(post.person),
            given_on=timezone.localtime(at).date(),
        )
    right = Standing(ask.authority_id, RoleKind(post.kind))
    return Answerer(by=account, right=right, way=_way(right, counts))


def _way(right: Standing, counts: bool) -> Way:
    return Way.PROGRAM if counts and right.role == RoleKind.DATA_LEAD else Way.SITE


def _user(account: AbstractBaseUser | None) -> User | None:
    return account if isinstance(account, User) else None


def _named(person: Person) -> str:
    return str(person)


def _said(sample: SampleAsk, dice: random.Random) -> Said:
    match sample.kind:
        case AnswerKind.YES_NO:
            return Said(yes=dice.random() < 0.7)
        case AnswerKind.CHOICE:
            return Said(choice=dice.choice(sample.choices))
        case AnswerKind.COUNT:
            most = 3 if sample.unit == "places" else 90
            return Said(number=Decimal(dice.randint(0 if most == 3 else 9, most)))
        case AnswerKind.PERCENTAGE:
            return Said(number=Decimal(dice.randint(1240, 1980)) / 20)
        case AnswerKind.TEXT:
            return Said(text=dice.choice(sample.notes))
    return Said()


def moment(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), tzinfo=timezone.get_current_timezone())
