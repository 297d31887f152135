"""What a letter must know of the site that sends it, from settings and the alliance's own row."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings

from alliance.directory.models import Alliance
from alliance.directory.networks.addresses import whole_address

from .letter import Site


def site_of(mailing_id: int = 0) -> Site:
    """The site as it sends a mailing; 0 for a letter that is of none. One query."""
    alliance = Alliance.objects.select_related("host").first()
    name = alliance.name if alliance else "Alliance"
    return Site(
        address=whole_address("").rstrip("/"),
        name=name,
        sender=_sender(name),
        reply_to=alliance.contact_email if alliance else "",
        postal=f"Hosted by {alliance.host}" if alliance and alliance.host else "",
        mailing_id=mailing_id,
    )


def _sender(name: str) -> str:
    """The address that bulletins come from, under the name that its setting gives, or else ours."""
    said: str = getattr(settings, "BULK_FROM", "") or settings.DEFAULT_FROM_EMAIL
    given, address = parseaddr(said)
    return formataddr((given or name, address))
