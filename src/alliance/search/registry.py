"""Which models can be found, and the index following their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from .document import Document
from .models import SearchEntry, SearchWord, lexicon
from .vocabulary import Pairs, learn

Row = TypeVar("Row", bound=models.Model)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Findable:
    document: Callable[[Any], Document | None]
    rows: Callable[[], models.QuerySet[Any]]


_findable: dict[type[models.Model], _Findable] = {}
_PutOff = dict[type[models.Model], set[Any]]
_put_off: ContextVar[_PutOff | None] = ContextVar("put_off", default=None)


def register(
    model: type[Row],
    *,
    document: Callable[[Row], Document | None],
    rows: Callable[[], models.QuerySet[Row]] | None = None,
) -> None:
    """Make the rows of a model findable. Called at start-up by the app that owns it.

    Args:
        document: what a row says of itself; None if it is not to be found.
        rows: the rows with what `document` reads of them fetched along, for doing many at once.
    """
    _findable[model] = _Findable(document, rows or model._default_manager.all)
    uid = f"alliance.search.{model._meta.label}"
    post_save.connect(_saved, sender=model, dispatch_uid=uid)
    post_delete.connect(_deleted, sender=model, dispatch_uid=uid)
    for field in model._meta.many_to_many:
        through = field.remote_field.through
        m2m_changed.connect(_related, sender=through, dispatch_uid=f"{uid}.{field.name}")


def index(model: type[models.Model], ids: Iterable[Any]) -> None:
    """Bring the entries of these rows up to date: after writes that send no signal, in bulk say."""
    _touch(model, ids)


@contextmanager
def together() -> Iterator[None]:
    """Everything that is saved inside is indexed at the end, in batches and one transaction.

    After a fault too, as far as the rows are there: what was undone has no entry.
    """
    if _put_off.get() is not None:
        yield
        return
    collected: dict[type[models.Model], set[Any]] = defaultdict(set)
    token = _put_off.set(collected)
    try:
        yield
    finally:
        _put_off.reset(token)
        if not transaction.get_connection().needs_rollback:
            with transaction.atomic():
                for model, ids in collected.items():
                    _index(model, ids)


def rebuild() -> int:
    """Make the whole index anew from the rows; returns how many entries it has."""
    with transaction.atomic():
        kept = [ContentType.objects.get_for_model(model).pk for model in _findable]
        SearchEntry.objects.exclude(content_type__in=kept).delete()
        SearchWord.objects.all().delete()
        known: Pairs = set()
        for model, findable in _findable.items():
            of_model = SearchEntry.objects.filter(content_type=_content_type(model))
            seen: set[str] = set()
            for rows in _in_batches(findable.rows().order_by("pk").iterator(AT_ONCE)):
                seen |= _write(model, rows, known)
            stale = [
                pk
                for pk, object_id in of_model.values_list("pk", "object_id")
                if object_id not in seen
            ]
            _remove(SearchEntry.objects.filter(pk__in=batch) for batch in _in_batches(stale))
        return SearchEntry.objects.count()


def _index(model: type[models.Model], ids: Iterable[Any]) -> None:
    """Entries of these rows as the rows are now; none for what is gone or not to be found."""
    known: Pairs = set()
    for batch in _in_batches(ids):
        rows = list(_findable[model].rows().filter(pk__in=batch))
        with transaction.atomic():
            written = _write(model, rows, known)
            gone = {str(pk) for pk in batch} - written
            if gone:
                _remove([_entries(model, gone)])


def _write(model: type[models.Model], rows: Iterable[models.Model], known: Pairs) -> set[str]:
    """Insert or update the entries of rows; the ids of those that are to be found."""
    content_type = _content_type(model)
    described = [(str(row.pk), _findable[model].document(row)) for row in rows]
    documents = {object_id: document for object_id, document in described if document}
    if not documents:
        return set()
    fields = [f.name for f in SearchEntry._meta.concrete_fields if not f.primary_key]
    key = ["content_type", "object_id"]
    meanings = lexicon()
    written = [
        document.entry(content_type.pk, each, meanings) for each, document in documents.items()
    ]
    SearchEntry.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=key,
        update_fields=[name for name in fields if name not in key],
    )
    learn(written, known)
    return set(documents)


def _entries(model: type[models.Model], object_ids: Iterable[str]) -> models.QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(
        content_type=_content_type(model), object_id__in=list(object_ids)
    )


def _remove(querysets: Iterable[models.QuerySet[SearchEntry]]) -> None:
    for entries in querysets:
        entries.delete()


def _content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


Thing = TypeVar("Thing")


def _in_batches(things: Iterable[Thing]) -> Iterator[Sequence[Thing]]:
    batch: list[Thing] = []
    for thing in things:
        batch.append(thing)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _touch(model: type[models.Model], ids: Iterable[Any]) -> None:
    """Index rows now, or at the end of what is done together."""
    collected = _put_off.get()
    if collected is not None:
        collected[model].update(ids)
    else:
        _index(model, ids)


def _saved(
    sender: type[models.Model], instance: models.Model, raw: bool = False, **signal: object
) -> None:
    if not raw:  # a fixture's relations may not be there yet; who loads one rebuilds
        _touch(sender, [instance.pk])


def _deleted(sender: type[models.Model], instance: models.Model, **signal: object) -> None:
    _entries(sender, [str(instance.pk)]).delete()


def _related(
    instance: models.Model,
    action: str,
    reverse: bool,
    model: type[models.Model],
    pk_set: set[Any] | None,
    **signal: object,
) -> None:
    """Many-to-many rows changed, from either side."""
    if not action.startswith("post_"):
        return
    if not reverse and type(instance) in _findable:
        _touch(type(instance), [instance.pk])
    elif reverse and model in _findable:
        # Clearing from the far side does not say whose rows went; `rebuild` finds them.
        _touch(model, pk_set or [])
