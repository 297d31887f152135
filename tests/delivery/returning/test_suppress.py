"""An address that is sent nothing is known however it is written, and for the firmest reason."""

from __future__ import annotations

from typing import Any

import pytest

from alliance.audit.models import AuditEvent
from alliance.delivery.models import Suppression, Why
from alliance.delivery.returning.suppress import (
    is_suppressed,
    lift,
    suppress,
    suppressed,
    suppression_of,
)

pytestmark = pytest.mark.django_db
WHO = "nerys@kent.example.org"


def test_an_address_is_known_however_it_is_written() -> None:
    suppress(address=f" {WHO} ", why=Why.LEFT, detail="by a link")
    assert is_suppressed("NERYS@Kent.example.org")
    assert suppressed([WHO.upper(), "else@kent.example.org"]) == {WHO.upper()}


def test_the_firmer_reason_holds_whichever_came_first() -> None:
    for first, second in ((Why.BOUNCED, Why.COMPLAINED), (Why.COMPLAINED, Why.BOUNCED)):
        Suppression.objects.all().delete()
        suppress(address=WHO, why=first, detail="first")
        stop = suppress(address=WHO, why=second, detail="second")
        stop.refresh_from_db()
        assert stop.why == Why.COMPLAINED
        assert stop.detail == ("second" if second is Why.COMPLAINED else "first")


def test_each_change_is_in_the_trail_and_no_other() -> None:
    suppress(address=WHO, why=Why.BOUNCED)
    suppress(address=WHO, why=Why.BOUNCED, detail="again")
    suppress(address=WHO, why=Why.LEFT)
    assert AuditEvent.objects.filter(verb="stopped mail to").count() == 1
    suppress(address=WHO, why=Why.COMPLAINED)
    assert AuditEvent.objects.filter(verb="stopped mail to").count() == 2


def test_erasure_keeps_the_hash_and_nothing_else() -> None:
    suppress(address=WHO, why=Why.BOUNCED, detail=f"550 {WHO} unknown")
    stop = suppress(address=WHO, why=Why.ERASED, detail="by their wish")
    stop.refresh_from_db()
    assert (stop.address, stop.detail, stop.why) == ("", "", Why.BOUNCED)
    assert is_suppressed(WHO)
    fresh = suppress(address="else@kent.example.org", why=Why.ERASED, detail="x")
    assert (fresh.address, fresh.detail) == ("", "")


def test_a_bounce_after_the_erasure_does_not_bring_the_address_back() -> None:
    suppress(address=WHO, why=Why.ERASED)
    stop = suppress(address=WHO, why=Why.BOUNCED, detail="550")
    stop.refresh_from_db()
    assert (stop.why, stop.address) == (Why.BOUNCED, "")


def test_let_go_again_it_is_gone_but_not_from_the_trail() -> None:
    stop = suppress(address=WHO, why=Why.BOUNCED)
    lift(suppression=stop, by=None, reason="The mailbox works again.")
    assert suppression_of(WHO) is None
    event = AuditEvent.objects.get(verb="let mail go again to")
    assert event.reason == "The mailbox works again."
    assert event.changes["why"] == ["bounced", None]


def test_it_is_known_after_the_secret_key_was_changed(settings: Any) -> None:
    suppress(address=WHO, why=Why.BOUNCED)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another that nobody knows and nobody uses elsewhere"
    assert is_suppressed(WHO)
    suppress(address=WHO, why=Why.COMPLAINED)
    assert Suppression.objects.count() == 1


def test_many_are_asked_for_at_once(django_assert_num_queries: Any) -> None:
    suppress(address=WHO, why=Why.BOUNCED)
    with django_assert_num_queries(2):
        many = [f"p{number}@kent.example.org" for number in range(900)]
        assert suppressed([*many, WHO]) == {WHO}


def test_no_address_is_none() -> None:
    with pytest.raises(ValueError, match="not known"):
        suppress(address=" ", why=Why.LEFT)
