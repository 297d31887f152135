"""The jobs that look at links: some of those that are due every few minutes, or on a press."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.conf import settings
from django.utils import timezone

from alliance.jobs.declare import job
from alliance.jobs.progress import GiveUp, Progress

from ..models import Link, Verdict
from ..models.link_verdict import FAILING, GOOD
from . import sites
from .gather import gather_links
from .look import Asking, look

A_RUN = dt.timedelta(seconds=90)
A_LONG_RUN = dt.timedelta(minutes=10)
"""When somebody waits for it."""
OF_A_SITE = 10
"""Addresses of one site in a row."""
BREATH = 2.0
"""Seconds before a site is asked again."""
OFF = "This is a sample: its addresses are invented, so no other site is asked for them."


@job(title="Check links")
def check_links(progress: Progress) -> str:
    """Some of those that are due; started by the clock."""
    return check_due(progress, within=A_RUN) if settings.LINKS_ARE_CHECKED else OFF


@job(title="Check links now")
def check_now(progress: Progress) -> str:
    """Where links stand, then all that are due or not known to work, as far as time allows."""
    if not settings.LINKS_ARE_CHECKED:
        raise GiveUp(OFF)
    gather_links(progress)
    doubtful = [*FAILING, Verdict.UNKNOWN]
    Link.objects.held().filter(finding__verdict__in=doubtful).update(next_look_at=timezone.now())
    return check_due(progress, within=A_LONG_RUN)


@job(title="Check one link")
def check_one(progress: Progress, link_id: int) -> str:
    """One address, although it is not its day. That its site wants to be left alone still holds."""
    if not settings.LINKS_ARE_CHECKED:
        raise GiveUp(OFF)
    link = Link.objects.select_related("host").filter(pk=link_id).first()
    if link is None:
        raise GiveUp("This address stands nowhere on the site any more.")
    host = link.host
    if not sites.claim(host):
        raise GiveUp(f"{host} is being asked already, or wants to be left alone. Try again later.")
    try:
        found = look(link, host, Asking())
    finally:
        sites.let_go(host)
    return f"{found.verdict.label}. {found.words}".strip()


def check_due(progress: Progress, *, within: dt.timedelta, asking: Asking | None = None) -> str:
    """Look at links that are due until none is or the time is up; says what came of it."""
    asking = asking or Asking()
    ends = timezone.now() + within
    found: Counter[Verdict] = Counter()
    last = 0
    while timezone.now() < ends and (host := sites.claim_next()):
        try:
            due = Link.objects.held().filter(host=host, next_look_at__lte=timezone.now())
            for link in due.order_by("next_look_at")[:OF_A_SITE]:
                if host.pk == last:
                    asking.wait(BREATH)
                last = host.pk
                found[look(link, host, asking).verdict] += 1
                progress.tell(found.total(), words="Asking for addresses")
                if sites.is_left_alone(host):
                    break
        finally:
            sites.let_go(host)
    return sentence(found)


def sentence(found: Counter[Verdict]) -> str:
    """“12 addresses were looked at: 9 work, 1 was not found, 2 could not be checked.”"""
    if not found:
        return "No address is due."
    failing = sum(found[one] for one in FAILING)
    parts = [
        f"{sum(found[one] for one in GOOD)} work",
        f"{failing} {'does' if failing == 1 else 'do'} not",
        f"{found.total() - failing - sum(found[one] for one in GOOD)} could not be checked",
    ]
    many = "1 address was" if found.total() == 1 else f"{found.total()} addresses were"
    return f"{many} looked at: {', '.join(parts)}."
