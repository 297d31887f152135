"""A candidate that was taken becomes an item of the week's draft; given back, it leaves it again."""

from __future__ import annotations

from html import escape

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from alliance.directory.models import Topic, User
from alliance.sources import taking
from alliance.sources.models import OPEN, Candidate
from alliance.text.sanitise import clean

from ..models import DraftItem, IssueState, Item
from ..parsing.parse import parse_as_one
from ..parsing.webpage import from_html
from ..rendering import text_to_html
from .beginning import begin_issue
from .changing import add_item, take_out
from .found import Fact, facts_in
from .refusal import CannotBeDone
from .said import Said

SHOWN = 12
"""Candidates that the writing screen lists; triage has them all."""


def register() -> None:
    taking.register(_take, _give_back)


def waiting() -> list[Candidate]:
    """What came and nobody has decided about, the best for this region first."""
    today = timezone.localdate()
    rows = Candidate.objects.filter(state__in=OPEN).exclude(later_until__gt=today)
    ranked = sorted(rows.defer("html", "text")[:200], key=_score, reverse=True)
    return ranked[:SHOWN]


def _score(candidate: Candidate) -> float:
    return float(candidate.seen_as.get("rank", {}).get("score", 0))


def _take(candidate: Candidate, by: AbstractBaseUser) -> str:
    """An item in its words, with where it came from; what was read from them waits to be decided.

    Raises:
        CannotBeTaken: the draft cannot be written in now.
    """
    assert isinstance(by, User)  # noqa: S101 - the door asked; this tells the types
    issue = begin_issue(by=by)
    body = clean(candidate.html) or text_to_html(candidate.text)
    source = from_html(f"<h2>{escape(candidate.title)}</h2>{body}")
    facts = facts_in(parse_as_one(source, issued=issue.date), 0)
    if candidate.url and candidate.url not in body:
        name = candidate.publisher or "Read it in full"
        body += clean(f'<p><a href="{escape(candidate.url)}">{escape(name)}</a></p>')
    try:
        add_item(
            by=by,
            issue=issue,
            said=Said(title=candidate.title, body=body),
            found=[*facts, *_judged(candidate)],
            candidate=str(candidate.pk),
        )
    except CannotBeDone as refusal:
        raise taking.CannotBeTaken(str(refusal)) from refusal
    return f"the draft of {issue}"


def _judged(candidate: Candidate) -> list[Fact]:
    """Topics, and the matter it tells again or changes, as judging found them."""
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    found = [
        Fact("topic", str(topics[each["value"]].pk), topics[each["value"]].name, each["words"])
        for each in candidate.seen_as.get("topics", [])
        if each["value"] in topics
    ]
    for each in candidate.seen_as.get("seen", []):
        kind, _, pk = each["key"].partition(" ")
        if kind == "item" and Item.objects.filter(pk=int(pk) if pk.isdecimal() else 0).exists():
            found.append(Fact("matter", pk, each["title"], each["where"]))
            break
    return found


def _give_back(candidate: Candidate, by: AbstractBaseUser) -> None:
    item = DraftItem.objects.filter(candidate=str(candidate.pk), removed_at__isnull=True).first()
    if item is None:
        return
    if item.issue.state in (IssueState.PUBLISHED, IssueState.CORRECTING):
        raise taking.CannotBeTaken(f"It is published in {item.issue}.")
    try:
        take_out(item=item)
    except CannotBeDone as refusal:
        raise taking.CannotBeTaken(str(refusal)) from refusal
