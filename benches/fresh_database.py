"""A database for a measure: new, laid out, and gone at the end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_database() -> Iterator[Path]:
    """A data folder of its own with Django started on it; its path.

    SQLite, unless ALLIANCE_DATABASE_URL names an empty PostgreSQL database.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ALLIANCE_DATA": folder, "ALLIANCE_SECRET_KEY": "bench"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield Path(folder)
