"""Who asks, where a program shows a token; asked anew at each use."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.models import SecurityEvent, SecurityEventKind, User
from alliance.directory.second_factor import lacks_second_factor
from alliance.directory.security.noting import address_of, note
from alliance.directory.viewer import viewer_of
from alliance.ui.one_place import one_more_from_here, sent_from_here

from ..models import Token
from ..problems import NO_TOKEN, NOT_ALLOWED, TOO_OFTEN, Refusal
from .secret import hashes_of, looks_like_one

FROM_ONE_PLACE = 60
"""Refused tries within an hour. A good token is taken whatever else came from there: a whole council
may share one network address with one program that has been forgotten."""
NOTED_EVERY = dt.timedelta(hours=1)
REALM = 'Bearer realm="Alliance"'
UNKNOWN = (
    "This token is not one of ours, or not all of it. Copy it whole, as it was shown, or make "
    "another at /accounts/tokens/."
)


def present(request: HttpRequest) -> Token | None:
    """The token that a request shows; who asks is then its owner, whatever cookies came along.

    Raises:
        Refusal: what it shows opens nothing.
    """
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, said = header.partition(" ")
    said = said.strip()
    if scheme.lower() != "bearer" or not said:
        raise _refusal("Write the header as “Authorization: Bearer alliance_…”.")
    token = _known(said)
    if token is None:
        raise _refused(request, UNKNOWN, None)
    if why := _why_not(token):
        raise _refused(request, why, token)
    request.user = token.user
    today = timezone.localdate()
    if token.last_used_on != today:  # kept to the day: that it is used, not when somebody works
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return token


def check_scope(token: Token, scope: str) -> None:
    """That a token may do this.

    Raises:
        Refusal: it was not made for it.
    """
    if scope not in token.scopes:
        raise Refusal(
            NOT_ALLOWED,
            f"This token may {' and '.join(token.scopes)}, and this takes one that may {scope}. "
            "Make one at /accounts/tokens/.",
            headers={"WWW-Authenticate": f'{REALM}, error="insufficient_scope", scope="{scope}"'},
        )


def sign_in_first() -> Refusal:
    """Nobody is known to ask, and this is not for everybody."""
    return Refusal(
        NO_TOKEN,
        "This takes a token: “Authorization: Bearer alliance_…”. Make one at /accounts/tokens/.",
        headers={"WWW-Authenticate": REALM},
    )


def _known(said: str) -> Token | None:
    if not looks_like_one(said):
        return None
    rows = Token.objects.filter(token_hash__in=hashes_of(said)).select_related("user__person")
    found: Token | None = rows.first()
    return found


def _why_not(token: Token) -> str:
    user: User = token.user
    if token.revoked_at:
        return "This token was revoked. Make another at /accounts/tokens/."
    if token.is_over:
        return "This token has run out. Make another at /accounts/tokens/."
    if not user.is_active:
        return "The account of this token was shut."
    if lacks_second_factor(user) or not viewer_of(user).is_signed_in:
        return (
            "The account of this token needs a second factor and has none. Sign in to the site and "
            "add one; the token works from then on."
        )
    return ""


def _refused(request: HttpRequest, why: str, token: Token | None) -> Refusal:
    """A refusal that is counted, and noted once an hour for a place and what it tried."""
    if sent_from_here(request, "tokens") >= FROM_ONE_PLACE:
        return Refusal(
            TOO_OFTEN,
            "Too many tokens that open nothing came from where you are. Look at the program’s "
            "token, and try again in an hour.",
            headers={"Retry-After": "3600"},
        )
    one_more_from_here(request, "tokens")
    detail = f"{why.partition('. ')[0].rstrip('.')}."
    if token:
        detail = f"…{token.last_four}: {detail}"
    since = timezone.now() - NOTED_EVERY
    account = token.user if token else None
    told = SecurityEvent.objects.filter(
        kind=SecurityEventKind.TOKEN_REFUSED,
        account=account,
        ip=address_of(request),
        detail=detail,
        at__gt=since,
    )
    if not told.exists():
        note(SecurityEventKind.TOKEN_REFUSED, account=account, request=request, detail=detail)
    return _refusal(why)


def _refusal(why: str) -> Refusal:
    return Refusal(NO_TOKEN, why, headers={"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
