"""What is proposed from the words of a reply, and that nothing is where they do not say it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.models import AnswerKind, Form
from alliance.actions.replies.propose import Proposal, propose
from alliance.actions.replies.read import read
from alliance.actions.said import Said, check
from tests.actions.replies.letters import CHOICES, LETTERS, Letter
from tests.actions.replies.phrasings import FIRST, NOTHING, SECOND, Phrasing

UNIT = "agency social workers"


def said(proposal: Proposal) -> dict[str, object]:
    if proposal.form is None:
        return {}
    found: dict[str, object] = {"form": proposal.form.value}
    if proposal.yes is not None:
        found["yes"] = proposal.yes
    if proposal.choice:
        found["choice"] = proposal.choice
    if proposal.number is not None:
        found["number"] = f"{proposal.number.normalize():f}"
    return found


def of(phrasing: Phrasing) -> tuple[str, str]:
    """In two words what is proposed for a phrasing."""
    kind, words, _ = phrasing
    proposal = propose(words, AnswerKind(kind), choices=CHOICES, unit=UNIT)
    match proposal.form:
        case None:
            return NOTHING
        case Form.NOT_FOR_US:
            return ("not_for_us", "")
    found = said(proposal)
    word = {"yes_no": "yes" if proposal.yes else "no", "acknowledge": "done", "text": "words"}
    return ("answer", str(word.get(kind) or found.get("number") or found.get("choice")))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_what_a_letter_seems_to_say(letter: Letter) -> None:
    mail = read(letter.raw)
    proposal = propose(
        mail.words,
        AnswerKind(letter.asked),
        choices=letter.choices,
        unit=letter.unit,
        points_below=mail.points_below,
    )
    expected = dict(letter.answer)
    text = expected.pop("text", None)
    assert said(proposal) == expected
    assert text is None or proposal.text == text
    assert proposal.form is None or proposal.read_from
    assert proposal.form is not None or proposal.doubts, "why nothing is proposed is said"


def test_few_of_the_phrasings_that_it_was_mended_by_are_missed() -> None:
    assert sum(of(each) == each[2] for each in FIRST) >= 48
    assert all(of(each) in (each[2], NOTHING) for each in FIRST)


def test_of_phrasings_it_had_not_seen_one_in_thirty_misleads() -> None:
    wrong = [each[1] for each in SECOND if of(each) not in (each[2], NOTHING)]
    assert wrong == ["Everyone has renewed bar three."]
    assert sum(of(each) == each[2] for each in SECOND) >= 23


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("Yes, if the dates suit us.", "on a condition"),
        ("Yes for one. No for the other.", "It says yes"),
        ("I will check and come back to you.", "seems to promise"),
        ("", "no words"),
    ],
)
def test_what_makes_it_doubtful_is_said(words: str, doubt: str) -> None:
    assert any(doubt in each for each in propose(words, AnswerKind.YES_NO).doubts)


def test_about_so_many_is_said_to_be_about() -> None:
    proposal = propose("About 14 I think", AnswerKind.COUNT)
    assert proposal.number == 14
    assert proposal.doubts == ("It says that this is about right, not exact.",)


def test_nil_is_nought_where_something_is_counted_and_not_for_them_elsewhere() -> None:
    counted = propose("Nil return", AnswerKind.COUNT, unit=UNIT)
    assert (counted.form, counted.number) == (Form.ANSWER, Decimal(0))
    assert "not for them" in counted.doubts[0]
    assert propose("Nil return", AnswerKind.YES_NO).form == Form.NOT_FOR_US


def test_the_reason_is_in_their_words() -> None:
    proposal = propose("Hi Isabelle,\n\nN/A, we have no coast.", AnswerKind.YES_NO)
    assert proposal.reason == "N/A, we have no coast."


def test_what_they_wrote_besides_goes_along_as_their_note() -> None:
    proposal = propose("Hi,\n\n14. Three of them are new.", AnswerKind.COUNT)
    assert proposal.number == 14
    assert proposal.text == "14. Three of them are new."


def test_so_many_of_so_many_is_read_as_both() -> None:
    for words in ("112 of our 140 have renewed.", "112/140", "We are at 112 out of 140 (80 %)."):
        found = propose(words, AnswerKind.SHARE)
        assert (found.form, found.number, found.whole) == (
            Form.ANSWER,
            Decimal(112),
            Decimal(140),
        ), words
    for words in ("80 %", "112 so far.", "112 of 140, and 30 of 40 in the other team."):
        assert propose(words, AnswerKind.SHARE).form is None, words


KINDS = st.sampled_from(list(AnswerKind))
SAID = st.lists(
    st.sampled_from([w for _, w, _ in (*FIRST, *SECOND)] + ["1,000,000,000,000", "½", "Yes no", "12/13"]),
    max_size=3,
).map("\n".join)  # fmt: skip


@given(st.one_of(st.text(max_size=300), SAID), KINDS)
def test_whatever_it_says_a_proposal_answers_the_question_and_stands_in_the_words(
    words: str, kind: AnswerKind
) -> None:
    found = propose(words, kind, choices=CHOICES if kind == AnswerKind.CHOICE else (), unit=UNIT)
    if found.form is None:
        return
    answer = Said(
        form=found.form,
        yes=found.yes,
        choice=found.choice,
        number=found.number,
        whole=found.whole,
        text=found.text,
        reason=found.reason,
    )
    if found.number is None or found.number < 10**9:
        check(answer, kind, CHOICES)
    flat = " ".join(words.split())
    assert found.read_from in flat
    assert found.form != Form.NOT_FOR_US or len(found.reason) <= 500
