"""Judging candidates: what each is, how near, and whether it was said; kept with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from alliance.directory.models import Alliance, Authority, Topic
from alliance.jobs.declare import job
from alliance.jobs.progress import Progress
from alliance.search.models import Meaning

from . import known
from .judging.duplicates import Finding, Shelf
from .judging.ranking import Places, rank
from .judging.seen import seen_as, signals_of
from .judging.tagging import Vocabulary, tags_of
from .models import OPEN, Candidate

AT_ONCE = 1000
"""Candidates that one run judges; the rest wait for the next."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all candidates are judged by: fetched once for a run."""

    vocabulary: Vocabulary
    places: Places
    of_networks: Collection[str]
    shelf: Shelf
    today: dt.date


def ground(today: dt.date | None = None) -> Ground:
    """The region's names, its topics, and all that is known."""
    today = today or timezone.localdate()
    alliance = Alliance.objects.first()
    meanings = Meaning.objects.values_list("wordings", flat=True)
    return Ground(
        vocabulary=Vocabulary(
            dict(Topic.objects.values_list("slug", "name")),
            [wordings.splitlines() for wordings in meanings],
        ),
        places=Places(
            list(Authority.objects.filter(is_member=True).values_list("name", flat=True)),
            alliance.region if alliance else "",
        ),
        of_networks=topics_of_networks(),
        shelf=Shelf([*known.all_known(today), *known.candidates(today)]),
        today=today,
    )


def topics_of_networks() -> frozenset[str]:
    """Slugs of the topics that some network of the alliance works on."""
    return frozenset(Topic.objects.filter(networks__isnull=False).values_list("slug", flat=True))


@job(title="Judge what was found")
def judge_new(progress: Progress) -> str:
    """Judge the candidates that were not, or whose wording changed since."""
    changed = Q(judged_at__isnull=True) | Q(judged_at__lt=F("changed_at"))
    return _judge(
        Candidate.objects.filter(changed, state__in=OPEN).order_by("pk")[:AT_ONCE], progress
    )


@job(title="Judge again what waits")
def judge_again(progress: Progress) -> str:
    """Judge all that is not decided once more: a day has gone by, and things were told."""
    return _judge(Candidate.objects.filter(state__in=OPEN).order_by("pk"), progress)


def _judge(candidates: Iterable[Candidate], progress: Progress) -> str:
    rows = list(candidates)
    if not rows:
        return "Nothing was waiting."
    by = ground()
    for candidate in progress.through(rows):
        judge(candidate, by)
    return f"{len(rows)} judged."


def judge(candidate: Candidate, by: Ground) -> None:
    """Judge one candidate and keep what was found. What a person decided meanwhile stays."""
    published = timezone.localdate(candidate.published_at) if candidate.published_at else None
    document_type = str(candidate.facts.get("document_type", "")) if candidate.facts else ""
    issued = published or timezone.localdate(candidate.found_at)
    tags = tags_of(candidate.title, candidate.text, by.vocabulary, issued, document_type)
    said = f"{candidate.title}\n{candidate.text}"
    found = _first_of_each(by.shelf.find(known.telling_of(candidate)), candidate.pk)
    names, region = by.places.named_in(said), by.places.region_in(said)
    kept = seen_as(tags, names, region, found, rank(signals_of({}), by.today))
    signals = signals_of(kept, published, was_sent=candidate.source_id is None)
    kept = seen_as(tags, names, region, found, rank(signals, by.today, by.of_networks))
    if chosen := candidate.seen_as.get("updates"):
        kept["updates"] = chosen  # a person said so
    open_still = Candidate.objects.filter(pk=candidate.pk, state__in=OPEN)
    open_still.update(seen_as=kept, judged_at=timezone.now())


def _first_of_each(found: Iterable[Finding], pk: int) -> list[Finding]:
    """One finding for each thing that is known. Of two candidates the later one is the repeat."""
    first: dict[str, Finding] = {}
    for finding in found:
        kind, _, number = finding.telling.key.partition(" ")
        if kind == "candidate" and int(number) > pk:
            continue
        first.setdefault(finding.telling.key, finding)
    return list(first.values())
