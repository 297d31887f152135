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


def sender() -> Sender | None:
    """How mail leaves this site, by its settings; None where it does not leave at all."""
    from_domain = _domain(getattr(settings, "BULK_FROM", "") or settings.DEFAULT_FROM_EMAIL)
    provider = _provider()
    if "." not in from_domain or not (settings.MAIL_CARRIER or provider):
        return None
    bounce = getattr(settings, "BOUNCE_ADDRESS", "")
    key_file = getattr(settings, "DKIM_KEY_FILE", "")
    kind, public = _public_key(key_file) if key_file else ("rsa", "")
    return Sender(
        from_domain=from_domain,
        bounce_domain=_domain(bounce) if bounce else from_domain,
        hosts=() if provider else _hosts(),
        provider=provider,
        signs_for=(getattr(settings, "DKIM_DOMAIN", "") or from_domain) if key_file else "",
        selector=getattr(settings, "DKIM_SELECTOR", ""),
        public_key=public,
        key_kind=kind,
        reports_to=_office(),
    )


def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2].lower().rstrip(".")


def _provider() -> str:
    """“Postmark”, “GOV.UK Notify”; empty where an SMTP server is given our mail."""
    said = str(getattr(settings, "BULK_PROVIDER", ""))
    return "GOV.UK Notify" if said == "notify" else said.title()


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
        return "No mail leaves this site, so there is nothing to look at."
    verdicts = look(of)
    keep(of, verdicts)
    wrong = sum(each.standing is Standing.BAD for each in verdicts)
    return f"{len(verdicts)} things looked at, {wrong} of them wrong."
