"""Brings in a file of the old site as a document or picture of the library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.files import File
from django.db import transaction
from PIL import Image, UnidentifiedImageError
from wagtail.models import Collection, CollectionViewRestriction

from alliance.audit.trail import record
from alliance.directory.editors import GROUP
from alliance.library.models import DocumentFile, Picture
from alliance.pages.models import OldThing

from .outcome import Done, Outcome
from .plan import Fate, Planned

CLOSED = "From protected pages of the old site"
NO_FILE = "tried-only"
"""Where rows of a dry run say that their file is: nowhere."""


def save_file(thing: OldThing, planned: Planned, digest: str, *, dry_run: bool) -> Outcome:
    """Put the file into the library; one that was for some only goes where the programme alone sees it."""
    there = thing.document or thing.picture
    if there is not None and thing.digest == digest:
        return Outcome(planned=planned, done=Done.UNCHANGED, leads_to=where(thing))
    if there is None and thing.digest:
        doubt = "An editor has removed the file since; it was not brought in again."
        return Outcome(planned=planned, done=Done.KEPT, doubts=[doubt])
    is_new = there is None
    path = planned.file
    assert path is not None  # noqa: S101 - the plan has a reason otherwise
    if planned.fate is Fate.PICTURE:
        fault = _picture(thing, planned, path, dry_run=dry_run)
        if fault:
            thing.state, thing.reason = OldThing.State.MISSING, fault
            thing.save()
            return Outcome(planned=planned, done=Done.REFUSED, doubts=[fault])
    else:
        _document(thing, planned, path, dry_run=dry_run)
    thing.state, thing.reason, thing.digest = OldThing.State.MOVED, "", digest
    thing.save()
    record(by=None, verb="brought in", thing=thing.document or thing.picture)  # type: ignore[arg-type]
    return Outcome(
        planned=planned,
        done=Done.CREATED if is_new else Done.UPDATED,
        leads_to=where(thing),
        doubts=[] if planned.is_public else ["It was for some only: the programme alone sees it."],
    )


def where(thing: OldThing) -> str:
    """The address of a file, for readers."""
    return thing.document.url if thing.document else ""


def _document(thing: OldThing, planned: Planned, path: Path, *, dry_run: bool) -> None:
    title = planned.item.title[:255]
    collection = Collection.get_first_root_node() if planned.is_public else _closed()
    if dry_run:  # a row without its file, which is rolled back
        thing.document = thing.document or DocumentFile.objects.create(
            title=title, collection=collection, file=f"{NO_FILE}/{path.name}"
        )
        return
    document = thing.document or DocumentFile()
    document.title, document.collection = title, collection
    with _in_place_of_the_last(document, path):
        document._set_document_file_metadata()
        document.save()
    thing.document = document


def _picture(thing: OldThing, planned: Planned, path: Path, *, dry_run: bool) -> str:
    """Keep a picture; a sentence where it is none."""
    title = planned.item.title[:255]
    try:
        with Image.open(path) as read:
            width, height = read.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError):
        return f"{path.name} is not a picture that can be shown: save it anew and name it again."
    if dry_run:
        thing.picture = thing.picture or Picture.objects.create(
            title=title, file=f"{NO_FILE}/{path.name}", width=width, height=height
        )
        return ""
    picture = thing.picture or Picture()
    picture.title = title
    with _in_place_of_the_last(picture, path):
        picture._set_image_file_metadata()
        picture.save()
    picture.renditions.all().delete()  # sizes of the picture that was there before
    thing.picture = picture
    return ""


@contextmanager
def _in_place_of_the_last(row: DocumentFile | Picture, path: Path) -> Iterator[None]:
    """The file is the row's, to be saved inside; one that it had is removed once this one is kept."""
    before, storage = row.file.name if row.pk else "", row.file.storage
    with path.open("rb") as file:
        row.file = File(file, name=path.name)
        yield
    if before:
        transaction.on_commit(lambda: storage.delete(before))


def _closed() -> Collection:
    """Where only the programme looks, made when it is first needed."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=CLOSED).first()
    if found is None:
        found = root.add_child(instance=Collection(name=CLOSED))
        restriction = CollectionViewRestriction.objects.create(
            collection=found, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.set(Group.objects.filter(name=GROUP))
    return found
