"""A copy read back by a strict parser says what was put in, whatever the values hold."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import formataddr, parseaddr
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance.delivery.characters import one_line
from alliance.delivery.composing.letter import Site
from alliance.delivery.composing.mime import (
    CannotBeAddressed,
    Template,
    ascii_address,
    made,
    the_list,
)
from alliance.delivery.composing.values import COLLEAGUE, Values

SITE = Site(
    address="https://alliance.example.org",
    name="South East Alliance",
    sender="South East Alliance <news@example.org>",
    reply_to="office@example.org",
)
STRICT = email.policy.strict.clone(raise_on_defect=True)
HOSTILE = [
    "Nerys Hallowfield", "", "x" * 200, "Zoë O’Brien", "مريم", "Łukasz 👩‍👩‍👧 " * 9, "\u202egro",
    "Ann\r\nBcc: all@example.org", "Ann\n\n<b>body</b>", "=?utf-8?q?a=3Db?=", "⟦address⟧", "⟦", "⟧",
    "<script>alert(1)</script>", "O'Neil \"Bob\" \\ <x@y>", "a, b; c: (d)", " blanks  between ",
    "\x00\x07\x1b[31m", "&amp;", "..", ".\r\n.", "From me", "=20", "tab\tin it", "ﬁ" * 90,
]  # fmt: skip
names = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=120))


@dataclass
class Rendered:
    subject: str = "Update 429"
    html: str = (
        "<html lang=en><body><p>Dear ⟦name⟧,</p><p>Café – £5</p>"
        '<p>Sent to ⟦address⟧: <a href="⟦choices⟧">change</a></p></body></html>'
    )
    text: str = "Dear ⟦name⟧,\n\nCafé – £5\n.\nFrom us\n-- \nSent to ⟦address⟧: ⟦choices⟧\n"
    attachment: str = ""


def values(name: str = "Nerys Hallowfield") -> Values:
    return Values(
        name=name,
        address="ann@example.org",
        choices="https://alliance.example.org/preferences/A-b_c/",
        leave="https://alliance.example.org/unsubscribe/D-e_f/",
    )


def template(rendered: Rendered | None = None, site: Site = SITE) -> Template:
    return made(rendered or Rendered(), site, the_list(site))


def filled(of: Template, name: str = "Nerys Hallowfield", to: str = "ann@example.org") -> bytes:
    return of.fill(
        values(name),
        recipient=to,
        message_id="<m1.2.abc@alliance.example.org>",
        date="Mon, 30 Nov 2026 09:00:00 +0000",
    )


def read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=STRICT)
    assert isinstance(message, EmailMessage)
    return message


def bodies(message: EmailMessage) -> tuple[str, str]:
    """Text and HTML, with the line ends that they had."""
    both = (message.get_body(("plain",)), message.get_body(("html",)))
    text, html = (part.get_content().replace("\r\n", "\n") for part in both if part)
    return text, html


def recipient(content: bytes) -> tuple[str, str]:
    """As whoever follows RFC 2047 reads it: the new parser keeps blanks between encoded words."""
    old = email.message_from_bytes(content, policy=email.policy.compat32)
    name, address = parseaddr(old["To"])
    return str(make_header(decode_header(name))) if "=?" in name else name, address


@given(name=names)
@example(name="Ann\r\nBcc: all@example.org")
@example(name=" \x1c ")
def test_whatever_the_name_it_arrives_as_it_is_and_changes_nothing_else(name: str) -> None:
    rendered = Rendered(subject="Update 429 for ⟦name⟧")
    content = filled(template(rendered), name)
    message, said = read(content), one_line(name)
    greeted = said or COLLEAGUE

    assert message["Subject"] == one_line(f"Update 429 for {greeted}")
    assert recipient(content) == (said, "ann@example.org")
    text, html = bodies(message)
    put_in = values(said).by_mark
    assert text == re.sub("⟦[a-z]+⟧", lambda mark: put_in[mark[0]], rendered.text)
    assert html.startswith(f"<html lang=en><body><p>Dear {escape(greeted)},</p>")
    assert message["Bcc"] is None
    assert {name.lower() for name in message.keys()} == {  # noqa: SIM118 - repeated ones too
        "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post",
        "list-id", "list-help", "list-subscribe", "list-archive", "from", "reply-to", "precedence",
        "x-auto-response-suppress", "mime-version", "content-type",
    }  # fmt: skip
    assert len(message.keys()) == 16


dotted = st.text(st.sampled_from(".a=é \n"), min_size=60, max_size=400)


@example(name="." * 200, text="." * 500, html="é" + "." * 76)
@given(name=names, text=st.one_of(st.text(), dotted), html=st.one_of(st.text(), dotted))
def test_no_line_is_too_long_and_every_byte_goes_through_the_oldest_server(
    name: str, text: str, html: str
) -> None:
    content = filled(template(Rendered(html=html + "⟦name⟧" + html, text=text + "⟦name⟧")), name)
    assert content.isascii()
    assert b"\0" not in content
    assert re.search(rb"\r(?!\n)|(?<!\r)\n", content) is None
    assert b"\r\n." not in content  # nothing to double on its way
    assert max(map(len, content.split(b"\r\n"))) <= 78


@example(text="." * 500)
@example(text="." * 71 + "é" * 9)
@example(text="." * 72 + "é" * 9)
@example(text="." * 73 + "é" * 9)
@given(
    text=st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="⟦\r")), dotted
    )
)
def test_what_is_written_is_read_back_letter_by_letter(text: str) -> None:
    message = read(filled(template(Rendered(text=text, html=f"<p>{text}"))))
    assert bodies(message) == (text, f"<p>{text}")


@given(subject=st.text(st.characters(exclude_characters="⟦"), max_size=250))
def test_subjects_and_senders_may_say_anything(subject: str) -> None:
    site = Site(address=SITE.address, name=one_line(subject) or "X", sender=SITE.sender)
    message = read(filled(template(Rendered(subject=subject), site)))
    assert message["Subject"] == one_line(subject)
    assert message["Reply-To"] is None


@pytest.mark.parametrize(
    "sender", ["Cynghrair Ŵ <news@example.org>", formataddr(("Cynghrair Ŵ", "news@example.org"))]
)
def test_headers_of_the_list_are_as_their_standards_have_them(sender: str) -> None:
    site = Site(
        address="https://alliance.example.org:8443",
        name="Cynghrair y De-ddwyrain: plant, teuluoedd a phobl ifanc – pawb",
        sender=sender,
        extra={"leave_by_mail": "leave@example.org"},
    )
    message = read(filled(template(site=site)))
    assert message["List-Unsubscribe"] == (
        "<https://alliance.example.org/unsubscribe/D-e_f/>, "
        "<mailto:leave@example.org?subject=unsubscribe>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == f"{site.name} <bulletins.alliance.example.org>"
    assert message["From"].addresses[0].display_name == "Cynghrair Ŵ"
    assert message["List-Archive"] == "<https://alliance.example.org:8443/bulletins/>"
    assert message["Message-ID"] == "<m1.2.abc@alliance.example.org>"
    assert "auto-submitted" not in message


def test_dates_are_attached_as_a_calendar_takes_them() -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:Dydd Gŵyl Dewi\r\nEND:VCALENDAR\r\n"
    message = read(filled(template(Rendered(attachment=calendar))))
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"
    assert part.get_filename() == "dates.ics"
    assert part.get_payload(decode=True) == calendar.encode()
    assert bodies(message)[0].startswith("Dear Nerys Hallowfield,")
    assert message.get_content_type() == "multipart/mixed"


def test_who_is_greeted_as_colleague_has_no_name_in_the_address() -> None:
    message = read(filled(template(), "colleague"))
    assert str(message["To"]) == "ann@example.org"
    assert "Dear colleague," in bodies(message)[0]


def test_the_same_variant_makes_the_same_bytes() -> None:
    assert filled(template()) == filled(template())


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("ann@example.org", "ann@example.org"),
        ("o'neil+x@bücher.example", "o'neil+x@xn--bcher-kva.example"),
    ],
)
def test_domains_of_other_letters_are_written_in_ascii(address: str, plain: str) -> None:
    assert ascii_address(address) == plain
    assert read(filled(template(), to=address))["To"].addresses[0].addr_spec == plain


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ann",
        "zoë@example.org",
        "a@b\r\nBcc: c@d",
        "a b@c.d",
        "<a@b.c>",
        "a@b>c",
        "a@" + "é" * 80,
    ],
)
def test_an_address_that_no_server_takes_is_told_apart(address: str) -> None:
    with pytest.raises(CannotBeAddressed):
        ascii_address(address)
