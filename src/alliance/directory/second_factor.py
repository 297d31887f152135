"""Who needs more than a password: the programme's staff, and whoever sees case-level data."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from .models import Role, RoleKind

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none: they are the way back to one."""
ROLES = frozenset(
    {
        RoleKind.PROGRAMME_MANAGER,
        RoleKind.PROGRAMME_SUPPORT,
        # who see what single children need, or rows that stand for one child each
        RoleKind.DATA_LEAD,
        RoleKind.COMMISSIONER,
        RoleKind.PROVIDER,
    }
)


def needs_second_factor(user: Any, roles: Collection[str] | None = None) -> bool:
    """Whether somebody may do nothing here, beyond what everybody may, without a second factor.

    The sample region asks nobody: its people exist for an afternoon.

    Args:
        roles: the kinds of role they hold today, where that is known already.
    """
    if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated:
        return False
    if user.is_staff or user.is_superuser:
        return True
    if roles is None:
        held = Role.objects.current().filter(person=user.person_id or 0)
        roles = held.values_list("kind", flat=True)
    return bool(ROLES.intersection(roles))


def lacks_second_factor(user: Any, roles: Collection[str] | None = None) -> bool:
    """Whether somebody has yet to add one; looked up once a request."""
    known: bool | None = getattr(user, "_lacks_second_factor", None)
    if known is None:
        known = needs_second_factor(user, roles) and not has_second_factor(user)
        user._lacks_second_factor = known
    return known


def has_second_factor(user: Any) -> bool:
    """Whether somebody has an authenticator app or a passkey."""
    return bool(is_mfa_enabled(user, KINDS))


def with_second_factor(users: Collection[int]) -> frozenset[int]:
    """Which of these accounts have one; a query, for lists that would otherwise ask for each."""
    rows = Authenticator.objects.filter(user__in=users, type__in=KINDS)
    return frozenset(rows.values_list("user", flat=True))
