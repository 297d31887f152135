"""Who needs a second factor, what they see without it, and the way back for who lost it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.access import viewer_of
from alliance.directory.accounts.changes import MayNot, change_address, reset_second_factor
from alliance.directory.editors import make_editor
from alliance.directory.models import (
    Authority,
    Network,
    Person,
    Role,
    RoleKind,
    SecurityEvent,
    User,
    Visibility,
)
from alliance.directory.second_factor import needs_second_factor
from alliance.jobs.worker import run_waiting
from alliance.library.models import DocumentFile
from tests.browser.conftest import PASSWORD
from tests.directory.conftest import account, confirmed, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
SECRET = "JBSWY3DPEHPK3PXP"
NEEDED_BY = [
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PROGRAMME_SUPPORT,
    RoleKind.DATA_LEAD,
    RoleKind.COMMISSIONER,
    RoleKind.PROVIDER,
]


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(timezone.now().timestamp()) // 30))


class TestWhoNeedsIt:
    @pytest.mark.parametrize("kind", RoleKind)
    def test_the_programme_and_whoever_sees_single_children(self, kind: RoleKind) -> None:
        user = account("Some Body", factor=False)
        network = Network.objects.create(name="Kinship", slug="kinship")  # a chair is of one
        Role.objects.create(person=user.person, kind=kind, network=network)
        assert needs_second_factor(user) is (kind in NEEDED_BY)

    def test_editors_and_administrators_whatever_their_roles(self) -> None:
        editor = account("Ed Itor", factor=False)
        make_editor(editor)
        assert needs_second_factor(editor)
        assert needs_second_factor(account("Ada Min", factor=False, is_superuser=True))

    def test_it_ends_with_the_term(self) -> None:
        user = account("Was Lead", factor=False)
        ended = timezone.localdate() - dt.timedelta(days=1)
        Role.objects.create(person=user.person, kind=RoleKind.DATA_LEAD, ends_on=ended)
        assert not needs_second_factor(user)

    def test_recovery_codes_alone_are_none(self) -> None:
        user = account("Data Lead", RoleKind.DATA_LEAD, factor=False)
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
        )
        assert viewer_of(user).user_id is None


class TestWithout:
    @pytest.fixture
    def lead(self) -> User:
        user = account("Data Lead", RoleKind.DATA_LEAD, factor=False)
        kent = Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")
        Role.objects.filter(person=user.person).update(authority=kent)
        for name, visibility in {"Open": "public", "Inner": "members", "Shy": "private"}.items():
            Person.objects.create(
                name=f"{name} Person", visibility=visibility, confirmed_at=timezone.now()
            )
        return user

    def test_somebody_sees_what_everybody_sees(self, lead: User) -> None:
        people = shown(signed_in(lead).get("/people/"))
        assert "Open Person" in people
        assert "Inner Person" not in people

    def test_and_with_it_what_is_theirs(self, lead: User) -> None:
        Authenticator.objects.create(user=lead, type="totp", data={"secret": SECRET})
        people = shown(signed_in(lead).get("/people/"))
        assert "Inner Person" in people
        assert "Shy Person" not in people

    def test_search_and_the_api_are_no_way_round(self, lead: User) -> None:
        client = signed_in(lead)
        Person.objects.filter(visibility=Visibility.MEMBERS).update(name="Inner Person")
        for address in ("/search/?q=inner", "/api/v1/bulletins/"):
            assert "Inner Person" not in shown(client.get(address))

    def test_the_page_says_why_they_are_there(self, lead: User) -> None:
        answer = signed_in(lead).get("/jobs/00000000-0000-4000-8000-000000000000/", follow=True)
        assert "Add a second factor now." in shown(answer)

    def test_a_document_that_is_not_for_everybody_is_no_way_round(self, lead: User) -> None:
        from django.core.files.base import ContentFile
        from wagtail.models import Collection, CollectionViewRestriction

        inner = Collection.get_first_root_node().add_child(name="Members")
        CollectionViewRestriction.objects.create(
            collection=inner, restriction_type=CollectionViewRestriction.LOGIN
        )
        document = DocumentFile.objects.create(
            title="Inner", file=ContentFile(b"secret", "inner.txt"), collection=inner
        )
        client = signed_in(lead)
        assert client.get(document.url).headers.get("Location") == "/accounts/2fa/"
        Authenticator.objects.create(user=lead, type="totp", data={"secret": SECRET})
        assert b"secret" in b"".join(client.get(document.url))

    def test_what_was_typed_is_still_there_afterwards(self) -> None:
        user = account("Sue Port", RoleKind.PROGRAMME_SUPPORT, factor=False)
        client = signed_in(user)
        client.post("/people/invitations/new/", {"others": "Ana Lee <ana@example.org>"})
        Authenticator.objects.create(user=user, type="totp", data={"secret": SECRET})
        assert "Ana Lee &lt;ana@example.org&gt;" in shown(client.get("/people/invitations/new/"))


class TestSigningIn:
    def sign_in(self, client: Client, email: str) -> Any:
        said = {"login": email, "password": PASSWORD}
        return client.post("/accounts/login/", said)

    def test_a_password_alone_does_not_let_in_who_has_a_second_factor(
        self, client: Client, settings: Any
    ) -> None:
        user = account("Data Lead", RoleKind.DATA_LEAD)
        answer = self.sign_in(client, user.email)
        assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
        assert "_auth_user_id" not in client.session
        wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
        assert wrong.status_code == 200
        client.post("/accounts/2fa/authenticate/", {"code": code_now()})
        assert client.session["_auth_user_id"] == str(user.pk)
        kinds = list(SecurityEvent.objects.filter(account=user).values_list("kind", "method"))
        assert kinds == [("signed_in", "Password, authenticator app"), ("factor_failed", "")]

    def test_a_recovery_code_lets_in_once_and_is_told(self, client: Client) -> None:
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

        user = account("Data Lead", RoleKind.DATA_LEAD)
        code = RecoveryCodes.activate(user).get_unused_codes()[0]
        self.sign_in(client, user.email)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert "_auth_user_id" in client.session
        event = SecurityEvent.objects.get(kind="code_used")
        assert event.detail == "9 left."
        again = Client()
        self.sign_in(again, user.email)
        again.post("/accounts/2fa/authenticate/", {"code": code})
        assert "_auth_user_id" not in again.session


class TestTheWayBack:
    @pytest.fixture
    def manager(self) -> User:
        return account("Man Ager", RoleKind.PROGRAMME_MANAGER)

    def care(self, client: Client, user: User, **said: str) -> Any:
        return client.post(f"/people/accounts/{user.pk}/", said)

    @pytest.fixture
    def fresh(self, manager: User) -> Client:
        """The manager, who has just signed in with password and second factor."""
        client = Client()
        client.post("/accounts/login/", {"login": manager.email, "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": code_now()})
        return confirmed(client)

    def test_the_programme_takes_a_lost_factor_off(self, fresh: Client, manager: User) -> None:
        lead = account("Data Lead", RoleKind.DATA_LEAD)
        theirs = Client()
        theirs.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
        theirs.post("/accounts/2fa/authenticate/", {"code": code_now()})
        assert UserSession.objects.filter(user=lead).exists()

        page = shown(fresh.get(f"/people/accounts/{lead.pk}/"))
        assert "authenticator app" in page
        refused = self.care(fresh, lead, do="reset", reason=" ")
        assert refused.status_code == 422
        assert "Say why, and how you know who asks." in shown(refused)
        answer = self.care(fresh, lead, do="reset", reason="Rang me back on the town hall’s number")

        assert answer.status_code == 302
        assert not Authenticator.objects.filter(user=lead).exists()
        assert (
            "_auth_user_id" not in theirs.session
            or theirs.get("/people/").context["user"].is_anonymous
        )
        event = history(lead).get()
        assert (event.verb, event.actor) == ("took the second factor off", manager)
        assert "town hall" in event.reason
        run_waiting()
        (told,) = [sent for sent in mail.outbox if sent.to == [lead.email]]
        assert told.subject == "Your second factor was taken off"
        assert "Man Ager" in told.body
        assert "town hall" not in told.body
        back = Client()
        back.post("/accounts/login/", {"login": lead.email, "password": PASSWORD})
        assert "Add a second factor now." in shown(back.get("/accounts/2fa/"))

    def test_it_asks_the_programme_for_a_password_that_is_not_old(self, manager: User) -> None:
        lead = account("Data Lead", RoleKind.DATA_LEAD)
        answer = self.care(signed_in(manager), lead, do="reset", reason="x")
        assert answer.headers["Location"].startswith("/accounts/")
        assert "reauthenticate" in answer.headers["Location"]
        assert Authenticator.objects.filter(user=lead).exists()

    @pytest.mark.parametrize(
        ("by", "whose", "words"),
        [
            ("support", "support", "Ask a colleague"),
            ("support", "manager", "A programme manager may do this"),
            ("support", "editor", "A programme manager may do this"),
            ("support", "administrator", "Another administrator may do this"),
            ("manager", "administrator", "Another administrator may do this"),
            ("support", "lead", ""),
            ("manager", "editor", ""),
            ("administrator", "manager", ""),
        ],
    )
    def test_nobody_opens_an_account_that_opens_more_than_theirs(
        self, by: str, whose: str, words: str
    ) -> None:
        people = {
            "support": account("Sue Port", RoleKind.PROGRAMME_SUPPORT),
            "manager": account("Man Ager", RoleKind.PROGRAMME_MANAGER),
            "editor": account("Ed Itor", is_staff=True),
            "administrator": account("Ada Min", is_superuser=True),
            "lead": account("Data Lead", RoleKind.DATA_LEAD),
        }
        if words:
            with pytest.raises(MayNot, match=words):
                reset_second_factor(people[whose], by=people[by], reason="x")
            with pytest.raises(MayNot, match=words):
                change_address(people[whose], email="me@evil.example", by=people[by], reason="x")
        else:
            reset_second_factor(people[whose], by=people[by], reason="x")
        has = Authenticator.objects.filter(user=people[whose]).exists()
        assert has is bool(words)

    def test_an_account_is_shut_and_opened_again(self, fresh: Client) -> None:
        member = account("Mem Ber", factor=False)
        theirs = signed_in(member)
        assert self.care(fresh, member, do="shut", reason="Left in May").status_code == 302
        assert theirs.get("/people/").context["user"].is_anonymous
        again = Client()
        again.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
        assert "_auth_user_id" not in again.session
        assert "Shut" in shown(fresh.get("/people/accounts/"))
        self.care(fresh, member, do="reopen", reason="Came back")
        member.refresh_from_db()
        assert member.is_active
        assert self.care(fresh, member, do="reopen", reason="x").status_code == 409
        verbs = [(event.verb, event.changes) for event in history(member)]
        assert verbs == [
            ("opened again", {"is_active": [False, True]}),
            ("shut", {"is_active": [True, False]}),
        ]

    def test_an_address_is_changed_and_both_are_told(self, fresh: Client) -> None:
        member = account("Mem Ber", factor=False)
        account("Has One", factor=False)
        taken = self.care(fresh, member, do="address", email="HAS.one@example.org", reason="x")
        assert taken.status_code == 409
        wrong = self.care(fresh, member, do="address", email="mem", reason="")
        assert "There are 2 things to mend" in shown(wrong)
        self.care(fresh, member, do="address", email="New@Example.org", reason="Council renamed")
        member.refresh_from_db()
        assert member.email == "new@example.org"
        run_waiting()
        told = sorted(sent.to[0] for sent in mail.outbox if "address" in sent.subject)
        assert told == ["mem.ber@example.org", "new@example.org"]

    def test_somebody_is_signed_out_everywhere(self, fresh: Client) -> None:
        member = account("Mem Ber", factor=False)
        theirs = Client()
        theirs.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
        assert "in 1 browser" in shown(fresh.get(f"/people/accounts/{member.pk}/"))
        self.care(fresh, member, do="sign_out")
        assert theirs.get("/people/").context["user"].is_anonymous

    def test_a_button_that_is_not_there_does_nothing(self, fresh: Client) -> None:
        member = account("Mem Ber", factor=False)
        assert self.care(fresh, member, do="delete").status_code == 422
        assert User.objects.filter(pk=member.pk).exists()


class TestMails:
    def test_whoever_adds_or_removes_a_factor_is_told(self, client: Client) -> None:
        user = account("Mem Ber", factor=False)
        from allauth.account.models import EmailAddress

        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        confirmed(client).get("/accounts/2fa/totp/activate/")
        secret = client.session["mfa.totp.secret"]
        code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.db.transaction.on_commit", lambda work: work())
            assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
            client.post("/accounts/2fa/totp/deactivate/")
        run_waiting()
        subjects = [sent.subject for sent in mail.outbox]
        assert "An authenticator app was added" in subjects
        assert "The authenticator app was taken off" in subjects
        kinds = set(SecurityEvent.objects.values_list("kind", flat=True))
        assert {"factor_added", "factor_removed"} <= kinds
        for sent in mail.outbox:
            assert "If it was not you, write to" in sent.body
            assert secret not in sent.body

    def test_a_link_for_a_new_password_goes_by_the_outbox_sealed(self, client: Client) -> None:
        from alliance.mail.models import Message

        user = account("Mem Ber", factor=False)
        client.post("/accounts/password/reset/", {"email": user.email})
        message = Message.objects.get()
        assert (message.purpose, message.bears_secret) == ("password-reset-key", True)
        run_waiting()
        assert "/accounts/password/reset/key/" in mail.outbox[0].body
        assert mail.outbox[0].subject == "Choose a new password"

    def test_who_has_no_account_gets_the_same_answer_and_a_mail_that_says_so(
        self, client: Client
    ) -> None:
        account("Mem Ber", factor=False)
        answers = [
            client.post("/accounts/password/reset/", {"email": email}).headers["Location"]
            for email in ("mem.ber@example.org", "nobody@example.org")
        ]
        assert len(set(answers)) == 1
        run_waiting()
        assert sorted(sent.subject for sent in mail.outbox) == [
            "Choose a new password", "There is no account with this address",
        ]  # fmt: skip

    def test_a_mailbox_is_not_filled_by_asking_again_and_again(self, client: Client) -> None:
        account("Mem Ber", factor=False)
        for _ in range(6):
            client.post("/accounts/password/reset/", {"email": "mem.ber@example.org"})
        run_waiting()
        assert len(mail.outbox) == 3
