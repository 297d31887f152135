"""What says whose an answer is, is left out of its texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.evidence.panel.blank import blank_for

BLANK = blank_for(
    people=["Zoë O’Quondam-Will"],
    places=["Kent", "Reading", "Brighton and Hove", "Isle of Wight"],
    organisations=["Zanzibar Primary School", "Early help team"],
    prefix="SL",
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zoe O'Quondam Will wrote it.", "… wrote it."),
        ("ZOË rang; so did O’Quondam.", "… rang; so did …."),
        ("In KENT, and in Kent’s schools", "In …, and in …’s schools"),
        ("brighton & hove, Brighton", "…, …"),
        ("the Isle  of\nWight", "the …"),
        ("At Zanzibar we did it", "At … we did it"),
        ("our early-help team", "our …"),
        ("Ring 01234 567 890 or +44 7700 900123.", "Ring … or …."),
        ("zo\u200be@x.org or www.kent.gov.uk/schools", "… or …"),
        ("It is at kent.gov.uk.", "It is at …."),
        ("ME14 1XQ", "…"),
        ("As in sl-12", "As in …"),
        ("Ke\u00adnt", "…"),
    ],
)
def test_names_are_found_however_they_are_written(text: str, left: str) -> None:
    assert BLANK(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Groups for reading will meet.",
        "It cost £12,000 in 2020-21, 3.5 per cent.",
        "Since 2020-06-01, e.g. this.",
        "Kentish Town; the Isle of Man",
        "a primary school",
    ],
)
def test_ordinary_words_and_figures_stay(text: str) -> None:
    assert BLANK(text) == text


def test_an_ordinary_word_that_is_a_name_is_left_out_where_it_is_written_as_one() -> None:
    assert BLANK("Reading groups, in Reading, for reading") == "… groups, in …, for reading"


def test_what_would_be_left_out_can_be_told() -> None:
    assert BLANK.names_in("Kent and Zanzibar and Kent") == ["Kent", "Zanzibar"]


@given(st.text(), st.sampled_from(["Kent", "Zanzibar", "O’Quondam", "zoe@example.org"]), st.text())
def test_no_name_stays_whatever_stands_round_it(before: str, name: str, after: str) -> None:
    """A name joined to other letters is another word: there, it may stay."""
    assert name not in BLANK(f"{before} {name} {after}")
