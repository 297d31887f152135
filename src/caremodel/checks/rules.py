"""The register of rules: each a small function from a prepared return to the rows at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..tables import TABLES
from .record import Record
from .rows import Hit

Hits = Iterable[Hit]
OfOneYear = Callable[[Record], Hits]
OfTwoYears = Callable[[Record, Record], Hits]


@dataclass(frozen=True)
class Rule:
    """A rule of the DfE's under its number, or one of ours (A and three digits).

    `fields` are the columns it looks at, as `table.COLUMN`, the one most likely to need mending first; it
    is asked only of a return that has all of them. It holds in the collection years `since` to `until`,
    both included (None: in all that we know). One of `finds` and `compares` is set; the latter is asked
    with the return of the year before.
    """

    number: str
    fields: tuple[str, ...]
    message: str
    since: int | None = None
    until: int | None = None
    finds: OfOneYear | None = None
    compares: OfTwoYears | None = None

    @property
    def title(self) -> str:
        """What is wrong: the first sentence of the message."""
        return self.message.split(". ", 1)[0].removesuffix(".")

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables it looks at."""
        return tuple(dict.fromkeys(field.partition(".")[0] for field in self.fields))

    @cached_property
    def columns(self) -> dict[str, str]:
        """For each table, the column that a finding in it names."""
        first: dict[str, str] = {}
        for field in self.fields:
            table, _, column = field.partition(".")
            first.setdefault(table, column)
        return first

    def holds_in(self, year: int) -> bool:
        """Whether it is a rule of this collection year."""
        return (self.since or year) <= year <= (self.until or year)


_registered: dict[str, Rule] = {}


def registered() -> tuple[Rule, ...]:
    """Every rule declared so far, in the order of their numbers: the DfE's, then ours."""
    return tuple(sorted(_registered.values(), key=lambda rule: order(rule.number)))


def order(number: str) -> tuple[int, int, str]:
    """Sorts numbers as people read them: 101, 205A, 1001, then INT01, SW01, then ours."""
    digits = "".join(c for c in number[:4] if c.isdigit())
    if number[0].isdigit():
        return 0, int(digits), number
    return (2 if number[0] == "A" else 1), 0, number


def rule(
    number: str,
    fields: str,
    message: str,
    *,
    since: int | None = None,
    until: int | None = None,
) -> Callable[[OfOneYear], OfOneYear]:
    """Declare a rule on one return: `@rule("355", "episodes.DEC episodes.DECOM", "What is wrong. How to mend.")`."""

    def declare(finds: OfOneYear) -> OfOneYear:
        _register(Rule(number, tuple(fields.split()), message, since, until, finds=finds))
        return finds

    return declare


def rule_on_two_years(
    number: str,
    fields: str,
    message: str,
    *,
    since: int | None = None,
    until: int | None = None,
) -> Callable[[OfTwoYears], OfTwoYears]:
    """Declare a rule on a return and the one of the year before, which both have the fields' tables."""

    def declare(compares: OfTwoYears) -> OfTwoYears:
        _register(Rule(number, tuple(fields.split()), message, since, until, compares=compares))
        return compares

    return declare


def _register(one: Rule) -> None:
    if one.number in _registered:
        raise ValueError(f"Two rules have the number {one.number}.")
    for field in one.fields:
        table, _, column = field.partition(".")
        if column and column not in {c.name for c in TABLES[table].columns}:
            raise ValueError(f"Rule {one.number} names {field}, which no return has.")
    _registered[one.number] = one
