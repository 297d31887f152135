"""The forecast: who is counted where, what is known, and that nothing impossible is said."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caremodel.ages import AGE_BANDS, age_band, age_on
from caremodel.forecast import ALL, Forecast, Row, forecast
from caremodel.histories import Histories
from caremodel.placements import CATEGORIES

from .simulator import UNTIL, child, episode, histories, known_rates

MARCH_24 = dt.date(2024, 3, 31)


def cell(found: Forecast, day: dt.date, age: str = ALL, category: str = ALL) -> Row:
    return next(
        row for row in found.rows if (row.date, row.age_band, row.category) == (day, age, category)
    )


@pytest.fixture(scope="module")
def authority() -> Histories:
    return known_rates(1)


@pytest.fixture(scope="module")
def found(authority: Histories) -> Forecast:
    return forecast(authority, start=MARCH_24, months=24)


def test_rows_are_month_ends_by_age_and_category_with_margins(found: Forecast) -> None:
    days = sorted({row.date for row in found.rows})
    assert (days[0], days[10], days[-1]) == (
        dt.date(2024, 4, 30),
        dt.date(2025, 2, 28),
        dt.date(2026, 3, 31),
    )
    assert len(found.rows) == 24 * 6 * 5
    assert {row.age_band for row in found.rows} == {*AGE_BANDS, "all"}
    assert {row.category for row in found.rows} == {*CATEGORIES, "all"}


def test_the_document_has_the_keys_of_the_contract(found: Forecast) -> None:
    said = found.as_json()
    assert said["from"] == "2024-03-31"
    assert set(said["rows"][0]) == {
        "date", "age_band", "category", "mean", "lo50", "hi50", "lo90", "hi90", "lo95", "hi95", "same_as_today",
    }  # fmt: skip
    assert said["rows"][0]["date"] == "2024-04-30"


def test_cells_add_up_to_margins(found: Forecast) -> None:
    for day in {row.date for row in found.rows}:
        rows = {(row.age_band, row.category): row for row in found.rows if row.date == day}
        for value in ("mean", "same_as_today"):
            for age in (*AGE_BANDS, ALL):
                parts = sum(getattr(rows[age, category], value) for category in CATEGORIES)
                assert getattr(rows[age, ALL], value) == pytest.approx(parts, abs=1e-6)
            for category in (*CATEGORIES, ALL):
                parts = sum(getattr(rows[age, category], value) for age in AGE_BANDS)
                assert getattr(rows[ALL, category], value) == pytest.approx(parts, abs=1e-6)


def test_nothing_is_negative_and_ranges_lie_in_one_another(found: Forecast) -> None:
    for row in found.rows:
        assert row.mean >= 0
        assert 0 <= row.lo95 <= row.lo90 <= row.lo50 <= row.hi50 <= row.hi90 <= row.hi95
        assert row.lo95 <= row.mean + 1
        assert row.mean - 1 <= row.hi95


def test_doubt_grows_with_time(found: Forecast) -> None:
    first, last = cell(found, dt.date(2024, 4, 30)), cell(found, dt.date(2026, 3, 31))
    assert last.hi95 - last.lo95 > 2 * (first.hi95 - first.lo95)


def test_the_same_seed_says_the_same_and_another_nearly_the_same(authority: Histories) -> None:
    once, again, other = (
        forecast(authority, start=MARCH_24, months=12, seed=seed) for seed in (3, 3, 4)
    )
    assert once == again
    assert once != other
    total, otherwise = cell(once, dt.date(2025, 3, 31)), cell(other, dt.date(2025, 3, 31))
    assert total.mean == pytest.approx(otherwise.mean, rel=0.01)
    assert total.hi95 - total.lo95 == pytest.approx(otherwise.hi95 - otherwise.lo95, rel=0.25)


def test_two_children_worked_by_hand() -> None:
    """Ages by hand; and where nobody ever left or moved, what is usual in England, drawn towards "never".

    A was born on 10 May 2014: 10 in May 2024. B, born on 20 June 2006, is 18 in June 2024 and out.
    """
    two = histories(
        child("A", dt.date(2014, 5, 10), [episode(dt.date(2019, 6, 1))]),
        child("B", dt.date(2006, 6, 20), [episode(dt.date(2019, 6, 1), place="K2")]),
    )
    found = forecast(two, start=MARCH_24, months=3)
    april, may, june = (dt.date(2024, 4, 30), dt.date(2024, 5, 31), dt.date(2024, 6, 30))
    assert cell(found, april, "5-9", "fostering").mean == pytest.approx(1, abs=0.03)
    assert cell(found, may, "5-9", "fostering").mean == pytest.approx(0, abs=0.03)
    assert cell(found, may, "10-15", "fostering").mean == pytest.approx(1, abs=0.05)
    assert cell(found, may, "16-17", "residential").mean == pytest.approx(1, abs=0.1)
    assert cell(found, june, "16-17").mean == pytest.approx(0, abs=0.05)
    assert cell(found, june).same_as_today == 2


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        (dt.date(2008, 2, 29), dt.date(2024, 2, 29), "16-17"),
        (dt.date(2012, 2, 29), dt.date(2028, 2, 29), "16-17"),
        (dt.date(2019, 2, 28), dt.date(2024, 2, 29), "5-9"),
        (dt.date(2014, 4, 30), dt.date(2024, 4, 30), "10-15"),
        (dt.date(2014, 5, 1), dt.date(2024, 4, 30), "5-9"),
        (dt.date(2024, 2, 29), dt.date(2025, 2, 28), "<1"),
        (dt.date(2024, 2, 28), dt.date(2025, 2, 28), "1-4"),
    ],
)
def test_ages_are_true_on_the_day(born: dt.date, day: dt.date, band: str) -> None:
    assert age_band(age_on(born, day)) == band  # the example itself
    start = day.replace(day=1) - dt.timedelta(days=1)
    one = child("A", born, [episode(max(born, dt.date(2015, 1, 5)))])
    found = forecast(histories(one, until=start), start=start, months=1)
    mine = cell(found, day, band).mean
    assert mine == pytest.approx(cell(found, day).mean, abs=0.04)
    assert mine > 0.9


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(2004, 1, 1), dt.date(2024, 3, 1)),
            st.dates(dt.date(2019, 4, 1), dt.date(2024, 3, 31)),
            st.integers(0, 1500),
            st.sampled_from(["U4", "K2", "K3", "P1", None]),
        ),
        max_size=12,
    ),
    st.dates(dt.date(2019, 3, 1), dt.date(2024, 6, 30)),
)
def test_children_are_conserved_whatever_the_histories(
    lives: list[tuple[dt.date, dt.date, int, str | None]], start: dt.date
) -> None:
    """Nobody is over 18, nobody appears from nowhere: at most those in care and those to come."""
    made = []
    for number, (born, began, days, place) in enumerate(lives):
        began = max(began, born)
        ended = began + dt.timedelta(days=days + 1)
        still = ended > UNTIL
        one = episode(began, None if still else ended, place or "Q1", rec=None if still else "E8")
        made.append(child(str(number), born, [one]))
    found = forecast(histories(*made), start=start, months=3)
    total = [cell(found, day).mean for day in sorted({row.date for row in found.rows})]
    today = found.rows[-1].same_as_today
    assert today <= len(lives)
    assert all(0 <= one <= len(lives) + 3 for one in total)
    for row in found.rows:
        assert 0 <= row.lo95 <= row.lo50 <= row.hi50 <= row.hi95


def test_who_turns_18_is_out_on_the_birthday_and_none_stay() -> None:
    many = [
        child(str(at), dt.date(2006, 4 + at % 6, 12), [episode(dt.date(2018, 1, 5))])
        for at in range(60)
    ]
    found = forecast(histories(*many), start=MARCH_24, months=12)
    assert cell(found, MARCH_24.replace(month=4, day=30)).mean == pytest.approx(50, abs=1.5)
    assert cell(found, dt.date(2024, 9, 30), "16-17").mean < 1


class TestOnlyWhatWasKnown:
    def test_later_records_change_nothing(self, authority: Histories) -> None:
        """Whatever came after the day, rows stay as they were: the last two years are taken away altogether."""
        day = dt.date(2022, 3, 31)
        cut = []
        for one in authority.children:
            (period,) = one.periods
            if period.began > day:
                continue
            episodes = [
                episode
                for placement in period.placements
                for episode in placement.episodes
                if episode.began <= day
            ]
            if episodes[-1].ended and episodes[-1].ended > day:
                episodes[-1] = episodes[-1]._replace(ended=None, rec=None)
            cut.append(child(one.id, one.born, episodes))
        known = histories(*cut, since=authority.since, until=day)
        then = forecast(authority, start=day, months=12)
        assert then.rows == forecast(known, start=day, months=12).rows

    def test_who_leaves_on_the_day_is_out_and_who_comes_is_in(self) -> None:
        found = forecast(
            histories(
                child("A", dt.date(2015, 1, 1), [episode(dt.date(2023, 1, 1), MARCH_24, rec="E8")]),
                child("B", dt.date(2015, 1, 1), [episode(MARCH_24)]),
                child("C", dt.date(2015, 1, 1), [episode(dt.date(2024, 4, 1))]),
                until=dt.date(2024, 12, 31),
            ),
            start=MARCH_24,
            months=1,
        )
        assert cell(found, dt.date(2024, 4, 30)).same_as_today == 1


class TestDisruptions:
    def test_a_new_name_is_no_move(self) -> None:
        """Children in H5 who are K3 from 28 October 2023: nobody moved, so hardly anybody will."""
        day = dt.date(2023, 10, 28)
        relabelled = [
            child(
                str(at),
                dt.date(2008, 1, 1),
                [
                    episode(dt.date(2018, 1, 9), day, "H5", rec="X1"),
                    episode(day, None, "K3", rne="T"),
                ],
            )
            for at in range(80)
        ]
        found = forecast(histories(*relabelled), start=MARCH_24, months=6)
        row = cell(found, dt.date(2024, 9, 30), "16-17", "supported")
        assert row.same_as_today == 80
        assert row.mean == pytest.approx(80, rel=0.06)

    def test_short_breaks_are_not_counted(self) -> None:
        breaks = [
            child(str(at), dt.date(2012, 1, 1), [episode(dt.date(2023, 1, 9), ls="V4")])
            for at in range(9)
        ]
        found = forecast(
            histories(*breaks, child("A", dt.date(2012, 1, 1), [episode(dt.date(2023, 1, 9))])),
            start=MARCH_24,
            months=1,
        )
        assert cell(found, dt.date(2024, 4, 30)).same_as_today == 1


class TestWhatIsLacking:
    def test_no_child_at_all(self) -> None:
        found = forecast(histories(), start=MARCH_24, months=12)
        assert all(row.mean == row.hi95 == row.same_as_today == 0 for row in found.rows)
        assert "No child is in care on 31 March 2024." in found.notes

    def test_a_child_without_a_date_of_birth_is_left_out_and_said(self) -> None:
        found = forecast(
            histories(child("A", None, [episode(dt.date(2023, 1, 9))])), start=MARCH_24, months=1
        )
        assert found.rows[-1].same_as_today == 0
        assert any("1 child in care had no date of birth" in note for note in found.notes)

    def test_everybody_is_17(self) -> None:
        seventeen = [
            child(str(at), dt.date(2007, 1, 15), [episode(dt.date(2019, 6, 1))]) for at in range(9)
        ]
        found = forecast(histories(*seventeen), start=MARCH_24, months=24)
        assert cell(found, dt.date(2024, 12, 31), "16-17").mean > 7
        assert cell(found, dt.date(2025, 1, 31), "16-17").mean < 0.5

    def test_open_episodes_of_adults_are_left_out_and_said(self) -> None:
        found = forecast(
            histories(child("A", dt.date(2004, 1, 1), [episode(dt.date(2020, 1, 9))])),
            start=MARCH_24,
            months=1,
        )
        assert found.rows[-1].same_as_today == 0
        assert any("aged 18 or over" in note for note in found.notes)

    def test_a_start_before_the_first_return(self, authority: Histories) -> None:
        found = forecast(authority, start=dt.date(2018, 3, 31), months=12)
        assert any("The histories begin on 1 April 2019" in note for note in found.notes)

    def test_a_start_after_the_last_return_carries_children_to_it(
        self, authority: Histories
    ) -> None:
        late = forecast(authority, start=dt.date(2024, 9, 30), months=6)
        assert any("The histories end on 31 March 2024" in note for note in late.notes)
        assert late.known_until == MARCH_24
        whole = forecast(authority, start=MARCH_24, months=12)
        day = dt.date(2025, 3, 31)
        assert cell(late, day).mean == pytest.approx(cell(whole, day).mean, abs=0.1)
        assert len({row.date for row in late.rows}) == 6

    @pytest.mark.parametrize(
        "day", [dt.date(2019, 4, 30), dt.date(2019, 5, 31), dt.date(2019, 8, 3)]
    )
    def test_a_month_or_two_of_data(self, authority: Histories, day: dt.date) -> None:
        found = forecast(authority, start=day, months=12)
        assert any("of history before" in note for note in found.notes)
        last = found.rows[-1]
        assert 0 <= last.lo95 <= last.hi95 < 3000

    def test_a_start_in_the_middle_of_a_month(self, authority: Histories) -> None:
        found = forecast(authority, start=dt.date(2024, 3, 15), months=2)
        assert min(row.date for row in found.rows) == MARCH_24

    def test_no_months(self, authority: Histories) -> None:
        with pytest.raises(ValueError, match="1 or more"):
            forecast(authority, start=MARCH_24, months=0)


def test_the_package_itself_asks_for_no_numpy() -> None:
    code = "import caremodel.forecast, sys; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
