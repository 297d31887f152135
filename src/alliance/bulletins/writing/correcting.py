"""Putting a published bulletin right: changed with a note that its readers see, at its own address."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record
from alliance.delivery import keep
from alliance.directory.models import User
from alliance.search.registry import index

from .. import deliverable
from ..importing.read_back import content_in
from ..models import Bulletin, Correction, DraftIssue, DraftItem, IssueState
from .changing import keep_version, saying
from .compose import without_marks
from .publishing import faults_of, stands_against, write_bulletin
from .refusal import CannotBeDone
from .said import Dated, dates_to_json


@transaction.atomic
def begin_correction(*, by: User, bulletin: Bulletin) -> DraftIssue:
    """The draft of a published bulletin, as that stands now, open to be changed.

    An imported bulletin has none yet and is given one. Readers see nothing of it.

    Raises:
        CannotBeDone: it is not published.
    """
    bulletin = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    if not bulletin.live:
        raise CannotBeDone("It is not published: there is nothing to correct.")
    issue, _ = DraftIssue.objects.select_for_update().get_or_create(
        number=bulletin.number,
        defaults={
            "date": bulletin.date,
            "state": IssueState.PUBLISHED,
            "bulletin": bulletin,
            "created_by": by,
        },
    )
    if issue.state == IssueState.CORRECTING:
        return issue
    if issue.bulletin_id != bulletin.pk:
        raise CannotBeDone(
            f"A draft of another Update {bulletin.number} is being written. Change its number first."
        )
    _as_it_stands(issue, bulletin, by)
    issue.state, issue.version = IssueState.CORRECTING, issue.version + 1
    issue.save()
    record(by=by, verb="began to correct", thing=issue)
    return issue


def _as_it_stands(issue: DraftIssue, bulletin: Bulletin, by: User) -> None:
    """The rows of the draft brought to what readers see: it may have been changed elsewhere since."""
    issue.date, issue.introduction = bulletin.date, bulletin.introduction
    known = {item.matter_id: item for item in issue.items.filter(matter__isnull=False)}
    shown = []
    for row in bulletin.appearances.order_by("position").prefetch_related("dates", "item__topics"):
        item = known.pop(row.item_id, None) or DraftItem(issue=issue, matter_id=row.item_id)
        before = saying(item) if item.pk else None
        item.position, item.section, item.removed_at = row.position, row.section, None
        item.title, item.body, item.action_text = row.title, row.body, row.action_text
        item.people, item.audience, item.found = list(row.named), row.audience, []
        item.topics = sorted(topic.pk for topic in row.item.topics.all())
        dates = [Dated(each.date, each.kind, each.words) for each in row.dates.all()]
        item.dates = dates_to_json(dates)
        now = saying(item)
        if now != before:
            item.version += before is not None
            item.save()
            keep_version(item, now, by=by, at=timezone.now())
        else:
            item.save()
        shown.append(item.pk)
    issue.items.exclude(pk__in=shown).filter(removed_at__isnull=True).update(
        removed_at=timezone.now()
    )


@transaction.atomic
def correct(*, by: User, issue: DraftIssue, note: str) -> Correction:
    """Publish what was changed, with the note.

    Raises:
        CannotBeDone: nothing was changed, or there is no note.
    """
    issue = DraftIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if issue.state != IssueState.CORRECTING or issue.bulletin is None:
        raise CannotBeDone("It is not being corrected.")
    if not note.strip():
        raise CannotBeDone("Say what was corrected: readers are told.")
    if faults := faults_of(issue):
        raise CannotBeDone(" ".join(faults))
    if found := stands_against(issue):
        raise CannotBeDone(f"{found[0].where}: {found[0].says}")
    before = without_marks(content_in(issue.bulletin))
    told = dict(issue.bulletin.appearances.values_list("position", "item"))
    bulletin = write_bulletin(issue, by=by, now=timezone.now())
    after = without_marks(content_in(bulletin))
    if before == after:
        raise CannotBeDone("Nothing has been changed. Change what is wrong, then say what it was.")
    was = {told[place]: item for place, item in enumerate(before.items)}
    now = dict(bulletin.appearances.values_list("position", "item"))
    changed = [now[p] for p, item in enumerate(after.items) if was.get(now[p]) != item]
    correction = Correction.objects.create(bulletin=bulletin, note=note.strip()[:500], by=by)
    correction.items.set(changed)
    keep.follow(deliverable.NAME, changed)
    index(Bulletin, [bulletin.pk])
    issue.state = IssueState.PUBLISHED
    issue.save()
    record(by=by, verb="corrected", thing=issue)
    return correction


@transaction.atomic
def give_up(*, by: User, issue: DraftIssue) -> None:
    """Leave the bulletin as it is; what was written is kept in the history of its items."""
    issue = DraftIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if issue.state == IssueState.CORRECTING:
        issue.state = IssueState.PUBLISHED
        issue.save()
        record(by=by, verb="gave up correcting", thing=issue)
