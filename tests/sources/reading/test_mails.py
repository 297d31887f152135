"""Of a saved mail the news is read that was forwarded in it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.sources.reading.entry import CannotBeRead, Entry
from alliance.sources.reading.mail import read_mail

NEWS = "The panel meets on 4 March.\n\nRegister by 20 February."


def mail(text: str = NEWS, *, html: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "Ana Lee <ana@example.org>", "Subject": "Panel dates",
                        "Date": "Fri, 13 Nov 2026 09:30:00 +0000",
                        "Message-ID": "<1@example.org>"}.items():  # fmt: skip
        made[name] = headers.get(name.lower().replace("-", "_"), value)
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def read(message: EmailMessage | bytes) -> Entry:
    (entry,) = read_mail(message if isinstance(message, bytes) else message.as_bytes()).entries
    return entry


def test_a_mail_is_its_subject_its_sender_and_its_words() -> None:
    entry = read(mail())
    assert (entry.title, entry.publisher) == ("Panel dates", "Ana Lee")
    assert entry.text == "The panel meets on 4 March.\nRegister by 20 February."
    assert entry.published_at
    assert entry.published_at.isoformat() == "2026-11-13T09:30:00+00:00"


def test_the_html_of_a_mail_is_made_safe_and_its_web_version_is_its_address() -> None:
    entry = read(
        mail(
            html='<p onclick="x()">News</p><a href="https://news.example.org/7?utm_source=m">View in your browser</a>'
        )
    )
    assert entry.html.startswith("<p>News</p>")
    assert entry.url == "https://news.example.org/7"


def test_a_mail_attached_to_another_is_the_news() -> None:
    outer = mail("For the bulletin?", subject="FW: dates", message_id="<2@example.org>")
    outer.add_attachment(mail())
    entry = read(outer)
    assert entry.title == "Panel dates"
    assert entry.facts == {"note": "For the bulletin?"}
    assert entry.key == read(mail()).key


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Bo Ek <bo@body.example>\nDate: Thu, 12 Nov 2026 at 08:00\n"
        "Subject: Panel dates\nTo: <ana@example.org>",
        "-----Original Message-----\nFrom: Bo Ek <bo@body.example>\nSent: 12 November 2026 08:00\nTo: Ana\n"
        "Subject: RE: Panel dates",
        "Begin forwarded message:\n\nFrom: Bo Ek <bo@body.example>\nSubject: Panel dates\nDate: 12 November 2026 at 08:00:00 GMT",
    ],
)  # fmt: skip
def test_the_original_is_found_below_its_head(head: str) -> None:
    entry = read(mail(f"See below.\n\n{head}\n\n{NEWS}", subject="Fwd: Panel dates"))
    assert (entry.title, entry.publisher) == ("Panel dates", "Bo Ek")
    assert entry.text == "The panel meets on 4 March.\nRegister by 20 February."
    assert entry.published_at
    assert entry.published_at.day == 12
    assert str(entry.facts["note"]).startswith("See below.")


def test_the_original_is_found_in_html_too() -> None:
    html = """<div>See below.<br><hr><b>From:</b> Bo Ek &lt;bo@body.example&gt;<br><b>Sent:</b> 12 November 2026
    08:00<br><b>To:</b> Ana<br><b>Subject:</b> Panel dates<br><p>The
    <a href="https://body.example/p">panel</a> meets.</p></div>"""
    entry = read(mail("x", html=html, subject="FW: Panel dates"))
    assert entry.publisher == "Bo Ek"
    assert entry.text == "The panel meets."
    assert 'href="https://body.example/p"' in entry.html


def test_two_people_who_forward_the_same_tell_the_same_once() -> None:
    head = "From: Bo <bo@body.example>\nSent: 12 November 2026\nSubject: Panel dates"
    one = mail(f"Hi\n\n{head}\n\n{NEWS}", message_id="<3@x>", subject="FW: a")
    other = mail(f"Look!\n\n{head}\n\n{NEWS}", message_id="<4@y>", subject="Fwd: b")
    assert read(one).key == read(other).key


def test_what_is_no_mail_and_what_has_no_words_is_said() -> None:
    with pytest.raises(CannotBeRead, match="This is no mail"):
        read_mail(b"%PDF-1.7")
    with pytest.raises(CannotBeRead, match="no words"):
        read_mail(mail(" ").as_bytes())


PIECES = st.sampled_from(
    [b"From: ", b"Subject: ", b"Content-Type: multipart/mixed; boundary=a\n", b"Content-Type: message/rfc822\n",
     b"Content-Type: text/html; charset=", b"utf-7", b"\n\n", b"--a\n", b"--a--\n", b"=?utf-8?b?4pi?=", b"=?x?q?=ff?=",
     b"Content-Transfer-Encoding: base64\n", b"<p>words</p>", b"From: a\nSubject: b\n\n", b"\xff", b"\x00", b"\r",
     b"Content-Disposition: attachment; filename*=x'\n"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.binary(max_size=6)), max_size=25).map(b"".join))
@settings(max_examples=300)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for sent in (data, b"Subject: x\n" + data, b"From: a@b.example\n\n" + data):
        try:
            reading = read_mail(sent)
        except CannotBeRead:
            continue
        for entry in reading.entries:
            assert entry.title
            (entry.title + entry.html + entry.publisher + entry.text).encode()
