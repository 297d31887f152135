"""What every test stands on: a migrated database of its own process, and no network.

The settings, and the data folder they point to, are in `tests/settings.py`.

Run on PostgreSQL, the tests are those that ask the database, whose answers may differ there. Left out
are those that ask none, that drive a browser (`.ci/run` says so), and the two walks of every address
by everybody: what those ask is decided by our rules, from rows that other tests read on both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from tests.databases import Database, of_this_process

# A test that finds a fault finds it again on the next run; how long an example takes depends on
# what else the machine does.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.load_profile("house")

Once = Callable[[], AbstractContextManager[None]]
"""What the fixture `once` gives."""

BROWSERS = ("tests/browser/", "tests/caremodel/local/test_page")
LONGEST = ("tests/browser", "tests/operations/", "tests/region/", "tests/api/test_description")
"""Few tests, each of which takes seconds: begun last, one process would be at them alone."""


class _OneBrowser(LoadFileScheduling):
    """Each file to one process, and everything that drives a browser to the same one.

    Two browsers on two cores take each other's time, and what a module makes for its tests is made
    once. The longest begin first, then the fullest.
    """

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "tests/browser" if file.startswith(BROWSERS) else file

    def _assign_work_unit(self, node: WorkerController) -> None:
        for start in LONGEST:
            if found := [file for file in self.workqueue if file.startswith(start)]:
                self.workqueue.move_to_end(found[0], last=False)
                break
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _OneBrowser | None:
    return _OneBrowser(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what cannot differ there: it was tried with the run on SQLite."""
    from tests import settings

    if not settings.SERVER:
        return
    again = [item for item in items if asks_a_database(item) and not SHOWN.search(item.nodeid)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again


SHOWN = re.compile(
    r"/test_\w*(pages?|screens|desk|editors_area|preview)\.py::"
    r"|tests/(api|config|home|pages|region)/"
    r"|tests/directory/(organisations/|test_(safe_accounts|passwords|second_factor|invitations)\.py)"
    r"|tests/operations/test_doctor\.py::test_(faults_of_the_environment|a_mail_server|a_virus_scanner)"
    r"|tests/operations/test_set_up\.py::test_(faulty_answers|without_a_terminal|a_template)"
)
"""How pages and the API show what is there, how people sign in, the sample region, and what commands
find elsewhere than in a database.

What these ask of the database is asked by the tests of the verbs and lists that they show. A run of one
of them by name on PostgreSQL selects nothing: take this out to have it.
"""


def asks_a_database(item: pytest.Item) -> bool:
    """By its mark, its fixtures or its class."""
    from django.test import TransactionTestCase

    fixtures = {
        "db",
        "transactional_db",
        "live_server",
        "founded",
        "unfounded_place",
        "empty_place",
    }
    of_class = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not fixtures.isdisjoint(getattr(item, "fixturenames", ()))
        or (of_class is not None and issubclass(of_class, TransactionTestCase))
    )


@pytest.fixture(scope="session")
def test_database() -> Database:
    """Where this process of pytest keeps its database."""
    return of_this_process()


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


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Once:
    """`with once(): …` fills the database until the module is through; tests are undone within it.

    For what takes long to make and every test of the module leaves as it was.
    """

    @contextmanager
    def filled() -> Iterator[None]:
        from django.db import transaction

        with django_db_blocker.unblock():
            whole = transaction.atomic()
            whole.__enter__()
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)

    return filled


@pytest.fixture
def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL, for the few tests that must say so."""
    from tests import settings

    return urlsplit(settings.SERVER).scheme.startswith("postgres")


@pytest.fixture(autouse=True)
def _second_factor_where_a_test_is_about_it(
    request: pytest.FixtureRequest, settings: object
) -> None:
    """People of tests sign in as in the sample region, which asks for no second factor.

    Tests of who gets where, and of what keeps accounts safe, are of a real site: they are marked.
    """
    marked = request.node.get_closest_marker("second_factor") is not None
    settings.SECOND_FACTOR_REQUIRED = marked  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _mail_by_the_outbox(settings: object) -> None:
    """As on a real site; `mail.outbox` then has what really left, when `run_waiting` was called.

    Django's own test environment would put mail there at once, past our outbox.
    """
    settings.EMAIL_BACKEND = "alliance.mail.backend.OutboxBackend"  # type: ignore[attr-defined]
    settings.MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    settings.MAIL_TEST_MODE = False  # type: ignore[attr-defined]


@contextmanager
def _no_files_left_behind() -> Iterator[None]:
    """Files stay when rows are rolled back: without this a name given once is taken for later tests."""
    from tests import settings

    def kept() -> set[Path]:
        return {path for path in settings.MEDIA_ROOT.rglob("*") if not path.is_dir()}

    before = kept()
    yield
    for path in kept() - before:
        path.unlink()


@pytest.fixture(scope="module", autouse=True)
def _no_files_of_an_earlier_module() -> Iterator[None]:
    with _no_files_left_behind():
        yield


@pytest.fixture(autouse=True)
def _no_files_of_an_earlier_test() -> Iterator[None]:
    with _no_files_left_behind():
        yield


@pytest.fixture(autouse=True)
def _nothing_kept_by_an_earlier_test() -> None:
    """Neither pages (each test's editions are numbered from the beginning) nor attempts to sign in."""
    from django.core.cache import cache

    from alliance.editions.shared import shelf

    shelf.clear()
    cache.clear()
