"""The SMTP dialogue: what is certain, what is not, and one connection for all."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail

from alliance.delivery.composing.values import Values
from alliance.delivery.models import Variant
from alliance.delivery.sending import smtp
from alliance.delivery.sending.parcel import NobodyKnows, NoServer, NotTaken, Parcel
from alliance.delivery.sending.smtp import SmtpCarrier
from tests.mail.server import Server

pytestmark = pytest.mark.django_db
ANN = "ann@example.org"
PIPELINING = {"ehlo": "250-mail.test\r\n250 PIPELINING"}
BOTH = pytest.mark.parametrize("ehlo", [PIPELINING, {}], ids=["pipelining", "step by step"])
VARIANT = Variant(pk=1, subject="Update", html="<p>⟦name⟧", text="⟦name⟧\n.a line\n", attachment="")


def parcel(to: str = ANN, variant: Variant = VARIANT) -> Parcel:
    values = Values(name="Ann", address=to, choices="https://a.b/c/", leave="https://a.b/l/")
    return Parcel(
        copy_id=1,
        mailing_id=1,
        recipient=to,
        message_id="<m1.1.x@a.b>",
        return_path="bounces@example.org",
        variant=variant,
        values=values,
    )


@BOTH
def test_copies_go_over_one_connection_each_as_it_was_written(
    server: Server, ehlo: dict[str, str]
) -> None:
    server.replies = ehlo
    with SmtpCarrier() as carrier:
        assert [carrier.give(parcel(f"p{n}@example.org")) for n in range(5)] == [""] * 5
    assert (server.connections, len(server.got)) == (1, 5)
    assert server.recipients[4] == "RCPT TO:<p4@example.org>"
    content = server.got[4].removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
    message: Any = email.message_from_bytes(content, policy=email.policy.strict)
    assert message.get_body(("plain",)).get_content().splitlines()[:2] == ["Ann", ".a line"]
    assert message["To"] == "Ann <p4@example.org>"


@BOTH
@pytest.mark.parametrize(
    ("step", "reply", "for_good", "code"),
    [
        ("mail", "451 later", False, "451"),
        ("rcpt", "450-4.2.1 wait\r\n450 4.2.1 a little", False, "4.2.1"),
        ("rcpt", "550 5.1.1 no such user", True, "5.1.1"),
        ("data", "554 no", True, "554"),
        ("content", "452 full", False, "452"),
        ("content", "552 5.3.4 too big", True, "5.3.4"),
    ],
)
def test_a_refusal_says_whether_it_is_for_good_and_the_next_copy_goes(
    server: Server, ehlo: dict[str, str], step: str, reply: str, for_good: bool, code: str
) -> None:
    server.replies = ehlo | {step: reply}
    with SmtpCarrier() as carrier:
        with pytest.raises(NotTaken) as refusal:
            carrier.give(parcel())
        server.replies = ehlo
        carrier.give(parcel("ben@example.org"))
    assert (refusal.value.for_good, refusal.value.code) == (for_good, code)
    assert str(refusal.value).startswith("The mail server refused it: ")
    assert server.connections == 1
    assert b'To: "Ann" <ben@example.org>' in server.got[-1]


def test_a_server_that_asks_for_content_without_a_recipient_gets_none(server: Server) -> None:
    server.replies = PIPELINING | {f"rcpt {ANN}": "550 no", "content": "554 nobody to give it to"}
    with SmtpCarrier() as carrier:
        with pytest.raises(NotTaken, match="550 no"):
            carrier.give(parcel())
        server.replies = dict(PIPELINING)
        carrier.give(parcel("ben@example.org"))
    assert (server.connections, len(server.got)) == (1, 1)


@BOTH
@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
def test_a_fresh_connection_that_breaks_before_the_content_is_certain(
    server: Server, ehlo: dict[str, str], step: str
) -> None:
    server.replies = ehlo | {step: "hang up"}
    with SmtpCarrier() as carrier, pytest.raises(NotTaken, match="broke before it was sent") as it:
        carrier.give(parcel())
    assert not it.value.for_good
    assert server.got == []


@BOTH
def test_a_break_after_the_content_is_not(server: Server, ehlo: dict[str, str]) -> None:
    server.replies = ehlo | {"content": "hang up"}
    with SmtpCarrier() as carrier:
        with pytest.raises(NobodyKnows):
            carrier.give(parcel())
        server.replies = ehlo
        carrier.give(parcel())
    assert (server.connections, len(server.got)) == (2, 2)


@BOTH
@pytest.mark.parametrize("ending", ["hang up", "421 enough for one connection"])
def test_a_connection_that_has_carried_its_share_is_made_anew_at_once(
    server: Server, ehlo: dict[str, str], ending: str
) -> None:
    server.replies = ehlo
    with SmtpCarrier() as carrier:
        carrier.give(parcel())
        server.replies = ehlo | {f"mail {ANN}": ending}
        carrier.give(parcel("ben@example.org"))  # refused on the first connection only
    assert (server.connections, len(server.got)) == (2, 2)


def test_nobody_who_takes_mail_is_told_apart_from_a_refused_copy(
    server: Server, settings: Any
) -> None:
    server.replies = {"greeting": "554 go away"}
    with SmtpCarrier() as carrier, pytest.raises(NoServer):
        carrier.give(parcel())
    server.replies = {"ehlo": "500 what", "helo": "500 what"}
    with SmtpCarrier() as carrier, pytest.raises(NoServer):
        carrier.give(parcel())
    settings.MAIL_CARRIER = ""
    with SmtpCarrier() as carrier, pytest.raises(NoServer):
        carrier.give(parcel())


@pytest.mark.parametrize("to", ["zoë@example.org", "a b@example.org", "a@b\r\nRCPT TO:<c@d>"])
def test_an_address_that_no_command_can_name_is_refused_before_a_word(
    server: Server, to: str
) -> None:
    with SmtpCarrier() as carrier, pytest.raises(NotTaken) as refusal:
        carrier.give(parcel(to))
    assert refusal.value.for_good
    assert server.connections == 0


def test_what_is_signed_is_what_leaves(server: Server) -> None:
    with SmtpCarrier(sign=lambda message: b"DKIM-Signature: x\r\n" + message) as carrier:
        carrier.give(parcel())
    assert server.got[0].startswith(b"DKIM-Signature: x\r\nTo: ")


def test_without_smtp_it_lies_in_djangos_drawer() -> None:
    dates = Variant(pk=2, subject="Dates", html="<p>⟦name⟧", text="⟦name⟧", attachment="BEGIN:X")
    with SmtpCarrier() as carrier:
        carrier.give(parcel())
        carrier.give(parcel("ben@example.org", dates))
    first, second = mail.outbox
    assert (first.subject, first.to, first.body) == ("Update", [ANN], "Ann\n.a line\n")
    assert first.extra_headers["List-Unsubscribe"] == "<https://a.b/l/>"
    assert first.message()["Message-ID"] == "<m1.1.x@a.b>"
    assert second.alternatives[0][0].strip() == "<p>Ann"  # type: ignore[attr-defined]
    assert second.attachments[0][0] == "dates.ics"


@contextmanager
def talking(lead: Any, settings: Any) -> Iterator[None]:
    """A server that is led by a function over its connection."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5

        def serve() -> None:
            with listening.accept()[0] as line:
                line.settimeout(5)
                line.sendall(b"220 x\r\n")
                line.recv(1000)
                line.sendall(b"250-x\r\n250 PIPELINING\r\n")
                lead(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield
        thread.join(10)


def read_to(line: socket.socket, end: bytes) -> bytes:
    said = b""
    while not said.endswith(end):
        said += line.recv(65536)
    return said


def test_the_next_ones_envelope_goes_with_the_content(settings: Any) -> None:
    seen = []

    def lead(line: socket.socket) -> None:
        read_to(line, b"DATA\r\n")
        line.sendall(b"250 a\r\n250 b\r\n354 c\r\n")
        seen.append(read_to(line, b"DATA\r\n"))  # it answers nothing before it has both
        line.sendall(b"250 taken\r\n250 a\r\n250 b\r\n354 c\r\n")
        seen.append(read_to(line, b"\r\n.\r\n"))
        line.sendall(b"250 taken\r\n")
        line.recv(1000)
        line.sendall(b"221 bye\r\n")

    with talking(lead, settings), SmtpCarrier() as carrier:
        carrier.expect("bounces@example.org", "ben@example.org")
        carrier.give(parcel())
        carrier.give(parcel("ben@example.org"))
    assert seen[0].endswith(
        b"\r\n.\r\nMAIL FROM:<bounces@example.org>\r\nRCPT TO:<ben@example.org>\r\nDATA\r\n"
    )
    assert b"ben@example.org" in seen[1]


def test_whoever_was_named_ahead_and_not_given_gets_nothing(server: Server) -> None:
    server.replies = dict(PIPELINING)
    with SmtpCarrier() as carrier:
        carrier.expect("bounces@example.org", "ben@example.org")
        carrier.give(parcel())
        carrier.give(parcel("cy@example.org"))
        carrier.expect("bounces@example.org", "dee@example.org")
        carrier.give(parcel())
    assert [b"ann@" in each or b"cy@" in each for each in server.got] == [True] * 3
    assert server.connections == 2


@pytest.mark.parametrize("ending", ["552 no", "421 bye", "hang up"])
def test_what_becomes_of_one_is_not_the_next_ones_fate(server: Server, ending: str) -> None:
    server.replies = PIPELINING | {f"content {ANN}": ending}
    with SmtpCarrier() as carrier:
        carrier.give(parcel("cy@example.org"))
        carrier.expect("bounces@example.org", "ben@example.org")
        with pytest.raises((NotTaken, NobodyKnows)):
            carrier.give(parcel())
        carrier.give(parcel("ben@example.org"))
    assert b"ben@example.org" in server.got[-1]


@BOTH
def test_a_refusal_of_the_next_is_its_own(server: Server, ehlo: dict[str, str]) -> None:
    server.replies = ehlo | {"rcpt ben@example.org": "550 5.1.1 no"}
    with SmtpCarrier() as carrier:
        carrier.expect("bounces@example.org", "ben@example.org")
        carrier.give(parcel())
        carrier.expect("bounces@example.org", "zoë@example.org")  # names nobody
        with pytest.raises(NotTaken, match="5.1.1"):
            carrier.give(parcel("ben@example.org"))
        carrier.give(parcel("cy@example.org"))
    assert (len(server.got), server.connections) == (2, 1)


def test_three_commands_go_in_one_write(settings: Any) -> None:
    seen = []

    def lead(line: socket.socket) -> None:
        said = b""
        while not said.endswith(b"DATA\r\n"):  # it answers none before it has all
            said += line.recv(1000)
        seen.append(said)
        line.sendall(b"250 a\r\n250 b\r\n354 c\r\n")
        while not said.endswith(b"\r\n.\r\n"):
            said += line.recv(65536)
        line.sendall(b"250 taken\r\n")
        line.recv(1000)
        line.sendall(b"221 bye\r\n")

    with talking(lead, settings), SmtpCarrier() as carrier:
        carrier.give(parcel())
    assert seen == [b"MAIL FROM:<bounces@example.org>\r\nRCPT TO:<ann@example.org>\r\nDATA\r\n"]


@pytest.mark.parametrize("drip", [b"2", b"250-and so on\r\n"])
def test_a_server_that_says_a_little_at_a_time_holds_nobody_up(
    settings: Any, monkeypatch: pytest.MonkeyPatch, drip: bytes
) -> None:
    monkeypatch.setattr(smtp, "MOST_SECONDS", 0.5)

    def lead(line: socket.socket) -> None:
        end = time.monotonic() + 3
        while time.monotonic() < end:
            try:
                line.sendall(drip)
            except OSError:
                return
            time.sleep(0.05)

    begun = time.monotonic()
    with talking(lead, settings), SmtpCarrier() as carrier:
        with pytest.raises(NotTaken, match="timed out|too long"):
            carrier.give(parcel())
        assert time.monotonic() - begun < 2


@pytest.mark.parametrize("nonsense", [b"hello there\r\n", b"\xff\xfe\r\n", b"x" * 100_000])
def test_what_is_no_answer_ends_the_connection(settings: Any, nonsense: bytes) -> None:
    with (
        talking(lambda line: line.sendall(nonsense), settings),
        SmtpCarrier() as carrier,
        pytest.raises(NotTaken, match="broke before"),
    ):
        carrier.give(parcel())
