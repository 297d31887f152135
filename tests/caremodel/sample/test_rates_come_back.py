"""Data made from known rates give them back: entries, exits, moves planned and not, by the quality of the provider.

For every day that a child is at risk the rate of each event is known. Added up over all days, they say how many events to
expect; as many are to be found, within what chance allows (99.9 % of samples).
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from caremodel import flows
from caremodel.histories import Histories, stitch
from caremodel.reading import read
from caremodel.returns import first_day, last_day
from caremodel.sample import Authority, Person, Stretch, make, rates, write
from caremodel.sample.hazards import Hazards, Standing
from caremodel.sample.people import birthdays

CHANCE = 3.3
"""Standard deviations of a Poisson number: 99.9 %."""
HOME = ("E4A", "E4B", "E13")
GUARDIANS = ("E41", "E45", "E46", "E47", "E48")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make(children=6_000, years=5, seed=12)


@pytest.fixture(scope="module")
def histories(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Histories:
    folder = tmp_path_factory.mktemp("known")
    write(authority, folder)
    return stitch(read([folder]).returns)


def within_chance(found: float, expected: float) -> bool:
    assert expected > 30
    return abs(found - expected) < CHANCE * expected**0.5


def stretches(person: Person) -> Iterator[tuple[Stretch, Stretch | None, int, int]]:
    """(stretch, the next, first day in care, first day with the carer)."""
    for period in person.periods:
        stay = period[0].began
        for before, one, after in zip([None, *period], period, [*period[1:], None], strict=False):
            if before and (one.rne in ("P", "B") or one.kind != before.kind):
                stay = one.began
            yield one, after, period[0].began, stay


def at_risk(
    authority: Authority, person: Person, one: Stretch, entry: int, stay: int
) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """(days, bands) of a stretch within the years of the returns: everybody is seen in them."""
    first = first_day(authority.years[0]).toordinal()
    last = last_day(authority.years[-1]).toordinal() + 1
    ages = birthdays(person.born)
    bounds = [
        *ages,
        *(entry + days for days in rates.CARE_BOUNDS),
        *(stay + days for days in rates.STAY_BOUNDS),
    ]
    begin, end = max(one.began, first), min(one.ended or last, last)
    if begin >= end:
        return
    days = sorted({begin, end, *(day for day in bounds if begin < day < end)})
    for day, until in pairwise(days):
        bands = (
            bisect(ages, day),
            bisect(rates.CARE_BOUNDS, day - entry),
            bisect(rates.STAY_BOUNDS, day - stay),
        )
        yield until - day, bands


def expected(authority: Authority) -> Counter[tuple[str, str, float]]:
    """Events to expect by (event, legal status, quality of the provider), before quality changes anything."""
    hazards = Hazards(authority.settings)
    found: Counter[tuple[str, str, float]] = Counter()
    for person in authority.people:
        for one, _, entry, stay in stretches(person):
            quality = authority.providers[one.provider].quality if one.provider >= 0 else 1.0
            standing = Standing(one.kind, one.legal, person.complexity, person.asylum)
            for days, bands in at_risk(authority, person, one, entry, stay):
                hazard = hazards.hazard(standing, bands)
                found["unplanned", one.legal, quality] += days * hazard.unplanned
                for event, before, to in zip(
                    hazard.events, (0.0, *hazard.sums), hazard.sums, strict=False
                ):
                    found[event, one.legal, quality] += days * (to - before)
    return found


def happened(authority: Authority) -> Counter[tuple[str, str, float]]:
    """The same, of what became of the children."""
    first = first_day(authority.years[0]).toordinal()
    last = last_day(authority.years[-1]).toordinal()
    found: Counter[tuple[str, str, float]] = Counter()
    for person in authority.people:
        for one, after, _, _ in stretches(person):
            if one.ended is None or not first <= one.ended <= last:
                continue
            quality = authority.providers[one.provider].quality if one.provider >= 0 else 1.0
            event = ""
            if after is None:
                event = "home" if one.rec in HOME else "guardian" if one.rec in GUARDIANS else ""
            elif one.planned is False:
                event = "unplanned"
            elif one.planned and after.legal == one.legal and after.kind != "adopters":
                event = "planned"
            found[event, one.legal, quality] += 1
    return found


def summed(counts: Counter[tuple[str, str, float]], at: tuple[int, ...]) -> dict[tuple, float]:
    sums: defaultdict[tuple, float] = defaultdict(float)
    for key, count in counts.items():
        sums[tuple(key[each] for each in at)] += count
    return sums


@pytest.fixture(scope="module")
def both(authority: Authority) -> tuple[Counter, Counter]:
    return happened(authority), expected(authority)


class TestInCare:
    @pytest.mark.parametrize("legal", ["C1", "C2", "V2", "E1"])
    def test_moves_that_the_plan_meant_come_as_often_as_their_rates_say(
        self, both: tuple[Counter, Counter], legal: str
    ) -> None:
        found, wanted = (summed(one, (0, 1)) for one in both)
        assert within_chance(found["planned", legal], wanted["planned", legal])

    def test_planned_moves_do_not_depend_on_the_provider(
        self, both: tuple[Counter, Counter]
    ) -> None:
        found, wanted = (summed(one, (0, 2)) for one in both)
        for quality in rates.QUALITY:
            assert within_chance(found["planned", quality], wanted["planned", quality])

    @pytest.mark.parametrize("quality", rates.QUALITY)
    def test_unplanned_moves_come_as_often_as_rate_times_quality(
        self, both: tuple[Counter, Counter], quality: float
    ) -> None:
        found, wanted = (summed(one, (0, 2)) for one in both)
        assert within_chance(found["unplanned", quality], quality * wanted["unplanned", quality])

    @pytest.mark.parametrize("legal", ["C2", "V2"])
    @pytest.mark.parametrize("event", ["home", "guardian"])
    def test_children_leave_as_often_as_their_rates_say(
        self, both: tuple[Counter, Counter], event: str, legal: str
    ) -> None:
        found, wanted = (summed(one, (0, 1)) for one in both)
        assert within_chance(found[event, legal], wanted[event, legal])


class TestFromTheReturns:
    """… as flows count them, who know the files alone."""

    def test_families_come_as_often_as_their_rate_says(
        self, authority: Authority, histories: Histories
    ) -> None:
        """Of unaccompanied children each is a family of one, so the rate is that of first entries."""
        months = 12 * len(authority.years)
        span = first_day(authority.years[0]), last_day(authority.years[-1])
        first_entries = [
            one
            for one in flows.entries(histories, *span)
            if one.child.seeking_asylum and one.period is one.child.periods[0]
        ]
        assert within_chance(len(first_entries), months * authority.families_per_month["asylum"])

    def test_moves_and_exits_are_those_of_the_process(
        self, authority: Authority, histories: Histories
    ) -> None:
        span = first_day(authority.years[0]), last_day(authority.years[-1])
        first, last = (day.toordinal() for day in span)
        ended = [
            one
            for person in authority.people
            for one, _, _, _ in stretches(person)
            if one.ended is not None and first <= one.ended <= last
        ]
        moved = [one for one in ended if one.planned is not None]
        assert len(flows.moves(histories, *span)) == len(moved)
        assert Counter(one.period.rec for one in flows.exits(histories, *span)) == Counter(
            one.rec for one in ended if one.rec != "X1"
        )
        # What flows call unplanned, from its reason, is unplanned in truth; of “OTHER” nobody can tell.
        clear = ("ALLEG", "APPRR", "CLOSE", "CREQB", "CREQO", "STAND")
        unplanned = [one for one in moved if one.planned is False and one.reason in clear]
        assert sum(one.unplanned for one in flows.moves(histories, *span)) == len(unplanned)
        assert not any(one.planned and one.reason in clear for one in moved)
