"""What a digest tells of asks: those opened in its window, or whose day became another in it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.html import linebreaks

from alliance.delivery.composing.letter import Asked, Manner, Part, Piece, Reach
from alliance.delivery.composing.sources import DigestPart, register_part

from .in_mail import asked_in_mail
from .models import Action, ActionDate


def register() -> None:
    register_part(DigestPart(name="asked", place=10, part=asked_part))


def asked_part(after: dt.datetime, until: dt.datetime) -> Part | None:
    """Open asks, the latest first; four queries, however many.

    What everybody may read stands with its words. Of the others there is the ask alone, which goes
    to those whom it reaches.
    """
    moved = ActionDate.objects.filter(
        Q(set_at__gt=after, set_at__lte=until) | Q(replaced_at__gt=after, replaced_at__lte=until),
        action=OuterRef("pk"),
    )
    opened = Q(opened_at__gt=after, opened_at__lte=until)
    fresh = Action.objects.filter(opened | Q(Exists(moved), opened_at__lte=after)).prefetch_related(
        "topics"
    )
    pieces = [_piece(action, asked, after) for action, asked in asked_in_mail(fresh)]
    return Part(heading="Asked", manner=Manner.PIECES, pieces=pieces) if pieces else None


def _piece(action: Action, asked: Asked, after: dt.datetime) -> Piece:
    topics = list(action.topics.all())
    is_moved = action.opened_at is not None and action.opened_at <= after
    return Piece(
        key=f"action/{action.pk}",
        title=action.title,
        html=_html(action) if asked.reach is Reach.PUBLIC else "",
        url=action.get_absolute_url(),
        why="Asked before; its day is now another" if is_moved else "",
        topics=frozenset(topic.pk for topic in topics),
        topic_names=[topic.name for topic in topics],
        asked=[asked],
    )


def _html(action: Action) -> str:
    what = linebreaks(action.what, autoescape=True) if action.what else ""
    how = f"<h3>How to do it</h3>{linebreaks(action.how, autoescape=True)}" if action.how else ""
    return what + how
