"""Letting a block pass, with a reason; taking that back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from alliance.audit.trail import record
from alliance.directory.models import User

from ..models import Bulletin, PassedFinding
from .check import check
from .finding import Finding
from .from_bulletin import issue_as_it_would_go_out

NOT_THERE = "That is not found any more: the words have changed. Look at what is found now."
NEVER = "This cannot be let pass: a restricted document must not be cited where everybody reads."


@transaction.atomic
def let_pass(bulletin: Bulletin, digest: str, *, reason: str, by: User) -> PassedFinding:
    """Record that a finding does not stand in the way. Twice is once, with the newest reason.

    Raises:
        ValidationError: there is no such block any more, or it may not be passed.
    """
    finding = _found(bulletin, digest)
    if not finding.rule.may_be_passed:
        raise ValidationError(NEVER)
    passed, is_new = PassedFinding.objects.update_or_create(
        bulletin=bulletin,
        digest=digest,
        defaults={"rule": finding.rule.code, "reason": reason, "passed_by": by},
    )
    verb = "let pass" if is_new else "says anew why to pass"
    record(by=by, verb=f"{verb} “{finding.rule.code}” in", thing=bulletin, reason=reason)
    return passed


@transaction.atomic
def take_back(bulletin: Bulletin, digest: str, *, by: User) -> None:
    """Let a finding stand in the way again; nothing happens if it does already."""
    passed = PassedFinding.objects.filter(bulletin=bulletin, digest=digest).first()
    if passed is not None:
        passed.delete()
        record(by=by, verb=f"no longer lets pass “{passed.rule}” in", thing=bulletin)


def _found(bulletin: Bulletin, digest: str) -> Finding:
    issue = issue_as_it_would_go_out(bulletin)
    found = next((each for each in check(issue) if each.digest == digest and each.is_block), None)
    if found is None:
        raise ValidationError(NOT_THERE)
    return found
