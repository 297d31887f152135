"""What came of a call: asked whom, answered who, decided, shown, stuck."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from alliance.directory.models import Authority

from ..calls.standing import Standing, standing
from ..models import Call, Case, Decision, FollowUp, RingBack, Showcase, Submission, SubmissionState
from ..triage.texts import compared

FEWEST = 5
"""A count that readers are told is at least this; below it nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Numbers of one call. Duplicates, withdrawn and erased answers count only where they are named."""

    members: int
    """Authorities that were asked."""
    answers: int
    authorities: int
    """Different ones among those that answered."""
    members_answered: int
    sections: int
    duplicates: int
    withdrawn: int
    begun: int
    themes: int
    decided: int
    chosen: int
    told: int
    replied: int
    shown: int
    asked_again: int
    """Follow-ups that somebody was asked about, and those that were answered."""
    heard: int
    stuck: int


def outcome_of(call: Call) -> Outcome:
    """Exact numbers, for the programme."""
    there = compared(call).filter(duplicate_of=None)
    of = list(there.values_list("authority", "authority__is_member", "section"))
    decisions = Decision.objects.filter(submission__call=call, is_current=True)
    follow_ups = FollowUp.objects.filter(case__submission__call=call, asked_at__isnull=False)
    every = Submission.objects.filter(call=call)
    return Outcome(
        members=Authority.objects.filter(is_member=True).count(),
        answers=len(of),
        authorities=len({authority for authority, _, _ in of if authority}),
        members_answered=len({authority for authority, is_member, _ in of if is_member}),
        sections=len({section for _, _, section in of if section}),
        duplicates=compared(call).filter(duplicate_of__isnull=False).count(),
        withdrawn=every.filter(state=SubmissionState.WITHDRAWN).count(),
        begun=every.filter(state=SubmissionState.DRAFT).count(),
        themes=call.themes.filter(submissions__isnull=False).distinct().count(),
        decided=decisions.count(),
        chosen=decisions.filter(outcome=Decision.Outcome.SHOWCASE).count(),
        told=decisions.filter(told_at__isnull=False).count(),
        replied=there.filter(replies__isnull=False).distinct().count(),
        shown=_shown(call),
        asked_again=follow_ups.count(),
        heard=follow_ups.exclude(found="").count(),
        stuck=follow_ups.filter(found=FollowUp.Found.STUCK).count(),
    )


def _shown(call: Call) -> int:
    """Cases that readers can see: agreed ones of a showcase that is launched and past its embargo."""
    launched = Showcase.objects.filter(call=call, state=Showcase.State.LAUNCHED).exclude(
        embargo_until__gt=timezone.now()
    )
    return Case.objects.filter(showcase__in=launched, state=Case.State.AGREED).count()


def public_sentence(call: Call) -> str:
    """What came of a call in one sentence for readers; nothing while it is open, or where it would tell of few.

    Only counts of five and more are said, and never a number from which a smaller one follows.
    """
    if standing(call, timezone.now()) is not Standing.CLOSED:
        return ""
    found = outcome_of(call)
    if found.answers < FEWEST:
        return ""
    said = f"{found.answers} ideas came in"
    if found.authorities >= FEWEST:
        said += f", from {found.authorities} authorities"
    if found.shown >= FEWEST and found.answers - found.shown >= FEWEST:
        said += f"; {found.shown} of them are in the showcase"
    elif found.shown == found.answers:
        said += "; all of them are in the showcase"
    return f"{said}."


def unsettled(call: Call) -> dict[str, int]:
    """What archiving would end: drafts destroyed, people who wait to be rung."""
    return {
        "drafts": Submission.objects.filter(call=call, state=SubmissionState.DRAFT).count(),
        "ring_backs": RingBack.objects.filter(
            call=call, state__in=[RingBack.State.WAITING, RingBack.State.TRIED]
        ).count(),
    }
