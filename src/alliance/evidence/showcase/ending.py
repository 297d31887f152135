"""A case taken off, withdrawn, erased; a showcase withdrawn."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.erase import erase_thing
from alliance.audit.trail import record, snapshot
from alliance.delivery import keep
from alliance.links.sign import revoke
from alliance.mail import change as outbox
from alliance.mail.models import Message
from alliance.search import registry

from ..models import Case, CaseCheck, Showcase
from ..refusal import CannotBeDone
from . import names
from .rows import TEXTS, destroy_files, locked_case, locked_showcase


@transaction.atomic
def withdraw_case(case: Case, *, why: str, by: AbstractBaseUser | None) -> Case:
    """Take a case back at once, because whoever it is of wants it or because it is wrong.

    Args:
        why: told to readers who had its address.

    Raises:
        CannotBeDone: it was withdrawn already.
    """
    case = locked_case(case)
    if case.state == Case.State.WITHDRAWN:
        raise CannotBeDone("This page has been withdrawn already.")
    before, now = snapshot(case), timezone.now()
    case.checks.filter(said="").update(said=CaseCheck.Said.OVERTAKEN, said_at=now)
    case.state, case.withdrawn_at, case.withdrawn_why = Case.State.WITHDRAWN, now, why
    case.agreed_at, case.agreed_how = None, ""
    case.follow_ups.filter(found="").delete()
    case.version += 1
    case.save()
    take_off(case)
    record(by=by, verb="withdrew", thing=case, before=before, after=snapshot(case), reason=why)
    return case


@transaction.atomic
def erase_case(case: Case, *, by: AbstractBaseUser, reason: str) -> Case:
    """Destroy what a withdrawn case said, of whom, and its picture. That there was one stays.

    Raises:
        CannotBeDone: it still stands, or was erased already.
    """
    case = locked_case(case)
    if case.state != Case.State.WITHDRAWN:
        raise CannotBeDone("Withdraw the page first: what is shown cannot be erased.")
    if case.erased_at:
        raise CannotBeDone("This page has been erased already.")
    destroy_files(case.picture_file, case.picture_small)
    for name in TEXTS:
        setattr(case, name, "")
    case.title = "A page that was erased"
    case.owner_name = case.owner_email = case.consent_how = ""
    case.picture_file = case.picture_small = ""
    case.picture = case.submission = None
    case.withdrawn_why = "It was taken back."
    case.erased_at = timezone.now()
    case.save()
    mails = Message.objects.filter(pk__in=[
        *case.checks.values_list("message", flat=True), *case.follow_ups.values_list("message", flat=True)
    ])  # fmt: skip
    for message in list(mails):
        outbox.withdraw(message)
    for rows in (case.figures, case.checks, case.follow_ups, case.also_doing):
        rows.all().delete()
    case.authorities.clear()
    revoke(purpose=names.LINK, subject=case)
    erase_thing(case, by=by, reason=reason)
    return case


@transaction.atomic
def withdraw_showcase(showcase: Showcase, *, why: str, by: AbstractBaseUser) -> Showcase:
    """Take back a launched collection with all its cases; its address says so, and why.

    Raises:
        CannotBeDone: it is not launched.
    """
    showcase = locked_showcase(showcase)
    if showcase.state != Showcase.State.LAUNCHED:
        raise CannotBeDone("Only a launched showcase can be withdrawn.")
    before = snapshot(showcase)
    showcase.state, showcase.withdrawn_why = Showcase.State.WITHDRAWN, why
    showcase.version += 1
    showcase.save()
    _withdraw_report(showcase, why)
    registry.index(Case, showcase.cases.values_list("pk", flat=True))
    keep.follow(names.SHOWCASE, [showcase.pk])
    record(by=by, verb="withdrew", thing=showcase, before=before, after=snapshot(showcase), reason=why)  # fmt: skip
    return showcase


def _withdraw_report(showcase: Showcase, why: str) -> None:
    """The publication stays on record, as any that was withdrawn."""
    if showcase.publication is None:
        return
    for version in showcase.publication.versions.filter(withdrawn_on__isnull=True):
        version.withdrawn_on, version.withdrawn_because = timezone.localdate(), why[:300]
        version.save()


def take_off(case: Case) -> None:
    """What is told of its showcase elsewhere no longer counts it."""
    if case.shown_at:
        keep.follow(names.SHOWCASE, [case.showcase_id])
