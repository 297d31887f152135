"""Problems that readers report: taken down, told to the programme, forgotten in time."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from alliance.directory.models import Alliance
from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress

from .models import ProblemReport

MOST_AN_HOUR = 40
"""More than any real fault brings in: beyond it somebody is filling the table."""
FROM_ONE_PLACE = 10
"""So that one machine does not use up everybody's; a whole authority may share an address."""
KEPT_FOR = dt.timedelta(days=90)


class TooMany(Exception):
    """So many reports came in within the hour that no more are taken."""


@transaction.atomic
def report(*, page: str, words: str, email: str) -> ProblemReport:
    """Take a report down and have the programme told.

    Raises:
        TooMany: as many were taken within an hour as are taken.
    """
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    if ProblemReport.objects.filter(made_at__gt=an_hour_ago).count() >= MOST_AN_HOUR:
        raise TooMany
    made = ProblemReport.objects.create(page=page, words=words, email=email)
    enqueue(tell_programme, made.pk)
    return made


@job(title="Tell the programme of a problem")
def tell_programme(progress: Progress, pk: int) -> str:
    """Send the programme the number of a report and where to read it: never its words.

    Marked as told before it is sent: run twice, it sends once.
    """
    alliance = Alliance.objects.first()
    if alliance is None or not alliance.contact_email:
        return "The alliance has no e-mail address, so nobody was told."
    if not ProblemReport.objects.filter(pk=pk, told_at__isnull=True).update(told_at=timezone.now()):
        return "The programme had been told."
    try:
        send_mail(
            subject=f"Somebody reported a problem with the site (number {pk})",
            message=(
                "A reader says that something is wrong on a page. Sign in and read it in the "
                f"editors’ area:\n\n    {_address(pk)}\n"
            ),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[alliance.contact_email],
        )
    except OSError:
        # It did not go out: the next attempt of this job may.
        ProblemReport.objects.filter(pk=pk).update(told_at=None)
        raise
    return "The programme was told."


def _address(pk: int) -> str:
    host = settings.ALLOWED_HOSTS[0]
    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{host}/cms/snippets/home/problemreport/edit/{pk}/"


@job(title="Forget who reported problems")
def forget_reporters(progress: Progress) -> str:
    """As the privacy notice says: addresses go after ninety days, words too once they were dealt with."""
    old = ProblemReport.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    forgotten = old.exclude(email="").update(email="")
    done = old.filter(state=ProblemReport.State.DONE)
    emptied = done.exclude(words="").update(words="", page="")
    return f"{forgotten} were forgotten; of {emptied} reports only the number stays."
