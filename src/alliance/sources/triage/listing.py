"""The lists of triage: what waits, what was put off, what was decided; each in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from alliance.directory.access import visible
from alliance.directory.models import User

from ..judging.kinds import Kind
from ..judging.ranking import Rank, rank
from ..judging.seen import signals_of
from ..models import Candidate, CandidateState

WAITING, LATER, DECIDED = "waiting", "later", "decided"
LISTS = {WAITING: "Waiting", LATER: "Later", DECIDED: "Decided"}
DECIDED_FOR = dt.timedelta(days=14)
MOST = 500
_OF_A_ROW = (
    "title", "publisher", "published_at", "found_at", "state", "later_until", "seen_as",
    "judged_at", "decided_at", "decided_by", "source__name", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as a list shows it."""

    candidate: Candidate
    rank: Rank
    kind: Kind
    lead: str
    """The reason beside its kind that weighs most; empty if there is none."""
    said: str
    """Where it was said or what it is the same as, in short."""


def counted(user: User, today: dt.date) -> dict[str, int]:
    """How many each list has, in one query."""
    return visible(user, Candidate.objects.all()).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in _which(today).items()}
    )


def rows_of(user: User, which: str, today: dt.date, of_networks: Collection[str]) -> list[Row]:
    """The rows of a list: what waits by its rank of today, the rest by its day."""
    chosen = visible(user, Candidate.objects.all()).filter(_which(today)[which])
    rows = [row_of(candidate, today, of_networks) for candidate in _ordered(chosen, which)]
    if which == WAITING:
        rows.sort(
            key=lambda row: (-row.rank.score, -row.candidate.found_at.timestamp(), row.candidate.pk)
        )
    return rows


def _which(today: dt.date) -> dict[str, Q]:
    state = CandidateState
    since = timezone.now() - DECIDED_FOR
    return {
        WAITING: Q(state=state.NEW) | Q(state=state.LATER, later_until__lte=today),
        LATER: Q(state=state.LATER, later_until__gt=today),
        # What was there before a source was watched nobody decided.
        DECIDED: Q(
            state__in=[state.TAKEN, state.MERGED, state.NO],
            decided_at__gte=since,
            decided_by__isnull=False,
        ),
    }


def _ordered(chosen: QuerySet[Candidate], which: str) -> QuerySet[Candidate]:
    by = {WAITING: "-found_at", LATER: "later_until", DECIDED: "-decided_at"}[which]
    rows = chosen.select_related("source", "decided_by").only(
        *_OF_A_ROW, "decided_by__email", "decided_by__name"
    )
    return rows.order_by(by, "pk")[:MOST]


def row_of(candidate: Candidate, today: dt.date, of_networks: Collection[str]) -> Row:
    """A candidate with its rank as of a day."""
    published = timezone.localdate(candidate.published_at) if candidate.published_at else None
    signals = signals_of(candidate.seen_as, published, was_sent=candidate.source_id is None)
    ranked = rank(signals, today, of_networks)
    before = ("Already said", "Updates", "Same as", "In the library")
    said = next((each.words for each in ranked.reasons if each.words.startswith(before)), "")
    lead = next(
        (each.words for each in ranked.reasons
         if each.words != said and not each.words.startswith(signals.kind.label)), "",
    )  # fmt: skip
    return Row(candidate, ranked, signals.kind, lead, said)
