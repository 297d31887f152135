"""What each reader gets of one letter: no ask beyond their reach, nothing twice, nothing missed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.composing.choose import choose, key_of
from alliance.delivery.composing.letter import (
    Asked,
    Letter,
    Line,
    Manner,
    Part,
    Piece,
    Reach,
    Reader,
)
from tests.delivery.composing.invented import (
    ANYBODY,
    DIRECTOR,
    FORM,
    FOSTERING,
    FULL,
    KENT,
    LEADS,
    MEDWAY,
    SEND,
    SURREY,
)

NUMBERS = st.frozensets(st.integers(1, 4), max_size=3)
AUDIENCES = st.frozensets(st.sampled_from(["care", "data", "education"]), max_size=2)


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    """Letters whose asks are told by their numbers, each with one reach wherever it stands."""
    asks = [
        Asked(
            title=f"ask {number}",
            url=f"/actions/{number}/",
            reach=draw(st.sampled_from(Reach)),
            authorities=draw(NUMBERS),
        )
        for number in range(5)
    ]
    pieces = st.builds(
        Piece,
        key=st.integers(0, 6).map(str),
        title=st.sampled_from("abc"),
        url=st.integers(0, 6).map("/items/{}/".format),
        html=st.sampled_from(["", "<p>Words</p>"]),
        topics=NUMBERS,
        audiences=AUDIENCES,
        asked=st.lists(st.sampled_from(asks), max_size=3),
    )
    lines = st.builds(Line, title=st.sampled_from("xyz"), topics=NUMBERS)
    parts = st.builds(
        Part,
        heading=st.just("News"),
        manner=st.sampled_from(Manner),
        pieces=st.lists(pieces, min_size=1, max_size=5),
        lines=st.lists(lines, max_size=3),
    )
    return Letter(
        subject="Update 1",
        masthead="Update 1",
        day="",
        alliance="Eastern Alliance",
        url="/bulletins/1/",
        parts=draw(st.lists(parts, min_size=1, max_size=3)),
    )


READERS = st.builds(
    Reader,
    topics=NUMBERS,
    audiences=AUDIENCES,
    authority=st.none() | st.integers(1, 4),
    is_member=st.booleans(),
    only_asked=st.booleans(),
)


def pieces_of(letter: Letter | None) -> list[Piece]:
    return [piece for part in letter.parts for piece in part.pieces] if letter else []


def asks_of(letter: Letter | None) -> list[Asked]:
    return [ask for piece in pieces_of(letter) for ask in piece.asked]


def may_read(ask: Asked, reader: Reader) -> bool:
    """Said once more, in other words than the code's."""
    if ask.reach == "public":
        return True
    if not reader.is_member:
        return False
    return ask.reach == "members" or reader.authority in ask.authorities


@given(letters(), READERS)
def test_nobody_is_asked_beyond_their_reach(letter: Letter, reader: Reader) -> None:
    readable = {ask.url for ask in asks_of(letter) if may_read(ask, reader)}
    assert {ask.url for ask in asks_of(choose(letter, reader))} <= readable


@given(letters(), READERS)
def test_nobody_is_told_whom_else_it_asks(letter: Letter, reader: Reader) -> None:
    chosen = choose(letter, reader)
    for ask in asks_of(chosen):
        assert ask.authorities == frozenset()


@given(letters(), READERS)
def test_nothing_stands_twice(letter: Letter, reader: Reader) -> None:
    chosen = choose(letter, reader)
    keys = [piece.key for piece in pieces_of(chosen)]
    asks = [ask.url for ask in asks_of(chosen)]
    assert sorted(keys) == sorted(set(keys))
    assert sorted(asks) == sorted(set(asks))


@given(letters(), READERS)
def test_everything_is_whole_or_told_by_title(letter: Letter, reader: Reader) -> None:
    reader = replace(reader, only_asked=False)
    chosen = choose(letter, reader)
    told = [piece.key for piece in pieces_of(chosen)]
    asked = {ask.url for ask in asks_of(chosen)}
    over = [line.url for line in chosen.passed_over] if chosen else []
    may_be_met = {
        piece.key: piece
        for piece in reversed(pieces_of(letter))
        if piece.html or not piece.asked or any(may_read(ask, reader) for ask in piece.asked)
    }
    assert len(told) + len(over) <= len(may_be_met)
    missing = [piece for key, piece in may_be_met.items() if key not in told]
    by_title = sorted(over)
    for piece in missing:
        if piece.url in by_title:
            by_title.remove(piece.url)
        else:  # it only asked, and what it asked is asked elsewhere
            assert not piece.html
            assert {ask.url for ask in piece.asked if may_read(ask, reader)} <= asked
    assert by_title == []


@given(letters(), READERS)
def test_what_is_asked_of_ones_own_authority_is_whole_and_marked(
    letter: Letter, reader: Reader
) -> None:
    if reader.authority is None:
        return
    owed = {
        ask.url
        for ask in asks_of(letter)
        if reader.authority in ask.authorities and may_read(ask, reader)
    }
    assert {ask.url for ask in asks_of(choose(letter, reader)) if ask.of_you} == owed


@given(letters(), READERS)
def test_who_wants_only_what_is_asked_gets_that_or_nothing(letter: Letter, reader: Reader) -> None:
    reader = replace(reader, only_asked=True)
    chosen = choose(letter, reader)
    if chosen is None:
        of_them = reader.authority
        assert not any(
            may_read(ask, reader) and (of_them is None or of_them in ask.authorities)
            for ask in asks_of(letter)
        )
        return
    assert all(any(ask.of_you for ask in piece.asked) for piece in pieces_of(chosen))
    assert [line.url for line in chosen.passed_over] == [letter.url]
    assert not any(part.lines for part in chosen.parts)


@given(letters(), READERS, READERS)
def test_equal_letters_have_equal_keys_and_others_do_not(
    letter: Letter, one: Reader, other: Reader
) -> None:
    mine, theirs = choose(letter, one), choose(letter, other)
    if mine and theirs:
        assert (key_of(mine) == key_of(theirs)) == (mine.as_json() == theirs.as_json())


@given(letters(), READERS)
def test_a_letter_that_was_frozen_is_chosen_from_alike(letter: Letter, reader: Reader) -> None:
    thawed = Letter.from_json(letter.as_json())
    mine, again = choose(letter, reader), choose(thawed, reader)
    assert (mine and key_of(mine)) == (again and key_of(again))


def test_authorities_that_are_asked_the_same_get_the_same_letter() -> None:
    kent = choose(FULL, DIRECTOR)
    surrey = choose(FULL, replace(DIRECTOR, authority=SURREY))
    medway = choose(FULL, replace(DIRECTOR, authority=MEDWAY))
    assert kent
    assert surrey
    assert medway
    assert len({key_of(kent), key_of(surrey), key_of(medway)}) == 3  # each owes other things
    only_all = replace(FULL, parts=[replace(FULL.parts[0], pieces=FULL.parts[0].pieces[:1])])
    one = choose(only_all, DIRECTOR)
    two = choose(only_all, replace(DIRECTOR, authority=SURREY))
    assert one
    assert two
    assert key_of(one) == key_of(two)


def test_topics_and_work_narrow_but_not_what_is_asked_of_you() -> None:
    narrow = replace(DIRECTOR, topics=frozenset({SEND}), audiences=frozenset({"early_help"}))
    chosen = choose(FULL, narrow)
    assert chosen
    # of fostering and of care, yet it asks Kent
    assert "Placements at a distance" in [piece.title for piece in pieces_of(chosen)]
    assert [line.title for line in chosen.passed_over] == ["New guidance on kinship care"]
    assert chosen.passed_over[0].url == "/items/5/kinship/"
    publications = next(part for part in chosen.parts if part.manner is Manner.LIST)
    assert [line.title for line in publications.lines] == ["SEND in numbers"]


def test_what_a_list_leaves_out_is_a_link_away() -> None:
    lists = replace(FULL, parts=[replace(FULL.parts[2], more_url="")])
    chosen = choose(lists, replace(ANYBODY, topics=frozenset({FOSTERING})))
    assert chosen
    assert len(chosen.parts[0].lines) == 1
    assert chosen.parts[0].more_url == FULL.url


def test_a_director_is_not_told_who_else_owes() -> None:
    asked = asks_of(choose(FULL, DIRECTOR))
    assert [ask.title for ask in asked if ask.of_you] == [
        "Say who your data lead is",
        "Return the form on placements at a distance",
    ]
    assert {ask.authorities for ask in asks_of(FULL)} > {frozenset({KENT, SURREY})}
    assert {ask.authorities for ask in asked} == {frozenset()}


def test_anybody_is_told_only_what_is_asked_in_public() -> None:
    assert [ask.title for ask in asks_of(choose(FULL, ANYBODY))] == ["Say who your data lead is"]
    assert not any(ask.of_you for ask in asks_of(choose(FULL, ANYBODY)))


def test_a_role_without_an_account_reads_no_more_than_the_site_would_show() -> None:
    known = Reader(authority=KENT, is_member=False)
    assert [ask.title for ask in asks_of(choose(FULL, known))] == ["Say who your data lead is"]


def test_a_piece_that_only_asks_is_not_even_named_to_whom_it_does_not_reach() -> None:
    asking = Piece(key="action/32", title="Return the form", topics=frozenset({9}), asked=(FORM,))
    letter = replace(FULL, parts=[replace(FULL.parts[0], pieces=(asking, FULL.parts[0].pieces[4]))])
    for reader in (ANYBODY, replace(ANYBODY, topics=frozenset({SEND}), authority=SURREY)):
        chosen = choose(letter, reader)
        assert chosen
        assert "Return the form" not in str(chosen.as_json())
    mine = choose(letter, replace(DIRECTOR, topics=frozenset({SEND})))
    assert "action/32" in [piece.key for piece in pieces_of(mine)]


def test_what_a_piece_of_news_asks_is_not_asked_again_by_itself() -> None:
    again = Piece(key="action/31", title="Say who your data lead is", asked=(LEADS,))
    letter = replace(
        FULL,
        parts=[*FULL.parts[:1], Part(heading="Asked", manner=Manner.PIECES, pieces=[again])],
    )
    chosen = choose(letter, DIRECTOR)
    assert chosen
    assert [part.heading for part in chosen.parts] == ["News"]


def test_a_week_is_named_within_a_sentence() -> None:
    week = replace(FULL, masthead="The week to 20 November 2026")
    chosen = choose(week, replace(DIRECTOR, only_asked=True))
    assert chosen
    assert chosen.passed_over[0].title == "Everything else in the week to 20 November 2026"


def test_a_reminder_that_is_also_news_goes_and_what_it_asks_stays() -> None:
    news, reminders = FULL.parts[0], FULL.parts[1]
    again = replace(news.pieces[4], asked=FULL.parts[0].pieces[0].asked)
    letter = replace(
        FULL,
        parts=[
            replace(news, pieces=news.pieces[4:]),
            replace(reminders, pieces=(again, *reminders.pieces)),
        ],
    )
    chosen = choose(letter, DIRECTOR)
    assert chosen
    assert [piece.key for piece in pieces_of(chosen)] == ["item/6", "item/3"]
    assert [ask.title for ask in chosen.parts[0].pieces[0].asked] == ["Say who your data lead is"]


@pytest.mark.parametrize("authority", [None, 99])
def test_only_what_is_asked_needs_something_asked(authority: int | None) -> None:
    reader = Reader(only_asked=True, authority=authority, is_member=False)
    assert (choose(FULL, reader) is None) == (authority == 99)
    nothing = replace(FULL, parts=[replace(FULL.parts[0], pieces=FULL.parts[0].pieces[3:])])
    assert choose(nothing, reader) is None


def test_an_empty_letter_is_sent_to_nobody() -> None:
    assert choose(replace(FULL, parts=(), introduction=""), ANYBODY) is None
