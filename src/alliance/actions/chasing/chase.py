"""Sending the reminders that are due: one message a person, each step once, nothing once answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.directory.models import Alliance, Authority, Person
from alliance.directory.networks.addresses import addresses_of, whole_address
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.mail.post import post

from ..grid import dates_of
from ..models import Action, ActionState, Ask, ChasingRules, Reminder, Reply
from ..personal_links import link_for
from ..when import By, deadline, next_of
from .steps import NEW, IsWorking, Rules, Step, is_working_day, step_due
from .whom import NOBODY, reachable

HELD_FOR = dt.timedelta(days=7)
"""How long a reply that waits to be looked at holds the reminder of what it may answer."""
FindStep = Callable[[dt.date | None, dt.date], Step | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One ask in a message."""

    ask: Ask
    step: Step
    by: By | None
    is_late: bool

    @property
    def is_new(self) -> bool:
        return self.step.name == NEW


@dataclass(slots=True)
class Bundle:
    """All that one person is told at once."""

    person: int
    lines: list[Line] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """What waits, in few words: `Kent: 2 late, 1 due`."""
        places = sorted({line.ask.authority.name for line in self.lines})
        late = sum(line.is_late for line in self.lines)
        new = sum(line.is_new and not line.is_late for line in self.lines)
        due = len(self.lines) - late - new
        counts = [(late, "late"), (due, "due"), (new, "newly asked")]
        said = ", ".join(f"{count} {word}" for count, word in counts if count)
        return f"{' and '.join(places)}: {said}"


@job(title="Remind those who owe an answer")
def chase(progress: Progress) -> str:
    """Send what is due now, if the rules let mail go out at this hour."""
    row = ChasingRules.get()
    if not row.is_on:
        return "Reminding is switched off."
    rules, now = rules_of(row), timezone.localtime()
    if not rules.lets(now, is_working_day):
        return "Nobody is reminded at this hour."
    bundles = bundles_due(rules, now=now)
    sent = 0
    for done, bundle in enumerate(bundles, 1):
        sent += send(bundle)
        progress.tell(done, total=len(bundles), words="Reminding people")
    return f"{sent} reminded."


def rules_of(row: ChasingRules) -> Rules:
    return Rules(
        tells_new=row.tells_new,
        days_before=tuple(row.days_before),
        days_after=tuple(row.days_after),
        without_day=tuple(row.without_day),
        lead_after=row.lead_after,
        from_hour=row.from_hour,
        to_hour=row.to_hour,
        working_days_only=row.working_days_only,
    )


def bundles_due(
    rules: Rules, *, now: dt.datetime, is_working: IsWorking = is_working_day
) -> list[Bundle]:
    """What is due by now and was not sent, by person. Seven queries, however much is asked."""
    asks = _owed(now)
    days = dates_of(list({ask.action_id for ask in asks}))
    people = reachable({ask.authority_id for ask in asks})
    told = Reminder.objects.filter(ask__in=Ask.objects.owed())
    sent = set(told.values_list("ask", "person", "step"))
    find_step = _steps_due(rules, now, is_working)
    bundles: dict[int, Bundle] = {}
    for ask in asks:
        line = _line(ask, days.get(ask.action_id, ()), find_step, now)
        if line is None:
            continue
        reach = people.get(ask.authority_id, NOBODY)
        people_told = reach.leads() if line.step.is_for_lead else reach.for_ask(ask.action.roles)
        for person in people_told:
            if (ask.pk, person, line.step.name) not in sent:
                bundles.setdefault(person, Bundle(person)).lines.append(line)
    for bundle in bundles.values():
        bundle.lines.sort(key=lambda line: (line.by.on if line.by else dt.date.max, line.ask.pk))
    return list(bundles.values())


def _owed(now: dt.datetime) -> list[Ask]:
    """With their actions and authorities, each made once: thousands of asks share a few of both.

    Who has replied by mail is not chased while the reply waits, as long as it is not forgotten.
    """
    actions = {action.pk: action for action in Action.objects.filter(state=ActionState.OPEN)}
    authorities = {each.pk: each for each in Authority.objects.all()}
    replied = Reply.objects.waiting().filter(brought_at__gt=now - HELD_FOR, asks__isnull=False)
    owed = Ask.objects.owed().exclude(pk__in=replied.values("asks"))
    asks = [ask for ask in owed if ask.action_id in actions]
    for ask in asks:
        ask.action, ask.authority = actions[ask.action_id], authorities[ask.authority_id]
    return asks


def _steps_due(rules: Rules, now: dt.datetime, is_working: IsWorking) -> FindStep:
    """What is due by the last day and the day of asking: nineteen asks of an action share both."""

    @cache
    def find(last_day: dt.date | None, asked_on: dt.date) -> Step | None:
        return step_due(
            rules,
            last_day=last_day,
            asked_on=asked_on,
            today=now.date(),
            is_working=is_working,
        )

    return find


def _line(ask: Ask, days: Sequence[By], find_step: FindStep, now: dt.datetime) -> Line | None:
    last = deadline(days)
    zone = now.tzinfo or timezone.get_current_timezone()
    step = find_step(last.on if last else None, timezone.localtime(ask.asked_at).date())
    if step is None:
        return None
    shown = next_of(days, now, zone) or last
    return Line(ask, step, shown, last is not None and now >= last.moment(zone))


def send(bundle: Bundle) -> int:
    """Put one message into the outbox and note each step of it; 1 if it was sent.

    Whoever was told meanwhile, or has nobody's address, is passed over; what was answered since
    the bundle was made is left out.
    """
    email = addresses_of([bundle.person]).get(bundle.person)
    person = Person.objects.filter(pk=bundle.person).first()
    if not email or person is None:
        return 0
    try:
        with transaction.atomic():
            still = set(
                Ask.objects.owed()
                .filter(pk__in=[line.ask.pk for line in bundle.lines])
                .values_list("pk", flat=True)
            )
            lines = [line for line in bundle.lines if line.ask.pk in still]
            if not lines:
                return 0
            reminders = [
                Reminder.objects.create(ask=line.ask, person=person, step=line.step.name)
                for line in lines
            ]
            (message,) = post(
                _message(Bundle(person.pk, lines), person, email), purpose="reminder", secret=True
            )
            Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(message=message)
    except IntegrityError:  # another worker was quicker
        return 0
    return 1


def _message(bundle: Bundle, person: Person, email: str) -> EmailMessage:
    alliance = Alliance.objects.first()
    office = alliance.contact_email if alliance else ""
    return EmailMessage(
        subject=" ".join(bundle.subject.split()),
        body=render_to_string(
            "actions/reminder.txt",
            {
                "person": person,
                "lines": [(line, _address(line.ask, person)) for line in bundle.lines],
                "alliance": alliance,
                "page": whole_address("/my-authority/"),
                "may_reply": bool(office) and office != email,
            },
        ),
        to=[email],
        reply_to=[office] if office and office != email else None,
    )


def _address(ask: Ask, person: Person) -> str:
    """Where this person answers: by a link of their own, or signed in."""
    own = link_for(ask=ask, person=person, by=None)
    return own or whole_address(f"{ask.action.get_absolute_url()}{ask.authority.slug}/")


def told_of(asks: Sequence[Ask]) -> Mapping[int, Sequence[Reminder]]:
    """Who was reminded of each ask, the latest first."""
    found: dict[int, list[Reminder]] = {}
    for row in Reminder.objects.filter(ask__in=asks).select_related("person", "message"):
        found.setdefault(row.ask_id, []).append(row)
    return found
