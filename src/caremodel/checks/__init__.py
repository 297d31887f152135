"""Checks of a statutory return by collection year: the DfE's validation rules, and some of ours.

    from caremodel.checks import check, RULES

`RULES` lists every rule: number, title, the years it holds in and the tables it looks at. The rules stand
in modules by theme, each a small function (decision record 0081); this module gathers them.
"""

from typing import Final

from . import (
    adoption,
    adoption_decisions,
    asylum,
    care_leavers,
    cells,
    children,
    episode_dates,
    episode_order,
    health,
    leaving,
    legal_status,
    liberty,
    missing,
    permanence,
    placements,
    previous_year,
    providers,
    reviews,
    social_workers,
    structure,
)
from .asking import check
from .finding import Finding
from .rules import Rule, registered

__all__ = ["RULES", "Finding", "Rule", "check"]

THEMES: Final = (
    cells,
    structure,
    children,
    episode_dates,
    episode_order,
    legal_status,
    placements,
    providers,
    leaving,
    reviews,
    health,
    care_leavers,
    adoption,
    adoption_decisions,
    permanence,
    asylum,
    missing,
    social_workers,
    liberty,
    previous_year,
)
"""The modules of rules, in the order of the return."""

RULES: Final[tuple[Rule, ...]] = registered()
"""Every rule, in the order of their numbers."""
