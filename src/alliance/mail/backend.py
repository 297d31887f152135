"""Django's mail functions, Wagtail's notices and any library's, into the outbox."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .post import post_many

PURPOSE = "notice"


class OutboxBackend(BaseEmailBackend):
    """`EMAIL_BACKEND`: sending is writing down; `send.py` does the rest."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        addressed = [message for message in email_messages if message.recipients()]
        post_many(addressed, purpose=PURPOSE)
        return len(addressed)
