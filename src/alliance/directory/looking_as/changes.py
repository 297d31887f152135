"""Beginning to look as somebody, and stopping."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import LookingAs, User
from alliance.directory.viewer import viewer_of


@transaction.atomic
def begin(*, by: User, seen_as: User, reason: str) -> LookingAs:
    """Begin to look; what went on before ends.

    Raises:
        ValidationError: one does not look as this account, with a sentence why.
    """
    if by == seen_as:
        raise ValidationError("That is you.")
    if not seen_as.is_active:
        raise ValidationError(f"{seen_as} may not sign in, so there is nothing that they see.")
    if viewer_of(seen_as).is_programme:
        # Whoever may see more lends it to nobody.
        raise ValidationError(
            f"{seen_as} works for the programme: what they see beyond others is not lent."
        )
    for earlier in LookingAs.objects.going_on().filter(by=by):
        end(earlier)
    looking = LookingAs.objects.create(by=by, seen_as=seen_as, reason=reason)
    record(by=by, verb="began to look as", thing=seen_as, after=snapshot(looking), reason=reason)
    return looking


@transaction.atomic
def end(looking: LookingAs) -> None:
    """Stop looking; stopping again changes nothing."""
    stopped = LookingAs.objects.filter(pk=looking.pk, ended_at__isnull=True)
    if stopped.update(ended_at=timezone.now()):
        record(by=looking.by, verb="stopped looking as", thing=looking.seen_as)
