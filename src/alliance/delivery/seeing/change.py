"""What the programme changes of mailings besides stopping them: when one begins, and the rules."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record, snapshot

from ..models import Mailing, MailingRules, MailingState

RULES = ("bulletins_at_once", "wait_minutes", "digests", "a_minute", "a_minute_by_domain")


class HasBegun(ValueError):
    """It is too late to change when it begins."""

    def __init__(self) -> None:
        super().__init__("It has begun, or was stopped: its time can no longer be changed.")


@transaction.atomic
def change_time(*, mailing: Mailing, begins_at: dt.datetime, by: AbstractBaseUser) -> None:
    """Have it begin at another time.

    Raises:
        HasBegun: it is not planned any more; whoever begins it may have been quicker.
    """
    before = snapshot(mailing, ("begins_at",))
    planned = Mailing.objects.filter(pk=mailing.pk, state=MailingState.PLANNED)
    if not planned.update(begins_at=begins_at):
        raise HasBegun
    mailing.begins_at = begins_at
    after = snapshot(mailing, ("begins_at",))
    record(by=by, verb="changed the time of", thing=mailing, before=before, after=after)


@transaction.atomic
def change_rules(*, rules: MailingRules, by: AbstractBaseUser) -> None:
    """Keep the rules as they are given."""
    earlier = MailingRules.objects.select_for_update().filter(pk=1).first()
    rules.save()
    record(
        by=by,
        verb="changed",
        thing=rules,
        before=snapshot(earlier, RULES) if earlier else None,
        after=snapshot(rules, RULES),
    )
