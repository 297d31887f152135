"""Where mails of the site lead: to its host by HTTPS, or to where the demo is served."""

from __future__ import annotations

import os

import pytest

from alliance.config.settings.environment import Environment

LAID_OUT = {"ALLIANCE_DEMO_ADDRESS": "http://127.0.0.1:8000"}


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({"ALLIANCE_HOST": "alliance.example.gov.uk"}, "https://alliance.example.gov.uk"),
        ({"ALLIANCE_DEMO": "yes"} | LAID_OUT, "http://127.0.0.1:8000"),
        (LAID_OUT, ""),
        ({}, ""),
    ],
)
def test_the_address_of_the_site(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], address: str
) -> None:
    for name in [name for name in os.environ if name.startswith("ALLIANCE_")]:
        if name != "ALLIANCE_DATA":
            monkeypatch.delenv(name)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    assert Environment.read().address == address
