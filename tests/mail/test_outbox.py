"""A message is written down with what causes it, and sent once."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import User
from alliance.jobs.models import Job, Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules
from alliance.jobs.worker import run_waiting
from alliance.mail.change import CannotBeSentAgain, send_again, withdraw
from alliance.mail.forget import CONTENT_KEPT_FOR, MESSAGE_KEPT_FOR, forget_messages
from alliance.mail.models import Message, State
from alliance.mail.post import NoSuchAddress, post, post_many
from alliance.mail.read import wording_of
from alliance.mail.seal import CannotBeOpened, unseal
from alliance.mail.send import MOST_ATTEMPTS, claim, send_waiting

from .server import Server

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"


def written(**fields: Any) -> EmailMessage:
    said = {"subject": "A word", "body": "Come at noon.", "to": [ADA]} | fields
    return EmailMessage(**said)


def posted(**fields: Any) -> Message:
    (message,) = post(written(**fields), purpose="word")
    return message


def now_of(message: Message) -> Message:
    message.refresh_from_db()
    return message


def try_now() -> str | None:
    """Send, as the job does when its time has come."""
    Message.objects.filter(state=State.QUEUED).update(due_at=timezone.now())
    return send_waiting(Progress())


class TestWriting:
    def test_nothing_leaves_before_the_work_is_done_in_the_background(self) -> None:
        message = posted()
        assert (message.state, mail.outbox) == ("queued", [])
        run_waiting()
        (sent,) = mail.outbox
        assert (sent.to, sent.subject, sent.body) == ([ADA], "A word", "Come at noon.")
        assert (now_of(message).state, message.sent_at is not None) == ("sent", True)

    def test_a_change_that_is_undone_takes_its_message_with_it(self) -> None:
        class Undone(Exception):
            pass

        with pytest.raises(Undone), transaction.atomic():
            posted()
            raise Undone
        assert not Message.objects.exists()
        assert not Job.objects.exists()

    def test_mail_by_djangos_own_functions_comes_in_too(self) -> None:
        assert send_mail("A notice", "Words.", None, [ADA]) == 1
        assert mail.outbox == []
        run_waiting()
        assert [sent.subject for sent in mail.outbox] == ["A notice"]
        assert Message.objects.get().purpose == "notice"

    def test_each_recipient_gets_a_copy_and_sees_nobody_else(self) -> None:
        post(
            written(to=[f"Ada <{ADA}>"], cc=["ben@example.org"], bcc=["cy@example.org", ADA]),
            purpose="word",
        )
        run_waiting()
        assert [sent.recipients() for sent in mail.outbox] == [
            [ADA], ["ben@example.org"], ["cy@example.org"],
        ]  # fmt: skip
        for sent in mail.outbox:
            whole = sent.message().as_string()
            assert sum(name in whole for name in ("ada@", "ben@", "cy@")) == 1

    def test_many_at_once_share_one_piece_of_work(self) -> None:
        post_many([written(to=[f"p{n}@example.org"]) for n in range(30)], purpose="word")
        assert Job.objects.filter(path=send_waiting.path).count() == 1
        run_waiting()
        assert len(mail.outbox) == 30

    def test_html_a_file_and_headers_arrive_as_they_were_given(self) -> None:
        message = EmailMultiAlternatives(
            "Café", "Plain – words.", "Us <us@example.org>", [ADA], reply_to=["re@example.org"],
            headers={"X-Kind": "word"},
        )  # fmt: skip
        message.attach_alternative("<p>Rich – words.</p>", "text/html")
        message.attach("day.ics", b"BEGIN:VCALENDAR\xc3\xa9", "text/calendar")
        message.attach("blob.bin", b"\x00\xff", "application/octet-stream")
        post(message, purpose="word")
        run_waiting()
        whole = email.message_from_bytes(
            mail.outbox[0].message().as_bytes(), policy=email.policy.default
        )
        assert whole["Subject"] == "Café"
        assert (whole["Reply-To"], whole["X-Kind"]) == ("re@example.org", "word")
        assert whole.get_body(("plain",)).get_content().strip() == "Plain – words."  # type: ignore[union-attr]
        assert whole.get_body(("html",)).get_content().strip() == "<p>Rich – words.</p>"  # type: ignore[union-attr]
        files = {
            part.get_filename(): part.get_payload(decode=True) for part in whole.iter_attachments()
        }
        assert files["day.ics"].strip() == "BEGIN:VCALENDARé".encode()  # type: ignore[union-attr]
        assert files["blob.bin"] == b"\x00\xff"

    @pytest.mark.parametrize("wrong", ["ada", "ada@", "a@example.org, b@example.org", "a b@c.d"])
    def test_what_is_no_address_is_refused_whole(self, wrong: str) -> None:
        with pytest.raises(NoSuchAddress):
            post(written(to=[ADA, wrong]), purpose="word")
        assert not Message.objects.exists()

    @pytest.mark.parametrize(
        "fields", [{"subject": "x\nBcc: a@b.c"}, {"headers": {"X-Kind": "x\r\nBcc: a@b.c"}}]
    )
    def test_a_header_cannot_be_smuggled_in(self, fields: dict[str, Any]) -> None:
        with pytest.raises(BadHeaderError):
            posted(**fields)
        assert not Message.objects.exists()


class TestSealed:
    def test_who_reads_the_database_does_not_read_the_mail(self) -> None:
        message = posted(body="https://a.example/invitation/TOKEN/")
        stored = bytes(now_of(message).content)
        assert b"TOKEN" not in stored
        assert "TOKEN" in unseal(stored, to=ADA).body

    def test_another_key_opens_nothing_and_an_earlier_one_still_does(self, settings: Any) -> None:
        message, first = posted(), settings.SECRET_KEY
        settings.SECRET_KEY = "another key altogether"
        with pytest.raises(CannotBeOpened):
            unseal(message.content, to=ADA)
        settings.SECRET_KEY_FALLBACKS = [first]
        assert unseal(message.content, to=ADA).body == "Come at noon."

    def test_a_message_that_cannot_be_opened_fails_in_words(self, settings: Any) -> None:
        message = posted()
        settings.SECRET_KEY = "another key altogether"
        try_now()
        assert (now_of(message).state, mail.outbox) == ("failed", [])
        assert "secret key has been changed" in message.why
        assert wording_of(message, with_secrets=True) is None

    def test_a_link_that_lets_somebody_in_is_shown_only_where_that_is_meant(self) -> None:
        message = posted(body="Go to https://a.example/accounts/password/reset/key/1-abc-def/ now")
        for shown, with_secrets in (("…/ now", False), ("1-abc-def/ now", True)):
            wording = wording_of(message, with_secrets=with_secrets)
            assert wording
            assert wording.text.endswith(shown)


class TestOnce:
    def test_a_message_is_sent_once_however_often_the_work_is_done(self) -> None:
        posted()
        for _ in range(3):
            send_waiting(Progress())
        assert len(mail.outbox) == 1

    def test_what_somebody_else_is_sending_is_left_to_them(self) -> None:
        posted()
        assert claim() is not None
        assert claim() is None
        send_waiting(Progress())
        assert mail.outbox == []

    def test_what_was_being_sent_when_the_site_stopped_is_for_a_person_to_decide(self) -> None:
        message = posted()
        claim()
        Message.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
        send_waiting(Progress())
        assert (now_of(message).state, mail.outbox) == ("failed", [])
        assert "nobody knows whether it arrived" in message.why

    def test_a_process_that_slept_through_its_time_leaves_no_mark(self, server: Server) -> None:
        message = posted()
        mine = claim()
        assert mine
        Message.objects.update(state=State.FAILED, lease_until=None)
        from alliance.mail.carry import Carrier
        from alliance.mail.send import deliver

        with Carrier() as carrier:
            deliver(mine, carrier)
        assert now_of(message).state == "failed"

    def test_every_try_carries_the_same_identity(self, server: Server) -> None:
        server.replies = {"rcpt": "450 busy"}
        message = posted()
        try_now()
        server.replies = {}
        try_now()
        whole = email.message_from_bytes(server.got[0])
        assert whole["Message-ID"] == message.message_id
        assert whole["Auto-Submitted"] == "auto-generated"
        assert message.message_id.endswith("@localhost>")

    def test_lost_work_is_found_again_by_the_clock(self) -> None:
        write_schedules()
        assert Schedule.objects.filter(path=send_waiting.path, every__isnull=False).exists()
        message = posted()
        Job.objects.all().delete()
        try_now()
        assert now_of(message).state == "sent"


class TestByRealSmtp:
    def test_the_server_gets_what_was_written(self, server: Server) -> None:
        message = posted(body=".a line that begins with a full stop\nLast – line.")
        run_waiting()
        assert server.recipients == [f"rcpt TO:<{ADA}>"]
        whole = email.message_from_bytes(server.got[0], policy=email.policy.default)
        assert whole["To"] == ADA
        assert b"\r\n..a line" in server.got[0]
        assert now_of(message).state == "sent"

    def test_several_go_over_one_connection(self, server: Server) -> None:
        post_many([written(to=[f"p{n}@example.org"]) for n in range(5)], purpose="word")
        run_waiting()
        assert (len(server.got), server.connections) == (5, 1)

    @pytest.mark.parametrize(
        ("replies", "words"),
        [
            ({"rcpt": "550 no such person"}, "550 no such person"),
            ({"mail": "553 not you"}, "553 not you"),
            ({"data": "554 no"}, "554 no"),
            ({"content": "554 spam"}, "554 spam"),
        ],
    )
    def test_a_refusal_for_good_is_not_tried_again(
        self, server: Server, replies: dict[str, str], words: str
    ) -> None:
        server.replies = replies
        refused = posted()
        run_waiting()
        assert now_of(refused).state == "failed"
        assert words in refused.why
        server.replies = {}
        other = posted(to=["ben@example.org"])
        run_waiting()
        assert now_of(other).state == "sent", "the next one is not held up by it"

    @pytest.mark.parametrize(
        "replies",
        [
            {"rcpt": "450 come again"},
            {"content": "451 come again"},
            {"mail": "hang up"},
            {"rcpt": "hang up"},
            {"greeting": "421 busy"},
            {"greeting": "hang up"},
        ],
    )
    def test_what_certainly_did_not_arrive_is_tried_again_later(
        self, server: Server, replies: dict[str, str]
    ) -> None:
        server.replies = replies
        message = posted()
        run_waiting()
        assert now_of(message).state == "queued"
        assert message.due_at > timezone.now() + dt.timedelta(seconds=50)
        assert Job.objects.filter(path=send_waiting.path, run_after=message.due_at).exists()
        assert message.why
        server.replies = {}
        try_now()
        assert (now_of(message).state, message.why, message.attempts) == ("sent", "", 2)
        assert b"Come at noon." in server.got[-1]

    @pytest.mark.parametrize("reply", ["hang up", "999 what"])
    def test_silence_after_the_content_is_never_answered_by_sending_it_again(
        self, server: Server, reply: str
    ) -> None:
        server.replies = {"content": reply}
        message = posted()
        run_waiting()
        server.replies = {}
        try_now()
        assert now_of(message).state == "failed"
        assert "Nobody knows whether it arrived" in message.why
        assert len(server.got) == 1

    def test_the_waits_grow_and_come_to_an_end(self, server: Server) -> None:
        server.replies = {"rcpt": "450 busy"}
        message = posted()
        waits = []
        for _ in range(MOST_ATTEMPTS):
            try_now()
            waits.append(round((now_of(message).due_at - timezone.now()) / dt.timedelta(minutes=1)))
        assert waits[:6] == [1, 4, 16, 64, 256, 360]
        assert message.state == "failed"

    def test_no_server_keeps_all_waiting(self, server: Server, settings: Any) -> None:
        settings.EMAIL_PORT = 9
        first, second = posted(), posted(to=["ben@example.org"])
        said = send_waiting(Progress())
        assert "cannot be reached" in str(said)
        assert [now_of(one).state for one in (first, second)] == ["queued", "queued"]
        assert "cannot be reached" in first.why
        settings.EMAIL_PORT = server.port
        try_now()
        assert len(server.got) == 2

    def test_a_wrong_password_is_said(self, server: Server, settings: Any) -> None:
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "wrong"
        server.replies = {"ehlo": "250-mail.test\r\n250 AUTH PLAIN", "auth": "535 no"}
        message = posted()
        run_waiting()
        assert now_of(message).state == "queued"
        assert "did not accept the user name and password (535)" in message.why

    def test_another_carrier_that_fails_leaves_nobody_wiser(self, settings: Any) -> None:
        settings.MAIL_CARRIER = "tests.mail.test_outbox.Broken"
        message = posted()
        run_waiting()
        assert now_of(message).state == "failed"
        assert "RuntimeError" in message.why


class Broken:
    """A carrier of somebody else's making, on a bad day."""

    def __init__(self, **options: Any) -> None: ...
    def open(self) -> None: ...
    def close(self) -> None: ...
    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise RuntimeError


class TestReach:
    @pytest.fixture(autouse=True)
    def _test_mode(self, settings: Any) -> None:
        settings.MAIL_TEST_MODE = True
        settings.MAIL_ALLOWED = ("sam@example.gov.uk", "@Example.org")

    @pytest.mark.parametrize(
        ("address", "reached"),
        [
            ("sam@example.gov.uk", True),
            ("SAM@Example.GOV.uk", True),
            ("anybody@example.org", True),
            ("pam@example.gov.uk", False),
            ("anybody@mail.example.org", False),
            ("anybody@notexample.org", False),
            ("anybody@example.org.evil.com", False),
            ('"x@example.org"@evil.com', False),
        ],
    )
    def test_in_test_mode_only_those_named_are_reached(self, address: str, reached: bool) -> None:
        message = posted(to=[address])
        run_waiting()
        assert (now_of(message).state == "sent") is reached
        assert [sent.to for sent in mail.outbox] == ([[address]] if reached else [])
        assert ("Test mode is on" in message.why) is not reached

    def test_what_was_held_can_be_read_and_does_not_leave_when_test_mode_ends(
        self, settings: Any
    ) -> None:
        message = posted(to=["pam@example.gov.uk"])
        run_waiting()
        wording = wording_of(now_of(message), with_secrets=False)
        assert wording
        assert wording.text == "Come at noon."
        settings.MAIL_TEST_MODE = False
        try_now()
        assert (now_of(message).state, mail.outbox) == ("held", [])

    def test_without_a_server_all_is_held(self, settings: Any) -> None:
        settings.MAIL_CARRIER, settings.MAIL_TEST_MODE = "", False
        message = posted()
        run_waiting()
        assert (now_of(message).state, mail.outbox) == ("held", [])
        assert "No mail server is named" in message.why


class TestAfterwards:
    @pytest.fixture
    def editor_user(self) -> User:
        return User.objects.create_user("editor@example.org", name="Ed Itor")

    def test_somebody_sends_a_held_message_after_all(
        self, settings: Any, editor_user: User
    ) -> None:
        settings.MAIL_TEST_MODE = True
        message = posted()
        run_waiting()
        settings.MAIL_TEST_MODE = False
        send_again(message, by=editor_user)
        run_waiting()
        assert (now_of(message).state, len(mail.outbox)) == ("sent", 1)
        event = history(message).get()
        assert (event.verb, event.actor, event.changes["state"]) == (
            "sent again", editor_user, ["held", "queued"],
        )  # fmt: skip
        assert "ada" not in str(event.changes) + event.object_label

    def test_what_was_sent_is_not_sent_again(self, editor_user: User) -> None:
        message = posted()
        run_waiting()
        with pytest.raises(CannotBeSentAgain, match="sent"):
            send_again(message, by=editor_user)
        assert len(mail.outbox) == 1

    def test_a_link_that_lets_somebody_in_is_destroyed_when_it_is_sent(self) -> None:
        (message,) = post(written(), purpose="invitation", secret=True)
        run_waiting()
        assert len(mail.outbox) == 1
        assert bytes(now_of(message).content) == b""
        assert message.erased_at

    def test_what_is_withdrawn_is_not_sent(self) -> None:
        withdraw(posted())
        run_waiting()
        assert mail.outbox == []
        assert not Message.objects.exists()

    def test_what_is_withdrawn_after_it_was_sent_leaves_only_that_it_was(self) -> None:
        message = posted()
        run_waiting()
        withdraw(message)
        now_of(message)
        assert (message.recipient, message.subject, bytes(message.content)) == ("", "", b"")
        assert message.sent_at

    def test_words_are_erased_after_thirty_days_and_rows_after_half_a_year(self) -> None:
        ages = {"new": dt.timedelta(days=1), "old": CONTENT_KEPT_FOR, "older": MESSAGE_KEPT_FOR}
        rows = {name: posted(subject=name) for name in ages}
        waiting = posted(subject="waiting")
        for name, age in ages.items():
            Message.objects.filter(pk=rows[name].pk).update(
                state=State.HELD, created_at=timezone.now() - age - dt.timedelta(hours=1)
            )
        Message.objects.filter(pk=waiting.pk).update(
            created_at=timezone.now() - CONTENT_KEPT_FOR - dt.timedelta(hours=1)
        )
        forget_messages(Progress())
        kept = {one.subject: bool(bytes(one.content)) for one in Message.objects.all()}
        assert kept == {"new": True, "old": False, "waiting": True}
        with pytest.raises(CannotBeSentAgain, match="erased"):
            send_again(rows["old"], by=User.objects.create_user("e@example.org"))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "sending"},
        {"state": "sent"},
        {"sent_at": timezone.now()},
        {"lease_until": timezone.now()},
        {"erased_at": timezone.now()},
        {"erased_at": timezone.now(), "content": b"", "state": "queued"},
    ],
)
def test_no_message_is_in_a_state_that_cannot_be(fields: dict[str, Any]) -> None:
    message = posted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**fields)
