"""Outgoing mail: everything into the outbox, and from there to a server named by its address."""

import re
from urllib.parse import unquote, urlsplit

from .environment import ENVIRONMENT, EnvironmentFault

DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from or f"alliance@{ENVIRONMENT.host or 'localhost'}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "alliance.mail.backend.OutboxBackend"
EMAIL_TIMEOUT = 20

MAIL_CARRIER = ""
"""The backend that really sends; none, and all mail is held in the outbox."""
MAIL_TEST_MODE = ENVIRONMENT.mail_test
MAIL_ALLOWED = ENVIRONMENT.mail_allow
MAIL_SHOWS_SECRETS = ENVIRONMENT.demo
"""Whether the programme may read links that let somebody in; administrators always may."""

for _one in MAIL_ALLOWED:
    if not re.fullmatch(r"(?:[^@\s]+@|@)?[^@\s.]+(?:\.[^@\s.]+)+", _one):
        raise EnvironmentFault(
            f"ALLIANCE_MAIL_ALLOW names “{_one}”; write addresses (sam@example.gov.uk) and "
            "domains (@example.gov.uk), with blanks between them."
        )

if ENVIRONMENT.email_url and not ENVIRONMENT.demo:  # the sample's people must not be written to
    _parts = urlsplit(ENVIRONMENT.email_url)
    if _parts.scheme not in {"smtp", "smtps"}:
        raise EnvironmentFault(
            f"ALLIANCE_EMAIL_URL begins with “{_parts.scheme}”; "
            "write smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _parts.hostname or "localhost"
    EMAIL_USE_SSL = _parts.scheme == "smtps"
    EMAIL_USE_TLS = _parts.scheme == "smtp" and bool(_parts.username)
    EMAIL_PORT = _parts.port or (465 if EMAIL_USE_SSL else 587)
    EMAIL_HOST_USER = unquote(_parts.username or "")
    EMAIL_HOST_PASSWORD = unquote(_parts.password or "")
