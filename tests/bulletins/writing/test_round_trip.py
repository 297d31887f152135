"""What leaves as a Word file or a mail is read back by `alliance bulletin parse` as the same bulletin."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from email import policy
from email.parser import BytesParser

import pytest
from docx import Document

from alliance.bulletins.content import Content, ItemContent, content_of
from alliance.bulletins.parsing.parse import parse_bytes, parse_text
from alliance.bulletins.parsing.reading import Reading
from alliance.bulletins.writing.letter import to_letter
from alliance.bulletins.writing.outline import as_text, blocks_of, outline
from alliance.bulletins.writing.word import to_word
from alliance.region.weeks import Week, plan
from alliance.region.write import reading_of, text_of
from alliance.text.sanitise import plain

WEEKS = plan(dt.date(2026, 11, 23))[-12:]


def as_word(content: Content) -> Reading:
    data = to_word(outline(content), title=f"Update {content.number}", author="Eastern Alliance")
    return parse_bytes(data, "update.docx")


def as_mail(content: Content) -> Reading:
    data = to_letter(
        outline(content), subject=f"Update {content.number}", address="https://example.org/b/1/"
    )
    return parse_bytes(data, "update.eml")


def as_parsed(week: Week) -> Content:
    """A bulletin of the sample with its links, and with the facts that the parser reads from its text.

    What the parser misses in the text it misses in the file too: that is no fault of the file.
    """
    content = content_of(reading_of(week))
    facts = content_of(parse_text(text_of(week))).items
    items = tuple(
        replace(item, deadlines=fact.deadlines, events=fact.events, people=fact.people)
        for item, fact in zip(content.items, facts, strict=True)
    )
    return replace(content, items=items)


def told(content: Content) -> list[dict[str, object]]:
    """What is compared of each item."""
    return [
        {
            "section": item.section,
            "title": item.title,
            "body": plain(item.body),
            "has_action": item.has_action,
            "action": plain(item.action_text),
            "deadlines": item.deadlines,
            "events": item.events,
            "people": sorted(item.people),
        }
        for item in content.items
    ]


@pytest.mark.parametrize("write", [as_word, as_mail], ids=["Word", "mail"])
@pytest.mark.parametrize("week", WEEKS, ids=lambda week: str(week.number))
def test_the_items_come_back_as_they_were(write: object, week: object) -> None:
    content = as_parsed(week)  # type: ignore[arg-type]

    read = write(content)  # type: ignore[operator]

    again = content_of(read)
    assert (read.number, read.date) == (content.number, content.date)
    assert told(again) == told(content)
    assert [e.title for e in again.publications] == [e.title for e in content.publications]
    assert [(p.publisher, p.date) for p in again.publications] == [
        (p.publisher, p.date) for p in content.publications
    ]
    assert again.contacts == content.contacts
    assert [links_of(item.body + item.action_text) for item in again.items] == [
        links_of(item.body + item.action_text) for item in content.items
    ]


def links_of(html: str) -> list[tuple[str, str]]:
    return [
        (run.url, run.text.strip()) for block in blocks_of(html) for run in block.runs if run.url
    ]


def test_a_word_file_has_real_headings_lists_and_links() -> None:
    body = (
        '<p>Read <a href="https://example.org/a?b=1&amp;c=2">the guide</a> and <strong>reply</strong>.</p>'
        "<ol><li>One</li><li>Two</li></ol><p>Then:</p><ol><li>First</li><li>Second</li></ol>"
        "<ul><li>A point</li></ul><table><tr><th>Group</th><th>Day</th></tr>"
        "<tr><td>Leads</td><td>Monday</td></tr></table>"
    )
    item = ItemContent("news", "Kinship week", body=body)
    content = Content(430, dt.date(2026, 11, 27), items=(item,))

    document = Document(io.BytesIO(to_word(outline(content), title="Update 430", author="E")))

    styles = [(p.style.name, p.text) for p in document.paragraphs if p.text]
    assert styles == [
        ("Heading 1", "Update no 430 27 November 2026"),
        ("Heading 1", "News"),
        ("Heading 2", "Kinship week"),
        ("Normal", "Read the guide and reply."),
        ("List Number", "One"),
        ("List Number", "Two"),
        ("Normal", "Then:"),
        ("List Number", "First"),
        ("List Number", "Second"),
        ("List Bullet", "A point"),
    ]
    [link] = [h for p in document.paragraphs for h in p.hyperlinks]
    assert (link.text, link.url) == ("the guide", "https://example.org/a?b=1&c=2")
    numbers = [
        p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]  # the second list begins at 1
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Group", "Day"],
        ["Leads", "Monday"],
    ]
    assert document.core_properties.language == "en-GB"


def test_a_mail_is_a_draft_to_nobody_with_a_text_and_a_page() -> None:
    content = Content(
        430,
        dt.date(2026, 11, 27),
        items=(
            ItemContent("news", "<b> & co", body="<p>Read <a href='https://x.org/'>it</a>.</p>"),
        ),
    )

    data = to_letter(outline(content), subject="Update 430", address="https://example.org/b/430/")

    message = BytesParser(policy=policy.default).parsebytes(data)
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert message["From"] is None
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text, page = (part.get_content() for part in message.iter_parts())
    assert "Read it <https://x.org/>." in text
    assert "&lt;b&gt; &amp; co" in page
    assert "<b>" not in page
    assert "<style" not in page
    assert max(map(len, data.splitlines())) < 998


def test_a_text_has_headings_apart_and_addresses_after_their_words() -> None:
    body = "<p>Write to <a href='mailto:a@b.org'>a@b.org</a>.</p><ul><li>One</li><li>Two</li></ul>"
    content = Content(
        430, dt.date(2026, 11, 27), items=(ItemContent("news", "Kinship", body=body),)
    )

    assert as_text(outline(content)) == (
        "Update no 430 27 November 2026\n\n\nNews\n\n\nKinship\n\n\n"
        "Write to a@b.org.\n\n  • One\n  • Two\n"
    )


def test_a_day_that_no_words_say_is_said() -> None:
    item = ItemContent("news", "Reply", body="<p>Soon.</p>", deadlines=(dt.date(2026, 12, 4),))

    assert "Deadline: 4 December 2026" in as_text(
        outline(Content(430, dt.date(2026, 11, 27), items=(item,)))
    )
