"""The mail of a bulletin as its writers meet it: whether it goes out, to how many, how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from alliance.delivery.models import Mailing, MailingKind, MailingRules, MailingState
from alliance.delivery.sending.begin import (
    mailing_of,
    plan,
    takers,
    takers_if_asked,
    usual_beginning,
)
from alliance.directory.models import User

from ..models import Bulletin, DraftIssue

KIND = MailingKind.BULLETIN


@dataclass(frozen=True, slots=True)
class Prospect:
    """Who would get it, and when that would begin."""

    takers: int
    if_asked: int
    minutes: int
    by_rule: bool
    """Whether the alliance sends its bulletins when they are published."""

    @property
    def is_any(self) -> bool:
        return bool(self.takers or self.if_asked)

    @property
    def offer(self) -> str:
        """“Send it to 45 subscribers, beginning 10 minutes after”."""
        return f"Send it to {self.to_whom}, beginning {self.when}"

    @property
    def to_whom(self) -> str:
        each = f"{self.takers} subscriber{'' if self.takers == 1 else 's'}" if self.takers else ""
        if not self.if_asked:
            return each
        who = "others" if each else "subscribers"
        asked = f"those of {self.if_asked} {who} of whom it asks something"
        if self.if_asked == 1:
            asked = f"one {'other' if each else 'subscriber'} if it asks something of them"
        return f"{each}, and {asked}" if each else asked

    @property
    def when(self) -> str:
        if not self.minutes:
            return "at once"
        return f"{self.minutes} minute{'' if self.minutes == 1 else 's'} after"


def prospect() -> Prospect:
    """As things stand; three queries."""
    rules = MailingRules.get()
    return Prospect(takers(KIND), takers_if_asked(), rules.wait_minutes, rules.bulletins_at_once)


def is_wanted(issue: DraftIssue, choice: bool | None = None) -> bool:
    """Whether its mail goes out with it: by what was chosen now or with its time, else by rule."""
    if choice is not None:
        return choice
    return MailingRules.get().bulletins_at_once if issue.sends_mail is None else issue.sends_mail


def plan_mail(
    *, by: User | None, issue: DraftIssue, bulletin: Bulletin, choice: bool | None
) -> Mailing | None:
    """Have it sent, in the transaction that publishes it; nothing where nobody would get it."""
    if not is_wanted(issue, choice) or not (takers(KIND) or takers_if_asked()):
        return None
    return plan(kind=KIND, source_id=bulletin.pk, begins_at=usual_beginning(), by=by)


@dataclass(frozen=True, slots=True)
class MailStanding:
    """How the mail of a bulletin stands, in a sentence, and what can be done about it."""

    words: str
    link: str
    url: str


def mail_of(bulletin: Bulletin) -> MailStanding | None:
    """None where none was ever planned, as of an archive that came in. A query."""
    mailing = mailing_of(KIND, bulletin.pk)
    if mailing is None:
        return None
    is_stoppable = mailing.state == MailingState.PLANNED
    link = "Stop it" if is_stoppable else "See who has it"
    return MailStanding(in_words(mailing), link, mailing.get_absolute_url())


def in_words(mailing: Mailing) -> str:
    match MailingState(mailing.state):
        case MailingState.PLANNED:
            then = timezone.localtime(mailing.begins_at)
            day = f"on {then.day} {then:%B}, " if then.date() != timezone.localdate() else ""
            return f"Mail begins {day}at {then:%H:%M}."
        case MailingState.WRITING | MailingState.SENDING:
            return "Its mail is being sent."
        case MailingState.PAUSED:
            return "Its mail is paused."
        case MailingState.DONE:
            then = timezone.localtime(mailing.begun_at)
            return f"Sent by mail on {then.day} {then:%B %Y}."
        case MailingState.CANCELLED:
            return "Its mail was stopped." if mailing.begun_at else "It was not sent by mail."
