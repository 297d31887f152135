"""The site shut for a while, with no database behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from alliance.config.maintenance import FLAG, shut


def test_every_address_says_so_and_when_to_come_back(client: Client) -> None:
    with shut(settings.DATA):
        for address in ("/", "/healthz", "/cms/", "/nowhere/"):
            response = client.get(address)
            assert response.status_code == 503
            assert response["Retry-After"] == "120"
            assert "shut for a moment" in response.content.decode()


def test_it_opens_again_however_the_work_ends(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), shut(tmp_path):
        assert (tmp_path / FLAG).exists()
        _ = 1 / 0
    assert not (tmp_path / FLAG).exists()
