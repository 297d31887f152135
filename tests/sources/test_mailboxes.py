"""A mailbox is read and never changed, over TLS that is verified, and its password goes nowhere else."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from alliance.config.settings.environment import Mailbox as Known
from alliance.links.fetch import Policy
from alliance.links.mailbox import open_mailbox
from alliance.sources.models import Candidate, Outcome, Source, SourceKind
from alliance.sources.watching import mailbox as reading
from tests.sources.conftest import looked, watched
from tests.sources.mailboxes import mailbox

pytestmark = pytest.mark.django_db


def mail(name: str) -> bytes:
    return (
        f"From: Ana Lee <ana@example.org>\r\nSubject: {name}\r\nMessage-ID: <{name}@example.org>\r\n"
        "Date: Fri, 27 Nov 2026 09:00:00 +0000\r\n\r\nThe panel meets.\r\n"
    ).encode()


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Any]:
    settings.MAILBOXES = {"ALLIANCE_IMAP_NEWS": Known("imap.example.org", "secret")}
    with mailbox(tmp_path) as (server, trust):
        server.trust = trust
        server.policy = Policy(
            ports=frozenset({server.server_address[1]}),
            also=(ip_network("127.0.0.0/8"),),
            resolve=lambda host, port: ["10.1.2.3" if host.startswith("inside") else "127.0.0.1"],
        )

        def opened(host: str, **told: Any) -> Any:
            return open_mailbox(host, **told | {"policy": server.policy, "trust": server.trust})

        monkeypatch.setattr(reading, "open_mailbox", opened)
        yield server


def source(box: Any, host: str = "imap.example.org", **fields: Any) -> Source:
    port = box.server_address[1]
    told = {"user": "news", "password_from": "ALLIANCE_IMAP_NEWS"} | fields
    return watched(f"imaps://{host}:{port}/INBOX", SourceKind.IMAP, **told)


def titles() -> list[str]:
    return sorted(Candidate.objects.values_list("title", flat=True))


def test_what_came_since_the_last_look_is_read_and_the_mailbox_left_as_it_was(box: Any) -> None:
    box.mails |= {3: mail("one"), 5: mail("two")}
    made = source(box)
    assert looked(made).new == 2
    assert made.mark == {"validity": 7, "uid": 5}
    box.mails[9] = mail("three")
    assert looked(made).found == 1
    assert looked(made).found == 0
    assert titles() == ["one", "three", "two"]
    assert {each.split()[0].upper() for each in box.asked} <= {
        "CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT",
    }  # fmt: skip
    assert not any("BODY[" in each for each in box.asked), "peeked, so they stay unread"


def test_numbers_that_begin_anew_make_nothing_twice(box: Any) -> None:
    box.mails[3] = mail("one")
    made = source(box)
    looked(made)
    box.validity, box.mails = 8, {1: mail("one"), 2: mail("two")}
    assert looked(made).new == 1
    assert titles() == ["one", "two"]


def test_many_mails_are_read_some_at_a_time(box: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_MAILS", 2)
    box.mails |= {number: mail(f"n{number}") for number in range(1, 6)}
    made = source(box)
    for _ in range(3):
        looked(made)
    assert len(titles()) == 5


def test_a_mail_that_cannot_be_read_is_told_of(box: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 400)
    box.mails |= {1: mail("x" * 500), 2: mail("fine")}
    fetch = looked(source(box))
    assert titles() == [reading.UNREAD, "fine"]
    assert "1 could not be read" in fetch.words


@pytest.mark.parametrize(
    ("fields", "outcome", "said"),
    [
        ({"user": "else"}, Outcome.NO_ANSWER, "did not let us in"),
        ({"password_from": "ALLIANCE_IMAP_OTHER"}, Outcome.REFUSED, "has no ALLIANCE_IMAP_OTHER"),
        ({"host": "inside.example"}, Outcome.REFUSED, "given to no host but the one"),
    ],
)
def test_what_does_not_open_says_why(
    box: Any, fields: dict[str, str], outcome: Outcome, said: str
) -> None:
    made = source(box, **fields)
    fetch = looked(made)
    assert (fetch.outcome, made.failures) == (outcome, 1)
    assert said in fetch.words
    assert "secret" not in fetch.words


def test_a_mailbox_inside_is_not_asked(box: Any, settings: Any) -> None:
    settings.MAILBOXES = {"ALLIANCE_IMAP_NEWS": Known("inside.example", "secret")}
    fetch = looked(source(box, host="inside.example"))
    assert "not on the public internet" in fetch.words
    assert not box.asked


def test_a_certificate_that_is_not_trusted_gets_no_password(box: Any) -> None:
    box.trust = ssl.create_default_context()
    fetch = looked(source(box))
    assert "no certificate that this machine trusts" in fetch.words
    assert not box.asked


def test_a_folder_that_is_not_there_is_said(box: Any) -> None:
    made = source(box)
    Source.objects.update(address=made.address.replace("INBOX", "News"))
    made.refresh_from_db()
    assert "no folder “News”" in looked(made).words


def test_the_environment_names_mailboxes_and_their_one_host() -> None:
    values = {
        "ALLIANCE_IMAP_NEWS": "secret",
        "ALLIANCE_IMAP_NEWS_HOST": "IMAP.example.org",
        "ALLIANCE_IMAP_OTHER": "",
        "PATH": "/bin",
    }
    found = Known.all_of(values)
    assert found == {"ALLIANCE_IMAP_NEWS": Known("imap.example.org", "secret")}
    assert "secret" not in repr(found)
