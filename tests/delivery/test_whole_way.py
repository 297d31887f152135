"""The whole way: subscribed on the site, published, sent by SMTP, read strictly, left in one press."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import dkim
import html5lib
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.core import mail
from django.test import Client

from alliance.bulletins.models import DraftIssue
from alliance.bulletins.writing.beginning import begin_issue
from alliance.bulletins.writing.changing import add_item
from alliance.bulletins.writing.publishing import publish_issue
from alliance.bulletins.writing.said import Said
from alliance.delivery.models import (
    Copy,
    Mailing,
    MailingRules,
    MailingState,
    Standing,
    Subscriber,
)
from alliance.delivery.sending.clock import carry_mailings
from alliance.delivery.sending.dkim import Signer, read_key
from alliance.delivery.sending.work import send_copies
from alliance.directory.models import Alliance, User
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.bulletins.invented import bulletin
from tests.delivery.subscribing.invented import link_in
from tests.mail.conftest import server
from tests.mail.server import Server

__all__ = ["server"]

pytestmark = pytest.mark.django_db
HOST = "alliance.example.org"
GMAIL_CLIPS_AT = 102_000


@pytest.fixture
def signer(settings: Any, tmp_path: Path) -> Signer:
    """The site signs what it sends, with a key that the test made."""
    path = tmp_path / "dkim.pem"
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    settings.DKIM_KEY_FILE, settings.DKIM_SELECTOR = str(path), "bulletins"
    settings.DKIM_DOMAIN = HOST
    settings.WAGTAILADMIN_BASE_URL = f"https://{HOST}"
    settings.BULK_FROM = settings.DEFAULT_FROM_EMAIL = f"Eastern Alliance <news@{HOST}>"
    return Signer(HOST, "bulletins", read_key(path))


@pytest.fixture
def editor(signer: Signer) -> User:
    Alliance(
        name="Eastern Alliance", short_name="Eastern", contact_email="office@example.org"
    ).save()
    MailingRules(wait_minutes=0).save()
    bulletin(428)
    return User.objects.create_user("nell@example.org", name="Nell Farrow", is_staff=True)


def subscribe(address: str, name: str, settings: Any, server: Server) -> None:
    """On the site, without an account; the confirmation comes by mail."""
    client = Client()
    given = {"address": address, "name": name, "frequency": "each"}
    assert client.post("/subscribe/", given).status_code in {200, 302}
    run_waiting()
    sent: Any = email.message_from_bytes(server.got.pop(), policy=email.policy.default)
    mail.outbox = []
    said = mail.EmailMessage(body=sent.get_body(("plain",)).get_content())
    client.post(link_in(said))
    assert Subscriber.objects.get(address=address).standing == Standing.ACTIVE


def publish(by: User, title: str) -> Mailing:
    issue: DraftIssue = begin_issue(by=by)
    add_item(by=by, issue=issue, said=Said(title=title, body="<p>Fill it in.</p>"))
    issue.refresh_from_db()
    out = publish_issue(by=by, issue=issue)
    carry_mailings(Progress())
    send_copies(Progress())
    return Mailing.objects.get(source_id=out.pk)


def read_strictly(content: bytes) -> EmailMessage:
    """As the standards have it: a fault anywhere is an error."""
    assert content.endswith(b"\r\n.\r\n")
    whole = content.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
    policy = email.policy.SMTP.clone(raise_on_defect=True)
    return cast(EmailMessage, email.message_from_bytes(whole, policy=policy))


def test_from_subscribing_to_leaving(
    editor: User, signer: Signer, server: Server, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = [HOST, "testserver"]
    subscribe("zoe@kent.example.org", "Zoë O’Brien & Söhne", settings, server)
    subscribe("sam@medway.example.org", "", settings, server)

    mailing = publish(editor, "A survey of foster carers")
    assert mailing.state == MailingState.DONE
    assert Copy.objects.filter(mailing=mailing).count() == len(server.got) == 2
    content = next(each for each in server.got if b"zoe@kent" in each)
    message = read_strictly(content)

    assert message["To"].addresses[0].display_name == "Zoë O’Brien & Söhne"
    assert message["From"].addresses[0].addr_spec == f"news@{HOST}"
    assert message["Reply-To"].addresses[0].addr_spec == "office@example.org"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert HOST in message["List-Id"]
    signed = content.removesuffix(b".\r\n")

    def record(name: bytes, timeout: float = 5) -> bytes | None:
        asked = f"bulletins._domainkey.{HOST}.".encode()
        return signer.record.encode() if name == asked else None

    assert dkim.verify(signed, dnsfunc=record)
    assert not dkim.verify(signed.replace(b"foster", b"bother"), dnsfunc=record)

    page, text = message.get_body(("html",)), message.get_body(("plain",))
    assert page is not None
    assert text is not None
    html = page.get_content()
    html5lib.HTMLParser(strict=True).parse(html)
    assert len(html.encode()) < GMAIL_CLIPS_AT
    assert "A survey of foster carers" in html
    assert "A survey of foster carers" in text.get_content()
    assert "<img" not in html
    leave = str(message["List-Unsubscribe"]).split(">")[0].strip("<> ")
    assert leave.startswith(f"https://{HOST}/unsubscribe/")
    assert leave not in html + text.get_content()

    # A scanner follows every link, and nothing happens; the mail program's press is enough.
    path = leave.removeprefix(f"https://{HOST}")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    zoe = Subscriber.objects.get(address="zoe@kent.example.org")
    assert zoe.standing == Standing.ACTIVE
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    zoe.refresh_from_db()
    assert zoe.standing == Standing.LEFT

    server.got.clear()
    second = publish(editor, "Another matter")
    assert second.state == MailingState.DONE
    (only,) = server.got
    assert b"sam@medway" in only
