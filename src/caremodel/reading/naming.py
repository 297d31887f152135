"""What names of folders, files and sheets tell: the collection year and the authority."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from .recognise import named

_BETWEEN = r"\s?[-_/–.]\s?"
_DATES: Final = re.compile(
    r"(?<!\d)(?:20\d\d[-_.]\d\d[-_.]\d\d|\d\d?[-_.]\d\d?[-_.](?:20)?\d\d|20\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01]))(?!\d)"
)
"""Days on which something was exported: they tell no collection year."""
_TWO_YEARS: Final = re.compile(
    rf"(?<!\d)(?:20)?(\d\d){_BETWEEN}(?:20)?(\d\d)(?!\d)|(?<!\d)20(\d\d)(?:20)?(\d\d)(?!\d)"
)
_ONE_YEAR: Final = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_CODE: Final = re.compile(r"(?<![A-Za-z\d])(?!903)([2-9]\d\d)(?!\d)")
_SAYS_NOTHING: Final = re.compile(
    r"ssda|903|csvs?|xlsx?|xml|zip|data|files?|returns?|cla|lac|exports?|extracts?|final|copy|sheet\d*|"
    r"submissions?|years?|collections?|outputs?|tables?|uploads?|"
    r"drafts?|old|archived?|backups?|superseded|previous|provisional|originals?|first|second|v|versions?|latest|new|"
    r"resub\w*|correct\w*|amend\w*|revis\w*|updat\w*|sent|signed|off"
)


def year_in(name: str) -> int | None:
    """The collection year in a name; None where it tells none, or several.

    >>> year_in("2024"), year_in("Episodes 2023-24"), year_in("SSDA903_2020_episodes")
    (2024, 2024, 2020)
    >>> year_in("2017 to 2024"), year_in("903 return"), year_in("run on 2024-06-30")
    (None, None, None)
    """
    years = set()
    name = rest = _DATES.sub(" ", name)
    for match in _TWO_YEARS.finditer(name):
        first, second = (int(text) for text in match.groups() if text is not None)
        if second == (first + 1) % 100:
            years.add(2000 + second)
            rest = rest.replace(match[0], " ")
    years |= {int(year) for year in _ONE_YEAR.findall(rest)}
    return years.pop() if len(years) == 1 else None


def year_told(names: Sequence[str]) -> int | None:
    """The collection year that names tell, the innermost first."""
    return next((year for name in reversed(names) if (year := year_in(name))), None)


def code_told(names: Sequence[str]) -> str | None:
    """The authority's code of three digits in names, the innermost first.

    >>> code_told(("returns", "351_2017_episodes")), code_told(("SSDA903", "2024", "episodes"))
    ('351', None)
    """
    for name in reversed(names):
        codes = set(_CODE.findall(name))
        if len(codes) == 1:
            return str(codes.pop())
    return None


class Label(NamedTuple):
    """A folder's own name, which may be an authority's."""

    within: tuple[str, ...]
    """The folders that it is in."""
    name: str
    above_years: bool
    """A name inside it tells a year."""


def label_told(names: Sequence[str]) -> Label | None:
    """The innermost folder or workbook whose name is more than a year, a table or a common word.

    >>> label_told(("returns", "Kent", "2024", "episodes"))
    Label(within=('returns',), name='Kent', above_years=True)
    """
    folders = names[:-1]
    for position in reversed(range(len(folders))):
        if label := _label(folders[position]):
            return Label(
                tuple(folders[:position]), label, year_told(names[position + 1 :]) is not None
            )
    return None


def _label(name: str) -> str:
    if named(name) is not None:
        return ""
    rest = _ONE_YEAR.sub(" ", _TWO_YEARS.sub(" ", _DATES.sub(" ", name)))
    words = re.findall(r"[^\W\d_]+", rest)
    return " ".join(word for word in words if not _SAYS_NOTHING.fullmatch(word.lower()))
