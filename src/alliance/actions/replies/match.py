"""Who sent a reply, and which asks it may answer. What is found is proposed; a person chooses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import ActingFor, ContactDetail, ContactKind, Person, Role, User
from alliance.mail.models import Message
from alliance.text.similarity import fold

from ..models import ActionState, Ask, FoundBy, KnownBy, LinkHolder, Reminder

STILL = dt.timedelta(days=60)
"""How long after its end something asked is still looked for in a subject."""
EVERYBODYS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com live.co.uk msn.com yahoo.com"
    " yahoo.co.uk ymail.com icloud.com me.com mac.com aol.com btinternet.com sky.com virginmedia.com"
    " talktalk.net proton.me protonmail.com gmx.com gmx.net mail.com nhs.net".split()
)
"""Domains at which anybody may have an address: they tell nothing of an authority."""
_ADDRESS_OF_ASK = re.compile(r"/actions/(\d{1,9})/([a-z0-9-]{2,100})/")
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Sender:
    """Whoever a reply says it is from, as the directory knows them."""

    known_by: KnownBy = KnownBy.NOBODY
    person: int | None = None
    authorities: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    """Asks to which a personal link was sent to this address."""

    @property
    def authority(self) -> int | None:
        """Theirs, where it is one."""
        return next(iter(self.authorities)) if len(self.authorities) == 1 else None


class StandsTo(Enum):
    """How a reply's sender stands to an ask."""

    OURS = "ours"
    """Somebody of the authority that is asked, or who was sent a link to answer."""
    DOMAIN = "domain"
    """An address of that authority, and of nobody known there."""
    ELSEWHERE = "elsewhere"
    """Somebody of another authority."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Match:
    """Asks that a reply may answer, and how they were found."""

    found_by: FoundBy = FoundBy.NOTHING
    asks: tuple[int, ...] = ()


def sender_of(addresses: Iterable[str]) -> Sender:
    """Who sent it: the first address that is known as a person's or a link's, else by its domain."""
    said = [each.strip().lower() for each in addresses if each.strip()]
    for address in said:
        held = LinkHolder.objects.filter(email__iexact=address).values_list("ask", "person")
        asks = frozenset(ask for ask, _ in held)
        person = _person_at(address) or next((one for _, one in held if one), None)
        if person is not None:
            return Sender(KnownBy.PERSON, person, _authorities_of(person), asks)
        if asks:
            places = Ask.objects.filter(pk__in=asks).values_list("authority", flat=True)
            return Sender(KnownBy.HOLDER, None, frozenset(places), asks)
    for address in said:
        if (authority := _authority_at(address.rpartition("@")[2])) is not None:
            return Sender(KnownBy.DOMAIN, None, frozenset({authority}))
    return Sender()


def stands_to(sender: Sender, ask: Ask) -> StandsTo:
    """Whether somebody may be taken to speak for the authority that is asked."""
    if ask.pk in sender.held:
        return StandsTo.OURS
    if ask.authority_id in sender.authorities:
        return StandsTo.DOMAIN if sender.known_by == KnownBy.DOMAIN else StandsTo.OURS
    return StandsTo.ELSEWHERE if sender.authorities else StandsTo.UNKNOWN


def asks_answered(
    *, answers: Sequence[str], quoted: str, subject: str, sender: Sender, action: int | None = None
) -> Match:
    """Which asks a mail may answer.

    Args:
        answers: the Message-IDs of what it answers.
        quoted: all of its text.
        action: the one on whose page it was brought in.
    """
    asked = Ask.objects.asked()
    if action is not None and sender.authorities:
        here = asked.filter(action=action, authority__in=sender.authorities)
        if found := tuple(here.values_list("pk", flat=True)):
            return Match(FoundBy.HAND, found)
    if found := _by_message(answers):
        return Match(FoundBy.MESSAGE, found)
    if found := _by_address_quoted(quoted):
        return Match(FoundBy.QUOTED, found)
    if not sender.authorities:
        return Match()
    theirs = asked.filter(_lately(), authority__in=sender.authorities).select_related("action")
    if found := tuple(ask.pk for ask in theirs if names(subject, ask.action.title)):
        return Match(FoundBy.SUBJECT, found)
    if found := tuple(
        sorted(asked.filter(_lately(), pk__in=sender.held).values_list("pk", flat=True))
    ):
        return Match(FoundBy.HELD, found)
    return Match()


def names(text: str, title: str) -> bool:
    """Whether a text names something asked by its title."""
    folded = fold(title)
    return len(folded) >= _SHORTEST_TITLE and f" {folded} " in f" {fold(text)} "


def _lately() -> Q:
    open_now = Q(action__state=ActionState.OPEN)
    return open_now | Q(action__ended_at__gte=timezone.now() - STILL)


def _by_message(answers: Sequence[str]) -> tuple[int, ...]:
    """Those that a reminder of ours told of, all of them, or to which a link was sent."""
    messages = Message.objects.filter(message_id__in=answers)
    told = Reminder.objects.filter(message__in=messages).values_list("ask", flat=True)
    sent = LinkHolder.objects.filter(message__in=messages).values_list("ask", flat=True)
    keys = {*told, *sent} if answers else set()
    return tuple(
        Ask.objects.asked().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)
    )


def _by_address_quoted(text: str) -> tuple[int, ...]:
    """Those whose address stands in what is quoted: some mail servers give mails new Message-IDs."""
    pairs = dict.fromkeys(_ADDRESS_OF_ASK.findall(text))
    wanted = Q(pk__in=())
    for action, authority in list(pairs)[:20]:
        wanted |= Q(action=int(action), authority__slug=authority)
    return tuple(Ask.objects.asked().filter(wanted).order_by("pk").values_list("pk", flat=True))


# Who --------------------------------------------------------------------------------------------


def _person_at(address: str) -> int | None:
    """The one person who is reached there; nobody where several are, as at an office's address."""
    accounts = User.objects.filter(email__iexact=address, person__isnull=False, is_active=True)
    details = ContactDetail.objects.current().filter(kind=ContactKind.EMAIL, value__iexact=address)
    found = {*accounts.values_list("person", flat=True), *details.values_list("person", flat=True)}
    return found.pop() if len(found) == 1 else None


def _authorities_of(person: int) -> frozenset[int]:
    """Where they hold a role today, or act for a director; else where the directory puts them."""
    roles = Role.objects.current().filter(person=person, authority__isnull=False)
    acting = ActingFor.objects.giving_rights().filter(person=person)
    found = {
        *roles.values_list("authority", flat=True),
        *acting.values_list("principal__roles__authority", flat=True),
    } - {None}
    return frozenset(found)


def _authority_at(domain: str) -> int | None:
    """The one authority whose people have addresses there."""
    if not domain or domain in EVERYBODYS:
        return None
    ending = f"@{domain}"
    accounts = User.objects.filter(email__iendswith=ending, is_active=True)
    details = ContactDetail.objects.current().filter(
        kind=ContactKind.EMAIL, value__iendswith=ending
    )
    people = {*accounts.values_list("person", flat=True), *details.values_list("person", flat=True)}
    found = _where(people - {None})
    return found.pop() if len(found) == 1 else None


def _where(people: Collection[int | None]) -> set[int]:
    roles = Role.objects.current().filter(person__in=people, authority__isnull=False)
    return {pk for pk in roles.values_list("authority", flat=True) if pk is not None}


def name_of(person: int | None) -> str:
    """A person's name, for a sentence."""
    found = Person.objects.filter(pk=person).first() if person else None
    return str(found) if found else ""
