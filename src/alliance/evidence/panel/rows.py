"""A panel's rows as the plain values that its rules are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from alliance.directory.models import Role

from ..models import Panel, Panellist, Submission, SubmissionState
from .conflicts import Judge, Judged


def judged(prefix: str = "") -> Q:
    """The answers that a panel judges: what was withdrawn, merged or not let in is not among them.

    Args:
        prefix: the way to the answer, as “submission__”.
    """
    return Q(
        **{
            f"{prefix}state": SubmissionState.SENT,
            f"{prefix}duplicate_of__isnull": True,
            f"{prefix}erased_at__isnull": True,
        }
    )


def answers_of(panel: Panel) -> QuerySet[Submission]:
    """What the panel judges, as it came in."""
    rows = Submission.objects.filter(judged(), call=panel.call_id).select_related(
        "authority", "section"
    )
    return rows.order_by("number")


def judges_of(panellists: Iterable[Panellist]) -> dict[int, Judge]:
    """Each with the authorities of the roles they hold today; three queries for all."""
    rows = {row.pk: row for row in panellists}
    found = Panellist.objects.filter(pk__in=rows).select_related("person__user")
    people = {row.person_id: row for row in found}
    authorities: dict[int, set[int]] = defaultdict(set)
    roles = Role.objects.current().filter(person__in=people, authority__isnull=False)
    for person, authority in roles.values_list("person", "authority"):
        authorities[people[person].pk].add(authority)
    answers: dict[int, set[int]] = defaultdict(set)
    interests = Panellist.objects.filter(pk__in=rows, interests__withdrawn_at__isnull=True)
    for pk, submission, authority in interests.values_list(
        "pk", "interests__submission", "interests__authority"
    ):
        (answers if submission else authorities)[pk].add(submission or authority)
    return {row.pk: _judge(row, authorities[row.pk], answers[row.pk]) for row in found}


def _judge(row: Panellist, authorities: set[int], answers: set[int]) -> Judge:
    user = getattr(row.person, "user", None)
    own = {row.authority_id, row.person.authority_id} - {None}
    return Judge(
        key=row.pk,
        name=row.person.name,
        person=row.person_id,
        user=user.pk if user else None,
        email=user.email if user else "",
        authorities=frozenset(authorities | own),
        answers=frozenset(answers),
        organisations=tuple(filter(None, (line.strip() for line in row.organisations.split("\n")))),
    )


def judged_of(answers: Iterable[Submission]) -> dict[int, Judged]:
    """Each with what was merged with it; one query for all."""
    rows = {row.pk: row for row in answers}
    merged: dict[int, list[Submission]] = defaultdict(list)
    for row in Submission.objects.filter(duplicate_of__in=rows):
        if row.duplicate_of_id:
            merged[row.duplicate_of_id].append(row)
    return {pk: _judged(row, merged[pk]) for pk, row in rows.items()}


def _judged(row: Submission, merged: list[Submission]) -> Judged:
    all_of_it = [row, *merged]
    return Judged(
        key=row.pk,
        label=row.reference,
        authorities=frozenset(one.authority_id for one in all_of_it if one.authority_id),
        users=frozenset(one.by_id for one in all_of_it if one.by_id),
        emails=frozenset(one.email.casefold() for one in all_of_it if one.email),
        organisations=tuple(
            name for one in all_of_it for name in (one.organisation, one.supplier) if name
        ),
        also=frozenset(one.pk for one in merged),
    )
