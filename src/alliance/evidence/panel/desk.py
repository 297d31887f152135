"""Whether somebody of the panel may read an answer today: asked at every opening of a page or file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from ..models import Assignment, Panel, Panellist, Submission
from .conflicts import conflict
from .phases import Rights, rights_on
from .rows import answers_of, judged_of, judges_of
from .seen import WHAT_IS_READ, Lens, lens_of


@dataclass
class Desk:
    """One of the panel at their work, with what the day allows."""

    panel: Panel
    panellist: Panellist
    rights: Rights
    lens: Lens
    own: dict[int, Assignment] = field(default_factory=dict)
    """What was given to them and not taken back, by submission."""

    @property
    def may_work(self) -> bool:
        """On the panel, interests declared, and a phase is on."""
        return (
            self.panellist.state == Panellist.State.SITS
            and self.panellist.declared_at is not None
            and self.rights.is_at_work
        )

    def readable(self) -> list[Submission]:
        """What they may read today, by its code: the order says nothing of who or when."""
        if not self.may_work:
            return []
        rows = answers_of(self.panel).select_related("authority", "section", "call")
        if not self.rights.sees_all:
            rows = rows.filter(pk__in=self.own)
        return self._clear(list(rows.prefetch_related(*WHAT_IS_READ)))

    def answer(self, code: str) -> Submission | None:
        """The answer behind a code, if they may read it today."""
        pk = self.lens.submission_of(code)
        if pk is None or not self.may_work or not (self.rights.sees_all or pk in self.own):
            return None
        rows = answers_of(self.panel).select_related("authority", "section", "call")
        return next(
            iter(self._clear(list(rows.prefetch_related(*WHAT_IS_READ).filter(pk=pk)))), None
        )

    def sees_scores_of(self, submission: Submission) -> bool:
        """The others' scores: where the phase says so, and after one's own are given while they can be."""
        if not self.rights.sees_scores:
            return False
        assignment = self.own.get(submission.pk)
        if assignment is None or not self.rights.may_score:
            return True
        assessment = getattr(assignment, "assessment", None)
        return assessment is not None and assessment.given_at is not None

    def _clear(self, rows: list[Submission]) -> list[Submission]:
        judge = judges_of([self.panellist])[self.panellist.pk]
        judged = judged_of(rows)
        clear = [row for row in rows if not conflict(judge, judged[row.pk])]
        return sorted(clear, key=lambda row: self.lens.codes[row.pk])


def desk_of(panellist: Panellist, day: dt.date | None = None) -> Desk:
    """The desk of one of the panel; fetch `panel__call` with them."""
    panel = panellist.panel
    rights = rights_on(day or timezone.localdate(), list(panel.phases.all()))
    own = panellist.assignments.filter(taken_back_at__isnull=True).select_related("assessment")
    return Desk(
        panel=panel,
        panellist=panellist,
        rights=rights,
        lens=lens_of(panel, sees_names=rights.sees_names),
        own={row.submission_id: row for row in own},
    )
