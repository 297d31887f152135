"""The panel's scores from their rows: what was given by those who may judge, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch

from ..models import Assessment, Assignment, Criterion, Panel, Score, Submission
from .agreement import Agreement
from .figures import Leaning, Marks, Result, Weighed, agreements, leanings, results
from .rows import answers_of


@dataclass(frozen=True, slots=True)
class Standings:
    """What the panel thinks so far."""

    criteria: tuple[Criterion, ...]
    marks: tuple[Marks, ...]
    results: tuple[Result, ...]
    submissions: dict[int, Submission]

    @property
    def weighed(self) -> list[Weighed]:
        return weighed(self.criteria)

    def agreements(self) -> list[tuple[str, Agreement]]:
        return agreements(self.marks, self.weighed)

    def leanings(self) -> list[Leaning]:
        return leanings(self.marks, self.weighed)


def weighed(criteria: Collection[Criterion]) -> list[Weighed]:
    return [Weighed(row.pk, row.name, row.weight) for row in criteria]


def standings_of(panel: Panel, only: Collection[int] | None = None) -> Standings:
    """Of all answers of a panel, or some of them. Four queries, however many there are."""
    criteria = tuple(panel.criteria.filter(retired_at__isnull=True))
    rows = answers_of(panel) if only is None else answers_of(panel).filter(pk__in=only)
    submissions = {
        row.pk: row for row in rows.select_related("call").prefetch_related("duplicates")
    }
    live = Assignment.objects.filter(
        panellist__panel=panel, submission__in=submissions, taken_back_at__isnull=True
    )
    readers = Counter(live.values_list("submission", flat=True))
    given = Assessment.objects.filter(assignment__in=live, given_at__isnull=False)
    given = given.select_related("assignment").prefetch_related(
        Prefetch("scores", Score.objects.order_by("pk"))
    )
    marks = tuple(
        Marks(
            row.assignment.submission_id,
            row.assignment.panellist_id,
            {score.criterion_id: score.value for score in row.scores.all()},
        )
        for row in given
    )
    found = results(submissions, readers, marks, weighed(criteria))
    return Standings(criteria, marks, tuple(found), submissions)
