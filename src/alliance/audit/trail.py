"""Adding to the trail, and reading it back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models, router, transaction

from .models import AuditEvent, AuditQuerySet

State = Mapping[str, Any]
"""Fields of a thing by name, as plain values; a relation is the id of what it points to."""
THE_SYSTEM = "Alliance itself"


@dataclass(frozen=True, slots=True)
class _Keeping:
    fields: frozenset[str]
    label: Callable[[Any], str] | None


_keeping: dict[type[models.Model], _Keeping] = {}


class NoTransaction(RuntimeError):
    """A change and its audit event must stand or fall together."""


def audited(
    model: type[models.Model],
    *,
    fields: Collection[str],
    label: Callable[[Any], str] | None = None,
) -> None:
    """Say what the trail may keep of a model: states, dates, ids, counts; nothing personal.

    Args:
        fields: names of the fields whose values are kept. A misspelt one is an error.
        label: gives the words by which people know the thing. Without it the label is the kind
            and the id (“person 12”), so that a name is never kept by accident.
    """
    known = {field.name for field in model._meta.get_fields()}
    if unknown := sorted(set(fields) - known):
        raise ValueError(
            f"{model.__name__} has no field {', '.join(unknown)} to keep in the trail."
        )
    _keeping[model] = _Keeping(frozenset(fields), label)


def snapshot(thing: models.Model, fields: Iterable[str] | None = None) -> dict[str, Any]:
    """The thing's own fields now (or the named ones), as plain values, for `record`.

    Many-to-many fields are included only when they are named: each is a query.
    """
    if fields is None:
        fields = [field.name for field in thing._meta.concrete_fields]
    return {name: _value_of(thing, name) for name in fields}


def _value_of(thing: models.Model, name: str) -> Any:
    field = thing._meta.get_field(name)
    if field.many_to_many:
        return sorted(getattr(thing, name).values_list("pk", flat=True))
    return _plain(getattr(thing, field.attname if isinstance(field, models.Field) else name))


def changes(before: State | None, after: State | None) -> dict[str, list[Any]]:
    """The fields that differ, each with what it was and what it is: `{name: [was, is]}`.

    Either side may be missing: a thing that was made was nothing before.
    """
    was, now = before or {}, after or {}
    names = [*was, *(name for name in now if name not in was)]
    pairs = {name: [_plain(was.get(name)), _plain(now.get(name))] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def record(
    *,
    by: AbstractBaseUser | None,
    verb: str,
    thing: models.Model,
    before: State | None = None,
    after: State | None = None,
    reason: str = "",
    acting_for: str = "",
) -> AuditEvent:
    """Add one event to the trail, in the transaction of the change that it tells of.

    Args:
        by: who did it; None is the system (the clock, an import, set-up).
        verb: what was done, in the past: “closed”, “granted access to”.
        thing: what it was done to; it must have been saved.
        before, after: its state on either side (`snapshot`); either may be left out.
        reason: why, in the words of whoever did it.
        acting_for: the authority or person on whose behalf, in words.

    Raises:
        NoTransaction: called outside `transaction.atomic()`.
    """
    using = router.db_for_write(AuditEvent)
    if not transaction.get_connection(using).in_atomic_block:
        raise NoTransaction(
            f"“{verb}” of {_label(thing)} was recorded outside a transaction; wrap the change and "
            "its record together in transaction.atomic()."
        )
    if thing.pk is None:
        raise ValueError(
            f"Save the {thing._meta.verbose_name} before recording what was done to it."
        )
    return AuditEvent.objects.create(
        actor_id=by.pk if by else None,
        actor_label=str(by)[:254] if by else THE_SYSTEM,
        acting_for=acting_for,
        verb=verb,
        content_type=_content_type(thing),
        object_id=str(thing.pk),
        object_label=_label(thing)[:200],
        changes=_keepable(type(thing), changes(before, after)),
        reason=reason,
    )


def history(thing: models.Model) -> AuditQuerySet:
    """What was done to a thing, newest first, with who did it."""
    events: AuditQuerySet = AuditEvent.objects.filter(
        content_type=_content_type(thing), object_id=str(thing.pk)
    ).select_related("actor")
    return events


def _content_type(thing: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(thing)


def _label(thing: models.Model) -> str:
    keeping = _keeping.get(type(thing))
    if keeping and keeping.label:
        return keeping.label(thing)
    return f"{thing._meta.verbose_name} {thing.pk}"


def _keepable(
    model: type[models.Model], differences: dict[str, list[Any]]
) -> dict[str, list[Any] | None]:
    keeping = _keeping.get(model)
    kept = keeping.fields if keeping else frozenset()
    return {name: pair if name in kept else None for name, pair in differences.items()}


def _plain(value: Any) -> Any:
    """A value that JSON can hold and that compares equal to itself after being stored."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return str(value)  # a TextChoices member becomes its value
        case dt.datetime() if value.tzinfo is not None:
            return value.astimezone(dt.UTC).isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case models.Model():
            return _plain(value.pk)
        case Decimal() | uuid.UUID() | dt.timedelta():
            return str(value)
        case list() | tuple():
            return [_plain(each) for each in value]
        case set() | frozenset():
            return sorted((_plain(each) for each in value), key=repr)
        case dict():
            return {str(key): _plain(each) for key, each in value.items()}
        case _:
            return str(value)
