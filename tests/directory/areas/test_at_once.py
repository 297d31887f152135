"""Two people at one moment: one decision, one asking. Real transactions, in threads."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from alliance.audit.models import AuditEvent
from alliance.directory.areas.ask import ask, withdraw
from alliance.directory.areas.decide import let_in, refuse
from alliance.directory.areas.deciding import CannotBeDone
from alliance.directory.areas.end import end
from alliance.directory.models import AccessGrant, AccessState, Area, Authority, RoleKind, User
from alliance.mail.models import Message
from tests.directory.areas.invented import account, given, today
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all of these in the same moment; “done” or the refusal of each."""
    together = threading.Barrier(len(deeds))
    outcomes = ["" for _ in deeds]

    def do(number: int, deed: Callable[[], object]) -> None:
        together.wait()
        try:
            deed()
            outcomes[number] = "done"
        except CannotBeDone as refusal:
            outcomes[number] = str(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_two_deciders_make_one_decision(
    people: People, waiting: AccessGrant, kent: Authority
) -> None:
    first, second = people.director, account("Bo Director", RoleKind.DCS, kent)
    outcomes = at_once(
        lambda: let_in(by=first, grant=waiting, ends_on=today()),
        lambda: refuse(by=second, grant=waiting, why="No."),
    )
    assert sorted(outcome == "done" for outcome in outcomes) == [False, True]
    assert any("settled already" in outcome for outcome in outcomes)
    waiting.refresh_from_db()
    made = AuditEvent.objects.filter(verb__in=["let in", "refused"]).get()
    assert made.verb == ("let in" if waiting.state == AccessState.GRANTED else "refused")
    assert Message.objects.filter(purpose="access-decision").count() == 1


def test_who_takes_back_and_who_decides_do_not_both_succeed(
    people: People, waiting: AccessGrant
) -> None:
    asker, director = people.asker, people.director
    outcomes = at_once(
        lambda: withdraw(by=asker, grant=waiting),
        lambda: let_in(by=director, grant=waiting, ends_on=today()),
    )
    assert sorted(outcome == "done" for outcome in outcomes) == [False, True]


def test_somebody_who_asks_in_two_windows_has_asked_once(
    people: People, quality: Area, kent: Authority
) -> None:
    one, other = people.asker, people.asker

    def asking(by: User) -> Callable[[], object]:
        return lambda: ask(by=by, area=quality, authority=kent, why="I need it.")

    outcomes = at_once(asking(one), asking(other))
    assert sorted(outcome == "done" for outcome in outcomes) == [False, True]
    assert any("You have asked already" in outcome for outcome in outcomes)
    assert AccessGrant.objects.count() == 1


def test_an_access_that_two_end_is_ended_once(
    people: People, quality: Area, kent: Authority
) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    lead, support = people.director, people.support
    outcomes = at_once(
        lambda: end(by=lead, grant=grant, why="Lead."),
        lambda: end(by=support, grant=grant, why="Programme."),
    )
    assert sorted(outcome == "done" for outcome in outcomes) == [False, True]
    assert AuditEvent.objects.filter(verb="ended").count() == 1
