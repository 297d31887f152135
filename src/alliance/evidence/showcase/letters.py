"""The mails about a case: to be agreed, reminded of, published, asked whether it lasted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from alliance.directory.models import Alliance
from alliance.mail.models import Message
from alliance.mail.post import post

from ..models import Case
from .link import link_to

SUBJECTS = {
    "check": "Please read your page: {title}",
    "check_again": "A reminder, please read your page: {title}",
    "launched": "Your work is published: {title}",
    "stuck": "Six months on, did it last? {title}",
    "stuck_again": "A reminder, did it last? {title}",
}
"""By the name of the mail, which is its template's too."""
WITH_LINK = {"check", "check_again", "stuck", "stuck_again"}


def write(kind: str, case: Case, *, by: AbstractBaseUser | None, **words: Any) -> Message | None:
    """Put a mail to a case's owner into the outbox, in the transaction of its cause.

    Nothing where no address is known: then somebody rings.
    """
    if not case.owner_email:
        return None
    alliance = Alliance.objects.first()
    link = link_to(case, by=by) if kind in WITH_LINK else ""
    context = {"case": case, "alliance": alliance, "link": link, "page": page_of(case), **words}
    title = " ".join(case.title.split())
    message = EmailMessage(
        subject=SUBJECTS[kind].format(title=title),
        body=render_to_string(f"evidence/showcase/mails/{kind}.txt", context),
        to=[case.owner_email],
        reply_to=[alliance.contact_email] if alliance and alliance.contact_email else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    (posted,) = post(message, purpose=f"case-{kind.replace('_', '-')}", secret=bool(link))
    return posted


def page_of(case: Case) -> str:
    """The whole address of its page."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{case.get_absolute_url()}"
