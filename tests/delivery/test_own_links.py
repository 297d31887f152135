"""Links that are made rather than stored, and names that a bounce quotes."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery import own_links
from alliance.delivery.models import Standing, Subscriber
from alliance.delivery.own_links import Opened, Purpose, Unopened, make_token, open_token

CHARACTERS = 47


@pytest.fixture
def subscriber(db: None) -> Subscriber:
    return Subscriber.objects.create(
        address="data.lead@kent.example", standing=Standing.ACTIVE, confirmed_at=timezone.now()
    )


def token(subscriber: Subscriber, purpose: Purpose = Purpose.CHOICES, mailing_id: int = 7) -> str:
    return make_token(
        purpose,
        subscriber_id=subscriber.pk,
        links_version=subscriber.links_version,
        mailing_id=mailing_id,
    )


def test_a_link_says_whose_it_is_and_of_which_mailing(subscriber: Subscriber) -> None:
    assert open_token(token(subscriber), Purpose.CHOICES) == Opened(subscriber, 7)


def test_links_are_of_one_length_whoever_they_are_for() -> None:
    made = {
        len(make_token(Purpose.LEAVE, subscriber_id=pk, links_version=1, mailing_id=pk))
        for pk in (1, 10**6, 2**63 - 1)
    }
    assert made == {CHARACTERS}


def test_the_link_that_travels_with_a_forwarded_copy_does_not_leave(
    subscriber: Subscriber,
) -> None:
    assert open_token(token(subscriber, Purpose.CHOICES), Purpose.LEAVE) is Unopened.UNKNOWN
    assert open_token(token(subscriber, Purpose.LEAVE), Purpose.CHOICES) is Unopened.UNKNOWN


def test_raising_the_version_withdraws_every_link_sent_before(subscriber: Subscriber) -> None:
    before = token(subscriber)
    subscriber.links_version = 2
    subscriber.save()
    assert open_token(before, Purpose.CHOICES) is Unopened.REVOKED
    assert isinstance(open_token(token(subscriber), Purpose.CHOICES), Opened)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_ends_after_its_days(subscriber: Subscriber, purpose: Purpose) -> None:
    made = token(subscriber, purpose)
    last = timezone.localdate() + dt.timedelta(days=purpose.days)
    with patch.object(own_links.timezone, "localdate", return_value=last):
        assert isinstance(open_token(made, purpose), Opened)
    with patch.object(own_links.timezone, "localdate", return_value=last + dt.timedelta(days=1)):
        assert open_token(made, purpose) is Unopened.EXPIRED


def test_no_character_of_a_link_can_be_changed(subscriber: Subscriber) -> None:
    made = token(subscriber)
    for place, was in enumerate(made):
        other = "A" if was != "A" else "B"
        changed = f"{made[:place]}{other}{made[place + 1 :]}"
        opened = open_token(changed, Purpose.CHOICES)
        # The last character holds two bits that mean nothing.
        assert opened is Unopened.UNKNOWN or place == CHARACTERS - 1, place


def test_links_made_before_the_key_was_changed_still_open(subscriber: Subscriber) -> None:
    with override_settings(SECRET_KEY="the-one-before-this"):
        made = token(subscriber)
    assert open_token(made, Purpose.CHOICES) is Unopened.UNKNOWN
    with override_settings(SECRET_KEY_FALLBACKS=["the-one-before-this"]):
        assert isinstance(open_token(made, Purpose.CHOICES), Opened)


@pytest.mark.django_db
@given(said=st.text(max_size=80))
def test_anything_else_opens_nothing(said: str) -> None:
    assert open_token(said, Purpose.LEAVE) is Unopened.UNKNOWN


def test_a_message_id_leads_back_to_its_copy_and_cannot_be_made_up() -> None:
    ours = own_links.message_id(mailing_id=3, copy_id=1204, host="alliance.example")
    assert own_links.copy_of(ours) == 1204
    start, _, rest = ours.partition(".1204.")
    assert own_links.copy_of(f"{start}.1205.{rest}") is None


@given(said=st.text(max_size=120))
def test_a_message_id_of_others_names_no_copy(said: str) -> None:
    assert own_links.copy_of(said) is None


def test_an_address_is_known_however_it_is_written_and_under_an_earlier_key() -> None:
    one = own_links.address_hash("Data.Lead@Kent.example ")
    assert one == own_links.address_hash("data.lead@kent.example")
    assert "kent" not in one
    with override_settings(SECRET_KEY="newer", SECRET_KEY_FALLBACKS=[_key()]):
        assert one in own_links.address_hashes("data.lead@kent.example")


def _key() -> str:
    from django.conf import settings

    return str(settings.SECRET_KEY)
