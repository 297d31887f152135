"""A case drafted from answers, and the figures found in them. Plain values."""

from __future__ import annotations

import pytest

from alliance.evidence.calls.proposed import HEADINGS
from alliance.evidence.showcase.drafting import cut, drafted, paragraphs, sentences_with_figures
from alliance.evidence.taking.definition import Definition
from tests.evidence.invented import whole

ASKED = Definition(title="Silver Linings", questions=HEADINGS)


def test_each_part_is_drafted_from_the_answers_that_are_for_it() -> None:
    case = drafted(ASKED, whole("We met by video. It was easy."), is_named=True, authority="Kent")
    assert (case.title, case.summary) == ("Groups by video", "We met by video.")
    assert (case.problem, case.done) == (
        "Families could not come.",
        "We met by video. It was easy.",
    )
    assert (case.to_copy, case.contact) == ("A video account.", "The early help team")
    assert case.whose == "Early help team, Kent"


def test_whoever_may_not_be_named_is_named_neither_as_owner_nor_as_contact() -> None:
    case = drafted(ASKED, whole(), is_named=False)
    assert (case.whose, case.contact) == ("", "")
    assert case.problem


def test_the_supplier_is_named_only_where_there_is_one() -> None:
    with_one = whole(has_supplier=True, supplier="VideoRoom")
    assert drafted(ASKED, with_one, is_named=False).supplier == "VideoRoom"
    assert drafted(ASKED, whole(supplier="VideoRoom"), is_named=True).supplier == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rose by 40%. We were glad.", ["It rose by 40%."]),
        ("It cost £1.2 million in all.", ["It cost £1.2 million in all."]),
        ("Twice as many came", ["Twice as many came"]),
        ("7 of 10 stayed.\nNobody left.", ["7 of 10 stayed."]),
        ("We began in June 2020.", []),
        ("Since 3 March 2021 we do.", []),
        ("Between 2019 and 2021, 12 left.", ["Between 2019 and 2021, 12 left."]),
        ("", []),
    ],
)
def test_sentences_with_figures_are_proposed_and_mere_dates_are_not(
    text: str, found: list[str]
) -> None:
    assert sentences_with_figures(text) == found


def test_a_text_is_cut_at_a_word_and_says_so() -> None:
    assert cut("One two three", 9) == "One two…"
    assert cut(" One  two ", 9) == "One two"
    assert len(cut("x" * 400, 300)) <= 300


def test_a_blank_line_begins_a_paragraph() -> None:
    assert paragraphs("One\ntwo.\n\n \nThree.") == ["One two.", "Three."]
