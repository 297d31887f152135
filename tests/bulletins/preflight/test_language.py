"""Spelling, sentences, acronyms, private numbers, pictures."""

from __future__ import annotations

import pytest

from alliance.bulletins.preflight.finding import Rule
from alliance.bulletins.preflight.issue import Known
from tests.bulletins.preflight.saying import findings, found, issue


@pytest.mark.parametrize(
    ("said", "word", "meant"),
    [
        ("It will generate inclome for all.", "inclome", "income"),
        ("The memebrs of the board met.", "memebrs", "members"),
        ("A report on safegaurding is out.", "safegaurding", "safeguarding"),
        ("A letter from Oftsed came.", "Oftsed", "Ofsted"),
    ],
)
def test_a_slip_of_the_keys(said: str, word: str, meant: str) -> None:
    (only,) = findings(Rule.SPELLING, issue(said))
    assert (only.words, only.mend.instead[0]) == (word, meant)


def test_a_name_one_slip_from_a_known_one() -> None:
    said = "Please tell Isablle when you come."
    assert found(Rule.SPELLING, said, contacts=("Isabelle Gregory",)) == ["Isablle"]
    assert found(Rule.SPELLING, said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Carers and care leavers told of their bursaries, co-production and neurodiversity.",
        "Dr Sariya Cheruvallil-Contractor spoke in Slough; Lettice Fairhurst answered.",
        "The safeguarding podcast and the webinar are on https://example.org/recieve today.",
        "Vlogs, dashboards, unringfenced money and a multiagency rollout.",
    ],
)
def test_words_of_the_field_and_names_are_left_alone(said: str) -> None:
    assert found(Rule.SPELLING, said) == []


def test_a_word_that_earlier_bulletins_used_is_known() -> None:
    assert found(Rule.SPELLING, "The memebrs met.", known=Known(words=frozenset({"memebrs"}))) == []


@pytest.mark.parametrize(
    ("american", "british"),
    [("organize", "organise"), ("behavior", "behaviour"), ("program", "programme"),
     ("center", "centre"), ("counseling", "counselling")],
)  # fmt: skip
def test_american_spellings(american: str, british: str) -> None:
    (only,) = findings(
        Rule.AMERICAN_SPELLING, issue(f"They speak of the {american} here and there.")
    )
    assert only.mend.instead == (british,)


def test_what_is_right_in_britain_or_part_of_a_name() -> None:
    for said in (
        "The World Health Organization wrote.",
        "A computer program counts.",
        "A licence.",
    ):
        assert found(Rule.AMERICAN_SPELLING, said) == []


def test_long_sentences_are_one_finding_an_item() -> None:
    long = " ".join(["word"] * 26) + "."
    assert len(found(Rule.LONG_SENTENCE, f"{long} Short. {long}")) == 1
    assert found(Rule.LONG_SENTENCE, " ".join(["word"] * 25) + ".") == []


def test_acronyms_nobody_explains() -> None:
    assert found(Rule.UNEXPLAINED_ACRONYM, "The XQZ group met. The XQZ will meet.") == ["XQZ"]
    for said in (
        "The SEND and EHCP figures of the DfE and the LAs.",
        "The Example Quality Zone (XQZ) met; the XQZ will meet.",
        "The XQZ (Xylophone Quartet Zurich) met.",
        "NOW BOOKING: the summit",
    ):
        assert found(Rule.UNEXPLAINED_ACRONYM, said) == []


@pytest.mark.parametrize(
    "said", ["Ring 07700 900123.", "Ring +44 7700 900123.", "Ring 07700900123 by noon."]
)
def test_a_mobile_number_in_public(said: str) -> None:
    assert len(found(Rule.PRIVATE_MOBILE, said)) == 1
    assert found(Rule.PRIVATE_MOBILE, "Ring 01632 960123, or order 0770 copies.") == []


def test_a_picture_without_words() -> None:
    said = (
        "<p>One</p><img src='a.png'><img src='b.png' alt='Three children playing'><img alt='b.JPG'>"
    )
    assert len(found(Rule.PICTURE_WITHOUT_WORDS, said)) == 2
