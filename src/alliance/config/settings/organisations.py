"""Sign-in by an organisation's own accounts (OpenID Connect): which, and whom each may vouch for."""

import re
from typing import Any
from urllib.parse import urlsplit

from .environment import ENVIRONMENT, EnvironmentFault, Organisation

SHARED_TENANTS = {"common", "organizations", "consumers"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def _app(one: Organisation) -> dict[str, Any]:
    """The organisation as allauth reads it; a fault says which variable, and how to mend it."""
    start = f"ALLIANCE_OIDC_{one.key}_"
    for name, value in (
        ("NAME", one.name), ("ISSUER", one.issuer), ("CLIENT_ID", one.client_id),
        ("CLIENT_SECRET", one.client_secret), ("DOMAINS", " ".join(one.domains)),
    ):  # fmt: skip
        if not value:
            raise EnvironmentFault(
                f"{start}{name} is missing: an organisation's sign-in needs NAME, ISSUER, "
                "CLIENT_ID, CLIENT_SECRET and DOMAINS."
            )
    address = urlsplit(one.issuer)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise EnvironmentFault(f"{start}ISSUER is “{one.issuer}”; write its https:// address.")
    if SHARED_TENANTS.intersection(address.path.strip("/").split("/")):
        raise EnvironmentFault(
            f"{start}ISSUER is for accounts of any organisation, and each of those says of its "
            "people's addresses what it likes. Write the authority's own tenant ID there."
        )
    for domain in one.domains:
        if not DOMAIN.fullmatch(domain):
            raise EnvironmentFault(
                f"{start}DOMAINS names “{domain}”; write the part after the @ of the "
                "organisation's e-mail addresses, as kent.gov.uk."
            )
    return {
        "provider_id": one.key.lower(),
        "name": one.name,
        "client_id": one.client_id,
        "secret": one.client_secret,
        "settings": {
            "server_url": one.issuer,
            "issuer": one.issuer,
            "domains": one.domains,
            "owns_addresses": one.owns_addresses,
        },
    }


SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "alliance.directory.organisations.provider.OrganisationProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [_app(one) for one in ENVIRONMENT.organisations],
    }
}
SOCIALACCOUNT_ADAPTER = "alliance.directory.organisations.adapter.OrganisationsAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # ours is stricter: organisations/adapter.py
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ONLY = False
