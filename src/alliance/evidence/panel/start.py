"""What the panel tells the parts below when the site starts."""

from __future__ import annotations


def register() -> None:
    from alliance.audit.trail import audited

    from ..models import Enclosure, Panel, Remark

    audited(Panel, fields=["call", "is_blind", "readers_each", "scale_from", "scale_to", "version"])
    audited(Remark, fields=["submission", "panellist", "proposes"])
    audited(Enclosure, fields=["submission", "kind", "is_for_panel", "removed_at"])
