"""The sample's panel: five who read the answers to Silver Linings, one with a stake in one of them.

Most have given their scores, two answers are talked about, four are decided and nobody is told yet. Rows
are made as they would stand, so that no mail is written.
"""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from alliance.directory.models import Person, RoleKind, User
from alliance.evidence.models import (
    Assessment,
    Assignment,
    Call,
    DecisionOutcome,
    Interest,
    Panel,
    Panellist,
    Remark,
    Score,
    Submission,
)
from alliance.evidence.panel.deciding import decide
from alliance.evidence.panel.giving_out import propose
from alliance.evidence.panel.members import authority_of
from alliance.evidence.panel.rows import answers_of
from alliance.evidence.panel.scoring import live_criteria
from alliance.evidence.panel.setting_up import set_up

from .calls import OPEN

DAY = dt.timedelta(days=1)
NAMED = ("Bethan Oakeshott", "Imran Thistlewood")
"""Two whose sign-in is printed; three directors sit with them."""
LENIENT = (0.5, -0.4, 0.0, 0.2, -0.2)
"""How far above or below the others each of the five scores."""
TO_PANEL = (
    "Small, and done in a week: that is what makes it worth telling.",
    "The figures cover one term only. I would ask again in spring.",
    "We tried something like it and stopped; what made it work here?",
    "Clear, honest about the cost, easy to copy.",
)
TO_SUBMITTER = (
    "Say how many families it was before and after: that convinces others.",
    "Tell us what you would do differently if you began again.",
)
GUIDANCE = (
    "Judge the change, not the writing. A few honest lines can be worth more than a long report."
)
DECIDED = (
    (DecisionOutcome.SHOWCASE, "High on every criterion, and nobody was in doubt."),
    (DecisionOutcome.SHOWCASE, "Others can have it running within a month."),
    (DecisionOutcome.LATER, "Promising; the figures cover too short a time."),
    (DecisionOutcome.NO, "It ends with the emergency, as they say themselves."),
)


@transaction.atomic
def load_panel(day: dt.date) -> int:
    """The panel as of a day; how many readings were given, or none if there was a panel."""
    call = Call.objects.filter(slug=OPEN).first()
    if call is None or Panel.objects.exists():
        return 0
    panel = set_up(call, by=_editor())
    panel.guidance = GUIDANCE
    panel.save(update_fields=["guidance"])
    _phases(panel, day)
    panellists = _panellists(panel, day)
    answers = list(answers_of(panel))
    if panellists and answers:
        Interest.objects.create(
            panellist=panellists[-1],
            submission=answers[0],
            why="My partner works in that team",
            declared_at=_at(day, -20),
        )
    chance = random.Random(429)
    rows = _assignments(panel, day)
    merits = {row.pk: chance.uniform(2.2, 4.6) for row in answers}
    _scores(panel, rows, merits, day, chance)
    best = sorted(answers, key=lambda row: -merits[row.pk])
    _talk(best[:2], panellists, day)
    _decide([*best[:3], *best[-1:]])
    return len(rows)


def _phases(panel: Panel, day: dt.date) -> None:
    """Reading is over, discussing is on, deciding is to come."""
    for phase, first, last in zip(panel.phases.all(), (-20, -2, 12), (-3, 11, 18), strict=True):
        phase.starts_on, phase.ends_on = day + first * DAY, day + last * DAY
        phase.save()


def _panellists(panel: Panel, day: dt.date) -> list[Panellist]:
    people = list(Person.objects.filter(name__in=NAMED, user__isnull=False).order_by("name"))
    directors = Person.objects.filter(roles__kind=RoleKind.DCS, user__isnull=False).distinct()
    taken = {place.pk for person in people if (place := authority_of(person))}
    for person in directors.order_by("name"):
        place = authority_of(person)
        if len(people) < len(LENIENT) and place and place.pk not in taken:
            people.append(person)
            taken.add(place.pk)
    return [
        Panellist.objects.create(
            panel=panel,
            person=person,
            authority=authority_of(person),
            is_chair=place == 0,
            state=Panellist.State.SITS,
            asked_at=_at(day, -27),
            said_at=_at(day, -25),
            declared_at=_at(day, -24),
        )
        for place, person in enumerate(people)
    ]


def _assignments(panel: Panel, day: dt.date) -> list[Assignment]:
    return [
        Assignment.objects.create(submission_id=answer, panellist_id=reader, given_at=_at(day, -19))
        for answer, reader in sorted(propose(panel).plan.pairs)
    ]


def _scores(
    panel: Panel,
    rows: list[Assignment],
    merits: dict[int, float],
    day: dt.date,
    chance: random.Random,
) -> None:
    """Nine of ten are given; two are begun."""
    criteria = live_criteria(panel)
    readers = sorted({row.panellist_id for row in rows})
    leaning = dict(zip(readers, LENIENT, strict=False))
    for number, row in enumerate(rows):
        if number % 10 == 9:
            continue
        is_given = number % 25 != 7
        at = _at(day, -18 + number % 15)
        assessment = Assessment.objects.create(
            assignment=row,
            begun_at=at,
            given_at=at if is_given else None,
            to_panel=TO_PANEL[number % len(TO_PANEL)] if number % 3 == 0 else "",
            to_submitter=TO_SUBMITTER[number % len(TO_SUBMITTER)] if number % 5 == 0 else "",
        )
        for each in criteria if is_given else criteria[:2]:
            value = merits[row.submission_id] + leaning[row.panellist_id] + chance.gauss(0, 0.6)
            Score.objects.create(
                assessment=assessment, criterion=each, value=min(max(round(value), 1), 5)
            )


def _talk(answers: list[Submission], panellists: list[Panellist], day: dt.date) -> None:
    chair = panellists[0]
    for answer in answers:
        for panellist, text, proposes in (
            (panellists[1], "This is the one I told my own team about.", ""),
            (chair, "Then let us put it forward.", DecisionOutcome.SHOWCASE),
        ):
            user = User.objects.filter(person=panellist.person).first()
            Remark.objects.create(
                submission=answer, panellist=panellist, by=user, text=text, proposes=proposes,
                at=_at(day, -1),
            )  # fmt: skip


def _decide(answers: list[Submission]) -> None:
    editor = _editor()
    for answer, (outcome, why) in zip(answers, DECIDED, strict=False):
        if editor:
            decide([answer], outcome=outcome, why=why, by=editor, seen={})


def _editor() -> User | None:
    return User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()


def _at(day: dt.date, days: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day + days * DAY, dt.time(14)))
