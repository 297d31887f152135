"""Themes of the sample's open call: proposed by the words of the answers, some of it settled by hand.

Those of the call before it were made by hand, with its showcase (`showcase.py`).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from alliance.directory.models import RoleKind, User
from alliance.evidence.models import Call, Theme
from alliance.evidence.triage.theming import apply_proposal, place

from .calls import OPEN

KEPT = 3
"""Themes of the open call of which what was proposed is kept; the rest waits for somebody to look."""


def load_themes(day: dt.date) -> int:
    """Themes for the open call, where it has none. Gives how many there are new.

    After the answers; `day` is not needed, and taken so that all of the sample is loaded alike.
    """
    return sum(_load(call) for call in Call.objects.filter(slug=OPEN))


@transaction.atomic
def _load(call: Call) -> int:
    if call.themes.exists() or not call.submissions.exists():
        return 0
    by = _support()
    apply_proposal(call, by=None)
    themes = list(Theme.objects.filter(call=call))
    for theme in themes[:KEPT] if by else []:
        assert by is not None  # noqa: S101 - said in the line above; this tells the types
        place(call, theme.submissions.values_list("pk", flat=True), theme, by=by)
    return len(themes)


def _support() -> User | None:
    return (
        User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_SUPPORT, is_active=True)
        .order_by("pk")
        .first()
    )
