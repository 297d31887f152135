"""Days that cannot be right, and asks that nobody can answer. The bulletin is of 20 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.bulletins.preflight.finding import Rule
from alliance.bulletins.preflight.issue import Known
from tests.bulletins.preflight.saying import findings, found, issue, item


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Please return the form by 13 November 2026.", "13 November 2026"),
        ("Please return the form before 20 November.", "20 November"),
        ("The deadline for applications is Thursday 19 November.", "Thursday 19 November"),
    ],
)
def test_a_deadline_that_is_over(said: str, words: str) -> None:
    assert found(Rule.DEADLINE_PAST, said) == [words]


@pytest.mark.parametrize(
    "said",
    [
        "Please return the form by 20 November 2026.",
        "Please return the form before 4 December.",
        "The consultation closed on 13 November 2026.",
        "The report was published on 4 November 2026.",
        "The deadline of 13 November has passed.",
    ],
)
def test_days_that_are_no_deadline_or_still_hold(said: str) -> None:
    assert found(Rule.DEADLINE_PAST, said) == []


def test_a_deadline_that_an_editor_entered_is_checked_too() -> None:
    of = item("Reply soon.", deadlines=(dt.date(2026, 11, 12),), title="Fees")
    assert found(Rule.DEADLINE_PAST, of) == ["Fees"]


@pytest.mark.parametrize(
    ("said", "words", "instead"),
    [
        ("It is on Tuesday 30 November 2026.", "Tuesday 30 November 2026", "Monday 30 November 2026"),
        ("Reply by Wednesday 1 December.", "Wednesday 1 December", "Tuesday 1 December"),
    ],
)  # fmt: skip
def test_a_weekday_that_is_another(said: str, words: str, instead: str) -> None:
    (only,) = findings(Rule.WEEKDAY_DISAGREES, issue(said))
    assert only.words == words
    assert only.mend.instead[0] == instead


@pytest.mark.parametrize(
    "said",
    [
        "It is on Monday 30 November 2026.",
        "It met on Tuesday 30 November 2021.",
        "It met on Tuesday 30 November, and heard much.".replace("30 November", "17 November"),
        "The workshops are on Monday and Tuesday 30 November and 1 December.",
        "It is open Monday to Friday, and closes on 4 December.",
    ],
)
def test_weekdays_that_agree(said: str) -> None:
    assert found(Rule.WEEKDAY_DISAGREES, said) == []


@pytest.mark.parametrize(
    "said",
    [
        "The network’s next meeting will be held on 10 November 2026 at 10am.",
        "The conference takes place on 12 November. Please book now.",
        "Join us for a webinar on Tuesday 17 November, 10am to noon.",
    ],
)
def test_an_event_that_was_is_not_announced(said: str) -> None:
    assert len(found(Rule.EVENT_PAST, said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "The network met on 10 November 2026 and discussed fees.",
        "The conference was held on 12 November; the slides are on the page.",
        "The next meeting will be held on 10 December 2026.",
        "Guidance was published on 12 November and a webinar will be held on 3 December.",
        "The course will be held on 12 and 26 November and 3 December.",
        "Ofsted published its report on 4 November 2026.",
    ],
)
def test_what_was_may_be_told_and_what_comes_announced(said: str) -> None:
    assert found(Rule.EVENT_PAST, said) == []


def test_the_same_matter_twice() -> None:
    body = (
        "A small study of children in five authorities asks why brothers and sisters were placed "
        "apart, and what carers would have needed to take them together."
    )
    of = issue(
        item(body, title="Brothers and sisters"), item(body, title="Siblings: a study"), "Other."
    )
    (only,) = findings(Rule.SAME_MATTER, of)
    assert only.path == "items.1.title"
    assert "Brothers and sisters" in only.says


def test_a_label_under_which_nobody_is_asked() -> None:
    idle = item("Text.", action="The letter emphasises the need to keep schools open.")
    assert len(found(Rule.ASKS_NOTHING, idle)) == 1
    for asking in (
        "Please download the document and return it as soon as you can.",
        "Authorities should tell Ann Lee by 4 December who will come.",
        "Directors are asked to nominate one person each.",
        "Comments are due by 4 December.",
        "Tell the network what you would change.",
    ):
        assert found(Rule.ASKS_NOTHING, item("Text.", action=asking)) == []


def test_a_dated_duty_needs_an_action() -> None:
    said = item(
        "It is a legal requirement to renew the registration. Renew it by 30 November 2026."
    )
    assert found(Rule.DUTY_WITHOUT_ACTION, said) == ["legal requirement"]
    asked = item(said.body.text, is_asked=True)
    assert found(Rule.DUTY_WITHOUT_ACTION, asked, known=Known(knows_actions=True)) == []
    assert found(Rule.DUTY_WITHOUT_ACTION, "It is a legal requirement to keep records.") == []


def test_an_ask_says_by_when_and_to_whom() -> None:
    bare = "Please return the form."
    assert found(Rule.ASK_WITHOUT_DEADLINE, bare) == [bare]
    assert found(Rule.ASK_WITHOUT_OWNER, bare) == [bare]
    whole = "Please return the form to Ann Lee by 4 December."
    assert found(Rule.ASK_WITHOUT_DEADLINE, whole) == []
    assert found(Rule.ASK_WITHOUT_OWNER, whole) == []
    for offer in (
        "Please contact the team for more information.",
        "If you would like to come, reply.",
    ):
        assert found(Rule.ASK_WITHOUT_DEADLINE, offer) == []


def test_nothing_is_asked_of_mourners() -> None:
    said = (
        "It is with great sadness that we tell of the death of our colleague. Please send memories."
    )
    assert found(Rule.ASK_WITHOUT_DEADLINE, said) == []
