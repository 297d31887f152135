"""Who sits on a panel: asked, accepting, declining, leaving."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from alliance.audit.trail import history
from alliance.directory.models import Authority, Person, Role, RoleKind
from alliance.evidence.models import Assignment, Panel, Panellist
from alliance.evidence.panel.members import (
    accept,
    ask,
    could_sit,
    decline,
    leave,
    put_in_the_chair,
)
from alliance.evidence.refusal import CannotBeDone
from alliance.jobs.worker import run_waiting
from tests.evidence.panel.invented import account, editor, given, scored, sits

pytestmark = pytest.mark.django_db


def test_they_are_asked_by_mail_which_names_no_answer(panel: Panel, kent: Authority) -> None:
    user = account("Ann One", kent)
    assert user.person
    row = ask(panel, user.person, by=editor())
    run_waiting()
    letter = next(each for each in mail.outbox if each.to == [user.email])
    assert "/panel/silver-linings/" in letter.body
    assert "Idea" not in letter.body
    assert (row.state, row.authority) == (Panellist.State.ASKED, kent)


def test_who_has_no_account_cannot_be_asked(panel: Panel) -> None:
    with pytest.raises(CannotBeDone, match="no account"):
        ask(panel, Person.objects.create(name="Nobody"), by=editor())


def test_accepting_gives_the_role_of_a_panel_member_until_the_last_phase_ends(
    panel: Panel,
) -> None:
    user = account("Ann One")
    assert user.person
    row = accept(ask(panel, user.person, by=editor()), by=user)
    role = Role.objects.get(person=user.person, kind=RoleKind.PANEL_MEMBER)
    assert role.ends_on == panel.phases.get().ends_on
    assert next(iter(history(row))).verb == "accepted"
    with pytest.raises(CannotBeDone, match="settled already"):
        accept(row, by=user)


def test_who_declined_can_be_asked_again_and_who_sits_cannot(panel: Panel) -> None:
    user = account("Ann One")
    assert user.person
    row = decline(ask(panel, user.person, by=editor()), by=user)
    assert user.person in could_sit(panel)
    again = ask(panel, user.person, by=editor())
    assert (again.pk, again.state) == (row.pk, Panellist.State.ASKED)
    assert user.person not in could_sit(panel)
    with pytest.raises(CannotBeDone, match="asked already"):
        ask(panel, user.person, by=editor())


def test_who_leaves_hands_back_what_is_not_scored_and_the_rest_counts(panel: Panel) -> None:
    ann, bob, cy = (sits(panel, name) for name in ("Ann One", "Bob Two", "Cy Three"))
    rows = [row for row in given(panel) if row.panellist_id == ann.pk]
    scored(rows[0])
    leave(ann, by=editor(), reason="Ill")
    kept, back = (Assignment.objects.get(pk=row.pk) for row in rows[:2])
    assert (kept.taken_back_at, back.taken_back_why) == (None, "Left the panel")
    live = Assignment.objects.filter(submission=back.submission_id, taken_back_at=None)
    assert {row.panellist_id for row in live} == {bob.pk, cy.pk}
    assert not Role.objects.filter(
        person=ann.person, kind=RoleKind.PANEL_MEMBER, ends_on__isnull=True
    ).exists()


def test_there_is_one_chair(panel: Panel) -> None:
    ann, bob = sits(panel, "Ann One"), sits(panel, "Bob Two")
    put_in_the_chair(ann, by=editor())
    put_in_the_chair(bob, by=editor())
    assert [row.person.name for row in panel.panellists.filter(is_chair=True)] == ["Bob Two"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Panellist.objects.filter(pk=ann.pk).update(is_chair=True)
