"""The one reader of the environment. Every setting a host may change is a field here.

Values come from environment variables named `ALLIANCE_…`; `alliance setup` writes them to
`DATA/alliance.env`, which is read first so that a variable of the process wins over the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alliance.config.data_folder import data_folder
from alliance.refusals import Refusal


class EnvironmentFault(Refusal):
    """A variable of the environment that cannot be used: which, why, and how to mend it."""


OIDC = re.compile(
    r"ALLIANCE_OIDC_([A-Z0-9]+)_(?:NAME|ISSUER|CLIENT_ID|CLIENT_SECRET|DOMAINS|OWNS_ADDRESSES)"
)
IMAP = re.compile(r"ALLIANCE_IMAP_[A-Z0-9_]+")
ANYMAIL = "ALLIANCE_ANYMAIL_"


def read_env_file(path: Path) -> dict[str, str]:
    """`NAME=value` lines of an environment file; blank lines and `#` comments are skipped."""
    if not path.exists():
        return {}
    values = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            values[name.strip()] = value.strip().strip('"')
    return values


def _flag(values: dict[str, str], name: str, *, default: bool = False) -> bool:
    value = values.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"0", "no", "false", "off"}:
        return False
    if value in {"1", "yes", "true", "on"}:
        return True
    raise EnvironmentFault(f"{name} is “{value}”; write yes or no.")


def _list(values: dict[str, str], name: str) -> tuple[str, ...]:
    return tuple(values.get(name, "").replace(",", " ").split())


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation whose people sign in with the accounts they have there."""

    key: str
    """As in `ALLIANCE_OIDC_KENT_NAME`: KENT."""
    name: str
    issuer: str
    client_id: str
    client_secret: str
    domains: tuple[str, ...]
    """Of the e-mail addresses that it may vouch for; no others."""
    owns_addresses: bool
    """Whether its word for an address is enough, without its saying that it was verified."""

    @classmethod
    def all_of(cls, values: dict[str, str]) -> tuple[Organisation, ...]:
        keys = {match[1] for name in values if (match := OIDC.fullmatch(name))}
        return tuple(cls._of(key, values) for key in sorted(keys))

    @classmethod
    def _of(cls, key: str, values: dict[str, str]) -> Organisation:
        start = f"ALLIANCE_OIDC_{key}_"
        return cls(
            key=key,
            name=values.get(f"{start}NAME", ""),
            issuer=values.get(f"{start}ISSUER", "").rstrip("/"),
            client_id=values.get(f"{start}CLIENT_ID", ""),
            client_secret=values.get(f"{start}CLIENT_SECRET", ""),
            domains=tuple(
                one.lower().removeprefix("@") for one in _list(values, f"{start}DOMAINS")
            ),
            owns_addresses=_flag(values, f"{start}OWNS_ADDRESSES"),
        )


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The password of a mailbox that may be read for news, and the one host it is given to."""

    host: str
    password: str = field(repr=False)

    @classmethod
    def all_of(cls, values: dict[str, str]) -> dict[str, Mailbox]:
        """By the name of the variable that holds the password: `ALLIANCE_IMAP_NEWS`."""
        return {
            name: cls(values.get(f"{name}_HOST", "").strip().lower(), password)
            for name, password in values.items()
            if IMAP.fullmatch(name) and password and not name.endswith("_HOST")
        }


@dataclass(frozen=True, slots=True)
class BulkMail:
    """How bulletins go out, as whoever runs the machine wrote it; `bulk_mail.py` judges it."""

    carrier: str = ""
    """`anymail:postmark`, `notify`, or empty: by the mail server."""
    sender: str = ""
    bounce_address: str = ""
    bounce_mailbox: str = ""
    """`imaps://user@host/folder`, where what comes back is read."""
    bounce_password: str = field(default="", repr=False)
    dkim_key_file: str = ""
    dkim_selector: str = ""
    dkim_domain: str = ""
    anymail: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Keys of a provider, by their names without `ALLIANCE_ANYMAIL_`."""
    notify_key: str = field(default="", repr=False)
    notify_template: str = ""
    notify_reply_to: str = ""
    notify_receipts: str = field(default="", repr=False)
    """What GOV.UK Notify shows when it tells what became of a message."""

    @classmethod
    def of(cls, values: dict[str, str]) -> BulkMail:
        def said(name: str) -> str:
            return values.get(f"ALLIANCE_{name}", "").strip()

        return cls(
            carrier=said("BULK_MAIL").lower(),
            sender=said("BULK_FROM"),
            bounce_address=said("BOUNCE_ADDRESS"),
            bounce_mailbox=said("BOUNCE_MAILBOX"),
            bounce_password=said("IMAP_BOUNCES"),
            dkim_key_file=said("DKIM_KEY_FILE"),
            dkim_selector=said("DKIM_SELECTOR").lower(),
            dkim_domain=said("DKIM_DOMAIN").lower(),
            anymail={
                name.removeprefix(ANYMAIL): value.strip()
                for name, value in values.items()
                if name.startswith(ANYMAIL) and value.strip()
            },
            notify_key=said("NOTIFY_KEY"),
            notify_template=said("NOTIFY_TEMPLATE"),
            notify_reply_to=said("NOTIFY_REPLY_TO"),
            notify_receipts=said("NOTIFY_RECEIPTS"),
        )


@dataclass(frozen=True, slots=True)
class Environment:
    """What this host says about where and how the site runs."""

    data: Path
    """Folder of everything that must be kept: database, files, keys."""
    secret_key: str
    secret_keys_before: tuple[str, ...]
    """Those that were the secret key before: what they made still opens, nothing new is made."""
    host: str
    """Public host name, as `alliance.example.gov.uk`; empty on a machine of one's own."""
    database_url: str
    """`postgresql://…`, or empty for SQLite in the data folder."""
    email_url: str
    """`smtp://user:password@host:port`, `smtps://…`, or empty: mail stays in the outbox."""
    email_from: str
    mail_test: bool
    """Whether mail reaches nobody but those named in `mail_allow`. Yes until a host and a mail
    server are named, and always in the demo."""
    mail_allow: tuple[str, ...]
    """Addresses, and domains with or without @, that test mode may reach."""
    organisations: tuple[Organisation, ...]
    """Those whose people may sign in with the accounts they have there."""
    proxies: tuple[str, ...]
    """Addresses of proxies, besides this machine, that are believed when they say who asks."""
    clamav: str
    """Where ClamAV's daemon is asked: `unix:/run/clamav/clamd.ctl`, `host:3310`, or empty."""
    mailboxes: Mapping[str, Mailbox]
    """Those that may be read for news, by the names of their variables."""
    bulk_mail: BulkMail
    """None of it in the demo: the sample's people must not be written to."""
    demo: bool
    demo_address: str
    """Where the demo is served, as `http://127.0.0.1:8000`: its mails lead there."""
    debug: bool

    @property
    def address(self) -> str:
        """Of the site, for what has no page to be relative to; empty where nobody said."""
        return f"https://{self.host}" if self.secure else self.demo_address

    @property
    def secure(self) -> bool:
        """Whether the site is served over HTTPS: everywhere but on one's own machine."""
        return bool(self.host) and not self.demo

    @classmethod
    def read(cls) -> Environment:
        """From the process's environment over the data folder's `alliance.env`."""
        data = data_folder()
        values = read_env_file(data / "alliance.env") | dict(os.environ)
        demo = _flag(values, "ALLIANCE_DEMO")
        is_set_up = bool(values.get("ALLIANCE_HOST") and values.get("ALLIANCE_EMAIL_URL"))
        return cls(
            data=data,
            secret_key=values.get("ALLIANCE_SECRET_KEY", ""),
            secret_keys_before=tuple(values.get("ALLIANCE_SECRET_KEYS_BEFORE", "").split()),
            host=values.get("ALLIANCE_HOST", ""),
            database_url=values.get("ALLIANCE_DATABASE_URL", ""),
            email_url=values.get("ALLIANCE_EMAIL_URL", ""),
            email_from=values.get("ALLIANCE_EMAIL_FROM", ""),
            mail_test=demo or _flag(values, "ALLIANCE_MAIL_TEST", default=not is_set_up),
            mail_allow=() if demo else _list(values, "ALLIANCE_MAIL_ALLOW"),
            organisations=() if demo else Organisation.all_of(values),
            proxies=_list(values, "ALLIANCE_PROXIES"),
            clamav=values.get("ALLIANCE_CLAMAV", "").strip(),
            mailboxes={} if demo else Mailbox.all_of(values),
            bulk_mail=BulkMail() if demo else BulkMail.of(values),
            demo=demo,
            demo_address=values.get("ALLIANCE_DEMO_ADDRESS", "") if demo else "",
            debug=_flag(values, "ALLIANCE_DEBUG"),
        )


ENVIRONMENT = Environment.read()
