from __future__ import annotations

import pytest

from alliance.directory.models import Alliance


@pytest.fixture
def alliance(db: None) -> Alliance:
    made = Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org")
    made.save()
    return made
