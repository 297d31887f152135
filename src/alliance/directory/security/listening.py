"""What the account packages tell of, into the security log."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from alliance.directory.models import SecurityEvent, SecurityEventKind, User

from .guesses import close_after_many, forget_guesses
from .noting import address_of, note, typed_address

METHODS = {
    "password": "Password",
    "password_reset": "Link by mail",
    "invitation": "Invitation",
    "socialaccount": "Organisation",
    "totp": "authenticator app",
    "webauthn": "passkey",
    "recovery_codes": "recovery code",
}
FACTORS = {
    Authenticator.Type.TOTP: "Authenticator app",
    Authenticator.Type.WEBAUTHN: "Passkey",
    Authenticator.Type.RECOVERY_CODES: "Recovery codes",
}


def listen() -> None:
    """Take down what is told from now on. Called once, at start-up."""
    for signal, receiver in {
        user_logged_in: _signed_in,
        user_logged_out: _signed_out,
        user_login_failed: _failed,
        user_locked_out: _locked_out,
        account.password_changed: _telling(SecurityEventKind.PASSWORD_CHANGED),
        account.password_set: _telling(SecurityEventKind.PASSWORD_CHANGED),
        account.password_reset: _password_reset,
        account.email_changed: _telling(SecurityEventKind.ADDRESS_CHANGED),
        mfa.authenticator_added: _factor(SecurityEventKind.FACTOR_ADDED),
        mfa.authenticator_removed: _factor(SecurityEventKind.FACTOR_REMOVED),
        mfa.authenticator_reset: _factor(SecurityEventKind.CODES_MADE),
        mfa.authenticator_used: _used,
        mfa.authentication_failed: _factor_failed,
    }.items():
        assert isinstance(signal, Signal)  # noqa: S101 - tells the types
        signal.connect(receiver, weak=False, dispatch_uid="alliance.directory.security")


def _signed_in(user: Any, request: HttpRequest | None = None, **more: Any) -> None:
    words = []
    for record in get_authentication_records(request, user) if request else []:
        key = str(record.get("type") or record.get("method"))
        name = METHODS.get(key, key)
        if key == "socialaccount" and record.get("provider"):
            name = f"{name} ({record['provider']})"
        words.append(name)
    method = ", ".join(dict.fromkeys(words))
    note(SecurityEventKind.SIGNED_IN, account=user, request=request, method=method)


def _signed_out(user: Any, request: HttpRequest | None = None, **more: Any) -> None:
    if isinstance(user, User):
        note(SecurityEventKind.SIGNED_OUT, account=user, request=request)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any) -> None:
    """A wrong password. An address that is no account's is not kept."""
    was_locked_out = getattr(request, "axes_locked_out", False)
    if was_locked_out and not getattr(request, "axes_failures_since_start", None):
        return  # nothing was tried: it is told as a lock-out
    typed = typed_address(request, credentials)
    known = User.objects.filter(email__iexact=typed).first() if typed else None
    note(
        SecurityEventKind.FAILED,
        account=known,
        request=request,
        detail="" if known else "No account has the address that was typed.",
    )
    if known:
        close_after_many(known, request=request)


def _locked_out(request: HttpRequest, username: str | None = None, **more: Any) -> None:
    """Told once for each lock-out, not once for each try during it."""
    known = User.objects.filter(email__iexact=username).first() if username else None
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    address = address_of(request)
    told = SecurityEvent.objects.filter(
        kind=SecurityEventKind.LOCKED_OUT, account=known, ip=address, at__gt=since
    )
    if not told.exists():
        note(SecurityEventKind.LOCKED_OUT, account=known, request=request)


def _password_reset(user: Any, request: HttpRequest | None = None, **more: Any) -> None:
    """Whoever reads the owner's mail is the owner: the account may be tried again at once."""
    note(SecurityEventKind.PASSWORD_RESET, account=user, request=request)
    forget_guesses(user, request=request)


def _telling(kind: SecurityEventKind) -> Any:
    def tell(user: Any, request: HttpRequest | None = None, **more: Any) -> None:
        note(kind, account=user, request=request)

    return tell


def _factor(kind: SecurityEventKind) -> Any:
    def tell(
        user: Any, authenticator: Any, request: HttpRequest | None = None, **more: Any
    ) -> None:
        is_codes = authenticator.type == Authenticator.Type.RECOVERY_CODES
        told = (
            SecurityEventKind.CODES_MADE
            if is_codes and kind == SecurityEventKind.FACTOR_ADDED
            else kind
        )
        method = FACTORS.get(authenticator.type, authenticator.type)
        note(told, account=user, request=request, method=method)

    return tell


def _used(user: Any, authenticator: Any, request: HttpRequest | None = None, **more: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        used = Authenticator.objects.get(pk=authenticator.pk)  # what we were given is of before
        left = len(used.wrap().get_unused_codes())
        note(
            SecurityEventKind.CODE_USED,
            account=user,
            request=request,
            detail=f"{left} left.",
        )


def _factor_failed(user: Any, request: HttpRequest | None = None, **more: Any) -> None:
    note(SecurityEventKind.FACTOR_FAILED, account=user, request=request)
