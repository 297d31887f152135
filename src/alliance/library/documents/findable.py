"""What documents and papers of meetings say of themselves to the index, and to whom."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction

from alliance.directory.models import Area
from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress
from alliance.search import registry
from alliance.search.document import Document
from alliance.search.models import MEMBERS, PROGRAMME, PUBLIC, of_area

from ..models import DocumentFile, MeetingPaper, Publication, Version
from ..restricted import areas_of
from .text import text_in


def register() -> None:
    registry.register(DocumentFile, document=_document, rows=_documents)
    registry.register(MeetingPaper, document=_paper, rows=_papers)
    for signal in (post_save, post_delete):
        for model in (Area, CollectionViewRestriction):
            signal.connect(
                _closed_or_opened, sender=model, dispatch_uid=f"alliance.library.{model.__name__}"
            )
    for model in (Publication, Version, MeetingPaper):
        post_save.connect(
            _told_elsewhere, sender=model, dispatch_uid=f"alliance.library.told.{model.__name__}"
        )
    post_save.connect(_moved, sender=Collection, dispatch_uid="alliance.library.collection")


def audience_of(document: DocumentFile) -> str:
    """Who may find a document: those who may open it, or else fewer.

    A collection for whoever is signed in is the members'; one for a group, or an area in another
    way closed too, is found by the programme alone.
    """
    areas = list(areas_of(document.collection).values_list("pk", flat=True))
    kinds = {each.restriction_type for each in document.collection.get_view_restrictions()}
    if not areas and not kinds:
        return PUBLIC
    if not areas and kinds == {CollectionViewRestriction.LOGIN}:
        return MEMBERS
    return of_area(areas[0]) if len(areas) == 1 and not kinds else PROGRAMME


def _documents() -> QuerySet[DocumentFile]:
    rows: QuerySet[DocumentFile] = DocumentFile.objects.select_related("collection")
    return rows


def _document(document: DocumentFile) -> Document | None:
    """None where something else tells of it: a publication, a meeting that has it among its papers."""
    if document.archived_at or Publication.objects.filter(document=document).exists():
        return None
    if Version.objects.filter(document=document).exists():  # an earlier one: its page has it
        return None
    if MeetingPaper.objects.filter(document=document).exists():
        return None
    return Document(
        title=document.title,
        kind="Document",
        url=document.url,
        body=text_in(document.file.name),
        audience=audience_of(document),
        date=document.created_at.date(),
    )


def _told_elsewhere(
    instance: Publication | Version | MeetingPaper, raw: bool = False, **signal: object
) -> None:
    """A document that a publication or a meeting tells of is found by that, and once."""
    if not raw and instance.document_id:
        registry.index(DocumentFile, [instance.document_id])


def _papers() -> QuerySet[MeetingPaper]:
    return MeetingPaper.objects.select_related("document", "meeting__network")


def _paper(paper: MeetingPaper) -> Document | None:
    """Members' papers are found by the programme alone: the index knows no networks."""
    if paper.removed_at:
        return None
    return Document(
        title=paper.title,
        kind="Paper",
        url=paper.get_absolute_url(),
        body=text_in(paper.document.file.name),
        audience=PUBLIC if paper.audience == MeetingPaper.Audience.PUBLIC else PROGRAMME,
        date=paper.meeting.on,
    )


# Doors that close or open round documents that are in the index already ---------------------------


def _closed_or_opened(
    instance: Area | CollectionViewRestriction, raw: bool = False, **signal: object
) -> None:
    """At once: what is closed must not be found for a moment longer."""
    if not raw and instance.collection is not None:
        index_below(instance.collection)


def _moved(
    instance: Collection, raw: bool = False, created: bool = False, **signal: object
) -> None:
    """A collection may be moved after it is saved, without saying so: looked at when that is over."""
    if not raw and not created:
        enqueue(index_collection, instance.pk, unique=True)


@job(title="Index the documents of a collection")
def index_collection(progress: Progress, pk: int) -> str:
    if collection := Collection.objects.filter(pk=pk).first():
        index_below(collection)
    return "Done."


def index_below(collection: Collection) -> None:
    """Say anew who finds the documents of a collection, and what tells of them."""
    rows = DocumentFile.objects.filter(collection__path__startswith=collection.path)
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        return
    registry.index(DocumentFile, ids)
    with_them = Publication.objects.filter(document__in=ids)
    if found := list(with_them.values_list("pk", flat=True)):
        registry.index(Publication, found)
