"""Themes proposed from the words of answers, beside those that stand.

Nothing that has a theme is moved: an answer without one joins the standing theme that it is like, and
what is left is grouped. So one answer more moves none of the others.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .families import MARK, words_of
from .linkage import groups
from .terms import as_written
from .weights import Vector, likeness, middle, shared_terms, vectors, without_echoes

TOGETHER = 0.08
"""The likeness on average from which answers make a group. Measured: `benches/themes.py`."""
JOINS = 0.14
"""The likeness to the middle of a theme from which an answer joins it."""
STAYS = 0.12
"""The likeness to the rest of its group below which an answer is on its own."""
ROUNDS = 3
"""How often each answer is asked whether another group is nearer."""
SMALL, A_FIFTH = 8, 5
"""A group has at most eight members, or a fifth of the answers where those are more."""
WORDS = 4
"""Words that are shown of a group, or of why an answer is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A theme that is there: its name and about also say what belongs to it."""

    key: int
    says: str
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Placement:
    """An answer, and the words by which it is where it is."""

    key: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A theme that is proposed."""

    name: str
    words: tuple[str, ...]
    members: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What joins which standing theme, which new ones there would be, and what stays on its own."""

    joins: Mapping[int, tuple[Placement, ...]]
    groups: tuple[Group, ...]
    alone: tuple[int, ...]


def propose(
    texts: Mapping[int, str], standing: Sequence[Standing] = (), *, names: Collection[str] = ()
) -> Proposal:
    """Where the answers that no standing theme has would go.

    Args:
        texts: of every answer, those that have a theme too: their words say how rare a word is.
        standing: the themes that are there, with their members.
        names: that no proposed theme may have.
    """
    weighed = vectors(texts)
    written = as_written(texts[key] for key in sorted(texts))
    placed = {key for theme in standing for key in theme.members}
    free = [key for key in sorted(weighed) if key not in placed]
    middles = _middles(standing, weighed)
    joins, left = _joining(free, weighed, middles, written)
    most = max(SMALL, len(texts) // A_FIFTH)
    found = groups({key: weighed[key] for key in left}, least=TOGETHER, most=most)
    found = _settled(found, weighed, left, most)
    grouped = {key for members in found for key in members}
    alone = tuple(key for key in left if key not in grouped)
    return Proposal(joins, _named(found, weighed, written, names), alone)


def _middles(standing: Iterable[Standing], weighed: Mapping[int, Vector]) -> dict[int, Vector]:
    """What each theme has in common; one without members yet, what its name says."""
    found: dict[int, Vector] = {}
    for theme in standing:
        members = [weighed[key] for key in sorted(theme.members) if weighed.get(key)]
        said = vectors({0: theme.says})[0]
        found[theme.key] = middle([*members, said] if members else [said])
    return found


def _joining(
    free: Sequence[int],
    weighed: Mapping[int, Vector],
    middles: Mapping[int, Vector],
    written: Mapping[str, str],
) -> tuple[dict[int, tuple[Placement, ...]], list[int]]:
    joins: dict[int, list[Placement]] = {}
    left: list[int] = []
    for key in free:
        theme = _nearest(weighed[key], middles)
        if theme is None:
            left.append(key)
        else:
            words = _words(shared_terms(weighed[key], middles[theme]), written, weighed[key])
            joins.setdefault(theme, []).append(Placement(key, words))
    return {theme: tuple(rows) for theme, rows in joins.items()}, left


def _nearest(vector: Vector, middles: Mapping[int, Vector]) -> int | None:
    near = [(likeness(vector, each), -key) for key, each in middles.items()]
    value, key = max(near, default=(0.0, 0))
    return -key if value >= JOINS else None


def _settled(
    found: Sequence[tuple[int, ...]], weighed: Mapping[int, Vector], left: Sequence[int], most: int
) -> list[tuple[int, ...]]:
    """Each answer where the others are most like it: average linkage cannot take back what it joined."""
    groups_now = [list(members) for members in found]
    for _ in range(ROUNDS):
        totals = [_Total.of(weighed[key] for key in members) for members in groups_now]
        where = {key: number for number, members in enumerate(groups_now) for key in members}
        moved: list[list[int]] = [[] for _ in groups_now]
        for key in left:
            near = [
                (totals[n].likeness_to(weighed[key], is_of_it=where.get(key) == n), -n)
                for n in range(len(groups_now))
                if len(moved[n]) < most
            ]
            value, number = max(near, default=(0.0, 0))
            if value >= STAYS:
                moved[-number].append(key)
        groups_now = [members for members in moved if members]
    return [tuple(members) for members in groups_now if len(members) > 1]


@dataclass(frozen=True, slots=True)
class _Total:
    """The sum of a group's vectors, and the square of its length."""

    vector: Vector
    square: float

    @classmethod
    def of(cls, vectors: Iterable[Vector]) -> _Total:
        total: dict[str, float] = {}
        for vector in vectors:
            for term, weight in vector.items():
                total[term] = total.get(term, 0.0) + weight
        return cls(total, sum(weight * weight for weight in total.values()))

    def likeness_to(self, vector: Vector, *, is_of_it: bool) -> float:
        """How like the middle of the group a vector is; one of its own, how like the others."""
        inner, square = likeness(vector, self.vector), self.square
        if is_of_it:
            inner, square = inner - 1, square - 2 * inner + 1
        return inner / math.sqrt(square) if square > 1e-9 else 0.0


def _named(
    found: Sequence[tuple[int, ...]],
    weighed: Mapping[int, Vector],
    written: Mapping[str, str],
    taken: Collection[str],
) -> tuple[Group, ...]:
    """The largest first; each by what its members hold more than the others do."""
    names = {name.casefold() for name in taken}
    made: list[Group] = []
    for members in sorted(found, key=lambda each: (-len(each), each)):
        common = middle(weighed[key] for key in members)
        others = middle(vector for key, vector in weighed.items() if key not in members)
        own = {term: weight - others.get(term, 0.0) for term, weight in common.items()}
        held = {t: w for t, w in own.items() if sum(t in weighed[key] for key in members) > 1}
        ranked = without_echoes(sorted(held, key=lambda term: (-held[term], term)))
        words = _words(ranked, written, common)
        name = _name_of(ranked, _words(ranked, written, common, most=8), names)
        names.add(name.casefold())
        placements = tuple(_placement(key, members, weighed, written) for key in members)
        made.append(Group(name, words, placements))
    return tuple(made)


def _placement(
    key: int, members: Sequence[int], weighed: Mapping[int, Vector], written: Mapping[str, str]
) -> Placement:
    """By the words that it shares with the rest of its group."""
    rest = middle(weighed[each] for each in members if each != key)
    return Placement(key, _words(shared_terms(weighed[key], rest), written, weighed[key]))


def _words(
    ranked: Iterable[str], written: Mapping[str, str], said: Vector, most: int = WORDS
) -> tuple[str, ...]:
    """Terms as people write them; for a family of words, the one of it that was said."""
    return tuple(_as_said(term, written, said) for term in list(ranked)[:most])


def _as_said(term: str, written: Mapping[str, str], said: Vector) -> str:
    if not term.startswith(MARK):
        return written.get(term, term)
    family = term.removeprefix(MARK)
    of_it = sorted(words_of(family) & said.keys(), key=lambda word: (-said[word], word))
    return written.get(of_it[0], of_it[0]) if of_it else family.casefold()


def _name_of(ranked: Sequence[str], words: Sequence[str], taken: Collection[str]) -> str:
    """What the trade calls it, if that decided most and nothing has the name; else its words."""
    family = ranked[0].removeprefix(MARK) if ranked and ranked[0].startswith(MARK) else ""
    name = family[:1].upper() + family[1:]
    return name if name and name.casefold() not in taken else name_from(words, taken)


def name_from(words: Sequence[str], taken: Collection[str]) -> str:
    """A name that nothing has yet, of the first words: “Video visits and contact”."""
    for number in range(2, len(words) + 1):
        chosen = list(words[:number])
        name = " and ".join([", ".join(chosen[:-1]), chosen[-1]])
        name = (name[:1].upper() + name[1:])[:90]
        if name.casefold() not in taken:
            return name
    first = (words[0] if words else "theme").capitalize()
    number = 1
    while (name := f"{first} {number}" if number > 1 else first).casefold() in taken:
        number += 1
    return name
