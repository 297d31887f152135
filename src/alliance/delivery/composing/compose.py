"""The letter that a mailing is of: a bulletin's from the part that owns it, or a digest's own."""

from __future__ import annotations

from ..models import Mailing, MailingKind
from .dates import dates_letter
from .digest import digest_letter
from .letter import Letter
from .sources import letter_source


def compose(mailing: Mailing) -> Letter | None:
    """What it says as things stand now; None where there is nothing to be sent."""
    kind = MailingKind(mailing.kind)
    if kind is MailingKind.BULLETIN:
        source = letter_source(kind)
        return source.letter(mailing.source_id) if source and mailing.source_id else None
    after, until = mailing.window_from, mailing.window_until
    assert after is not None and until is not None  # noqa: S101, PT018 - the database holds to it
    if kind is MailingKind.CALENDAR:
        return dates_letter(after, until)
    return digest_letter(kind, after, until)
