"""By GOV.UK Notify: the short form, who asks, and what each answer means."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from alliance.config.settings.bulk_mail import Notify as Service
from alliance.delivery.own_links import copy_of
from alliance.delivery.sending.notify_carrier import NotifyCarrier
from alliance.delivery.sending.parcel import NobodyKnows, NoServer, NotTaken
from tests.delivery.sending.parcels import LEAVE, WHO, parcel
from tests.delivery.sending.providers import (
    BROKEN,
    SECRET,
    SERVICE,
    TEMPLATE,
    Notify,
    error,
    listening,
)


@pytest.fixture
def notify() -> Iterator[Notify]:
    with listening(Notify()) as provider:
        assert isinstance(provider, Notify)
        yield provider


def by(notify: Notify, **fields: str) -> NotifyCarrier:
    service = Service(SERVICE, SECRET, TEMPLATE, address=notify.address)
    return NotifyCarrier(replace(service, **fields), policy=notify.policy)  # type: ignore[arg-type]


def test_a_copy_goes_out_in_its_short_form(notify: Notify) -> None:
    with by(notify) as carrier:
        name = carrier.give(parcel())
    assert name == "740e5834-3a29-46b4-9a6f-16142fde533a"
    said = notify.asked[-1].json
    assert said["email_address"] == WHO
    assert said["personalisation"]["subject"] == "Update 429 for Nerys Hallowfield"
    assert said["personalisation"]["body"].endswith(
        "https://alliance.example.org/preferences/TOKEN/"
    )
    assert "<p>" not in str(said), "it takes no HTML of ours"
    assert said["one_click_unsubscribe_url"] == LEAVE
    assert copy_of(said["reference"]) == 12
    assert WHO not in said["reference"]
    assert "email_reply_to_id" not in said


def test_the_template_is_looked_at_once_a_turn(notify: Notify) -> None:
    with by(notify, reply_to=TEMPLATE) as carrier:
        carrier.give(parcel())
        carrier.give(parcel())
    assert [asked.method for asked in notify.asked] == ["GET", "POST", "POST"]
    assert notify.asked[-1].json["email_reply_to_id"] == TEMPLATE


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ({"type": "sms"}, "is not an e-mail"),
        ({"body": "Hello ((name))"}, "is not an e-mail with the subject"),
        ({"subject": "News"}, "is not an e-mail with the subject"),
    ],
)
def test_a_wrong_template_stops_the_sending_before_the_first_copy(
    notify: Notify, template: dict[str, str], words: str
) -> None:
    notify.template = notify.template | template
    with by(notify) as carrier, pytest.raises(NoServer, match=words):
        carrier.give(parcel())
    assert [asked.method for asked in notify.asked] == ["GET"]


def test_a_template_that_is_not_there_stops_the_sending(notify: Notify) -> None:
    with by(notify, template=SERVICE) as carrier, pytest.raises(NoServer, match="has no template"):
        carrier.give(parcel())


def test_a_key_that_is_not_known_stops_the_sending_and_is_not_told(notify: Notify) -> None:
    with by(notify, secret=TEMPLATE) as carrier, pytest.raises(NoServer) as fault:
        carrier.give(parcel())
    assert "answered 403. AuthError: Invalid token" in str(fault.value)
    assert TEMPLATE not in str(fault.value)


TRIAL = error("BadRequestError", "Can't send to this recipient when service is in trial mode")
RATE = error(
    "RateLimitError", "Exceeded rate limit for key type live of 3000 requests per 60 seconds"
)
DAILY = error("TooManyRequestsError", "Exceeded send limits (250,000) for today")
CLOCK = error("AuthError", "Error: Your system clock must be accurate to within 30 seconds")


@pytest.mark.parametrize(
    ("answer", "kind", "for_good", "words"),
    [
        ((400, TRIAL), NotTaken, True, "trial mode"),
        (
            (400, error("ValidationError", "email_address is not valid")),
            NotTaken,
            True,
            "not valid",
        ),
        ((403, CLOCK), NoServer, False, "clock"),
        ((429, RATE), NoServer, False, "rate limit"),
        ((429, DAILY), NoServer, False, "for today"),
        ((500, error("Exception", "Internal server error")), NotTaken, False, "500"),
        ((503, b"<html>"), NoServer, False, "503"),
    ],
)
def test_what_it_answers_is_certain(
    notify: Notify, answer: tuple[int, Any], kind: type, for_good: bool, words: str
) -> None:
    with by(notify) as carrier:
        carrier.give(parcel())
        notify.answers.append(answer)
        with pytest.raises(NotTaken) as refused:
            carrier.give(parcel())
    assert type(refused.value) is kind
    assert (refused.value.for_good, refused.value.code) == (for_good, "")
    assert words in str(refused.value)


@pytest.mark.parametrize("answer", [(502, b""), (504, b""), (BROKEN, b"")])
def test_silence_says_nothing(notify: Notify, answer: tuple[int, Any]) -> None:
    with by(notify) as carrier:
        carrier.give(parcel())
        notify.answers.append(answer)
        with pytest.raises(NobodyKnows):
            carrier.give(parcel())


def test_silence_before_anything_was_sent_is_certain(notify: Notify) -> None:
    notify.answers.append((BROKEN, b""))
    with by(notify) as carrier, pytest.raises(NoServer):
        carrier.give(parcel())


def test_a_connection_that_never_was_is_certain(notify: Notify) -> None:
    with by(notify) as carrier:
        carrier.give(parcel())
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
        service = Service(SERVICE, SECRET, TEMPLATE, address=f"http://127.0.0.1:{port}")
        policy = replace(notify.policy, ports=frozenset({port}))
        elsewhere = NotifyCarrier(service, policy=policy)
        elsewhere._is_looked_at = True
        with pytest.raises(NoServer, match="cannot be reached"):
            elsewhere.give(parcel())


def test_an_address_to_leave_that_is_not_https_is_left_out(notify: Notify) -> None:
    letter = parcel()
    values = replace(letter.values, leave="http://127.0.0.1:8000/unsubscribe/TOKEN/")
    with by(notify) as carrier:
        carrier.give(replace(letter, values=values))
    assert "one_click_unsubscribe_url" not in notify.asked[-1].json
