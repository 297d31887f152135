"""Addresses that carry a secret do not tell it."""

from __future__ import annotations

import logging

import pytest
from django.conf import settings
from django.test import Client

from alliance.links.scrub import ScrubbingFormatter, bears_token, scrub

TOKEN = "q3uVd_9-xyz"


@pytest.mark.parametrize(
    ("line", "scrubbed"),
    [
        (f"Not Found: /answer/{TOKEN}/", "Not Found: /answer/…/"),
        (
            f"GET https://a.example/unsubscribe/{TOKEN} 200",
            "GET https://a.example/unsubscribe/… 200",
        ),
        (f'"/preferences/{TOKEN}?a=1"', '"/preferences/…?a=1"'),
        (f"/accounts/password/reset/key/{TOKEN}/", "/accounts/password/reset/key/…/"),
        ("/answer/", "/answer/"),
        ("/bulletins/429/", "/bulletins/429/"),
    ],
)
def test_the_secret_goes_and_the_rest_stays(line: str, scrubbed: str) -> None:
    assert scrub(line) == scrubbed


def test_a_whole_line_of_the_log_is_scrubbed_with_its_traceback() -> None:
    formatter = ScrubbingFormatter("{message}", style="{")
    try:
        raise ValueError(f"/answer/{TOKEN}/ went wrong")
    except ValueError:
        import sys

        record = logging.LogRecord(
            "x", logging.ERROR, "x.py", 1, "At %s", (f"/answer/{TOKEN}/",), sys.exc_info()
        )
    line = formatter.format(record)
    assert "went wrong" in line
    assert TOKEN not in line


def test_every_handler_of_the_site_scrubs() -> None:
    formatters = settings.LOGGING["formatters"]
    for name, handler in settings.LOGGING["handlers"].items():
        assert "Scrubbing" in formatters[handler["formatter"]]["class"], name


@pytest.mark.django_db
def test_an_answer_at_such_an_address_is_stored_nowhere_and_its_path_told_to_nobody(
    client: Client,
) -> None:
    secret, plain = client.get(f"/answer/{TOKEN}/"), client.get("/healthz")
    assert secret.headers["Referrer-Policy"] == "strict-origin"
    assert secret.headers["Cache-Control"] == "no-store"
    assert "noindex" in secret.headers["X-Robots-Tag"]
    assert plain.headers["Referrer-Policy"] == "same-origin"
    assert "X-Robots-Tag" not in plain.headers


@pytest.mark.parametrize("prefix", ["answer/", "/answer", "/", ""])
def test_only_a_folder_can_bear_a_token(prefix: str) -> None:
    with pytest.raises(ValueError, match="no path of folders"):
        bears_token(prefix)
