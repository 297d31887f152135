"""What takes seconds to load is loaded once for all tests of a module, each of which leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

Once = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Once:
    """`with once(): …` fills the database until the module is through; tests are undone within it."""

    @contextmanager
    def filled() -> Iterator[None]:
        with django_db_blocker.unblock():
            whole = transaction.atomic()
            whole.__enter__()
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)

    return filled
