"""What triage tells the parts below at start-up."""

from __future__ import annotations

from alliance.audit.trail import audited

from ..models import Apart, RequestForMore, Theme


def register() -> None:
    audited(Theme, fields=["call", "position", "made_by"], label=lambda theme: theme.name)
    audited(Apart, fields=["one", "other"])
    audited(RequestForMore, fields=["submission", "message"])
