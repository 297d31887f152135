"""What calls tell the parts below at start-up."""

from __future__ import annotations

from alliance.audit.trail import audited
from alliance.jobs.schedule import every

from ..models import Heading, ServiceSection
from . import deliverable, findable, panel
from .following import EVERY, follow_calls


def register() -> None:
    deliverable.register()
    findable.register()
    panel.register()
    every(EVERY, follow_calls)
    audited(
        Heading,
        fields=["call", "key", "position", "kind", "is_required", "is_short", "most_words", "shown_if",
                "tells_who", "part", "retired_at"],
        label=lambda heading: heading.label,
    )  # fmt: skip
    audited(
        ServiceSection, fields=["name", "position", "is_live"], label=lambda section: section.name
    )
