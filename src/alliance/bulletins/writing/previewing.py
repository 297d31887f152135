"""A draft as readers would see it: published, looked at, and taken back before anybody could."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from ..content import Content
from ..models import Bulletin, DraftIssue
from .compose import compose
from .contacts import open_to_all
from .publishing import write_bulletin
from .refusal import CannotBeDone

Looked = TypeVar("Looked")


def as_published(issue: DraftIssue, look: Callable[[Bulletin], Looked]) -> Looked:
    """What `look` makes of the bulletin that the draft would be; nothing of it stays.

    Raises:
        CannotBeDone: it cannot be a bulletin yet.
    """
    taken = Bulletin.objects.filter(number=issue.number).exclude(pk=issue.bulletin_id or 0)
    if taken.exists():
        raise CannotBeDone(f"There is an Update {issue.number} already: choose another number.")
    with transaction.atomic():
        bulletin = write_bulletin(issue, by=None, now=timezone.now())
        looked = look(bulletin)
        transaction.set_rollback(True)
    return looked


def content_to_send(issue: DraftIssue) -> Content:
    """What a Word file or mail of it says: no number or address that not everybody may see."""
    content = compose(issue).content
    return replace(content, contacts=open_to_all(content.contacts))
