"""What an organisation says of somebody, believed only when all of it is as it must be.

OpenID Connect Core 1.0, 3.1.3.7. The signature is verified although the token came over TLS: it
costs one request for the keys, and a proxy in between can then change nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import constant_time_compare

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""With a public key only. A secret that both sides know, or none, is not taken for one."""
LEEWAY = 60
"""Seconds by which clocks may differ."""
MUST_BE_SAID = ["iss", "sub", "aud", "exp", "iat", "nonce"]
YES = (True, 1, "1", "true", "True")


def nonce_of(code_verifier: str) -> str:
    """The nonce of a sign-in: bound to its PKCE verifier, which no browser and no other tab knows."""
    return hashlib.sha256(f"nonce {code_verifier}".encode()).hexdigest()


def claims_of(
    id_token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """What an ID token says.

    Raises:
        OAuth2Error: it is not signed by that issuer, for us, now, for this very sign-in.
    """
    try:
        key = _key_of(id_token, keys)
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key=key,
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": MUST_BE_SAID},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as fault:
        raise OAuth2Error(f"The ID token is not good: {type(fault).__name__}.") from fault
    if claims["aud"] not in (client_id, [client_id]) and claims.get("azp") != client_id:
        raise OAuth2Error("The ID token was made for somebody else too.")
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise OAuth2Error("The ID token is of another sign-in.")
    return claims


def _key_of(id_token: str, keys: Mapping[str, Any]) -> Any:
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    kid = jwt.get_unverified_header(id_token).get("kid")
    for key in known:
        if key.key_id == kid or (kid is None and len(known) == 1):
            return key.key
    raise jwt.InvalidKeyError("It names a key that its issuer does not have.")


def is_verified(said: Mapping[str, Any]) -> bool:
    """Whether the organisation says that the address is its owner's.

    `xms_edov` is Entra's word for it: the owner of the address's domain has been verified.
    """
    return said.get("email_verified") in YES or said.get("xms_edov") in YES
