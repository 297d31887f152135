"""Lists that wait between being read and being saved: sealed, and not for long."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.mail.seal import CannotBeOpened, seal_values, unseal_values

from ..models import HELD, ListKind, ListState, SubscriberList
from .judge import Judgement, judge
from .known import known
from .read import Entry, File, ReadList

WAITS = dt.timedelta(days=7)
"""Long enough to ask about a fault; after that whoever has the list can hand it in again."""


class CannotBeSaved(Exception):
    """A list is settled already, or cannot be opened; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The rows of a list that waits."""

    entries: Sequence[Entry]
    passed_over: Sequence[str]

    def judged(self) -> Judgement:
        """What saving it now would do."""
        return judge(self.entries, known(self.entries))


@transaction.atomic
def keep(
    read: ReadList,
    *,
    files: Sequence[File],
    consent_words: str,
    consent_on: dt.date,
    by: AbstractBaseUser | None,
) -> SubscriberList:
    """Keep a list until somebody has looked at it; the same again while it waits is that one."""
    digest = digest_of(files)
    waiting = (
        SubscriberList.objects.select_for_update()
        .filter(digest=digest, state=ListState.WAITING)
        .first()
    )
    if waiting:
        waiting.consent_words, waiting.consent_on = consent_words, consent_on
        waiting.save(update_fields=["consent_words", "consent_on"])
        return waiting
    kept = SubscriberList.objects.create(
        by_id=by.pk if by else None,
        kind=ListKind.MAILCHIMP if read.is_mailchimp else ListKind.TABLE,
        file_name=", ".join(name for name, _ in files)[:200],
        digest=digest,
        consent_words=consent_words,
        consent_on=consent_on,
        rows=seal_values({"entries": list(read.entries), "passed_over": list(read.passed_over)}),
        row_count=len(read.entries),
    )
    record(by=by, verb="handed in", thing=kept, after=snapshot(kept, ["kind", "row_count"]))
    return kept


def rows_of(waiting: SubscriberList) -> Opened:
    """The rows of a list that waits or is being saved.

    Raises:
        CannotBeSaved: its rows are gone, or were sealed with a key that this site no longer has.
    """
    try:
        said = unseal_values(waiting.rows)
    except CannotBeOpened:
        raise CannotBeSaved(
            "The rows of this list cannot be read any more. Hand it in again."
        ) from None
    return Opened([Entry(*row) for row in said["entries"]], said["passed_over"])


def saved_before(waiting: SubscriberList) -> SubscriberList | None:
    """The very same list, if it was saved once."""
    same = SubscriberList.objects.filter(digest=waiting.digest, state=ListState.SAVED)
    return same.exclude(pk=waiting.pk).first()


@transaction.atomic
def drop(
    *,
    waiting: SubscriberList,
    by: AbstractBaseUser | None,
    reason: str = "",
    even_half_saved: bool = False,
) -> None:
    """Destroy the rows of a list that nobody saves; one that is being saved only if told so."""
    waiting = SubscriberList.objects.select_for_update().get(pk=waiting.pk)
    may_be = HELD if even_half_saved else (ListState.WAITING,)
    if waiting.state not in may_be:
        return
    before = snapshot(waiting, ["state"])
    settle(waiting, ListState.DROPPED)
    record(
        by=by,
        verb="did not save",
        thing=waiting,
        before=before,
        after=snapshot(waiting, ["state"]),
        reason=reason,
    )


def settle(waiting: SubscriberList, state: ListState) -> None:
    """Nothing more happens with it: its rows are destroyed."""
    waiting.state, waiting.rows, waiting.settled_at = state, b"", timezone.now()
    waiting.save(update_fields=["state", "rows", "settled_at"])


def digest_of(files: Sequence[File]) -> str:
    """Of what came, whatever the files are called and in whichever order."""
    each = sorted(hashlib.sha256(data).hexdigest() for _, data in files)
    return hashlib.sha256("".join(each).encode()).hexdigest()
