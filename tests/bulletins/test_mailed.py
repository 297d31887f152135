"""What bulletins tell the pages of mailings: who answered what one asks, as numbers only."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from alliance.actions.models import Action, Ask, AskState
from alliance.bulletins.mailed import answers_to, matters, newest
from alliance.bulletins.models import Bulletin, Item
from alliance.delivery.models import Mailing, MailingState
from alliance.delivery.seeing.figures import Answers, answers_said
from alliance.directory.models import Authority
from tests.actions.invented import raised
from tests.bulletins.invented import bulletin, said
from tests.delivery.seeing.invented import mailing

pytestmark = pytest.mark.django_db
AGO = dt.timedelta(days=2)


def authorities(count: int) -> list[Authority]:
    return [
        Authority.objects.create(name=f"Authority {n}", slug=f"a{n}", ons_code=f"E0600{n:04}")
        for n in range(count)
    ]


def asked_from(item: Item, places: list[Authority]) -> Action:
    """Something asked of these, from an item of a bulletin."""
    action = raised()
    of_item = ContentType.objects.get_for_model(Item)
    Action.objects.filter(pk=action.pk).update(origin_type=of_item, origin_id=str(item.pk))
    Ask.objects.filter(action=action).delete()
    for place in places:
        Ask.objects.create(action=action, authority=place)
    return action


def answer(action: Action, places: list[Authority], at: dt.datetime) -> None:
    Ask.objects.filter(action=action, authority__in=places).update(
        state=AskState.ANSWERED, answered_at=at
    )


def mailed(update: Bulletin, **values: object) -> Mailing:
    begun = timezone.now() - AGO
    return mailing(MailingState.DONE, source_id=update.pk, begun_at=begun, **values)


def test_whoever_owed_an_answer_then_and_owes_none_now_has_answered() -> None:
    places = authorities(19)
    update = bulletin(429)
    first = said(update, "Return the form").item
    second = said(update, "Say who leads").item
    one, two = asked_from(first, places), asked_from(second, places[:3])
    elsewhere = asked_from(said(bulletin(430), "Of another week").item, places)
    now, begun = timezone.now(), timezone.now() - AGO
    answer(one, places[:13], now)
    answer(two, places[:1], now)  # the next two owe the second one still
    answer(one, places[18:], begun - AGO)  # before it went out: not because of it
    answer(elsewhere, places, now)
    assert answers_to(update.pk, begun) == Answers(asked=18, answered=11)
    assert answers_said(mailed(update)) == "11 of 18 authorities have answered what it asks."


def test_few_are_never_told_apart() -> None:
    places = authorities(19)
    update = bulletin(429)
    action = asked_from(said(update, "Return the form").item, places)
    of = mailed(update)
    assert answers_said(of) == "Fewer than five of 19 authorities have answered what it asks."
    answer(action, places[:16], timezone.now())
    said_now = "Fewer than five of 19 authorities have yet to answer what it asks."
    assert answers_said(of) == said_now
    assert not any(place.name in said_now for place in places)
    Ask.objects.filter(authority__in=places[4:]).delete()
    assert answers_said(of) == ""


def test_a_bulletin_that_asks_nothing_has_no_figure() -> None:
    update = bulletin(429)
    said(update, "News")
    assert answers_said(mailed(update)) == ""
    assert answers_said(mailing(MailingState.PLANNED, source_id=update.pk, key="p")) == ""


def test_bulletins_are_told_by_name_and_only_once_they_are_published() -> None:
    update, hidden = bulletin(429), bulletin(430, live=False)
    assert [each.title for each in newest(update.date)] == ["Update 429"]
    assert newest(update.date + AGO) == []
    assert matters([update.pk, hidden.pk])[hidden.pk].url == "/bulletins/430/"
