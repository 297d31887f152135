"""What is put before the editors of the bulletin about a call: once for each occasion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from alliance.directory.models import Alliance
from alliance.jobs.enqueue import enqueue
from alliance.sources.judge import judge_new
from alliance.sources.models import Candidate
from alliance.sources.reading.entry import key_of, line
from alliance.text.sanitise import plain

from ..models import Announcement, Call
from .days import last_of

Occasion = Announcement.Occasion
OF_A_CLOSING = (Occasion.LAST_CALL, Occasion.EXTENSION)
"""Told again when the closing has moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a candidate says; plain text."""

    title: str
    paragraphs: Sequence[str]
    path: str
    """Of the page that it leads to."""
    link: str


@transaction.atomic
def announce(call: Call, occasion: str, *, saying: Saying | None = None) -> Announcement | None:
    """Put it before the editors as a candidate; None if it was already, however often one asks.

    Args:
        saying: in words of one's own, as a showcase has; else `saying_of`.
    """
    of_closing = call.closes_at if occasion in OF_A_CLOSING else None
    if call.announcements.filter(occasion=occasion, of_closing=of_closing).exists():
        return None
    try:
        with transaction.atomic():
            made = Announcement.objects.create(call=call, occasion=occasion, of_closing=of_closing)
    except IntegrityError:  # somebody else did at this very moment
        return None
    made.candidate = _candidate(call, made, saying or saying_of(call, occasion))
    made.save(update_fields=["candidate"])
    enqueue(judge_new, unique=True)
    return made


def _candidate(call: Call, made: Announcement, saying: Saying) -> Candidate:
    alliance = Alliance.objects.first()
    # A site that was told no address of its own yet has a link within it alone.
    site = settings.WAGTAILADMIN_BASE_URL
    html = format_html_join(
        "", "<p>{}</p>", ((each,) for each in saying.paragraphs if each)
    ) + format_html('<p><a href="{}">{}</a></p>', f"{site}{saying.path}", saying.link)
    return Candidate.objects.create(
        source=None,
        key=key_of("call", str(call.pk), made.occasion, str(made.pk)),
        url=f"{site}{saying.path}" if site else "",
        title=line(saying.title),
        html=html,
        text=plain(html),
        publisher=alliance.name if alliance else "",
        published_at=timezone.now(),
    )


def saying_of(call: Call, occasion: str) -> Saying:
    """What we propose for the bulletin; the editor writes it anew."""
    if occasion == Occasion.LAUNCH:
        return _launch(call)
    summary = f"{call.summary.rstrip('.')}." if call.summary else ""
    title, first = _OPENERS[Occasion(occasion)](call)
    closes = f"It takes answers until {last_of(call.closes_at).in_words}." if call.closes_at else ""
    return Saying(
        title=title,
        paragraphs=[
            " ".join(filter(None, [first, summary])),
            f"{closes} A few lines are enough; nobody needs an account.".strip(),
        ],
        path=call.get_absolute_url(),
        link="Read the call, and answer it",
    )


def _opening(call: Call) -> tuple[str, str]:
    return f"Call for evidence: {call.title}", ""


def _last_call(call: Call) -> tuple[str, str]:
    return f"Last call: {call.title}", "There are only a few days left to answer."


def _extension(call: Call) -> tuple[str, str]:
    moved = call.extensions.order_by("-at", "-pk").first()
    is_sooner = moved is not None and moved.became < moved.was
    word = "Closes sooner" if is_sooner else "Open longer"
    was = f"It was to close on {last_of(moved.was).in_words}." if moved else ""
    why = moved.why.rstrip(".") + "." if moved and moved.why else ""
    return f"{word}: {call.title}", " ".join(filter(None, [was, why]))


_OPENERS = {
    Occasion.OPENING: _opening,
    Occasion.LAST_CALL: _last_call,
    Occasion.EXTENSION: _extension,
}


def _launch(call: Call) -> Saying:
    showcase = getattr(call, "showcase", None)
    return Saying(
        title=f"Showcase: {showcase or call}",
        paragraphs=[
            showcase.summary if showcase else "",
            f"What the best answers to the call “{call.title}” have in them for others to copy.",
        ],
        path=(showcase or call).get_absolute_url(),
        link="Read the showcase",
    )
