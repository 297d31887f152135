"""How many wrong passwords an account bears, from wherever they come.

django-axes locks out one address after five wrong passwords from one place, for a quarter of an hour.
Whoever guesses from many places is stopped here: after fifty in a row the account takes no password
until its owner chooses a new one by mail. Passkeys and an organisation's sign-in go on working.
NIST SP 800-63B-4 allows a hundred.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db.models import Max
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from alliance.directory.models import Alliance, SecurityEvent, SecurityEventKind, User
from alliance.mail.post import post

from .noting import note, typed_address

MOST = 50
ENDS_A_ROW = (
    SecurityEventKind.SIGNED_IN,
    SecurityEventKind.PASSWORD_RESET,
    SecurityEventKind.PASSWORD_CHANGED,
    SecurityEventKind.RELEASED,
)


class GuessLimitBackend:
    """Refuses a password for an account that is closed to passwords, before it is looked at.

    The answer is that of a wrong password: whoever guesses learns nothing by it.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        typed = typed_address(request, credentials)
        if "password" in credentials and typed:
            user = User.objects.filter(email__iexact=typed).first()
            if user and is_closed(user):
                # As much work as for a wrong password, so that the time tells nothing either.
                User().set_password(credentials["password"])
                raise PermissionDenied


def is_closed(user: User) -> bool:
    """Whether so many wrong passwords came in a row that none is looked at any more."""
    return wrong_in_a_row(user) >= MOST


def wrong_in_a_row(user: User) -> int:
    """Wrong passwords and second factors since the last good one."""
    events = SecurityEvent.objects.filter(account=user)
    last = events.filter(kind__in=ENDS_A_ROW).aggregate(at=Max("at"))["at"]
    wrong = events.filter(kind__in=[SecurityEventKind.FAILED, SecurityEventKind.FACTOR_FAILED])
    return (wrong.filter(at__gt=last) if last else wrong)[:MOST].count()


def close_after_many(user: User, *, request: HttpRequest | None) -> None:
    """Tell the owner once, when the number is reached, how to come in again."""
    if wrong_in_a_row(user) != MOST or not is_first_time(user):
        return
    note(SecurityEventKind.CLOSED, account=user, request=request)
    alliance = Alliance.objects.first()
    link = request.build_absolute_uri(reverse("account_reset_password")) if request else ""
    post(
        EmailMessage(
            subject="Somebody tries to guess your password",
            body=render_to_string(
                "directory/security/closed.txt",
                {"user": user, "alliance": alliance, "link": link, "most": MOST},
            ),
            to=[user.email],
        ),
        purpose="account",
    )


def is_first_time(user: User) -> bool:
    """Whether the owner has yet to be told of this row."""
    events = SecurityEvent.objects.filter(account=user)
    last = events.filter(kind__in=ENDS_A_ROW).aggregate(at=Max("at"))["at"]
    closed = events.filter(kind=SecurityEventKind.CLOSED)
    told = closed.filter(at__gt=last) if last else closed
    return not told.exists()


def is_locked_out(user: User) -> bool:
    """Whether wrong passwords from some place shut it out there, for the time being."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(
        username=user.email,
        attempt_time__gt=since,
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
    )
    return bool(attempts.exists())


def forget_guesses(user: User, *, request: HttpRequest | None) -> None:
    """Let an account be tried again at once: a new password was chosen, or the programme says so."""
    reset(username=user.email)
    if request is not None:
        get_adapter()._delete_login_attempts_cached_email(request, email=user.email)
