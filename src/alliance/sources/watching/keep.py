"""What a look found and how it went, written in one transaction: a crash loses both or neither."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from alliance.jobs.enqueue import enqueue
from alliance.sources.judge import judge_new

from ..models import Candidate, CandidateState, Fetch, Outcome, Source, SourceKind, Wording
from ..reading.entry import Entry
from .answer import Answer
from .mailbox import unread
from .patience import GOOD, next_look

log = logging.getLogger(__name__)
OLD = dt.timedelta(days=30)
FIRST_UNDATED = 20
BEFORE = "It was there before this source was watched."
MOST_WORDINGS = 20
A_QUESTION = 500
NOTED = [
    "held_until", "last_at", "last_words", "failures", "failing_since", "etag", "last_modified",
    "kept", "mark", "is_on", "off_why", "next_at",
]  # fmt: skip
"""What a look writes of its source; what editors write is left alone."""


@dataclass(frozen=True, slots=True)
class Kept:
    new: int = 0
    changed: int = 0


@transaction.atomic
def keep(source: Source, answer: Answer, *, at: dt.datetime, took: dt.timedelta) -> Fetch | None:
    """Write down a look at a source that this worker holds; None if it holds it no more.

    The row is read again under a lock: what an editor changed meanwhile stays as they have it, and
    a source whose address is another by now learns nothing from an answer of the old one.
    """
    row = (
        Source.objects.select_for_update()
        .filter(pk=source.pk, held_until=source.held_until)
        .first()
    )
    if row is None:
        return None
    if row.address != source.address or row.kind != source.kind:
        Source.objects.filter(pk=row.pk).update(held_until=None)
        return None
    entries = [*(answer.reading.entries if answer.reading else ()), *_given_away(answer, row)]
    kept = keep_entries(row, entries, _publisher(row, answer), at=at)
    words = _sentence(answer, kept)
    fetch = Fetch.objects.create(
        source=row,
        at=at,
        took=int(took.total_seconds() * 1000),
        outcome=answer.outcome,
        status=answer.status,
        bytes=answer.size,
        found=len(entries),
        new=kept.new,
        changed=kept.changed,
        words=words,
    )
    _note(row, answer, words, at)
    return fetch


def _given_away(answer: Answer, row: Source) -> list[Entry]:
    """Give mails that are no news to who takes them; one they stumble over is told of instead."""
    stumbled: list[Entry] = []
    for place, (taker, mail) in enumerate(answer.taken):
        try:
            with transaction.atomic():
                taker.take(mail)
        except Exception as fault:
            # The mailbox goes on behind it, and a person looks. Its words may quote the mail.
            log.error("A mail of source %s could not be taken: %s", row.pk, type(fault).__name__)
            name = f"{row.pk}:{sorted((answer.mark or {}).items())}:{place}"
            stumbled.append(unread(name, "It holds a form, and could not be taken in. Look at it."))
    return stumbled


def _note(row: Source, answer: Answer, words: str, at: dt.datetime) -> None:
    """How the source stands after this look."""
    row.held_until = None
    row.last_at, row.last_words = at, words
    if answer.outcome in GOOD:
        row.failures, row.failing_since = 0, None
        row.etag, row.last_modified = answer.etag, answer.last_modified
        if answer.reading is not None and row.kind == SourceKind.PAGE:
            row.kept = answer.reading.kept
        if answer.mark is not None:
            row.mark = dict(answer.mark)
    else:
        row.failures = min(row.failures + 1, 30_000)
        row.failing_since = row.failing_since or at
    if answer.outcome == Outcome.GONE:
        row.is_on, row.off_why = False, "The site says that it is gone for good."
    row.next_at = at + next_look(
        answer.outcome,
        every=row.every,
        failures=row.failures,
        asked=answer.asked,
        is_more=answer.is_more,
    )
    row.save(update_fields=NOTED)


def _publisher(row: Source, answer: Answer) -> str:
    title = answer.reading.title if answer.reading and row.kind == SourceKind.FEED else ""
    return row.publisher or title or (urlsplit(row.address).hostname or "").removeprefix("www.")


def _sentence(answer: Answer, kept: Kept) -> str:
    """“3 new, 1 changed. …”: for the page of sources."""
    if answer.outcome != Outcome.READ:
        return answer.words[:500]
    counts = [f"{kept.new} new"] if kept.new else []
    counts += [f"{kept.changed} changed"] if kept.changed else []
    elsewhere = len(answer.taken)
    counts += [f"{elsewhere} that {'is' if elsewhere == 1 else 'are'} no news"] if elsewhere else []
    said = f"{', '.join(counts)}." if counts else "Read; nothing new."
    return f"{said} {answer.words}".strip()[:500]


# Entries ---------------------------------------------------------------------------------------


def keep_entries(
    source: Source | None,
    entries: Sequence[Entry],
    publisher: str,
    *,
    at: dt.datetime | None = None,
) -> Kept:
    """Make candidates of entries that are new, and note those that changed; in a transaction.

    At the first look, what is older than a month is remembered and not shown, so that a new source
    does not bring ten years of news at once. Without a source they were handed in by somebody, and
    all are shown.
    """
    at = at or timezone.now()
    there = _those_there(source, [entry.key for entry in entries])
    is_first = (
        source is not None and not there and not Candidate.objects.filter(source=source).exists()
    )
    new = [
        _candidate(source, entry, publisher, at, is_old=is_first and _is_old(entry, number, at))
        for number, entry in enumerate(entries)
        if entry.key not in there
    ]
    Candidate.objects.bulk_create(new, batch_size=500)
    changed = [(there[entry.key], entry) for entry in entries if entry.key in there]
    changed = [(candidate, entry) for candidate, entry in changed if _differs(candidate, entry)]
    for candidate, entry in changed:
        _change(candidate, entry, at)
    shown = sum(each.state == CandidateState.NEW for each in new)
    if shown or changed:
        enqueue(judge_new, unique=True)
    return Kept(shown, len(changed))


def _those_there(source: Source | None, keys: Sequence[str]) -> dict[str, Candidate]:
    """Some at a time: a database takes only so many values in one question."""
    found: dict[str, Candidate] = {}
    for start in range(0, len(keys), A_QUESTION):
        asked = Candidate.objects.filter(source=source, key__in=keys[start : start + A_QUESTION])
        found |= {each.key: each for each in asked}
    return found


def _is_old(entry: Entry, number: int, at: dt.datetime) -> bool:
    if entry.published_at is None:
        return number >= FIRST_UNDATED
    return entry.published_at < at - OLD


def _candidate(
    source: Source | None, entry: Entry, publisher: str, at: dt.datetime, *, is_old: bool
) -> Candidate:
    return Candidate(
        source=source,
        key=entry.key,
        url=entry.url,
        title=entry.title,
        html=entry.html,
        text=entry.text,
        publisher=(entry.publisher or publisher)[:200],
        published_at=entry.published_at,
        found_at=at,
        facts=dict(entry.facts),
        state=CandidateState.NO if is_old else CandidateState.NEW,
        why=BEFORE if is_old else "",
        decided_at=at if is_old else None,
    )


def _differs(candidate: Candidate, entry: Entry) -> bool:
    return (candidate.title, candidate.text) != (entry.title, entry.text)


def _change(candidate: Candidate, entry: Entry, at: dt.datetime) -> None:
    """The new wording takes the old one's place; what was decided stays, judging looks again."""
    Wording.objects.create(
        candidate=candidate,
        title=candidate.title,
        html=candidate.html,
        text=candidate.text,
        replaced_at=at,
    )
    old = candidate.earlier.values_list("pk", flat=True)[MOST_WORDINGS:]
    Wording.objects.filter(pk__in=list(old)).delete()
    Candidate.objects.filter(pk=candidate.pk).update(
        title=entry.title,
        html=entry.html,
        text=entry.text,
        url=entry.url,
        published_at=entry.published_at or candidate.published_at,
        facts=dict(entry.facts),
        changed_at=at,
        judged_at=None,
    )
