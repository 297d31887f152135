"""Asking, deciding and ending: who may, once, and what is told and kept of it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from alliance.audit.models import AuditEvent
from alliance.audit.trail import history
from alliance.directory.access import may_enter, viewer_of
from alliance.directory.acting import end_acting, name_acting
from alliance.directory.areas.ask import ask, why_not, withdraw
from alliance.directory.areas.decide import LONGEST, last_day, let_in, refuse
from alliance.directory.areas.deciding import CannotBeDone, deciders, may_decide, may_end
from alliance.directory.areas.end import end, end_what_is_over
from alliance.directory.areas.tell import Telling, tell
from alliance.directory.models import (
    AccessGrant,
    AccessState,
    ActedAs,
    ActingFor,
    Alliance,
    Area,
    Authority,
    Capacity,
    Role,
    RoleKind,
    User,
)
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.directory.areas.invented import DAY, account, again, area, asked, given, today
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()


def deputy_of(people: People, name: str, kent: Authority, capacity: Capacity) -> User:
    user = account(name, RoleKind.DCS_PA, kent)
    name_acting(
        by=None,
        person=user.person,
        principal=people.director.person,
        capacity=capacity,
        starts_on=today(),
    )
    return user


def who_decides(people: People, grant: AccessGrant, *more: User) -> dict[str, ActedAs]:
    everybody = {**people.of, **{user.name: user for user in more}}
    rights = {name: may_decide(viewer_of(again(user)), grant) for name, user in everybody.items()}
    return {name: right for name, right in rights.items() if right}


# Who decides -----------------------------------------------------------------------------------


def test_the_asker_s_own_director_decides_and_the_deputy(
    people: People, waiting: AccessGrant, kent: Authority
) -> None:
    deputy = deputy_of(people, "Dee Deputy", kent, Capacity.DEPUTY)
    pa = deputy_of(people, "Pat Assistant", kent, Capacity.PA)
    assert who_decides(people, waiting, deputy, pa) == {
        "director": ActedAs.ROLE,
        "Dee Deputy": ActedAs.DEPUTY,
    }


def test_the_programme_decides_for_who_has_no_authority(people: People, quality: Area) -> None:
    grant = asked(people.network_lead, quality)
    assert who_decides(people, grant) == {"support": ActedAs.PROGRAMME}


def test_the_programme_decides_where_there_is_no_director(
    people: People, waiting: AccessGrant
) -> None:
    Role.objects.filter(person=people.director.person).update(ends_on=today() - DAY)
    assert who_decides(people, waiting) == {"support": ActedAs.PROGRAMME}


def test_nobody_decides_on_their_own_asking(people: People, quality: Area, kent: Authority) -> None:
    grant = asked(people.director, quality, kent)
    assert who_decides(people, grant) == {"support": ActedAs.PROGRAMME}
    deputy = deputy_of(people, "Dee Deputy", kent, Capacity.DEPUTY)
    assert who_decides(people, grant, deputy) == {"Dee Deputy": ActedAs.DEPUTY}
    own = asked(deputy, quality, kent)
    assert who_decides(people, own, deputy) == {"director": ActedAs.ROLE}


@pytest.mark.parametrize("name", ["asker", "other_director", "other_asker", "support", "nobody"])
def test_who_does_not_decide_is_refused_also_by_the_function(
    people: People, waiting: AccessGrant, name: str
) -> None:
    user = getattr(people, name)
    with pytest.raises(PermissionDenied):
        let_in(by=user, grant=waiting, ends_on=today())
    with pytest.raises(PermissionDenied):
        refuse(by=user, grant=waiting, why="No.")
    waiting.refresh_from_db()
    assert waiting.state == AccessState.ASKED


def test_a_deputy_whose_naming_ended_decides_no_more(
    people: People, waiting: AccessGrant, kent: Authority
) -> None:
    deputy = deputy_of(people, "Dee Deputy", kent, Capacity.DEPUTY)
    end_acting(by=None, acting=ActingFor.objects.get())
    with pytest.raises(PermissionDenied):
        let_in(by=again(deputy), grant=waiting, ends_on=today())


# Asking ----------------------------------------------------------------------------------------


def test_an_asking_says_who_why_and_for_which_authority(
    people: People, quality: Area, kent: Authority
) -> None:
    grant = ask(by=people.asker, area=quality, authority=kent, why="We start an audit.")
    assert (grant.person, grant.authority, grant.why) == (
        people.asker.person,
        kent,
        "We start an audit.",
    )
    event = history(grant).get()
    assert (event.verb, event.actor) == ("asked for", people.asker)
    assert event.changes["state"] == [None, "asked"]
    assert "audit" not in str(event.changes), "what they wrote is not for the trail"


def test_somebody_asks_once_until_it_is_decided(
    people: People, quality: Area, kent: Authority, waiting: AccessGrant
) -> None:
    with pytest.raises(CannotBeDone, match="You have asked already"):
        asked(people.asker, quality, kent)
    refuse(by=people.director, grant=waiting, why="Not now.")
    assert asked(people.asker, quality, kent).state == AccessState.ASKED


def test_nobody_asks_for_an_authority_that_is_not_theirs(
    people: People, quality: Area, medway: Authority
) -> None:
    for authority in (medway, None):  # nor goes round their director to the programme
        with pytest.raises(CannotBeDone, match="You hold no role there"):
            asked(people.asker, quality, authority)
    assert not AccessGrant.objects.exists()


def test_without_a_role_there_is_nobody_to_ask_for(people: People, quality: Area) -> None:
    assert "not linked to anybody who holds a role" in why_not(viewer_of(people.nobody), quality)
    with pytest.raises(CannotBeDone):
        asked(people.nobody, quality)


def test_who_enters_need_not_ask_until_it_is_nearly_over(
    people: People, quality: Area, kent: Authority
) -> None:
    directors = area("Directors", RoleKind.DCS)
    assert "may enter this area already" in why_not(viewer_of(people.director), directors)
    assert "may enter every area" in why_not(viewer_of(people.support), directors)
    grant = given(people.asker, quality, kent, by=people.director, days=31)
    assert "may enter this area already" in why_not(viewer_of(people.asker), quality)
    AccessGrant.objects.filter(pk=grant.pk).update(ends_on=today() + 30 * DAY)
    assert why_not(viewer_of(people.asker), quality) == ""


def test_an_asking_is_taken_back_by_who_asked_and_nobody_else(
    people: People, waiting: AccessGrant
) -> None:
    for user in (people.director, people.support, people.other_asker):
        with pytest.raises(CannotBeDone, match="Only who asked"):
            withdraw(by=user, grant=waiting)
    withdrawn = withdraw(by=people.asker, grant=waiting)
    assert (withdrawn.state, withdrawn.ended_as) == (AccessState.WITHDRAWN, ActedAs.ASKER)
    with pytest.raises(CannotBeDone, match="settled already"):
        let_in(by=people.director, grant=waiting, ends_on=today())
    with pytest.raises(CannotBeDone, match="no longer waiting"):
        withdraw(by=people.asker, grant=waiting)


# Deciding --------------------------------------------------------------------------------------


def test_a_decision_says_by_whom_in_what_right_and_until_when(
    people: People, waiting: AccessGrant, kent: Authority
) -> None:
    deputy = deputy_of(people, "Dee Deputy", kent, Capacity.DEPUTY)
    grant = let_in(by=again(deputy), grant=waiting, ends_on=today() + DAY)
    assert (grant.decided_by, grant.decided_as) == (deputy, ActedAs.DEPUTY)
    assert (grant.starts_on, grant.ends_on) == (today(), today() + DAY)
    event = history(grant).first()
    assert event
    assert (event.verb, event.actor, event.acting_for) == ("let in", deputy, "Kent")
    assert event.changes["state"] == ["asked", "granted"]


def test_a_second_decision_changes_nothing(people: People, waiting: AccessGrant) -> None:
    let_in(by=people.director, grant=waiting, ends_on=today() + DAY)
    with pytest.raises(CannotBeDone, match="settled already by Ann Director: may enter"):
        refuse(by=people.director, grant=waiting, why="After all, no.")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.refusal) == (AccessState.GRANTED, "")


def test_nobody_is_let_in_beyond_two_years_or_their_role(
    people: People, waiting: AccessGrant
) -> None:
    assert last_day(waiting) == today() + LONGEST
    role = Role.objects.filter(person=people.asker.person)
    role.update(ends_on=today() + 5 * DAY)
    assert last_day(waiting) == today() + 5 * DAY
    for day in (today() - DAY, today() + 6 * DAY):
        with pytest.raises(CannotBeDone, match="Choose a day from today"):
            let_in(by=people.director, grant=waiting, ends_on=day)
    role.update(ends_on=today() - DAY)
    with pytest.raises(CannotBeDone, match="no longer holds the role"):
        let_in(by=people.director, grant=waiting, ends_on=today())
    assert refuse(by=people.director, grant=waiting, why="Has left.").state == AccessState.REFUSED


def test_a_later_grant_takes_the_place_of_the_earlier(
    people: People, quality: Area, kent: Authority
) -> None:
    earlier = given(people.asker, quality, kent, by=people.director, days=10)
    later = given(people.asker, quality, kent, by=people.director, days=200)
    earlier.refresh_from_db()
    assert (earlier.state, earlier.ended_as) == (AccessState.ENDED, ActedAs.CALENDAR)
    end(by=people.director, grant=later, why="Enough.")
    assert not may_enter(people.asker, quality), "ending the one ends it all"


# Ending ----------------------------------------------------------------------------------------


def test_an_ended_grant_lets_nobody_in_from_that_moment(
    people: People, quality: Area, kent: Authority
) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    ended = end(by=people.director, grant=grant, why="Has changed post.")
    assert not may_enter(people.asker, quality)
    assert (ended.ended_by, ended.ended_as) == (people.director, ActedAs.ROLE)
    event = history(ended).first()
    assert event
    assert (event.verb, event.reason, event.acting_for) == ("ended", "Has changed post.", "Kent")


def test_who_may_end_a_grant(people: People, quality: Area, kent: Authority) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    deputy = deputy_of(people, "Dee Deputy", kent, Capacity.DEPUTY)
    pa = deputy_of(people, "Pat Assistant", kent, Capacity.PA)
    rights = {
        user.name: may_end(viewer_of(again(user)), grant)
        for user in (*people.of.values(), deputy, pa)
    }
    assert {name: right for name, right in rights.items() if right} == {
        "Ann Director": ActedAs.ROLE,
        "Dee Deputy": ActedAs.DEPUTY,
        "Sue Support": ActedAs.PROGRAMME,
        "Col Asker": ActedAs.ASKER,
    }
    for user in (pa, people.other_director, people.other_asker):
        with pytest.raises(PermissionDenied):
            end(by=again(user), grant=grant, why="x")
    assert may_enter(people.asker, quality)


def test_what_has_ended_is_not_ended_again(people: People, quality: Area, kent: Authority) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    end(by=people.director, grant=grant, why="First.")
    with pytest.raises(CannotBeDone, match="nothing to end"):
        end(by=people.director, grant=grant, why="Second.")
    grant.refresh_from_db()
    assert grant.ended_why == "First."


def test_the_calendar_ends_what_is_over_once_and_leaves_the_rest(
    people: People, quality: Area, kent: Authority, medway: Authority
) -> None:
    over = given(people.asker, quality, kent, by=people.director, days=0)
    AccessGrant.objects.filter(pk=over.pk).update(
        starts_on=today() - 2 * DAY, ends_on=today() - DAY
    )
    lasting = given(people.other_asker, quality, medway, by=people.other_director)
    assert end_what_is_over(Progress()) == "1 ended."
    assert end_what_is_over(Progress()) == "0 ended."
    over.refresh_from_db()
    lasting.refresh_from_db()
    assert (over.ended_why, lasting.state) == ("Its last day is over.", AccessState.GRANTED)
    assert history(over).filter(verb="ended", actor=None).count() == 1


# Telling ---------------------------------------------------------------------------------------


def told() -> list[tuple[str, tuple[str, ...]]]:
    """What was mailed since the last look, to whom."""
    run_waiting()
    sent = [(message.subject, tuple(message.to)) for message in mail.outbox]
    mail.outbox.clear()
    return sent


def test_who_decides_is_told_that_somebody_asks_and_where_not_who(
    people: People, quality: Area, kent: Authority
) -> None:
    deputy_of(people, "Dee Deputy", kent, Capacity.DEPUTY)
    deputy_of(people, "Pat Assistant", kent, Capacity.PA)
    grant = asked(people.asker, quality, kent)
    run_waiting()
    assert [message.to for message in mail.outbox] == [
        ["ann-director@example.org"],
        ["dee-deputy@example.org"],
    ]
    message = mail.outbox[0]
    assert f"/access/{grant.pk}/" in message.body
    assert "Col" not in message.subject + message.body
    assert grant.why not in message.body


def test_the_office_is_told_what_the_programme_decides(people: People, quality: Area) -> None:
    asked(people.network_lead, quality)
    assert told() == [("Somebody asks to enter “Quality assurance”", ("office@example.org",))]


def test_the_asker_is_told_of_the_decision_and_the_end(
    people: People, quality: Area, waiting: AccessGrant, kent: Authority
) -> None:
    told()
    refuse(by=people.director, grant=waiting, why="Ask me in May.")
    run_waiting()
    assert "Ask me in May." in mail.outbox[0].body
    assert told() == [("Your asking to enter “Quality assurance”", ("col-asker@example.org",))]
    grant = given(people.asker, quality, kent, by=people.director)
    run_waiting()
    assert f"until {grant.ends_on.day} {grant.ends_on:%B %Y}" in mail.outbox[-1].body
    assert len(told()) == 2
    end(by=people.director, grant=grant, why="It is over.")
    run_waiting()
    assert "It is over." in mail.outbox[0].body
    assert told() == [("Your access to “Quality assurance” has ended", ("col-asker@example.org",))]


def test_who_gives_up_their_own_access_is_told_nothing(
    people: People, quality: Area, kent: Authority
) -> None:
    grant = given(people.asker, quality, kent, by=people.director)
    told()
    end(by=people.asker, grant=grant, why="Not needed.")
    assert told() == []


def test_nothing_is_told_twice(people: People, waiting: AccessGrant) -> None:
    tell(waiting, Telling.ASKING)
    assert len(told()) == 1
    let_in(by=people.director, grant=waiting, ends_on=today())
    tell(waiting, Telling.DECISION)
    assert len(told()) == 1


def test_who_cannot_be_reached_yet_is_told_later(people: People, waiting: AccessGrant) -> None:
    told()
    User.objects.filter(person=waiting.person).update(is_active=False)
    let_in(by=people.director, grant=waiting, ends_on=today())
    assert told() == []
    waiting.refresh_from_db()
    assert waiting.decision_told_at is None


def test_what_is_undone_is_not_told(people: People, quality: Area, kent: Authority) -> None:
    with pytest.raises(CannotBeDone):
        asked(people.asker, quality, None)
    assert told() == []


def test_the_trail_keeps_days_and_states_and_no_words(
    people: People, quality: Area, waiting: AccessGrant
) -> None:
    let_in(by=people.director, grant=waiting, ends_on=today())
    kept = {
        name: pair for event in AuditEvent.objects.all() for name, pair in event.changes.items()
    }
    assert kept["ends_on"] == [None, today().isoformat()]
    assert kept["why"] is None


def test_deciders_are_looked_up_once_for_many(people: People, waiting: AccessGrant) -> None:
    assert deciders(waiting, {}).is_programme
    assert deciders(waiting).people == [people.director.person.pk]
