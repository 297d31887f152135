"""The sample's subscribers, and what became of the last three bulletins that went to them.

The mailings are planned, frozen and written out by the same hands as real ones; only the mail
servers' words are invented. Nothing leaves: the sample reaches nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from alliance.bulletins.models import Bulletin
from alliance.delivery.models import (
    Audience,
    Consent,
    ConsentBy,
    Copy,
    CopyState,
    Frequency,
    Mailing,
    MailingKind,
    MailingState,
    MailingVisits,
    Return,
    ReturnKind,
    Standing,
    Subscriber,
    Why,
)
from alliance.delivery.returning.suppress import suppress
from alliance.delivery.sending.begin import begin, plan
from alliance.delivery.sending.write import write_copies
from alliance.directory.models import Person, RoleKind, Topic, User

from .people import PEOPLE, SamplePerson
from .sender import load_sender

Each = TypeVar("Each")
DAY = dt.timedelta(days=1)
MAILED = 3
"""Bulletins that went out by mail."""
OF_THE_DIRECTORY = 44
WORDS = "Weekly bulletin by e-mail, agreed when they joined the alliance’s list."
FORM_WORDS = "Send me the bulletin by e-mail. I can change this or leave with a link in each mail."
FROM_THE_WEB = (
    "Aoife Tarrant", "Bartholomew Inkpen", "Cressida Holloway-Webb", "Dermot Ashgrove",
    "Esme Falconbridge", "Farouk Delamere", "Gwenllian Stroud", "Hettie Marchmont",
    "Idris Penhaligon", "Jocasta Wrenfield", "Kit Oldershaw", "Lowri Castellane",
    "Mordecai Fenn", "Niamh Sorrell", "Oskar Thackway", "Perpetua Lindqvist",
)  # fmt: skip
PLAIN = ("news.desk", "office", "library")
"""Of mailboxes that are nobody's own."""
EACH, WEEKLY, MONTHLY = Frequency.EACH, Frequency.WEEKLY, Frequency.MONTHLY
FREQUENCIES = (EACH, EACH, WEEKLY, EACH, Frequency.ASKED, EACH, MONTHLY)
CHOSEN = (None, None, None, "children-in-care", None, None, "send", None)
"""Topics: most choose all."""
FULL = "452 4.2.2 The mailbox is full"
NO_SUCH = "550 5.1.1 No such mailbox here"
VISITS = ((41, 12, 6), (52, 17, 9), (38, 5, 0))
"""Of each mailing, on its day and the two after."""


def load_subscribers(day: dt.date) -> int:
    """Subscribers as of a day; how many there are, or none if they were there."""
    if Subscriber.objects.exists():
        return 0
    with transaction.atomic():
        made = [*_of_the_directory(day), *_from_the_web(day)]
        _one_left(made, day)
        bulletins = Bulletin.objects.filter(live=True).order_by("-number")[:MAILED]
        for number, bulletin in enumerate(reversed(bulletins)):
            _mailed(bulletin, VISITS[number])
        _next_digest(day)
        load_sender()
    return len(made)


def _at(day: dt.date, hour: int = 9, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


# Subscribers -----------------------------------------------------------------------------------


def _of_the_directory(day: dt.date) -> list[Subscriber]:
    """Directors and whoever works with them: added by the programme, who know them."""
    people = {person.name: person for person in Person.objects.all()}
    chosen = [each for each in _by_turns() if each.name in people][:OF_THE_DIRECTORY]
    made = Subscriber.objects.bulk_create(
        Subscriber(
            address=each.email,
            person=people[each.name],
            standing=Standing.ACTIVE,
            frequency=EACH if each.kind == RoleKind.DCS else _turn(FREQUENCIES, number),
            audiences=[Audience.DIRECTORS] if each.kind == RoleKind.DCS_PA else [],
            created_at=_at(day - 200 * DAY),
            confirmed_at=_at(day - 200 * DAY),
        )
        for number, each in enumerate(chosen)
    )
    manager = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()
    _agreed(made, ConsentBy.DIRECTORY, WORDS, manager)
    return made


def _by_turns() -> Iterator[SamplePerson]:
    """One of each kind after the other, so that all are there however many are taken."""
    kinds: dict[str, list[SamplePerson]] = {}
    for each in PEOPLE:
        kinds.setdefault(each.kind, []).append(each)
    while any(kinds.values()):
        for kind, people in kinds.items():
            for _ in range(3 if kind == RoleKind.DCS else 1):
                if people:
                    yield people.pop(0)


def _from_the_web(day: dt.date) -> list[Subscriber]:
    names = [*FROM_THE_WEB, *("" for _ in PLAIN)]
    mailboxes = [*(name.lower().replace(" ", ".") for name in FROM_THE_WEB), *PLAIN]
    made = Subscriber.objects.bulk_create(
        Subscriber(
            address=f"{mailbox}@example.com",
            name=name,
            standing=Standing.ACTIVE,
            frequency=_turn(FREQUENCIES, number + 1),
            audiences=[Audience.SOCIAL_WORK] if number % 5 == 3 else [],
            created_at=_at(day - (90 - number) * DAY),
            confirmed_at=_at(day - (90 - number) * DAY, 9, 20),
        )
        for number, (name, mailbox) in enumerate(zip(names, mailboxes, strict=True))
    )
    _agreed(made, ConsentBy.FORM, FORM_WORDS, None)
    topics = dict(Topic.objects.values_list("slug", "pk"))
    through = Subscriber.topics.through
    through.objects.bulk_create(
        through(subscriber_id=each.pk, topic_id=topics[slug])
        for number, each in enumerate(made)
        if (slug := _turn(CHOSEN, number)) in topics
    )
    return made


def _turn(of: Sequence[Each], number: int) -> Each:
    return of[number % len(of)]


def _agreed(made: Sequence[Subscriber], by: ConsentBy, words: str, who: User | None) -> None:
    Consent.objects.bulk_create(
        Consent(
            subscriber=each,
            by=by,
            words=words,
            at=each.confirmed_at or each.created_at,
            recorded_by=who,
        )
        for each in made
    )


def _one_left(made: Sequence[Subscriber], day: dt.date) -> None:
    """One has left, one does not exist any more, one has yet to press the link in their mail."""
    reading = [each for each in made if each.frequency == EACH]
    left, gone, waits = reading[-4], reading[-2], reading[-5]
    left.standing, left.left_at = Standing.LEFT, _at(day - 9 * DAY, 17, 40)
    left.save()
    suppress(address=left.address, why=Why.LEFT)
    suppress(address=gone.address, why=Why.BOUNCED, detail=NO_SUCH)
    waits.standing, waits.confirmed_at = Standing.WAITING, None
    waits.save()
    Consent.objects.filter(subscriber=waits).delete()


# Mailings --------------------------------------------------------------------------------------


def _mailed(bulletin: Bulletin, visits: Sequence[int]) -> None:
    """One as it went out on its day, with what the mail servers said of each copy."""
    begun = min(_at(bulletin.date, 15, 10), timezone.now() - dt.timedelta(hours=2))
    mailing = plan(kind=MailingKind.BULLETIN, source_id=bulletin.pk, begins_at=begun, by=None)
    mailing = begin(mailing)
    write_copies(mailing)
    copies = list(Copy.objects.filter(mailing=mailing, state=CopyState.WAITING).order_by("pk"))
    for number, copy in enumerate(copies):
        copy.state, copy.attempts = CopyState.SENT, 1
        copy.sent_at = begun + number * dt.timedelta(milliseconds=140)
    if len(copies) > 30:
        _said_no(copies[17], copies[29])
    Copy.objects.bulk_update(copies, ["state", "attempts", "sent_at", "why"])
    ended = begun + dt.timedelta(seconds=40)
    states = Copy.objects.filter(mailing=mailing).values_list("state", flat=True)
    Mailing.objects.filter(pk=mailing.pk).update(
        state=MailingState.DONE,
        created_at=begun - dt.timedelta(minutes=10),
        begun_at=begun,
        ended_at=ended,
        totals={state: list(states).count(state) for state in set(states)},
    )
    MailingVisits.objects.bulk_create(
        MailingVisits(mailing=mailing, day=timezone.localdate(begun) + ago * DAY, visits=count)
        for ago, count in enumerate(visits)
        if count
    )


def _said_no(bounced: Copy, failed: Copy) -> None:
    bounced.state, bounced.why = CopyState.BOUNCED, FULL
    failed.state, failed.why, failed.sent_at = CopyState.FAILED, FULL, None
    assert bounced.sent_at is not None  # noqa: S101 - it was sent a line before
    Return.objects.create(
        name=f"sample/{bounced.pk}",
        copy=bounced,
        kind=ReturnKind.SOFT,
        said=FULL,
        code="4.2.2",
        came_by="mail",
        at=bounced.sent_at + dt.timedelta(minutes=3),
    )


def _next_digest(day: dt.date) -> None:
    """That of next Monday, which the clock would plan on its morning."""
    monday = day + (7 - day.weekday()) * DAY
    until = _at(monday, 6, 45)
    plan(
        kind=MailingKind.WEEKLY,
        window=(_at(monday - 7 * DAY, 6, 45), until),
        on=monday,
        begins_at=_at(monday, 7, 10),
        by=None,
    )
