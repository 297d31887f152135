"""Who may see what is delivered to whom: the programme; of oneself, one's own."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access
from alliance.directory.access import EVERYTHING, NOTHING, Viewer

from .models import (
    CalendarEntry,
    Consent,
    Copy,
    Mailing,
    MailingRules,
    MailingVisits,
    Return,
    ReturnMailbox,
    SenderLook,
    Subscriber,
    SubscriberList,
    Suppression,
    Variant,
)


def register() -> None:
    # A day alone is no secret; what it is about is asked for each time, as anybody sees it.
    access.register(CalendarEntry, lambda viewer: EVERYTHING)
    access.register(Subscriber, lambda viewer: _own(viewer, "person"))
    access.register(Consent, lambda viewer: _own(viewer, "subscriber__person"))
    access.register(Copy, lambda viewer: _own(viewer, "subscriber__person"))
    for model in (
        Mailing, Variant, MailingRules, MailingVisits, Return, ReturnMailbox, SenderLook,
        SubscriberList, Suppression,
    ):  # fmt: skip
        access.register(model, lambda viewer: EVERYTHING if viewer.is_programme else NOTHING)


def _own(viewer: Viewer, way: str) -> Q:
    if viewer.is_programme:
        return EVERYTHING
    return Q(**{way: viewer.person_id}) if viewer.person_id else NOTHING
