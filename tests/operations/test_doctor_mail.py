"""The doctor says what keeps bulletins from going out, and what keeps returns from being heard."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from alliance.config.settings.bulk_mail import BounceMailbox, Notify
from alliance.delivery.models import MailingState, ReturnMailbox
from alliance.delivery.sending import notify_carrier
from alliance.links.fetch import fetch
from alliance.operations.doctor_mail import bulk_mail, reach_bulk_mail
from tests.delivery.returning.invented import mailing
from tests.delivery.sending.providers import SECRET, SERVICE, TEMPLATE, listening
from tests.delivery.sending.providers import Notify as FakeNotify

pytestmark = pytest.mark.django_db


def faults(check: Any = bulk_mail) -> list[str]:
    found = list(check())
    assert all(one.mend and one.check == "bulletins" for one in found)
    return [one.fault for one in found]


def test_before_the_first_mailing_nothing_is_missed() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"MAIL_CARRIER": "x"}, "Nobody reads what comes back"),
        ({"MAIL_CARRIER": ""}, ""),
        ({"BULK_PROVIDER": "postmark", "ANYMAIL": {}}, "postmark is not asked to tell"),
        ({"BULK_PROVIDER": "postmark", "ANYMAIL": {"WEBHOOK_SECRET": "a:b"}}, ""),
        ({"NOTIFY": Notify("s", "s", "t")}, "GOV.UK Notify is not asked to tell"),
        ({"NOTIFY": Notify("s", "s", "t", receipts="r")}, ""),
    ],
)
def test_that_nobody_hears_of_returns_is_said(settings: Any, told: Any, said: str) -> None:
    mailing(MailingState.SENDING)
    for name, value in told.items():
        setattr(settings, name, value)
    found = faults()
    assert len(found) == bool(said)
    assert not said or said in found[0]


def test_a_key_that_others_may_read_is_said(settings: Any, tmp_path: Path) -> None:
    key = tmp_path / "dkim.pem"
    key.write_text("x")
    key.chmod(0o644)
    settings.DKIM_KEY_FILE = str(key)
    assert f"chmod 600 {key}" in faults()[0]


def box(**fields: Any) -> None:
    now = timezone.now()
    ReturnMailbox.objects.create(name="a@b/INBOX", looked_at=now, **fields)


@pytest.fixture
def named(settings: Any) -> Any:
    settings.BOUNCE_MAILBOX = BounceMailbox("127.0.0.1", 993, "u", "INBOX", "pw")
    return settings


def test_a_mailbox_that_does_not_open_is_said_once_it_lasts(named: Any) -> None:
    box(fault="It did not let us in.", read_at=timezone.now() - dt.timedelta(hours=2))
    assert faults() == []
    ReturnMailbox.objects.update(read_at=timezone.now() - dt.timedelta(days=3))
    assert "It did not let us in." in faults()[0]
    ReturnMailbox.objects.update(read_at=None)
    assert "has not been read yet" in faults()[0]
    ReturnMailbox.objects.update(fault="")
    assert faults() == []


def test_what_cannot_be_reached_is_said(named: Any) -> None:
    assert "not on the public internet" in faults(reach_bulk_mail)[0]


def test_notify_is_asked_for_its_template(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(FakeNotify()) as provider:

        def asked(url: str, **told: Any) -> Any:
            return fetch(url, **(told | {"policy": provider.policy}))

        monkeypatch.setattr(notify_carrier, "fetch", asked)
        settings.NOTIFY = Notify(SERVICE, SECRET, TEMPLATE, address=provider.address)
        assert faults(reach_bulk_mail) == []
        settings.NOTIFY = Notify(SERVICE, SECRET, SERVICE, address=provider.address)
        assert "has no template" in faults(reach_bulk_mail)[0]
        assert [each.method for each in provider.asked] == ["GET", "GET"]
