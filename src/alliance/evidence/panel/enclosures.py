"""Enclosures for a panel that reads blind: cleaned copies, shown after somebody has looked."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from alliance.audit.trail import record

from ..models import Enclosure, Panel
from ..refusal import CannotBeDone
from .blank import Blank
from .clean import CannotBeCleaned, clean
from .rows import judged
from .words import words_of


def enclosures_of(panel: Panel) -> QuerySet[Enclosure]:
    """Those of the answers that are judged."""
    rows = Enclosure.objects.filter(
        judged("submission__"), submission__call=panel.call_id, removed_at__isnull=True
    )
    return rows.select_related("submission").order_by("submission__number", "added_at", "pk")


def make_copy(enclosure: Enclosure, *, by: AbstractBaseUser | None) -> Enclosure:
    """Make its cleaned copy, if there is none. The panel does not see it before `show`.

    Raises:
        CannotBeDone: it cannot be cleaned; the sentence says what to do.
    """
    if enclosure.for_panel:
        return enclosure
    ending = PurePath(enclosure.file.name or "").suffix.lstrip(".")
    with enclosure.file.open("rb") as file:
        content = file.read()
    try:
        cleaned = clean(content, ending)
    except CannotBeCleaned as refusal:
        raise CannotBeDone(str(refusal)) from refusal
    with transaction.atomic():
        row = Enclosure.objects.select_for_update().get(pk=enclosure.pk)
        if not row.for_panel:
            # A GIF becomes a PNG: its still picture is what the panel sees.
            ending = "png" if ending.lower() == "gif" else ending
            row.for_panel.save(f"{uuid.uuid4().hex}.{ending}", ContentFile(cleaned), save=False)
            row.save(update_fields=["for_panel"])
            record(by=by, verb="cleaned for the panel", thing=row)
    return row


@transaction.atomic
def show(enclosure: Enclosure, *, by: AbstractBaseUser) -> Enclosure:
    """Show the copy to the panel: whoever says so has looked that it names nobody."""
    row = Enclosure.objects.select_for_update().get(pk=enclosure.pk)
    if not row.for_panel:
        raise CannotBeDone("There is no copy of it yet. Make one, and look at it.")
    return _set(row, True, by=by, verb="showed to the panel")


@transaction.atomic
def keep_back(enclosure: Enclosure, *, by: AbstractBaseUser) -> Enclosure:
    row = Enclosure.objects.select_for_update().get(pk=enclosure.pk)
    return _set(row, False, by=by, verb="kept from the panel")


def _set(row: Enclosure, is_shown: bool, *, by: AbstractBaseUser, verb: str) -> Enclosure:
    if row.is_for_panel != is_shown:
        row.is_for_panel = is_shown
        row.save(update_fields=["is_for_panel"])
        record(by=by, verb=verb, thing=row)
    return row


def names_in(enclosure: Enclosure, blank: Blank) -> list[str]:
    """The names that stand in the words of its copy; of pictures, nothing can be said."""
    with enclosure.for_panel.open("rb") as file:
        text = words_of(file.read(), PurePath(enclosure.for_panel.name or "").suffix.lstrip("."))
    return blank.names_in(text)
