"""When what readers may see last changed: with the edition, or at midnight, when terms end."""

from __future__ import annotations

from typing import NamedTuple

from alliance.editions.current import state
from alliance.editions.shared import modified_at


class LastChange(NamedTuple):
    at: int
    """As seconds since 1970, for HTTP."""
    is_settled: bool
    """Whether nothing older can still come to light."""


def last_change() -> LastChange:
    """The last change, or a second before it while it is fresh.

    Another change of the same second could come after an answer has gone out with this date. A date
    before the change never makes that answer look current.
    """
    edition = state()
    settled = modified_at(edition)
    return LastChange(settled or edition.changed_at - 1, settled is not None)
