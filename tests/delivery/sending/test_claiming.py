"""Who gets a copy now, who does not and why, and how many a minute."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.delivery.models import (
    Copy,
    CopyState,
    Mailing,
    MailingRules,
    MailingState,
    Standing,
    Subscriber,
    Suppression,
    Why,
)
from alliance.delivery.own_links import address_hash
from alliance.delivery.sending import record
from alliance.delivery.sending.claim import LEASE, Look, claim, count_due, is_any_due
from tests.delivery.ledger import mailing, many, states

pytestmark = pytest.mark.django_db


def claimed(look: Look) -> list[str]:
    return [copy.recipient for copy in look.batch.copies] if look.batch else []


class TestABatch:
    def test_is_as_large_as_asked_and_nobodys_else(self) -> None:
        made = mailing(*many(5))
        first, second, third = claim(3), claim(3), claim(3)
        assert sorted(claimed(first) + claimed(second)) == many(5)
        assert (len(claimed(first)), len(claimed(second)), claimed(third)) == (3, 2, [])
        assert (third.has_looked_at_some, third.room_at) == (False, None)
        assert states(made) == {"claimed": 5}
        assert first.batch
        assert second.batch
        assert first.batch.claim != second.batch.claim

    def test_says_all_that_a_copy_is_made_of(self) -> None:
        made = mailing("ann@example.org")
        subscriber = Subscriber.objects.get()
        Subscriber.objects.update(links_version=7)
        (copy,) = claim().batch.copies  # type: ignore[union-attr]
        assert (copy.mailing_id, copy.recipient, copy.name) == (made.pk, "ann@example.org", "Ann")
        assert (copy.subscriber_id, copy.links_version, copy.attempts) == (subscriber.pk, 7, 0)
        kept = Copy.objects.get()
        assert (kept.state, kept.claim != "") == (CopyState.CLAIMED, True)
        assert timezone.now() < (kept.lease_until or timezone.now()) <= timezone.now() + LEASE

    def test_holds_what_is_due_of_mailings_that_are_being_sent(self) -> None:
        for state in (MailingState.WRITING, MailingState.PAUSED):
            mailing(f"{state}@example.org", state=state)
        mailing("planned@example.org", state=MailingState.PLANNED, begun_at=None)
        for state in (MailingState.DONE, MailingState.CANCELLED):
            mailing(f"{state}@example.org", state=state, ended_at=timezone.now())
        later = mailing("later@example.org")
        later.copies.update(due_at=timezone.now() + dt.timedelta(minutes=1))
        assert not is_any_due()
        mailing("now@example.org")
        assert (is_any_due(), count_due(9)) == (True, 1)
        assert claimed(claim()) == ["now@example.org"]

    def test_is_of_the_mailing_that_began_first(self) -> None:
        now = timezone.now()
        mailing("second@example.org", begun_at=now)
        mailing("first@example.org", begun_at=now - dt.timedelta(hours=1))
        assert claimed(claim(1)) == ["first@example.org"]
        assert claimed(claim(1)) == ["second@example.org"]

    def test_takes_as_many_queries_as_a_small_one(self) -> None:
        from django.db import connection

        counts = []
        for number in (1, 100):
            mailing(*many(number, f"x{number}.example.org"))
            with CaptureQueriesContext(connection) as queries:
                assert len(claimed(claim())) == number
            counts.append(len(queries))
            Mailing.objects.update(state=MailingState.PAUSED)
        assert counts[0] == counts[1] <= 9

    def test_is_found_by_an_index(self, on_postgresql: bool) -> None:
        if on_postgresql:
            pytest.skip("PostgreSQL rightly reads a table of a few rows whole.")
        made = mailing(*many(3))
        waiting = Copy.objects.filter(
            mailing=made.pk, state=CopyState.WAITING, due_at__lte=timezone.now()
        )
        plan = waiting.order_by("due_at", "pk").explain()
        assert "copy_due" in plan
        assert "TEMP B-TREE" not in plan  # it comes in order, so a batch is a few rows

    def test_cannot_be_claimed_without_a_lease(self) -> None:
        mailing("ann@example.org")
        with pytest.raises(IntegrityError), transaction.atomic():
            Copy.objects.update(state=CopyState.CLAIMED)


class TestWhoIsPassedOver:
    @pytest.mark.parametrize(
        ("standing", "when", "why"),
        [
            (Standing.LEFT, "left_at", "They left."),
            (Standing.WAITING, "", "They have yet to confirm that they want it."),
        ],
    )
    def test_whoever_left_since_the_copy_was_written(
        self, standing: Standing, when: str, why: str
    ) -> None:
        made = mailing("ann@example.org", "ben@example.org")
        Subscriber.objects.filter(name="Ann").update(
            standing=standing, **({when: timezone.now()} if when else {})
        )
        assert claimed(claim()) == ["ben@example.org"]
        copy = made.copies.get(name="Ann")
        assert (copy.state, copy.why, copy.claim) == (CopyState.PASSED_OVER, why, "")

    def test_whoever_was_erased(self) -> None:
        made = mailing("ann@example.org", "ben@example.org")
        made.copies.filter(name="Ann").update(recipient="", name="")
        Subscriber.objects.filter(name="Ben").delete()
        look = claim()
        assert (claimed(look), look.has_looked_at_some) == ([], True)
        assert set(made.copies.values_list("state", "why")) == {
            ("passed", "They asked to be erased.")
        }

    @pytest.mark.parametrize("why", Why)
    def test_whom_nothing_is_sent_to_however_the_address_is_written(self, why: Why) -> None:
        made = mailing("Ann@Example.org", "ben@example.org")
        Suppression.objects.create(address_hash=address_hash("ann@example.ORG"), why=why)
        assert claimed(claim()) == ["ben@example.org"]
        assert made.copies.get(name="Ann").state == CopyState.PASSED_OVER
        assert made.copies.get(name="Ann").why.endswith(".")

    def test_also_when_the_secret_key_was_changed_since(self, settings: Any) -> None:
        mailing("ann@example.org")
        Suppression.objects.create(address_hash=address_hash("ann@example.org"), why=Why.LEFT)
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
        assert claimed(claim()) == []


class TestWhoIsHeld:
    def test_in_test_mode_whoever_is_not_named(self, settings: Any) -> None:
        settings.MAIL_TEST_MODE, settings.MAIL_ALLOWED = True, ["@test.example"]
        made = mailing("ann@example.org", "ben@test.example", "cy@sub.test.example")
        assert claimed(claim()) == ["ben@test.example"]
        assert set(made.copies.filter(state=CopyState.HELD).values_list("name", flat=True)) == {
            "Ann", "Cy",
        }  # fmt: skip
        assert "Test mode" in made.copies.get(name="Ann").why

    def test_all_without_a_mail_server(self, settings: Any) -> None:
        settings.MAIL_CARRIER = ""
        made = mailing(*many(3))
        assert claimed(claim()) == []
        assert states(made) == {"held": 3}


class TestRates:
    def sent(self, made: Any, count: int, ago: float, domain: str = "example.org") -> None:
        """So many of its copies were sent so many seconds ago."""
        waiting = made.copies.filter(state=CopyState.WAITING, domain=domain)
        chosen = list(waiting.values_list("pk", flat=True)[:count])
        at = timezone.now() - dt.timedelta(seconds=ago)
        Copy.objects.filter(pk__in=chosen).update(state=CopyState.SENT, sent_at=at)

    def test_no_more_is_claimed_than_the_last_minute_leaves_room_for(self) -> None:
        MailingRules(a_minute=10).save()
        made = mailing(*many(30))
        self.sent(made, 4, ago=30)
        self.sent(made, 4, ago=61)
        assert len(claimed(claim(5))) == 5  # claimed, so they count from now on
        assert len(claimed(claim(5))) == 1
        full = claim(5)
        assert (claimed(full), full.has_looked_at_some) == ([], False)
        assert full.room_at is not None
        left = (full.room_at - timezone.now()).total_seconds()
        assert 25 < left < 31

    def test_one_full_domain_holds_up_no_other(self) -> None:
        MailingRules(a_minute_by_domain={"NHS.net": 2}).save()
        mailing(*many(8, "nhs.net"), *many(3))
        first = claim(5)
        assert claimed(first) == ["p0@nhs.net", "p1@nhs.net"]  # five were looked at
        assert claimed(claim(5)) == many(3)
        last = claim(5)
        assert (claimed(last), last.room_at is not None) == ([], True)

    def test_nothing_due_waits_for_nothing(self) -> None:
        MailingRules(a_minute=1).save()
        mailing("ann@example.org")
        claim()
        assert claim() == Look()

    def test_both_hold_at_once(self) -> None:
        MailingRules(a_minute=3, a_minute_by_domain={"nhs.net": 1}).save()
        mailing(*many(2, "nhs.net"), *many(5))
        taken = claimed(claim(9))
        assert taken == ["p0@nhs.net", "p0@example.org", "p1@example.org"]

    def test_a_copy_that_came_back_meanwhile_counts_still(self) -> None:
        MailingRules(a_minute=2).save()
        made = mailing(*many(3))
        self.sent(made, 2, ago=5)
        made.copies.filter(state=CopyState.SENT).update(state=CopyState.BOUNCED)
        assert claimed(claim()) == []


class TestFates:
    def test_what_was_sent_stays_so_whoever_else_claims_it(self) -> None:
        made = mailing("ann@example.org")
        batch = claim().batch
        assert batch
        record.sent(batch.copies[0], batch.claim, called="esp-1")
        copy = made.copies.get()
        assert (copy.state, copy.attempts, copy.provider_id) == (CopyState.SENT, 1, "esp-1")
        assert (copy.claim, copy.lease_until, copy.sent_at is not None) == ("", None, True)
        assert record.release(batch.copies, batch.claim) == 0
        assert not claim().has_looked_at_some

    def test_a_worker_that_was_given_up_leaves_no_mark(self) -> None:
        made = mailing("ann@example.org")
        old = claim().batch
        made.copies.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
        assert record.put_back_lost() == 1
        assert "may come twice" in made.copies.get().why
        new = claim().batch
        assert old
        assert new
        record.sent(old.copies[0], old.claim)
        record.refused(old.copies[0], old.claim, why="No.", for_good=True)
        assert record.release(old.copies, old.claim) == 0
        copy = made.copies.get()
        assert (copy.state, copy.claim, copy.attempts) == (CopyState.CLAIMED, new.claim, 0)

    def test_the_waits_grow_and_come_to_an_end_after_two_days(self) -> None:
        made = mailing("ann@example.org")
        waits = []
        for _ in range(record.MOST_ATTEMPTS):
            made.copies.update(due_at=timezone.now())
            batch = claim().batch
            assert batch
            record.refused(batch.copies[0], batch.claim, why="451 later", for_good=False)
            waits.append(round((made.copies.get().due_at - timezone.now()).total_seconds() / 60))
        assert waits[:5] == [5, 20, 80, 320, 360]
        assert 44 * 60 < sum(waits[:-1]) < 52 * 60
        copy = made.copies.get()
        assert (copy.state, copy.attempts, copy.why) == (CopyState.FAILED, 12, "451 later")

    def test_what_nobody_knows_goes_again_but_not_for_ever(self) -> None:
        made = mailing("ann@example.org")
        for count in range(1, record.MOST_UNCERTAIN + 1):
            made.copies.update(due_at=timezone.now())
            batch = claim().batch
            assert batch
            record.uncertain(batch.copies[0], batch.claim, why="It broke.")
            assert made.copies.get().attempts == count
        assert made.copies.get().state == CopyState.FAILED
        assert made.copies.get().why == "It broke. Nobody knows whether it arrived."
