"""An item as one bulletin tells it, as HTML for those who read elsewhere than on its page."""

from __future__ import annotations

from alliance.delivery.composing.letter import written

from .models import Appearance


def told_html(row: Appearance) -> str:
    """What is said, what stood under the label, the days; its `dates` are asked of it."""
    parts = [row.body]
    if row.has_action:
        parts += ["<h3>Action required</h3>", row.action_text]
    if dates := row.dates.all():
        days = "".join(
            f"<li>{date.get_kind_display()}: {written(date.date)}</li>" for date in dates
        )
        parts += ["<h3>Key dates</h3>", f"<ul>{days}</ul>"]
    return "".join(parts)
