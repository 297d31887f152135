"""What histories say: stock, entries, exits, moves, durations, stability, pathways, the complex cohort.

Days are both in: `entries(histories, first, last)`. Children on short breaks (V3, V4) are nowhere counted.
"""

from .complex_cohort import Cohort, Known, Member, Rule, Sign, WeeklyCost, cohort
from .complex_rule import EXAMPLE, read_rule
from .count_table import CountTable
from .durations import Duration, Spell, Survival, durations, spells, survival
from .movement import Move, Reentry, entries, exits, lasting, moves, reentries
from .pathways import INTENSITY, Step, pathway, pathways, steps, steps_across
from .periods_of_time import span
from .rates import Rate, rate, rates
from .splits import NOT_KNOWN, SPLITS, Headings, Locate, Located, Split, by_distance
from .stability import Share, many_placements, placements_in_year, same_placement
from .standing import Standing, in_care
from .stock import balance, stock
from .summary import Summary, summary

__all__ = [
    "EXAMPLE",
    "INTENSITY",
    "NOT_KNOWN",
    "SPLITS",
    "Cohort",
    "CountTable",
    "Duration",
    "Headings",
    "Known",
    "Locate",
    "Located",
    "Member",
    "Move",
    "Rate",
    "Reentry",
    "Rule",
    "Share",
    "Sign",
    "Spell",
    "Split",
    "Standing",
    "Step",
    "Summary",
    "Survival",
    "WeeklyCost",
    "balance",
    "by_distance",
    "cohort",
    "durations",
    "entries",
    "exits",
    "in_care",
    "lasting",
    "many_placements",
    "moves",
    "pathway",
    "pathways",
    "placements_in_year",
    "rate",
    "rates",
    "read_rule",
    "reentries",
    "same_placement",
    "span",
    "spells",
    "steps",
    "steps_across",
    "stock",
    "summary",
    "survival",
]
