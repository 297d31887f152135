"""What came back is read for what it is: returns, waits, notices, letters; and anything is survived."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.returning.judge import Verdict, verdict
from alliance.delivery.returning.read import LARGEST, LONGEST_WORDS, Kind, Reading, Sort, read
from tests.delivery.returning.labelled import (
    LABELLED,
    POSTFIX,
    TWO,
    WHO,
    Labelled,
    complaint,
    recipient,
    report,
)


@pytest.mark.parametrize("mail", LABELLED, ids=lambda mail: mail.name)
def test_a_mail_is_read_as_what_it_is(mail: Labelled) -> None:
    reading = read(mail.data)
    assert reading.sort is mail.sort
    if mail.kind is None:
        assert reading.returned == ()
        return
    (one,) = reading.returned
    assert (one.kind, one.code, one.recipient) == (mail.kind, mail.code, mail.recipient)
    assert mail.says in one.said
    assert one.message_ids == ((mail.names,) if mail.names else ())


def test_all_shapes_are_tried() -> None:
    assert len(LABELLED) >= 25
    assert {mail.kind for mail in LABELLED} == {None, *Kind}
    assert {mail.sort for mail in LABELLED} == set(Sort)


def test_a_report_may_be_of_several() -> None:
    first, second = read(TWO.encode()).returned
    assert (first.kind, first.recipient) == (Kind.HARD, WHO)
    assert (second.kind, second.recipient) == (Kind.SOFT, "second@kent.example.org")


@pytest.mark.parametrize("mail", LABELLED, ids=lambda mail: mail.name)
def test_lines_may_end_either_way(mail: Labelled) -> None:
    assert read(mail.data.replace(b"\r\n", b"\n")) == read(mail.data)


def test_words_are_cut_to_what_is_kept() -> None:
    (one,) = read(report(recipient("5.1.1", "smtp; 550 " + "x" * 5000)).encode()).returned
    assert len(one.said) == LONGEST_WORDS


@pytest.mark.parametrize(
    ("code", "said", "judged"),
    [
        ("5.1.1", "", Verdict.NO_MAILBOX),
        ("5.2.1", "disabled", Verdict.NO_MAILBOX),
        ("5.2.2", "mailbox full; account inactive", Verdict.NOT_NOW),
        ("5.2.3", "message too large", Verdict.OUR_MAIL),
        ("5.3.4", "message too big for system", Verdict.OUR_MAIL),
        ("5.1.7", "bad sender's mailbox address", Verdict.OUR_MAIL),
        ("5.1.8", "Sender address rejected: Domain not found", Verdict.OUR_MAIL),
        ("5.5.2", "syntax error", Verdict.OUR_MAIL),
        ("5.3.0", "other mail system problem", Verdict.NOT_NOW),
        ("", "550 5.1.1 no", Verdict.NO_MAILBOX),
        ("", "550 Requested action not taken: mailbox unavailable", Verdict.NOT_NOW),
        ("", "550 user doesn't exist", Verdict.NO_MAILBOX),
        ("", "550 Invalid recipient", Verdict.NO_MAILBOX),
        ("", "554 rejected for policy reasons, user unknown", Verdict.OUR_MAIL),
        ("5.7.1", "User unknown", Verdict.NO_MAILBOX),
        ("5.7.1", "Access denied", Verdict.OUR_MAIL),
        ("5.7.26", "unauthenticated mail", Verdict.OUR_MAIL),
        ("4.7.0", "too many messages", Verdict.OUR_MAIL),
        ("4.2.2", "user unknown", Verdict.NOT_NOW),
        ("5.4.6", "routing loop", Verdict.NOT_NOW),
        ("", "", Verdict.NOT_NOW),
        ("", "delivered to 10.5.1.1.7 hosts", Verdict.NOT_NOW),
    ],
)
def test_a_refusal_is_judged_by_its_code_and_else_by_its_words(
    code: str, said: str, judged: Verdict
) -> None:
    assert verdict(code, said) is judged


# Hostile ---------------------------------------------------------------------------------------

PIECES = [
    *(mail.mail for mail in LABELLED[:8]), "\r\n", "\n\n", "--=_1", "--=_1--", "Content-Type: ",
    "message/rfc822", "multipart/report; report-type=delivery-status; boundary=", "\0", "é", "=?",
    "message/delivery-status", "Action: failed\n", "Status: 5.1.1\n", "From: mailer-daemon@x.org\n",
    "Final-Recipient: rfc822;", "<", ">", "@", "m1.1.00000000000000000000@a.b", "report-type*0=",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=30).map("".join))
def test_anything_is_answered(said: str) -> None:
    assert isinstance(read(said.encode("utf-8", "replace")), Reading)


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data: bytes) -> None:
    assert isinstance(read(data), Reading)


@given(st.integers(0, len(POSTFIX) - 1), st.binary(max_size=6))
def test_a_damaged_report_is_answered(place: int, damage: bytes) -> None:
    data = POSTFIX.encode()
    assert isinstance(read(data[:place] + damage + data[place + 3 :]), Reading)


HUGE = {
    "large": POSTFIX.encode() + b"x" * (5 * LARGEST),
    "one line of dashes": b"From: mailer-daemon@a.b\r\n\r\n" + b"-" * LARGEST,
    "many at-signs": b"From: mailer-daemon@a.b\r\n\r\n" + b"a@" * (LARGEST // 2),
    "many words that nearly say it": b"From: mailer-daemon@a.b\r\n\r\n" + b"user " * (LARGEST // 5),
    "nested a thousandfold": b"Content-Type: message/rfc822\r\n\r\n" * 30_000,
    "many parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 100_000,
    "many recipients": report(
        "\n\n".join(recipient("5.1.1", "smtp; 550") for _ in range(5000))
    ).encode(),
    "many names": b"From: a@b.c\r\n\r\n" + b"<m1.1.00000000000000000000@a.b>\r\n" * 20_000,
    "a long field": b"Subject: " + b"\t \r\n " * 150_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", HUGE)
def test_nothing_takes_long(name: str) -> None:
    start = time.process_time()
    reading = read(HUGE[name])
    assert time.process_time() - start < 3
    assert len(reading.returned) <= 100


def test_a_complaint_quoted_by_base64_is_found() -> None:
    import base64

    inner = base64.encodebytes(b"Message-ID: <m7.12.0a1b2c3d4e5f60718293@a.example>\n\nhi").decode()
    mail = complaint("abuse", quoted=inner).replace(
        "Content-Type: message/rfc822\n",
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n",
    )
    (one,) = read(mail.encode()).returned
    assert one.kind is Kind.COMPLAINT
