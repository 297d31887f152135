"""By a provider: what it is given is ours whole, and what it answers is taken for what it means."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.mail import get_connection

from alliance.config.settings.bulk_mail import PROVIDERS
from alliance.delivery.own_links import copy_of
from alliance.delivery.sending.anymail_carrier import METADATA, AnymailCarrier
from alliance.delivery.sending.carriers import carrier
from alliance.delivery.sending.notify_carrier import NotifyCarrier
from alliance.delivery.sending.parcel import NobodyKnows, NoServer, NotTaken
from alliance.delivery.sending.smtp import SmtpCarrier
from tests.delivery.sending.parcels import LEAVE, WHO, parcel
from tests.delivery.sending.providers import BROKEN, Postmark, listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def postmark(settings: Any) -> Iterator[Postmark]:
    provider = Postmark()
    with listening(provider):
        settings.BULK_PROVIDER = "postmark"
        settings.BULK_FROM = "Eastern Alliance <news@alliance.example.org>"
        settings.ANYMAIL = {
            "POSTMARK_SERVER_TOKEN": "token",
            "POSTMARK_API_URL": f"{provider.address}/",
        }
        yield provider


def given(postmark: Postmark, **fields: object) -> Any:
    with carrier() as by:
        by.give(parcel(**fields))  # type: ignore[arg-type]
    return postmark.asked[-1].json


def test_the_settings_say_who_carries(settings: Any) -> None:
    assert isinstance(carrier(), SmtpCarrier)
    settings.BULK_PROVIDER = "postmark"
    assert isinstance(carrier(), AnymailCarrier)
    settings.NOTIFY = object()
    assert isinstance(carrier(), NotifyCarrier)


def test_a_copy_goes_out_with_its_own_values(postmark: Postmark) -> None:
    said = given(postmark)
    assert (said["To"], said["From"]) == (WHO, "Eastern Alliance <news@alliance.example.org>")
    assert said["Subject"] == "Update 429 for Nerys Hallowfield"
    assert "Dear Nerys Hallowfield,\n\nChange: https://" in said["TextBody"]
    assert "<p>Dear Nerys Hallowfield, <a href='https://" in said["HtmlBody"]
    assert "⟦" not in str(said)


def test_a_name_can_be_neither_markup_nor_a_line_of_a_header(postmark: Postmark) -> None:
    said = given(postmark, name="<script>\r\nBcc: all@example.org ⟦address⟧")
    assert "<script>" not in said["HtmlBody"]
    assert "&lt;script&gt; Bcc: all@example.org" in said["HtmlBody"]
    assert "\n" not in said["Subject"]
    assert "Bcc" not in said
    assert not any("Bcc" in header["Name"] for header in said["Headers"])


def test_it_can_be_left_and_is_not_watched(postmark: Postmark) -> None:
    said = given(postmark)
    headers = {header["Name"]: header["Value"] for header in said["Headers"]}
    assert headers["List-Unsubscribe"].startswith(f"<{LEAVE}>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Id"].endswith(">")
    assert headers["Message-ID"] == parcel().message_id
    assert (said["TrackOpens"], said["TrackLinks"]) == (False, "None")


def test_what_is_told_of_it_later_names_the_copy(postmark: Postmark) -> None:
    said = given(postmark)
    assert copy_of(said["Metadata"][METADATA]) == 12
    assert WHO not in str(said["Metadata"])


def test_dates_go_along(postmark: Postmark) -> None:
    letter = parcel()
    letter.variant.attachment = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    with carrier() as by:
        name = by.give(letter)
    assert name == "0a129aee-e1cd-480d-b08d-4f48548ff48d"
    (attached,) = postmark.asked[-1].json["Attachments"]
    assert (attached["Name"], attached["ContentType"]) == (
        "dates.ics",
        'text/calendar; charset="utf-8"',
    )


INACTIVE = {
    "ErrorCode": 406,
    "Message": "You tried to send to a recipient that has been marked as inactive.\n Found inactive "
    f"addresses: {WHO}.\n Inactive recipients are ones that have generated a hard bounce.",
}
INVALID = {"ErrorCode": 300, "Message": f"Invalid 'To' address: '{WHO}'."}
TOO_LARGE = {"ErrorCode": 300, "Message": "Invalid 'TextBody': too large."}


@pytest.mark.parametrize(
    ("answer", "kind", "for_good", "code"),
    [
        ((422, INACTIVE), NotTaken, True, "5.2.1"),
        ((422, INVALID), NotTaken, True, "5.1.3"),
        ((422, TOO_LARGE), NotTaken, True, ""),
        ((413, {}), NotTaken, True, ""),
        ((401, {"ErrorCode": 10, "Message": "Bad token."}), NoServer, False, ""),
        ((402, {}), NoServer, False, ""),
        ((429, {}), NoServer, False, ""),
        ((503, b"<html>busy"), NoServer, False, ""),
        ((507, {}), NotTaken, False, ""),
    ],
)
def test_a_refusal_is_certain(
    postmark: Postmark, answer: tuple[int, Any], kind: type, for_good: bool, code: str
) -> None:
    postmark.answers.append(answer)
    with carrier() as by, pytest.raises(NotTaken) as refused:
        by.give(parcel())
    assert type(refused.value) is kind
    assert (refused.value.for_good, refused.value.code) == (for_good, code)


@pytest.mark.parametrize(
    "answer", [(500, {}), (502, b""), (504, b""), (BROKEN, b""), (200, b"what")]
)
def test_silence_and_what_is_no_answer_say_nothing(
    postmark: Postmark, answer: tuple[int, Any]
) -> None:
    postmark.answers.append(answer)
    with carrier() as by, pytest.raises(NobodyKnows):
        by.give(parcel())


def test_a_connection_that_never_was_is_certain(settings: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "token", "POSTMARK_API_URL": address}
    with AnymailCarrier("postmark") as by, pytest.raises(NoServer):
        by.give(parcel())


def test_a_missing_key_stops_the_sending(settings: Any) -> None:
    settings.ANYMAIL = {}
    with AnymailCarrier("postmark") as by, pytest.raises(NoServer, match="lacks a setting"):
        by.give(parcel())


def test_one_connection_carries_many(postmark: Postmark) -> None:
    with carrier() as by:
        for _ in range(3):
            by.give(parcel())
        session = by._backend.session  # type: ignore[attr-defined]
        assert session is not None
    assert session is not by._backend  # type: ignore[attr-defined]
    assert len(postmark.asked) == 3


def test_no_key_of_a_provider_is_said_in_a_refusal(postmark: Postmark, settings: Any) -> None:
    settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_SERVER_TOKEN": "wrong-secret"}
    with carrier() as by, pytest.raises(NoServer) as refused:
        by.give(parcel())
    assert "wrong-secret" not in str(refused.value)
    assert "Bad or missing" in str(refused.value)


HOSTS = {
    "brevo": "api.brevo.com", "mailgun": "api.mailgun.net", "mailjet": "api.mailjet.com",
    "postmark": "api.postmarkapp.com", "resend": "api.resend.com", "sparkpost": "api.sparkpost.com",
}  # fmt: skip


ANSWERS: dict[str, Any] = {
    "brevo": {"messageId": "<1@brevo>"},
    "mailgun": {"id": "<1@mailgun>", "message": "Queued. Thank you."},
    "mailjet": {"Messages": [{"Status": "success", "To": [{"Email": WHO, "MessageID": 1}]}]},
    "postmark": {"MessageID": "1", "ErrorCode": 0, "Message": "OK", "To": WHO},
    "resend": {"id": "1"},
    "sparkpost": {
        "results": {"id": "1", "total_accepted_recipients": 1, "total_rejected_recipients": 0}
    },
}


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_a_message_goes_to_the_named_providers_host_and_no_other(
    provider: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every provider that may be named can be given a copy whole: none refuses a part of it."""
    asked: list[Any] = []

    class Answer:
        status_code, content, reason, text = 200, b"{}", "OK", "{}"
        headers = {"content-type": "application/json"}

        def json(self) -> Any:
            return ANSWERS[provider]

    def request(self: object, **told: Any) -> Answer:
        asked.append(told)
        return Answer()

    monkeypatch.setattr("requests.Session.request", request)
    settings.ANYMAIL = dict.fromkeys(PROVIDERS[provider], "key")
    letter = parcel("Zoë O’Brien")
    letter.variant.attachment = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    with AnymailCarrier(provider) as by:
        assert by.give(letter)
    (one,) = asked
    address = urlsplit(one["url"])
    assert (address.scheme, address.hostname) == ("https", HOSTS[provider])
    assert get_connection(f"anymail.backends.{provider}.EmailBackend")
