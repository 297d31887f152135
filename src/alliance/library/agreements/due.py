"""What is due next of agreements: reviews, signatures, terms that end, protocols that begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alliance.library.models import Agreement, AgreementReview, PayCap, Standing

from .facts import Facts, Parties, Sieve

AHEAD = dt.timedelta(days=180)
"""How far ahead the end of a term is said."""
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is waited for."""

    agreement: Agreement
    what: str
    day: dt.date
    address: str
    is_late: bool = False
    when: str = ""
    """What the day is, in words before it, as “in force since”."""

    @property
    def order(self) -> tuple[dt.date, str]:
        return (self.day, self.what)


def due_next(
    agreements: Sequence[Agreement],
    facts: Mapping[int, Facts],
    parties: Parties,
    sieve: Sieve,
    today: dt.date,
) -> list[Due]:
    """All that is due, the soonest first. Two queries."""
    running = [agreement for agreement in agreements if not agreement.is_over(today)]
    keys = [agreement.pk for agreement in running]
    reviews = sieve(AgreementReview.objects.filter(agreement__in=keys, done_on__isnull=True))
    caps = sieve(
        PayCap.objects.filter(role__agreement__in=keys, ends_on__gte=today)
    ).select_related("role")
    by_key = {agreement.pk: agreement for agreement in running}
    found = [_review(by_key[review.agreement_id], review, today) for review in reviews]
    found += _caps(by_key, list(caps), today)
    for agreement in running:
        own = facts[agreement.pk]
        found += _terms(own, today)
        if agreement.is_by_protocol:
            found += _protocols(own, parties, today)
        else:
            found += _signatures(own, parties, today)
    return sorted(found, key=lambda each: each.order)


def _review(agreement: Agreement, review: AgreementReview, today: dt.date) -> Due:
    is_late = review.due_on < today
    return Due(
        agreement,
        "The review is late" if is_late else "The review is due",
        review.due_on,
        f"{agreement.get_absolute_url()}#reviews",
        is_late,
        "due by",
    )


def _terms(facts: Facts, today: dt.date) -> list[Due]:
    """The version that ends with nothing after it, and one that will begin."""
    agreement, found = facts.agreement, []
    address = f"{agreement.get_absolute_url()}#versions"
    latest = next(iter(facts.versions), None)
    if latest is None:
        return []
    if latest.ends_on and latest.ends_on < today:
        found.append(
            Due(
                agreement,
                f"Version {latest.label} has ended and none follows it",
                latest.ends_on,
                address,
                is_late=True,
            )
        )
    elif latest.ends_on and latest.ends_on <= today + AHEAD:
        found.append(
            Due(
                agreement,
                f"Version {latest.label} ends and none follows it yet",
                latest.ends_on,
                address,
            )
        )
    if latest.starts_on > today:
        found.append(
            Due(agreement, f"Version {latest.label} comes into force", latest.starts_on, address)
        )
    return found


def _protocols(facts: Facts, parties: Parties, today: dt.date) -> list[Due]:
    """Protocols still to begin, and authorities that are to go live."""
    agreement = facts.agreement
    found = [
        Due(
            agreement,
            f"Protocol {protocol.number} begins: {protocol.title}",
            protocol.effective_from,
            f"{agreement.get_absolute_url()}#protocols",
        )
        for protocol in facts.protocols
        if protocol.effective_from > today
    ]
    coming: dict[tuple[dt.date, Standing], set[int]] = {}
    own = {protocol.pk: protocol for protocol in facts.protocols}
    for (authority, key), changes in facts.changes.items():
        for change in changes:
            if key in own and change.effective_on > today:
                coming.setdefault((change.effective_on, change.shown), set()).add(authority)
    for (day, state), authorities in coming.items():
        names = [each.name for each in parties[agreement.pk] if each.pk in authorities]
        found.append(
            Due(
                agreement,
                f"{named(names)}: {state.label.lower()}",
                day,
                f"{agreement.get_absolute_url()}#register",
            )
        )
    return found


def _signatures(facts: Facts, parties: Parties, today: dt.date) -> list[Due]:
    """What the latest version still lacks, one never given or withdrawn."""
    agreement, latest = facts.agreement, next(iter(facts.versions), None)
    if latest is None or (latest.ends_on and latest.ends_on < today):
        return []
    lacks = {
        authority.name: len(missing)
        for authority in parties[agreement.pk]
        if (
            missing := [
                role
                for role in agreement.signatories
                if not facts.of_signature(authority.pk, latest, role, today).is_agreed
            ]
        )
    }
    if not lacks:
        return []
    count, is_late = sum(lacks.values()), latest.starts_on <= today
    noun = "signature is" if count == 1 else "signatures are"
    return [
        Due(
            agreement,
            f"{count} {noun} missing under version {latest.label}: {named(list(lacks))}",
            latest.starts_on,
            f"{agreement.get_absolute_url()}#register",
            is_late,
            "in force since" if is_late else "in force from",
        )
    ]


def _caps(by_key: Mapping[int, Agreement], caps: Sequence[PayCap], today: dt.date) -> list[Due]:
    """Pay caps that end soon with none after them, together by day."""
    newest: dict[int, PayCap] = {}
    for cap in sorted(caps, key=lambda cap: cap.starts_on):
        newest[cap.role_id] = cap
    ending: dict[tuple[int, dt.date], list[str]] = {}
    for cap in newest.values():
        if cap.ends_on and cap.ends_on <= today + AHEAD:
            ending.setdefault((cap.role.agreement_id, cap.ends_on), []).append(cap.role.name)
    return [
        Due(
            by_key[key],
            f"Pay caps end and none follow yet: {named(names)}",
            day,
            f"{by_key[key].get_absolute_url()}#caps",
        )
        for (key, day), names in ending.items()
    ]


def named(names: Sequence[str]) -> str:
    """The first few, and how many more: “Kent, Medway, Slough and 4 more”."""
    if len(names) <= MOST_NAMES + 1:
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} more"
