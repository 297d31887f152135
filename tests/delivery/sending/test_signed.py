"""What really left is signed, and a refusal at the door ends what is sent there."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.core.mail import EmailMessage

from alliance.delivery.models import Return, Suppression, Why
from alliance.delivery.sending.carriers import signer
from alliance.delivery.sending.work import send_copies
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from alliance.mail.post import post
from tests.delivery.ledger import mailing, many, states
from tests.mail.server import Server

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings: Any, tmp_path: Path) -> Path:
    path = tmp_path / "dkim.pem"
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    settings.DKIM_KEY_FILE, settings.DKIM_SELECTOR = str(path), "alliance"
    settings.DKIM_DOMAIN = "example.org"
    settings.BULK_FROM = "Eastern Alliance <news@example.org>"
    return path


def test_every_copy_that_left_is_signed_and_reads_strictly(server: Server, key: Path) -> None:
    made = mailing(*many(3))
    send_copies(Progress())
    assert states(made) == {"sent": 3}

    def answer(name: bytes, timeout: float = 5) -> bytes | None:
        asked = b"alliance._domainkey.example.org."
        return signer().record.encode() if name == asked else None

    for taken in server.got:
        content = taken.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
        assert dkim.verify(content, dnsfunc=answer)
        assert not dkim.verify(content.replace(b"example", b"exbmple", 1), dnsfunc=answer)
        read = email.message_from_bytes(content, policy=email.policy.strict)
        assert read["From"].addresses[0].domain == "example.org"
        assert "list-unsubscribe-post" in str(read["DKIM-Signature"])


def test_a_key_that_others_may_read_stops_the_sending_and_loses_nothing(
    server: Server, key: Path
) -> None:
    key.chmod(0o644)
    made = mailing(*many(2))
    said = send_copies(Progress())
    assert said is not None
    assert "chmod 600" in said
    assert states(made) == {"waiting": 2}
    assert server.got == []
    key.chmod(0o600)
    send_copies(Progress())
    assert states(made) == {"sent": 2}


def sent_by_the_outbox(sender: str) -> None:
    post(EmailMessage("Confirm", "Zoë, confirm it: …", sender, ["a@example.net"]), purpose="try")
    run_waiting()


def test_other_mail_is_signed_too_where_the_key_is_of_its_sender(server: Server, key: Path) -> None:
    sent_by_the_outbox("Eastern Alliance <alliance@mail.example.org>")
    sent_by_the_outbox("alliance@example.net")
    first, second = server.got
    record = signer().record.encode()
    assert dkim.verify(first.removesuffix(b".\r\n"), dnsfunc=lambda name, timeout=5: record)
    assert b"DKIM-Signature" not in second


def test_other_mail_waits_for_a_key_too(server: Server, key: Path) -> None:
    key.chmod(0o640)
    sent_by_the_outbox("alliance@example.org")
    assert server.got == []
    assert "chmod 600" in Message.objects.get().why


def test_a_mailbox_that_the_server_does_not_know_is_not_written_to_again(server: Server) -> None:
    server.replies["rcpt"] = "550 5.1.1 no such user here"
    (who,) = many(1)
    made = mailing(who)
    send_copies(Progress())
    assert states(made) == {"failed": 1}
    stop = Suppression.objects.get()
    assert (stop.why, stop.address) == (Why.BOUNCED, who)
    assert "no such user here" in stop.detail
    assert Return.objects.get().came_by == "smtp"


def test_a_server_that_blocks_us_ends_nothing(server: Server) -> None:
    server.replies["rcpt"] = "554 5.7.1 blocked using a list"
    made = mailing(*many(2))
    send_copies(Progress())
    assert states(made) == {"failed": 2}
    assert not Suppression.objects.exists()
