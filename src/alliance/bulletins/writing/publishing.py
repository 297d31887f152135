"""A draft becomes a bulletin: approved where that is wanted, now or at its time, once and whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.delivery import keep
from alliance.directory.models import User
from alliance.search.registry import index

from .. import deliverable
from ..content import CannotSave
from ..importing import save_reading
from ..importing.save import keep_revision
from ..models import (
    OPEN,
    Appearance,
    Bulletin,
    DraftIssue,
    DraftItem,
    IssueState,
    Item,
    PublishingRules,
)
from ..preflight.finding import Finding
from .checked import checked, hand_over_passed
from .compose import Composed, compose, items_of, reading_of
from .mailing import plan_mail
from .refusal import CannotBeDone
from .telling import tell

SOURCE = "the draft"


# Approval ------------------------------------------------------------------------------------------


@transaction.atomic
def ask_approval(*, by: User, issue: DraftIssue, of: User | None) -> DraftIssue:
    """Ask a second person to look at it.

    Raises:
        CannotBeDone: it is not being written, or one asks oneself.
    """
    issue = _locked(issue)
    if issue.state not in (IssueState.WRITING, IssueState.APPROVAL):
        raise CannotBeDone(f"It cannot be approved now: {issue.get_state_display().lower()}.")
    if of is not None and of.pk == by.pk:
        raise CannotBeDone("Somebody else approves it, not whoever asks. Choose another person.")
    if faults := faults_of(issue):
        raise CannotBeDone(" ".join(faults))
    issue.state, issue.asked_by, issue.asked_of = IssueState.APPROVAL, by, of
    issue.held_because = ""
    issue.save()
    record(by=by, verb="asked for approval of", thing=issue)
    tell(
        of,
        issue,
        subject="waits for you",
        words=f"{by} asks you to look at {issue} and approve it.",
    )
    return issue


@transaction.atomic
def approve(*, by: User, issue: DraftIssue, version: int) -> DraftIssue:
    """Say that it may go out as it was looked at.

    Raises:
        CannotBeDone: it has changed since, it does not wait, or it is one's own.
    """
    issue = _locked(issue)
    if issue.state != IssueState.APPROVAL:
        raise CannotBeDone("It does not wait for approval any more.")
    if issue.asked_by_id == by.pk:
        raise CannotBeDone("A second person approves it: you asked for it yourself.")
    if issue.version != version:
        raise CannotBeDone("It has been changed since you opened it. Look at it again first.")
    issue.approved_by, issue.approved_at = by, timezone.now()
    issue.approved_version = issue.version
    issue.save()
    record(by=by, verb="approved", thing=issue)
    return issue


@transaction.atomic
def send_back(*, by: User, issue: DraftIssue, why: str) -> DraftIssue:
    """Not yet: back to being written, with the reason."""
    issue = _locked(issue)
    if issue.state != IssueState.APPROVAL:
        raise CannotBeDone("It does not wait for approval any more.")
    if not why.strip():
        raise CannotBeDone("Say what is to be mended: whoever writes it reads that.")
    _withdraw_approval(issue)
    issue.state = IssueState.WRITING
    issue.held_because = f"{by}: {why.strip()}"
    issue.save()
    record(by=by, verb="sent back", thing=issue)
    if issue.asked_by_id != by.pk:
        words = f"{by} has sent {issue} back: {why.strip()}"
        tell(issue.asked_by, issue, subject="was sent back", words=words)
    return issue


def _withdraw_approval(issue: DraftIssue) -> None:
    issue.approved_by, issue.approved_at, issue.approved_version = None, None, None


# What stands against it ------------------------------------------------------------------------------


def faults_of(issue: DraftIssue) -> list[str]:
    """What must be done before it can be a bulletin at all; each with how to mend it."""
    items = items_of(issue)
    faults = []
    if not items:
        faults.append("There is no item in it yet.")
    faults += [
        f"Item {place} has no title: write one, or take the item out."
        for place, item in enumerate(items, 1)
        if not item.title.strip()
    ]
    if undecided := [item for item in items if item.found]:
        count = sum(len(item.found) for item in undecided)
        titles = ", ".join(f"“{item}”" for item in undecided[:3])
        more = f" and {len(undecided) - 3} more" if len(undecided) > 3 else ""
        what, verb = ("thing", "is") if count == 1 else ("things", "are")
        faults.append(
            f"{count} {what} read from the words of {titles}{more} {verb} neither taken nor dropped."
        )
    taken = Bulletin.objects.filter(number=issue.number).exclude(pk=issue.bulletin_id or 0)
    if taken.exists():
        faults.append(f"There is an Update {issue.number} already: choose another number.")
    return faults


def lacks_approval(issue: DraftIssue) -> bool:
    return PublishingRules.get().second_person and not issue.is_approved


def stands_against(issue: DraftIssue) -> list[Finding]:
    """What the check found that nobody let pass."""
    return checked(compose(issue)).standing


def _may_go(issue: DraftIssue) -> None:
    if faults := faults_of(issue):
        raise CannotBeDone(" ".join(faults))
    if found := stands_against(issue):
        what = "thing stands" if len(found) == 1 else "things stand"
        said = " ".join(f"{each.where}: {each.says}" for each in found[:3])
        raise CannotBeDone(f"{len(found)} {what} against it. {said}")
    if lacks_approval(issue):
        raise CannotBeDone("A second person has not approved it as it stands. Ask for that first.")


# Out -----------------------------------------------------------------------------------------------


@transaction.atomic
def publish_issue(
    *, by: User | None, issue: DraftIssue, sends_mail: bool | None = None
) -> Bulletin:
    """Make it the bulletin of its number, with all that follows from that. Twice it is once.

    Args:
        sends_mail: whether it is sent to those who want it; without it, what was chosen with its
            time, or else the rule.

    Raises:
        CannotBeDone: something is missing; nothing is published.
    """
    issue = _locked(issue)
    if issue.state in (IssueState.PUBLISHED, IssueState.CORRECTING) and issue.bulletin:
        return issue.bulletin
    _may_go(issue)
    now = timezone.now()
    before = snapshot(issue, ["state", "number", "version"])
    bulletin = write_bulletin(issue, by=by, now=now)
    hand_over_passed(issue, bulletin)
    issue.bulletin, issue.state = bulletin, IssueState.PUBLISHED
    issue.scheduled_for, issue.scheduled_by, issue.held_because = None, None, ""
    issue.save()
    plan_mail(by=by, issue=issue, bulletin=bulletin, choice=sends_mail)
    record(
        by=by,
        verb="published",
        thing=issue,
        before=before,
        after=snapshot(issue, ["state", "number", "version"]),
    )
    return bulletin


def write_bulletin(issue: DraftIssue, *, by: User | None, now: dt.datetime) -> Bulletin:
    """The bulletin that the draft is, through the door that imported ones come in by.

    Raises:
        CannotBeDone: what it says cannot be stored.
    """
    composed = compose(issue)
    try:
        with keep.together():
            outcome = save_reading(
                reading_of(composed),
                by=by,
                source_name=SOURCE,
                same_as={place: item.matter_id for place, item in enumerate(composed.items)},
            )
            bulletin = Bulletin.objects.get(pk=outcome.bulletin)
            _finish(bulletin, composed, outcome.items, now)
            keep.follow(deliverable.NAME, outcome.items)
    except CannotSave as fault:
        raise CannotBeDone(" ".join(fault.faults)) from fault
    keep_revision(bulletin, by)
    written: Bulletin = Bulletin.objects.get(pk=bulletin.pk)
    return written


def _finish(
    bulletin: Bulletin, composed: Composed, matters: Sequence[int], now: dt.datetime
) -> None:
    """What a source cannot say and a draft does: when it came out, topics, whom it is for."""
    times = {"last_published_at": now}
    if not bulletin.live_revision_id:
        times["first_published_at"] = now
    Bulletin.objects.filter(pk=bulletin.pk).update(live=True, **times)
    rows = list(bulletin.appearances.order_by("position"))
    topics = Item.topics.through
    wanted = []
    for row, item, matter in zip(rows, composed.items, matters, strict=True):
        row.audience = item.audience
        wanted += [topics(item_id=matter, topic_id=topic) for topic in item.topics]
        if item.matter_id != matter:
            item.matter_id = matter
            DraftItem.objects.filter(pk=item.pk).update(matter=matter)
    Appearance.objects.bulk_update(rows, ["audience"])
    topics.objects.bulk_create(wanted, ignore_conflicts=True)
    index(Item, list(matters))


# At its time -----------------------------------------------------------------------------------------


@transaction.atomic
def schedule(
    *, by: User, issue: DraftIssue, moment: dt.datetime, sends_mail: bool | None = None
) -> DraftIssue:
    """Publish it then; another time given later takes the place of this.

    Args:
        sends_mail: whether it is sent then to those who want it; without it, the rule of that time.

    Raises:
        CannotBeDone: the moment has passed, or something is missing.
    """
    issue = _locked(issue)
    if issue.state not in OPEN:
        raise CannotBeDone("It is published already.")
    if moment <= timezone.now():
        raise CannotBeDone("That time has passed. Give one to come, or publish it now.")
    _may_go(issue)
    issue.state, issue.scheduled_for, issue.scheduled_by = IssueState.SCHEDULED, moment, by
    issue.held_because, issue.sends_mail = "", sends_mail
    issue.save()
    record(by=by, verb="scheduled", thing=issue)
    return issue


@transaction.atomic
def take_from_schedule(*, by: User, issue: DraftIssue) -> DraftIssue:
    """It stays a draft and may be changed again.

    Raises:
        CannotBeDone: it is out, or not scheduled.
    """
    issue = _locked(issue)
    if issue.state != IssueState.SCHEDULED:
        raise CannotBeDone(f"It is not scheduled: {issue.get_state_display().lower()}.")
    _unschedule(issue)
    issue.save()
    record(by=by, verb="took from the schedule", thing=issue)
    return issue


def _unschedule(issue: DraftIssue) -> None:
    issue.state = IssueState.APPROVAL if issue.is_approved else IssueState.WRITING
    issue.scheduled_for, issue.scheduled_by, issue.sends_mail = None, None, None


def publish_due(now: dt.datetime) -> list[int]:
    """Publish what was to be out by now, also what was missed; returns the numbers.

    What cannot go out goes back to being written, and says why.
    """
    due = DraftIssue.objects.filter(state=IssueState.SCHEDULED, scheduled_for__lte=now)
    out = []
    for issue in due.order_by("number"):
        try:
            publish_issue(by=issue.scheduled_by, issue=issue)
        except CannotBeDone as refusal:
            _hold(issue, str(refusal))
        else:
            out.append(issue.number)
    return out


@transaction.atomic
def _hold(issue: DraftIssue, why: str) -> None:
    issue = _locked(issue)
    if issue.state == IssueState.SCHEDULED:
        scheduled_by = issue.scheduled_by
        _unschedule(issue)
        issue.held_because = f"It did not go out at its time. {why}"
        issue.save()
        record(by=None, verb="held back", thing=issue)
        tell(scheduled_by, issue, subject="did not go out", words=issue.held_because)


def _locked(issue: DraftIssue) -> DraftIssue:
    return DraftIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
