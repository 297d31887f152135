"""What is wrong with how bulletins go out and come back, for the doctor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .doctor import Finding

UNREAD_FOR = dt.timedelta(days=1)
RESTART = (
    "Put it right in alliance.env and restart; docs/operating.md says how, under “Who carries "
    "bulletins”."
)


def bulk_mail() -> Iterator[Finding]:
    """The key that bulletins are signed with, and whether anybody hears of what comes back."""
    from django.conf import settings

    from alliance.delivery.sending.carriers import signer
    from alliance.delivery.sending.dkim import NoKey

    from .doctor import Finding

    if settings.DKIM_KEY_FILE:
        try:
            signer()
        except NoKey as fault:
            yield Finding("bulletins", f"{fault}", "Bulletins wait until they can be signed.")
    if settings.BOUNCE_MAILBOX is not None:
        yield from _mailbox()
    yield from _unheard()


def reach_bulk_mail() -> Iterator[Finding]:
    """Open the mailbox for returns and look at Notify's template; nothing is sent or changed."""
    from django.conf import settings

    from alliance.delivery.returning.mailbox import opened
    from alliance.delivery.sending.notify_carrier import Api
    from alliance.delivery.sending.parcel import NoServer
    from alliance.links.fetch import Failed, Refused

    from .doctor import Finding

    if settings.BOUNCE_MAILBOX is not None:
        try:
            with opened(settings.BOUNCE_MAILBOX):
                pass
        except (Refused, Failed) as fault:
            yield Finding("bulletins", f"What comes back cannot be read: {fault}", RESTART)
    if settings.NOTIFY is not None:
        try:
            Api(settings.NOTIFY).look_at_template()
        except NoServer as fault:
            yield Finding("bulletins", str(fault), RESTART)


def _mailbox() -> Iterator[Finding]:
    """Whether the last look worked, or the last day's looks did not."""
    from django.utils import timezone

    from alliance.delivery.models import ReturnMailbox

    from .doctor import Finding

    row = ReturnMailbox.objects.exclude(looked_at=None).order_by("-looked_at").first()
    if row is None or not row.fault:
        return
    if row.read_at is None or row.read_at < timezone.now() - UNREAD_FOR:
        since = f"since {row.read_at:%-d %B %Y}" if row.read_at else "yet"
        yield Finding(
            "bulletins",
            f"What comes back has not been read {since}: {row.fault}",
            "Until it is, addresses that are no more go on being written to. Look at "
            "ALLIANCE_BOUNCE_MAILBOX and ALLIANCE_IMAP_BOUNCES in alliance.env.",
        )


def _unheard() -> Iterator[Finding]:
    """Bulletins are sent, and nobody hears of those that come back."""
    from django.conf import settings

    from alliance.delivery.models import BEGUN, Mailing, MailingState

    from .doctor import Finding

    if not Mailing.objects.filter(state__in=[*BEGUN, MailingState.DONE]).exists():
        return
    if settings.NOTIFY is not None:
        if not settings.NOTIFY.receipts:
            yield Finding(
                "bulletins",
                "GOV.UK Notify is not asked to tell what it could not deliver.",
                "Put ALLIANCE_NOTIFY_RECEIPTS= and twenty or more random characters into "
                "alliance.env, and the same with the address /notify/receipts/ into Notify: API "
                "integration, Callbacks.",
            )
    elif provider := settings.BULK_PROVIDER:
        if not settings.ANYMAIL.get("WEBHOOK_SECRET"):
            yield Finding(
                "bulletins",
                f"{provider} is not asked to tell what came back and who complained.",
                "Put ALLIANCE_ANYMAIL_WEBHOOK_SECRET=provider: and twenty or more random characters "
                "into alliance.env, and tell the provider the address that docs/operating.md says.",
            )
    elif settings.BOUNCE_MAILBOX is None and settings.MAIL_CARRIER:
        yield Finding(
            "bulletins",
            f"Nobody reads what comes back of bulletins to {settings.BOUNCE_ADDRESS}.",
            "Name its mailbox in alliance.env: ALLIANCE_BOUNCE_MAILBOX=imaps://user@host/INBOX, "
            "and its password in ALLIANCE_IMAP_BOUNCES.",
        )
