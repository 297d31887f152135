"""What every test stands on: a migrated database of its own process, and no network.

The settings, and the data folder they point to, are in `tests/settings.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from hypothesis import settings as hypothesis_settings

from tests.databases import Database, PostgresqlDatabase, SqliteDatabase

# A test that finds a fault finds it again on the next run; how long an example takes depends on
# what else the machine does.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def test_database() -> Database:
    """Where this process of pytest keeps its database."""
    from tests import settings

    if not settings.SERVER:
        return SqliteDatabase(settings.DATA / "alliance.sqlite3")
    address = str(settings.DATABASES["default"]["NAME"])
    return PostgresqlDatabase(settings.SERVER, address)


@pytest.fixture(scope="session")
def django_db_setup(
    test_database: Database, django_test_environment: None, django_db_blocker: object
) -> Iterator[None]:
    """Fill the database from the template; pytest-django's own would migrate for each process."""
    from django.db import connections
    from django.test import TransactionTestCase

    test_database.fill()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _putting_back(test_database))
        yield
    connections.close_all()
    test_database.remove()


def _putting_back(database: Database) -> Callable[[object], None]:
    """What follows a test that really commits: the template's rows are put back.

    Django empties every table instead, also those that migrations fill (the root page, the site,
    the workflow), and the next test would find a site that no installation ever has.
    """

    def put_back(test: object) -> None:
        from django.contrib.contenttypes.models import ContentType
        from django.core.cache import cache
        from django.db import connections

        connections.close_all()
        database.fill()
        ContentType.objects.clear_cache()
        cache.clear()

    return put_back


@pytest.fixture
def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL, for the few tests that must say so."""
    from tests import settings

    return urlsplit(settings.SERVER).scheme.startswith("postgres")


@pytest.fixture(autouse=True)
def _sample_s_way_to_sign_in(request: pytest.FixtureRequest) -> None:
    """Journeys through the browser are of the sample region, which asks for no second factor.

    The one that is about adding a second factor is of a real site.
    """
    if request.node.get_closest_marker("browser") and "second_factor" not in request.node.name:
        request.getfixturevalue("settings").SECOND_FACTOR_REQUIRED = False


@pytest.fixture(autouse=True)
def _nothing_kept_by_an_earlier_test() -> None:
    """Neither pages (each test's editions are numbered from the beginning) nor counted attempts."""
    from django.core.cache import cache

    from alliance.editions.shared import shelf

    shelf.clear()
    cache.clear()
