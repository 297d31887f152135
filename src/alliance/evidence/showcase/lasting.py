"""Half a year on: did it last? Asked by mail, reminded once, answered, shown if the programme says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import Case, FollowUp
from ..refusal import CannotBeDone
from . import letters

REMINDED_AFTER = dt.timedelta(days=14)
GIVEN_UP_AFTER = dt.timedelta(days=60)
"""Days from the question on which a mail that stays unanswered counts as no answer."""
Found = FollowUp.Found
ANSWERS = (Found.STUCK, Found.CHANGED, Found.ENDED)


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many asked, how many said what."""

    asked: int
    stuck: int
    changed: int
    ended: int
    unanswered: int

    @property
    def sentence(self) -> str:
        if not self.asked:
            return "Nobody has been asked yet."
        said = [
            f"{number} {words}"
            for number, words in (
                (self.stuck, "stuck"), (self.changed, "went on, changed"), (self.ended, "ended"),
                (self.asked - self.stuck - self.changed - self.ended, "not answered"),
            )
            if number
        ]  # fmt: skip
        return f"Of {self.asked} asked: {', '.join(said)}."


def tally(found: Iterable[str]) -> Tally:
    """Count answers.

    Args:
        found: what was found of each that was asked, empty for not answered yet.
    """
    said = list(found)
    return Tally(
        len(said),
        *(said.count(kind.value) for kind in (*ANSWERS, Found.UNANSWERED)),
    )


@transaction.atomic
def say_it(
    follow_up: FollowUp,
    found: FollowUp.Found,
    *,
    words: str,
    who: str,
    by: AbstractBaseUser | None,
) -> FollowUp:
    """Keep whether it lasted. Said again, the later holds; it is shown once somebody looked.

    Raises:
        CannotBeDone: the case was withdrawn.
    """
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("case").get(
        pk=follow_up.pk
    )  # fmt: skip
    if follow_up.case.state == Case.State.WITHDRAWN:
        raise CannotBeDone("This page was withdrawn, so nothing more is asked of it.")
    follow_up.found, follow_up.words, follow_up.said_by = found, words, who[:200]
    follow_up.said_at, follow_up.is_shown = timezone.now(), False
    follow_up.save()
    record(by=by, verb=f"said “{found.label.lower()}” of", thing=follow_up.case)
    return follow_up


@transaction.atomic
def show_answer(follow_up: FollowUp, *, is_shown: bool, by: AbstractBaseUser) -> FollowUp:
    """Show an answer with its case, or no longer.

    Raises:
        CannotBeDone: there is no answer to be shown.
    """
    follow_up = FollowUp.objects.select_for_update(of=("self",)).select_related("case").get(
        pk=follow_up.pk
    )  # fmt: skip
    if follow_up.found not in ANSWERS:
        raise CannotBeDone("There is no answer yet that could be shown.")
    follow_up.is_shown = is_shown
    follow_up.save(update_fields=["is_shown"])
    record(by=by, verb="showed what became of" if is_shown else "hid what became of", thing=follow_up.case)  # fmt: skip
    return follow_up


@job(title="Ask whether showcased work lasted")
def ask_what_lasted(progress: Progress) -> str:
    """Ask what is due, remind once, and give up in the end. Safe to run again and again.

    Where no address is known nothing is mailed: it stands in the list, to be asked by telephone.
    """
    waiting = FollowUp.objects.filter(
        found="", due_on__lte=timezone.localdate(), case__state=Case.State.AGREED
    )
    done = 0
    for follow_up in progress.through(list(waiting)):
        done += _take_on(follow_up)
    return f"{done} asked or reminded"


@transaction.atomic
def _take_on(follow_up: FollowUp) -> bool:
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("case__showcase")
    follow_up, now = rows.get(pk=follow_up.pk), timezone.now()
    case = follow_up.case
    if follow_up.found or not case.owner_email:
        return False
    if follow_up.asked_at is None:
        follow_up.asked_at, kind, verb = now, "stuck", "asked whether it lasted, of"
    elif follow_up.asked_again_at is None and follow_up.asked_at <= now - REMINDED_AFTER:
        follow_up.asked_again_at, kind, verb = now, "stuck_again", "reminded whether it lasted, of"
    elif follow_up.asked_at <= now - GIVEN_UP_AFTER:
        follow_up.found, follow_up.said_at = Found.UNANSWERED, now
        follow_up.save()
        return False
    else:
        return False
    follow_up.message = letters.write(kind, case, by=None)
    follow_up.save()
    record(by=None, verb=verb, thing=case)
    return True
