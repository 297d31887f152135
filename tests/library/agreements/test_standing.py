"""How an authority stands on a day: what must hold whatever was recorded."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.library.agreements.standing import (
    Change,
    Held,
    Line,
    Term,
    in_force,
    of_role,
    overall,
    to_protocol,
    to_version,
    told,
)
from alliance.library.models.agreement_states import (
    AGREED,
    AWAITED,
    ENDED,
    ENDS,
    RECORDED,
    Act,
    Standing,
)

START = dt.date(2025, 4, 1)
DAY = dt.timedelta(days=1)
ROLES = ("dcs", "chief_executive", "lead_member")
days = st.dates(START - 400 * DAY, START + 1200 * DAY)
changes = st.lists(
    st.builds(Change, st.sampled_from(RECORDED), days, st.sampled_from(["", "More for ferries"])),
    max_size=6,
    unique_by=lambda change: change.effective_on,
)
terms = st.builds(
    lambda first, length, key: Term(first, first + length * DAY if length else None, key),
    days,
    st.integers(0, 800),
    st.integers(1, 10**6),
)


@st.composite
def books(draw: st.DrawFn) -> list[Line]:
    """A signature book as the site lets it become: turns alternate, days never go back."""
    lines = []
    for role in ROLES:
        for turn, on in enumerate(sorted(draw(st.lists(days, max_size=5))), 1):
            act = Act.SIGNED if turn % 2 else draw(st.sampled_from(ENDS))
            lines.append(Line(role, turn, act, on))
    return draw(st.permutations(lines))


# By protocol -----------------------------------------------------------------------------------


@given(changes, terms, days)
def test_nobody_is_live_before_the_protocol_begins_or_before_anything_is_recorded(
    changes: list[Change], protocol: Term, day: dt.date
) -> None:
    first = min((c.effective_on for c in changes if c.state is Standing.LIVE), default=dt.date.max)
    if day < max(first, protocol.starts_on):
        assert not to_protocol(changes, protocol, day).is_agreed


@given(changes, terms, days)
def test_what_is_agreed_has_been_so_every_day_since(
    changes: list[Change], protocol: Term, day: dt.date
) -> None:
    held = to_protocol(changes, protocol, day)
    if not held.is_agreed:
        return
    assert held.since is not None
    assert protocol.starts_on <= held.since <= day
    assert to_protocol(changes, protocol, held.since).is_agreed
    assert not to_protocol(changes, protocol, held.since - DAY).is_agreed
    for change in changes:
        if held.since <= change.effective_on <= day:
            assert to_protocol(changes, protocol, change.effective_on).is_agreed


@given(changes, terms, days)
def test_left_means_left(changes: list[Change], protocol: Term, left_on: dt.date) -> None:
    before = [change for change in changes if change.effective_on < left_on]
    left = [*before, Change(Standing.LEFT, left_on)]
    for later in (left_on, left_on + DAY, left_on + 900 * DAY):
        assert to_protocol(left, protocol, later).state in ENDED | {Standing.NOT_IN_FORCE}
    assert to_protocol(left, protocol, left_on - DAY) == to_protocol(
        before, protocol, left_on - DAY
    )


@given(changes, terms, days)
def test_the_order_of_the_rows_says_nothing(
    changes: list[Change], protocol: Term, day: dt.date
) -> None:
    assert to_protocol(changes, protocol, day) == to_protocol(changes[::-1], protocol, day)


@given(changes, terms, days)
def test_what_is_recorded_of_later_days_says_nothing_of_this_one(
    changes: list[Change], protocol: Term, day: dt.date
) -> None:
    known = [change for change in changes if change.effective_on <= day]
    assert to_protocol(changes, protocol, day) == to_protocol(known, protocol, day)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (START - 1 * DAY, Standing.PLEDGED),  # recorded as live, but the protocol has not begun
        (START, Standing.LIVE),
        (START + 9 * DAY, Standing.LIVE),
        (START + 10 * DAY, Standing.EXCEPTION),
        (START + 19 * DAY, Standing.EXCEPTION),
        (START + 20 * DAY, Standing.LEFT),
        (START + 30 * DAY, Standing.LEFT),  # the last day of the protocol
        (START + 31 * DAY, Standing.NOT_IN_FORCE),
    ],
)
def test_days_count_in_full(day: dt.date, state: Standing) -> None:
    rows = [
        Change(Standing.LIVE, START - 5 * DAY),
        Change(Standing.LIVE, START + 10 * DAY, "More for ferries"),
        Change(Standing.LEFT, START + 20 * DAY),
    ]
    assert to_protocol(rows, Term(START, START + 30 * DAY), day).state is state


def test_an_exception_is_no_break_and_is_said_while_it_holds() -> None:
    rows = [
        Change(Standing.LIVE, START),
        Change(Standing.LIVE, START + 10 * DAY, "More for ferries"),
        Change(Standing.LIVE, START + 20 * DAY),
    ]
    held = to_protocol(rows, Term(START), START + 15 * DAY)
    assert held == Held(Standing.EXCEPTION, START, ("More for ferries",))
    assert to_protocol(rows, Term(START), START + 20 * DAY) == Held(Standing.LIVE, START)


@given(changes)
def test_who_sees_no_exception_sees_no_change_where_one_began(changes: list[Change]) -> None:
    blind = told([Change(change.state, change.effective_on) for change in changes])
    states = [change.state for change in blind]
    assert all(one != other for one, other in pairwise(states))


# All protocols together ------------------------------------------------------------------------


@given(st.lists(st.builds(Held, st.sampled_from(sorted(Standing)), days), max_size=6))
def test_all_is_agreed_only_if_every_part_in_force_is(parts: list[Held]) -> None:
    counted = [part for part in parts if part.state is not Standing.NOT_IN_FORCE]
    held = overall(parts)
    assert held.is_agreed == (bool(counted) and all(part.is_agreed for part in counted))
    if held.is_agreed:
        assert held.since == max(part.since for part in counted if part.since)


def test_words_for_some_of_it() -> None:
    live, pledged = Held(Standing.LIVE, START), Held(Standing.PLEDGED, START + DAY)
    left, not_asked = Held(Standing.LEFT, START), Held(Standing.NOT_ASKED)
    assert overall([live, pledged]) == Held(Standing.IN_PART, START)
    assert overall([left, pledged, not_asked]) == Held(Standing.PLEDGED, START + DAY)
    assert overall([left, not_asked]) == Held(Standing.LEFT, START)
    assert overall([not_asked]).state is Standing.NOT_ASKED
    assert overall([]).state is Standing.NOT_IN_FORCE


# By signature ----------------------------------------------------------------------------------


@given(st.lists(terms, max_size=5, unique_by=lambda term: term.starts_on), days)
def test_the_latest_version_that_has_begun_wins_or_none_does(
    versions: list[Term], day: dt.date
) -> None:
    found = in_force(versions, day)
    begun = [version for version in versions if version.starts_on <= day]
    latest = max(begun, key=lambda version: version.starts_on, default=None)
    assert found in (latest, None)
    assert (found is None) == (latest is None or not latest.covers(day))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (START - DAY, None),
        (START, 1),
        (START + 9 * DAY, 1),
        (START + 10 * DAY, 2),  # though the first has no last day
        (START + 20 * DAY, 2),
        (START + 21 * DAY, None),  # and the first does not come back
    ],
)
def test_a_version_counts_from_its_first_day_to_its_last(day: dt.date, found: int | None) -> None:
    versions = [Term(START, None, 1), Term(START + 10 * DAY, START + 20 * DAY, 2)]
    term = in_force(versions, day)
    assert (term and term.key) == found


@given(books(), terms, days)
def test_a_version_is_agreed_when_each_signature_stands_and_since_the_last_came(
    book: list[Line], version: Term, day: dt.date
) -> None:
    held = to_version(book, ROLES, version, day)
    of_roles = [of_role([line for line in book if line.role == role], day) for role in ROLES]
    assert held.is_agreed == all(part.state is Standing.SIGNED for part in of_roles)
    if held.is_agreed:
        signed = max(part.since for part in of_roles if part.since)
        assert held.since == max(signed, version.starts_on)


@given(books(), days)
def test_a_signature_counts_on_no_day_before_it_was_given(book: list[Line], day: dt.date) -> None:
    for role in ROLES:
        lines = [line for line in book if line.role == role]
        if not any(line.act is Act.SIGNED and line.on <= day for line in lines):
            assert of_role(lines, day).state is Standing.NOT_SIGNED


@given(books(), days)
def test_what_was_struck_out_never_counted(book: list[Line], day: dt.date) -> None:
    for role in ROLES:
        lines = [line for line in book if line.role == role]
        void = {line.turn - 1 for line in lines if line.act is Act.STRUCK_OUT}
        kept = [line for line in lines if line.turn not in void and line.act is not Act.STRUCK_OUT]
        assert of_role(lines, day) == of_role(kept, day)


def test_withdrawn_means_withdrawn_until_it_is_signed_again() -> None:
    lines = [
        Line("dcs", 1, Act.SIGNED, START),
        Line("dcs", 2, Act.WITHDREW, START + 10 * DAY),
        Line("dcs", 3, Act.SIGNED, START + 20 * DAY),
    ]
    states = [of_role(lines, START + n * DAY) for n in (-1, 0, 9, 10, 19, 20)]
    assert [held.state for held in states] == [
        Standing.NOT_SIGNED,
        Standing.SIGNED,
        Standing.SIGNED,
        Standing.WITHDRAWN,
        Standing.WITHDRAWN,
        Standing.SIGNED,
    ]
    assert states[-1].since == START + 20 * DAY


def test_no_roles_agree_to_nothing() -> None:
    assert to_version([], (), Term(START), START).state is Standing.NOT_SIGNED


# The groups ------------------------------------------------------------------------------------


def test_no_standing_is_of_two_groups() -> None:
    assert not AGREED & ENDED
    assert not AGREED & AWAITED
    assert not ENDED & AWAITED
