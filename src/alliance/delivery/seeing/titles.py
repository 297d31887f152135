"""What a mailing is called before and after it has a subject, and what could still be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from ..composing.letter import written
from ..models import Mailing, MailingKind, MailingState
from .figures import Matter, told_of

STILL_NEWS = dt.timedelta(days=14)
"""A bulletin older than that is offered to nobody as news."""


def titles_of(mailings: Collection[Mailing]) -> Mapping[int, str]:
    """By primary key; a query for each kind that has matters."""
    by_kind: dict[str, set[int]] = {}
    for each in mailings:
        if each.source_id and not each.subject:
            by_kind.setdefault(each.kind, set()).add(each.source_id)
    matters = {
        kind: told.matters(wanted) for kind, wanted in by_kind.items() if (told := told_of(kind))
    }
    return {each.pk: _title(each, matters.get(each.kind, {})) for each in mailings}


def title_of(mailing: Mailing) -> str:
    return titles_of([mailing])[mailing.pk]


def _title(mailing: Mailing, matters: Mapping[int, Matter]) -> str:
    if mailing.subject:
        return mailing.subject
    if matter := matters.get(mailing.source_id or 0):
        return matter.title
    until = mailing.window_until
    kind = mailing.get_kind_display()
    return f"{kind}, to {written(timezone.localtime(until).date())}" if until else kind


def not_sent() -> Sequence[tuple[MailingKind, Matter]]:
    """What is published, is news, and was never mailed nor is going to be; the newest first."""
    kind = MailingKind.BULLETIN
    told = told_of(kind)
    if told is None:
        return []
    newest = told.newest(timezone.localdate() - STILL_NEWS)
    known = Mailing.objects.filter(kind=kind, source_id__in=[each.pk for each in newest])
    # One that was stopped before it began was sent to nobody.
    gone = known.exclude(state=MailingState.CANCELLED, begun_at__isnull=True)
    mailed = set(gone.values_list("source_id", flat=True))
    return [(kind, each) for each in newest if each.pk not in mailed]
