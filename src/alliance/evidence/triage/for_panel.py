"""What of the enclosures a panel that reads blind may see: a cleaned copy, after somebody looked."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction

from alliance.audit.trail import record

from ..models import Enclosure
from ..panel.clean import CannotBeCleaned, clean
from ..refusal import CannotBeDone


@transaction.atomic
def show(enclosure: Enclosure, *, by: AbstractBaseUser) -> Enclosure:
    """Say that somebody looked and that it names nobody: the panel sees a copy without properties.

    Raises:
        CannotBeDone: no such copy can be made of it.
    """
    row = Enclosure.objects.select_for_update(of=("self",)).select_related("submission")
    enclosure = row.get(pk=enclosure.pk)
    if enclosure.is_for_panel:
        return enclosure
    ending = PurePath(enclosure.name).suffix.lower()
    if not enclosure.for_panel:
        with enclosure.file.open("rb") as file:
            content = file.read()
        try:
            copy = clean(content, ending.removeprefix("."))
        except CannotBeCleaned as refusal:
            raise CannotBeDone(str(refusal)) from refusal
        enclosure.for_panel.save(f"for-panel{ending}", ContentFile(copy), save=False)
    enclosure.is_for_panel = True
    enclosure.save(update_fields=["for_panel", "is_for_panel"])
    record(by=by, verb="let the panel see an enclosure of", thing=enclosure.submission)
    return enclosure


@transaction.atomic
def hide(enclosure: Enclosure, *, by: AbstractBaseUser) -> Enclosure:
    """Keep it from the panel again; the copy goes with it."""
    row = Enclosure.objects.select_for_update(of=("self",)).select_related("submission")
    enclosure = row.get(pk=enclosure.pk)
    if not enclosure.is_for_panel:
        return enclosure
    name, storage = enclosure.for_panel.name, enclosure.for_panel.storage
    enclosure.is_for_panel, enclosure.for_panel = False, ""
    enclosure.save(update_fields=["for_panel", "is_for_panel"])
    record(by=by, verb="kept an enclosure from the panel of", thing=enclosure.submission)
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    return enclosure
