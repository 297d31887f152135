"""What other parts ask: what has this authority agreed to on this date?

    from alliance.library.agreements.ask import agreed

    answer = agreed(kent, "memorandum-of-understanding", on=dt.date(2026, 5, 1))
    if answer.is_agreed: …

The answer rests on all that is on record, whoever may see it. A part that shows it to a reader passes
it through `as_told_to` first.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser

from alliance.directory.access import Viewer, viewer_of, visible
from alliance.directory.models import Authority, User
from alliance.library.models import Agreement, Standing
from alliance.library.models.agreement_states import AGREED

from .access_rules import shows
from .facts import Facts, facts_of, parties_of, seen_by
from .register import Cell, address_of
from .standing import Held


class NoSuchProtocol(LookupError):
    """The agreement has no protocol of that number."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an authority stands to an agreement, or to one protocol of it, on a day."""

    authority: int
    agreement: Agreement
    on: dt.date
    status: Standing
    since: dt.date | None = None
    """Since when without a break; for what is agreed, the first day that it was."""
    version: str | None = None
    """The name of the version in force on that day; None if none was."""
    exceptions: tuple[str, ...] = ()
    protocol: int | None = None
    """The protocol that was asked about, by number."""
    protocols: tuple[Answer, ...] = ()
    """If none was named: the answer for each that is in force on that day."""

    @property
    def is_agreed(self) -> bool:
        """Whether the authority is bound by all that was asked about."""
        return self.status in AGREED


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and how a page shows it: sign, word and the way to its history."""

    answer: Answer
    cell: Cell


def agreed(
    authority: Authority | int,
    agreement: Agreement | str,
    on: dt.date,
    protocol: int | None = None,
) -> Answer:
    """How an authority stands to an agreement on a day (both ends of every term included).

    An agreement by signature is agreed when all three signatures stand under the version in force on
    that day: a new version has to be signed anew. A Memorandum of Co-operation is agreed protocol by
    protocol; without a number the answer is about all that are in force, and `LIVE` only if each is.

    Args:
        agreement: itself or the last part of its address.
        protocol: its number.

    Raises:
        Agreement.DoesNotExist: no agreement has that address.
        NoSuchProtocol: the agreement has no protocol of that number.
    """
    if isinstance(agreement, str):
        agreement = Agreement.objects.get(slug=agreement)
    key = authority if isinstance(authority, int) else authority.pk
    facts = facts_of([agreement], authority=key)[agreement.pk]
    return answer_from(facts, key, on, protocol)


def answer_from(facts: Facts, authority: int, on: dt.date, protocol: int | None = None) -> Answer:
    """The same from facts that were fetched already, for who asks about many at once."""
    version = facts.version_on(on)
    label = version.label if version else None

    def answer(held: Held, number: int | None = None, parts: tuple[Answer, ...] = ()) -> Answer:
        return Answer(
            authority,
            facts.agreement,
            on,
            held.state,
            held.since,
            label,
            held.exceptions,
            number,
            parts,
        )

    if protocol is None:
        parts = tuple(
            answer(facts.of_protocol(authority, each, on), each.number)
            for each in facts.protocols_on(on)
        )
        return answer(facts.of_authority(authority, on), parts=parts)
    named = next((each for each in facts.protocols if each.number == protocol), None)
    if named is None:
        raise NoSuchProtocol(f"{facts.agreement} has no protocol {protocol}.")
    return answer(facts.of_protocol(authority, named, on), protocol)


def as_told_to(viewer: Viewer, answer: Answer) -> Answer | None:
    """The answer as far as a viewer may know it; None if they may not.

    Who may not see exceptions is told that the authority is live, which it is.
    """
    kind = "standings" if answer.agreement.is_by_protocol else "signatures"
    if not shows(answer.agreement, kind, viewer):
        return None
    if shows(answer.agreement, "exceptions", viewer):
        return answer
    told = [as_told_to(viewer, part) for part in answer.protocols]
    return replace(
        answer,
        status=Standing.LIVE if answer.status is Standing.EXCEPTION else answer.status,
        exceptions=(),
        protocols=tuple(part for part in told if part),
    )


def told_of(user: User | AnonymousUser, authority: Authority, on: dt.date) -> list[Told]:
    """How an authority stands to each agreement that it is a party to, as far as somebody may see.

    At most nine queries, however many agreements there are.
    """
    agreements = [row for row in visible(user, Agreement.objects.all()) if not row.is_over(on)]
    if not agreements:
        return []
    facts = facts_of(agreements, seen_by(user), authority=authority.pk)
    parties = parties_of(agreements, facts)
    viewer = viewer_of(user)
    answers = [
        answer_from(facts[row.pk], authority.pk, on)
        for row in agreements
        if authority in parties[row.pk]
    ]
    return [
        Told(
            answer, Cell(Held(answer.status, answer.since), address_of(answer.agreement, authority))
        )
        for each in answers
        if (answer := as_told_to(viewer, each))
    ]
