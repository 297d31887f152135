"""Similar work elsewhere, kept with a call as one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alliance.audit.trail import record, snapshot
from alliance.library.models import Publication

from ..models import Call, SimilarWork
from .writing import locked, refuse_if_ended, save


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    title: str
    whose: str = ""
    url: str = ""
    publication: Publication | None = None


@transaction.atomic
def set_similar_work(*, by: AbstractBaseUser, call: Call, seen: int, works: Sequence[Work]) -> Call:
    """Show these, in this order, and no others.

    Raises:
        CannotBeDone: the call has ended, or was changed meanwhile.
    """
    call = locked(call, seen)
    refuse_if_ended(call)
    before = snapshot(call)
    call.similar_work.all().delete()
    for place, work in enumerate(works, 1):
        row = SimilarWork(
            call=call,
            title=work.title,
            whose=work.whose,
            url=work.url,
            publication=work.publication,
            position=place * 10,
        )
        row.full_clean()
        row.save()
    save(call)
    record(by=by, verb="changed similar work of", thing=call, before=before, after=snapshot(call))
    return call
