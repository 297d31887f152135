"""A variant as the bytes of a mail, made once, and each copy of it by a join (decision 57).

    template = made(variant, site, the_list(site))
    content = template.fill(values, recipient="ann@example.org", message_id="<…>", date="…")

Rendering and encoding are nine tenths of what a mail costs, so they are done once a variant: the
bytes are cut where each copy's own values stand, and a copy is what lies between, joined with its
values. Each value is escaped for its place: HTML in the page, quoted-printable in both bodies,
encoded words in headers. None can end a header, open a tag or lengthen a line. Needs no database.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.utils import parseaddr
from html import escape
from typing import Protocol

from ..characters import one_line
from .letter import Site
from .values import ADDRESS, CHOICES, COLLEAGUE, MARKS, NAME, Values

LINE = 76
"""Most characters in a line of a header, as RFC 5322 advises and RFC 2047 demands."""
_MARK = re.compile("|".join(map(re.escape, MARKS)))
_LEADING_DOT = re.compile(rb"^\..*", re.MULTILINE)
_PLAIN = re.compile(r"[ !#-\[\]-~]*")  # ASCII that a quoted string holds as it is
_SOFT_BREAK = b"=\r\n"
_ADDRESS = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")  # ASCII without blanks and angle brackets


class CannotBeAddressed(ValueError):
    """No mail can be made for this address."""


class Written(Protocol):
    """What a template is made of: a `Variant`, or what renders one."""

    subject: str
    html: str
    text: str
    attachment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TheList:
    """What the headers of RFC 2369 and 2919 say of the list that a mail is of."""

    name: str
    identity: str
    """“bulletins.alliance.example.org”: stays when the name changes."""
    archive: str = ""
    subscribe: str = ""
    help: str = ""
    leave_by_mail: str = ""
    """A mailbox that is read for wishes to leave, where there is one."""


def the_list(site: Site) -> TheList:
    """The one list that a site has."""
    host = site.address.partition("://")[2].partition("/")[0].partition(":")[0]
    return TheList(
        name=site.name,
        identity=f"bulletins.{host or 'localhost'}",
        archive=f"{site.address}/bulletins/",
        subscribe=f"{site.address}/subscribe/",
        help=f"{site.address}/preferences/",
        leave_by_mail=site.extra.get("leave_by_mail", ""),
    )


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for a value: which, and in what it stands."""

    mark: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A variant, ready to be filled in."""

    _subject: str
    """As it is written, where it holds marks."""
    _headers: bytes
    """Those that every copy has, and the first line of the body's structure."""
    _body: tuple[bytes | _Slot, ...]

    def fill(self, values: Values, *, recipient: str, message_id: str, date: str) -> bytes:
        """One copy: lines end as SMTP wants them, all is ASCII.

        Raises:
            CannotBeAddressed: the address cannot stand in a mail.
        """
        said = {mark: one_line(value) for mark, value in values.by_mark.items()}
        headers = b"".join(
            (
                _header("To", _mailbox(_known(said[NAME]), recipient)),
                _header("Subject", _words(_filled(self._subject, said), room=LINE - 9))
                if self._subject
                else b"",
                b"Date: %b\r\nMessage-ID: %b\r\nList-Unsubscribe: <%b>"
                % (_bare(date), _bare(message_id), _bare(values.leave)),
                self._headers,
            )
        )
        put: dict[_Slot, bytes] = {}
        for slot in _SLOTS:
            value = said[slot.mark]
            put[slot] = _quoted(escape(value) if slot.is_html else value)
        return headers + b"".join(
            [part if isinstance(part, bytes) else put[part] for part in self._body]
        )


_SLOTS = tuple(
    _Slot(mark, is_html) for mark in (NAME, ADDRESS, CHOICES) for is_html in (False, True)
)


def made(variant: Written, site: Site, of: TheList) -> Template:
    """The template of a variant."""
    has_marks = bool(_MARK.search(variant.subject))
    headers = [f",\r\n <mailto:{of.leave_by_mail}?subject=unsubscribe>"] if of.leave_by_mail else []
    lines = [
        "".join(headers).encode("ascii"),
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        b"List-Id: " + _named(of.name, f"<{of.identity}>"),
    ]
    for header, url in (
        ("List-Help", of.help),
        ("List-Subscribe", of.subscribe),
        ("List-Archive", of.archive),
    ):
        if url:
            lines.append(f"{header}: <{url}>".encode("ascii"))
    lines.append(b"From: " + _mailbox(*_parted(site.sender)))
    if site.reply_to:
        lines.append(b"Reply-To: " + _mailbox(*_parted(site.reply_to)))
    if not has_marks:
        lines.append(b"Subject: " + _words(one_line(variant.subject), room=LINE - 9))
    lines += [
        # Those of Exchange and of most other servers by which nobody's absence is told to a list.
        b"Precedence: list",
        b"X-Auto-Response-Suppress: OOF, AutoReply",
        b"MIME-Version: 1.0",
    ]
    top, body = _structure(variant)
    return Template(
        variant.subject if has_marks else "", b"\r\n".join([*lines, top]), tuple(_joined(body))
    )


def _structure(variant: Written) -> tuple[bytes, list[bytes | _Slot]]:
    """The Content-Type of the whole, and all that follows the headers."""
    digest = hashlib.sha256(f"{variant.html}\0{variant.text}\0{variant.attachment}".encode())
    # “=_” stands in no quoted-printable text, so no part can hold a boundary.
    choice, whole = (f"=_{digest.hexdigest()[:24]}_{each}".encode() for each in "ab")
    parts: list[bytes | _Slot] = [
        b"--%b\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" % choice,
        *_cut(variant.text, is_html=False),
        b"\r\n--%b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" % choice,
        *_cut(variant.html, is_html=True),
        b"\r\n--%b--\r\n" % choice,
    ]
    kind = b'Content-Type: multipart/alternative;\r\n boundary="%b"\r\n\r\n'
    if not variant.attachment:
        return kind % choice, parts
    calendar = base64.encodebytes(_with_crlf(variant.attachment).encode()).replace(b"\n", b"\r\n")
    return (
        b'Content-Type: multipart/mixed;\r\n boundary="%b"\r\n\r\n' % whole,
        [
            b"--%b\r\n" % whole + kind % choice,
            *parts,
            b"\r\n--%b\r\nContent-Type: text/calendar; charset=utf-8; method=PUBLISH\r\n"
            b'Content-Disposition: attachment; filename="dates.ics"\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\n%b--%b--\r\n" % (whole, calendar, whole),
        ],
    )


def _cut(text: str, *, is_html: bool) -> list[bytes | _Slot]:
    """A body in quoted-printable, cut at its marks.

    Round a value stands a soft line break, so that neither it nor what follows it can make a line
    too long: whoever decodes it sees none of them.
    """
    parts: list[bytes | _Slot] = []
    at = 0
    for mark in _MARK.finditer(text):
        before = _quoted(text[at : mark.start()])
        parts += [before + _SOFT_BREAK, _Slot(mark[0], is_html), _SOFT_BREAK]
        at = mark.end()
    return [*parts, _quoted(text[at:])]


def _joined(parts: list[bytes | _Slot]) -> list[bytes | _Slot]:
    """The same with what stands side by side put together: fewer pieces to join for each copy."""
    joined: list[bytes | _Slot] = []
    for part in parts:
        if isinstance(part, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _quoted(text: str) -> bytes:
    """Quoted-printable with the line ends of SMTP, no line longer than 76, none that begins with a dot.

    A dot there is doubled on its way and made single again (RFC 5321, 4.5.2): a search and a copy of
    the whole message, each time, and not every relay gets it right.
    """
    said = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    lines = binascii.b2a_qp(said)
    if lines.startswith(b".") or b"\n." in lines:
        lines = _LEADING_DOT.sub(_written_out, lines)
    return lines.replace(b"\n", b"\r\n")


def _written_out(line: re.Match[bytes]) -> bytes:
    """A line that began with a dot; where that makes it too long, its end on a line of its own."""
    written = b"=2E" + line[0][1:]
    if len(written) <= LINE:
        return written
    at = LINE - 1
    while b"=" in written[at - 2 : at]:  # not within a character's number
        at -= 1
    rest = written[at:]
    return written[:at] + b"=\n" + (b"=2E" + rest[1:] if rest.startswith(b".") else rest)


def _with_crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"


def _filled(text: str, said: dict[str, str]) -> str:
    return one_line(_MARK.sub(lambda mark: said[mark[0]], text))


def _known(name: str) -> str:
    return "" if name == COLLEAGUE else name


def _header(name: str, value: bytes) -> bytes:
    return b"%b: %b\r\n" % (name.encode("ascii"), value)


def _bare(value: str) -> bytes:
    """What this site made itself and must hold no blank that could end its line."""
    return "".join(value.splitlines()).encode("ascii")


def _parted(said: str) -> tuple[str, str]:
    """Name and address of `Name <address>`, whether or not the name is encoded already."""
    name, address = parseaddr(said)
    return one_line(str(make_header(decode_header(name)))), address


def _mailbox(name: str, address: str) -> bytes:
    return _named(name, f"<{ascii_address(address)}>")


def _named(name: str, rest: str) -> bytes:
    """`Name <address>`, on lines of their own where the name is long or not plain."""
    end = rest.encode("ascii")
    if not name:
        return end
    if len(name) <= 40 and "=?" not in name and _PLAIN.fullmatch(name):
        return b'"%b" %b' % (name.encode("ascii"), end)
    return _encoded_words(name, room=LINE - 9) + b"\r\n " + end


def _words(text: str, *, room: int) -> bytes:
    """Unstructured words of a header, as they are where they are plain and short."""
    if len(text) <= room and "=?" not in text and text.isascii() and text.isprintable():
        return text.encode("ascii")
    return _encoded_words(text, room=room)


def _encoded_words(text: str, *, room: int) -> bytes:
    """RFC 2047, each word whole characters and short enough for its line."""
    most = (min(room, LINE - 1) - len("=?utf-8?b??=")) // 4 * 3
    words, piece = [], b""
    for character in text:
        encoded = character.encode("utf-8", "replace")
        if len(piece) + len(encoded) > most:
            words.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join(
        b"=?utf-8?b?%b?=" % base64.b64encode(word) for word in [*words, piece] if word
    )


def ascii_address(address: str) -> str:
    """An address as every mail server understands it: a domain of other letters in their ASCII form.

    Raises:
        CannotBeAddressed: its first part has other letters, or it holds what ends an address.
    """
    name, at, domain = address.strip().rpartition("@")
    try:
        plain = f"{name}{at}{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:
        plain = ""
    if not _ADDRESS.fullmatch(plain):
        raise CannotBeAddressed("No mail can be addressed to it.")
    return plain
