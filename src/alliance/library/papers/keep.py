"""Adding a paper to a meeting, saying who may read it, taking it away."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Meeting

from ..models import DocumentFile, MeetingPaper
from ..models.agreement import fingerprint

COLLECTION = "Papers of meetings"


@transaction.atomic
def add_paper(
    *,
    by: AbstractBaseUser | None,
    meeting: Meeting,
    file: File[bytes],
    title: str,
    kind: str,
    audience: str,
) -> MeetingPaper:
    """Take a file in as a document of the library, in a collection that nothing else serves.

    A later version of the same paper is added beside the earlier, which is then taken away. The very
    same again (pressed twice, sent twice) is the one that is there.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)  # of two at once, the second waits
    content = fingerprint(file)
    again = MeetingPaper.objects.filter(
        meeting=meeting, document__sha256=content, title=title, kind=kind, removed_at=None
    ).first()
    if again is not None:
        return again
    document = DocumentFile(
        title=title, collection=_closed_collection(), uploaded_by_user_id=by.pk if by else None
    )
    document.file = file
    document.sha256, document.file_size = content, file.size
    document.save()
    paper = MeetingPaper.objects.create(
        meeting=meeting,
        document=document,
        title=title,
        kind=kind,
        audience=audience,
        added_by_id=by.pk if by else None,
    )
    record(by=by, verb="added", thing=paper, after=snapshot(paper))
    return paper


@transaction.atomic
def show_to(*, by: AbstractBaseUser | None, paper: MeetingPaper, audience: str) -> MeetingPaper:
    """Let others read it from now on, or fewer."""
    paper = MeetingPaper.objects.select_for_update().get(pk=paper.pk)
    if paper.audience != audience:
        before = snapshot(paper)
        paper.audience = audience
        paper.full_clean()
        paper.save()
        record(by=by, verb="showed to others", thing=paper, before=before, after=snapshot(paper))
    return paper


@transaction.atomic
def remove_paper(*, by: AbstractBaseUser | None, paper: MeetingPaper) -> MeetingPaper:
    """Take a paper away: nobody can read it any more; the file and that it was there stay."""
    paper = MeetingPaper.objects.select_for_update().get(pk=paper.pk)
    if paper.removed_at is None:
        before = snapshot(paper)
        paper.removed_at = timezone.now()
        paper.save()
        record(by=by, verb="removed", thing=paper, before=before, after=snapshot(paper))
    return paper


def _closed_collection() -> Collection:
    """Where papers lie: private to a group that nobody is in, so that their own address alone
    gives them out."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    if found is None:
        found = root.add_child(instance=Collection(name=COLLECTION))
    CollectionViewRestriction.objects.get_or_create(
        collection=found, restriction_type=CollectionViewRestriction.GROUPS
    )
    return found
