"""What is learned: known rates come back, small groups borrow from others, entries forget no faster than they change."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from caremodel.forecast import forecast
from caremodel.forecast.arrivals import level
from caremodel.forecast.learning import learn
from caremodel.forecast.person_months import observe
from caremodel.forecast.rates import AGAIN, LEAVING, MOVING, SETTLING, chances, shrunk, tally
from caremodel.histories import Child, Histories, Period, Placement

from .simulator import UNTIL, child, episode, histories, known_rates

FOSTERING, RESIDENTIAL = (0, 1), (2, 3)


def average(counts: np.ndarray, ways: np.ndarray, source: tuple[int, int]) -> tuple[float, float]:
    """Average chance over those who were there, and its standard error by counting events alone."""
    table = chances(counts)
    exposed = counts.sum(-1)[..., list(source)]
    expected = (table * ways).sum(-1)[..., list(source)] * exposed
    mean = expected.sum() / exposed.sum()
    return float(mean), float((mean / exposed.sum()) ** 0.5)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_known_rates_come_back_within_their_intervals(seed: int) -> None:
    made = known_rates(seed, leaving=0.03, to_residential=0.01)
    counts = tally(observe(made, UNTIL)).sum((0, 1))
    leaving, error = average(counts, LEAVING, FOSTERING)
    assert leaving == pytest.approx(0.03, abs=3 * error)
    moving, error = average(counts, MOVING, FOSTERING)
    assert moving == pytest.approx(0.01, abs=3 * error)
    leaving, error = average(counts, LEAVING, RESIDENTIAL)
    assert leaving == pytest.approx(0.03, abs=3 * error)


def test_the_known_level_of_entries_comes_back() -> None:
    learned = learn(observe(known_rates(4, entries=20), UNTIL), 8, np.random.default_rng(0))
    assert learned.level.mean == pytest.approx(20, rel=0.05)
    assert learned.mix.sum() == pytest.approx(1)
    assert learned.mix[..., 0].sum() == pytest.approx(1, abs=0.01)  # all to fostering


def test_known_rates_foretell_what_comes_within_the_ranges() -> None:
    """40 authorities of known rates: the total a year on lies in the 90 % range about nine times in ten."""
    day, later = dt.date(2023, 3, 31), dt.date(2024, 3, 31)
    inside = 0
    for seed in range(40):
        made = known_rates(seed, entries=6, years=4)
        found = forecast(made, start=day, months=12)
        row = found.rows[-1]
        assert row.date == later
        came = len(observe(made, later).standing)
        inside += row.lo90 <= came <= row.hi90
    assert 32 <= inside <= 40


def test_a_childs_months_by_hand() -> None:
    """In care from May to August: at five month ends, of which the last, September's, it has left by.

    Born in May 2014: 9 years, so 108 months and more. In foster care since the first, less than a year.
    """
    one = child(
        "A", dt.date(2014, 5, 2), [episode(dt.date(2023, 5, 9), dt.date(2023, 9, 4), rec="E8")]
    )
    counts = tally(observe(histories(one), UNTIL)).sum((0, 1, 2))
    time, source, to = np.nonzero(counts)
    assert counts.sum() == 4  # May → June, June → July, July → August, August → gone
    assert set(source) == {0}
    # by months in care: 0 | 1, 2 | 3
    assert list(zip(time, to, counts[time, source, to], strict=True)) == [
        (0, 0, 1.0),
        (1, 0, 2.0),
        (2, 8, 1.0),
    ]


def test_another_placement_of_the_same_category_is_new_again() -> None:
    """In foster care from January 2022; settled after twelve months; with other carers from July 2023."""
    before = episode(dt.date(2022, 1, 9), dt.date(2023, 7, 4), rec="X1")
    moved = child("A", dt.date(2014, 5, 2), [before, episode(dt.date(2023, 7, 4), rne="P")])
    counts = tally(observe(histories(moved), UNTIL)).sum((0, 1, 2, 3))
    assert counts[0, 1] == 1  # from new to settled
    assert counts[1, 0] == 1  # from settled to new, with the other carers
    assert counts[1, 1] == 5  # at the ends of January to June 2023


def test_a_change_of_legal_status_is_no_other_placement() -> None:
    before = episode(dt.date(2022, 1, 9), dt.date(2023, 7, 4), rec="X1", ls="V2")
    after = episode(dt.date(2023, 7, 4), rne="L")
    same = Placement(before.began, None, "U4", "PR1", None, None, None, None, (before, after))
    stayed = Child(
        "A", "845", dt.date(2014, 5, 2), "F", "WBRI", None, False,
        (Period(before.began, None, None, (same,)),),
    )  # fmt: skip
    counts = tally(observe(histories(stayed), UNTIL)).sum((0, 1, 2, 3))
    assert counts[0, 1] == 1
    assert counts[1, 0] == 0


def test_chances_add_up_and_know_no_other_ways() -> None:
    counts = np.random.default_rng(1).poisson(0.3, (12, 7, 8, 9)).astype(float)
    possible = LEAVING | MOVING | SETTLING | AGAIN | np.eye(8, 9, dtype=bool)
    table = chances(counts * possible)
    assert table.sum(-1) == pytest.approx(1)
    assert (table >= 0).all()
    assert (table[..., ~possible] == 0).all()


def test_shrinking_by_hand() -> None:
    """Groups that differ no more than chance would have them: drawn to 1. Groups that differ much: left alone."""
    alike = np.zeros((4, 1, 1, 1))
    alike[:, 0, 0, 0] = (9, 11, 10, 10)
    expected = np.full_like(alike, 10.0)
    assert shrunk(alike, expected) == pytest.approx(1, abs=0.1)
    unlike = np.zeros((4, 1, 1, 1))
    unlike[:, 0, 0, 0] = (0, 0, 200, 200)
    far = shrunk(unlike, np.full_like(unlike, 100.0)).ravel()
    assert far == pytest.approx([0, 0, 2, 2], abs=0.05)


def test_neighbouring_ages_lend_by_hand() -> None:
    """One age of seven where three times as much happened as expected: its neighbours are drawn up a little."""
    seen = np.full((7, 1, 1, 1), 10.0)
    seen[3] = 30.0
    expected = np.full_like(seen, 10.0)
    alone = shrunk(seen, expected).ravel()
    lent = shrunk(seen, expected, lent=True).ravel()
    # c by moments: 1 / ((400 - 70 + 3.2 · 50) / (700 + 50)) = 1.531 events
    assert alone[3] == pytest.approx((30 + 1.531) / (10 + 1.531), abs=0.001)
    # beside 0.9 + 0.9 of the next and 0.81 + 0.81 of the next but one: 30 + 34.2 of 10 + 34.2
    assert lent[3] == pytest.approx((64.2 + 1.531) / (44.2 + 1.531), abs=0.001)
    assert lent[2] == pytest.approx((10 + 0.9 * 40 + 0.81 * 20 + 1.531) / (44.2 + 1.531), abs=0.001)
    assert alone[2] == pytest.approx(1)


class TestLevelOfEntries:
    def test_steady_entries_are_averaged_over_all_years(self) -> None:
        steady = np.full((10, 6), 10.0)
        found = level(steady)
        assert found.mean == pytest.approx(10, rel=0.02)
        assert found.variance**0.5 < 0.08

    def test_a_new_level_is_followed(self) -> None:
        """Twice as many for the last two years (latest first): nearly all of the step is believed."""
        jumped = np.full((10, 6), 10.0)
        jumped[:4] = 20.0
        assert level(jumped).mean == pytest.approx(20, rel=0.08)

    def test_what_passes_is_not_followed(self) -> None:
        """Good and bad half years in turn, the last a bad one: the level stays near the average of 20."""
        swinging = np.full((10, 6), 16.0)
        swinging[::2] = 24.0
        assert level(swinging).mean == pytest.approx(20, abs=0.6)

    def test_a_trend_is_not_carried_on(self) -> None:
        rising = np.repeat(np.linspace(20, 11, 10)[:, None], 6, axis=1)
        assert 16 < level(rising).mean <= 20.5

    def test_none_ever_came(self) -> None:
        assert level(np.zeros((10, 6))).mean == 0

    def test_few_came(self) -> None:
        few = np.zeros((10, 6))
        few[3, 2] = 1
        assert level(few).mean == pytest.approx(1 / 60, rel=0.01)


class TestSeveralAuthorities:
    def both(self) -> Histories:
        large = known_rates(7, entries=20, leaving=0.02, authority="AAA")
        small = known_rates(8, entries=1, leaving=0.06, authority="BBB")
        return histories(*large.children, *small.children, since=large.since)

    def test_one_alone_is_counted(self) -> None:
        found = forecast(self.both(), start=UNTIL, months=1, authority="BBB")
        alone = len(observe(self.both(), UNTIL, "BBB").standing)
        assert found.rows[-1].same_as_today == alone

    def test_a_small_one_is_between_itself_and_all(self) -> None:
        both = self.both()
        observed = observe(both, UNTIL, "BBB")
        pooled = learn(observed, 4, np.random.default_rng(0))
        own = learn(observed, 4, np.random.default_rng(0), "BBB")
        counts = tally(observed, "BBB").sum((0, 1))
        exposed = counts.sum(-1)

        def leaving(table: np.ndarray) -> float:
            return float(
                (table[0] * LEAVING).sum(-1)[exposed > 0] @ exposed[exposed > 0] / exposed.sum()
            )

        seen = float((counts * LEAVING).sum() / exposed.sum())
        assert leaving(pooled.chances) < leaving(own.chances) < seen

    def test_an_authority_that_is_not_there(self) -> None:
        with pytest.raises(ValueError, match="No child of authority ZZZ"):
            forecast(self.both(), start=UNTIL, months=1, authority="ZZZ")
