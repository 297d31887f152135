"""Taking the text of an old page apart."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.pages.oldsite.passages import Linked, Passages, take_apart


def apart(html: str, **fields: str) -> Passages:
    return take_apart(
        html,
        link=lambda address: Linked(document=7) if address.endswith(".pdf") else Linked(address),
        picture=lambda address: 3 if "map" in address else 0,
        near=dt.date(2020, 11, 13),
        **fields,
    )


def words(found: Passages) -> str:
    return "".join(value for kind, value in found.blocks if kind == "words")


def test_headings_say_which_part_a_passage_is() -> None:
    found = apart(
        "<p>First.</p><p>About.</p><h2>Governance &amp; Reports</h2><p>May.</p><h3>Members</h3><p>All.</p>"
        "<p><strong>Useful Links:</strong></p><ul><li>One</li></ul><h2>Why</h2><p>Because.</p>"
    )
    assert found.introduction == "First."
    assert "<p>May.</p>" in found.governance
    assert found.tools == "<ul><li>One</li></ul>"
    assert words(found).startswith("<p>About.</p>")
    assert "<h3>Why</h3><p>Because.</p>" in words(found)


def test_old_text_without_paragraphs_gets_them() -> None:
    found = apart("One.\n\nTwo,\nthree.\n\n<ul>\n<li>x</li>\n</ul>")
    assert found.introduction == "One."
    assert words(found) == "<p>Two,<br>three.</p><ul>\n<li>x</li>\n</ul>"


def test_a_day_under_next_meeting_is_the_meeting() -> None:
    assert apart("<p>A.</p><h2>Next Meeting</h2><p>Thursday 3 December 2020</p>").meeting_on == (
        dt.date(2020, 12, 3)
    )
    said = apart("<p>A.</p><h2>Next Meeting</h2><p>3 December, 10am, in Maidstone</p>")
    assert said.meeting_on == dt.date(2020, 12, 3)
    assert "in Maidstone" in words(said), "what else was said stays"


@pytest.mark.parametrize("when", ["In spring.", "3 December 2020 or 4 January 2021"])
def test_no_single_day_is_a_doubt_and_the_words_stay(when: str) -> None:
    found = apart(f"<p>A.</p><h2>Next Meeting</h2><p>{when}</p>")
    assert found.meeting_on is None
    assert when in words(found)
    assert found.doubts


def test_people_under_contacts_are_not_text_of_the_page() -> None:
    found = apart("<p>A.</p><h2>Contacts</h2><p>Ana Lee, 01632 960123</p><h2>Why</h2><p>So.</p>")
    assert found.contacts == ["Ana Lee, 01632 960123"]
    assert "Ana" not in words(found) + found.introduction


def test_nothing_that_could_run_comes_in() -> None:
    found = apart(
        '<p onclick="x()">A <a href="javascript:alert(1)">b</a></p><script>alert(1)</script>'
        '<p style="x">B</p><iframe src="https://v.example"></iframe><style>p{}</style>'
    )
    shown = words(found)
    for sign in ("onclick", "javascript", "<script", "style", "iframe", "alert"):
        assert sign not in shown
    assert "Something built in (iframe) was left out." in found.doubts


def test_documents_and_pictures_become_references() -> None:
    found = apart(
        '<p>See <a href="/a.pdf">it</a>.</p><p><img src="/map.png" alt="The &quot;map&quot;"> here</p>'
        '<img src="/lost.png" alt="Lost">'
    )
    assert '<a linktype="document" id="7">it</a>' in words(found)
    assert (
        '<embed embedtype="image" format="fullwidth" id="3" alt="The &quot;map&quot;"/>'
        in words(found)
    )
    assert "A picture was left out (“Lost”)." in found.doubts


def test_nobody_can_forge_such_a_reference() -> None:
    found = apart('<p><a linktype="document" id="1" href="/x/">x</a> <embed id="2"></p><p>y</p>')
    assert "linktype" not in words(found)
    assert "embed" not in words(found)


def test_a_table_is_a_table() -> None:
    found = apart(
        "<p>A.</p><table><caption>Who</caption><tr><th>Group</th><th>Often</th></tr>"
        '<tr><td>Leads</td><td><a href="/x/">Four</a> times</td></tr></table><p>B.</p>'
    )
    assert [kind for kind, _ in found.blocks] == ["table", "words"]
    table = found.blocks[0][1]
    assert table["caption"] == "Who"
    assert [column["heading"] for column in table["columns"]] == ["Group", "Often"]
    assert table["rows"][0]["values"][0] == "<p>Leads</p>"
    assert "Four</a> times" in table["rows"][0]["values"][1]
    assert found.doubts == []


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        '<tr><th colspan="2">a</th></tr><tr><td>c</td><td>d</td></tr>',
        "<tr><th>a</th></tr><tr><td>c</td><td>d</td></tr>",
    ],
)
def test_a_table_that_may_read_badly_is_a_doubt(rows: str) -> None:
    found = apart(f"<p>A.</p><table>{rows}</table>")
    assert len(found.doubts) == 1
    table = next(value for kind, value in found.blocks if kind == "table")
    assert all(len(row["values"]) == len(table["columns"]) for row in table["rows"])


def test_the_old_site_s_own_introduction_goes_first() -> None:
    found = apart("<p>A.</p><p>B.</p>", excerpt="<b>In short</b>.")
    assert found.introduction == "In short."
    assert words(found) == "<p>A.</p><p>B.</p>"


@pytest.mark.parametrize(
    "html", ["", "   ", "[gallery ids='1']", "<!-- wp:x -->", "<table></table>"]
)
def test_an_empty_page_is_empty(html: str) -> None:
    assert words(apart(html)) == ""
