"""The rates that went in come out, and large samples look like England."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from caremodel.returns import first_day, last_day
from caremodel.sample import Authority, Settings, make, month_end_stock, rates
from caremodel.sample.marginals import marginals, national

SHARED = Path("../shared/data/cla_national")

LARGE = 6_000


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make(children=LARGE, years=5, seed=2)


def _exposure(authority: Authority, fits, counts) -> tuple[int, int]:
    """(events, days at risk) within the years of the returns, where everybody is seen."""
    first = first_day(authority.years[0]).toordinal()
    last = last_day(authority.years[-1]).toordinal()
    events = days = 0
    for person in authority.people:
        for period in person.periods:
            for at, stretch in enumerate(period):
                if fits(person, stretch):
                    until = stretch.ended or last + 1
                    days += max(0, min(until, last + 1) - max(stretch.began, first))
                    if first <= until <= last:
                        after = period[at + 1] if at + 1 < len(period) else None
                        events += counts(stretch, after)
    return events, days


def test_the_rate_of_finding_adopters_comes_back(authority: Authority) -> None:
    events, days = _exposure(
        authority,
        lambda _, stretch: stretch.legal == "E1" and stretch.kind != "adopters",
        lambda _, after: after is not None and after.kind == "adopters",
    )
    expected = days / rates.MONTH * rates.ADOPTION_MATCH
    assert expected > 200
    assert abs(events - expected) < 3.5 * expected**0.5


def test_the_rate_of_leaving_for_other_reasons_comes_back(authority: Authority) -> None:
    events, days = _exposure(
        authority,
        lambda person, _: person.asylum,
        lambda stretch, _: stretch.rec == "E8" and stretch.ended is not None,
    )
    at_18 = sum(
        person.asylum and person.periods[-1][-1].rec == "E8" and _leaves_at_18(person, authority)
        for person in authority.people
    )
    expected = days / rates.MONTH * rates.ASYLUM_OTHER
    assert abs(events - at_18 - expected) < 3.5 * expected**0.5


def _leaves_at_18(person, authority: Authority) -> bool:
    end = person.periods[-1][-1]
    first = first_day(authority.years[0]).toordinal()
    return end.ended >= first and end.ended - person.born >= 6_574


def test_poor_providers_lose_more_children_unplanned() -> None:
    made = make(children=LARGE // 2, years=5, seed=5)

    def of_quality(quality: float) -> float:
        events, days = _exposure(
            made,
            lambda _, s: (
                s.kind in ("carer", "supported")
                and s.provider >= 0
                and made.providers[s.provider].quality == quality
            ),
            lambda s, _: s.planned is False,
        )
        return events / days

    good, _, poor = (of_quality(quality) for quality in rates.QUALITY)
    assert 1.5 < poor / good < 2.9  # 1.45 / 0.70 = 2.07


def test_every_factor_of_the_settings_moves_what_it_should() -> None:
    def shares(**factors: float) -> dict[str, dict[str, float]]:
        made = make(children=1_200, years=2, seed=4, settings=Settings(**factors))
        return {name: dict(table) for name, table in marginals(made).items()}

    usual = shares()
    assert (
        shares(residential=2.0)["stock by placement"]["home"]
        > 1.3 * usual["stock by placement"]["home"]
    )
    moves = "changes of carer / in care, a year"
    assert shares(moves=1.6)["ratios"][moves] > 1.25 * usual["ratios"][moves]
    assert shares(seeking_asylum=0.0)["stock by asylum"] == {"Non-UASC": 1.0}
    home = shares(leaving=1.6)["ceased by reason"]["home"]
    assert home > 1.15 * usual["ceased by reason"]["home"]


def test_drifting_means_more_children_in_homes_every_year() -> None:
    made = make(
        children=LARGE // 2, years=6, seed=6, settings=Settings(scenario="drifting", last_year=2025)
    )
    stock = month_end_stock(made)
    share = {}
    for day, cells in stock.items():
        if day.month == 3:
            homes = sum(n for (_, category), n in cells.items() if category == "residential")
            share[day.year] = homes / sum(cells.values())
    assert share[2025] > 1.12 * share[2020]


def test_a_large_sample_looks_like_england(authority: Authority) -> None:
    """Each share within 6 points of the national one, nine of ten within 3; the ratios within 15 %."""
    made, off = marginals(authority), []
    for name, table in national().items():
        for item, share in table.items():
            if name == "ratios":
                assert abs(made[name][item] / share - 1) < 0.15, item
            else:
                off.append(abs(made[name].get(item, 0.0) - share))
                assert off[-1] < 0.06, (name, item, share, made[name].get(item))
    assert sum(one < 0.03 for one in off) > 0.9 * len(off)


@pytest.mark.skipif(not SHARED.exists(), reason="the national tables are not beside the project")
def test_the_national_figures_are_those_published() -> None:
    with (SHARED / "national_cla_31mar_by_characteristics.csv").open(encoding="utf-8-sig") as file:
        published = {
            row["characteristic"]: row["number"]
            for row in csv.DictReader(file)
            if row["time_period"] == "2024"
        }
    ages = national()["stock by age"]
    assert ages["<1"] == pytest.approx(int(published["Under 1 year"]) / 83_630, abs=1e-3)
    assert ages["16-17"] == pytest.approx(int(published["16 years and over"]) / 83_630, abs=1e-3)
