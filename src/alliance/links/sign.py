"""Issuing, opening, using and revoking signed links.

token = issue(purpose="answer", subject=action, expires_in=timedelta(days=21), by=editor)
url = f"/answer/{token}/"                      # the token is never seen again

link = open_link(token, "answer")              # on GET: changes nothing
link = use(token, "answer")                    # on POST: with the answer, in its transaction
if isinstance(link, Refusal):
    return refuse(request, link.sentence)
"""

from __future__ import annotations

import datetime as dt
import secrets
from enum import Enum

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import SignedLink

SALT = "alliance.links.sign"


class Refusal(Enum):
    """Why a link opens nothing, as a sentence for the person who followed it."""

    UNKNOWN = "This link is not one of ours, or not all of it. Copy it whole from the message."
    EXPIRED = "This link has expired. Ask for a new one."
    REVOKED = "This link was withdrawn. Ask for a new one."
    USED = "This link has been used, and works only once."

    @property
    def sentence(self) -> str:
        return self.value


def issue(
    *,
    purpose: str,
    expires_in: dt.timedelta,
    by: AbstractBaseUser | None,
    subject: models.Model | None = None,
    user: AbstractBaseUser | None = None,
    person_id: int | None = None,
    single_use: bool = False,
) -> str:
    """Make a link's token, to be sent at once: only its keyed hash is kept.

    Args:
        purpose: what it permits; it opens nothing else.
        expires_in: for how long, from now.
        by: who had it sent; None is the system.
        subject: what it is about.
        user, person_id: to whom it is sent, where that is known.
        single_use: `use` succeeds once.
    """
    token = secrets.token_urlsafe(32)
    now = timezone.now()
    SignedLink.objects.create(
        purpose=purpose,
        token_hash=_hash(token, settings.SECRET_KEY),
        content_type=ContentType.objects.get_for_model(subject) if subject else None,
        object_id=str(subject.pk) if subject else "",
        user_id=user.pk if user else None,
        person_id=person_id,
        single_use=single_use,
        issued_by_id=by.pk if by else None,
        created_at=now,
        expires_at=now + expires_in,
    )
    return token


def open_link(token: str, purpose: str) -> SignedLink | Refusal:
    """What a token permits, or why it does not. Changes nothing, so a mail scanner may do it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    link = SignedLink.objects.filter(
        token_hash__in=[_hash(token, key) for key in keys], purpose=purpose
    ).first()
    if link is None:
        return Refusal.UNKNOWN
    if link.revoked_at:
        return Refusal.REVOKED
    if link.single_use and link.used_at:
        return Refusal.USED
    if link.expires_at <= timezone.now():
        return Refusal.EXPIRED
    return link


def use(token: str, purpose: str) -> SignedLink | Refusal:
    """Do what the link permits, once if it is for a single use, however many try at once."""
    link = open_link(token, purpose)
    if isinstance(link, Refusal):
        return link
    now = timezone.now()
    first = SignedLink.objects.filter(
        pk=link.pk, used_at__isnull=True, revoked_at__isnull=True
    ).update(used_at=now)
    if first:
        link.used_at = now
    elif link.single_use or SignedLink.objects.filter(pk=link.pk, revoked_at__isnull=False):
        return open_link(token, purpose)  # somebody was quicker
    return link


def revoke(
    *, purpose: str, subject: models.Model | None = None, person_id: int | None = None
) -> int:
    """Withdraw the links of one purpose about a subject, or of a person, or both; how many."""
    if subject is None and person_id is None:
        raise ValueError("Say whose links to withdraw, or about what: neither was given.")
    links = SignedLink.objects.filter(purpose=purpose, revoked_at__isnull=True)
    if subject is not None:
        of_kind = ContentType.objects.get_for_model(subject)
        links = links.filter(content_type=of_kind, object_id=str(subject.pk))
    if person_id is not None:
        links = links.filter(person_id=person_id)
    return links.update(revoked_at=timezone.now())


def _hash(token: str, key: str | bytes) -> str:
    return salted_hmac(SALT, token, secret=key, algorithm="sha256").hexdigest()
