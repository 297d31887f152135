"""What the programme does to somebody's account, each with its reason, its events and a mail."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Role, RoleKind, SecurityEventKind, User
from alliance.directory.security.guesses import forget_guesses
from alliance.directory.security.noting import note

from .follow import tell_followers
from .mail import Said, tell


class MayNot(Exception):
    """Somebody may not do this to that account; the sentence says who may."""


OF_THE_PROGRAMME = (RoleKind.PROGRAMME_MANAGER, RoleKind.PROGRAMME_SUPPORT)


def why_not(by: User, user: User) -> str:
    """Why somebody of the programme may not change an account, in a sentence, or nothing.

    An account of the programme opens more than a member's, so fewer may give a way into it.
    """
    if by.pk == user.pk:
        return "Ask a colleague: nobody does this to their own account."
    if user.is_superuser and not by.is_superuser:
        return "This is an administrator’s account. Another administrator may do this."
    is_colleague = user.is_staff or _holds(user, *OF_THE_PROGRAMME)
    if is_colleague and not (by.is_superuser or _holds(by, RoleKind.PROGRAMME_MANAGER)):
        return "This is a colleague’s account. A programme manager may do this."
    return ""


def _holds(user: User, *kinds: RoleKind) -> bool:
    held = Role.objects.current().filter(person=user.person_id or 0, kind__in=kinds)
    return held.exists()


@transaction.atomic
def reset_second_factor(user: User, *, by: User, reason: str) -> None:
    """Take off all second factors and recovery codes; whoever needs one adds it at the next sign-in."""
    _refuse_unless_allowed(by, user)
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        raise MayNot("This account has no second factor.")
    end_sessions(user)
    record(by=by, verb="took the second factor off", thing=user, reason=reason)
    note(SecurityEventKind.FACTOR_RESET, account=user, by=by, detail=reason)
    tell(user, Said.FACTOR_RESET, by=by)


@transaction.atomic
def release(user: User, *, by: User, request: HttpRequest | None = None) -> None:
    """Let somebody try again at once who was locked out after wrong passwords."""
    _refuse_unless_allowed(by, user)
    forget_guesses(user, request=request)
    record(by=by, verb="let in again", thing=user)
    note(SecurityEventKind.RELEASED, account=user, by=by)


@transaction.atomic
def sign_out_everywhere(user: User, *, by: User) -> None:
    """End every session of an account: a telephone was lost, a screen was left open."""
    _refuse_unless_allowed(by, user)
    ended = end_sessions(user)
    record(by=by, verb="signed out everywhere", thing=user)
    note(SecurityEventKind.SESSIONS_ENDED, account=user, by=by, detail=f"{ended} ended.")
    tell(user, Said.SIGNED_OUT, by=by)


@transaction.atomic
def shut(user: User, *, by: User, reason: str) -> None:
    """Nobody signs in with this account any more; what its owner did stays theirs."""
    _refuse_unless_allowed(by, user)
    _set_active(user, by=by, active=False, verb="shut", reason=reason)
    end_sessions(user)
    note(SecurityEventKind.SHUT, account=user, by=by, detail=reason)
    tell(user, Said.SHUT, by=by)


@transaction.atomic
def reopen(user: User, *, by: User, reason: str) -> None:
    """The account may sign in again."""
    _refuse_unless_allowed(by, user)
    _set_active(user, by=by, active=True, verb="opened again", reason=reason)
    note(SecurityEventKind.REOPENED, account=user, by=by, detail=reason)
    tell(user, Said.REOPENED, by=by)


@transaction.atomic
def change_address(user: User, *, email: str, by: User, reason: str) -> None:
    """Give an account another address to sign in with; the old and the new one are told."""
    _refuse_unless_allowed(by, user)
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise MayNot(f"There is an account with {email} already.")
    before = user.email
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.filter(email__iexact=email, verified=False).delete()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    tell_followers(user, before=before, by=by)
    end_sessions(user)
    record(by=by, verb="changed the address of", thing=user, reason=reason)
    note(SecurityEventKind.ADDRESS_CHANGED, account=user, by=by, detail=f"It was {before}.")
    for address in (before, email):
        tell(user, Said.ADDRESS_CHANGED, by=by, to=address)


def end_sessions(user: User) -> int:
    """Sign somebody out wherever they are signed in; how many sessions that were."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _refuse_unless_allowed(by: User, user: User) -> None:
    if why := why_not(by, user):
        raise MayNot(why)


def _set_active(user: User, *, by: User, active: bool, verb: str, reason: str) -> None:
    if user.is_active == active:
        raise MayNot("The account is open." if active else "The account is shut already.")
    before = snapshot(user, ["is_active"])
    user.is_active = active
    user.save(update_fields=["is_active"])
    after = snapshot(user, ["is_active"])
    record(by=by, verb=verb, thing=user, before=before, after=after, reason=reason)
