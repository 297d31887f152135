"""Two who write a bulletin, and a bulletin that is out."""

from __future__ import annotations

import pytest

from alliance.bulletins.models import Bulletin, DraftIssue
from alliance.bulletins.writing.beginning import begin_issue
from alliance.directory.models import Alliance, User
from tests.bulletins.invented import bulletin


@pytest.fixture(autouse=True)
def without_second_factor(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]


@pytest.fixture
def nell(db: None) -> User:
    Alliance(name="Eastern Alliance", short_name="E", contact_email="office@example.org").save()
    return User.objects.create_user("nell@example.org", name="Nell Farrow", is_staff=True)


@pytest.fixture
def tobias(db: None) -> User:
    return User.objects.create_user("tobias@example.org", name="Tobias Reed", is_staff=True)


@pytest.fixture
def last(db: None) -> Bulletin:
    return bulletin(429)


@pytest.fixture
def issue(nell: User, last: Bulletin) -> DraftIssue:
    return begin_issue(by=nell)
