"""Making a token and revoking it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.models import SecurityEventKind, User
from alliance.directory.security.noting import note

from ..models import Token
from .secret import hash_of, new_token

SCOPES = ("read", "answer")
LASTS = (30, 90, 365)
"""Days; nothing is for ever."""
MOST = 20
"""Live ones of one person."""
MAKES_ANEW_FOR = dt.timedelta(minutes=10)


class CannotBeMade(Exception):
    """A token that is not made; the sentence says why and what to do."""


@transaction.atomic
def make(
    *,
    by: User,
    name: str,
    scopes: Collection[str],
    days: int,
    form: uuid.UUID,
    request: HttpRequest | None = None,
) -> tuple[Token, str]:
    """A token, and what is to be shown of it now and never again.

    A form that is sent twice, by a double press or by loading the page again, makes one: what the
    first showed nobody has read, so the second takes its place.

    Raises:
        CannotBeMade: there is one of that name, or there are too many.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two at once, one after the other
    token, secret, now = _sent_before(by, form), new_token(), timezone.now()
    if token is None:
        _forget_names(by, now)
        _check(by, name, now)
        token = Token(user=by, made_with=form, created_at=now)
    token.name, token.can_read, token.can_answer = name, "read" in scopes, "answer" in scopes
    token.expires_at = now + dt.timedelta(days=days)
    token.token_hash, token.last_four = hash_of(secret), secret[-4:]
    token.save()
    note(
        SecurityEventKind.TOKEN_MADE,
        account=by,
        request=request,
        detail=f"…{token.last_four}, to {' and '.join(token.scopes)}, for {days} days.",
    )
    return token, secret


def _sent_before(by: User, form: uuid.UUID) -> Token | None:
    """The token that the same form made a moment ago and no program has used."""
    token = Token.objects.filter(user=by, made_with=form).first()
    if token is None:
        return None
    is_fresh = timezone.now() - token.created_at < MAKES_ANEW_FOR
    if not is_fresh or token.last_used_on or token.revoked_at:
        raise CannotBeMade("This form has made its token already. Open the page again for another.")
    return token


def _forget_names(by: User, now: dt.datetime) -> None:
    """What has run out leaves its name to the next."""
    Token.objects.filter(user=by, revoked_at__isnull=True, expires_at__lte=now).update(
        revoked_at=F("expires_at"), revoked_why="It had run out."
    )


def _check(by: User, name: str, now: dt.datetime) -> None:
    live = Token.objects.live(now).filter(user=by)
    if live.filter(name__iexact=name).exists():
        raise CannotBeMade(f"You have a token called {name}. Revoke it, or give another name.")
    if live.count() >= MOST:
        raise CannotBeMade(f"You have {MOST} tokens. Revoke one that no program needs any more.")


@transaction.atomic
def revoke(*, by: User, token: Token, request: HttpRequest | None = None) -> None:
    """It opens nothing any more; revoking again changes nothing."""
    revoked = Token.objects.filter(pk=token.pk, revoked_at__isnull=True).update(
        revoked_at=timezone.now(), revoked_why="You revoked it."
    )
    if revoked:
        note(
            SecurityEventKind.TOKEN_REVOKED,
            account=by,
            request=request,
            detail=f"…{token.last_four}, by its owner.",
        )


@transaction.atomic
def revoke_all(user: User, *, why: str) -> None:
    """No program speaks for this account any more: it was shut, or its person is gone."""
    live = list(Token.objects.live().filter(user=user))
    Token.objects.filter(pk__in=[token.pk for token in live]).update(
        revoked_at=timezone.now(), revoked_why=why
    )
    for token in live:
        note(SecurityEventKind.TOKEN_REVOKED, account=user, detail=f"…{token.last_four}: {why}")


def forget(before: dt.datetime) -> int:
    """Remove what ended before a moment; how many that were."""
    over = Q(revoked_at__lt=before) | Q(expires_at__lt=before)
    count: int = Token.objects.filter(over).delete()[0]
    return count
