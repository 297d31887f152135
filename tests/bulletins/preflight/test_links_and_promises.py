"""Links without an address, dead ones, and lists that are promised."""

from __future__ import annotations

import pytest

from alliance.bulletins.preflight.finding import Rule
from alliance.bulletins.preflight.issue import CheckedPublication, Known
from alliance.bulletins.preflight.spoken import spoken
from tests.bulletins.preflight.saying import findings, found, issue, item


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("The full report is available here", "here"),
        ("The report is here.", "here"),
        ("Please book on this link.", "on this link"),
        ("See this flyer for the programme of the day.", "See this flyer"),
        ("The programmes featured in this flyer are free.", "in this flyer"),
        ("Here’s a link to similar work.", "Here"),
        ("To book click here.", "here"),
        ("<p>Read the plan <a href='https://example.org/'>of the board</a> here.</p>", "here"),
    ],
)
def test_a_link_word_needs_an_address(said: str, words: str) -> None:
    assert found(Rule.LINK_WITHOUT_TARGET, said) == [words]


@pytest.mark.parametrize(
    "said",
    [
        "<p>The report is <a href='https://example.org/'>here</a>.</p>",
        "<p>Please book <a href='https://example.org/'>on this link</a>.</p>",
        "<p>Please book on this link: <a href='https://example.org/b'>booking</a>.</p>",
        "Please book on this link: https://example.org/book",
        "We are here to help, and children who live here say so.",
        "Nobody from here was asked.",
        "If a date is not here, please tell the programme.",
        "There is a link between poverty and care.",
        "Adhere to the guidance, and whereas that is hard, ask.",
        "This link between the two services is new.",
    ],
)
def test_words_that_are_no_lost_links(said: str) -> None:
    assert found(Rule.LINK_WITHOUT_TARGET, said) == []


@pytest.mark.parametrize(
    ("said", "words", "apart"),
    [
        ("It was published by NYAwhich is the national body.", "NYAwhich", "NYA which"),
        ("Book from the ListPlease note the date.", "ListPlease", "List Please"),
        ("The report is herea summary follows.", "herea", "here a"),
        ("After the pandemicIt was harder.", "pandemicIt", "pandemic It"),
        ("The form ishttps://example.org/ now.", "ishttps://", "is https://"),
    ],
)
def test_words_that_ran_together(said: str, words: str, apart: str) -> None:
    (only,) = findings(Rule.RUN_TOGETHER, issue(said))
    assert (only.words, only.mend.instead) == (words, (apart,))


def test_names_of_makers_are_left_alone() -> None:
    said = "CoramBAAF, NHSmail, YouTube, LinkedIn, WhatsApp, EHCPs, SENCos, the LAs and DfE."
    assert found(Rule.RUN_TOGETHER, said) == []


def test_a_dead_link_is_found_by_its_address_without_the_fragment() -> None:
    known = Known(dead={"https://example.org/gone": "The site answers 404 (not found)."})
    of = issue(
        "<p>See <a href='https://example.org/gone#part'>the paper</a> and "
        "<a href='https://example.org/there'>the other</a>.</p>",
        publications=(CheckedPublication("A paper", "https://example.org/gone"),),
        known=known,
    )
    dead = findings(Rule.DEAD_LINK, of)
    assert [each.words for each in dead] == ["the paper", "A paper"]
    assert "404" in dead[0].says


def test_a_link_that_says_only_here_is_warned_of() -> None:
    said = "<p>The form is <a href='https://example.org/'>here</a>, and <a href='https://example.org/b'>the plan</a>.</p>"
    (only,) = findings(Rule.HERE_LINK, issue(said))
    assert only.words == "here"
    assert not only.is_block


def test_a_restricted_document_in_public_cannot_be_passed() -> None:
    of = issue(
        "<p>See <a href='/documents/7/letters.pdf'>the letters</a>.</p>",
        known=Known(restricted={"/documents/7/letters.pdf": "Letters of directors"}),
    )
    (only,) = findings(Rule.RESTRICTED_CITED, of)
    assert only.is_block
    assert not only.rule.may_be_passed


@pytest.mark.parametrize(
    "said",
    [
        "The area includes the latest versions of key documents, including the:",
        "It will work on the following themes:",
        "<p>The dates of the autumn are listed below.</p>",
    ],
)
def test_a_promised_list_must_follow(said: str) -> None:
    assert len(found(Rule.LIST_MISSING, said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "<p>It will work on the following themes:</p><ul><li>care</li><li>schools</li></ul>",
        "<p>The dates of the autumn are listed below.</p><ul><li>1 December</li></ul>",
        "Contact:",
        "It is said: nothing follows a full stop.",
    ],
)
def test_lists_that_are_there(said: str) -> None:
    assert found(Rule.LIST_MISSING, said) == []


def test_a_list_split_by_the_label_is_there() -> None:
    assert found(Rule.LIST_MISSING, item("It is aimed at the following:", action="1. Heads")) == []


def test_a_line_set_aside_on_import_still_promises() -> None:
    of = issue("Text.", set_aside=("The area now includes key documents, including the:",))
    assert [each.path for each in findings(Rule.LIST_MISSING, of)] == ["set_aside.0"]


def test_what_html_says() -> None:
    said = spoken("<p>One <a href='/x'>two</a>  three</p><ul><li>four</li></ul><img src='a.png'>")
    assert said.text == "One two three\nfour"
    assert [said.text[each.start : each.end] for each in said.links] == ["two"]
    assert [block.tag for block in said.blocks] == ["p", "li"]
    assert said.pictures[0].says == ""
