"""Nobody rewrites the trail: not by the model, not by a queryset, not by SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from alliance.audit import erase, trail
from alliance.audit.models import AuditEvent, TrailIsAppendOnly
from alliance.directory.models import Authority, User


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("leaver@alliance.example", name="Sam Leaver")


@pytest.fixture
def event(user: User, monkeypatch: pytest.MonkeyPatch) -> AuditEvent:
    monkeypatch.setattr(trail, "_keeping", {})
    trail.audited(Authority, fields=["name"], label=str)
    authority = Authority.objects.create(name="Anytown", slug="anytown", ons_code="E06000001")
    return trail.record(
        by=user,
        verb="made",
        thing=authority,
        after=trail.snapshot(authority, ["name"]),
        reason="Asked by Sam.",
        acting_for="Anytown",
    )


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: AuditEvent.objects.update(verb="unmade"),
        lambda event: AuditEvent.objects.all().delete(),
        lambda event: AuditEvent.objects.bulk_update([event], ["verb"]),
    ],
)
def test_the_model_refuses_to_rewrite(
    event: AuditEvent, rewrite: Callable[[AuditEvent], Any]
) -> None:
    with pytest.raises(TrailIsAppendOnly, match="only ever added to"):
        rewrite(event)


def raw_update(**fields: Any) -> Callable[[], int]:
    return lambda: QuerySet.update(AuditEvent.objects.all(), **fields)


@pytest.mark.parametrize(
    "rewrite",
    [
        raw_update(verb="unmade"),
        raw_update(object_id="999"),
        raw_update(reason="A better reason."),
        raw_update(changes={"name": [None, "Othertown"]}),
        raw_update(reason=""),  # blanked without a tombstone
        raw_update(reason="Another", erased_at="2026-11-23T12:00Z"),
        raw_update(verb="", erased_at="2026-11-23T12:00Z"),
        lambda: connection.cursor().execute("DELETE FROM audit_auditevent"),
    ],
)
@pytest.mark.usefixtures("event")
def test_the_database_refuses_what_goes_round_the_model(rewrite: Callable[[], Any]) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        rewrite()
    assert AuditEvent.objects.get().reason == "Asked by Sam."


def test_the_trail_outlives_the_account_and_keeps_its_name(event: AuditEvent, user: User) -> None:
    user.delete()
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.actor, kept.actor_label) == (None, "Sam Leaver")


def test_erasing_a_thing_destroys_texts_and_leaves_a_tombstone(
    event: AuditEvent, user: User
) -> None:
    authority = Authority.objects.get()
    assert erase.erase_thing(authority, by=user, reason="Asked for by letter.") == 1
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.object_label, kept.changes, kept.reason, kept.acting_for) == ("", {}, "", "")
    assert kept.erased_at is not None
    assert (kept.at, kept.verb, kept.actor, kept.object_id) == (
        event.at,
        "made",
        user,
        str(authority.pk),
    )
    newest = trail.history(authority).first()
    assert newest is not None
    assert (newest.verb, newest.reason) == ("erased the trail of", "Asked for by letter.")


def test_erasing_an_actor_leaves_what_was_done(event: AuditEvent, user: User) -> None:
    erase.erase_actor(user, by=None, reason="Asked for by letter.")
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.actor, kept.actor_label, kept.acting_for) == (None, "", "")
    assert kept.changes == {"name": [None, "Anytown"]}


def test_one_event_can_be_erased_for_its_thing_and_then_for_its_actor(
    event: AuditEvent, user: User
) -> None:
    erase.erase_thing(Authority.objects.get(), by=None, reason="One.")
    first = AuditEvent.objects.get(pk=event.pk).erased_at
    erase.erase_actor(user, by=None, reason="Two.")
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.actor_label, kept.object_label, kept.erased_at) == ("", "", first)
