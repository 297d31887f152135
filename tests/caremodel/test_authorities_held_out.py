"""Synthetic authorities held out from the forecast's tuning: what must be so of every one of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from itertools import pairwise

import pytest

from benches.care_authorities_held_out import HELD_OUT, where
from benches.care_authorities_trend import Trend
from caremodel.ages import LEAVING_AGE, age_on, birthday
from caremodel.histories import GOES_ON, Histories
from caremodel.placements import category

Maker = Callable[..., Histories]
YEARS = range(2020, 2027)
K3_DAY = dt.date(2023, 10, 28)


@pytest.fixture(params=list(HELD_OUT))
def maker(request: pytest.FixtureRequest) -> Maker:
    return HELD_OUT[request.param]


@pytest.fixture(
    scope="module", params=[(name, drift) for name in HELD_OUT for drift in (False, True)]
)
def authority(request: pytest.FixtureRequest) -> Histories:
    name, drift = request.param
    return HELD_OUT[name](11, children=200, drift=drift)


def in_care(histories: Histories, year: int) -> int:
    return sum(where(child, dt.date(year, 3, 31)) is not None for child in histories.children)


@pytest.mark.parametrize("drift", [False, True])
def test_a_seed_gives_the_same_authority_and_another_seed_another(
    maker: Maker, drift: bool
) -> None:
    made = maker(5, children=60, drift=drift)
    assert made == maker(5, children=60, drift=drift)
    assert made != maker(6, children=60, drift=drift)


def test_an_authority_that_does_not_drift_keeps_about_the_children_asked_for(maker: Maker) -> None:
    made = [maker(seed, children=200) for seed in range(4)]
    for year in YEARS:
        stocks = [in_care(each, year) for each in made]
        assert 160 < sum(stocks) / len(stocks) < 245
        assert all(120 < stock < 300 for stock in stocks)


def test_only_an_authority_that_drifts_changes(maker: Maker) -> None:
    assert maker(5, children=60, drift=True) != maker(5, children=60)


def test_entries_drift_by_three_to_five_percent_a_year_and_a_step_comes_on_top_in_some() -> None:
    ten_years_on = dt.date(2029, 4, 1)
    drawn = [Trend.drawn(random.Random(seed)) for seed in range(60)]
    levels = [one.entering(ten_years_on, asylum=False) for one in drawn]
    assert all(0.95**10 <= level < 0.971**10 or 1.029**10 < level <= 1.051**10 for level in levels)
    assert {one.step for one in drawn} == {"", "covid", "transfers", "longer"}

    still, covid = Trend(), Trend(step="covid")
    for day in (dt.date(2005, 4, 1), dt.date(2020, 6, 1), ten_years_on):
        assert still.entering(day, asylum=True) == still.in_homes(day) == still.staying(day) == 1
    assert covid.entering(dt.date(2020, 6, 1), asylum=False) < 1
    assert covid.entering(dt.date(2021, 6, 1), asylum=False) == 1


def test_nobody_is_in_care_past_the_18th_birthday_or_before_birth(authority: Histories) -> None:
    for child in authority.children:
        assert child.born
        for period in child.periods:
            assert child.born <= period.began
            last = period.placements[-1]
            assert (last.ended or authority.until) <= birthday(child.born, LEAVING_AGE)


def test_episodes_are_in_order_and_those_of_a_period_follow_on_each_other(
    authority: Histories,
) -> None:
    for child in authority.children:
        for earlier, later in pairwise(child.periods):
            assert earlier.ended
            assert earlier.ended < later.began
        for period in child.periods:
            episodes = [one for place in period.placements for one in place.episodes]
            assert episodes[0].began == period.began
            assert episodes[-1].ended == period.ended
            assert all(one.ended is None or one.began < one.ended for one in episodes)
            for one, following in pairwise(episodes):
                assert (one.ended, one.rec, following.rne) == (following.began, GOES_ON, "P")
            assert (period.ended is None) == (episodes[-1].rec is None)
            assert period.rec != GOES_ON


def test_it_holds_what_the_returns_of_its_years_would(authority: Histories) -> None:
    assert (authority.since, authority.until) == (dt.date(2019, 4, 1), dt.date(2026, 3, 31))
    ends = [
        one.ended
        for child in authority.children
        for period in child.periods
        for one in period.placements
    ]
    assert all(end is None or authority.since <= end <= authority.until for end in ends)
    assert any(len(child.periods) > 1 for child in authority.children)


def test_supported_accommodation_is_k3_since_the_day_it_was(authority: Histories) -> None:
    supported = [
        one
        for child in authority.children
        for period in child.periods
        for one in period.placements
        if category(one.place) == "supported"
    ]
    assert {one.place for one in supported} == {"H5", "P2", "K3"}
    for one in supported:
        assert (one.place == "K3") == (one.ended is None or one.ended > K3_DAY)


def test_who_seeks_asylum_comes_alone_in_the_teens_and_under_no_care_order(
    authority: Histories,
) -> None:
    seeking = [child for child in authority.children if child.seeking_asylum]
    assert seeking
    for child in seeking:
        assert child.born
        assert age_on(child.born, child.periods[0].began) >= 14
        assert {place.episodes[0].ls for place in child.periods[0].placements} == {"V2"}
