"""Tables of counts for tests, in the shape that `caremodel.flows` gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caremodel.disclosure import Entry, Protected, ProtectedTable, protect
from caremodel.disclosure.facts import Fact
from tests.caremodel.disclosure.attack import Published

SECRET = b"a secret of sixteen bytes"


@dataclass(frozen=True)
class Table:
    """As `caremodel.flows.CountTable`, of which protection needs no more."""

    name: str
    counts: tuple[tuple[int, ...], ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    period: str = "31 March 2025"
    title: str = "A table"
    row_heading: str = "Row"
    column_heading: str = "Column"
    note: str = ""
    rows_add: bool = True
    columns_add: bool = True


REGISTER: Mapping[str, Entry] = {
    "age_category": Entry("in_care", "age", "category"),
    "legal_age": Entry("in_care", "legal", "age"),
    "girls": Entry("in_care", "age", "category", (("sex", "F"),)),
    "boys": Entry("in_care", "age", "category", (("sex", "M"),)),
    "asylum_age": Entry("in_care", "seeks", "age"),
    "distances": Entry("in_care", "distance", "category", (("seeks", "s1"),)),
    "seeking": Entry("in_care", "age", "category", (("asylum", "yes"),)),
    "not_seeking": Entry("in_care", "age", "category", (("asylum", "no"),)),
    "came": Entry("came", "age", "category"),
    "over_years": Entry("in_care", "day", "category", rows_are_periods=True),
}


def table(name: str, counts: Sequence[Sequence[int]], **more: str) -> Table:
    """A table of the register above, its labels made up: a0 and a1 for ages."""
    entry = REGISTER[name]
    rows = tuple(f"{entry.rows[:1]}{at}" for at in range(len(counts)))
    columns = tuple(f"{entry.columns[:1]}{at}" for at in range(len(counts[0])))
    return Table(name, tuple(map(tuple, counts)), rows, columns, **more)


def protected(
    *tables: Table, earlier: Sequence[Protected] = (), secret: bytes = SECRET
) -> Protected:
    return protect(tables, secret=secret, earlier=earlier, register=REGISTER)


def published(*releases: Protected | Sequence[ProtectedTable]) -> Published:
    """All releases, as an attacker gets them."""
    found = Published(REGISTER)
    anew: dict[Fact, int] = {}
    for at, release in enumerate(releases):
        if not isinstance(release, Protected):
            found.add(at, release)
            continue
        found.add(at, release.tables)
        found.kept |= {(at, one): (anew[one], one) for one in release.kept}
        anew |= {one: at for one in release.ledger.shown if one not in release.kept}
    return found
