"""SQLite in the data folder, or PostgreSQL by its address."""

from typing import Any
from urllib.parse import unquote, urlsplit

from .environment import ENVIRONMENT, EnvironmentFault


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ENVIRONMENT.data / "alliance.sqlite3",
        # Opening it costs more than most pages ask of it.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Readers and one writer at once; a writer takes its lock at the start, so that two
            # of them wait for each other instead of failing with "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
            ),
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentFault(
            f"ALLIANCE_DATABASE_URL begins with “{parts.scheme}”; "
            "write postgresql://user:password@host:5432/name, or leave it out for SQLite."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {
    "default": _postgresql(ENVIRONMENT.database_url) if ENVIRONMENT.database_url else _sqlite()
}
