"""The link by which whoever a case is of reads it, says what they think, and tells whether it lasted."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from alliance.links.sign import Refusal, issue, open_link

from ..models import Case
from .names import LINK

LASTS = dt.timedelta(days=365)


class NoLink(Exception):
    """It opens nothing: the sentence says why. `is_over`: it did once."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.is_over = refusal is not Refusal.UNKNOWN


def link_to(case: Case, *, by: AbstractBaseUser | None) -> str:
    """A new address for its owner. Earlier ones still hold."""
    token = issue(purpose=LINK, expires_in=LASTS, by=by, subject=case)
    return f"{settings.WAGTAILADMIN_BASE_URL}/my-case/{token}/"


def case_of(token: str) -> Case:
    """The case that a link leads to. Changes nothing.

    Raises:
        NoLink: it leads to none.
    """
    link = open_link(token, LINK)
    if isinstance(link, Refusal):
        raise NoLink(link)
    rows = Case.objects.select_related("showcase", "submission", "theme")
    case = rows.filter(pk=link.object_id, erased_at__isnull=True).first()
    if case is None:
        raise NoLink(Refusal.REVOKED)
    return case
