"""What is asked, as mail tells it: each with its reach, so that nobody is told more than the site would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from alliance.delivery.composing.letter import Asked, Reach

from .grid import dates_of
from .models import Action, ActionState, Ask, Audience
from .when import By

REACH: Mapping[str, Reach] = {
    Audience.PUBLIC: Reach.PUBLIC,
    Audience.MEMBERS: Reach.MEMBERS,
    Audience.ASKED: Reach.ASKED,
}


def asked_in_mail(actions: QuerySet[Action]) -> list[tuple[Action, Asked]]:
    """Those that are open, in their order. Three queries, however many.

    All of them, whoever reads: `Asked.reach` says who is told, and `Asked.authorities` who still
    owes an answer.
    """
    rows = list(actions.filter(state=ActionState.OPEN))
    if not rows:
        return []
    keys = [row.pk for row in rows]
    days = dates_of(keys)
    owing: dict[int, set[int]] = defaultdict(set)
    owed = Ask.objects.owed().filter(action__in=keys).order_by()
    for action, authority in owed.values_list("action", "authority"):
        owing[action].add(authority)
    return [
        (row, as_asked(row, sorted(days.get(row.pk, ())), frozenset(owing.get(row.pk, ()))))
        for row in rows
    ]


def as_asked(action: Action, dates: Sequence[By], owing: frozenset[int]) -> Asked:
    return Asked(
        title=action.title,
        by=by_in_words(dates, is_soon=action.is_soon),
        who=", ".join(str(role.label) for role in action.roles),
        url=action.get_absolute_url(),
        reach=REACH[action.audience],
        authorities=owing,
    )


def by_in_words(dates: Sequence[By], *, is_soon: bool) -> str:
    """“by 13 November 2020, no later”; several one after another; “as soon as you can”."""
    if not dates:
        return "as soon as you can" if is_soon else ""
    return "; ".join(_one(by, is_one_of_several=len(dates) > 1) for by in dates)


def _one(by: By, *, is_one_of_several: bool) -> str:
    label = f"{by.label}: " if by.label else ""
    if by.is_hard:
        return f"{label}by {by.in_words}, no later"
    return f"{label}by {by.in_words}{', if you can' if is_one_of_several else ''}"
