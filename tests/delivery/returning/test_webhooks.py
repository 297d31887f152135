"""A provider is heard with its password only, and its words are taken for what they mean."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from alliance.config.settings.bulk_mail import PROVIDERS, Notify
from alliance.delivery.models import (
    Copy,
    CopyState,
    Return,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.returning.suppress import suppression_of
from alliance.delivery.returning.webhooks import VIEWS
from tests.delivery.returning.invented import WHO, name_of, sent

pytestmark = pytest.mark.django_db
SECRET = "provider:0123456789abcdef0123456789"
RECEIPTS = "0123456789abcdef0123456789"


@pytest.fixture(autouse=True)
def _named(settings: Any) -> None:
    settings.BULK_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "sign"}
    settings.NOTIFY = Notify("s", "s", "t", receipts=RECEIPTS)


def told(provider: str, said: Any, secret: str = SECRET, **headers: str) -> HttpResponse:
    if secret:
        headers["HTTP_AUTHORIZATION"] = f"Basic {base64.b64encode(secret.encode()).decode()}"
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    client = Client(enforce_csrf_checks=True)
    return client.post(
        f"/anymail/{provider}/tracking/", body, content_type="application/json", **headers
    )  # type: ignore[return-value]


def bounce(copy: Copy, kind: str = "HardBounce", **fields: Any) -> dict[str, Any]:
    """As Postmark tells of one."""
    return {
        "RecordType": "Bounce", "ID": copy.pk, "Type": kind, "TypeCode": 1, "Email": WHO,
        "MessageID": "0a129aee-e1cd-480d-b08d-4f48548ff48d", "MessageStream": "broadcast",
        "Description": "The server was unable to deliver your message.",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "BouncedAt": "2026-11-30T09:00:00Z", "Metadata": {"alliance": name_of(copy).strip("<>")},
    } | fields  # fmt: skip


def why() -> str:
    found = suppression_of(WHO)
    return found.why if found else ""


def test_a_bounce_is_taken_in_and_once(settings: Any) -> None:
    copy = sent()
    for _ in range(2):
        assert told("postmark", bounce(copy)).status_code == 200
    copy.refresh_from_db()
    assert copy.state == CopyState.BOUNCED
    row = Return.objects.get()
    assert (row.came_by, row.code, row.kind) == ("postmark", "5.1.1", "hard")
    assert row.at.isoformat().startswith("2026-11-30T09:00")
    assert why() == Why.BOUNCED


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ({"kind": "SoftBounce", "Details": "smtp;452 4.2.2 over quota"}, ""),
        ({"kind": "HardBounce", "Details": ""}, Why.BOUNCED),
        ({"kind": "HardBounce", "Details": "smtp;554 5.7.1 rejected as spam"}, ""),
        ({"kind": "Transient"}, ""),
        ({"kind": "AutoResponder"}, ""),
        ({"kind": "SpamNotification"}, Why.COMPLAINED),
        ({"RecordType": "SpamComplaint", "kind": "SpamComplaint"}, Why.COMPLAINED),
        ({"RecordType": "Open"}, ""),
        ({"RecordType": "Delivery"}, ""),
        ({"RecordType": "Unheard"}, ""),
    ],
)
def test_each_word_is_taken_for_what_it_means(fields: dict[str, str], ends: str) -> None:
    assert told("postmark", bounce(sent(), **fields)).status_code == 200
    assert why() == ends


def test_leaving_at_the_provider_is_leaving() -> None:
    copy = sent()
    said = {
        "RecordType": "SubscriptionChange", "MessageID": "x", "Recipient": WHO,
        "SuppressSending": True, "SuppressionReason": "ManualSuppression", "Origin": "Recipient",
        "ChangedAt": "2026-11-30T09:00:00Z", "Metadata": {"alliance": name_of(copy)},
    }  # fmt: skip
    assert told("postmark", said).status_code == 200
    assert Subscriber.objects.get().standing == Standing.LEFT


def test_a_copy_is_found_by_the_providers_own_name() -> None:
    copy = sent(provider_id="0a129aee-e1cd-480d-b08d-4f48548ff48d")
    told("postmark", bounce(copy, Metadata={}))
    assert Return.objects.get().copy == copy


def test_a_word_of_no_copy_changes_nothing_and_is_not_sent_again() -> None:
    copy = sent()
    said = bounce(copy, Metadata={"alliance": f"m1.{copy.pk}.{'0' * 20}@a.b"})
    assert told("postmark", said).status_code == 200
    assert not Return.objects.exists()


@pytest.mark.parametrize("secret", ["", "provider:wrong", f"x{SECRET}", SECRET[:-1]])
def test_without_the_password_nothing_is_heard(secret: str) -> None:
    answer = told("postmark", bounce(sent()), secret)
    assert answer.status_code == 401
    assert not Return.objects.exists()


@pytest.mark.parametrize("header", ["Basic", "Basic %%%", "Bearer x", "Basic " + "A" * 5000])
def test_what_is_no_password_is_refused(header: str) -> None:
    answer = told("postmark", bounce(sent()), "", HTTP_AUTHORIZATION=header)
    assert answer.status_code == 401


def test_only_the_named_provider_is_heard(settings: Any) -> None:
    assert told("brevo", {}).status_code == 404
    assert told("amazon_ses", {}).status_code == 404
    settings.BULK_PROVIDER = ""
    assert told("postmark", bounce(sent())).status_code == 404
    settings.BULK_PROVIDER = "postmark"
    settings.ANYMAIL = {}
    assert told("postmark", bounce(sent()), "").status_code == 404, "no password, nobody is heard"
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    "said", [b"", b"{", b"[]", b"[1]", b"null", b'"x"', b"\xff\xfe", b'{"RecordType": 1}']
)
def test_what_cannot_be_read_is_said(said: bytes) -> None:
    assert told("postmark", said).status_code in {200, 400}
    assert not Return.objects.exists()


def test_too_much_is_not_read() -> None:
    assert told("postmark", b"x" * 1_000_001).status_code == 413


def test_it_is_told_by_post_only(client: Client) -> None:
    assert client.get("/anymail/postmark/tracking/").status_code == 405
    assert client.get("/notify/receipts/").status_code == 405


def test_each_provider_that_can_carry_can_tell() -> None:
    assert VIEWS.keys() == PROVIDERS.keys()


def mailgun(copy: Copy) -> dict[str, Any]:
    token, moment = "t" * 50, "1796000000"
    mark = hmac.new(b"sign", f"{moment}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"token": token, "timestamp": moment, "signature": mark},
        "event-data": {
            "event": "failed", "severity": "permanent", "reason": "bounce", "recipient": WHO,
            "timestamp": 1796000000.5, "delivery-status": {
                "code": 550, "message": "5.1.1 No such user", "description": ""
            }, "message": {"headers": {"message-id": name_of(copy).strip("<>")}},
            "user-variables": {"alliance": name_of(copy).strip("<>")},
        },
    }  # fmt: skip


def said_by(provider: str, copy: Copy) -> Any:
    """That there is no such mailbox, as each provider tells of it."""
    name = name_of(copy).strip("<>")
    return {
        "brevo": lambda: {
            "event": "hard_bounce", "email": WHO, "ts_epoch": 1796000000000, "message-id": "<1@b>",
            "reason": "550 No such user", "X-Mailin-custom": json.dumps({"alliance": name}),
        },
        "mailgun": lambda: mailgun(copy),
        "mailjet": lambda: [{
            "event": "bounce", "time": 1796000000, "MessageID": 1, "email": WHO, "blocked": False,
            "hard_bounce": True, "error_related_to": "recipient", "error": "user unknown",
            "Payload": json.dumps({"alliance": name}),
        }],
        "postmark": lambda: bounce(copy),
        "resend": lambda: {
            "type": "email.bounced", "created_at": "2026-11-30T09:00:00.000Z", "data": {
                "email_id": "1", "to": [WHO], "headers": [
                    {"name": "X-Metadata", "value": json.dumps({"alliance": name})}
                ], "bounce": {
                    "type": "Permanent", "subType": "General",
                    "message": "The recipient's email provider sent a hard bounce message.",
                },
            },
        },
        "sparkpost": lambda: [{"msys": {"message_event": {
            "type": "bounce", "bounce_class": "10", "event_id": "92356927693813856",
            "raw_rcpt_to": WHO, "raw_reason": "550 5.1.1 no", "timestamp": "1796000000",
            "transmission_id": "1", "rcpt_meta": {"alliance": name},
        }}}],
    }[provider]()  # fmt: skip


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_each_providers_word_that_there_is_no_such_mailbox(provider: str, settings: Any) -> None:
    settings.BULK_PROVIDER = provider
    copy = sent()
    said = said_by(provider, copy)
    for _ in range(2):
        assert told(provider, said).status_code == 200
    assert Return.objects.get().copy == copy
    assert why() == Why.BOUNCED


def test_a_word_of_mailgun_without_its_signature_is_refused(settings: Any) -> None:
    settings.BULK_PROVIDER = "mailgun"
    said = mailgun(sent())
    said["signature"]["signature"] = "0" * 64
    assert told("mailgun", said).status_code == 401


def receipt(copy: Copy, status: str, secret: str = RECEIPTS, **fields: Any) -> HttpResponse:
    said = {
        "id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": name_of(copy).strip("<>"),
        "to": WHO, "status": status, "created_at": "2026-11-30T09:00:00.000000Z",
        "completed_at": "2026-11-30T09:00:05.000000Z", "sent_at": "2026-11-30T09:00:01.000000Z",
        "notification_type": "email", "template_id": "t", "template_version": 1,
    } | fields  # fmt: skip
    return Client(enforce_csrf_checks=True).post(
        "/notify/receipts/",
        json.dumps(said),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {secret}",
    )  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("status", "state", "ends"),
    [
        ("delivered", CopyState.SENT, ""),
        ("permanent-failure", CopyState.BOUNCED, Why.BOUNCED),
        ("temporary-failure", CopyState.BOUNCED, ""),
        ("technical-failure", CopyState.BOUNCED, ""),
        ("something-new", CopyState.SENT, ""),
    ],
)
def test_a_receipt_of_notify(status: str, state: str, ends: str) -> None:
    copy = sent()
    assert receipt(copy, status).status_code == 200
    assert receipt(copy, status).status_code == 200
    copy.refresh_from_db()
    assert (copy.state, why()) == (state, ends)


def test_notify_is_heard_with_its_token_only(settings: Any) -> None:
    assert receipt(sent(), "permanent-failure", "wrong").status_code == 401
    settings.NOTIFY = Notify("s", "s", "t")
    assert receipt(sent(), "permanent-failure", "").status_code == 404
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("fields", [{"completed_at": "yesterday"}, {"reference": 5}, {"id": 7}])
def test_a_receipt_that_cannot_be_read_is_said(fields: dict[str, Any]) -> None:
    assert receipt(sent(), "permanent-failure", **fields).status_code in {200, 400}
