"""Publishing a call: everything that keeps it from that is said at once."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Call, CallState
from ..refusal import CannotBeDone
from ..taking.rows import definition_of
from .checks import Finding, Ready, findings
from .following import follow
from .writing import locked, save


class NotReady(CannotBeDone):
    """It is not published: its findings say what is missing."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__("It is not published yet: " + " ".join(each.sentence for each in found))
        self.findings = found


@transaction.atomic
def publish(*, by: AbstractBaseUser, call: Call, seen: int) -> Call:
    """Show it to readers. It takes answers from when it opens; then it is announced and asked.

    Raises:
        NotReady: something is missing.
        CannotBeDone: it is no draft any more, or was changed meanwhile.
    """
    call = locked(call, seen)
    if call.state != CallState.DRAFT:
        raise CannotBeDone(f"This is no draft any more: {call.get_state_display().lower()}.")
    if stops := [each for each in look(call) if each.stops]:
        raise NotReady(stops)
    before, now = snapshot(call), timezone.now()
    call.state, call.published_at = CallState.PUBLISHED, now
    save(call)
    record(by=by, verb="published", thing=call, before=before, after=snapshot(call))
    follow(call, now=now, by=by)
    call.refresh_from_db()
    return call


def look(call: Call) -> list[Finding]:
    """What the checks find of a call as it is now."""
    return findings(ready_of(call), now=timezone.now())


def ready_of(call: Call) -> Ready:
    return Ready(
        summary=call.summary,
        purpose=call.purpose,
        what_becomes=call.what_becomes,
        has_contact=call.contact_id is not None,
        has_topics=call.topics.exists(),
        is_standing=call.is_standing,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        last_call_days=call.last_call_days,
        consent_words=call.consent_words,
        supplier_words=call.supplier_words,
        questions=definition_of(call).questions,
    )
