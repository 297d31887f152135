"""What one of the panel thinks of an answer: begun, given, changed until the phase ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Assessment, Assignment, Criterion, Panel, Panellist, Score
from ..refusal import CannotBeDone
from .conflicts import conflict
from .phases import rights_on
from .rows import answers_of, judged_of, judges_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Scores by criterion, and words to the panel and to whoever gave the answer."""

    scores: Mapping[int, int] = field(default_factory=dict)
    to_panel: str = ""
    to_submitter: str = ""


class NotWhole(CannotBeDone):
    """It was kept and not given: criteria are without a score."""

    def __init__(self, criteria: list[Criterion]) -> None:
        names = ", ".join(row.name for row in criteria)
        super().__init__(f"It is kept, and not given yet. Score these too: {names}.")
        self.criteria = criteria


def opinion_of(assessment: Assessment | None) -> Opinion:
    if assessment is None:
        return Opinion()
    return Opinion(
        scores={row.criterion_id: row.value for row in assessment.scores.all()},
        to_panel=assessment.to_panel,
        to_submitter=assessment.to_submitter,
    )


def keep(
    assignment: Assignment, opinion: Opinion, *, by: AbstractBaseUser, version: int = 0
) -> Assessment:
    """Keep what is begun; nobody else sees it. The same again changes nothing.

    Args:
        version: of the assessment that was looked at; 0 where there was none.

    Raises:
        CannotBeDone: it may not be scored (any more), or was changed on another device meanwhile.
    """
    return _write(assignment, opinion, by=by, version=version, gives=False)


def give(
    assignment: Assignment, opinion: Opinion, *, by: AbstractBaseUser, version: int = 0
) -> Assessment:
    """Give it to the panel, or a change to what was given. What is not whole is kept all the same.

    Raises:
        NotWhole: criteria without a score.
        CannotBeDone: as `keep`.
    """
    lacking = [
        row for row in live_criteria(assignment.panellist.panel) if row.pk not in opinion.scores
    ]
    assessment = _write(assignment, opinion, by=by, version=version, gives=not lacking)
    if lacking and assessment.given_at is None:
        raise NotWhole(lacking)
    return assessment


def live_criteria(panel: Panel) -> list[Criterion]:
    return list(panel.criteria.filter(retired_at__isnull=True))


@transaction.atomic
def _write(
    assignment: Assignment, opinion: Opinion, *, by: AbstractBaseUser, version: int, gives: bool
) -> Assessment:
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related(
        "panellist__panel__call", "submission"
    ).get(pk=assignment.pk)  # fmt: skip
    _refuse_unless_scorable(assignment)
    scores = _checked(assignment.panellist.panel, opinion.scores)
    row = Assessment.objects.filter(assignment=assignment).first()
    if row is not None and opinion_of(row) == opinion and (row.given_at or not gives):
        return row
    if version != (row.version if row else 0):
        raise CannotBeDone(
            "You changed this on another device meanwhile. What you wrote here is still in the form: "
            "compare, and save it again."
        )
    before = snapshot(row) if row else None
    if row is None:
        row = Assessment(assignment=assignment, version=0)
    elif row.given_at and not gives:
        lacking = {each.pk for each in live_criteria(assignment.panellist.panel)} - scores.keys()
        if lacking:
            raise CannotBeDone("You have given this already: every criterion keeps a score.")
    row.to_panel, row.to_submitter = opinion.to_panel, opinion.to_submitter
    is_first = gives and row.given_at is None
    row.given_at = timezone.now() if is_first else row.given_at
    row.version += 1
    row.save()
    row.scores.exclude(criterion__in=scores).delete()
    Score.objects.bulk_create(
        [Score(assessment=row, criterion_id=pk, value=value) for pk, value in scores.items()],
        update_conflicts=True,
        unique_fields=["assessment", "criterion"],
        update_fields=["value"],
    )
    verb = "gave" if is_first else "changed" if before else "began"
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row))
    return row


def _checked(panel: Panel, scores: Mapping[int, int]) -> dict[int, int]:
    known = set(panel.criteria.values_list("pk", flat=True))
    if set(scores) - known:
        raise CannotBeDone("The criteria have changed meanwhile: load the page again.")
    if any(not panel.scale_from <= value <= panel.scale_to for value in scores.values()):
        raise CannotBeDone(f"Scores go from {panel.scale_from} to {panel.scale_to}.")
    return dict(scores)


def _refuse_unless_scorable(assignment: Assignment) -> None:
    """Asked again with each score: what was clear when it was given may not be any more."""
    panellist = assignment.panellist
    if assignment.taken_back_at or panellist.state != Panellist.State.SITS:
        raise CannotBeDone("This is no longer yours to score; what you gave before counts no more.")
    if not rights_on(timezone.localdate(), list(panellist.panel.phases.all())).may_score:
        raise CannotBeDone(
            "Scores are not taken today: the phase for them is over, or has not begun."
        )
    judged = judged_of(answers_of(panellist.panel).filter(pk=assignment.submission_id))
    if assignment.submission_id not in judged:
        raise CannotBeDone("This answer has been withdrawn: there is nothing to score any more.")
    if conflict(judges_of([panellist])[panellist.pk], judged[assignment.submission_id]):
        raise CannotBeDone("You do not judge this one: an interest stands in the way.")
