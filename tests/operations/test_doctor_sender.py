"""The doctor tells what is wrong with the sender's domain, and asks nobody unless it may."""

from __future__ import annotations

from typing import Any

import pytest

from alliance.delivery.models import SenderLook
from alliance.delivery.seeing import look
from alliance.operations.doctor_sender import sender
from tests.delivery.seeing.names import Zone

pytestmark = pytest.mark.django_db
OURS = "alliance.gov.uk"
WELL = {
    (OURS, "TXT"): ["v=spf1 a:smtp.example.org -all"],
    (OURS, "MX"): ["mx.example.org"],
    ("smtp.example.org", "A"): ["198.51.100.7"],
    (f"_dmarc.{OURS}", "TXT"): ["v=DMARC1; p=reject"],
}


@pytest.fixture(autouse=True)
def _sends(settings: Any) -> None:
    settings.BULK_FROM = f"News <news@{OURS}>"
    settings.BOUNCE_ADDRESS = f"bounces@{OURS}"
    settings.EMAIL_HOST = "smtp.example.org"


def asked(monkeypatch: pytest.MonkeyPatch, zone: Zone) -> list[tuple[str, str, str]]:
    of_the_look = look.look
    monkeypatch.setattr(look, "look", lambda of: of_the_look(of, zone))
    return [(each.check, each.fault, each.mend) for each in sender(asks_now=True)]


def test_a_sender_in_order_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, Zone(WELL)) == []


def test_what_is_wrong_is_told_with_the_record_to_publish(monkeypatch: pytest.MonkeyPatch) -> None:
    [(check, fault, mend)] = asked(monkeypatch, Zone({**WELL, (OURS, "TXT"): []}))
    assert check == "sender"
    assert fault.startswith(f"SPF: {OURS} has no SPF record")
    assert mend.endswith(f"{OURS} TXT v=spf1 a:smtp.example.org ~all")


def test_silence_is_one_finding_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [OURS, f"_dmarc.{OURS}"]
    [(_, fault, mend)] = asked(monkeypatch, Zone(WELL, silent=names))
    assert fault.startswith("SPF, DMARC, Bounces: The domain name system did not answer")
    assert "port 53" in mend


def test_without_leave_to_ask_the_last_look_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(sender()) == []
    of = look.sender()
    assert of is not None
    look.keep(of, look.look(of, Zone({**WELL, (OURS, "MX"): ["."]})))
    [found] = sender()
    assert found.fault.startswith("Bounces: alliance.gov.uk says that it takes no mail")
    SenderLook.objects.update(domain="another.example")
    assert list(sender()) == [], "it was of another sender"


def test_a_site_that_sends_nothing_has_no_sender(settings: Any) -> None:
    settings.MAIL_CARRIER = ""
    assert list(sender(asks_now=True)) == []
