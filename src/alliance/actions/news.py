"""What has changed of what an authority is asked, for its own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from alliance.directory.access import viewer_of, visible
from alliance.directory.models import Authority
from alliance.directory.my_authority import News, register_news

from .models import Action, ActionDate, Ask, Form, GridForLeads, Question, Response


def register() -> None:
    register_news(tell)


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """New asks, days that moved, questions that changed, what ended, and what colleagues answered."""
    asks = visible(request.user, Ask.objects.asked().filter(authority=authority))
    mine = asks.values("action")

    def address(action: Action) -> str:
        return f"{action.get_absolute_url()}{authority.slug}/"

    for ask in asks.filter(asked_at__gt=since).select_related("action"):
        yield News(ask.asked_at, f"Asked: {ask.action}", address(ask.action))
    moved = ActionDate.objects.filter(
        action__in=mine, replaced_at__gt=since, moved_to__isnull=False
    ).select_related("action", "moved_to")
    for day in moved:
        if day.replaced_at and day.moved_to:
            yield News(day.replaced_at, f"Now by {day.moved_to}: {day.action}", address(day.action))
    changed = Question.objects.current().filter(action__in=mine, number__gt=1, set_at__gt=since)
    for question in changed.select_related("action"):
        words = f"The question has changed: {question.action}"
        yield News(question.set_at, words, address(question.action))
    # A campaign's week ends when the next is asked: no news. That the campaign ends is told there.
    ended = Action.objects.filter(pk__in=mine, ended_at__gt=since, week__isnull=True)
    for action in ended:
        if action.ended_at:
            words = f"{action.get_state_display()}: {action}"
            yield News(action.ended_at, words, address(action))
    yield from _answers(request, authority, since)
    yield from _shown_to_leads(request, since)


def _answers(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """By others than whoever looks; news since it was written down, whenever it was given."""
    said = visible(
        request.user, Response.objects.filter(ask__authority=authority, recorded_at__gt=since)
    ).exclude(form=Form.BEGUN)
    for response in said.select_related("ask__action", "person", "holder"):
        if response.person_id and response.person_id == viewer_of(request.user).person_id:
            continue
        who = response.given_by or response.person or (response.holder and response.holder.name)
        action = response.ask.action
        yield News(
            response.recorded_at,
            f"{who or 'Somebody'} answered: {action}",
            f"{action.get_absolute_url()}{authority.slug}/",
        )


def _shown_to_leads(request: HttpRequest, since: dt.datetime) -> Iterator[News]:
    """Whose answers are seen by whom is for everybody to know, when it changes."""
    for row in visible(request.user, GridForLeads.objects.filter(changed_at__gt=since)):
        words = (
            "Directors of all authorities now see who has answered"
            if row.is_on
            else "Directors of other authorities no longer see who has answered"
        )
        yield News(row.changed_at, words, reverse("who_sees"))
