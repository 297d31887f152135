"""Inviting somebody, inviting again, taking it back, and accepting."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.accounts.follow import tell_followers
from alliance.directory.editors import make_editor
from alliance.directory.models import (
    ContactDetail,
    ContactKind,
    Invitation,
    Person,
    SecurityEventKind,
    User,
)
from alliance.directory.security.noting import note
from alliance.links import sign
from alliance.mail import change as outbox

from .mail import post_invitation

PURPOSE = "invitation"
OPEN_FOR = dt.timedelta(days=14)


class CannotInvite(Exception):
    """Somebody has an account or an invitation already; the sentence says which."""


class CannotAccept(Exception):
    """The link opens nothing, or nothing any more; the sentence is for whoever followed it."""


@transaction.atomic
def invite(
    person: Person, *, email: str, by: AbstractBaseUser, site: str, may_edit: bool = False
) -> Invitation:
    """Invite a person of the directory to have an account.

    Args:
        email: where the invitation goes, and with what they will sign in.
        site: the address of the site's front page, for the link.
        may_edit: they work for the programme and may use the editors' area.

    Raises:
        CannotInvite: person or address has an account, or an invitation that is not used up.
    """
    email = email.strip().lower()
    if why := why_not(person, email):
        raise CannotInvite(why)
    now = timezone.now()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                person=person,
                email=email,
                may_edit=may_edit,
                invited_by_id=by.pk,
                invited_at=now,
                expires_at=now + OPEN_FOR,
            )
    except IntegrityError:  # a colleague was quicker
        raise CannotInvite(f"{email} has just been invited.") from None
    _send(invitation, by=by, site=site)
    record(by=by, verb="invited", thing=invitation, after=snapshot(invitation))
    note(SecurityEventKind.INVITED, account=None, label=email, by=by)
    return invitation


def why_not(person: Person | None, email: str) -> str:
    """Why somebody, perhaps not of the directory yet, cannot be invited, or nothing."""
    if account := User.objects.filter(email__iexact=email).first():
        shut = "" if account.is_active else ", which is shut"
        return f"{email} has an account{shut}."
    pending = Invitation.objects.pending()
    if pending.filter(email__iexact=email).exists():
        return f"{email} has been invited. Send the invitation again, or withdraw it."
    if person is None:
        return ""
    if User.objects.filter(person=person).exists():
        return f"{person.name} has an account with another address."
    if pending.filter(person=person).exists():
        return f"{person.name} has been invited at another address. Withdraw that first."
    return ""


@transaction.atomic
def person_at(*, name: str, email: str, by: User) -> Person:
    """The person of the directory with this address, or a new one that the programme answers for."""
    known = Person.objects.filter(
        contact_details__kind=ContactKind.EMAIL, contact_details__value__iexact=email
    ).distinct()
    person: Person | None = known.first()
    if person is None:
        person = Person.objects.create(name=name, confirmed_at=timezone.now(), confirmed_by=by)
        detail = ContactDetail.objects.create(person=person, kind=ContactKind.EMAIL, value=email)
        record(by=by, verb="entered", thing=person, after=snapshot(person))
        record(by=by, verb="entered", thing=detail, after=snapshot(detail))
    return person


@transaction.atomic
def invite_again(invitation: Invitation, *, by: AbstractBaseUser, site: str) -> Invitation:
    """A new link for another fortnight; the one sent before opens nothing any more."""
    invitation = _pending(invitation)
    before = snapshot(invitation)
    _take_back(invitation)
    invitation.invited_at = timezone.now()
    invitation.expires_at = invitation.invited_at + OPEN_FOR
    invitation.save(update_fields=["invited_at", "expires_at"])
    _send(invitation, by=by, site=site)
    record(by=by, verb="invited again", thing=invitation, before=before, after=snapshot(invitation))
    note(SecurityEventKind.INVITED_AGAIN, account=None, label=invitation.email, by=by)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: AbstractBaseUser) -> Invitation:
    """Take an invitation back: its link opens nothing any more, and it is not sent if it was not."""
    invitation = _pending(invitation)
    before = snapshot(invitation)
    _take_back(invitation)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record(by=by, verb="withdrew", thing=invitation, before=before, after=snapshot(invitation))
    note(SecurityEventKind.INVITATION_WITHDRAWN, account=None, label=invitation.email, by=by)
    return invitation


def invitation_of(token: str) -> Invitation:
    """What a link invites to. Looking changes nothing, so a mail scanner may do it.

    Raises:
        CannotAccept: it opens nothing.
    """
    link = sign.open_link(token, PURPOSE)
    if isinstance(link, sign.Refusal):
        raise CannotAccept(link.sentence)
    invitation = Invitation.objects.select_related("person").filter(pk=link.object_id).first()
    if invitation is None or not invitation.is_pending:
        raise CannotAccept(sign.Refusal.REVOKED.sentence)
    return invitation


@transaction.atomic
def accept(token: str, *, password: str) -> User:
    """Make the account that a link invites to, once, however many try at the same time.

    Raises:
        CannotAccept: the link opens nothing, or there is an account with this address meanwhile.
    """
    link = sign.use(token, PURPOSE)
    if isinstance(link, sign.Refusal):
        raise CannotAccept(link.sentence)
    invitation = Invitation.objects.select_for_update().filter(pk=link.object_id).first()
    if invitation is None or not invitation.is_pending:
        raise CannotAccept(sign.Refusal.REVOKED.sentence)
    return make_account(invitation, password=password)


def accept_by_organisation(invitation: Invitation) -> User:
    """The account of an invitation, for whoever proved its address at their organisation.

    It has no password. Called in a transaction that holds the invitation.
    """
    user = make_account(invitation, password=None)
    sign.revoke(purpose=PURPOSE, subject=invitation)
    return user


def make_account(invitation: Invitation, *, password: str | None) -> User:
    """The account of an invitation that is held locked; no password means another way in."""
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise CannotAccept("There is an account with this address already: sign in with it.")
    person = invitation.person
    before = snapshot(invitation)
    user = User.objects.create_user(invitation.email, password, name=person.name)
    if not User.objects.filter(person=person).exists():
        user.person = person
        user.save(update_fields=["person"])
    # The link came by mail, so the address is theirs.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if invitation.may_edit:
        make_editor(user)
    invitation.accepted_at, invitation.user = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "user"])
    tell_followers(user, before="", by=user)
    record(by=user, verb="accepted", thing=invitation, before=before, after=snapshot(invitation))
    note(SecurityEventKind.INVITATION_ACCEPTED, account=user)
    return user


def _pending(invitation: Invitation) -> Invitation:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitation.is_pending:
        raise CannotInvite(f"This invitation has been {invitation.state.label.lower()}.")
    return invitation


def _send(invitation: Invitation, *, by: AbstractBaseUser, site: str) -> None:
    token = sign.issue(
        purpose=PURPOSE,
        subject=invitation,
        person_id=invitation.person_id,
        expires_in=OPEN_FOR,
        by=by,
        single_use=True,
    )
    invitation.message = post_invitation(invitation, token=token, by=by, site=site)
    invitation.save(update_fields=["message"])


def _take_back(invitation: Invitation) -> None:
    sign.revoke(purpose=PURPOSE, subject=invitation)
    message, invitation.message = invitation.message, None
    if message is not None:
        invitation.save(update_fields=["message"])
        outbox.withdraw(message)
