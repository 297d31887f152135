"""What a new panel is proposed: ours, marked as such, and for the programme to change."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from ..models import Call, Criterion, DecisionOutcome, Panel, Phase

CRITERIA = (
    ("innovation", "Innovation", "How new is it here, or how newly is it done?"),
    ("impact", "Impact", "What changed for children, families or staff?"),
    ("evidence", "Evidence", "How well is the change shown: figures with a source, voices, time?"),
    ("copying", "Can be copied", "Could another authority do it with what it has?"),
    ("permanence", "Permanence", "Is it meant to stay, and paid for?"),
)
LABELS = ("Not shown", "A little", "Fairly", "Clearly", "Outstandingly")
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)

LETTERS = {
    DecisionOutcome.SHOWCASE: (
        "The panel has chosen it for the showcase. We write a page from what you sent and show it to "
        "you first: nothing is published before you have agreed to it."
    ),
    DecisionOutcome.LATER: (
        "The panel thinks that it is worth another look, once there is more to tell of it. It is not "
        "in this showcase; we keep it, and come back to you."
    ),
    DecisionOutcome.NO: (
        "The panel has read it with care. Among all that came in it was not chosen for the showcase. "
        "That is no judgement on your work, and we are grateful that you told us of it."
    ),
}


def propose_rows(panel: Panel) -> None:
    """Criteria, and phases that follow on the closing of the call (or on today)."""
    Criterion.objects.bulk_create(
        Criterion(panel=panel, key=key, name=name, help=help_, position=place, is_default=True)
        for place, (key, name, help_) in enumerate(CRITERIA)
    )
    first = _first_day(panel.call)
    Phase.objects.bulk_create(
        [
            Phase(panel=panel, name="Reading", starts_on=first, ends_on=first + 3 * WEEK - DAY),
            Phase(
                panel=panel, name="Discussing", starts_on=first + 3 * WEEK, ends_on=first + 4 * WEEK - DAY,
                may_discuss=True, sees_scores=True, sees_all=True,
            ),
            Phase(
                panel=panel, name="Deciding", starts_on=first + 4 * WEEK, ends_on=first + 5 * WEEK - DAY,
                may_score=False, may_discuss=True, sees_scores=True, sees_all=True, sees_names=True,
            ),
        ]
    )  # fmt: skip


def _first_day(call: Call) -> dt.date:
    today = timezone.localdate()
    return max(timezone.localdate(call.closes_at) + DAY, today) if call.closes_at else today
