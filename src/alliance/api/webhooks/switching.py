"""Switching a webhook off, and telling its owner why."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.directory.models import Alliance, User
from alliance.directory.networks.addresses import whole_address
from alliance.mail.post import post

from ..models import Webhook


def switch_off(webhook: Webhook, *, why: str, tell: bool = False) -> None:
    """It is told nothing until its owner switches it on; what is off stays off for its first reason."""
    turned = Webhook.objects.filter(pk=webhook.pk, off_at__isnull=True).update(
        off_at=timezone.now(), off_why=why[:200]
    )
    if turned and tell:
        _tell_owner(webhook, why)


def switch_off_all(owner: User, *, why: str) -> None:
    """Nothing leaves for this account any more."""
    for webhook in Webhook.objects.on().filter(owner=owner):
        switch_off(webhook, why=why)


def _tell_owner(webhook: Webhook, why: str) -> None:
    owner: User = webhook.owner
    if not owner.is_active:
        return
    alliance = Alliance.objects.first()
    office = alliance.contact_email if alliance else ""
    post(
        EmailMessage(
            subject="Your webhook was switched off",
            body=render_to_string(
                "api/webhooks/off.txt",
                {
                    "user": owner,
                    "webhook": webhook,
                    "why": why,
                    "page": whole_address(webhook.get_absolute_url()),
                    "alliance": alliance,
                },
            ),
            to=[owner.email],
            reply_to=[office] if office else None,
        ),
        purpose="webhook",
    )
