"""What an item's words propose to ask; nothing is asked until a person confirms it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.models import AnswerKind, Weight
from alliance.actions.when import By
from alliance.bulletins.proposing import Words, propose
from alliance.directory.models import RoleKind

DAY = dt.date(2026, 11, 13)


def of(action_text: str, body: str = "", **more: object) -> object:
    return propose(Words("A matter", body, action_text, **more))  # type: ignore[arg-type]


def test_a_label_that_only_describes_asks_for_nothing() -> None:
    """The column was often filled with more description: most “Action Required” asks for nothing."""
    text = "The letter sets out what schools should expect. Three regions have had one."
    assert propose(Words("A letter to schools", "It came on Monday.", text)) is None


def test_the_real_ask_may_stand_in_the_update_and_not_under_the_label() -> None:
    found = propose(
        Words(
            "An offer of help",
            "Contact Alex Moor (details below) for a first talk.",
            "More on the offer is on the website.",
            people=["Alex Moor"],
        )
    )
    assert found is not None
    assert found.title == "Contact Alex Moor (details below) for a first talk"
    assert found.contact == "Alex Moor"


def test_a_deadline_without_a_label_is_an_ask() -> None:
    found = propose(
        Words(
            "Renewal of registration",
            "Social workers have a legal duty to renew between September and November.",
            deadlines=[(DAY, "by 13 November")],
        )
    )
    assert found is not None
    assert found.weight == Weight.LEGAL_DUTY
    assert found.dates == [By(DAY)]
    assert found.words["what stands behind it"] == "legal duty"
    assert found.words["by when"] == "by 13 November"


def test_a_notice_of_a_death_never_becomes_an_action() -> None:
    text = (
        "It is with great sadness that we tell you of the death of a colleague. Please send a line."
    )
    assert propose(Words("A colleague", text, deadlines=[(DAY, "")])) is None


@pytest.mark.parametrize(
    ("sentence", "title", "kind"),
    [
        ("Please return the form.", "Return the form", AnswerKind.ACKNOWLEDGE),
        ("Could you tell us who speaks for you?", "Tell us who speaks for you?", AnswerKind.TEXT),
        ("Nominate one person.", "Nominate one person", AnswerKind.TEXT),
        (
            "Please let us know how many places you need.",
            "Let us know how many places you need",
            AnswerKind.COUNT,
        ),
        (
            "Please confirm whether you will take part.",
            "Confirm whether you will take part",
            AnswerKind.YES_NO,
        ),
        (
            "Authorities are asked to send the percentage of posts that are filled.",
            "Send the percentage of posts that are filled",
            AnswerKind.PERCENTAGE,
        ),
    ],
)
def test_how_it_is_answered_follows_from_its_words(
    sentence: str, title: str, kind: AnswerKind
) -> None:
    found = of(sentence)
    assert (found.title, found.kind) == (title, kind)  # type: ignore[attr-defined]
    assert found.words["what"] == sentence  # type: ignore[attr-defined]


def test_as_soon_as_you_can_is_no_day() -> None:
    found = of("Please return it as soon as you can.")
    assert found.is_soon  # type: ignore[attr-defined]
    assert not found.dates  # type: ignore[attr-defined]


def test_what_is_only_to_be_read_is_for_information() -> None:
    assert of("Please note the new dates.").weight == Weight.INFORMATION  # type: ignore[attr-defined]


def test_for_whom_is_read_from_the_words() -> None:
    found = of("DCSs and data leads: please check the figures.", "Please check the figures.")
    assert found.roles == [RoleKind.DCS, RoleKind.DATA_LEAD]  # type: ignore[attr-defined]


def test_send_is_a_verb_and_not_an_abbreviation() -> None:
    assert of("SEND specific information is on the website.") is None


def test_several_days_are_all_proposed() -> None:
    found = of("Please apply.", deadlines=[(DAY, ""), (DAY + dt.timedelta(days=9), "")])
    assert len(found.dates) == 2  # type: ignore[attr-defined]
    assert found.title == "A matter"  # type: ignore[attr-defined]


@given(st.text(max_size=400), st.text(max_size=400))
def test_whatever_is_written_the_words_shown_are_the_items_own(body: str, action: str) -> None:
    found = propose(Words("A matter", body, action))
    if found is not None:
        assert len(found.title) <= 200
        assert found.words["what"] in f"{action}\n{body}"
