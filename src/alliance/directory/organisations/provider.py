"""An organisation as a provider of sign-ins, and the dialogue with it."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

from .tokens import claims_of, is_verified, nonce_of


class Dialogue(OpenIDConnectOAuth2Adapter):
    """The part between the organisation's answer and what we know of somebody."""

    code_verifier = ""

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: Any = None
    ) -> Any:
        self.code_verifier = pkce_code_verifier or ""
        return super().get_access_token_data(
            request, app, client, pkce_code_verifier=pkce_code_verifier
        )

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        expected = self.get_provider().app.settings["issuer"]
        if str(config.get("issuer", "")).rstrip("/") != expected:
            raise OAuth2Error("The organisation's description is of another issuer.")
        return config

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        id_token = kwargs["response"].get("id_token")
        if not id_token or not self.code_verifier:
            raise OAuth2Error("There is no ID token in the answer.")
        config = self.openid_config
        claims = claims_of(
            id_token,
            keys=self._get(config["jwks_uri"]),
            issuer=config["issuer"],
            client_id=app.client_id,
            nonce=nonce_of(self.code_verifier),
        )
        said = {name: claims.get(name) for name in ("sub", "email", "email_verified", "xms_edov")}
        if not said["email"] and config.get("userinfo_endpoint"):
            said |= self._userinfo(config["userinfo_endpoint"], token.token, claims["sub"])
        return self.get_provider().sociallogin_from_response(request, said)

    def _userinfo(self, address: str, access_token: str, sub: str) -> dict[str, Any]:
        """Some keep the ID token small and say the address there; of the same person, or not at all."""
        more = self._get(address, headers={"Authorization": f"Bearer {access_token}"})
        if more.get("sub") != sub:
            raise OAuth2Error("The organisation speaks of two people.")
        return {name: more.get(name) for name in ("email", "email_verified")}

    def _get(self, address: str, **options: Any) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, **options)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise OAuth2Error("The organisation's answer is no object.")
        return found


class OrganisationProvider(OpenIDConnectProvider):
    package = "alliance.directory.organisations"
    oauth2_adapter_class = Dialogue

    def get_pkce_params(self) -> dict[str, str]:
        """The challenge, and the nonce that belongs to it."""
        params: dict[str, str] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def get_default_scope(self) -> list[str]:
        return ["openid", "email"]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Never what the address asks for: whoever made a link might have written it."""
        return self.get_default_scope()

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return {}

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is kept: nothing but the address by which the account was found."""
        return {"email": data.get("email") or ""}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"email": data.get("email")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        if not data.get("email"):
            return []
        verified = self.app.settings["owns_addresses"] or is_verified(data)
        return [EmailAddress(email=data["email"], verified=verified, primary=True)]
