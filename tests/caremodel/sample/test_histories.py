"""What must be so of every synthetic child, whatever the dice."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caremodel.ages import LEAVING_AGE, birthday
from caremodel.returns import first_day, last_day
from caremodel.sample import Authority, Settings, make
from caremodel.sample.changes import K3_DAY


@pytest.fixture(scope="module", params=["stationary", "drifting"])
def authority(request: pytest.FixtureRequest) -> Authority:
    return make(children=700, years=5, seed=7, settings=Settings(scenario=request.param))


@given(
    children=st.integers(1, 60),
    years=st.integers(1, 6),
    seed=st.integers(0, 10_000),
    last_year=st.integers(2018, 2026),
)
@settings(max_examples=15)
def test_the_headers_of_all_years_hold_exactly_as_many_children_as_asked(
    children: int, years: int, seed: int, last_year: int
) -> None:
    made = make(children=children, years=years, seed=seed, settings=Settings(last_year=last_year))
    assert made.years == tuple(range(last_year - years + 1, last_year + 1))
    assert len({row[0] for year in made.returns.values() for row in year["header"]}) == children


@pytest.mark.parametrize(("children", "years"), [(0, 5), (100, 0)])
def test_no_authority_without_children_or_years(children: int, years: int) -> None:
    with pytest.raises(ValueError, match="at least one child and one year"):
        make(children=children, years=years, seed=1)


def test_a_period_starts_with_s_has_no_gap_and_leaves_once(authority: Authority) -> None:
    for person in authority.people:
        for period in person.periods:
            assert period[0].rne == "S"
            for before, after in pairwise(period):
                assert after.began == before.ended, person.id
                assert before.rec == "X1"
                assert after.rne in "LPTBU"
            assert period[-1].rec != "X1"
            assert (period[-1].ended is None) == (period[-1].rec is None)


def test_no_stretch_lasts_less_than_a_day_and_periods_do_not_touch(authority: Authority) -> None:
    for person in authority.people:
        for period in person.periods:
            assert all(s.ended is None or s.ended > s.began for s in period), person.id
        for before, after in pairwise(person.periods):
            assert before[-1].ended is not None
            assert after[0].began > before[-1].ended


def test_everyone_is_out_at_18_and_nobody_starts_before_birth(authority: Authority) -> None:
    last = last_day(authority.years[-1]).toordinal()
    for person in authority.people:
        eighteen = birthday(dt.date.fromordinal(person.born), LEAVING_AGE).toordinal()
        for period in person.periods:
            assert person.born <= period[0].began < eighteen
            assert (period[-1].ended or last) <= eighteen, person.id


def test_whoever_leaves_on_the_18th_birthday_says_so(authority: Authority) -> None:
    for person in authority.people:
        eighteen = birthday(dt.date.fromordinal(person.born), LEAVING_AGE).toordinal()
        end = person.periods[-1][-1]
        if end.ended == eighteen:
            assert end.rec in {"E5", "E6", "E7", "E8", "E17"}
        elif end.rec:
            assert end.rec != "E17"


def test_the_reason_for_a_new_episode_is_what_changed(authority: Authority) -> None:
    for person in authority.people:
        for period, stays in zip(person.periods, person.stays, strict=True):
            for at in range(1, len(period)):
                before, now = period[at - 1], period[at]
                same_place = stays[at].postcode == stays[at - 1].postcode
                status, place = before.legal != now.legal, before.place != now.place
                assert now.rne in {"L", "B", "U"} if status else now.rne in {"P", "T"}, person.id
                if now.rne in {"L", "T", "U"}:
                    assert same_place
                    assert place == (now.rne != "L")
                if now.rne in {"P", "B"}:
                    assert not same_place or before.provider != now.provider


def test_nobody_is_at_home_by_agreement_or_adopted_without_an_order(authority: Authority) -> None:
    for person in authority.people:
        for period in person.periods:
            for stretch in period:
                if stretch.place == "P1":
                    assert stretch.legal in {"C1", "C2"}
                if stretch.place in {"A5", "A6"}:
                    assert stretch.legal == "E1"
                if stretch.rec in {"E11", "E12"}:
                    assert stretch.place in {"A5", "A6"}


def test_emergency_protection_is_as_short_as_the_law_has_it(authority: Authority) -> None:
    longest = {"L1": 3, "L2": 8}
    found = 0
    for person in authority.people:
        for period in person.periods:
            days = {"L1": 0, "L2": 0}
            for stretch in period:
                if stretch.legal in days and stretch.ended:
                    days[stretch.legal] += stretch.ended - stretch.began
                    found += 1
            assert all(days[status] <= longest[status] for status in days), person.id
    assert found


def test_supported_accommodation_is_for_16_and_over(authority: Authority) -> None:
    for person in authority.people:
        sixteen = birthday(dt.date.fromordinal(person.born), 16).toordinal()
        for period in person.periods:
            for stretch in period:
                if stretch.place in {"H5", "P2", "K3"}:
                    assert stretch.began >= sixteen, person.id


def test_in_october_2023_supported_accommodation_was_renamed_with_the_same_carer(
    authority: Authority,
) -> None:
    renamed = unregistered = 0
    for person in authority.people:
        for period in person.periods:
            for before, after in pairwise(period):
                if before.place in {"H5", "P2"} and after.began == K3_DAY and after.rne == "T":
                    renamed += 1
                    unregistered += after.place == "Z1"
                    assert after.place in {"K3", "Z1"}
                    assert before.reason == "PLACE"
                    assert before.planned is None
            for stretch in period:
                if stretch.place in {"H5", "P2"}:
                    assert stretch.ended is not None
                    assert stretch.ended <= K3_DAY
                if stretch.place == "K3":
                    assert stretch.began >= K3_DAY
    assert renamed > 10
    assert (unregistered > 0) == (authority.settings.scenario == "drifting")


def test_a_move_is_planned_or_not_and_a_change_of_status_neither(authority: Authority) -> None:
    for person in authority.people:
        for period in person.periods:
            for before, after in pairwise(period):
                if after.rne in {"P", "B"}:
                    assert before.planned in {True, False}
                    assert before.reason not in {None, "PLACE"}
                else:
                    assert before.planned is None
                    assert before.reason == (None if after.rne == "L" else "PLACE")


def test_brothers_and_sisters_start_on_one_day_from_one_home() -> None:
    families: dict[int, list[object]] = {}
    for person in make(children=600, years=5, seed=3).people:
        families.setdefault(person.family, []).append(person)
    together = [family for family in families.values() if len(family) > 1]
    assert len(together) > 50
    for family in together:
        first = family[0]
        assert len({person.born for person in family}) == len(family)  # type: ignore[attr-defined]
        for person in family:
            assert person.home == first.home  # type: ignore[attr-defined]
            assert person.need == first.need  # type: ignore[attr-defined]
            assert person.periods[0][0].began == first.periods[0][0].began  # type: ignore[attr-defined]


def test_the_first_day_is_in_equilibrium_with_what_follows() -> None:
    """The stationary process neither grows nor shrinks: the stock on the eve is as on the last day."""
    made = make(children=2_500, years=5, seed=11)
    ends = [first_day(year).toordinal() - 1 for year in made.years]
    ends.append(last_day(made.years[-1]).toordinal())
    stock = [
        sum(
            p[0].began <= day and (p[-1].ended is None or p[-1].ended > day)
            for person in made.people
            for p in person.periods
        )
        for day in ends
    ]
    mean = sum(stock) / len(stock)
    assert all(abs(count - mean) < 5 * mean**0.5 for count in stock), stock
