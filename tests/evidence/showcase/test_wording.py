"""What an owner agreed to, and what counts as another wording. Plain values."""

from __future__ import annotations

import pytest

from alliance.evidence.showcase.wording import differences, figure_line, names_found, says_the_same

AGREED = {
    "title": "Groups by video",
    "changed": "It rose to 1.5 a week.",
    "figures": "",
    "picture": "a",
}


@pytest.mark.parametrize(
    "now",
    [
        {"title": "Groups, by video"},
        {"title": "GROUPS  by video "},
        {"changed": "It rose\n\nto 1.5 a week!"},
    ],
)
def test_spaces_capitals_and_punctuation_leave_an_agreement_as_it_is(now: dict[str, str]) -> None:
    assert says_the_same(AGREED, AGREED | now)


@pytest.mark.parametrize(
    "now",
    [
        {"title": "Groups by telephone"},
        {"changed": "It rose to 15 a week."},  # the point within a number counts
        {"changed": "It rose to -1.5 a week."},
        {"changed": "It rose to 1.5% a week."},
        {"figures": "Parents: 14 (2020; register)"},
        {"picture": "b"},
        {"picture": ""},
        {"whose": "Kent"},
    ],
)
def test_anything_else_is_another_wording(now: dict[str, str]) -> None:
    assert not says_the_same(AGREED, AGREED | now)


def test_differences_are_told_part_by_part_and_word_by_word() -> None:
    (title, picture) = differences(
        AGREED, AGREED | {"title": "Groups by telephone", "picture": "b"}
    )
    assert (title.name, [(p.change, p.text) for p in title.pieces]) == (
        "Title",
        [("same", "Groups by "), ("removed", "video"), ("added", "telephone")],
    )
    assert "Another picture" in {piece.text.strip() for piece in picture.pieces} | {
        "".join(piece.text for piece in picture.pieces if piece.change != "removed")
    }


def test_a_figure_is_one_line_with_its_period_and_source() -> None:
    figure = {
        "what": "Parents",
        "before": "6",
        "after": "14",
        "period": "June",
        "source": "register",
    }
    assert figure_line(figure) == "Parents: 6 before, 14 after (June; register)"
    assert figure_line(figure | {"before": ""}) == "Parents: 14 (June; register)"


def test_names_are_found_as_whole_words_whatever_their_capitals_and_not_with_the_supplier() -> None:
    wording = {"done": "We in KENT began.", "problem": "Kentish towns", "supplier": "Kent Software"}
    assert names_found(wording, ["Kent"]) == [("done", "Kent")]
