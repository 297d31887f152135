"""Looking at the sender's domain, and keeping what was seen until the next look."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict
from email.utils import parseaddr
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils import timezone

from alliance.directory.models import Alliance
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress

from ..models import SenderLook
from .sender import JUDGES, judge
from .verdict import Resolver, Sender, Standing, Unreachable, Verdict

OF_THIS_MACHINE = frozenset({"", "localhost", "127.0.0.1", "::1", "*"})


NOTIFY = "notify"
NO_MAIL = "No mail leaves this site: no mail server is named in its settings."
BY_NOTIFY = (
    "GOV.UK Notify sends our bulletins in its own name, and answers for its domain: there is "
    "nothing of ours to publish."
)


def why_nothing() -> str:
    """Why there is nothing to look at, if there is nothing."""
    if settings.BULK_PROVIDER == NOTIFY:
        return BY_NOTIFY
    has_domain = "." in _domain(settings.BULK_FROM)
    return "" if has_domain and (settings.MAIL_CARRIER or settings.BULK_PROVIDER) else NO_MAIL


def sender() -> Sender | None:
    """How mail leaves this site in its own name, by its settings; None where it does not."""
    if why_nothing():
        return None
    from_domain, provider = _domain(settings.BULK_FROM), settings.BULK_PROVIDER.title()
    kind, public = _public_key(settings.DKIM_KEY_FILE) if settings.DKIM_KEY_FILE else ("rsa", "")
    return Sender(
        from_domain=from_domain,
        bounce_domain=_domain(settings.BOUNCE_ADDRESS) or from_domain,
        hosts=() if provider else _hosts(),
        provider=provider,
        signs_for=(settings.DKIM_DOMAIN or from_domain) if settings.DKIM_KEY_FILE else "",
        selector=settings.DKIM_SELECTOR,
        public_key=public,
        key_kind=kind,
        reports_to=_office(),
    )


def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2].lower().rstrip(".")


def _hosts() -> Sequence[str]:
    """Whoever hands our mail on: the mail server, or this machine if it does so itself."""
    server = str(getattr(settings, "EMAIL_HOST", "")).lower()
    if server not in OF_THIS_MACHINE and not server.startswith("127."):
        return (server,)
    own = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else ""
    return () if own in OF_THIS_MACHINE else (own,)


def _office() -> str:
    alliance = Alliance.objects.first()
    return alliance.contact_email if alliance else ""


def _public_key(file: str | Path) -> tuple[str, str]:
    """The kind of the key that we sign with, and what a record says of it; empty if unreadable."""
    try:
        key = load_pem_private_key(Path(file).read_bytes(), password=None).public_key()
    except (OSError, ValueError, TypeError):
        return "rsa", ""
    if isinstance(key, Ed25519PublicKey):
        raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return "ed25519", base64.b64encode(raw).decode()
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return "rsa", base64.b64encode(der).decode()


def look(of: Sender, resolver: Resolver | None = None) -> list[Verdict]:
    """Ask the domain name system now; takes some seconds at most."""
    from .dns import NameServers  # heavy, and needed by one job only

    try:
        return judge(of, resolver or NameServers())
    except Unreachable as fault:  # this machine knows no name server
        return [
            Verdict(
                name=name,
                standing=Standing.UNKNOWN,
                is_silent=True,
                found=str(fault),
                mend="Give this machine a name server, and look again.",
            )
            for name in JUDGES
        ]


def keep(of: Sender, verdicts: Sequence[Verdict]) -> SenderLook:
    """Keep what was seen, in place of what was seen before."""
    kept, _ = SenderLook.objects.update_or_create(
        pk=1,
        defaults={
            "at": timezone.now(),
            "domain": of.from_domain,
            "verdicts": [asdict(each) for each in verdicts],
        },
    )
    return kept


def last_look() -> tuple[SenderLook, list[Verdict]] | None:
    """What was seen last."""
    kept = SenderLook.objects.filter(pk=1).first()
    if kept is None:
        return None
    verdicts = [
        Verdict(**{**said, "standing": Standing(said["standing"])}) for said in kept.verdicts
    ]
    return kept, verdicts


@job(title="Look at the sender’s domain", max_attempts=1)
def look_at_sender(progress: Progress) -> str:
    """Daily, and when somebody presses the button."""
    of = sender()
    if of is None:
        return why_nothing()
    verdicts = look(of)
    keep(of, verdicts)
    wrong = sum(each.standing is Standing.BAD for each in verdicts)
    return f"{len(verdicts)} things looked at, {wrong} of them wrong."
