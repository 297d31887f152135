"""Raising the edition when a row is saved or deleted that readers might see something of.

Every model counts but those named here: a page shown once too often anew costs milliseconds, one
shown stale costs trust.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save

from .current import changed

UNSEEN_APPS = frozenset(
    """
    account api audit auth axes contenttypes django_tasks editions jobs links mail mfa migrations
    sessions usersessions wagtailadmin wagtailsearch wagtailusers
    """.split()
)
"""Nothing of these is on a page for all readers."""

UNSEEN_MODELS = frozenset(
    """
    directory.accessgrant directory.accesslog directory.invitation directory.letter
    directory.lookingas directory.networkmessage directory.nominationask directory.peoplelist
    directory.securityevent directory.user
    actions.ask actions.chasingrules actions.gridforleads actions.linkholder actions.reminder actions.response
    bulletins.intake wagtailcore.comment wagtailcore.commentreply wagtailcore.modellogentry
    wagtailcore.pagelogentry wagtailcore.pagesubscription wagtailcore.referenceindex
    wagtailcore.revision wagtailcore.task wagtailcore.taskstate wagtailcore.uploadedfile
    wagtailcore.workflow wagtailcore.workflowstate
    home.problemreport pages.toldfrom
    delivery.consent delivery.copy delivery.mailing delivery.mailingrules delivery.return
    delivery.subscriber delivery.suppression delivery.variant
    library.link library.linkfinding library.linkhost library.linkplace library.rendition
    search.searchentry search.searchword
    evidence.answer evidence.apart evidence.assessment evidence.assignment evidence.casecheck
    evidence.criterion evidence.decision evidence.enclosure evidence.export evidence.formreading
    evidence.inhand evidence.interest evidence.panel evidence.panellist evidence.phase evidence.remark
    evidence.reply evidence.requestformore evidence.ringback evidence.score evidence.submission
    evidence.wordform evidence.wording
    """.split()
)
"""Nothing of these is on a page for all readers."""

UNSEEN_MODELS = frozenset(
    """
    directory.accessgrant directory.accesslog directory.invitation directory.letter
    directory.lookingas directory.networkmessage directory.nominationask directory.peoplelist
    directory.securityevent directory.user
    actions.ask actions.chasingrules actions.gridforleads actions.linkholder actions.reminder actions.response
    bulletins.intake wagtailcore.comment wagtailcore.commentreply wagtailcore.modellogentry
    wagtailcore.pagelogentry wagtailcore.pagesubscription wagtailcore.referenceindex
    wagtailcore.revision wagtailcore.task wagtailcore.taskstate wagtailcore.uploadedfile
    wagtailcore.workflow wagtailcore.workflowstate
    home.problemreport pages.toldfrom
    delivery.consent delivery.copy delivery.mailing delivery.mailingrules delivery.return
    delivery.subscriber delivery.suppression delivery.variant
    library.link library.linkfinding library.linkhost library.linkplace library.rendition
    search.searchentry search.searchword
    evidence.answer evidence.assessment evidence.assignment evidence.casecheck evidence.criterion
    evidence.decision evidence.interest evidence.panel evidence.panellist evidence.phase evidence.remark
    evidence.reply evidence.ringback evidence.score evidence.submission evidence.wording
    """.split()
)
"""Accounts; drafts and records of who did what (what is published is another row); what readers
send in; who is sent what; what follows by itself from rows that are seen; looks at links (that one is dead is said)."""


def watch() -> None:
    """Listen; called once at start-up."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_touched, dispatch_uid=f"alliance.editions.{id(signal)}")


def is_seen(model: type[models.Model]) -> bool:
    """Whether readers might see something of a model's rows."""
    return (
        model._meta.app_label not in UNSEEN_APPS
        and model._meta.label_lower not in UNSEEN_MODELS
        and model.__module__ != "__fake__"  # of a migration, when the edition may have no table yet
    )


def _touched(
    sender: type[models.Model], raw: bool = False, action: str = "post_", **signal: Any
) -> None:
    if not raw and action.startswith("post_") and is_seen(sender):
        changed()
