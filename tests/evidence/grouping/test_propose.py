"""Themes proposed from the words of answers."""

from __future__ import annotations

import random

import pytest

from alliance.evidence.grouping.propose import SMALL, Proposal, Standing, name_from, propose
from benches.themes import LEAST_F1, LEAST_RAND, agreement
from benches.themes_answers import THEMES, labelled

VIDEO = {
    1: "Children see their parents in a video visit each Sunday.",
    2: "A video visit opens with a song; parents and toddlers like it.",
    3: "Brothers in two homes have a video visit and cook together.",
}
LAPTOPS = {
    11: "We lent laptops with data to pupils without a device.",
    12: "Old laptops were repaired and lent to care leavers.",
    13: "A laptop and a headset for every pupil of the virtual school.",
}
ALONE = {21: "Signs in the registry are in braille."}
TEXTS = VIDEO | LAPTOPS | ALONE


def members(proposal: Proposal) -> list[set[int]]:
    return [{each.key for each in group.members} for group in proposal.groups]


def test_answers_about_one_thing_are_put_together_and_the_rest_stay_on_their_own() -> None:
    found = propose(TEXTS)
    assert sorted(map(sorted, members(found))) == [sorted(VIDEO), sorted(LAPTOPS)]
    assert found.alone == tuple(ALONE)


def test_a_theme_is_named_by_what_its_answers_hold_more_than_the_others_do() -> None:
    names = {min(each.key for each in group.members): group for group in propose(TEXTS).groups}
    assert "video" in names[1].name.lower()
    assert names[11].name == "Devices"  # what the trade calls laptops, tablets and the like
    assert "video visit" in names[1].words


def test_each_answer_says_the_words_by_which_it_is_there() -> None:
    placed = {each.key: each.words for group in propose(TEXTS).groups for each in group.members}
    assert "video visit" in placed[2]
    assert "laptops" in " ".join(placed[12])


def test_words_that_nearly_all_answers_hold_bring_nothing_together() -> None:
    texts = {n: f"During the lockdown {word} changed." for n, word in enumerate(
        "adoption sailing signage minibuses libraries archives choirs payroll lifts".split()
    )}  # fmt: skip
    assert propose(texts).groups == ()


def test_the_same_answers_in_another_order_make_the_same_themes() -> None:
    texts = dict(enumerate(text for text, _ in labelled()))
    shuffled = list(texts.items())
    random.Random(8).shuffle(shuffled)
    assert propose(dict(shuffled)) == propose(texts)


def test_one_answer_more_moves_none_of_the_others() -> None:
    texts = dict(enumerate(text for text, _ in labelled()))
    first = propose(texts)
    standing = [
        Standing(key=n, says=group.name, members=frozenset(each.key for each in group.members))
        for n, group in enumerate(first.groups)
    ]
    new = {1000: "Attendance officers phone pupils who were absent in the morning."}
    found = propose(texts | new, standing)
    moved = {each.key for rows in found.joins.values() for each in rows}
    assert moved <= {1000, *first.alone}
    assert {key for keys in members(found) for key in keys} <= {1000, *first.alone}


def test_a_theme_made_by_hand_draws_what_is_like_its_members_or_its_name() -> None:
    by_members = Standing(key=7, says="Anything", members=frozenset({1, 2}))
    assert [each.key for each in propose(TEXTS, [by_members]).joins[7]] == [3]
    by_name = Standing(key=8, says="Laptops and devices for pupils", members=frozenset())
    assert {each.key for each in propose(TEXTS, [by_name]).joins[8]} >= {11, 13}


def test_what_has_a_theme_is_proposed_no_other() -> None:
    odd = Standing(key=7, says="", members=frozenset({1, 11, 21}))
    found = propose(TEXTS, [odd])
    placed = {each.key for rows in found.joins.values() for each in rows}
    placed |= {key for keys in members(found) for key in keys} | set(found.alone)
    assert placed == set(TEXTS) - {1, 11, 21}


def test_no_theme_grows_beyond_a_fifth_of_the_answers() -> None:
    alike = {n: f"A video visit each Sunday with song number {n}." for n in range(20)}
    other = {n: f"Laptops were lent, lot {n}." for n in range(100, 120)}
    assert max(map(len, members(propose(alike | other)))) <= SMALL


@pytest.mark.parametrize(
    "texts", [{}, {1: ""}, {1: "", 2: "the and of"}, {1: "One answer about boats."}]
)
def test_little_or_nothing_makes_no_theme(texts: dict[int, str]) -> None:
    found = propose(texts)
    assert found.groups == ()
    assert found.alone == tuple(texts)


def test_two_themes_never_have_one_name() -> None:
    assert name_from(["video", "visits"], []) == "Video and visits"
    assert name_from(["video", "visits", "song"], ["video and visits"]) == "Video, visits and song"
    assert name_from(["video", "visits"], ["video and visits"]) == "Video"
    assert name_from([], ["theme"]) == "Theme 2"


def test_themes_agree_with_those_sorted_by_hand_as_well_as_was_measured() -> None:
    rows = labelled()
    found = [sorted(keys) for keys in members(propose(dict(enumerate(text for text, _ in rows))))]
    f1, rand = agreement([name for _, name in rows], found)
    assert f1 >= LEAST_F1
    assert rand >= LEAST_RAND
    assert len(THEMES) == 10
