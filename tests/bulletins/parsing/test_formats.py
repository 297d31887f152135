"""Web pages, Word documents, mails and texts of any encoding are read by one grammar."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from docx import Document

from alliance.bulletins.parsing.parse import parse_bytes, parse_file, parse_text
from alliance.bulletins.parsing.reading import Reading
from alliance.bulletins.parsing.sources import UnreadableSource

TEXT = """Update no 700 6th March 2026

Updates

Kinship guidance refreshed

On 3 March the department published new guidance – “Closer Kin”.

Details

Four parts, for £20.

Sufficiency forum – Tuesday 17 March 10am

Book by 10 March with Ann Leeson (details below).

Contact Details

Programme Manager: Jo Marlow (Alliance)

07700 900123
"""
PAGE = """<!DOCTYPE html><html><head><title>Update no 700</title><style>p{color:red}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li>Networks</li></ul></nav><header><h1>Our Alliance</h1></header>
<main><article><h1>Update no 700 6th March 2026</h1><div class="entry-content">
<img src="a.jpg" alt="Children on a swing"><h2>Updates</h2>
<h3>Kinship guidance refreshed</h3><p>On 3 March the <a href="https://example.org/a?x=1&amp;y=2">department</a>
 published <em>new</em> guidance – “Closer Kin”.</p><h4>Details</h4><p>Four parts, for £20.</p>
<ul><li>one</li><li><p>two</p></li></ul>
<h3>Sufficiency forum – Tuesday 17 March 10am</h3>
<p>Book by 10 March with Ann Leeson (details below) <a href="javascript:alert(1)">on this link</a>.</p>
<h2>Contact Details</h2><p>Programme Manager: Jo Marlow (Alliance)<br>07700 900123</p></div></article></main>
<aside class="sidebar"><h3>Recent posts</h3><p>Update no 699 27th February 2026</p></aside>
<footer>© 2026</footer></body></html>"""


def check(reading: Reading) -> None:
    """What every format of the same bulletin must say."""
    assert (reading.number, str(reading.date)) == (700, "2026-03-06")
    first, second = reading.items
    assert first.title == "Kinship guidance refreshed"
    assert "“Closer Kin”" in first.body
    assert first.money == ("£20",)
    assert [day.isoformat() for day in second.deadlines] == ["2026-03-10"]
    assert [day.isoformat() for day in second.events] == ["2026-03-17"]
    assert second.people == ("Ann Leeson",)
    assert [(c.name, c.phone) for c in reading.contacts] == [("Jo Marlow", "07700 900123")]


class TestText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_encodings(self, encoding: str) -> None:
        check(parse_bytes(TEXT.encode(encoding), "a.txt"))

    def test_utf_8_once_read_as_windows_1252_is_put_right(self) -> None:
        mangled = TEXT.replace("–", "â€“").replace("£", "Â£")
        check(parse_bytes(mangled.encode(), "a.txt"))

    def test_invisible_characters_are_dropped(self) -> None:
        check(parse_text("\ufeff" + TEXT.replace("guidance", "guid\u00adance\u200b")))


class TestWebPage:
    def test_is_read_like_its_text(self) -> None:
        check(parse_bytes(PAGE.encode(), "page.html"))

    def test_is_known_by_its_content(self) -> None:
        check(parse_bytes(PAGE.encode(), "page"))

    def test_navigation_and_image_texts_are_frame(self) -> None:
        frame = parse_bytes(PAGE.encode(), "page.html").frame
        assert {"Our Alliance", "Recent posts", "© 2026", "Children on a swing"} <= set(frame)

    def test_links_keep_their_targets_and_scripts_do_not(self) -> None:
        first, second = parse_bytes(PAGE.encode(), "page.html").items
        assert [(link.text, link.url) for link in first.links] == [
            ("department", "https://example.org/a?x=1&y=2")
        ]
        assert (
            '<a href="https://example.org/a?x=1&amp;y=2">department</a> published <em>new</em>'
            in first.body_html
        )
        assert "<ul><li>one</li><li>two</li></ul>" in first.body_html
        assert second.links == ()
        assert "javascript" not in second.body_html

    def test_rows_of_labelled_fields(self) -> None:
        rows = "".join(
            f"<div><p><strong>Programme:</strong> {title}</p><p><strong>Update:</strong> {words}</p>"
            f"<p><strong>Action Required:</strong> {action}</p></div>"
            for title, words, action in [
                ("Kinship", "A note is out.", "Reply by 20 March."),
                ("Fostering", "A film is out.", ""),
            ]
        )
        reading = parse_bytes(
            f"<html><body><h1>Update no 700 6th March 2026</h1>{rows}</body></html>".encode(),
            "a.html",
        )
        assert [(i.title, i.body, i.action_text) for i in reading.items] == [
            ("Kinship", "A note is out.", "Reply by 20 March."),
            ("Fostering", "A film is out.", ""),
        ]


def word(*, styles: bool) -> bytes:
    document = Document()
    for line in TEXT.strip().split("\n\n"):
        heading = line.startswith(("Kinship", "Sufficiency"))
        if heading and styles:
            document.add_heading(line, 2)
        elif heading:
            document.add_paragraph().add_run(line).bold = True
        else:
            document.add_paragraph(line)
    document.add_table(1, 1).cell(0, 0).text = "jo@example.org"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class TestWord:
    @pytest.mark.parametrize("styles", [True, False], ids=["heading styles", "bold lines"])
    def test_is_read_like_its_text(self, styles: bool, tmp_path: Path) -> None:
        path = tmp_path / "update.docx"
        path.write_bytes(word(styles=styles))
        reading = parse_file(path)
        check(reading)
        assert reading.contacts[0].email == "jo@example.org"


class TestMail:
    def test_page_is_preferred_and_the_subject_serves_as_title(self) -> None:
        message = EmailMessage()
        message["Subject"] = "FW: Update no 700 6th March 2026"
        message["From"] = "jo@example.org"
        message.set_content("Your mail program cannot show this.")
        message.add_alternative(
            PAGE.replace("<h1>Update no 700 6th March 2026</h1>", ""),
            subtype="html",
            cte="quoted-printable",
        )
        check(parse_bytes(message.as_bytes(), "mail.eml"))

    def test_text_with_quote_marks(self) -> None:
        message = EmailMessage()
        message["Subject"] = "Fwd: this week"
        message["Message-ID"] = "<1@example.org>"
        message.set_content(
            "See below\n\n---------- Forwarded message ---------\nFrom: Jo\nSubject: the week\n\n"
            + TEXT
        )
        reading = parse_bytes(message.as_bytes(), "mail")
        check(reading)
        assert reading.set_aside == ("See below",)


class TestUnreadable:
    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"", "a.txt", "empty"),
            (b"  \n ", "a.txt", "empty"),
            (b"\x00\x01\x02\x03" * 99, "a.txt", "not text"),
            (b"%PDF-1.7 ...", "a.pdf", "PDF"),
            (b"PK\x03\x04 broken", "a.docx", "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.docx", "password"),
            (b"<html><body><script>1</script></body></html>", "a.html", "no words"),
            (b"\xff\xfea\x00\x00\xd8b\x00", "a.txt", "damaged"),
            (
                b"Subject: x\nMessage-ID: <1>\nContent-Type: application/pdf\n\nabc",
                "a.eml",
                "no readable text",
            ),
        ],
    )
    def test_is_refused_with_a_sentence_that_helps(
        self, data: bytes, name: str, words: str
    ) -> None:
        with pytest.raises(UnreadableSource, match=words) as caught:
            parse_bytes(data, name)
        assert str(caught.value).startswith(f"{name}: ")

    def test_a_package_that_is_no_document(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr("other.xml", "<a/>")
        with pytest.raises(UnreadableSource, match="not a Word document"):
            parse_bytes(stream.getvalue(), "a.docx")
