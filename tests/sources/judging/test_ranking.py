"""How near a candidate stands, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.sources.judging.kinds import Kind
from alliance.sources.judging.ranking import WEIGHTS, Before, Places, Signals, rank
from alliance.sources.judging.tagging import Day, Tag

TODAY = dt.date(2026, 11, 30)
PLACES = Places(["Kent", "Medway", "Reading", "East Sussex", "Brighton and Hove"], "South East")


def words(signals: Signals) -> list[str]:
    return [reason.words for reason in rank(signals, TODAY, {"send"}).reasons]


def test_the_score_is_the_sum_of_its_reasons_the_weightiest_first() -> None:
    ranked = rank(
        Signals(Kind.STATUTORY, names=["Kent", "Medway"], topics=[Tag("send", "SEND", "SEND")]),
        TODAY,
        {"send"},
    )

    assert ranked.score == sum(reason.points for reason in ranked.reasons)
    assert [reason.words for reason in ranked.reasons] == [
        "Statutory guidance", "Names Kent and Medway", "About SEND, which has a network here",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "Has a closing date today: 30 November 2026"),
        (dt.date(2026, 12, 12), "Has a closing date in 12 days: 12 December 2026"),
        (dt.date(2026, 11, 3), "Its closing date, 3 November 2026, is past"),
    ],
)
def test_a_day_is_said_by_how_far_it_is(day: dt.date, said: str) -> None:
    assert said in words(Signals(Kind.LEGAL_DUTY, days=[Day("deadline", day, "x")]))


def test_a_duty_that_holds_already_is_not_past() -> None:
    assert words(Signals(Kind.LEGAL_DUTY, days=[Day("in force", dt.date(2026, 9, 1), "x")])) == [
        "Legal duty"
    ]


def test_sooner_stands_higher_and_what_is_over_lower() -> None:
    def score(*days: int) -> int:
        return rank(
            Signals(
                Kind.EVENT, days=[Day("event", TODAY + dt.timedelta(days=d), "x") for d in days]
            ),
            TODAY,
        ).score

    assert score(5) > score(30) > score(80) > score() > score(-3)


def test_what_was_said_already_stands_below_all_that_was_not() -> None:
    said = Signals(Kind.LEGAL_DUTY, names=["Kent"], before=[Before("item", "same", "Update 427")])

    assert rank(said, TODAY).score < rank(Signals(Kind.OTHER), TODAY).score
    assert "Already said in Update 427" in words(said)


def test_what_updates_an_item_stands_higher_than_it_would() -> None:
    update = Signals(Kind.GUIDANCE, before=[Before("item", "update", "Update 427")])

    assert rank(update, TODAY).score == WEIGHTS[Kind.GUIDANCE] + WEIGHTS["updates an item"]
    assert "Updates what was said in Update 427" in words(update)


def test_every_kind_has_a_weight() -> None:
    assert set(Kind) <= set(WEIGHTS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Pilots run in Kent and Medway.", ("Kent", "Medway")),
        ("Reading the guide takes ten minutes; reading and writing matter.", ()),
        ("Areas such as Slough, Reading and Kent", ("Reading", "Kent")),
        ("Staff of Reading Borough Council met in Reading.", ("Reading",)),
        ("The University of Kent published a report.", ()),
        ("Kent Street and Kentish Town", ()),
        ("Brighton & Hove, East  Sussex", ("Brighton and Hove", "East Sussex")),
        ("West Sussex", ()),
    ],
)
def test_authorities_are_known_by_their_names_and_by_nothing_that_only_looks_like_one(
    text: str, named: tuple[str, ...]
) -> None:
    assert PLACES.named_in(text) == named


def test_the_region_is_known_by_its_name() -> None:
    assert PLACES.region_in("Rates across the South East differ.") == "the South East"
    assert PLACES.region_in("Facing south east.") == ""
