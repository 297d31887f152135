"""Outgoing mail: a server by its address, or files in the data folder that a person can open."""

from urllib.parse import unquote, urlsplit

from .environment import ENVIRONMENT, EnvironmentFault

DEFAULT_FROM_EMAIL = ENVIRONMENT.email_from or f"alliance@{ENVIRONMENT.host or 'localhost'}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20

if ENVIRONMENT.email_url:
    _parts = urlsplit(ENVIRONMENT.email_url)
    if _parts.scheme not in {"smtp", "smtps"}:
        raise EnvironmentFault(
            f"ALLIANCE_EMAIL_URL begins with “{_parts.scheme}”; "
            "write smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _parts.hostname or "localhost"
    EMAIL_USE_SSL = _parts.scheme == "smtps"
    EMAIL_USE_TLS = _parts.scheme == "smtp" and bool(_parts.username)
    EMAIL_PORT = _parts.port or (465 if EMAIL_USE_SSL else 587)
    EMAIL_HOST_USER = unquote(_parts.username or "")
    EMAIL_HOST_PASSWORD = unquote(_parts.password or "")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = ENVIRONMENT.data / "mail"
