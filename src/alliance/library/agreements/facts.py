"""What is on record of an agreement, fetched in a fixed number of queries.

The pages read it through `visible`; `ask` reads all of it, because it answers other parts and not
readers.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Prefetch, Q, QuerySet

from alliance.directory.access import visible
from alliance.directory.models import Authority
from alliance.library.models import (
    Act,
    Agreement,
    AgreementVersion,
    Protocol,
    ProtocolStanding,
    SignatureEntry,
    Standing,
    StandingException,
    VersionState,
)

from .standing import (
    Change,
    Held,
    Line,
    Term,
    in_force,
    of_role,
    overall,
    to_protocol,
    to_version,
    told,
)

Parties = Mapping[int, Sequence[Authority]]
"""By agreement."""
Sieve = Callable[[QuerySet[Any]], QuerySet[Any]]
"""Keeps of a queryset what may be seen."""


def everything(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows


def seen_by(user: Any) -> Sieve:
    return lambda rows: visible(user, rows)


@dataclass(frozen=True, slots=True)
class Facts:
    """An agreement with all that was recorded of it, as far as the reader may see it."""

    agreement: Agreement
    versions: Sequence[AgreementVersion]
    """Published ones, the latest first."""
    protocols: Sequence[Protocol]
    changes: Mapping[tuple[int, int], Sequence[Change]]
    """By authority and protocol, of every agreement that was asked for together."""
    book: Mapping[tuple[int, int], Sequence[Line]]
    """By authority and version, likewise."""

    def version_on(self, day: dt.date) -> AgreementVersion | None:
        """The version in force on a day."""
        if self.agreement.is_over(day):
            return None
        term = in_force(map(term_of, self.versions), day)
        return next((v for v in self.versions if term and v.pk == term.key), None)

    def protocols_on(self, day: dt.date) -> Sequence[Protocol]:
        """Those in force on a day."""
        if self.agreement.is_over(day):
            return []
        return [protocol for protocol in self.protocols if term_of(protocol).covers(day)]

    def of_protocol(self, authority: int, protocol: Protocol, day: dt.date) -> Held:
        if self.agreement.is_over(day):
            return Held(Standing.NOT_IN_FORCE)
        return to_protocol(self.changes.get((authority, protocol.pk), ()), term_of(protocol), day)

    def of_signature(
        self, authority: int, version: AgreementVersion, role: str, day: dt.date
    ) -> Held:
        lines = self.book.get((authority, version.pk), ())
        return of_role((line for line in lines if line.role == role), day)

    def of_version(self, authority: int, version: AgreementVersion, day: dt.date) -> Held:
        """How it stands to a version, whether that is in force or not."""
        lines = self.book.get((authority, version.pk), ())
        return to_version(lines, self.agreement.signatories, term_of(version), day)

    def of_authority(self, authority: int, day: dt.date) -> Held:
        """How it stands to the agreement as a whole on a day."""
        if self.agreement.is_by_protocol:
            return overall(
                [self.of_protocol(authority, each, day) for each in self.protocols_on(day)]
            )
        version = self.version_on(day)
        return self.of_version(authority, version, day) if version else Held(Standing.NOT_IN_FORCE)

    def recorded(self) -> set[int]:
        """The authorities of which anything is on record."""
        protocols = {protocol.pk for protocol in self.protocols}
        versions = {version.pk for version in self.versions}
        return {authority for authority, key in self.changes if key in protocols} | {
            authority for authority, key in self.book if key in versions
        }


def term_of(row: AgreementVersion | Protocol) -> Term:
    starts_on = row.effective_from if isinstance(row, Protocol) else row.starts_on
    return Term(starts_on, row.ends_on, row.pk)


def facts_of(
    agreements: Sequence[Agreement],
    sieve: Sieve = everything,
    *,
    authority: int | None = None,
) -> dict[int, Facts]:
    """The facts of several agreements, by agreement; of all authorities or of one.

    Five queries, however many there are.
    """
    keys = [agreement.pk for agreement in agreements]
    only = Q() if authority is None else Q(authority=authority)
    versions = sieve(
        AgreementVersion.objects.filter(agreement__in=keys, state=VersionState.PUBLISHED)
    ).order_by("-starts_on")
    protocols = sieve(Protocol.objects.filter(agreement__in=keys))
    exceptions = sieve(StandingException.objects.all())
    standings = (
        sieve(ProtocolStanding.objects.that_count())
        .filter(only, protocol__agreement__in=keys)
        .prefetch_related(Prefetch("exception", exceptions))
        .order_by("effective_on")
    )
    entries = (
        sieve(SignatureEntry.objects.all())
        .filter(only, version__agreement__in=keys)
        .order_by("turn")
    )
    changes: dict[tuple[int, int], list[Change]] = defaultdict(list)
    for row in standings:
        changes[row.authority_id, row.protocol_id].append(change_of(row))
    changes_told = {place: told(rows) for place, rows in changes.items()}
    book: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for entry in entries:
        line = Line(entry.role, entry.turn, Act(entry.act), entry.on)
        book[entry.authority_id, entry.version_id].append(line)
    by_key = {each.pk: each for each in agreements}
    versions_of = _by_agreement(versions, by_key)
    protocols_of = _by_agreement(protocols, by_key)
    return {
        each.pk: Facts(each, versions_of[each.pk], protocols_of[each.pk], changes_told, book)
        for each in agreements
    }


def change_of(row: ProtocolStanding) -> Change:
    """A row as the reckoning takes it; its exception only if that was fetched and may be seen."""
    exception: StandingException | None = getattr(row, "exception", None)
    return Change(Standing(row.state), row.effective_on, exception.text if exception else "")


def parties_of(agreements: Sequence[Agreement], facts: Mapping[int, Facts]) -> Parties:
    """The authorities that each agreement is between. Two queries.

    Chosen ones, or else the members of today; and whoever is on record, having been one.
    """
    chosen: dict[int, set[int]] = defaultdict(set)
    for agreement, authority in Agreement.parties.through.objects.filter(
        agreement__in=[each.pk for each in agreements]
    ).values_list("agreement", "authority"):
        chosen[agreement].add(authority)
    all_of_them = list(Authority.objects.all())
    members = {authority.pk for authority in all_of_them if authority.is_member}
    return {
        each.pk: [
            authority
            for authority in all_of_them
            if authority.pk in (chosen[each.pk] or members) | facts[each.pk].recorded()
        ]
        for each in agreements
    }


Row = TypeVar("Row", AgreementVersion, Protocol)


def _by_agreement(rows: Iterable[Row], agreements: Mapping[int, Agreement]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        row.agreement = agreements[row.agreement_id]  # is there already; spares a query a row
        grouped[row.agreement_id].append(row)
    return grouped
