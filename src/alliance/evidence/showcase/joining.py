"""“We are doing this too”: taken in from readers, looked at, shown; names forgotten in time."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from alliance.audit.trail import record
from alliance.directory.models import Authority
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.ui.one_place import one_more_from_here, sent_from_here

from ..models import AlsoDoing, Case
from ..refusal import CannotBeDone

FROM_ONE_PLACE = 10
IN_ALL = 100
"""In an hour."""
FORGOTTEN_AFTER = dt.timedelta(days=365)
"""Names and addresses are kept for asking back, and no longer."""
WHAT = "we-too"


def too_many(request: HttpRequest) -> bool:
    """Whether another one would be too many for now."""
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    here = sent_from_here(request, WHAT) >= FROM_ONE_PLACE
    return here or AlsoDoing.objects.filter(at__gt=an_hour_ago).count() >= IN_ALL


@transaction.atomic
def join(
    case: Case,
    *,
    authority: Authority | None,
    organisation: str,
    words: str,
    name: str,
    email: str,
    by: AbstractBaseUser | None,
) -> AlsoDoing:
    """Keep that somebody does the same; readers see it once the programme has looked."""
    made = AlsoDoing.objects.create(
        case=case, authority=authority, organisation=organisation, words=words, name=name, email=email
    )  # fmt: skip
    record(by=by, verb="was told of others who do", thing=case)
    return made


@transaction.atomic
def settle(also: AlsoDoing, *, is_shown: bool, by: AbstractBaseUser) -> AlsoDoing:
    """Show it with the case, or not.

    Raises:
        CannotBeDone: it stands so already.
    """
    also = AlsoDoing.objects.select_for_update(of=("self",)).select_related("case").get(pk=also.pk)
    state = AlsoDoing.State.SHOWN if is_shown else AlsoDoing.State.HIDDEN
    if also.state == state:
        raise CannotBeDone("It stands so already.")
    also.state, also.settled_by_id = state, by.pk
    also.save()
    record(by=by, verb="showed who else does" if is_shown else "hid who else does", thing=also.case)
    return also


def count(request: HttpRequest) -> None:
    """One more came from here."""
    one_more_from_here(request, WHAT)


@job(title="Forget who told us that they do the same")
def forget(progress: Progress) -> str:
    """Names and addresses go a year after they came; the authority or organisation stays."""
    old = AlsoDoing.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER, erased_at__isnull=True)
    gone = old.update(name="", email="", erased_at=timezone.now())
    return f"{gone} forgotten"
