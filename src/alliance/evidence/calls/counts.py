"""How many answers each call has, and of how many something is lacking; as many queries for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch

from alliance.directory.access import visible
from alliance.directory.models import User

from ..models import Answer, Call, Heading, Submission, SubmissionState
from ..taking.definition import Choice, Definition
from ..taking.faults import lacking
from ..taking.rows import question_of, sent_of

UNKNOWN = (Choice(key="", name=""),)
"""For what is lacking it only counts that there are sections, not which."""


@dataclass(frozen=True, slots=True)
class Counts:
    sent: int = 0
    late: int = 0
    """Sent too late, and not let in."""
    lacking: int = 0
    """Of those, in which something is lacking that a panel needs."""
    begun: int = 0


def counts_of(user: User | AnonymousUser, calls: Sequence[Call]) -> dict[int, Counts]:
    """By call. Six queries, however many calls and answers."""
    ids = [call.pk for call in calls]
    by_state: dict[int, Counter[str]] = {pk: Counter() for pk in ids}
    of_these = Submission.objects.filter(call__in=ids)
    for call, state, count in (
        of_these.order_by().values_list("call", "state").annotate(count=Count("pk"))
    ):
        by_state[call][state] = count
    lack = _lacking(user, calls)
    return {
        pk: Counts(
            sent=by_state[pk][SubmissionState.SENT],
            late=by_state[pk][SubmissionState.LATE],
            lacking=lack[pk],
            begun=by_state[pk][SubmissionState.DRAFT],
        )
        for pk in ids
    }


def _lacking(user: User | AnonymousUser, calls: Sequence[Call]) -> Counter[int]:
    definitions = _definitions(calls)
    rows = (
        visible(user, Submission.objects.filter(call__in=list(definitions)))
        .filter(state__in=[SubmissionState.SENT, SubmissionState.LATE])
        .filter(erased_at__isnull=True)
        .select_related("authority", "section")
        .prefetch_related(Prefetch("answers", Answer.objects.select_related("heading")))
    )
    return Counter(row.call_id for row in rows if lacking(definitions[row.call_id], sent_of(row)))


def _definitions(calls: Sequence[Call]) -> dict[int, Definition]:
    """What is asked, without naming whom: enough to see what is lacking."""
    headings: dict[int, list[Heading]] = {call.pk: [] for call in calls}
    rows = Heading.objects.filter(call__in=list(headings), retired_at__isnull=True)
    for row in rows.select_related("shown_if").order_by("position", "pk"):
        headings[row.call_id].append(row)
    return {
        call.pk: Definition(
            title=call.title,
            questions=tuple(question_of(row) for row in headings[call.pk]),
            sections=UNKNOWN,
            consent_words=call.consent_words,
            supplier_words=call.supplier_words,
        )
        for call in calls
    }
