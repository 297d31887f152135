"""Writing in a draft: nothing is lost, neither to a slip nor to somebody else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from alliance.bulletins.models import Bulletin, DraftIssue, DraftItem, IssueState
from alliance.bulletins.writing.beginning import begin_issue, set_head
from alliance.bulletins.writing.bringing_in import bring_in, read
from alliance.bulletins.writing.changing import (
    add_item,
    decide,
    move,
    put_back,
    restore,
    save_item,
    saying,
    take_out,
    undo,
)
from alliance.bulletins.writing.compose import items_of
from alliance.bulletins.writing.found import facts_of
from alliance.bulletins.writing.publishing import approve, ask_approval
from alliance.bulletins.writing.refusal import CannotBeDone, SomebodyElseSaved
from alliance.bulletins.writing.said import Dated, Said
from alliance.directory.models import User
from tests.bulletins.invented import bulletin, said

PAGE = b"""<article><h1>Kinship survey</h1>
<p>Please return <a href="https://example.org/form">the form</a> by 4 December 2026 to
Anna Miller (details below). There is \xc2\xa35,000 for each authority.</p></article>"""


def item_of(issue: DraftIssue, by: User, title: str = "Kinship", **fields: object) -> DraftItem:
    return add_item(by=by, issue=issue, said=Said(title=title, **fields))  # type: ignore[arg-type]


# Beginning


def test_the_number_is_one_more_than_the_last_and_the_day_a_week_on(
    nell: User, last: Bulletin
) -> None:
    issue = begin_issue(by=nell)

    assert issue.number == 430
    assert issue.date.weekday() == last.date.weekday()
    assert issue.date > last.date


def test_pressed_twice_it_is_begun_once(nell: User, tobias: User, last: Bulletin) -> None:
    assert begin_issue(by=nell) == begin_issue(by=tobias)
    assert DraftIssue.objects.count() == 1


def test_a_number_that_is_taken_is_refused(issue: DraftIssue, nell: User) -> None:
    with pytest.raises(CannotBeDone, match="There is an Update 429 already"):
        set_head(by=nell, issue=issue, number=429, date=issue.date, introduction="")


# Saving


def test_the_same_again_is_nothing(issue: DraftIssue, nell: User) -> None:
    item = item_of(issue, nell)

    saved = save_item(by=nell, item=item, seen=item.version, said=saying(item))

    assert not saved.changed
    assert item.versions.count() == 1


def test_what_one_editor_saves_by_and_by_is_one_version(issue: DraftIssue, nell: User) -> None:
    item = item_of(issue, nell)
    for title in ("K", "Ki", "Kin"):
        item = save_item(
            by=nell, item=item, seen=item.version, said=replace(saying(item), title=title)
        ).item

    assert [version.said["title"] for version in item.versions.all()] == ["Kinship", "Kin"]
    assert item.version == 4


def test_what_is_stored_is_sanitised(issue: DraftIssue, nell: User) -> None:
    item = item_of(issue, nell, body="<p onclick='x'>A<script>b</script></p>")

    assert item.body == "<p>A</p>"


def test_somebody_elses_words_are_not_written_over_and_ones_own_are_kept(
    issue: DraftIssue, nell: User, tobias: User
) -> None:
    item = item_of(issue, nell)
    seen = item.version
    save_item(by=tobias, item=item, seen=seen, said=replace(saying(item), title="His"))

    for title in ("Hers", "Hers too"):  # saved again and again, it is one version aside
        with pytest.raises(SomebodyElseSaved, match="Tobias Reed has changed this") as refusal:
            save_item(by=nell, item=item, seen=seen, said=replace(saying(item), title=title))

    item.refresh_from_db()
    assert item.title == "His"
    aside = item.versions.get(is_aside=True)
    assert (aside.number, aside.said["title"], aside.by) == (refusal.value.aside, "Hers too", nell)

    restore(by=nell, item=item, number=aside.number)
    item.refresh_from_db()
    assert item.title == "Hers too"
    assert item.versions.filter(said__title="His").exists()


def test_one_steps_back_also_later(issue: DraftIssue, nell: User, tobias: User) -> None:
    item = item_of(issue, nell, "One")
    item = save_item(by=nell, item=item, seen=1, said=replace(saying(item), title="Two")).item
    item = save_item(by=tobias, item=item, seen=2, said=replace(saying(item), title="Three")).item

    assert undo(by=nell, item=item).item.title == "Two"
    assert undo(by=nell, item=item).item.title == "One"
    with pytest.raises(CannotBeDone, match="nothing to undo"):
        undo(by=nell, item=item)


def test_a_change_takes_the_approval_away(issue: DraftIssue, nell: User, tobias: User) -> None:
    item = item_of(issue, nell)
    issue = ask_approval(by=nell, issue=issue, of=tobias)
    issue = approve(by=tobias, issue=issue, version=issue.version)
    assert issue.is_approved

    save_item(by=nell, item=item, seen=item.version, said=replace(saying(item), title="New"))

    issue.refresh_from_db()
    assert not issue.is_approved
    assert issue.state == IssueState.WRITING


# Order


def test_items_move_within_their_section_and_come_back_when_taken_out(
    issue: DraftIssue, nell: User
) -> None:
    one, two = item_of(issue, nell, "One"), item_of(issue, nell, "Two")
    reminder = item_of(issue, nell, "Three", section="reminder")
    assert [row.title for row in items_of(issue)] == ["One", "Two", "Three"]

    move(item=two, up=True)
    move(item=two, up=True)  # at the top it stays
    move(item=reminder, up=True)
    assert [row.title for row in items_of(issue)] == ["Two", "One", "Three"]

    take_out(item=one)
    assert [row.title for row in items_of(issue)] == ["Two", "Three"]
    put_back(item=one)
    assert [row.title for row in items_of(issue)] == ["Two", "One", "Three"]


def test_a_candidate_comes_in_once(issue: DraftIssue, nell: User) -> None:
    first = add_item(by=nell, issue=issue, said=Said(title="A"), candidate="7")
    assert add_item(by=nell, issue=issue, said=Said(title="A"), candidate="7") == first

    take_out(item=first)
    second = add_item(by=nell, issue=issue, said=Said(title="A"), candidate="7")
    assert second != first
    with pytest.raises(CannotBeDone, match="come in again"):
        put_back(item=first)


# What is pasted


def test_a_page_becomes_an_item_whose_facts_wait_with_their_words(
    issue: DraftIssue, nell: User
) -> None:
    [item] = bring_in(by=nell, issue=issue, reading=read(PAGE, "page.html"))

    assert item.title == "Kinship survey"
    assert '<a href="https://example.org/form"' in item.body
    assert (item.dates, item.people) == ([], [])
    facts = facts_of(item.found)
    assert [(fact.kind, fact.value, fact.words) for fact in facts] == [
        ("deadline", "2026-12-04", "4 December 2026"),
        ("person", "Anna Miller", "Anna Miller"),
        ("link", "https://example.org/form", "the form"),
        ("money", "£5,000", "£5,000"),
    ]
    assert "return the form by 4 December 2026" in facts[0].around


def test_facts_are_taken_or_dropped(issue: DraftIssue, nell: User) -> None:
    [item] = bring_in(by=nell, issue=issue, reading=read(PAGE, "page.html"))

    item = decide(by=nell, item=item, places={0, 3}, take=True)
    item = decide(by=nell, item=item, places={0, 1}, take=False)

    assert saying(item).dates == (Dated(dt.date(2026, 12, 4), "deadline", "4 December 2026"),)
    assert (item.people, item.found) == ([], [])
    assert "<a " not in item.body
    assert "return the form by" in item.body


def test_what_was_told_before_is_found_to_be_decided(issue: DraftIssue, nell: User) -> None:
    body = "<p>Foster carers of all authorities meet at Lewes for a day of talks and walks.</p>"
    before = said(bulletin(428), "Foster carers’ day", body=body)

    [item] = bring_in(
        by=nell,
        issue=issue,
        reading=read(f"<h2>Foster carers’ day at Lewes</h2>{body}".encode(), "a.html"),
    )

    [fact] = facts_of(item.found)
    assert (fact.kind, fact.value, fact.around) == ("matter", str(before.item_id), "Update 428")
    assert decide(by=nell, item=item, places={0}, take=True).matter_id == before.item_id


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_words_without_a_heading_are_one_item(issue: DraftIssue, nell: User, name: str) -> None:
    words = b"<p>The grant is open.</p>" if name == "a.html" else b"The grant is open."

    [item] = bring_in(by=nell, issue=issue, reading=read(words, name))

    assert item.title == "The grant is open."


def test_a_page_of_many_headings_is_one_item_where_one_says_so(
    issue: DraftIssue, nell: User
) -> None:
    page = b"<h1>Report</h1><h2>Why</h2><p>Because it was asked.</p><h2>How</h2><p>By post.</p>"

    assert len(read(page, "a.html").items) == 2
    [item] = bring_in(by=nell, issue=issue, reading=read(page, "a.html", as_one=True))
    assert item.title == "Report"
    for words in ("Because it was asked.", "By post.", "Why", "How"):
        assert words in item.body
