"""The second factor is asked for in `tests/test_access.py`; these tests are about what comes after."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def without_second_factor(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
