"""How editors make and change an area: each change of whom it admits is an event of the trail."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm

from alliance.audit.trail import record, snapshot

from ..models import AdmittedRole, Area


class AreaForm(WagtailAdminModelForm):
    """An area with the roles that it admits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = snapshot(self.instance) if self.instance.pk else {}

    @transaction.atomic
    def save(self, commit: bool = True) -> Area:
        before = _admitted(self.instance)
        area: Area = super().save(commit)
        if commit:
            record(
                by=self.for_user,
                verb="edited" if self.before else "made",
                thing=area,
                before=self.before,
                after=snapshot(area),
            )
            self._record_roles(before, _admitted(area))
        return area

    def _record_roles(
        self, before: dict[int, AdmittedRole], after: dict[int, AdmittedRole]
    ) -> None:
        for pk in before | after:
            was, now = before.get(pk), after.get(pk)
            states = [snapshot(row) if row else None for row in (was, now)]
            if states[0] == states[1] or not (row := now or was):
                continue
            verb = "entered" if was is None else "removed" if now is None else "edited"
            record(by=self.for_user, verb=verb, thing=row, before=states[0], after=states[1])


def _admitted(area: Area) -> dict[int, AdmittedRole]:
    """The stored roles of an area."""
    if area.pk is None:
        return {}
    return {row.pk: row for row in AdmittedRole.objects.filter(area=area.pk)}
