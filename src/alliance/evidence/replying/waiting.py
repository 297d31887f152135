"""Which ideas wait for a reply: of the standing calls, what was sent and not withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from alliance.actions.chasing.steps import is_working_day
from alliance.mail.models import STUCK

from ..models import InHand, Reply, Submission
from ..waiting import in_words, working_days
from .standings import WAITING, Standing, is_late
from .told_from import Place, places_of

Ideas = QuerySet[Any]
"""Of submissions; `Any`, because an annotation is no field of theirs."""


def with_standing(submissions: Ideas) -> Ideas:
    """Each with its `stands`: a reply that is held or failed counts as none that arrived."""
    replies = Reply.objects.filter(submission=OuterRef("pk"))
    held = InHand.objects.filter(submission=OuterRef("pk"))
    found: Ideas = submissions.annotate(
        stands=Case(
            When(Exists(replies.filter(message__state__in=STUCK)), then=Value("stuck")),
            When(Exists(replies), then=Value("replied")),
            When(erased_at__isnull=False, then=Value("erased")),
            When(state="withdrawn", then=Value("withdrawn")),
            When(Exists(held), then=Value("in_hand")),
            default=Value("waits"),
        )
    )
    return found


def ideas(submissions: Ideas) -> Ideas:
    """What was sent to the standing calls, the newest first."""
    of_standing = submissions.filter(call__is_standing=True).exclude(state="draft")
    return with_standing(of_standing).order_by("-sent_at", "-pk")


def waiting(submissions: Ideas) -> Ideas:
    """Those without a reply, who has waited longest first."""
    return ideas(submissions).filter(stands__in=WAITING).order_by("sent_at", "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """One idea of the list."""

    submission: Submission
    stands: Standing
    days: int
    place: Place | None

    @property
    def is_late(self) -> bool:
        return is_late(self.stands, self.days)

    @property
    def waits(self) -> str:
        """How long it has waited, where it still does."""
        return in_words(self.days) if self.stands in WAITING else ""


def rows_of(found: Sequence[Any]) -> list[Row]:
    """Each with how long it has waited, and from which page it was told."""
    places = places_of([each.pk for each in found])
    today = timezone.localdate()
    return [
        Row(
            submission=each,
            stands=Standing(each.stands),
            days=_waited(each, today),
            place=places.get(each.pk),
        )
        for each in found
    ]


def _waited(submission: Submission, today: dt.date) -> int:
    assert submission.sent_at is not None  # noqa: S101 - what was sent has its moment
    return working_days(timezone.localtime(submission.sent_at).date(), today, is_working_day)
