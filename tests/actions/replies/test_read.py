"""Reading a reply: the sender's own words, whoever's program sent it, and nothing that breaks us."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.actions.models import AnswerKind
from alliance.actions.replies.automatic import Kind
from alliance.actions.replies.own_words import own_words
from alliance.actions.replies.page_words import words_of_page
from alliance.actions.replies.propose import propose
from alliance.actions.replies.read import MOST_PARTS, NoMail, read
from tests.actions.replies.letters import (
    ASKED,
    AUTOMATIC,
    BOUNCES,
    LETTERS,
    OURS,
    Letter,
    gmail,
    head,
    page,
    plain,
    quoted,
)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_what_its_sender_wrote_is_left_and_nothing_else(letter: Letter) -> None:
    assert read(letter.raw).words == letter.words


def of_pages() -> list[Letter]:
    return [letter for letter in LETTERS if b"multipart/alternative" in letter.raw]


@pytest.mark.parametrize("letter", of_pages(), ids=lambda letter: letter.name)
def test_the_page_alone_says_the_same(letter: Letter) -> None:
    html = letter.raw.decode().partition("Content-Transfer-Encoding: 8bit\n\n<")[2]
    words = read(page(f"<{html.rpartition('--b1--')[0]}")).words
    assert words.split() == letter.words.split()


@pytest.mark.parametrize("name", AUTOMATIC)
def test_what_a_machine_sent_is_known_as_that(name: str) -> None:
    assert read(AUTOMATIC[name]).kind is Kind.AUTOMATIC


@pytest.mark.parametrize("name", BOUNCES)
def test_what_could_not_be_delivered_is_known_as_that(name: str) -> None:
    assert read(BOUNCES[name]).kind is Kind.BOUNCE


def test_a_person_who_mentions_being_away_still_answers() -> None:
    mail = read(gmail("Yes, we will take part. I am on leave from tomorrow."))
    assert mail.kind is Kind.REPLY


def test_it_says_who_when_and_in_answer_to_what() -> None:
    mail = read(plain("Done.", head(Sender="Pat Moss <pat.moss@kent.example.gov.uk>")))
    assert (mail.name, mail.address) == ("Ann Lee", "ann.lee@kent.example.gov.uk")
    assert mail.sent_by == "Pat Moss"
    assert mail.sent_at == dt.datetime(2026, 11, 30, 14, 7, 21, tzinfo=dt.UTC)
    assert mail.answers == (OURS,)
    assert mail.message_id == "<reply-1@mail.kent.example.gov.uk>"


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ('"Lee, Ann" <Ann.Lee@kent.example.gov.uk>', "Lee, Ann", "ann.lee@kent.example.gov.uk"),
        ("Lee, Ann <ann@x.example>", "Lee, Ann", "ann@x.example"),
        ("ann@x.example", "", "ann@x.example"),
        ("ann@x.example <ann@x.example>", "", "ann@x.example"),
        ("=?utf-8?q?Zo=C3=AB_Lee?= <z@x.example>", "Zoë Lee", "z@x.example"),
        ("=?utf-8?b?Wm/D?= =?utf-8?b?qyBMZWU=?= <z@x.example>", "Zoë Lee", "z@x.example"),
        ("=?windows-1252?q?O=92Hara?= <o@x.example>", "O’Hara", "o@x.example"),
        ("Zoë Lee <z@x.example>", "Zoë Lee", "z@x.example"),
        ("nobody", "nobody", ""),
    ],
)  # fmt: skip
def test_names_and_addresses_as_programs_write_them(sender: str, name: str, address: str) -> None:
    mail = read(plain("Done.", head(sender=sender)))
    assert (mail.name, mail.address) == (name, address)


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Mon, 30 Feb 2026 10:00:00 +0000", "Fri, 1 Jan 1904 00:00:00 +0000",
             "Mon, 30 Nov 99999 10:00:00 +0000", "Mon, 30 Nov 2026 10:00:00 +9999"],
)  # fmt: skip
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    assert read(plain("Done.", head(date=date))).sent_at is None


def test_without_an_identity_it_has_one_of_its_bytes() -> None:
    raw = plain("Done.", head(identity=""))
    assert read(raw).message_id == read(raw).message_id != read(raw + b"!").message_id


def test_what_is_attached_leaves_its_name_and_is_not_taken_for_words() -> None:
    mail = read(
        (
            head() + '\nContent-Type: multipart/mixed; boundary="m"\n\n'
            "--m\nContent-Type: text/plain\n\nAttached.\n"
            '--m\nContent-Type: application/pdf; name="C:\\\\return.pdf"\n'
            "Content-Disposition: attachment\n\nJVBERi0=\n"
            '--m\nContent-Type: text/plain; name="notes.txt"\n\nNot my words.\n'
            "--m\nContent-Type: message/rfc822\n\nSubject: An earlier one\n\nNor these.\n"
            "--m\nContent-Type: image/png; name=logo.png\nContent-ID: <logo>\n\nAAAA\n--m--\n"
        ).encode()
    )
    assert mail.words == "Attached."
    assert mail.attachments == ("return.pdf", "notes.txt", "Mail: An earlier one")


def test_answers_between_the_lines_of_a_question_stay() -> None:
    text = "> Will you take part?\nYes\n> How many?\n14\n\n-- \nAnn"
    assert own_words(text).words == "Yes\n14"


def test_thanks_alone_at_the_top_is_no_signature() -> None:
    assert own_words("Thanks\n\n14 for Kent.\n\nThanks\nAnn").words == "Thanks\n\n14 for Kent."


def test_what_points_below_is_said() -> None:
    assert own_words("Please see my comments below in red").points_below
    assert own_words(f"On 30 Nov, X wrote:\n{quoted()}").points_below
    assert not own_words("14").points_below


def test_a_page_of_scripts_and_hidden_words_is_only_its_words() -> None:
    html = "<p>Yes<script>no</script><style>no</style><span style='display: none'>no</span></p><div>Ann</div>"
    assert words_of_page(html).split() == ["Yes", "Ann"]


# What cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "Outlook’s own format"),
        (b"%PDF-1.7 ...", "not a saved mail"),
        (b"PK\x03\x04 ...", "not a saved mail"),
        (b"Yes, Kent will take part.", "not a saved mail"),
        (head().encode() + b"\n\n" + b"x" * 16_000_000, "larger than 15 MB"),
        (head().encode() + b"\n\n" + b"\n" * 500_000, "larger than 15 MB"),
        (head().encode() + b"\n\n" + b"boundary=x " * (MOST_PARTS + 1), "too many parts"),
        (head().encode() + b"\nContent-Type: application/pkcs7-mime\n\nMIAG", "encrypted"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(NoMail, match=words) as refusal:
        read(raw, "reply.eml")
    assert str(refusal.value).startswith("“reply.eml” ")


def nested(depth: int) -> bytes:
    lines = [head()]
    for level in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\n".join([*lines, "Content-Type: text/plain", "", "Deep."]).encode()


HOSTILE = {
    "parts in parts": nested(120),
    "a header without end": head().encode() + b"\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nHi",
    "thousands of addresses": (head(sender="a@b, " * 50_000) + "\n\nHi").encode(),
    "thousands of headers": (head() + "\nX-A: b" * 100_000 + "\n\nHi").encode(),
    "one line of signs": (head() + "\n\nOn 1 " + "@" * 200_000 + " wrote").encode(),
    "quotes without end": (head() + "\n\n" + "> " * 100_000 + "\n" + ">" * 100_000).encode(),
    "elements in elements": page("<div>" * 20_000 + "Yes"),
    "one element of many": page("<td>" * 50_000),
    "words that nearly say yes": plain("we we we will not " * 20_000),
    "numbers": plain("1,2 " * 30_000 + "- 3/4 of 5 " * 5_000),
    "a charset that is a puzzle": plain("Hi", params='charset="punycode"').replace(b"Hi", b"-" * 300_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_are_read_or_refused_soon(name: str) -> None:
    started = time.perf_counter()
    with suppress(NoMail):
        mail = read(HOSTILE[name])
        for kind in AnswerKind:
            propose(mail.words, kind, choices=("Yes", "No"), unit="social workers")
    assert time.perf_counter() - started < 5


@given(st.binary(max_size=3000))
def test_no_bytes_break_it(raw: bytes) -> None:
    with suppress(NoMail):
        read(raw)


PIECES = st.sampled_from(
    ["\n", "\n\n", "--b1", "--b1--", "Content-Type: ", "multipart/mixed; boundary=b1", "text/html",
     "text/plain; charset=", "utf-16", "x-unknown", "base64", "quoted-printable", "=?utf-8?q?",
     "?=", "From: ", "a@b", "<", ">", "Date: ", "\x00", "\udcff", "name*0*=", "message/rfc822",
     "Content-Transfer-Encoding: ", "format=flowed", "On 1 Nov X wrote:", "--", "= =", "<div id=Signature>"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40))
def test_no_broken_mail_does(pieces: list[str]) -> None:
    raw = (head() + "\n" + "".join(pieces)).encode("utf-8", "surrogateescape")
    with suppress(NoMail):
        mail = read(raw)
        assert len(mail.words) <= len(mail.whole)


@given(st.text(max_size=400), st.text(max_size=30))
def test_cutting_takes_away_and_never_adds(text: str, sender: str) -> None:
    cut = own_words(text, sender=sender).words
    lines = {line.replace("\xa0", " ").strip() for line in text.splitlines()}
    assert {line.strip() for line in cut.splitlines()} <= lines | {""}


def test_what_was_asked_is_never_among_the_words() -> None:
    for letter in LETTERS:
        assert ASKED.splitlines()[-1] not in read(letter.raw).words, letter.name
