"""How long things last, with those that have not ended."""

from __future__ import annotations

import random

import pytest

from caremodel import flows
from caremodel.flows.durations import Spell, duration_band, survival
from caremodel.histories import stitch
from tests.caremodel.returned import day, returned


class TestSurvival:
    def test_without_censoring_it_is_the_share_that_lasts_longer(self) -> None:
        lasts = survival([Spell(days, True) for days in (10, 20, 30, 40)])
        assert lasts.days == (10, 20, 30, 40)
        assert lasts.shares == pytest.approx((0.75, 0.5, 0.25, 0))
        assert (lasts.median, lasts.quantile(0.25)) == (20, 10)
        assert [lasts.share(days) for days in (9, 10, 19, 20)] == pytest.approx(
            [1, 0.75, 0.75, 0.5]
        )

    def test_by_hand_with_some_still_going_on(self) -> None:
        # At 6: 3 of 4 go on. At 10: the one censored at 8 is gone, 1 of 2 goes on. 3/4 × 1/2 = 3/8.
        spells = [Spell(6, True), Spell(8, False), Spell(10, True), Spell(12, False)]
        lasts = survival(spells)
        assert lasts.days == (6, 10)
        assert lasts.shares == pytest.approx((3 / 4, 3 / 8))
        assert lasts.median == 10

    def test_no_median_where_more_than_half_go_on(self) -> None:
        assert survival([Spell(6, True), Spell(8, False), Spell(9, False)]).median is None
        assert survival([]).median is None

    def test_what_was_watched_late_is_at_risk_only_from_then(self) -> None:
        # The second was seen only from its 21st day: at 10 one of one ended, were it not for the third.
        lasts = survival([Spell(10, True), Spell(30, True, watched_from=20), Spell(30, False)])
        assert lasts.shares == pytest.approx((1 / 2, 1 / 4))

    def test_whoever_goes_on_when_another_ends_is_at_risk(self) -> None:
        assert survival([Spell(10, True), Spell(10, False)]).shares == pytest.approx((0.5,))

    def test_a_known_rate_is_found_through_censoring_and_late_watching(self) -> None:
        """Days of a constant rate of 1 in 100 last 69.3 at the median; half are cut at random times."""
        dice = random.Random(1)
        spells = []
        while len(spells) < 20_000:
            days, seen_from, seen_to = (
                1 + int(dice.expovariate(0.01)),
                dice.randrange(0, 60),
                dice.randrange(60, 200),
            )
            if days > seen_from:
                spells.append(Spell(min(days, seen_to), days <= seen_to, seen_from))
        assert survival(spells).median == pytest.approx(69, abs=3)
        watched = [spell for spell in spells if not spell.watched_from]
        of_ended = sorted(spell.days for spell in watched if spell.ended)
        assert of_ended[len(of_ended) // 2] < 62  # what those alone would say that ended


class TestOfHistories:
    ROWS = (
        "a 1/5/2021 S C2 U6 31/5/2021 X1",  # 30 days
        "a 31/5/2021 P C2 K2 - -",  # goes on, seen to 31 March: 304 days
        "b 1/3/2021 S C2 U6 10/4/2021 E4A",  # 40 days, watched from its 31st: 1 April
        "c 1/4/2021 S C2 U6 - -",
    )
    YEAR = (day("1/4/2021"), day("31/3/2022"))

    def test_spells_as_a_year_sees_them(self) -> None:
        histories = stitch([returned(2022, *self.ROWS)])
        assert [spell for _, spell in flows.spells(histories, *self.YEAR)] == [
            Spell(30, True, 0),
            Spell(304, False, 0),
            Spell(40, True, 30),
            Spell(364, False, 0),
        ]
        assert [spell for _, spell in flows.spells(histories, *self.YEAR, of="periods")] == [
            Spell(334, False, 0),
            Spell(40, True, 30),
            Spell(364, False, 0),
        ]

    def test_a_median_by_kind_of_placement(self) -> None:
        histories = stitch([returned(2022, *self.ROWS)])
        fostering, residential = flows.durations(histories, *self.YEAR)
        # At 30: a and c at risk (b is watched from after 30): 1/2. At 40: b and c: 1/4.
        assert (fostering.heading, fostering.ended, fostering.going_on) == ("fostering", 2, 1)
        assert (fostering.median, fostering.quarter, fostering.median_of_ended) == (30, 30, 35)
        assert (residential.median, residential.median_of_ended) == (None, None)

    def test_before_and_after_the_days_looked_at_nothing_is_seen(self) -> None:
        histories = stitch([returned(2022, *self.ROWS)])
        (one,) = flows.spells(histories, day("1/3/2021"), day("31/3/2021"))
        assert one[1] == Spell(30, False, 0)


def test_bands_of_length() -> None:
    assert [duration_band(days) for days in (1, 7, 8, 365, 366, 2000)] == [
        "1 to 7 days", "1 to 7 days", "8 to 28 days", "183 to 365 days", "1 to 2 years", "over 5 years",
    ]  # fmt: skip
