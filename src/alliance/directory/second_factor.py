"""What the programme's staff need besides a password."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


def lacks_second_factor(user: Any) -> bool:
    """Whether somebody has yet to add one; the sample region asks nobody."""
    return settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(user)
