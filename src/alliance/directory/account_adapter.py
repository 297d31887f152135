"""How allauth behaves here: accounts come by invitation, and mail goes by the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from alliance.mail.post import post

from .models import Alliance, SecurityEventKind
from .security.noting import note

LETS_IN = {
    "password_reset_key",
    "password_reset_code",
    "email_confirmation",
    "email_confirmation_signup",
    "login_code",
}
"""Mails with a link or code by which whoever has it comes in."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "Too many wrong passwords came from where you are. Wait a minute and try again, or use "
            "a passkey."
        ),
        "rate_limited": "That was asked for too often. Wait a few minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Accounts have no user name."""

    def format_email_subject(self, subject: str) -> str:
        return " ".join(subject.split())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        alliance = Alliance.objects.first()
        words = {
            "request": allauth_context.request,
            "email": email,
            "alliance": alliance,
            "contact": alliance.contact_email if alliance else "",
        }
        message = self.render_mail(template_prefix, email, words | context)
        if alliance and alliance.contact_email:
            message.reply_to = [alliance.contact_email]
        kind = template_prefix.rpartition("/")[2]
        post(message, purpose=kind.replace("_", "-")[:40], secret=kind in LETS_IN)


class SessionsAdapter(DefaultUserSessionsAdapter):
    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """Somebody signs themselves out elsewhere: that goes into the security log."""
        ended = list(sessions)
        super().end_sessions(ended)
        if ended:
            note(
                SecurityEventKind.SESSIONS_ENDED,
                account=ended[0].user,
                request=allauth_context.request,
                detail=f"{len(ended)} ended.",
            )
