"""The complex cohort: children whom a rule finds, a rule that people set and read.

A rule is a sentence, read and printed in the same words:

    aged 10 to 17; 2 or more of: 3 or more moves in 12 months; placed in K1; over 20 miles from home;
    2 or more unplanned moves in 12 months; £5,000 a week or more
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ..ages import age_on
from ..histories import Histories
from .movement import moves, reentries
from .periods_of_time import months_before
from .splits import Locate, located, seeks_asylum
from .standing import DAY, Standing, in_care

WeeklyCost = Callable[[Standing], float | None]
"""What the child's placement costs in £ a week on the day; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the signs of a rule ask, worked out once for a day."""

    histories: Histories
    day: dt.date
    locate: Locate | None = None
    weekly_cost: WeeklyCost | None = None


class Sign(Protocol):
    """One condition of a rule; `str` gives it in words."""

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Whether a child has it; None where that is not known."""
        ...


@dataclass(frozen=True, slots=True)
class Moved:
    """So many moves in so many months up to the day."""

    least: int
    months: int
    unplanned: bool = False

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Counts moves of every period of care."""
        first = months_before(known.day, self.months) + DAY
        numbers: dict[tuple[str | None, str], int] = {}
        for move in moves(known.histories, first, known.day):
            if move.unplanned or not self.unplanned:
                key = _key(move.after)
                numbers[key] = numbers.get(key, 0) + 1
        return lambda one: numbers.get(_key(one), 0) >= self.least

    def __str__(self) -> str:
        kind = "unplanned moves" if self.unplanned else "moves"
        return f"{self.least} or more {kind} in {self.months} months"


@dataclass(frozen=True, slots=True)
class PlacedIn:
    """In a placement of one of these codes or categories on the day."""

    places: tuple[str, ...]

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Looks at the episode of the day."""
        wanted = frozenset(self.places)
        return lambda one: one.episode.place in wanted or one.placement.category in wanted

    def __str__(self) -> str:
        return f"placed in {' or '.join(self.places)}"


@dataclass(frozen=True, slots=True)
class Far:
    """Placed farther from home than so many miles."""

    miles: float

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Not known without a way to locate postcodes, nor of a child seeking asylum."""

        def far(one: Standing) -> bool | None:
            found = known.locate and located(one, known.locate)
            return None if not found or found.miles is None else found.miles > self.miles

        return far

    def __str__(self) -> str:
        return f"over {self.miles:g} miles from home"


@dataclass(frozen=True, slots=True)
class Costs:
    """A placement that costs so much a week."""

    least: float

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Not known without prices."""

        def dear(one: Standing) -> bool | None:
            cost = known.weekly_cost and known.weekly_cost(one)
            return None if cost is None else cost >= self.least

        return dear

    def __str__(self) -> str:
        return f"£{self.least:,.10g} a week or more"


@dataclass(frozen=True, slots=True)
class CameBack:
    """Came into care again within so many months up to the day."""

    months: int

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Looks for an earlier period of care."""
        first = months_before(known.day, self.months) + DAY
        back = {_key(one.standing) for one in reentries(known.histories, first, known.day)}
        return lambda one: _key(one) in back

    def __str__(self) -> str:
        return f"came back into care in {self.months} months"


@dataclass(frozen=True, slots=True)
class Needs:
    """Of one of these categories of need (CIN)."""

    needs: tuple[str, ...]

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Looks at the episode of the day."""
        return lambda one: one.episode.cin in self.needs if one.episode.cin else None

    def __str__(self) -> str:
        return f"need {' or '.join(self.needs)}"


@dataclass(frozen=True, slots=True)
class SeeksAsylum:
    """Unaccompanied and seeking asylum on the day."""

    def finder(self, known: Known) -> Callable[[Standing], bool | None]:
        """Looks at UASC and DUC."""
        return seeks_asylum

    def __str__(self) -> str:
        return "unaccompanied, seeking asylum"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who is in the cohort: of these ages, with so many of the signs.

    `complex_rule.read_rule` makes one of the words that `str` gives.
    """

    signs: tuple[Sign, ...]
    least: int = 1
    """How many of the signs."""
    ages: tuple[int, int] = (0, 17)
    """First and last age in whole years on the day."""

    def __str__(self) -> str:
        signs = "; ".join(map(str, self.signs))
        return f"aged {self.ages[0]} to {self.ages[1]}; {self.least} or more of: {signs}"


class Member(NamedTuple):
    """A child of the cohort, and which signs put the child there."""

    standing: Standing
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cohort:
    """Whom a rule finds on a day."""

    rule: Rule
    day: dt.date
    members: tuple[Member, ...]
    of: int
    """Children in care on the day, of any age."""
    undecided: int
    """Children who would be members if what is not known of them were so."""

    def __str__(self) -> str:
        words = f"{len(self.members)} of {self.of} children in care are {self.rule}."
        if self.undecided:
            words += f" Of {self.undecided} more, too little is known to tell."
        return words


def cohort(
    histories: Histories,
    day: dt.date,
    rule: Rule,
    *,
    locate: Locate | None = None,
    weekly_cost: WeeklyCost | None = None,
) -> Cohort:
    """The children in care on a day whom a rule finds; a sign that is not known counts as not there."""
    known = Known(histories, day, locate, weekly_cost)
    finders = [(str(sign), sign.finder(known)) for sign in rule.signs]
    members, of, undecided = [], 0, 0
    for one in in_care(histories, day):
        of += 1
        if not _of_age(one, rule):
            continue
        answers = [(words, find(one)) for words, find in finders]
        there = tuple(words for words, answer in answers if answer)
        if len(there) >= rule.least:
            members.append(Member(one, there))
        else:
            unknown = sum(answer is None for _, answer in answers)
            undecided += len(there) + unknown >= rule.least
    return Cohort(rule, day, tuple(members), of, undecided)


def _of_age(one: Standing, rule: Rule) -> bool:
    born = one.child.born
    return born is not None and rule.ages[0] <= age_on(born, one.day) <= rule.ages[1]


def _key(one: Standing) -> tuple[str | None, str]:
    return one.child.authority, one.child.id
