"""Who sits on a panel: asked, accepting or declining, leaving; drawn in docs/features/evidence.md."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority, Person, Role, RoleKind, User

from ..models import Panel, Panellist
from ..refusal import CannotBeDone
from .giving_out import LEFT, refill, take_back_of
from .letters import write_to_panellist

State = Panellist.State


def could_sit(panel: Panel) -> list[Person]:
    """People with an account who are not asked and do not sit yet."""
    there = panel.panellists.filter(state__in=[State.ASKED, State.SITS]).values("person")
    accounts = User.objects.filter(is_active=True, person__isnull=False)
    return list(
        Person.objects.filter(pk__in=accounts.values("person"))
        .exclude(pk__in=there)
        .order_by("name")
    )


def authority_of(person: Person) -> Authority | None:
    """Whose answers somebody does not judge, as the directory has it today."""
    roles = Role.objects.current().filter(person=person, authority__isnull=False)
    role = roles.select_related("authority").order_by("pk").first()
    return role.authority if role else person.authority


@transaction.atomic
def ask(
    panel: Panel, person: Person, *, by: AbstractBaseUser, authority: Authority | None = None
) -> Panellist:
    """Ask somebody onto the panel, by mail. Who declined or left before can be asked again.

    Raises:
        CannotBeDone: they have no account, or are asked already.
    """
    if not User.objects.filter(person=person, is_active=True).exists():
        raise CannotBeDone(f"{person} has no account to read with. Invite them to the site first.")
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    row = panel.panellists.filter(person=person).first()
    if row and row.state in (State.ASKED, State.SITS):
        raise CannotBeDone(f"{person} has been asked already.")
    before = snapshot(row) if row else None
    row = row or Panellist(panel=panel, person=person)
    row.authority = authority or authority_of(person)
    row.state, row.asked_at, row.said_at, row.declared_at = State.ASKED, timezone.now(), None, None
    row.save()
    record(by=by, verb="asked onto a panel", thing=row, before=before, after=snapshot(row))
    write_to_panellist(row, "asked.txt", f"Would you sit on the panel of {panel.call}?")
    return row


@transaction.atomic
def accept(panellist: Panellist, *, by: AbstractBaseUser) -> Panellist:
    """Sit on the panel; a role of panel member goes with it, until its last phase ends."""
    row = _locked(panellist, State.ASKED)
    last = row.panel.phases.order_by("-ends_on").first()
    today = timezone.localdate()
    Role.objects.create(
        person=row.person,
        kind=RoleKind.PANEL_MEMBER,
        title=_title(row.panel),
        starts_on=today,
        ends_on=max(last.ends_on, today) if last else None,
    )
    return _say(row, by=by, verb="accepted", state=State.SITS)


@transaction.atomic
def decline(panellist: Panellist, *, by: AbstractBaseUser) -> Panellist:
    return _say(_locked(panellist, State.ASKED), by=by, verb="declined", state=State.DECLINED)


@transaction.atomic
def leave(panellist: Panellist, *, by: AbstractBaseUser, reason: str = "") -> Panellist:
    """No longer sit on the panel: what they had not scored goes to others; what they gave counts."""
    row = _locked(panellist, State.ASKED, State.SITS)
    today = timezone.localdate()
    roles = Role.objects.current().filter(person=row.person, kind=RoleKind.PANEL_MEMBER)
    roles.filter(title=_title(row.panel)).update(ends_on=today)
    row.is_chair = False
    row = _say(row, by=by, verb="left", state=State.LEFT, reason=reason)
    take_back_of(row, by=by, why=LEFT)
    refill(row.panel, by=by)
    return row


@transaction.atomic
def put_in_the_chair(panellist: Panellist, *, by: AbstractBaseUser) -> Panellist:
    """Make one of them the chair, instead of whoever was."""
    row = _locked(panellist, State.SITS, State.ASKED)
    for other in row.panel.panellists.filter(is_chair=True).exclude(pk=row.pk):
        _change(other, by=by, verb="is no longer the chair", is_chair=False)
    return _change(row, by=by, verb="was put in the chair", is_chair=True)


def _title(panel: Panel) -> str:
    return f"Panel of {panel.call}"[:200]


def _say(
    row: Panellist, *, by: AbstractBaseUser, verb: str, state: Panellist.State, reason: str = ""
) -> Panellist:
    return _change(row, by=by, verb=verb, reason=reason, state=state, said_at=timezone.now())


def _change(
    row: Panellist, *, by: AbstractBaseUser, verb: str, reason: str = "", **fields: Any
) -> Panellist:
    before = snapshot(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(by=by, verb=verb, thing=row, before=before, after=snapshot(row), reason=reason)
    return row


def _locked(panellist: Panellist, *states: Panellist.State) -> Panellist:
    """As they are now; the panel is held, so that two changes come one after the other."""
    Panel.objects.select_for_update().get(pk=panellist.panel_id)
    row = Panellist.objects.select_related("panel__call", "person").get(pk=panellist.pk)
    if row.state not in states:
        raise CannotBeDone(f"This is settled already: {row.get_state_display().lower()}.")
    return row
