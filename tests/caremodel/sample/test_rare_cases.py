"""What few children live through is in a sample that asks for it, as often as the rates say, and as returns write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from caremodel import checks, flows
from caremodel.histories import Histories, stitch
from caremodel.reading import read
from caremodel.returns import first_day, last_day
from caremodel.sample import Authority, Settings, Stretch, make, month_end_stock, rare, write

LIBERTY = Settings(last_year=2028, rare_cases=True)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make(children=3_000, years=4, seed=3, settings=LIBERTY)


@pytest.fixture(scope="module")
def histories(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Histories:
    folder = tmp_path_factory.mktemp("rare")
    write(authority, folder)
    return stitch(read([folder]).returns)


def stretches(authority: Authority) -> Iterator[Stretch]:
    first = first_day(authority.years[0]).toordinal()
    for person in authority.people:
        for period in person.periods:
            yield from (one for one in period if one.ended is None or one.ended >= first)


@pytest.mark.parametrize(("last_year", "seed"), [(2022, 1), (2028, 2)])
def test_nothing_is_found_in_any_year(tmp_path: Path, last_year: int, seed: int) -> None:
    settings = Settings(last_year=last_year, rare_cases=True)
    made = make(children=900, years=5, seed=seed, settings=settings)
    write(made, tmp_path)
    returns = read([tmp_path]).returns
    found = [finding for year in made.years for finding in checks.check(returns, year=year)]
    assert [(one.rule, one.year, one.child) for one in found] == []


def test_a_sample_that_does_not_ask_has_none_of_it() -> None:
    made = make(children=1_000, years=3, seed=3, settings=Settings(last_year=2028))
    assert not {one.place for one in stretches(made)} & {"A3", "A4", "T0", "T1", "T2", "T3", "T4"}
    assert not {one.legal for one in stretches(made)} & {"V3", "V4"}
    assert not any("dolo" in tables for tables in made.returns.values())


def test_of_exactly_so_many_children_a_known_share_has_short_breaks(authority: Authority) -> None:
    assert len({row[0] for one in authority.returns.values() for row in one["header"]}) == 3_000
    ids = {person.id for person in authority.people if person.respite}
    assert len(ids) == 3_000 * rare.SHORT_BREAKS
    rows = [row for one in authority.returns.values() for row in one["episodes"] if row[0] in ids]
    assert {row[3] for row in rows} == {"V3", "V4"}
    assert {row[10:] for row in rows} == {("", "", "")}  # no postcodes, no URN


def test_children_with_short_breaks_are_counted_nowhere(
    authority: Authority, histories: Histories
) -> None:
    for day, cells in month_end_stock(authority).items():
        assert sum(flows.stock(histories, day).values()) == sum(cells.values())


def test_time_away_comes_as_often_as_its_rate_says_and_is_no_move(
    authority: Authority, histories: Histories
) -> None:
    first, last = (
        first_day(authority.years[0]).toordinal(),
        last_day(authority.years[-1]).toordinal(),
    )
    away = Counter(
        one.place for one in stretches(authority) if one.place[0] == "T" and one.began >= first
    )
    # A month after a move and a month before the end nobody goes away; so fewer than days × rate.
    days = sum(
        min(one.ended or last, last) - max(one.began, first)
        for one in stretches(authority)
        if one.kind in ("kin", "carer", "home") and one.legal in ("C1", "C2", "V2")
    )
    assert 0.6 < sum(away.values()) / (days / 365.25 * rare.AWAY) < 1
    assert set(away) == {"T0", "T1", "T2", "T3", "T4"}
    moved = sum(
        one.planned is not None and one.ended is not None and one.ended >= first
        for one in stretches(authority)
    )
    span = first_day(authority.years[0]), last_day(authority.years[-1])
    assert len(flows.moves(histories, *span)) == moved


def test_adoption_with_consent_is_under_section_20(authority: Authority) -> None:
    agreed = [one for one in stretches(authority) if one.place in ("A3", "A4")]
    assert agreed
    assert {one.legal for one in agreed} == {"V2"}
    assert {one.rec for one in agreed} <= {None, "E11"}


def test_orders_lie_within_one_stay_in_a_home_from_the_collection_of_2027_on(
    authority: Authority,
) -> None:
    assert [year for year, tables in authority.returns.items() if tables.get("dolo")] == [
        2027,
        2028,
    ]
    under = {row[0] for year in (2027, 2028) for row in authority.returns[year]["dolo"]}
    homes = {
        person.id
        for person in authority.people
        if any(one.place == "K2" for period in person.periods for one in period)
    }
    assert under <= homes
    in_care = sum(month_end_stock(authority)[last_day(2028)].values())
    assert 0.005 < len(authority.returns[2028]["dolo"]) / in_care < 0.03
