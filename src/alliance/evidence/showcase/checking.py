"""A case checked back with whoever it is of: asked, reminded, answered."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import Case, CaseCheck, Consent
from ..refusal import CannotBeDone
from . import letters
from .ending import withdraw_case
from .rows import locked_case, wording_of
from .showing import show

REMINDED_AFTER = dt.timedelta(days=7)
Said = CaseCheck.Said
BY_LINK = "by the link that was mailed"


@transaction.atomic
def ask(case: Case, *, by: AbstractBaseUser, words: str = "") -> CaseCheck:
    """Send the wording as it is now to its owner; without an address somebody has to ring.

    Args:
        words: of the programme's own, in the mail.

    Raises:
        CannotBeDone: it says too little, was agreed to as it is, or nobody knows that they agreed
            to be published.
    """
    case = locked_case(case)
    _refuse_unless_written(case)
    before = snapshot(case)
    case.checks.filter(said="").update(said=Said.OVERTAKEN, said_at=timezone.now())
    case.state = Case.State.CHECKING
    case.version += 1
    case.save()
    check = CaseCheck.objects.create(case=case, content=wording_of(case), sent_by_id=by.pk)
    check.message = letters.write("check", case, by=by, words=words)
    check.save(update_fields=["message"])
    record(by=by, verb="sent to be agreed", thing=case, before=before, after=snapshot(case))
    return check


def _refuse_unless_written(case: Case) -> None:
    if case.state in (Case.State.WITHDRAWN, Case.State.AGREED):
        raise CannotBeDone(
            f"This page is {case.get_state_display().lower()}: there is nothing to ask."
        )
    lacking = [
        name
        for name, text in (
            ("the summary", case.summary), ("the problem", case.problem), ("what was done", case.done),
            ("what changed", case.changed),
        )
        if not text.strip()
    ]  # fmt: skip
    if lacking:
        raise CannotBeDone(f"Write {', '.join(lacking)} first: the page cannot be read without.")
    if not case.consent or not case.consent_how:
        raise CannotBeDone("Record first how they agreed to have it published.")


@transaction.atomic
def say(
    check: CaseCheck,
    said: CaseCheck.Said,
    *,
    who: str,
    how: str,
    words: str = "",
    by: AbstractBaseUser | None,
) -> CaseCheck:
    """Keep what its owner says to a wording: it may stand, is to be changed, or not to be published.

    Args:
        who: in whose name.
        how: “by the link that was mailed”, “by telephone”.

    Raises:
        CannotBeDone: another wording was sent since, or it was answered already.
    """
    case = locked_case(check.case)
    check = CaseCheck.objects.select_for_update().get(pk=check.pk)
    if check.said:
        raise CannotBeDone(
            "This wording has been answered already, or was written anew since. What you wrote is "
            "still below: load the page again to see how it stands now."
        )
    before, now = snapshot(case), timezone.now()
    check.said, check.said_at, check.said_by, check.words = said, now, who[:200], words
    check.save()
    if said == Said.NO:
        withdraw_case(case, why="Whoever it is of did not want it published.", by=by)
        return check
    is_agreed = said == Said.AGREED
    case.state = Case.State.AGREED if is_agreed else Case.State.DRAFT
    case.agreed_at = now if is_agreed else None
    case.agreed_how = f"{who}, {how}"[:200] if is_agreed else ""
    case.version += 1
    case.save()
    verb = "agreed to" if is_agreed else "asked for changes of"
    record(by=by, verb=verb, thing=case, before=before, after=snapshot(case))
    if is_agreed:
        show(case, by=by)
    return check


@transaction.atomic
def record_consent(case: Case, *, consent: str, how: str, by: AbstractBaseUser) -> Case:
    """Consent as it was given, or narrowed, since. Without a name, what named them is taken out.

    Raises:
        CannotBeDone: it was withdrawn, or its picture must be looked at first.
    """
    case = locked_case(case)
    if case.state == Case.State.WITHDRAWN:
        raise CannotBeDone("This page was withdrawn: it is changed no more.")
    before = snapshot(case)
    case.consent, case.consent_how = consent, how
    case.is_named = consent == Consent.NAMED
    if not case.is_named:
        if case.picture_file and not case.picture_names_nobody:
            raise CannotBeDone(
                "Take the picture off first, and choose it again once you have looked."
            )
        case.whose = case.contact = ""
        case.authorities.clear()
    case.checks.filter(said="").update(said=Said.OVERTAKEN, said_at=timezone.now())
    case.state, case.agreed_at, case.agreed_how = Case.State.DRAFT, None, ""
    case.version += 1
    case.save()
    record(by=by, verb="recorded consent to", thing=case, before=before, after=snapshot(case), reason=how)  # fmt: skip
    return case


@job(title="Remind of pages to be agreed")
def remind(progress: Progress) -> str:
    """One reminder to whoever has not answered for a week. Safe to run again and again."""
    waiting = CaseCheck.objects.filter(
        said="", reminded_at__isnull=True, sent_at__lte=timezone.now() - REMINDED_AFTER
    ).exclude(case__owner_email="")
    count = 0
    for check in progress.through(list(waiting)):
        count += _remind(check)
    return f"{count} reminded"


@transaction.atomic
def _remind(check: CaseCheck) -> bool:
    check = CaseCheck.objects.select_for_update(of=("self",)).select_related("case__showcase").get(
        pk=check.pk
    )  # fmt: skip
    if check.said or check.reminded_at or check.case.state != Case.State.CHECKING:
        return False
    check.reminded_at = timezone.now()
    check.save(update_fields=["reminded_at"])
    letters.write("check_again", check.case, by=None)
    record(by=None, verb="reminded of", thing=check.case)
    return True
