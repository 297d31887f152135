"""What networks tell the ground at start-up: who may see what, what the trail keeps, what runs."""

from __future__ import annotations

import datetime as dt

from alliance.audit.trail import audited
from alliance.jobs.schedule import daily

from ..models import Meeting, NetworkMessage, Nomination, NominationAsk
from . import access_rules, findable, news, panel
from .letters import forget_letters


def register() -> None:
    access_rules.register()
    findable.register()
    panel.register()
    news.register()
    audited(
        Nomination,
        fields=[
            "network",
            "authority",
            "person",
            "seat",
            "starts_on",
            "ends_on",
            "taken_back_at",
            "standing",
            "principal",
        ],
    )
    audited(NominationAsk, fields=["network", "authority", "asked_on", "standing"])
    audited(
        Meeting,
        fields=["network", "joint_with", "on", "at", "ends_at", "is_cancelled", "version"],
    )
    audited(NetworkMessage, fields=["network", "standing", "copies", "written_at"])
    daily(dt.time(0, 10), findable.tell_of_next_meetings)
    daily(dt.time(3, 50), forget_letters)
