"""A person's right to erasure: texts are destroyed, the fact that something happened is not."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from .models import AuditEvent, AuditQuerySet
from .trail import history, record


@transaction.atomic
def erase_thing(thing: models.Model, *, by: AbstractBaseUser | None, reason: str) -> int:
    """Blank what the trail says of a thing: its label, values and reasons.

    When, by whom and by which verb stay. Returns how many events were blanked; that this was
    done, and why, is itself an event.
    """
    erased = _blank(history(thing), object_label="", changes={}, reason="", acting_for="")
    record(by=by, verb="erased the trail of", thing=thing, reason=reason)
    return erased


@transaction.atomic
def erase_actor(actor: AbstractBaseUser, *, by: AbstractBaseUser | None, reason: str) -> int:
    """Blank who did it, in every event of one account; what was done stays.

    Returns how many events were blanked.
    """
    record(by=by, verb="erased from the trail as actor", thing=actor, reason=reason)
    return _blank(
        AuditEvent.objects.filter(actor_id=actor.pk), actor=None, actor_label="", acting_for=""
    )


def _blank(events: AuditQuerySet, **blanks: Any) -> int:
    """The one update of the trail: past `AuditQuerySet.update`, within what triggers allow."""
    unmarked = events.filter(erased_at__isnull=True)
    marked = events.filter(erased_at__isnull=False)
    count = models.QuerySet.update(marked, **blanks)
    return count + models.QuerySet.update(unmarked, erased_at=timezone.now(), **blanks)
