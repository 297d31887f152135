from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .provider import CLIENT_ID, CLIENT_SECRET, Provider, running


def app_of(provider: Provider, **more: Any) -> dict[str, Any]:
    """The organisation as `config/settings/organisations.py` hands it to the account package."""
    return {
        "provider_id": "kent",
        "name": "Kent County Council",
        "client_id": CLIENT_ID,
        "secret": CLIENT_SECRET,
        "settings": {
            "server_url": provider.issuer,
            "issuer": provider.issuer,
            "domains": ("kent.example",),
            "owns_addresses": False,
        }
        | more,
    }


@pytest.fixture
def kent(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Kent's own sign-in, running, and known to the site."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # no TLS on this machine
    with running() as provider:
        provider.client.redirect_uris = {
            "http://testserver/accounts/oidc/kent/login/callback/",
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
            | {"APPS": [app_of(provider)]}
        }
        yield provider
