"""Bulletins: who carries them, where what comes back is read, who signs them.

Each wrong value is said by its variable at the start. What only shows when it is tried (a key file
that others may read, a mailbox that does not open) is said by `alliance doctor`, and sending waits.
"""

import re
import uuid
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .environment import ENVIRONMENT, BulkMail, EnvironmentFault
from .mail import DEFAULT_FROM_EMAIL

PROVIDERS = {
    "brevo": {"BREVO_API_KEY"},
    "mailgun": {"MAILGUN_API_KEY", "MAILGUN_WEBHOOK_SIGNING_KEY"},
    "mailjet": {"MAILJET_API_KEY", "MAILJET_SECRET_KEY"},
    "postmark": {"POSTMARK_SERVER_TOKEN"},
    "resend": {"RESEND_API_KEY"},
    "sparkpost": {"SPARKPOST_API_KEY"},
}
"""Those that may be named, each with the keys that it needs: as django-anymail calls them."""
MORE = {
    "mailgun": {"MAILGUN_SENDER_DOMAIN", "MAILGUN_API_URL"},
    "postmark": {"POSTMARK_MESSAGE_STREAM"},
    "sparkpost": {"SPARKPOST_API_URL", "SPARKPOST_SUBACCOUNT"},
}
"""What one may say besides, as where the provider's European servers are."""
BY_SMTP = {
    "amazon_ses": "email-smtp.eu-west-2.amazonaws.com",
    "ses": "email-smtp.eu-west-2.amazonaws.com",
    "sendgrid": "smtp.sendgrid.net",
}
"""Those that django-anymail carries only with another library, or no longer."""
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_SELECTOR = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?")

_ADDRESS = r"[^@\s<>\",]+@[^@\s<>\",.]+(?:\.[^@\s<>\",.]+)*"
_MAILBOX = re.compile(rf"{_ADDRESS}|(?:\"[^\"\r\n]*\"|[^@<>\"\r\n]*)<{_ADDRESS}>")


@dataclass(frozen=True, slots=True)
class BounceMailbox:
    """A mailbox that is read for what comes back."""

    host: str
    port: int
    user: str
    folder: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Notify:
    """A service of GOV.UK Notify, and the template that holds a subject and a body."""

    service: str
    secret: str = field(repr=False)
    template: str
    reply_to: str = ""
    receipts: str = field(default="", repr=False)
    address: str = "https://api.notifications.service.gov.uk"


def provider_of(bulk: BulkMail, *, has_server: bool) -> str:
    """“postmark”, “notify”, or nothing where the mail server carries bulletins too."""
    if not bulk.carrier:
        return ""
    if not has_server:
        raise EnvironmentFault(
            "ALLIANCE_BULK_MAIL names who carries bulletins, but there is no ALLIANCE_EMAIL_URL: "
            "confirmations and links to sign in go by a mail server. Name one."
        )
    if bulk.carrier == "notify":
        return "notify"
    _, colon, provider = bulk.carrier.partition(":")
    if provider in BY_SMTP:
        raise EnvironmentFault(
            f"ALLIANCE_BULK_MAIL is “{bulk.carrier}”; this provider is reached by SMTP: take the "
            f"line out and put its server ({BY_SMTP[provider]}) into ALLIANCE_EMAIL_URL."
        )
    if bulk.carrier != f"anymail{colon}{provider}" or provider not in PROVIDERS:
        names = ", ".join(f"anymail:{each}" for each in sorted(PROVIDERS))
        raise EnvironmentFault(
            f"ALLIANCE_BULK_MAIL is “{bulk.carrier}”; write notify or one of {names}, or take the "
            "line out to send by the server in ALLIANCE_EMAIL_URL."
        )
    return provider


def anymail_of(bulk: BulkMail, provider: str) -> dict[str, str]:
    """What django-anymail is told: of the provider that is named, and of no other."""
    if provider not in PROVIDERS:
        return {}
    given = dict(bulk.anymail)
    secret = given.pop("WEBHOOK_SECRET", "")
    if missing := sorted(PROVIDERS[provider] - given.keys()):
        raise EnvironmentFault(f"ALLIANCE_ANYMAIL_{missing[0]} is missing; {provider} shows it.")
    if strange := sorted(given.keys() - PROVIDERS[provider] - MORE.get(provider, set())):
        raise EnvironmentFault(
            f"ALLIANCE_ANYMAIL_{strange[0]} is no setting of {provider}. It knows: "
            + ", ".join(sorted(PROVIDERS[provider] | MORE.get(provider, set())))
            + ", WEBHOOK_SECRET."
        )
    for name, value in given.items():
        if name.endswith("_URL") and urlsplit(value).scheme != "https":
            raise EnvironmentFault(f"ALLIANCE_ANYMAIL_{name} must begin with https://.")
    if secret and not re.fullmatch(r"[!-9;-~]+:[!-~]{20,}", secret):
        raise EnvironmentFault(
            "ALLIANCE_ANYMAIL_WEBHOOK_SECRET must be a name, a colon, and twenty or more random "
            "characters: provider:… The provider is given the address with it in front of the host."
        )
    return given | ({"WEBHOOK_SECRET": secret} if secret else {})


def notify_of(bulk: BulkMail, provider: str) -> Notify | None:
    """The service that is named, if GOV.UK Notify carries bulletins."""
    if provider != "notify":
        return None
    # As “my key-<service>-<secret>”: two UUIDs at its end.
    service, secret = bulk.notify_key[-73:-37], bulk.notify_key[-36:]
    if not (_is_uuid(service) and _is_uuid(secret)):
        raise EnvironmentFault(
            "ALLIANCE_NOTIFY_KEY is not a whole key of GOV.UK Notify (API integration, API keys): "
            "it ends in two long numbers in hexadecimal."
        )
    if not _is_uuid(bulk.notify_template):
        raise EnvironmentFault(
            "ALLIANCE_NOTIFY_TEMPLATE is not the ID of a template: open it in GOV.UK Notify and "
            "copy its ID. Its subject is ((subject)) and its message ((body)), nothing else."
        )
    if bulk.notify_reply_to and not _is_uuid(bulk.notify_reply_to):
        raise EnvironmentFault(
            "ALLIANCE_NOTIFY_REPLY_TO is not the ID of a reply-to address: copy it from Settings, "
            "“Reply-to email addresses”."
        )
    if bulk.notify_receipts and len(bulk.notify_receipts) < 20:
        raise EnvironmentFault("ALLIANCE_NOTIFY_RECEIPTS must have twenty or more characters.")
    return Notify(service, secret, bulk.notify_template, bulk.notify_reply_to, bulk.notify_receipts)


def mailbox_of(bulk: BulkMail) -> BounceMailbox | None:
    """The mailbox that is named, if one is."""
    if not bulk.bounce_mailbox:
        return None
    try:
        parts = urlsplit(bulk.bounce_mailbox)
        port = parts.port or 993
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme != "imaps" or not parts.hostname or not parts.username or parts.password:
        raise EnvironmentFault(
            "ALLIANCE_BOUNCE_MAILBOX must be written imaps://user@imap.example.org/INBOX (an @ in "
            "the user name as %40), and its password goes into ALLIANCE_IMAP_BOUNCES."
        )
    if not bulk.bounce_password:
        raise EnvironmentFault(
            "ALLIANCE_BOUNCE_MAILBOX is named, but ALLIANCE_IMAP_BOUNCES with its password is not."
        )
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return BounceMailbox(
        parts.hostname, port, unquote(parts.username), folder, bulk.bounce_password
    )


def dkim_of(bulk: BulkMail, provider: str, sender: str) -> tuple[str, str, str]:
    """Key file, selector and domain, or three times nothing."""
    if not bulk.dkim_key_file:
        if bulk.dkim_selector or bulk.dkim_domain:
            raise EnvironmentFault(
                "ALLIANCE_DKIM_SELECTOR or ALLIANCE_DKIM_DOMAIN is there, but no "
                "ALLIANCE_DKIM_KEY_FILE to sign with."
            )
        return "", "", ""
    if provider:
        raise EnvironmentFault(
            f"ALLIANCE_DKIM_KEY_FILE is there, but bulletins go by {provider}, which signs them "
            "itself. Take the ALLIANCE_DKIM_ lines out."
        )
    if not Path(bulk.dkim_key_file).is_absolute():
        raise EnvironmentFault("ALLIANCE_DKIM_KEY_FILE must be a whole path, from / on.")
    if not _SELECTOR.fullmatch(bulk.dkim_selector):
        raise EnvironmentFault(
            "ALLIANCE_DKIM_SELECTOR must be the name under which the public key stands in the DNS, "
            "as “alliance” for alliance._domainkey.example.gov.uk."
        )
    of_sender = parseaddr(sender)[1].rpartition("@")[2].lower()
    domain = bulk.dkim_domain or of_sender
    if not _HOST.fullmatch(domain) or not f".{of_sender}".endswith(f".{domain}"):
        raise EnvironmentFault(
            f"ALLIANCE_DKIM_DOMAIN is “{domain}”; it must be the domain that bulletins come from "
            f"({of_sender}) or one above it, else receivers do not believe the signature (DMARC)."
        )
    return bulk.dkim_key_file, bulk.dkim_selector, domain


def address_of(name: str, said: str) -> str:
    """An address with or without a name before it, as it was written."""
    if not _MAILBOX.fullmatch(said):
        raise EnvironmentFault(
            f"{name} is “{said}”; write an address, or “Our Alliance <news@example.gov.uk>”."
        )
    return said


def _is_uuid(said: str) -> bool:
    try:
        return str(uuid.UUID(said)) == said.lower()
    except ValueError:
        return False


_bulk = ENVIRONMENT.bulk_mail
BULK_PROVIDER = provider_of(_bulk, has_server=bool(ENVIRONMENT.email_url))
"""Who carries bulletins; empty: the mail server, as all other mail."""
BULK_FROM = address_of("ALLIANCE_BULK_FROM", _bulk.sender) if _bulk.sender else DEFAULT_FROM_EMAIL
BOUNCE_ADDRESS = (
    parseaddr(address_of("ALLIANCE_BOUNCE_ADDRESS", _bulk.bounce_address))[1]
    if _bulk.bounce_address
    else parseaddr(BULK_FROM)[1]
)
"""The envelope's sender of bulletins: mail servers return them to it."""
BOUNCE_MAILBOX = mailbox_of(_bulk)
ANYMAIL = anymail_of(_bulk, BULK_PROVIDER)
NOTIFY = notify_of(_bulk, BULK_PROVIDER)
DKIM_KEY_FILE, DKIM_SELECTOR, DKIM_DOMAIN = dkim_of(_bulk, BULK_PROVIDER, BULK_FROM)
