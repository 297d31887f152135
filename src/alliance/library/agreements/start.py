"""What agreements tell the parts below at start-up."""

from __future__ import annotations

import datetime as dt

from alliance.audit.trail import audited
from alliance.jobs.schedule import daily
from alliance.library.models import (
    Agreement,
    AgreementReview,
    AgreementVersion,
    CappedRole,
    PayCap,
    Protocol,
    ProtocolStanding,
    SignatureEntry,
)
from alliance.library.models.agreement import KINDS_OF_FACT

from . import access_rules, findable, news, panel
from .remind import remind


def register() -> None:
    access_rules.register()
    findable.register()
    panel.register()
    news.register()
    visibilities = [f"{kind}_visibility" for kind in KINDS_OF_FACT]
    audited(
        Agreement,
        fields=["kind", "title", "slug", "parties", "review_months", "ends_on", *visibilities],
        label=str,
    )
    audited(
        AgreementVersion,
        fields=["agreement", "label", "state", "starts_on", "ends_on", "url", "sha256"],
        label=str,
    )
    audited(
        Protocol,
        fields=["agreement", "number", "title", "effective_from", "ends_on", "reviewed_on"],
        label=str,
    )
    audited(
        SignatureEntry,
        fields=["version", "authority", "role", "turn", "act", "way", "on", "person", "sha256"],
        label=str,
    )
    audited(
        ProtocolStanding,
        fields=["protocol", "authority", "state", "effective_on", "struck_out_at"],
        label=str,
    )
    audited(CappedRole, fields=["agreement", "name", "order"], label=str)
    audited(PayCap, fields=["role", "amount", "per", "starts_on", "ends_on"])
    audited(AgreementReview, fields=["agreement", "due_on", "done_on"], label=str)
    daily(dt.time(6, 40), remind)
