"""Who is a care leaver: 13 weeks of care since 14, some of it at 16 or 17 (rule 1001)."""

import pytest

from caremodel.checks import check

from .a_return import a_return

BORN = "born 1/5/2005"
"""14 on 1 May 2019 and 16 on 1 May 2021: returns from 2018-19 on tell."""


def rules_found(*episodes: str, since: int = 2019) -> set[str]:
    """Rules by the return of 2023-24, when all since then have these episodes."""
    said = " | ".join(f"episodes {one}" for one in episodes)
    returns = []
    for year in range(since, 2024):
        returns += a_return(f"year {year} | {BORN} | {said}")[0]
    returns += a_return(f"year 2024 | {BORN} | episodes - | oc3")[0]
    return {one.rule for one in check(returns)} & {"1001", "1002"}


@pytest.mark.parametrize(
    ("episodes", "found"),
    [
        (["DECOM=1/5/2021 DEC=31/7/2021 REC=E4A"], set()),  # 91 nights
        (["DECOM=1/5/2021 DEC=30/7/2021 REC=E4A"], {"1001"}),  # 90
        (["DECOM=1/1/2020 DEC=1/4/2020 REC=E4A", "DECOM=2/5/2021 DEC=3/5/2021 REC=E4A"], set()),
        (["DECOM=1/1/2020 DEC=1/5/2021 REC=E4A"], {"1001"}),  # none at 16
        (["DECOM=1/5/2017 DEC=1/5/2019 REC=E4A", "DECOM=1/5/2021 DEC=30/7/2021 REC=E4A"], {"1001"}),
        (["DECOM=1/5/2019 DEC=1/5/2023 REC=E11"], {"1001"}),  # adopted
        (["LS=V3 DECOM=1/5/2021 DEC=1/9/2021 REC=E4A"], {"1001"}),  # short breaks
    ],
)
def test_thirteen_weeks_since_14_of_which_some_at_16(episodes: list[str], found: set[str]) -> None:
    assert rules_found(*episodes) == found


def test_a_year_that_is_missing_in_between_tells_nothing() -> None:
    said = "DECOM=1/5/2021 DEC=30/7/2021 REC=E4A"
    assert rules_found(said, since=2019) == {"1001"}
    assert rules_found(said, since=2021) == set()
