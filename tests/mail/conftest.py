from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .server import Server, listening


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """A real mail server on this machine, which the site is set up to use."""
    with listening() as one:
        settings.MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", one.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield one
