"""Whatever is written: nothing raises, every place is in the text, the same again finds the same."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.bulletins.parsing.parse import parse_text
from alliance.bulletins.preflight.check import check, may_publish
from alliance.bulletins.preflight.finding import Rule
from alliance.bulletins.preflight.from_reading import issue_of
from alliance.bulletins.preflight.issue import CheckedContact, CheckedItem, Issue, Known
from alliance.bulletins.preflight.spoken import spoken
from tests.bulletins.preflight.saying import issue, item

PIECES = st.sampled_from(
    [
        "Ann Lee", "(details below)", "(contact", "below)", "here", "on this link", "Tuesday 30 November",
        "12 November 2026", "by", "Please return", "the form:", "07700 900123", "NYAwhich", "ListPlease",
        "<p>", "</p>", "<a href='https://example.org/'>", "</a>", "<img>", "<li>", "\n", "\n\n", ". ", "XQZ",
        "organize", "inclome", "will be held on", "a legal requirement", "&amp;", "“", "’", "\u2028", "<br>",
        "<ul", "İ", "ß", "31 June", "29 February", "by 31 February 2026", "Cohort 16 April",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join))


@given(TEXTS, TEXTS, TEXTS, st.one_of(st.none(), st.dates()))
@settings(max_examples=300)
def test_places_lie_in_the_text(title: str, body: str, action: str, day: dt.date | None) -> None:
    of = Issue(
        date=day,
        introduction=spoken(action),
        items=(CheckedItem(title, spoken(body), spoken(action), has_action=True),),
        contacts=(CheckedContact("Bo Day"),),
        set_aside=(body,),
    )
    found = check(of)
    for each in found:
        assert 0 <= each.start <= each.end <= len(of.text_of(each.path))
        assert of.text_of(each.path)[each.start : each.end] == each.words
    assert [each.digest for each in check(of)] == [each.digest for each in found]


@given(st.text(max_size=300))
def test_any_text_that_was_parsed_can_be_checked(text: str) -> None:
    check(issue_of(parse_text(f"UPDATE NO 9 20 November 2026\n\n\n{text}\n")))


def test_what_is_let_pass_no_longer_blocks_while_the_words_stay() -> None:
    said = "The report is here."
    (block,) = may_publish(issue(item(said)))
    assert block.rule is Rule.LINK_WITHOUT_TARGET
    known = Known(passed={block.digest: "It is on paper."})
    assert may_publish(issue(said, known=known)) == []
    assert may_publish(issue(item("Fees rose.", title="Fees"), item(said), known=known)) == []
    assert len(may_publish(issue("The new report is here.", known=known))) == 1


def test_a_restricted_document_blocks_whatever_was_passed() -> None:
    said = "<p>See <a href='/documents/7/'>the letters</a>.</p>"
    closed = {"/documents/7/": "Letters"}
    (block,) = may_publish(issue(said, known=Known(restricted=closed)))
    known = Known(restricted=closed, passed={block.digest: "We may."})
    assert len(may_publish(issue(said, known=known))) == 1
