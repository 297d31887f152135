"""Texts that a spreadsheet would run."""

from __future__ import annotations

import pytest

from alliance.text.spreadsheet import harmless


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@SUM(A1)", "  =1", "\t=1", "\r1", "＝1"])
def test_what_would_run_is_made_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kent", "a=b", "1 April", " "])
def test_what_would_not_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
