"""Which parts hold addresses of other sites: each tells at start-up what its rows hold.

register(Publication, held=addresses_of, exchange=take_address)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save

from alliance.directory.models import User

Row = TypeVar("Row", bound=Model)


class CannotBeExchanged(Exception):
    """An address cannot be put in the place of another there; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An address where it stands."""

    written: str
    title: str
    """Of the page or record, as a list names it."""
    page: str
    """Path of the page on which it is read."""
    day: dt.date | None = None
    """Of what is dated, as a bulletin is; the newest is named first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A kind of row that holds addresses."""

    held: Callable[[Any], Iterable[Held]]
    rows: Callable[[], QuerySet[Any]]
    edited: Callable[[Any], Model]
    exchange: Callable[[Any, str, str, User], None] | None


_holders: dict[type[Model], Holder] = {}


def register(
    model: type[Row],
    *,
    held: Callable[[Row], Iterable[Held]],
    rows: Callable[[], QuerySet[Row]] | None = None,
    edited: Callable[[Row], Model] | None = None,
    exchange: Callable[[Row, str, str, User], None] | None = None,
) -> None:
    """Have the addresses of a kind of row checked.

    Args:
        held: those of one row.
        rows: the rows, with what `held` reads of them fetched along.
        edited: what is opened in the editors' area to change the row; itself if not said.
        exchange: `(row, old, new, by)` puts one address in the place of another, as readers see
            it, or raises `CannotBeExchanged`. Without one it is done by hand.
    """
    from .gather import follow, forget

    def saved(instance: Row, raw: bool = False, **signal: object) -> None:
        if not raw:
            follow(instance)

    def deleted(instance: Row, **signal: object) -> None:
        forget(instance)

    _holders[model] = Holder(
        held=held,
        rows=rows or model._default_manager.all,
        edited=edited or (lambda row: row),
        exchange=exchange,
    )
    uid = f"alliance.library.link_check.{model._meta.label}"
    post_save.connect(saved, sender=model, weak=False, dispatch_uid=uid)
    post_delete.connect(deleted, sender=model, weak=False, dispatch_uid=uid)


def holder_of(model: type[Model]) -> Holder:
    return _holders[model]


def kinds() -> Collection[type[Model]]:
    return _holders.keys()
