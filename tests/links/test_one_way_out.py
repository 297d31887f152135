"""No part of Alliance speaks to another machine but through the fetcher."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCES = Path(__file__).parent.parent.parent / "src"
WAYS_OUT = {
    "aiohttp", "ftplib", "http.client", "httpcore", "httpx", "imaplib", "poplib", "requests",
    "socket", "telnetlib", "urllib.request", "urllib3", "websockets",
}  # fmt: skip
ALLOWED = {
    # By the library of mail providers, to the one host of the provider that the settings name
    # (decision 62); requests is imported for its faults.
    "alliance/delivery/sending/anymail_carrier.py": {"requests", "urllib3"},
    # The mail server that the settings name: smtplib's own connection, made quicker.
    "alliance/delivery/sending/smtp.py": {"socket"},
    # Where an organisation's provider stands is written in the settings, and may be a private
    # address, which the fetcher refuses; allauth brings the library.
    "alliance/directory/organisations/views.py": {"requests"},
    "alliance/directory/organisations/wire.py": {"requests"},
    # ClamAV, on this machine or where the operator says: it looks at files, and fetches nothing.
    "alliance/library/documents/viruses.py": {"socket"},
    "alliance/links/addresses.py": {"socket"},
    "alliance/links/fetch.py": {"httpcore"},
    # A mailbox that is read for news: under the fetcher's own policy of addresses.
    "alliance/links/mailbox.py": {"imaplib", "socket"},
    "alliance/links/wire.py": {"httpcore"},
    "alliance/jobs/worker.py": {"socket"},  # the machine's own name
    "alliance/operations/demo.py": {"http.client"},  # whether its own server answers yet
    "alliance/operations/installation.py": {"socket"},  # whether a port of this machine is free
}


def imported(source: str) -> set[str]:
    """The names of modules that a source file imports, with those they lie in."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names | {name.split(".")[0] for name in names}


def test_nothing_else_imports_a_way_out() -> None:
    found = {}
    for path in SOURCES.rglob("*.py"):
        name = path.relative_to(SOURCES).as_posix()
        ways = imported(path.read_text(encoding="utf-8")) & WAYS_OUT - ALLOWED.get(name, set())
        if ways:
            found[name] = ways
    assert found == {}


def test_a_way_out_is_seen_however_it_is_imported() -> None:
    for line in (
        "import requests",
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        "from http.client import HTTPConnection",
        "def f():\n    import httpx._client",
    ):
        assert imported(line) & WAYS_OUT, line
    assert not imported("from urllib.parse import quote\nfrom http import HTTPStatus") & WAYS_OUT
