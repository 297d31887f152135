"""Signing in by one's organisation, against a provider that really runs; and every way to cheat."""

from __future__ import annotations

import base64
import datetime as dt
import hmac
import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.core import mail
from django.test import Client
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import RSAKey

from alliance.audit.trail import history
from alliance.directory.invitations.changes import invite
from alliance.directory.models import Invitation, Person, RoleKind, SecurityEvent, User
from alliance.jobs.worker import run_waiting
from tests.directory.conftest import account, signed_in

from .conftest import app_of
from .provider import CLIENT_ID, Provider

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
LOGIN = "/accounts/oidc/kent/login/"


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def begin(client: Client, **data: str) -> str:
    """Press the button; where it leads."""
    answer = client.post(LOGIN, data)
    assert answer.status_code == 200
    (address,) = re.findall(r'http-equiv="refresh" content="0;url=([^"]+)"', shown(answer))
    return address.replace("&amp;", "&")


def at_kent(address: str, sub: str = "1001") -> str:
    """Sign in there, as a browser would; the address by which one comes back."""
    answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def sign_in(client: Client, sub: str = "1001", **data: str) -> Any:
    return client.get(at_kent(begin(client, **data), sub), follow=True)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def ana(kent: Provider) -> User:
    user = account("Ana Lee", RoleKind.DCS, factor=False)
    User.objects.filter(pk=user.pk).update(email="ana@kent.example")
    user.refresh_from_db()
    kent.knows("1001", "Ana@Kent.example")
    return user


class TestTheDialogue:
    def test_somebody_with_an_account_comes_in(self, client: Client, ana: User) -> None:
        answer = sign_in(client)
        assert client.session["_auth_user_id"] == str(ana.pk)
        assert answer.redirect_chain[-1][0] == "/"
        known = SocialAccount.objects.get()
        assert (known.user, known.uid) == (ana, "1001")
        assert known.extra_data == {"email": "Ana@Kent.example"}, "and nothing else is kept"
        assert not SocialToken.objects.exists()

    def test_the_page_that_was_asked_for_comes_after_it(self, client: Client, ana: User) -> None:
        answer = sign_in(client, next="/people/")
        assert answer.redirect_chain[-1][0] == "/people/"

    @pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/"])
    def test_but_never_one_of_elsewhere(self, client: Client, ana: User, next_page: str) -> None:
        answer = sign_in(client, next=next_page)
        assert answer.redirect_chain[-1][0] == "/"

    def test_code_pkce_nonce_and_state_are_all_there(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        sign_in(client)
        (asked,) = kent.asked
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["code_challenge"]) == 43
        assert len(asked["nonce"]) == 64
        assert len(asked["state"]) >= 16
        assert set(asked["scope"].split()) == {"openid", "email"}

    def test_a_second_time_the_account_is_known_whatever_the_address(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        sign_in(client)
        kent.knows("1001", "ana.married@elsewhere.example", email_verified=False)
        again = Client()
        sign_in(again)
        assert again.session["_auth_user_id"] == str(ana.pk)

    def test_the_owner_is_told_and_the_logs_say_so(self, client: Client, ana: User) -> None:
        EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
        sign_in(client)
        run_waiting()
        assert [sent.subject for sent in mail.outbox] == [
            "Your organisation’s sign-in was connected"
        ]
        assert "Kent County Council" in mail.outbox[0].body
        assert history(ana).get().verb == "connected by an organisation"
        told = list(SecurityEvent.objects.order_by("pk").values_list("kind", "method"))
        assert told == [
            ("connected", "Kent County Council"), ("signed_in", "Organisation (kent)"),
        ]  # fmt: skip

    def test_opening_the_address_sends_nobody_anywhere(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        assert "Go to Kent County Council" in shown(client.get(LOGIN))
        assert kent.asked == []

    def test_what_a_link_adds_is_not_passed_on(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        answer = client.post(f"{LOGIN}?scope=files.read&auth_params=prompt%3Dnone%26nonce%3Dx")
        (address,) = re.findall(r"0;url=([^\"]+)", shown(answer))
        asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
        assert set(asked["scope"][0].split()) == {"openid", "email"}
        assert "prompt" not in asked
        assert asked["nonce"] != ["x"]

    def test_the_sign_in_page_offers_it_and_an_unknown_one_is_not_found(
        self, client: Client, ana: User
    ) -> None:
        assert f'action="{LOGIN}' in shown(client.get("/accounts/login/"))
        assert client.get("/accounts/oidc/surrey/login/").status_code == 404
        assert client.get("/accounts/oidc/surrey/login/callback/").status_code == 404

    def test_whoever_does_not_go_on_there_is_told_so(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        address = begin(client)
        answer = requests.post(address, data={"refuse": "yes"}, allow_redirects=False, timeout=5)
        parts = urlsplit(answer.headers["Location"])
        back = client.get(f"{parts.path}?{parts.query}", follow=True)
        assert "You did not go on" in shown(back)
        assert not is_signed_in(client)

    def test_an_organisation_that_is_away_is_said_so(
        self, client: Client, kent: Provider, settings: Any
    ) -> None:
        app = app_of(kent, server_url="http://127.0.0.1:9", issuer="http://127.0.0.1:9")
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [app]
        answer = client.post(LOGIN)
        assert answer.status_code == 502
        assert "Kent County Council cannot be reached" in shown(answer)

    def test_one_that_keeps_the_address_out_of_its_token_is_asked_for_it(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        kent.only_in_userinfo = {"email", "email_verified"}
        sign_in(client)
        assert is_signed_in(client)


class TestSecondFactor:
    def test_the_organisations_word_is_one_factor_and_ours_is_still_asked_for(
        self, client: Client, kent: Provider
    ) -> None:
        """Its token says `amr: mfa`, which counts for nothing here (decision 26)."""
        lead = account("Data Lead", RoleKind.DATA_LEAD)
        User.objects.filter(pk=lead.pk).update(email="lead@kent.example")
        kent.knows("1002", "lead@kent.example")
        answer = sign_in(client, "1002")
        assert answer.redirect_chain[-1][0].startswith("/accounts/2fa/authenticate/")
        assert not is_signed_in(client)

    def test_who_needs_one_and_has_none_is_led_to_add_it(
        self, client: Client, kent: Provider
    ) -> None:
        lead = account("Data Lead", RoleKind.DATA_LEAD, factor=False)
        User.objects.filter(pk=lead.pk).update(email="lead@kent.example")
        kent.knows("1002", "lead@kent.example")
        sign_in(client, "1002")
        page = client.get("/jobs/00000000-0000-4000-8000-000000000000/", follow=True)
        assert "Add a second factor now." in shown(page)
        assert not Authenticator.objects.exists()


class TestInvited:
    @pytest.fixture
    def invited(self, kent: Provider, support_user: User) -> Invitation:
        kent.knows("1003", "ben@kent.example")
        ben = Person.objects.create(name="Ben Roe", confirmed_at=timezone.now())
        return invite(ben, email="ben@kent.example", by=support_user, site="http://testserver/")

    def link(self) -> str:
        run_waiting()
        (path,) = re.findall(r"https?://[^/\s]+(/invitation/\S+)", mail.outbox[-1].body)
        return str(path)

    def test_an_invitation_is_accepted_without_a_password(
        self, client: Client, invited: Invitation
    ) -> None:
        address = self.link()
        assert "Go on with Kent County Council" in shown(client.get(address))
        sign_in(client, "1003")
        user = User.objects.get(email="ben@kent.example")
        assert client.session["_auth_user_id"] == str(user.pk)
        assert (user.person, user.has_usable_password()) == (invited.person, False)
        invited.refresh_from_db()
        assert (invited.state, invited.user) == ("accepted", user)
        assert Client().get(address).status_code == 410, "the link opens nothing any more"

    @pytest.mark.parametrize("end", ["revoked", "expired"])
    def test_one_that_was_taken_back_or_ran_out_makes_no_account(
        self, client: Client, invited: Invitation, end: str
    ) -> None:
        day = timezone.now() - dt.timedelta(days=1)
        field = "revoked_at" if end == "revoked" else "expires_at"
        Invitation.objects.update(**{field: day})
        answer = sign_in(client, "1003")
        assert answer.status_code == 403
        assert not User.objects.filter(email="ben@kent.example").exists()

    def test_the_page_offers_no_organisation_of_another_domain(
        self, client: Client, support_user: User, kent: Provider
    ) -> None:
        di = Person.objects.create(name="Di", confirmed_at=timezone.now())
        invite(di, email="di@surrey.example", by=support_user, site="http://testserver/")
        assert "Kent County Council" not in shown(client.get(self.link()))


class TestWhoIsRefused:
    def refused(self, client: Client, sub: str = "1001") -> str:
        answer = sign_in(client, sub)
        assert answer.status_code == 403
        assert not is_signed_in(client)
        assert not SocialAccount.objects.exists()
        assert SecurityEvent.objects.filter(kind="not_connected").count() == 1
        return shown(answer)

    def test_a_stranger_gets_no_account(self, client: Client, kent: Provider) -> None:
        kent.knows("1009", "stranger@kent.example")
        said = self.refused(client, "1009")
        assert "There is no account and no invitation for stranger@kent.example" in said
        assert not User.objects.filter(email="stranger@kent.example").exists()

    @pytest.mark.parametrize("verified", [False, None, "false", 0, "no"])
    def test_an_address_that_was_not_verified_opens_nothing(
        self, client: Client, kent: Provider, ana: User, verified: Any
    ) -> None:
        kent.knows("1001", "ana@kent.example", email_verified=verified)
        assert "did not say that your e-mail address is yours" in self.refused(client)

    @pytest.mark.parametrize("edov", [True, "1", 1])
    def test_entras_own_word_for_verified_is_understood(
        self, client: Client, kent: Provider, ana: User, edov: Any
    ) -> None:
        kent.knows("1001", "ana@kent.example", email_verified=None, xms_edov=edov)
        sign_in(client)
        assert is_signed_in(client)

    def test_who_owns_the_addresses_need_not_say_so(
        self, client: Client, kent: Provider, ana: User, settings: Any
    ) -> None:
        app = app_of(kent, owns_addresses=True)
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [app]
        kent.knows("1001", "ana@kent.example", email_verified=None)
        sign_in(client)
        assert is_signed_in(client)

    @pytest.mark.parametrize(
        "email", ["ana@surrey.example", "ana@sub.kent.example", "ana@notkent.example"]
    )
    def test_no_organisation_vouches_for_anothers_addresses(
        self, client: Client, kent: Provider, ana: User, email: str, settings: Any
    ) -> None:
        User.objects.filter(pk=ana.pk).update(email=email)
        app = app_of(kent, owns_addresses=True)
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [app]
        kent.knows("1001", email)
        assert "which is not one of its own addresses" in self.refused(client)

    def test_an_address_given_to_the_next_person_opens_nothing(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        sign_in(client)
        kent.knows("2002", "ana@kent.example")
        other = Client()
        answer = sign_in(other, "2002")
        assert answer.status_code == 403
        assert "is connected to somebody else" in shown(answer)
        assert not is_signed_in(other)

    def test_a_shut_account_stays_shut(self, client: Client, ana: User) -> None:
        sign_in(client)
        User.objects.update(is_active=False)
        other = Client()
        sign_in(other)
        assert not is_signed_in(other)

    def test_no_address_at_all_opens_nothing(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        kent.knows("1001", "", email_verified=True)
        kent.staff["1001"].claims.pop("email")
        self.refused(client)


class TestConnecting:
    def test_a_member_connects_the_same_address_and_takes_it_off(
        self, ana: User, kent: Provider
    ) -> None:
        client = signed_in(ana)
        client.post("/accounts/reauthenticate/", {"password": "a long enough password"})
        assert "Connect Kent County Council" in shown(client.get("/accounts/3rdparty/"))
        address = f"{LOGIN}?process=connect"
        answer = client.post(address)
        (there,) = re.findall(r"0;url=([^\"]+)", shown(answer))
        client.get(at_kent(there.replace("&amp;", "&")))
        known = SocialAccount.objects.get()
        assert known.user == ana
        assert "Take it off" in shown(client.get("/accounts/3rdparty/"))
        client.post("/accounts/3rdparty/", {"account": known.pk})
        assert not SocialAccount.objects.exists()
        kinds = set(SecurityEvent.objects.values_list("kind", flat=True))
        assert {"connected", "disconnected"} <= kinds

    def test_and_no_other_address(self, ana: User, kent: Provider) -> None:
        kent.knows("1004", "other@kent.example")
        client = signed_in(ana)
        client.post("/accounts/reauthenticate/", {"password": "a long enough password"})
        answer = client.post(f"{LOGIN}?process=connect")
        (there,) = re.findall(r"0;url=([^\"]+)", shown(answer))
        back = client.get(at_kent(there.replace("&amp;", "&"), "1004"))
        assert back.status_code == 403
        assert "Only the same address can be connected" in shown(back)
        assert not SocialAccount.objects.exists()


class TestCheats:
    """The provider lies, or somebody stands between it and us."""

    def failed(self, client: Client, address: str | None = None) -> None:
        answer = client.get(address or at_kent(begin(client)))
        assert answer.status_code == 401
        assert "Signing in did not work" in shown(answer)
        assert not is_signed_in(client)
        assert not SocialAccount.objects.exists()

    @pytest.mark.parametrize(
        "lies",
        [
            {"iss": "https://evil.example"},
            {"iss": None},
            {"aud": "somebody-else"},
            {"aud": [CLIENT_ID, "somebody-else"]},
            {"aud": [CLIENT_ID, "somebody-else"], "azp": "somebody-else"},
            {"aud": None},
            {"exp": 1_000_000_000},
            {"exp": None},
            {"nbf": int(time.time()) + 3600},
            {"nonce": "x" * 64},
            {"nonce": None},
            {"sub": None},
        ],
    )
    def test_a_token_that_is_not_for_us_now_is_not_believed(
        self, client: Client, kent: Provider, ana: User, lies: dict[str, Any]
    ) -> None:
        kent.lies = lies
        self.failed(client)

    def test_a_token_signed_by_another_key_is_not_believed(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        kent.key = RSAKey.generate_key(2048, {"kid": "one", "alg": "RS256"})
        self.failed(client)

    def test_nor_one_signed_with_the_public_key_as_a_secret_or_not_at_all(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        from allauth.socialaccount.providers.oauth2.client import OAuth2Error

        from alliance.directory.organisations.tokens import claims_of

        now = int(time.time())
        claims = {
            "iss": kent.issuer, "aud": CLIENT_ID, "sub": "1001", "nonce": "n",
            "iat": now, "exp": now + 60,
        }  # fmt: skip
        keys = {"keys": [kent.published.as_dict(private=False)]}
        said = {"keys": keys, "issuer": kent.issuer, "client_id": CLIENT_ID, "nonce": "n"}
        good = jwt.encode({"alg": "RS256", "kid": "one"}, claims, kent.key)
        assert claims_of(good, **said)["sub"] == "1001"  # type: ignore[arg-type]
        head, body, _ = good.split(".")
        secretly = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').decode().strip("=")
        public = kent.published.as_pem(private=False)
        mac = hmac.digest(public, f"{secretly}.{body}".encode(), "sha256")
        forged = [
            f"{secretly}.{body}." + base64.urlsafe_b64encode(mac).decode().strip("="),
            jwt.encode({"alg": "RS256", "kid": "two"}, claims, kent.key),
            "eyJhbGciOiJub25lIn0." + body + ".",
            f"{head}.{body}.",
            "x", "", "a.b.c",
        ]  # fmt: skip
        for token in forged:
            with pytest.raises(OAuth2Error):
                claims_of(token, **said)  # type: ignore[arg-type]

    def test_an_organisation_that_describes_itself_as_another_is_not_asked(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        kent.metadata = {"issuer": "https://evil.example"}
        assert client.post(LOGIN).status_code == 502

    def test_two_people_in_one_answer_are_nobody(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        kent.knows("1005", "other@kent.example")
        kent.only_in_userinfo = {"email", "email_verified"}
        kent.userinfo_lies = {"sub": "1005"}
        self.failed(client)

    def test_coming_back_twice_is_coming_back_once(self, client: Client, ana: User) -> None:
        address = at_kent(begin(client))
        client.get(address)
        assert is_signed_in(client)
        client.post("/accounts/logout/")
        answer = client.get(address)
        assert answer.status_code == 401
        assert not is_signed_in(client)

    def test_a_state_of_another_browser_is_not_taken(self, client: Client, ana: User) -> None:
        """Else one could sign somebody in as oneself, and read what they then write."""
        mine = at_kent(begin(Client()))
        self.failed(client, mine)

    def test_a_code_that_was_slipped_in_does_not_fit(
        self, client: Client, kent: Provider, ana: User
    ) -> None:
        """A code stolen elsewhere has another challenge: PKCE."""
        stolen = parse_qs(urlsplit(at_kent(begin(Client()))).query)["code"][0]
        mine = urlsplit(at_kent(begin(client)))
        state = parse_qs(mine.query)["state"][0]
        self.failed(client, f"{mine.path}?code={stolen}&state={state}")

    def test_the_provider_itself_would_refuse_us_without_pkce(self, kent: Provider) -> None:
        """So that the tests above mean something: this one does look."""
        kent.knows("1001", "ana@kent.example")
        callback = next(iter(kent.client.redirect_uris))
        address = f"{kent.issuer}/authorize?client_id={CLIENT_ID}&redirect_uri={callback}"
        address += "&response_type=code&scope=openid+email&state=s&nonce=n"
        address += f"&code_challenge={create_s256_code_challenge('v' * 43)}"
        address += "&code_challenge_method=S256"
        code = parse_qs(urlsplit(at_kent(address)).query)["code"][0]
        said = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback}
        for verifier in ({}, {"code_verifier": "w" * 43}):
            answer = requests.post(
                f"{kent.issuer}/token",
                data=said | verifier,
                auth=(CLIENT_ID, "a secret of both"),
                timeout=5,
            )
            assert answer.status_code == 400

    @pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=x"])
    def test_coming_back_with_nonsense_is_said_in_words(
        self, client: Client, kent: Provider, query: str
    ) -> None:
        self.failed(client, f"{LOGIN}callback/{query}")

    def test_it_is_asked_briefly_and_follows_nobody_elsewhere(self, kent: Provider) -> None:
        from alliance.directory.organisations.wire import BriefSession

        with BriefSession() as session:
            with pytest.raises(requests.exceptions.InvalidSchema):
                session.get("http://kent.example/keys")
            with pytest.raises(requests.exceptions.InvalidSchema):
                session.get("file:///etc/passwd")
