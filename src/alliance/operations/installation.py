"""An installation: its data folder, its keys, and Django started upon it."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

from alliance.refusals import Refusal

SETTINGS = "alliance.config.settings"
KEYS = "alliance.env"
DATABASE = "alliance.sqlite3"


def new_secret_key() -> str:
    """Fifty-four random characters that need no quoting."""
    return secrets.token_urlsafe(40)


def make_folder(data: Path) -> None:
    """The data folder, for this account's eyes only."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise Refusal(
            f"The data folder {data} cannot be made ({fault.strerror}). "
            "Name another, or give this account the right to write there."
        ) from fault


def write_keys(data: Path, values: dict[str, str]) -> None:
    """Write `alliance.env` whole or not at all, readable by this account only."""
    made = data / f"{KEYS}.new"
    made.touch(mode=0o600)
    made.chmod(0o600)
    lines = [f"{name}={value}" for name, value in values.items()]
    made.write_text("\n".join([*lines, ""]), encoding="utf-8")
    made.rename(data / KEYS)


def use_only(data: Path) -> None:
    """From here on this process and its children know this data folder and nothing else."""
    for name in [name for name in os.environ if name.startswith("ALLIANCE_")]:
        del os.environ[name]
    os.environ["ALLIANCE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def start_django() -> None:
    """Django on the installation that the environment names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def refuse_taken_port(host: str, port: int, *, command: str) -> None:
    """Say now that a port is taken; the server would say it in its own words, later."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise Refusal(
                f"Port {port} of {host} cannot be used ({fault.strerror}); another program, "
                f"perhaps another Alliance, may hold it. Stop that one, or choose another: "
                f"{command} --port {port + 1}"
            ) from fault
