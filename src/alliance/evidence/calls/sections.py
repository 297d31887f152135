"""The list of sections of children's services: added to, renamed, ordered, retired."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from alliance.audit.trail import record, snapshot

from ..models import ServiceSection

APART = 10


@transaction.atomic
def add_section(*, by: AbstractBaseUser, name: str) -> ServiceSection:
    """One more, at the end.

    Raises:
        ValidationError: it has no name, or there is one of that name.
    """
    last = ServiceSection.objects.order_by("-position").first()
    section = ServiceSection(
        name=_named(name), slug=_free_slug(name), position=(last.position if last else 0) + APART
    )
    section.full_clean()
    section.save()
    record(by=by, verb="added", thing=section, after=snapshot(section))
    return section


@transaction.atomic
def rename_section(*, by: AbstractBaseUser, section: ServiceSection, name: str) -> ServiceSection:
    """Call it otherwise, everywhere; its name in files stays.

    Raises:
        ValidationError: it has no name, or there is another one of that name.
    """
    section = _locked(section)
    if section.name == (name := _named(name)):
        return section
    before = snapshot(section)
    section.name = name
    section.full_clean()
    section.save()
    record(by=by, verb="renamed", thing=section, before=before, after=snapshot(section))
    return section


@transaction.atomic
def retire_section(*, by: AbstractBaseUser, section: ServiceSection, live: bool) -> ServiceSection:
    """Offer it no more, or again. Where it was chosen it stays."""
    section = _locked(section)
    if section.is_live == live:
        return section
    before = snapshot(section)
    section.is_live = live
    section.save()
    verb = "took back into use" if live else "retired"
    record(by=by, verb=verb, thing=section, before=before, after=snapshot(section))
    return section


@transaction.atomic
def move_section(*, by: AbstractBaseUser, section: ServiceSection, up: bool) -> None:
    """Show it one place sooner, or later."""
    rows = list(ServiceSection.objects.select_for_update())
    here = next(place for place, row in enumerate(rows) if row.pk == section.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    before = snapshot(section)
    for place, row in enumerate(rows, 1):
        if row.position != place * APART:
            row.position = place * APART
            row.save(update_fields=["position"])
    section.refresh_from_db()
    record(by=by, verb="moved", thing=section, before=before, after=snapshot(section))


def _locked(section: ServiceSection) -> ServiceSection:
    return ServiceSection.objects.select_for_update().get(pk=section.pk)


def _named(name: str) -> str:
    if not (name := " ".join(name.split())):
        raise ValidationError({"name": "Give it a name."})
    return name


def _free_slug(name: str) -> str:
    base = slugify(name.replace("’", ""))[:70] or "section"
    taken = set(ServiceSection.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := base if number == 1 else f"{base}-{number}") not in taken
    )
