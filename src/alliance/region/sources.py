"""The sample's watched sources with what they brought. Nobody is asked for it: it is invented."""

from __future__ import annotations

import datetime as dt
from html import escape

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alliance.directory.models import RoleKind, Topic, User
from alliance.jobs.progress import Progress
from alliance.sources.judge import judge_new
from alliance.sources.models import Candidate, CandidateState, Fetch, Outcome, Sender, Source
from alliance.sources.reading.entry import key_of

from .found import PIECES, SOURCES, SamplePiece, SampleSource

DAY = dt.timedelta(days=1)
NOT_FOUND = "The site answers 404 (not found). Look at its address."
GONE = "The site says that it is gone for good."


def load_sources(day: dt.date) -> int:
    """Sources and candidates as of a day; how many candidates there are, or none if they were there."""
    if Source.objects.exists() or Candidate.objects.exists():
        return 0
    with transaction.atomic():
        topics = {topic.slug: topic for topic in Topic.objects.all()}
        made = {each.key: _source(each, topics, day) for each in SOURCES}
        editor = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()
        for piece in PIECES:
            _candidate(piece, made.get(piece.source), day, editor)
    judge_new(Progress())
    return len(PIECES)


def _at(day: dt.date, ago: int, hour: int = 7) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day - ago * DAY, dt.time(hour, 10)))


def _source(sample: SampleSource, topics: dict[str, Topic], day: dt.date) -> Source:
    source: Source = Source.objects.create(
        name=sample.name,
        kind=sample.kind,
        address=sample.address,
        publisher=sample.publisher,
        every=sample.every,
        made_at=_at(day, 90),
        next_at=_at(day, 0) + dt.timedelta(hours=sample.every),
    )
    source.topics.set(topics[slug] for slug in sample.topics)
    for ago in range(12, -1, -1):
        _look(source, sample, ago, day)
    source.save()
    return source


def _look(source: Source, sample: SampleSource, ago: int, day: dt.date) -> None:
    """One look a day is enough to show; one source fails since five days, one is gone since three."""
    if not source.is_on:
        return
    at = _at(day, ago)
    outcome, status, words = Outcome.UNCHANGED, 304, "Nothing has changed since the last look."
    new = sum(piece.source == sample.key and piece.ago == ago for piece in PIECES)
    if sample.story == "failing" and ago <= 5:
        outcome, status, words, new = Outcome.FAULT, 404, NOT_FOUND, 0
        source.failures, source.failing_since = source.failures + 1, source.failing_since or at
    elif sample.story == "gone" and ago == 3:
        outcome, status, words = Outcome.GONE, 410, GONE
        source.is_on, source.off_why = False, GONE
    elif new:
        outcome, status, words = Outcome.READ, 200, f"{new} new."
    Fetch.objects.create(
        source=source,
        at=at,
        took=300 + 40 * ago,
        outcome=outcome,
        status=status,
        found=20 if outcome == Outcome.READ else 0,
        new=new,
        words=words,
    )
    source.last_at, source.last_words = at, words


def _candidate(
    piece: SamplePiece, source: Source | None, day: dt.date, editor: User | None
) -> Candidate:
    due = day + (piece.due or 0) * DAY
    text = piece.text.format(due=f"{due.day} {due:%B %Y}")
    is_decided = piece.state != CandidateState.NEW
    site = source.address.split("/")[2] if source else ""
    made: Candidate = Candidate.objects.create(
        source=source,
        key=key_of("sample", piece.source, piece.title),
        url=f"https://{site}/{slugify(piece.title)}" if source else "",
        title=piece.title,
        html=f"<p>{escape(text)}</p>",
        text=text,
        publisher=source.publisher if source else piece.organisation or "A health board",
        published_at=_at(day, piece.ago, 6),
        found_at=_at(day, piece.ago),
        facts={"document_type": piece.document_type} if piece.document_type else {},
        state=piece.state,
        why=piece.why,
        later_until=day + 45 * DAY if piece.state == CandidateState.LATER else None,
        decided_at=_at(day, max(piece.ago - 1, 0), 9) if is_decided else None,
        decided_by=editor if is_decided else None,
    )
    if source is None and piece.source != "mail":
        Sender.objects.create(
            candidate=made,
            name=piece.source,
            email=piece.email,
            organisation=piece.organisation,
            sent_at=made.found_at,
        )
    return made
