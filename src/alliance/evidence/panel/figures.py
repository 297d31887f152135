"""What the scores of a panel come to: means, spreads and leanings, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from .agreement import Agreement, Metric, agreement


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion and its weight."""

    key: int
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What one assessor gave one answer, by criterion. Whole once every criterion has one."""

    answer: int
    assessor: int
    scores: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Result:
    """What the scores of one answer come to; `None` where nobody has scored it yet."""

    answer: int
    readers: int
    given: int
    mean: float | None
    spread: float | None
    """The standard deviation of its assessors' means, where there are two or more."""
    low: float | None
    high: float | None
    by_criterion: tuple[float | None, ...]
    points: tuple[float, ...]
    """Each assessor's mean, lowest first: whose is not said."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """How much above or below the others one assessor scores the same answers, on the scale."""

    assessor: int
    given: int
    by: float | None


def weighted(scores: Mapping[int, int], criteria: Iterable[Weighed]) -> float | None:
    """The mean of an assessor's scores by weight; None if none of the criteria is scored."""
    pairs = [(each.weight, scores[each.key]) for each in criteria if each.key in scores]
    if not pairs:
        return None
    return sum(weight * score for weight, score in pairs) / sum(weight for weight, _ in pairs)


def results(
    answers: Iterable[int],
    readers: Mapping[int, int],
    marks: Sequence[Marks],
    criteria: Sequence[Weighed],
) -> list[Result]:
    """Of every answer, the best first; those without a score last, as they came."""
    of: dict[int, list[Marks]] = {}
    for each in marks:
        of.setdefault(each.answer, []).append(each)
    found = [
        _result(answer, readers.get(answer, 0), of.get(answer, []), criteria) for answer in answers
    ]
    return sorted(found, key=lambda each: (each.mean is None, -(each.mean or 0)))


def _result(
    answer: int, readers: int, marks: Sequence[Marks], criteria: Sequence[Weighed]
) -> Result:
    points = sorted(mean for each in marks if (mean := weighted(each.scores, criteria)) is not None)
    columns = (
        [each.scores[one.key] for each in marks if one.key in each.scores] for one in criteria
    )
    return Result(
        answer=answer,
        readers=max(readers, len(marks)),
        given=len(points),
        mean=fmean(points) if points else None,
        spread=stdev(points) if len(points) > 1 else None,
        low=points[0] if points else None,
        high=points[-1] if points else None,
        by_criterion=tuple(fmean(column) if column else None for column in columns),
        points=tuple(points),
    )


def agreements(marks: Sequence[Marks], criteria: Sequence[Weighed]) -> list[tuple[str, Agreement]]:
    """How far the assessors agree: over all (their means, a measure), then by criterion (ranks)."""
    means: dict[int, list[float]] = {}
    for each in marks:
        if (mean := weighted(each.scores, criteria)) is not None:
            means.setdefault(each.answer, []).append(mean)
    found = [("Over all", agreement(list(means.values()), Metric.INTERVAL))]
    for one in criteria:
        units: dict[int, list[float]] = {}
        for each in marks:
            if one.key in each.scores:
                units.setdefault(each.answer, []).append(each.scores[one.key])
        found.append((one.name, agreement(list(units.values()))))
    return found


def leanings(marks: Sequence[Marks], criteria: Sequence[Weighed]) -> list[Leaning]:
    """Of each assessor, against the others who scored the same answers; None where nobody did."""
    means = {
        (each.answer, each.assessor): mean
        for each in marks
        if (mean := weighted(each.scores, criteria)) is not None
    }
    by_answer: dict[int, dict[int, float]] = {}
    for (answer, assessor), mean in means.items():
        by_answer.setdefault(answer, {})[assessor] = mean
    found = []
    for assessor in sorted({assessor for _, assessor in means}):
        apart = [
            of[assessor] - fmean(mean for other, mean in of.items() if other != assessor)
            for of in by_answer.values()
            if assessor in of and len(of) > 1
        ]
        given = sum(one == assessor for _, one in means)
        found.append(Leaning(assessor, given, fmean(apart) if apart else None))
    return found
