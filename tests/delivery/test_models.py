"""What the database itself holds to, of subscribers, mailings and copies."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.delivery.models import (
    Copy,
    CopyState,
    Mailing,
    MailingKind,
    MailingRules,
    MailingState,
    Standing,
    Subscriber,
    Suppression,
    Variant,
    Why,
)

pytestmark = pytest.mark.django_db


def subscriber(address: str = "a@kent.example", **more: Any) -> Subscriber:
    given = {"standing": Standing.ACTIVE, "confirmed_at": timezone.now()} | more
    made: Subscriber = Subscriber.objects.create(address=address, **given)
    return made


def mailing(key: str = "bulletin/429", **more: Any) -> Mailing:
    given: dict[str, Any] = {
        "kind": MailingKind.BULLETIN,
        "source_id": 429,
        "state": MailingState.SENDING,
        "letter": {},
        "begun_at": timezone.now(),
    }
    return Mailing.objects.create(key=key, **given | more)


def refused(make: Any, *given: Any, **more: Any) -> bool:
    try:
        with transaction.atomic():
            make(*given, **more)
    except IntegrityError:
        return True
    return False


def test_an_address_subscribes_once_however_it_is_written() -> None:
    subscriber("Data.Lead@kent.example")
    assert refused(subscriber, "data.lead@KENT.example")


def test_nobody_is_sent_mail_who_has_not_confirmed() -> None:
    assert refused(subscriber, confirmed_at=None)
    subscriber(standing=Standing.WAITING, confirmed_at=None)


def test_the_erased_have_neither_address_nor_name_and_are_many() -> None:
    now = timezone.now()
    assert refused(subscriber, standing=Standing.ERASED, erased_at=now)
    for _ in range(2):
        subscriber("", standing=Standing.ERASED, erased_at=now)


def test_a_mailing_exists_once() -> None:
    mailing()
    assert refused(mailing)


def test_what_has_begun_is_frozen_and_what_has_ended_says_when() -> None:
    assert refused(mailing, letter=None)
    assert refused(mailing, state=MailingState.DONE)
    mailing(state=MailingState.PLANNED, letter=None, begun_at=None)


def test_a_digest_has_a_window_and_a_bulletin_its_number() -> None:
    assert refused(mailing, "weekly/1", kind=MailingKind.WEEKLY, source_id=None)
    assert refused(mailing, "bulletin/1", source_id=None)


def copy(of: Mailing, to: Subscriber, **more: Any) -> Copy:
    variant, _ = Variant.objects.get_or_create(mailing=of, key="all", subject="Update", html="")
    return Copy.objects.create(mailing=of, subscriber=to, variant=variant, **more)


def test_a_subscriber_has_one_copy_of_a_mailing() -> None:
    one, who = mailing(), subscriber()
    copy(one, who)
    assert refused(copy, one, who)


def test_a_copy_is_being_sent_only_under_a_claim_with_an_end() -> None:
    one, who = mailing(), subscriber()
    assert refused(copy, one, who, state=CopyState.CLAIMED)
    assert refused(copy, one, who, claim="worker")
    assert refused(copy, one, who, state=CopyState.SENT)
    copy(one, who, state=CopyState.CLAIMED, claim="worker", lease_until=timezone.now())


def test_an_address_is_suppressed_once() -> None:
    Suppression.objects.create(address_hash="a" * 64, why=Why.LEFT)
    assert refused(Suppression.objects.create, address_hash="a" * 64, why=Why.BOUNCED)


def test_there_is_one_row_of_rules() -> None:
    assert MailingRules.get().bulletins_at_once
    MailingRules(digests=False).save()
    MailingRules(digests=True).save()
    assert MailingRules.objects.count() == 1
