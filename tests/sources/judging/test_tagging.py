"""What a candidate is, is about, whom it concerns, and its days: each with its words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.region.networks import TOPICS
from alliance.sources.judging.kinds import Kind, kind_of
from alliance.sources.judging.tagging import Day, Vocabulary, audiences_of, days_of, tags_of
from benches.candidates import tagged
from tests.sources.judging.labelled.kinds import labelled

ISSUED = dt.date(2026, 11, 30)
VOCABULARY = Vocabulary(TOPICS, [["LAC", "CLA", "looked after"], ["EHCP", "EHC plan"]])


@pytest.mark.parametrize(
    ("title", "text", "kind", "words"),
    [
        ("Attendance: statutory guidance", "Guidance on pupils.", Kind.STATUTORY, "statutory guidance"),
        ("Notice", "The Regulations 2026 come into force on 1 March 2027.", Kind.LEGAL_DUTY, "Regulations 2026"),
        ("Views wanted", "The consultation closes on 5 March.", Kind.CONSULTATION, "Views wanted"),
        ("A fund", "Areas may bid for £2 million.", Kind.FUNDING, "bid for"),
        ("News", "A new chair was elected.", Kind.OTHER, ""),
    ],
)  # fmt: skip
def test_a_kind_is_told_by_words_that_are_kept(
    title: str, text: str, kind: Kind, words: str
) -> None:
    found = kind_of(title, text)

    assert (found.kind, found.words) == (kind, words)


def test_a_consultation_that_was_answered_asks_for_nothing_more() -> None:
    assert (
        kind_of("Kinship allowance: government response", "The response to the consultation.").kind
        is not Kind.CONSULTATION
    )


def test_what_the_department_calls_its_own_page_is_believed() -> None:
    found = kind_of("School food", "Read on.", "statutory_guidance")

    assert (found.kind, found.words) == (Kind.STATUTORY, "statutory guidance")


def test_a_notice_of_a_death_never_asks() -> None:
    text = "We are sad to tell of the death of Tom Alder. Directors, please return the card by 12 December 2026."

    tags = tags_of("Tom Alder", text, VOCABULARY, ISSUED, "statutory_guidance")

    assert (tags.kind.kind, tags.days, tags.audiences) == (Kind.OBITUARY, (), ())


def test_topics_are_those_of_the_alliance_with_the_words_of_the_field() -> None:
    (first, *_) = VOCABULARY.topics_of(
        "Placements of LAC far from home", "Children looked after live far away."
    )

    assert (first.value, first.words) == ("children-in-care", "Placements")
    assert VOCABULARY.topics_of("Lac Leman", "A lake. Send your apologies.") == ()


def test_a_topic_that_editors_made_is_known_by_its_name() -> None:
    (found,) = Vocabulary({"young-carers": "Young carers"}).topics_of("A day for young carers", "")

    assert found.words == "young carers"


def test_audiences_are_named_by_role_and_abbreviations_in_capitals_only() -> None:
    assert [tag.value for tag in audiences_of("For DCSs", "PSWs may like it.")] == ["dcs", "psw"]
    assert audiences_of("Wads of paper", "The lads came.") == ()


def test_days_have_a_role_and_their_words_and_stand_once() -> None:
    text = "Renew by 30 November\nYou must renew by 30 November 2026. The workshop is on 9 December 2026 at 10am."

    assert days_of(text, ISSUED) == (
        Day("deadline", dt.date(2026, 11, 30), "30 November 2026"),
        Day("event", dt.date(2026, 12, 9), "9 December 2026"),
    )


def test_of_a_duty_the_day_from_which_it_holds_counts() -> None:
    text = "The regulations come into force on 1 March 2027."

    assert days_of(text, ISSUED) == ()
    assert days_of(text, ISSUED, is_duty=True) == (
        Day("in force", dt.date(2027, 3, 1), "1 March 2027"),
    )


@given(st.text(max_size=80), st.text(max_size=300))
def test_every_word_that_is_shown_stands_in_the_text(title: str, text: str) -> None:
    tags = tags_of(title, text, VOCABULARY, ISSUED)

    said = f"{title}\n{text}"
    assert tags.kind.words in said
    assert all(tag.words in said for tag in (*tags.topics, *tags.audiences))
    assert all(day.words in said for day in tags.days)


def test_labelled_candidates_are_tagged_with_few_faults() -> None:
    """By kind and topic: `benches/candidates.py` prints them."""
    judged = [(each, *tagged(each)) for each in labelled()]

    assert len(judged) >= 120
    assert sum(kind in each.kinds for each, kind, _ in judged) / len(judged) >= 0.85
    about = [(each, topics) for each, _, topics in judged if each.topics]
    assert sum(each.topics[0] in topics for each, topics in about) / len(about) >= 0.9
