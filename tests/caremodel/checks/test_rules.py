"""Every rule by rows that it finds and near misses that it does not: `cases/*.txt`, written as in `a_return`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from caremodel.checks import RULES, THEMES, check

from .a_return import a_return

CASES = Path(__file__).parent / "cases"
WITHOUT_ROWS = {"A002", "A003", "A004"}
"""Found where there is no row: test_check.py."""


def cases(kind: str) -> list[object]:
    return [pytest.param(number, said, id=f"{number} {said}") for number, said in told(kind)]


def told(kind: str) -> Iterator[tuple[str, str]]:
    for file in sorted(CASES.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            number, _, rest = line.partition(" ")
            word, _, said = rest.strip().partition(" ")
            if not line.startswith("#") and word == kind:
                yield number, said.strip()


@pytest.mark.parametrize(("number", "said"), cases("fires"))
def test_a_rule_finds_the_rows_at_fault_and_no_others(number: str, said: str) -> None:
    returns, marked = a_return(said)
    found = {
        (one.table, one.row) for one in check(returns) if one.rule == number and one.row is not None
    }
    assert found == marked
    assert found or number in WITHOUT_ROWS


@pytest.mark.parametrize(("number", "said"), cases("not"))
def test_a_rule_lets_a_near_miss_be(number: str, said: str) -> None:
    returns, _ = a_return(said)
    assert [one for one in check(returns) if one.rule in (number, "A999")] == []


def test_every_rule_has_both() -> None:
    for kind in ("fires", "not"):
        numbers = {number for number, _ in told(kind)}
        assert {rule.number for rule in RULES} - numbers == {"A002", "A003"}


def test_every_module_of_rules_has_its_cases() -> None:
    assert {theme.__name__.rpartition(".")[2] for theme in THEMES} == {
        file.stem for file in CASES.glob("*.txt")
    }


@pytest.mark.parametrize("year", range(2022, 2029))
def test_a_child_whose_return_is_in_order_has_no_finding(year: int) -> None:
    returns, _ = a_return(f"year {year} | before.episodes")
    assert check(returns) == []
