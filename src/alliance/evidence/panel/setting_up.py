"""How a panel judges: its scale, criteria and phases, made and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.audit.trail import record, snapshot

from ..models import Call, Criterion, Panel, Phase, Score
from ..refusal import CannotBeDone
from .proposed import LABELS, propose_rows


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of a form: the id it has, its fields, or that it is to go."""

    pk: int | None
    fields: dict[str, Any]
    goes: bool = False


@transaction.atomic
def set_up(call: Call, *, by: AbstractBaseUser | None) -> Panel:
    """The panel of a call, with what we propose; the one it has, if it has one."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    panel = Panel.objects.filter(call=call).first()
    if panel is None:
        panel = Panel.objects.create(call=call, labels=list(LABELS))
        propose_rows(panel)
        record(by=by, verb="set up", thing=panel, after=snapshot(panel))
    return panel


@transaction.atomic
def change(panel: Panel, *, by: AbstractBaseUser, version: int, **fields: Any) -> Panel:
    """Change how it judges.

    Raises:
        CannotBeDone: somebody else changed it meanwhile, or scores stand that the new scale has not.
    """
    panel = _locked(panel)
    _refuse_unless_seen(panel, version)
    if (fields["scale_from"], fields["scale_to"]) != (
        panel.scale_from,
        panel.scale_to,
    ) and _is_scored(panel):
        raise CannotBeDone("Scores have been given on this scale: it stays as it is.")
    before = snapshot(panel)
    for name, value in fields.items():
        setattr(panel, name, value)
    return _saved(panel, before, by)


@transaction.atomic
def change_criteria(
    panel: Panel, *, by: AbstractBaseUser, version: int, wanted: Sequence[Wanted]
) -> Panel:
    """Criteria as they are to be, in order. One that was scored is retired rather than taken away."""
    panel = _locked(panel)
    _refuse_unless_seen(panel, version)
    before = snapshot(panel)
    rows = {row.pk: row for row in panel.criteria.all()}
    for place, each in enumerate(wanted):
        row = rows.get(each.pk or 0)
        if each.goes:
            if row is not None:
                _retire(row)
            continue
        if row is None:
            row = Criterion(panel=panel, key=_free_key(panel, each.fields["name"]))
        elif any(getattr(row, name) != value for name, value in each.fields.items()):
            row.is_default = False
        for name, value in each.fields.items():
            setattr(row, name, value)
        row.position, row.retired_at = place, None
        row.save()
    if not panel.criteria.filter(retired_at__isnull=True).exists():
        raise CannotBeDone("Leave at least one criterion: without any there is nothing to score.")
    return _saved(panel, before, by, verb="changed the criteria of")


def _retire(row: Criterion) -> None:
    if row.scores.exists():
        row.retired_at = row.retired_at or timezone.now()
        row.save(update_fields=["retired_at"])
    else:
        row.delete()


def _free_key(panel: Panel, name: str) -> str:
    stem = slugify(name)[:36] or "criterion"
    taken = set(panel.criteria.values_list("key", flat=True))
    names = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(key for key in names if key not in taken)


@transaction.atomic
def change_phases(
    panel: Panel, *, by: AbstractBaseUser, version: int, wanted: Sequence[Wanted]
) -> Panel:
    """Phases as they are to be."""
    panel = _locked(panel)
    _refuse_unless_seen(panel, version)
    before = snapshot(panel)
    rows = {row.pk: row for row in panel.phases.all()}
    for each in wanted:
        row = rows.get(each.pk or 0)
        if each.goes:
            if row is not None:
                row.delete()
            continue
        row = row or Phase(panel=panel)
        for name, value in each.fields.items():
            setattr(row, name, value)
        row.save()
    return _saved(panel, before, by, verb="changed the phases of")


def _saved(
    panel: Panel, before: dict[str, Any], by: AbstractBaseUser, verb: str = "changed"
) -> Panel:
    panel.version += 1
    panel.save()
    record(by=by, verb=verb, thing=panel, before=before, after=snapshot(panel))
    return panel


def _is_scored(panel: Panel) -> bool:
    return Score.objects.filter(criterion__panel=panel).exists()


def _locked(panel: Panel) -> Panel:
    return Panel.objects.select_for_update(of=("self",)).select_related("call").get(pk=panel.pk)


def _refuse_unless_seen(panel: Panel, version: int) -> None:
    if panel.version != version:
        raise CannotBeDone(
            "Somebody else changed this panel meanwhile. What you wrote is still here: look at the "
            "page in another window, and save again."
        )
