"""Authorities by their codes, never by their names: each source spells those differently.

`authorities.csv` and `districts.csv` hold the upper-tier authorities of England (May 2023 and April 2025 codes,
DfE codes) and the districts in each, as the ONS and the DfE publish them; `old_codes.csv` the codes of districts and
authorities that were recoded, split or joined since 2009 (ONS Code History Database), each with what came after.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Authority(NamedTuple):
    """An upper-tier authority."""

    code: str
    """ONS code, as the DfE prints it (Barnsley and Sheffield still by their codes before April 2025)."""
    dfe_code: str
    """Three digits; empty for Wales and Scotland."""
    name: str
    """Empty for Wales and Scotland, of which we hold no list."""


def authority_of(district: str) -> Authority | None:
    """The authority that a district belongs to, by the district's ONS code; None for a code we do not know.

    In Wales and Scotland every district is an authority.

    >>> authority_of("E07000227")
    Authority(code='E10000032', dfe_code='938', name='West Sussex')
    >>> authority_of("S12000033")
    Authority(code='S12000033', dfe_code='', name='')
    """
    return _by_district().get(district) or (
        Authority(district, "", "") if district[:3] in ("W06", "S12") else None
    )


@cache
def authorities(code: str) -> tuple[Authority, ...]:
    """The authorities that a code stands for today: one, several for one that was split, none for no code of ours.

    Takes ONS codes of authorities and districts and DfE codes, of today and from before a reorganisation.

    >>> [one.name for one in authorities("909")], [one.name for one in authorities("E08000038")]
    (['Cumberland', 'Westmorland and Furness'], ['Barnsley'])
    """
    if code in _by_code():
        return (_by_code()[code],)
    if later := _later().get(code):
        return tuple(dict.fromkeys(one for new in later for one in authorities(new)))
    one = authority_of(code)
    return (one,) if one else ()


def named_in(text: str) -> Authority | None:
    """The authority of England whose name a file's or a folder's name has: the longest, as words.

    >>> named_in("south_gloucestershire 2024 episodes"), named_in("episodes") is None
    (Authority(code='E06000025', dfe_code='803', name='South Gloucestershire'), True)
    """
    words = _as_words(text)
    found = [one for name, one in _by_name().items() if name in words]
    return max(found, key=lambda one: len(one.name), default=None)


@cache
def _by_name() -> Mapping[str, Authority]:
    # “Bristol, City of” is called Bristol
    return {_as_words(one.name.partition(",")[0]): one for one in _by_code().values()}


def _as_words(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower().replace(".", "").replace("&", " and "))
    return f" {' '.join(words)} "


@cache
def _by_code() -> Mapping[str, Authority]:
    found: dict[str, Authority] = {}
    for row in _rows("authorities.csv"):
        one = Authority(row["code"], row["dfe_code"], row["name"])
        found |= dict.fromkeys((row["code"], row["code_2025"], row["dfe_code"]), one)
    return found


@cache
def _by_district() -> Mapping[str, Authority]:
    return {row["district"]: _by_code()[row["authority"]] for row in _rows("districts.csv")}


@cache
def _later() -> Mapping[str, list[str]]:
    later: dict[str, list[str]] = {}
    for row in _rows("old_codes.csv"):
        later.setdefault(row["old"], []).append(row["new"])
    return later


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
