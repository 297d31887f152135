"""What mail servers return is read once, from a mailbox that is left as it was."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from alliance.config.settings.bulk_mail import BounceMailbox
from alliance.delivery.models import Copy, Return, ReturnMailbox, Suppression
from alliance.delivery.returning import mailbox as reading
from alliance.delivery.returning.mailbox import NONE, look, name_of, read_returns
from alliance.jobs.progress import Progress
from alliance.links.fetch import Policy
from tests.delivery.returning.invented import name_of as named
from tests.delivery.returning.invented import sent
from tests.delivery.returning.labelled import AWAY, DSN_OF_NOBODY, NAME, POSTFIX, TWO
from tests.sources.mailboxes import mailbox

pytestmark = pytest.mark.django_db


def returned(copy: Copy, mail: str = POSTFIX, own: str = "") -> bytes:
    """The mail as if it came back of this copy, with a name of its own."""
    mail = mail.replace(NAME, named(copy).strip("<>"))
    return mail.replace("report.1@", f"report.{own or copy.pk}@").encode()


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Any]:
    with mailbox(tmp_path) as (server, trust):
        server.trust = trust
        server.policy = Policy(
            ports=frozenset({server.server_address[1]}),
            also=(ip_network("127.0.0.0/8"),),
            resolve=lambda host, port: ["10.1.2.3" if host.startswith("inside") else "127.0.0.1"],
        )
        yield server


def looked(box: Any, **fields: Any) -> str:
    values = {
        "host": "imap.example.org",
        "port": box.server_address[1],
        "user": "news",
        "folder": "INBOX",
        "password": "secret",
    } | fields
    return look(BounceMailbox(**values), policy=box.policy, trust=box.trust)


def counts() -> tuple[int, int, int]:
    row = ReturnMailbox.objects.get()
    return row.taken, row.unknown, row.other


def test_what_came_is_taken_in_and_counted(box: Any) -> None:
    box.mails |= {
        3: returned(sent()), 4: DSN_OF_NOBODY.encode(), 5: AWAY.encode(), 8: b"\xff\xfe what",
    }  # fmt: skip
    assert looked(box) == "4 mails were read."
    assert counts() == (1, 1, 2)
    assert Return.objects.get().came_by == "mail"
    assert Suppression.objects.count() == 1
    row = ReturnMailbox.objects.get()
    assert (row.validity, row.uid, row.fault) == (7, 8, "")
    assert row.read_at == row.looked_at is not None


def test_the_next_look_goes_on_behind(box: Any) -> None:
    box.mails[3] = returned(sent())
    looked(box)
    assert looked(box) == "0 mails were read."
    box.mails[4] = returned(sent())
    assert looked(box) == "1 mail was read."
    assert (Return.objects.count(), counts()) == (2, (2, 0, 0))


def test_the_mailbox_is_left_as_it_was(box: Any) -> None:
    box.mails[3] = returned(sent())
    looked(box)
    said = {each.split()[0].upper() for each in box.asked}
    assert said <= {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}
    assert not any("BODY[" in each for each in box.asked), "peeked, so they stay unread"


def test_numbers_that_begin_anew_take_nothing_in_twice(box: Any) -> None:
    copy = sent()
    box.mails[3] = returned(copy)
    looked(box)
    box.validity, box.mails = 8, {1: returned(copy), 2: returned(sent())}
    looked(box)
    assert Return.objects.count() == 2


def test_what_breaks_off_is_gone_on_with(box: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash in the middle of a mail undoes just that mail; nothing is missed nor taken twice."""
    for uid in (1, 2, 3):
        box.mails[uid] = returned(sent())
    real, calls = reading.take_in, []

    def breaking(*args: Any, **told: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            real(*args, **told)
            raise SystemExit
        return real(*args, **told)

    monkeypatch.setattr(reading, "take_in", breaking)
    with pytest.raises(SystemExit):
        looked(box)
    assert (Return.objects.count(), ReturnMailbox.objects.get().uid) == (1, 1)
    looked(box)
    assert (Return.objects.count(), counts()) == (3, (3, 0, 0))


def test_two_looks_at_once_take_each_mail_once(box: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    box.mails |= {1: returned(sent()), 2: returned(sent())}
    real = reading._taken_in

    def overtaken(row: ReturnMailbox, uid: int, data: bytes | None) -> bool:
        monkeypatch.setattr(reading, "_taken_in", real)
        looked(box)
        return real(row, uid, data)

    monkeypatch.setattr(reading, "_taken_in", overtaken)
    assert looked(box) == "0 mails were read."
    assert counts() == (2, 0, 0)


def test_many_are_read_some_at_a_time(box: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_MAILS", 2)
    box.mails |= {uid: returned(sent()) for uid in range(1, 6)}
    assert [looked(box) for _ in range(3)][-1] == "1 mail was read."
    assert Return.objects.count() == 5


def test_a_report_of_several_is_taken_in_whole(box: Any) -> None:
    """The second is of a mailbox that the copy's own passes it on to."""
    box.mails[1] = returned(sent(), TWO)
    looked(box)
    assert sorted(Return.objects.values_list("kind", flat=True)) == ["hard", "soft"]


def test_a_mail_too_large_for_a_report_is_passed_over(
    box: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 200)
    box.mails[1] = returned(sent())
    looked(box)
    assert counts() == (0, 0, 1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"password": "wrong"}, "did not let us in"),
        ({"folder": "Returns"}, "no folder “Returns”"),
        ({"host": "inside.example.org"}, "not on the public internet"),
    ],
)
def test_what_does_not_open_is_kept_for_the_doctor(
    box: Any, fields: dict[str, str], said: str
) -> None:
    assert said in looked(box, **fields)
    row = ReturnMailbox.objects.get()
    assert said in row.fault
    assert row.looked_at is not None
    assert row.read_at is None


def test_a_certificate_that_is_not_trusted_gets_no_password(box: Any) -> None:
    box.trust = ssl.create_default_context()
    assert "no certificate that this machine trusts" in looked(box)
    assert not box.asked


def test_without_a_mailbox_there_is_nothing_to_do(settings: Any) -> None:
    assert read_returns(Progress()) == NONE
    assert not ReturnMailbox.objects.exists()


def test_a_mail_is_told_from_others_by_its_own_name() -> None:
    assert name_of(b"Message-ID: <1@a>\r\n\r\nx") == name_of(b"Message-ID:  <1@a>\r\n\r\ny")
    assert name_of(b"Subject: a\r\n\r\nx") != name_of(b"Subject: a\r\n\r\ny")
