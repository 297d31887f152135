"""What changed between two wordings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alliance.text.changes import Change, Piece, word_changes


def test_a_swapped_word_goes_and_comes() -> None:
    assert list(word_changes("return it before Friday", "return it by Friday")) == [
        Piece(Change.SAME, "return it "),
        Piece(Change.REMOVED, "before"),
        Piece(Change.ADDED, "by"),
        Piece(Change.SAME, " Friday"),
    ]


def test_the_same_words_are_one_piece() -> None:
    assert list(word_changes("as it was", "as it was")) == [Piece(Change.SAME, "as it was")]


def test_nothing_and_nothing_are_no_pieces() -> None:
    assert list(word_changes("", "")) == []


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    long = "word " * 10_001
    assert [piece.change for piece in word_changes(long, "short")] == [
        Change.REMOVED,
        Change.ADDED,
    ]


@given(old=st.text(max_size=200), new=st.text(max_size=200))
def test_nothing_of_either_wording_is_lost(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != Change.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change != Change.REMOVED) == new
