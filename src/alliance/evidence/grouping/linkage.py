"""Putting together what is alike: the two groups that are most alike on average, again and again."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from .weights import Vector

Likenesses = dict[int, dict[int, float]]


def likenesses(of: Mapping[int, Vector]) -> Likenesses:
    """How alike each two are; those that share no word are left out."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for key in sorted(of):
        for term, weight in of[key].items():
            holders[term].append((key, weight))
    found: Likenesses = {key: {} for key in of}
    for rows in holders.values():
        for (one, weight), (other, its_weight) in combinations(rows, 2):
            row = found[one]
            row[other] = row.get(other, 0.0) + weight * its_weight
    for one in list(found):
        for other, value in list(found[one].items()):
            found[other][one] = value
    return found


def groups(
    of: Mapping[int, Vector], *, least: float, most: int, single: bool = False
) -> list[tuple[int, ...]]:
    """Groups of at least two, whose members are on average at least so alike; each group in order.

    Args:
        least: below this likeness two groups stay apart.
        most: members beyond which no group grows.
        single: two groups are as alike as their two most alike members (to compare with).
    """
    near = likenesses(of)
    members: dict[int, tuple[int, ...]] = {key: (key,) for key in sorted(of)}
    waiting = [
        (-value, one, other)
        for one, row in near.items()
        for other, value in row.items()
        if one < other and value >= least
    ]
    heapq.heapify(waiting)
    newest = max(of, default=0)
    while waiting:
        _, one, other = heapq.heappop(waiting)
        if one not in members or other not in members:
            continue
        if len(members[one]) + len(members[other]) > most:
            continue
        newest += 1
        near[newest] = _joined(near, members, one, other, single=single)
        members[newest] = tuple(sorted((*members.pop(one), *members.pop(other))))
        for third, value in near[newest].items():
            near[third][newest] = value
            if value >= least:
                heapq.heappush(waiting, (-value, third, newest))
    return sorted(found for found in members.values() if len(found) > 1)


def _joined(
    near: Likenesses, members: Mapping[int, tuple[int, ...]], one: int, other: int, *, single: bool
) -> dict[int, float]:
    """How alike the two together are to every other group (Lance and Williams 1967)."""
    a, b = len(members[one]), len(members[other])
    row, its_row = near.pop(one), near.pop(other)
    found: dict[int, float] = {}
    for third in sorted({*row, *its_row} - {one, other}):
        if third not in members:
            continue
        x, y = row.get(third, 0.0), its_row.get(third, 0.0)
        found[third] = max(x, y) if single else (a * x + b * y) / (a + b)
        near[third].pop(one, None)
        near[third].pop(other, None)
    return found
