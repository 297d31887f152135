"""What an import leaves in the audit trail: one event a bulletin."""

from __future__ import annotations

from alliance.audit.trail import record
from alliance.directory.models import User

from ..models import Bulletin
from .outcome import Outcome


def imported(bulletin: Bulletin, outcome: Outcome, *, by: User | None, source_name: str) -> None:
    record(
        by=by,
        verb=f"imported ({outcome.state})",
        thing=bulletin,
        reason=f"from {source_name}"[:250] if source_name else "",
    )
