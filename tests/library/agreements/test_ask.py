"""What other parts ask: what has this authority agreed to on this date?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from alliance.directory.access import ANYONE, Viewer
from alliance.directory.models import RoleKind, Visibility
from alliance.library.agreements.ask import NoSuchProtocol, agreed, as_told_to
from alliance.library.agreements.signing import withdraw
from alliance.library.models import Agreement, Standing, VersionState
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    TODAY,
    account,
    authority,
    co_operation,
    protocol,
    signed_by_all,
    signed_on_paper,
    stands,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db
MEMBER, PROGRAMME = Viewer(user_id=1), Viewer(user_id=1, is_programme=True)


def test_three_signatures_under_the_version_in_force_agree_to_it() -> None:
    kent, agreement = authority(), understanding()
    first = version(agreement, "2025", APRIL)
    signed_on_paper(first, kent, RoleKind.DCS, APRIL - 5 * DAY)
    signed_on_paper(first, kent, RoleKind.LEAD_MEMBER, APRIL + 2 * DAY)
    assert agreed(kent, "mou", on=APRIL + 2 * DAY).status is Standing.PART_SIGNED
    signed_on_paper(first, kent, RoleKind.CHIEF_EXECUTIVE, APRIL + 3 * DAY)

    before = agreed(kent, "mou", on=APRIL - DAY)
    assert (before.status, before.version) == (Standing.NOT_IN_FORCE, None)
    assert not agreed(kent, "mou", on=APRIL + 2 * DAY).is_agreed
    answer = agreed(kent.pk, agreement, on=APRIL + 3 * DAY)
    assert answer.is_agreed
    assert (answer.since, answer.version) == (APRIL + 3 * DAY, "2025")
    assert agreed(authority("Medway"), "mou", on=TODAY).status is Standing.NOT_SIGNED


def test_a_new_version_is_signed_anew_and_a_draft_is_no_version() -> None:
    kent, agreement = authority(), understanding()
    signed_by_all(version(agreement, "2025", APRIL), kent)
    version(agreement, "2027", APRIL + 20 * DAY, state=VersionState.DRAFT)
    assert agreed(kent, "mou", on=APRIL + 30 * DAY).version == "2025"
    version(agreement, "2026", APRIL + 10 * DAY)

    assert agreed(kent, "mou", on=APRIL + 9 * DAY).is_agreed
    answer = agreed(kent, "mou", on=APRIL + 10 * DAY)
    assert (answer.status, answer.version) == (Standing.NOT_SIGNED, "2026")


def test_a_withdrawn_signature_ends_it_for_the_authority() -> None:
    kent, agreement = authority(), understanding()
    signed_by_all(version(agreement), kent)
    director = account("Ann Director", RoleKind.DCS, kent)
    entry = agreement.versions.get().entries.get(role=RoleKind.DCS)
    withdraw(by=director, entry=entry, on=TODAY, why="A new council decided so.")

    assert agreed(kent, "mou", on=TODAY - DAY).is_agreed
    answer = agreed(kent, "mou", on=TODAY)
    assert (answer.status, answer.since) == (Standing.WITHDRAWN, TODAY)


def test_each_protocol_is_agreed_on_its_own() -> None:
    kent, agreement = authority(), co_operation()
    one, two = protocol(agreement, 1), protocol(agreement, 2)
    protocol(agreement, 3, effective_from=TODAY + DAY)
    stands(kent, one, Standing.PLEDGED, APRIL - 30 * DAY)
    stands(kent, one, Standing.LIVE, APRIL)
    stands(kent, two, Standing.EXCEPTION, APRIL + 5 * DAY, exception="More for ferries")

    assert agreed(kent, "moc", on=APRIL - DAY, protocol=1).status is Standing.PLEDGED
    assert agreed(kent, "moc", on=APRIL, protocol=1).is_agreed
    assert not agreed(kent, "moc", on=APRIL, protocol=2).is_agreed
    assert agreed(kent, "moc", on=APRIL).status is Standing.IN_PART
    answer = agreed(kent, "moc", on=TODAY)
    assert answer.is_agreed  # the third has not begun
    assert (answer.status, answer.since) == (Standing.EXCEPTION, APRIL + 5 * DAY)
    assert answer.exceptions == ("More for ferries",)
    assert [(part.protocol, part.status) for part in answer.protocols] == [
        (1, Standing.LIVE),
        (2, Standing.EXCEPTION),
    ]


def test_what_was_left_is_left_and_an_agreement_that_is_over_binds_nobody() -> None:
    kent, agreement = authority(), co_operation()
    one = protocol(agreement)
    stands(kent, one)
    stands(kent, one, Standing.LEFT, APRIL + 10 * DAY)
    assert agreed(kent, "moc", on=APRIL + 9 * DAY, protocol=1).is_agreed
    assert agreed(kent, "moc", on=APRIL + 10 * DAY, protocol=1).status is Standing.LEFT

    agreement.ends_on = APRIL + 5 * DAY
    agreement.save()
    assert agreed(kent, "moc", on=APRIL + 5 * DAY).is_agreed
    over = agreed(kent, "moc", on=APRIL + 6 * DAY)
    assert (over.status, over.protocols) == (Standing.NOT_IN_FORCE, ())
    assert agreed(kent, "moc", APRIL + 6 * DAY, protocol=1).status is Standing.NOT_IN_FORCE


def test_a_question_about_nothing_is_an_error() -> None:
    co_operation()
    with pytest.raises(Agreement.DoesNotExist):
        agreed(authority(), "no-such", on=TODAY)
    with pytest.raises(NoSuchProtocol, match="no protocol 9"):
        agreed(authority(), "moc", on=TODAY, protocol=9)


def test_an_answer_costs_the_same_whatever_is_on_record(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    agreement, kent = co_operation(), authority()
    for number in range(1, 14):
        made = protocol(agreement, number)
        for place in (kent, authority("Medway"), authority("Slough")):
            stands(place, made)
        if number in {1, 13}:
            with django_assert_num_queries(6):
                agreed(kent, "moc", on=TODAY)


def test_who_may_not_see_exceptions_is_told_that_it_is_live() -> None:
    kent = authority()
    stands(kent, protocol(co_operation()), Standing.EXCEPTION, exception="More for ferries")
    answer = agreed(kent, "moc", on=TODAY)

    told = as_told_to(ANYONE, answer)
    assert told
    assert "ferries" not in repr(told)
    assert (told.status, told.exceptions, told.since) == (Standing.LIVE, (), answer.since)
    assert [part.status for part in told.protocols] == [Standing.LIVE]
    assert as_told_to(MEMBER, answer) == answer
    answer.agreement.standings_visibility = Visibility.PRIVATE
    assert as_told_to(MEMBER, answer) is None
    assert as_told_to(PROGRAMME, answer) == answer


class TestWhatIsOnRecord(TestCase):
    """The same that holds of plain values holds of rows, asked through the door."""

    @given(
        st.lists(st.integers(0, 60), min_size=1, max_size=4, unique=True),
        st.integers(0, 40),
        st.integers(-5, 70),
    )
    def test_it_is_agreed_from_its_first_live_day_to_the_day_before_it_left(
        self, offsets: list[int], begins: int, asked: int
    ) -> None:
        kent, agreement = authority(), co_operation()
        one = protocol(agreement, effective_from=APRIL + begins * DAY)
        live, *others = sorted(offsets)
        first = APRIL + (begins + live) * DAY
        stands(kent, one, Standing.LIVE, first)
        left = first + others[-1] * DAY if others and others[-1] else None
        if left:
            stands(kent, one, Standing.LEFT, left)
        on = APRIL + asked * DAY

        answer = agreed(kent, "moc", on=on, protocol=1)
        assert answer.is_agreed == (first <= on and (left is None or on < left))
        assert answer.since == (None if on < first else left if left and on >= left else first)

    @given(st.lists(st.integers(0, 50), min_size=1, max_size=4, unique=True), st.integers(-5, 60))
    def test_the_latest_version_wins(self, starts: list[int], asked: int) -> None:
        kent, agreement = authority(), understanding()
        for place, start in enumerate(starts):
            made = version(agreement, str(start), APRIL + start * DAY)
            if place % 2 == 0:
                signed_by_all(made, kent, APRIL)
        answer = agreed(kent, "mou", on=APRIL + asked * DAY)

        begun = [start for start in starts if start <= asked]
        assert answer.version == (str(max(begun)) if begun else None)
        assert answer.is_agreed == (bool(begun) and starts.index(max(begun)) % 2 == 0)
