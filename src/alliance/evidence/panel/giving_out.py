"""Giving answers to the panel to read, and taking them back."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Assignment, Panel, Panellist, Submission
from ..refusal import CannotBeDone
from .assign import Pair, Plan, assign
from .conflicts import Judge, Judged, conflict, conflicts
from .letters import write_to_panellist
from .rows import answers_of, judged_of, judges_of

EVENED, LEFT = "To even out the reading", "Left the panel"
AGAIN = (EVENED, LEFT)
"""Reasons for which something was taken back and may yet be given to the same person again."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with what it rests on, so that nothing else is given than what was looked at."""

    plan: Plan
    judges: dict[int, Judge]
    answers: dict[int, Judged]
    conflicts: dict[Pair, str]
    stamp: str

    @property
    def sentences(self) -> list[str]:
        """Answers that cannot have all the readers they should."""
        return [
            f"{self.answers[answer].label} has only {_readers(count)} clear of conflicts."
            for answer, count in sorted(self.plan.short.items())
        ]


def _readers(count: int) -> str:
    return {0: "no reader", 1: "one reader", 2: "two readers"}.get(count, f"{count} readers")


def propose(panel: Panel) -> Proposal:
    """Who would read what, if it were given now: as even as can be, with as few changes as possible."""
    return _proposal(panel, may_move=True)


def _proposal(panel: Panel, *, may_move: bool) -> Proposal:
    answers = judged_of(answers_of(panel))
    judges = judges_of(
        panel.panellists.filter(state=Panellist.State.SITS, declared_at__isnull=False)
    )
    clashes = conflicts(judges.values(), answers.values())
    barred, fixed, loose = set(clashes), set(), set()
    rows = Assignment.objects.filter(panellist__panel=panel).select_related("assessment")
    for row in rows:
        pair = (row.submission_id, row.panellist_id)
        if row.taken_back_at:
            if row.taken_back_why not in AGAIN:
                barred.add(pair)
        elif pair in clashes:
            continue
        elif row.is_by_hand or hasattr(row, "assessment") or not may_move:
            fixed.add(pair)
        else:
            loose.add(pair)
    # Who has given their scores and left is a reader still.
    gone = {pair for pair in fixed if pair[1] not in judges}
    each = panel.readers_each
    plan = assign(
        sorted(answers),
        sorted(judges.keys() | {reader for _, reader in gone}),
        each=each,
        barred=barred | {(answer, reader) for answer in answers for _, reader in gone},
        fixed=fixed,
        loose=loose,
    )
    facts = (sorted(plan.pairs), sorted(plan.dropped), sorted(clashes), each)
    stamp = hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
    return Proposal(plan, judges, answers, clashes, stamp)


@transaction.atomic
def give_out(panel: Panel, *, by: AbstractBaseUser, stamp: str) -> Plan:
    """Give what was proposed, and tell those who have something new to read. The same again is nothing.

    Raises:
        CannotBeDone: it is no longer what would be proposed, as when somebody declared an interest.
    """
    panel = _held(panel)
    proposal = propose(panel)
    if proposal.stamp != stamp:
        raise CannotBeDone(
            "Things have changed since this was proposed, and nothing was given. Look at the new "
            "proposal below."
        )
    # What came up in the directory since: nobody declared it, and it stands in the way all the same.
    _take_back_conflicts(panel, by=by)
    for answer, reader in sorted(proposal.plan.dropped):
        row = Assignment.objects.get(submission=answer, panellist=reader)
        _take_back(row, by=by, why=EVENED)
    _give(panel, proposal.plan.new, by=by)
    return proposal.plan


@transaction.atomic
def refill(panel: Panel, *, by: AbstractBaseUser | None) -> int:
    """Find new readers for what was taken back; nothing else moves. How many were found.

    A panel that was given nothing yet is given nothing by this.
    """
    panel = _held(panel)
    given = Assignment.objects.filter(panellist__panel=panel)
    if not given.exists():
        return 0
    ever = set(given.values_list("submission", flat=True))
    plan = _proposal(panel, may_move=False).plan
    return _give(panel, {pair for pair in plan.new if pair[0] in ever}, by=by)


@transaction.atomic
def give_by_hand(
    panel: Panel, submission: Submission, panellist: Panellist, *, by: AbstractBaseUser
) -> Assignment:
    """Give one answer to one of the panel; it stays when others are evened out.

    Raises:
        CannotBeDone: they do not sit, have not declared their interests, have a conflict, or have it.
    """
    panel = _held(panel)
    panellist = panel.panellists.select_related("person").get(pk=panellist.pk)
    if panellist.state != Panellist.State.SITS or panellist.declared_at is None:
        raise CannotBeDone(f"{panellist} has not said yet which interests they have.")
    found = judged_of(answers_of(panel).filter(pk=submission.pk)).get(submission.pk)
    if found is None:
        raise CannotBeDone(f"{submission} is not judged: it was withdrawn, merged or not let in.")
    if why := conflict(judges_of([panellist])[panellist.pk], found):
        raise CannotBeDone(f"{panellist} does not judge {submission}: {why}.")
    if Assignment.objects.filter(
        panellist=panellist, submission=submission, taken_back_at__isnull=True
    ).exists():
        raise CannotBeDone(f"{panellist} has {submission} already.")
    _give(panel, {(submission.pk, panellist.pk)}, by=by, is_by_hand=True)
    return Assignment.objects.get(panellist=panellist, submission=submission)


@transaction.atomic
def take_back(assignment: Assignment, *, by: AbstractBaseUser, why: str) -> Assignment:
    """Take an answer back, for a reason; scores given for it count no more."""
    panel = _held(assignment.panellist.panel)
    row = Assignment.objects.get(pk=assignment.pk, panellist__panel=panel)
    if row.taken_back_at:
        raise CannotBeDone("It has been taken back already.")
    return _take_back(row, by=by, why=why)


@transaction.atomic
def take_back_of(panellist: Panellist, *, by: AbstractBaseUser | None, why: str) -> int:
    """All that somebody has not given their scores for."""
    rows = panellist.assignments.filter(taken_back_at__isnull=True)
    open_ = list(rows.exclude(assessment__given_at__isnull=False))
    for row in open_:
        _take_back(row, by=by, why=why)
    return len(open_)


@transaction.atomic
def settle_conflicts(panel: Panel, *, by: AbstractBaseUser | None) -> int:
    """Take back whatever somebody may judge no more, and find new readers for it. How many."""
    panel = _held(panel)
    if back := _take_back_conflicts(panel, by=by):
        refill(panel, by=by)
    return back


def _take_back_conflicts(panel: Panel, *, by: AbstractBaseUser | None) -> int:
    rows = list(
        Assignment.objects.filter(
            panellist__panel=panel, taken_back_at__isnull=True
        ).select_related("submission", "panellist")
    )
    judges = judges_of({row.panellist for row in rows})
    judged = judged_of({row.submission for row in rows})
    back = 0
    for row in rows:
        if why := conflict(judges[row.panellist_id], judged[row.submission_id]):
            _take_back(row, by=by, why=f"{why[0].upper()}{why[1:]}")
            back += 1
    return back


def _held(panel: Panel) -> Panel:
    """The panel, held until the end of the transaction: two givings come one after the other."""
    return Panel.objects.select_for_update(of=("self",)).select_related("call").get(pk=panel.pk)


def _give(
    panel: Panel, pairs: Collection[Pair], *, by: AbstractBaseUser | None, is_by_hand: bool = False
) -> int:
    news: dict[int, int] = defaultdict(int)
    for answer, reader in sorted(pairs):
        row, is_new = Assignment.objects.get_or_create(
            panellist_id=reader, submission_id=answer, defaults={"is_by_hand": is_by_hand}
        )
        before = None if is_new else snapshot(row)
        if not is_new:
            row.given_at, row.is_by_hand = timezone.now(), is_by_hand
            row.taken_back_at, row.taken_back_why = None, ""
            row.save()
        record(by=by, verb="gave to read", thing=row, before=before, after=snapshot(row))
        news[reader] += 1
    readers = panel.panellists.filter(pk__in=news).select_related("person__user", "panel__call")
    for panellist in readers:
        count = news[panellist.pk]
        write_to_panellist(
            panellist,
            "given.txt",
            f"{'An answer' if count == 1 else f'{count} answers'} to read for {panel.call}",
            count=count,
            phase=panel.phases.filter(may_score=True, ends_on__gte=timezone.localdate()).first(),
        )
    return len(pairs)


def _take_back(row: Assignment, *, by: AbstractBaseUser | None, why: str) -> Assignment:
    before = snapshot(row)
    row.taken_back_at, row.taken_back_why = timezone.now(), why[:300]
    row.save(update_fields=["taken_back_at", "taken_back_why"])
    record(by=by, verb="took back", thing=row, before=before, after=snapshot(row))
    return row
