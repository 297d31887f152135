"""Adding to the security log."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from alliance.directory.models import Role, SecurityEvent, SecurityEventKind
from alliance.links.scrub import scrub


def note(
    kind: SecurityEventKind,
    *,
    account: AbstractBaseUser | None,
    by: AbstractBaseUser | None = None,
    request: HttpRequest | None = None,
    label: str = "",
    method: str = "",
    detail: str = "",
) -> SecurityEvent:
    """Add one event to the security log.

    Args:
        account: whose account it is about, if there is one.
        by: who did it, where that was somebody else.
        request: by which it came; leave it out for what somebody else did.
        label: the address, where there is no account yet.
    """
    agent = request.headers.get("User-Agent", "") if request else ""
    return SecurityEvent.objects.create(
        kind=kind,
        account_id=account.pk if account else None,
        account_label=(getattr(account, "email", "") or label)[:254],
        roles=roles_of(account)[:300] if account else "",
        by_id=by.pk if by else None,
        by_label=str(by)[:254] if by else "",
        method=method[:80],
        ip=address_of(request) if request else None,
        browser=scrub(agent)[:200],
        detail=detail[:300],
    )


def roles_of(user: AbstractBaseUser) -> str:
    """What somebody is today, in words: “Data lead (Kent); Editor”."""
    held = Role.objects.current().filter(person=getattr(user, "person_id", None) or 0)
    words = [
        f"{role.get_kind_display()} ({role.authority.name})"
        if role.authority
        else str(role.get_kind_display())
        for role in held.select_related("authority").order_by("kind", "pk")
    ]
    if getattr(user, "is_superuser", False):
        words.append("Administrator")
    elif getattr(user, "is_staff", False):
        words.append("Editor")
    return "; ".join(dict.fromkeys(words))


def address_of(request: HttpRequest) -> str | None:
    """From where a request came, as the account package says it."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:  # there is none, as in a request made by hand
        return None
    return address


def typed_address(request: Any, credentials: dict[str, Any] | None) -> str | None:
    """The address that somebody tried to sign in with: one spelling, so that guesses add up."""
    said = credentials or {}
    typed = said.get("email") or said.get("login") or said.get("username")
    if not typed and request is not None:
        typed = request.POST.get("login")
    return str(typed or "").strip().casefold()[:254] or None
