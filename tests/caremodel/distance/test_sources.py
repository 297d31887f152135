"""The codes in the package are those that the ONS and the DfE publish, where their files are at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from caremodel.distance import authorities
from caremodel.distance.authorities import _by_district, _rows

SHARED = Path("../shared/data/la")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data are not at hand")


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_authority_has_the_codes_and_name_of_the_source() -> None:
    wanted = {
        (row["la_code"], row["la_code_2025"], row["dfe_code"], row["la_name"])
        for row in rows("upper_tier_las.csv")
    }
    assert {tuple(row.values()) for row in _rows("authorities.csv")} == wanted


def test_every_district_is_in_the_authority_of_the_source() -> None:
    wanted = {row["LTLA23CD"]: row["UTLA23CD"] for row in rows("ltla_to_utla.csv")}
    assert {district: one.code for district, one in _by_district().items()} == wanted


def test_every_code_of_the_last_twelve_years_has_an_authority_of_today() -> None:
    today = {row["dfe_code"] for row in rows("upper_tier_las.csv")}
    for row in rows("population_0_17_2012_2024.csv"):
        for code in filter(None, (row["old_la_code"], row["new_la_code"])):
            if row["geographic_level"] == "Local authority":
                found = authorities(code)
                assert found, row
                assert {one.dfe_code for one in found} <= today
