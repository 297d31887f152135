"""A showcase launched, now or at a moment; until then nothing of it is shown."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.delivery import keep
from alliance.directory.models import Alliance
from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress
from alliance.library.kinds import Kind
from alliance.library.models import Publication
from alliance.library.publications.publishers import publisher_of
from alliance.search import registry

from ..calls.announcing import announce
from ..models import Announcement, Case, Showcase
from ..refusal import CannotBeDone
from . import names
from .pdf.job import set_report
from .rows import locked_showcase
from .showing import show

SWEEP = dt.timedelta(minutes=10)
"""How often the clock looks for a launch that nothing else began."""


@transaction.atomic
def plan_launch(showcase: Showcase, at: dt.datetime, *, by: AbstractBaseUser) -> Showcase:
    """Have it launched at a moment.

    Raises:
        CannotBeDone: the moment has passed, or it cannot be launched.
    """
    showcase = locked_showcase(showcase)
    if at <= timezone.now():
        raise CannotBeDone("That moment has passed. Choose one to come, or launch it now.")
    refuse_unless_ready(showcase)
    before = snapshot(showcase)
    showcase.embargo_until = at
    showcase.version += 1
    showcase.save()
    enqueue(launch_due, run_after=at)
    record(by=by, verb="planned the launch of", thing=showcase, before=before, after=snapshot(showcase))  # fmt: skip
    return showcase


@transaction.atomic
def call_off(showcase: Showcase, *, by: AbstractBaseUser) -> Showcase:
    """It is not launched at the moment that was planned.

    Raises:
        CannotBeDone: none was planned, or it has been launched.
    """
    showcase = locked_showcase(showcase)
    if showcase.state != Showcase.State.DRAFT or showcase.embargo_until is None:
        raise CannotBeDone("No launch is planned that could be called off.")
    before = snapshot(showcase)
    showcase.embargo_until = None
    showcase.version += 1
    showcase.save()
    record(by=by, verb="called off the launch of", thing=showcase, before=before, after=snapshot(showcase))  # fmt: skip
    return showcase


@transaction.atomic
def launch(showcase: Showcase, *, by: AbstractBaseUser | None) -> Showcase:
    """Show it with all its agreed cases; tell their owners, the editors and the library.

    Raises:
        CannotBeDone: it was launched already, was withdrawn, or has no agreed case.
    """
    showcase = locked_showcase(showcase)
    refuse_unless_ready(showcase)
    before = snapshot(showcase)
    showcase.state, showcase.launched_at = Showcase.State.LAUNCHED, timezone.now()
    showcase.embargo_until = None
    showcase.version += 1
    showcase.save()
    for case in showcase.cases.filter(state=Case.State.AGREED).select_related("showcase"):
        case.showcase = showcase
        show(case, by=by)
    showcase.publication = _report_of(showcase)
    showcase.save(update_fields=["publication"])
    registry.index(Showcase, [showcase.pk])
    keep.follow(names.SHOWCASE, [showcase.pk])
    _announce(showcase)
    enqueue(set_report, showcase.pk, unique=True)
    record(by=by, verb="launched", thing=showcase, before=before, after=snapshot(showcase))
    return showcase


def refuse_unless_ready(showcase: Showcase) -> None:
    if showcase.state != Showcase.State.DRAFT:
        raise CannotBeDone(f"{showcase} is {showcase.get_state_display().lower()} already.")
    if not showcase.cases.filter(state=Case.State.AGREED).exists():
        raise CannotBeDone(
            "No page of it has been agreed to yet. Send the pages to whoever they are of first."
        )


def _report_of(showcase: Showcase) -> Publication:
    """Its report among the publications, published by the alliance itself."""
    alliance = Alliance.objects.first()
    publication = Publication.objects.create(
        title=showcase.title,
        publisher=publisher_of(alliance.name) if alliance and alliance.name else None,
        kind=Kind.REPORT,
        published_on=timezone.localdate(showcase.launched_at),
        url=f"{settings.WAGTAILADMIN_BASE_URL}{showcase.get_absolute_url()}report.pdf",
    )
    publication.topics.set(showcase.topics.all())
    return publication


def _announce(showcase: Showcase) -> None:
    """A candidate for the bulletin, where the showcase is a call's: once, whatever is launched again."""
    if showcase.call:
        announce(showcase.call, Announcement.Occasion.LAUNCH)


@job(title="Launch showcases")
def launch_due(progress: Progress) -> str:
    """Launch those whose moment has come, each once, however late. One that is not ready waits."""
    due = Showcase.objects.filter(
        state=Showcase.State.DRAFT, embargo_until__lte=timezone.now()
    ).order_by("embargo_until")
    launched = 0
    for showcase in progress.through(list(due)):
        try:
            launch(showcase, by=None)
        except CannotBeDone:
            continue  # launched meanwhile, or its last case was taken back: the programme's page says so
        launched += 1
    return f"{launched} launched"
