"""Files that are answers: documents of the library that only their own address gives out."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.files import File
from wagtail.models import Collection, CollectionViewRestriction

from alliance.library.models import DocumentFile
from alliance.library.models.agreement import fingerprint

COLLECTION = "Answers to what is asked"


def take_in(file: File[bytes], *, title: str, by: AbstractBaseUser | None) -> DocumentFile:
    """Keep a file that was handed in; `library.documents.taking_in.check` has looked at it."""
    document = DocumentFile(
        title=title[:255], collection=_closed(), uploaded_by_user_id=by.pk if by else None
    )
    document.file = file
    document.sha256, document.file_size = fingerprint(file), file.size
    document.save()
    return document


def _closed() -> Collection:
    """Private to a group that nobody is in, so that Wagtail's own address gives nothing out."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    if found is None:
        found = root.add_child(instance=Collection(name=COLLECTION))
    CollectionViewRestriction.objects.get_or_create(
        collection=found, restriction_type=CollectionViewRestriction.GROUPS
    )
    return found
