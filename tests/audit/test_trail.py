"""Who did what, when, and what changed: said once, in the transaction of the change."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from alliance.audit import trail
from alliance.audit.models import AuditEvent
from alliance.directory.models import Authority, SizeBand, Topic, User


@pytest.fixture
def authority(db: None) -> Authority:
    return Authority.objects.create(name="Anytown", slug="anytown", ons_code="E06000001")


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("manager@alliance.example", name="Robin Manager")


@pytest.fixture
def _authorities_keep_their_band(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "_keeping", {})
    trail.audited(Authority, fields=["size_band", "is_member"], label=str)


@pytest.mark.usefixtures("_authorities_keep_their_band")
def test_an_event_says_who_did_what_to_which_thing_and_what_changed(
    authority: Authority, user: User
) -> None:
    before = trail.snapshot(authority)
    authority.size_band = SizeBand.LARGE
    authority.save()
    trail.record(
        by=user,
        verb="moved to another size band",
        thing=authority,
        before=before,
        after=trail.snapshot(authority),
        reason="Its population grew.",
        acting_for="the chair",
    )
    event = trail.history(authority).get()
    assert event.actor == user
    assert event.actor_label == "Robin Manager"
    assert event.acting_for == "the chair"
    assert event.object_label == "Anytown"
    assert event.changes == {"size_band": ["small", "large"]}
    assert event.reason == "Its population grew."


@pytest.mark.usefixtures("_authorities_keep_their_band")
def test_a_field_nobody_registered_is_said_to_have_changed_and_not_from_what_to_what(
    authority: Authority, user: User
) -> None:
    before = trail.snapshot(authority)
    authority.name = "A name that might be a person's"
    event = trail.record(
        by=user, verb="renamed", thing=authority, before=before, after=trail.snapshot(authority)
    )
    assert event.changes == {"name": None}


def test_a_thing_nobody_registered_is_known_by_its_id_alone(user: User) -> None:
    event = trail.record(by=user, verb="made", thing=user, after=trail.snapshot(user))
    assert event.object_label == f"user {user.pk}"
    assert "manager@alliance.example" not in str(event.changes)


def test_what_the_system_does_has_no_actor_and_says_so(authority: Authority) -> None:
    event = trail.record(by=None, verb="imported", thing=authority)
    assert (event.actor, event.actor_label) == (None, "Alliance itself")


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    topic = Topic.objects.create(name="Homes", slug="homes")
    with pytest.raises(trail.NoTransaction, match="“made” of topic"):
        trail.record(by=None, verb="made", thing=topic)
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_the_change_when_both_are_undone() -> None:
    with transaction.atomic():
        topic = Topic.objects.create(name="Homes", slug="homes")
        trail.record(by=None, verb="made", thing=topic)
        assert AuditEvent.objects.count() == 1
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_a_thing_that_was_never_saved_has_no_trail() -> None:
    with pytest.raises(ValueError, match="Save the topic"), transaction.atomic():
        trail.record(by=None, verb="made", thing=Topic(name="Homes"))


def test_a_misspelt_field_is_found_at_start_up() -> None:
    with pytest.raises(ValueError, match="Authority has no field sise_band"):
        trail.audited(Authority, fields=["sise_band"])


def test_history_is_newest_first_and_of_this_thing_alone(authority: Authority) -> None:
    other = Authority.objects.create(name="Othertown", slug="othertown", ons_code="E06000002")
    for verb in ("made", "closed"):
        trail.record(by=None, verb=verb, thing=authority)
    trail.record(by=None, verb="made", thing=other)
    assert [event.verb for event in trail.history(authority)] == ["closed", "made"]


def test_changes_are_of_plain_values_that_compare_after_being_stored() -> None:
    day = dt.date(2020, 11, 13)
    was = {"due_on": day, "topics": {2, 1}, "state": SizeBand.SMALL, "same": 1}
    now = {"due_on": None, "topics": {1, 3}, "state": "large", "same": 1, "new": "x"}
    assert trail.changes(was, now) == {
        "due_on": ["2020-11-13", None],
        "topics": [[1, 2], [1, 3]],
        "state": ["small", "large"],
        "new": [None, "x"],
    }


def test_a_snapshot_holds_ids_and_asks_for_relations_to_many_only_by_name(
    authority: Authority,
) -> None:
    from alliance.directory.models import Network

    network = Network.objects.create(name="Data leads", slug="data-leads")
    topic = Topic.objects.create(name="Homes", slug="homes")
    network.topics.add(topic)
    assert "topics" not in trail.snapshot(network)
    assert trail.snapshot(network, ["slug", "topics"]) == {
        "slug": "data-leads",
        "topics": [topic.pk],
    }
