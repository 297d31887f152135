"""An account comes by invitation: one mail, one link, one use."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.directory.invitations.changes import OPEN_FOR, CannotAccept, accept, invite
from alliance.directory.models import (
    Alliance,
    ContactDetail,
    ContactKind,
    Invitation,
    Person,
    Role,
    RoleKind,
    User,
)
from alliance.jobs.worker import run_waiting
from alliance.links.models import SignedLink
from alliance.mail.models import Message
from tests.directory.conftest import account, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.second_factor]
PASSWORD = "three grey herons wade"
LIST, NEW = "/people/invitations/", "/people/invitations/new/"


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def known(name: str = "Ana Lee", email: str = "ana@example.org", **fields: Any) -> Person:
    person = Person.objects.create(name=name, confirmed_at=timezone.now(), **fields)
    ContactDetail.objects.create(person=person, kind=ContactKind.EMAIL, value=email)
    return person


@pytest.fixture
def ana() -> Person:
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()
    return known()


@pytest.fixture
def invited(ana: Person, support_user: User) -> Invitation:
    return invite(ana, email="ana@example.org", by=support_user, site="https://a.example/")


def link_in(message: Any) -> str:
    (path,) = re.findall(r"https?://[^/\s]+(/invitation/\S+)", message.body)
    return str(path)


def link() -> str:
    """From the last mail that left."""
    run_waiting()
    return link_in(mail.outbox[-1])


class TestInviting:
    def test_somebody_of_the_directory_is_invited(
        self, support: Client, support_user: User, ana: Person
    ) -> None:
        form = shown(support.get(NEW))
        assert "Ana Lee, ana@example.org" in form
        answer = support.post(NEW, {"people": [ana.pk], "others": ""}, follow=True)
        assert "The invitation is on the way." in shown(answer)
        run_waiting()
        (message,) = mail.outbox
        assert message.to == ["ana@example.org"]
        assert message.subject == "You are invited to Eastern Alliance"
        assert message.reply_to == ["office@example.org"]
        assert "Sue Port invites you" in message.body
        assert "http://testserver/invitation/" in message.body
        invitation = Invitation.objects.get()
        assert (invitation.person, invitation.state) == (ana, "open")
        event = history(invitation).get()
        assert (event.verb, event.actor) == ("invited", support_user)
        assert "ana@" not in f"{event.changes}{event.object_label}"
        assert "Ana Lee, ana@" not in shown(support.get(NEW)), "she is not offered again"

    def test_many_are_invited_at_once_known_and_unknown(self, support: Client, ana: Person) -> None:
        others = "Ben Roe <Ben.Roe@Example.org>\n\ncy@example.org\n"
        cy = known("Cy Vale", "cy@example.org")
        support.post(NEW, {"people": [ana.pk], "others": others})
        run_waiting()
        assert sorted(to for one in mail.outbox for to in one.to) == [
            "ana@example.org", "ben.roe@example.org", "cy@example.org",
        ]  # fmt: skip
        people = {one.email: one.person for one in Invitation.objects.all()}
        assert people["cy@example.org"] == cy
        ben = people["ben.roe@example.org"]
        assert (ben.name, ben.visibility) == ("Ben Roe", "private")
        assert ben.contact_details.get().value == "ben.roe@example.org"
        assert history(ben).get().verb == "entered"

    def test_all_that_is_wrong_is_said_at_once_and_nobody_is_invited(
        self, support: Client, ana: Person
    ) -> None:
        account("Has One")
        lines = "Ben Roe\nnew@example.org\nHas <has.one@example.org>\nDi <di@x.org>\nDi <di@x.org>"
        answer = support.post(NEW, {"people": [ana.pk], "others": lines})
        said = shown(answer)
        assert answer.status_code == 422
        for words in (
            "Line 1: “Ben Roe” has no e-mail address we can read.",
            "Line 2: new@example.org is not in the directory: write the name too.",
            "Line 3: has.one@example.org has an account.",
            "Line 5: di@x.org is there twice.",
        ):
            assert words in said
        assert "Di &lt;di@x.org&gt;" in said, "what was typed stays"
        assert not Invitation.objects.exists()
        assert not Message.objects.exists()

    @pytest.mark.parametrize("others", ["", "   \n"])
    def test_nobody_is_no_invitation(self, support: Client, ana: Person, others: str) -> None:
        answer = support.post(NEW, {"others": others})
        assert "Choose somebody, or write an address." in shown(answer)

    def test_somebody_chosen_and_written_too_is_said(self, support: Client, ana: Person) -> None:
        answer = support.post(NEW, {"people": [ana.pk], "others": "ana@example.org"})
        assert "ana@example.org: chosen above, too." in shown(answer)
        assert not Invitation.objects.exists()

    def test_a_colleague_who_was_quicker_leaves_nothing_half_done(
        self, support: Client, ana: Person, invited: Invitation
    ) -> None:
        answer = support.post(NEW, {"people": [ana.pk], "others": "Ben <ben@example.org>"})
        assert answer.status_code == 422
        assert Invitation.objects.count() == 1

    def test_the_offered_are_narrowed_by_words(self, support: Client, ana: Person) -> None:
        known("Ben Roe", "ben@example.org", organisation="Kent County Council")
        answer = shown(support.get(f"{NEW}?q=kent+roe"))
        assert "Ben Roe, ben@" in answer
        assert "Ana Lee, ana@" not in answer
        assert "Nobody of the directory" in shown(support.get(f"{NEW}?q=zeppelin"))

    def test_those_who_were_not_confirmed_are_not_offered(self, support: Client) -> None:
        person = Person.objects.create(name="Old Name")
        ContactDetail.objects.create(person=person, kind=ContactKind.EMAIL, value="o@example.org")
        assert "Old Name" not in shown(support.get(NEW))

    def test_the_editors_area_is_given_only_by_who_has_it(
        self, support: Client, editor: Client, ana: Person
    ) -> None:
        assert 'name="may_edit"' not in shown(support.get(NEW))
        support.post(NEW, {"people": [ana.pk], "others": "", "may_edit": "on"})
        assert not Invitation.objects.get().may_edit
        Invitation.objects.all().delete()
        editor.post(NEW, {"people": [ana.pk], "others": "", "may_edit": "on"})
        assert Invitation.objects.get().may_edit

    def test_a_name_cannot_smuggle_anything_into_the_mail(
        self, support: Client, ana: Person
    ) -> None:
        Alliance.objects.update(name="Eastern\nBcc: all@example.org")
        support.post(NEW, {"people": [ana.pk], "others": ""})
        run_waiting()
        assert mail.outbox[0].recipients() == ["ana@example.org"]
        assert "\n" not in mail.outbox[0].subject

    def test_the_link_is_kept_nowhere_but_in_the_mail(self, invited: Invitation) -> None:
        stored = bytes(Message.objects.get().content)
        token = link().split("/")[2]
        assert token.encode() not in stored
        assert not SignedLink.objects.filter(token_hash=token).exists()
        assert bytes(Message.objects.get().content) == b"", "and not there, once it was sent"


class TestAccepting:
    def test_the_page_says_whom_it_is_for_and_opening_it_changes_nothing(
        self, client: Client, invited: Invitation
    ) -> None:
        address = link()
        for _ in range(2):
            answer = client.get(address)
            assert "<strong>Ana Lee</strong>" in shown(answer)
            assert "<strong>ana@example.org</strong>" in shown(answer)
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer.headers["Cache-Control"]
        assert not User.objects.filter(email="ana@example.org").exists()
        assert SignedLink.objects.get().used_at is None

    def test_a_password_makes_the_account_of_that_person_and_signs_in(
        self, client: Client, invited: Invitation, ana: Person
    ) -> None:
        answer = client.post(link(), {"password": PASSWORD}, follow=True)
        assert "Welcome, Ana Lee." in shown(answer)
        user = User.objects.get(email="ana@example.org")
        assert (user.person, user.name, user.is_staff) == (ana, "Ana Lee", False)
        assert user.check_password(PASSWORD)
        assert client.session["_auth_user_id"] == str(user.pk)
        assert EmailAddress.objects.get(user=user).verified
        invited.refresh_from_db()
        assert (invited.state, invited.user) == ("accepted", user)
        assert history(invited).first().verb == "accepted"  # type: ignore[union-attr]
        assert "Sign out" in shown(client.get("/"))

    def test_it_works_once(self, client: Client, invited: Invitation) -> None:
        address = link()
        client.post(address, {"password": PASSWORD})
        for answer in (Client().get(address), Client().post(address, {"password": PASSWORD})):
            assert answer.status_code == 410
            assert "works only once" in shown(answer)
        assert User.objects.filter(email="ana@example.org").count() == 1

    def test_of_two_at_once_one_succeeds(self, invited: Invitation) -> None:
        token = link().split("/")[2]
        accept(token, password=PASSWORD)
        with pytest.raises(CannotAccept):
            accept(token, password=PASSWORD)

    def test_a_poor_password_is_said_and_the_link_still_works(
        self, client: Client, invited: Invitation
    ) -> None:
        address = link()
        answer = client.post(address, {"password": "short"})
        assert answer.status_code == 422
        assert "There is something to mend" in shown(answer)
        assert not User.objects.filter(email="ana@example.org").exists()
        assert client.post(address, {"password": PASSWORD}).status_code == 302

    @pytest.mark.parametrize("link", ["x", "x" * 43, "../x", "%00"])
    def test_a_link_that_is_none_of_ours_opens_nothing(self, client: Client, link: str) -> None:
        answer = client.get(f"/invitation/{link}/")
        assert answer.status_code in {404, 410}

    def test_it_expires(self, client: Client, invited: Invitation) -> None:
        address = link()
        past = timezone.now() - OPEN_FOR - dt.timedelta(minutes=1)
        SignedLink.objects.update(created_at=past, expires_at=past + OPEN_FOR)
        answer = client.post(address, {"password": PASSWORD})
        assert answer.status_code == 410
        assert "has expired" in shown(answer)

    def test_who_is_signed_in_as_another_is_told_and_changed(
        self, member: Client, invited: Invitation
    ) -> None:
        address = link()
        assert "You are signed in as mem.ber@example.org" in shown(member.get(address))
        member.post(address, {"password": PASSWORD})
        assert member.get("/").wsgi_request.user.email == "ana@example.org"

    def test_an_account_made_meanwhile_is_not_touched(
        self, client: Client, invited: Invitation
    ) -> None:
        address = link()
        other = User.objects.create_user("Ana@Example.org", "the password of another")
        answer = client.post(address, {"password": PASSWORD})
        assert answer.status_code == 410
        assert "There is an account with this address already" in shown(answer)
        other.refresh_from_db()
        assert other.check_password("the password of another")

    def test_who_works_for_the_programme_is_led_to_a_second_factor(
        self, client: Client, editor: Client, ana: Person
    ) -> None:
        Role.objects.create(person=ana, kind=RoleKind.PROGRAMME_SUPPORT)
        editor.post(NEW, {"people": [ana.pk], "others": "", "may_edit": "on"})
        answer = client.post(link(), {"password": PASSWORD})
        assert answer.headers["Location"] == "/accounts/2fa/"
        user = User.objects.get(email="ana@example.org")
        assert user.is_staff
        assert user.has_perm("wagtailadmin.access_admin")

    def test_nobody_else_has_signed_up_by_then(self, client: Client) -> None:
        assert "Accounts come by invitation" in shown(client.get("/accounts/signup/"))


class TestAgainAndBack:
    def test_a_new_link_ends_the_old_one(
        self, support: Client, client: Client, invited: Invitation
    ) -> None:
        old = link()
        Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(days=1))
        assert "Expired" in shown(support.get(LIST))
        answer = support.post(LIST, {"invitation": invited.pk, "do": "again"}, follow=True)
        assert "A new invitation to ana@example.org is on its way." in shown(answer)
        new = link()
        assert client.get(old).status_code == 410
        assert client.post(new, {"password": PASSWORD}).status_code == 302
        verbs = [event.verb for event in history(invited)]
        assert verbs == ["accepted", "invited again", "invited"]

    def test_a_withdrawn_one_opens_nothing_and_is_not_sent_if_it_was_not(
        self, support: Client, client: Client, invited: Invitation
    ) -> None:
        answer = support.post(LIST, {"invitation": invited.pk, "do": "revoke"}, follow=True)
        assert "The invitation of ana@example.org is withdrawn." in shown(answer)
        run_waiting()
        assert mail.outbox == []
        assert "Withdrawn" in shown(support.get(LIST))
        again = support.post(LIST, {"invitation": invited.pk, "do": "again"}, follow=True)
        assert "has been withdrawn" in shown(again)

    def test_one_withdrawn_after_it_was_sent_opens_nothing(
        self, support: Client, client: Client, invited: Invitation
    ) -> None:
        address = link()
        support.post(LIST, {"invitation": invited.pk, "do": "revoke"})
        answer = client.post(address, {"password": PASSWORD})
        assert (answer.status_code, "withdrawn" in shown(answer)) == (410, True)

    def test_what_was_held_is_seen_in_the_list(
        self, support: Client, invited: Invitation, settings: Any
    ) -> None:
        settings.MAIL_TEST_MODE = True
        run_waiting()
        assert "Held, not sent" in shown(support.get(LIST))

    @pytest.mark.parametrize("pk", ["999999", "x", ""])
    def test_an_invitation_that_is_not_there_is_not_found(self, support: Client, pk: str) -> None:
        assert support.post(LIST, {"invitation": pk, "do": "revoke"}).status_code == 404

    def test_an_empty_list_says_what_will_be_there(self, support: Client) -> None:
        assert "Nobody has been invited yet." in shown(support.get(LIST))
        assert "No invitation is in this state" in shown(support.get(f"{LIST}?state=expired"))

    @pytest.mark.parametrize("count", [1, 20])
    def test_the_list_costs_a_fixed_number_of_queries(
        self,
        support: Client,
        support_user: User,
        django_assert_num_queries: DjangoAssertNumQueries,
        count: int,
    ) -> None:
        for number in range(count):
            email = f"p{number}@example.org"
            invite(known(f"P {number}", email), email=email, by=support_user, site="https://a/")
        support.get(LIST)
        with django_assert_num_queries(9):
            support.get(LIST)


@pytest.mark.parametrize(
    "fields",
    [
        {"accepted_at": timezone.now(), "revoked_at": timezone.now()},
        {"user": True},
        {"email": "ANA@example.org"},
        {"person": True},
    ],
)
def test_the_database_keeps_what_must_be_true(
    ana: Person, invited: Invitation, fields: dict[str, Any]
) -> None:
    other = known("Ben Roe", "ben@example.org")
    made = {"person": other, "email": "ben@example.org", "expires_at": timezone.now()} | fields
    if "user" in fields:
        made["user"] = account("Some Body")
    if fields.get("person"):
        made["person"] = ana
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(**made)


def test_a_member_invites_nobody(member: Client) -> None:
    assert member.get(NEW).status_code == 403
    assert member.post(LIST, {"invitation": 1, "do": "revoke"}).status_code == 403
    assert signed_in(account("No Role")).get(LIST).status_code == 403
