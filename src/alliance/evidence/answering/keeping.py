"""Keeping what is typed on one screen, and seeing when another device was quicker.

A screen carries `seen`, made of what its fields held when it was shown. If they hold something else
by now, somebody typed there meanwhile: nothing is overwritten before they have seen it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from ..models import Submission
from ..refusal import CannotBeDone
from ..taking.given import Given
from ..taking.rows import given_of
from ..taking.sending import keep, locked
from .forms import values_of, with_values


class TypedElsewhere(CannotBeDone):
    """Another device changed these very fields; `now` is what is kept there."""

    def __init__(self, now: Given) -> None:
        super().__init__(
            "This was changed on another device meanwhile. Below you see what is kept from there; "
            "press again to keep what you wrote here in its place."
        )
        self.now = now


def seen_of(given: Given, fields: Iterable[str]) -> str:
    """What some fields hold, as a mark that is the same when they hold the same."""
    values = values_of(given)
    held = json.dumps([(name, values.get(name) or "") for name in fields])
    return hashlib.sha256(held.encode()).hexdigest()[:16]


LONGEST = 100_000
"""Characters of one field that are kept as typed: five times what can be sent."""


@transaction.atomic
def keep_fields(
    submission: Submission,
    values: Mapping[str, str],
    *,
    seen: str | None = None,
    tried: Collection[str] = (),
) -> Given:
    """Keep what some fields hold now; all other fields stay as they are. Safe to do again.

    Args:
        values: what was typed, by the names of fields.
        seen: the mark of the same fields when they were shown; None asks nothing.
        tried: marks of what this device sent before without hearing whether it arrived.

    Raises:
        TypedElsewhere: they hold what this device has never seen.
        CannotBeDone: it can be changed no more, or a text is longer than any that is kept.
    """
    if any(len(text) > LONGEST for text in values.values()):
        raise CannotBeDone(
            f"This is longer than {LONGEST:,} characters and was not kept. Shorten it, or attach it as a "
            "document."
        )
    submission = locked(submission)
    before = given_of(submission)
    typed = with_values(before, values)
    if seen_of(before, values) == seen_of(typed, values):
        return before
    if seen is not None and seen_of(before, values) not in {seen, *tried}:
        raise TypedElsewhere(before)
    keep(submission, typed)
    return typed
