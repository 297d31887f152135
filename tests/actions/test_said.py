"""What answers a question, and what does not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.models import AnswerKind, Form
from alliance.actions.said import NoAnswer, Said, check

HALF = Decimal("82.5")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (AnswerKind.ACKNOWLEDGE, Said()),
        (AnswerKind.YES_NO, Said(yes=False)),
        (AnswerKind.CHOICE, Said(choice="Some")),
        (AnswerKind.COUNT, Said(number=Decimal(0))),
        (AnswerKind.PERCENTAGE, Said(number=HALF)),
        (AnswerKind.PERCENTAGE, Said(number=Decimal(100))),
        (AnswerKind.FILE, Said(document=1)),
        (AnswerKind.TEXT, Said(text="We do.")),
    ],
)
def test_what_answers(kind: AnswerKind, said: Said) -> None:
    check(said, kind, ["All", "Some"])


@pytest.mark.parametrize(
    ("kind", "said", "field", "sentence"),
    [
        (AnswerKind.YES_NO, Said(), "yes", "Choose yes or no."),
        (AnswerKind.CHOICE, Said(), "choice", "Choose one of the answers."),
        (AnswerKind.CHOICE, Said(choice="None"), "choice", "Choose one of the answers."),
        (AnswerKind.COUNT, Said(number=HALF), "number", "Write a whole number, as 14."),
        (AnswerKind.COUNT, Said(number=Decimal(-1)), "number", "not below 0"),
        (AnswerKind.PERCENTAGE, Said(number=Decimal("100.01")), "number", "from 0 to 100"),
        (AnswerKind.FILE, Said(), "document", "Choose the file"),
        (AnswerKind.TEXT, Said(text="  \n"), "text", "Write your answer."),
        (AnswerKind.TEXT, Said(text="x" * 4001), "text", "Shorten it."),
    ],
)
def test_what_does_not(kind: AnswerKind, said: Said, field: str, sentence: str) -> None:
    with pytest.raises(NoAnswer) as refused:
        check(said, kind, ["All", "Some"])
    assert sentence in refused.value.faults[field]


@pytest.mark.parametrize("kind", AnswerKind)
def test_not_for_us_answers_every_question_with_a_reason(kind: AnswerKind) -> None:
    check(Said(form=Form.NOT_FOR_US, reason="We have none."), kind)
    with pytest.raises(NoAnswer, match="Say why it is not for you"):
        check(Said(form=Form.NOT_FOR_US, reason=" "), kind)


@pytest.mark.parametrize("kind", AnswerKind)
def test_what_is_begun_may_lack_everything(kind: AnswerKind) -> None:
    check(Said(form=Form.BEGUN), kind)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_a_percentage_is_taken_from_0_to_100_and_no_other(number: Decimal) -> None:
    said = Said(number=number)
    if 0 <= number <= 100:
        check(said, AnswerKind.PERCENTAGE)
    else:
        with pytest.raises(NoAnswer):
            check(said, AnswerKind.PERCENTAGE)
