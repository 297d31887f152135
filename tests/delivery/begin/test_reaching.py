"""What only asks goes to those whom it reaches: not even its title to anybody else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.composing.letter import Reach, Reader
from alliance.delivery.composing.reaching import reaching
from tests.delivery.invented import asked, letter, piece

asks = st.builds(
    lambda reach, places: asked("Say who", reach, *places),
    st.sampled_from(list(Reach)),
    st.sets(st.integers(1, 3)),
)
pieces = st.builds(
    lambda number, asks, html: piece(f"Piece {number}", *asks, html=html),
    st.integers(1, 99),
    st.lists(asks, max_size=3),
    st.sampled_from(["", "<p>So.</p>"]),
)
readers = st.builds(Reader, authority=st.none() | st.integers(1, 3), is_member=st.booleans())


@given(st.lists(pieces, min_size=1, max_size=5), readers)
def test_nobody_is_sent_the_title_of_what_they_may_not_read(made: list, reader: Reader) -> None:  # type: ignore[type-arg]
    kept = [each for part in reaching(letter(*made), reader).parts for each in part.pieces]
    for each in made:
        only_asks = not each.html and each.asked
        may_read = any(reader.may_read(one) for one in each.asked)
        assert (each in kept) is (may_read or not only_asks)


def test_a_part_that_has_nothing_left_goes() -> None:
    only = piece("Say who", asked("Say who", Reach.MEMBERS), html="")
    assert reaching(letter(only), Reader()).parts == []
    assert len(reaching(letter(only), Reader(is_member=True)).parts) == 1
