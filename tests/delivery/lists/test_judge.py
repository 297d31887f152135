"""What becomes of each row: the whole table of it, and all faults at once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import given
from hypothesis import strategies as st

from alliance.delivery.lists.judge import (
    ADDRESS,
    CHANGES,
    Becomes,
    Here,
    Judgement,
    Known,
    holding_rows,
    in_words,
    judge,
)
from alliance.delivery.lists.read import Entry, Fate

ANN = "ann@example.org"


def known(here: dict[str, Here] | None = None, stopped: set[str] | None = None) -> Known:
    return Known(
        authorities={"kent": 1, "brighton and hove": 2},
        topics={"kinship": 7, "early help": 8},
        frequencies={"weekly": "weekly"},
        names={"an authority": ["Kent", "Brighton and Hove"], "a topic": ["Kinship", "Early help"]},
        here=here or {},
        stopped=stopped or set(),
        today=dt.date(2026, 11, 30),
    )


def judged(*entries: Entry, **facts: object) -> Judgement:
    return judge(entries, known(**facts))  # type: ignore[arg-type]


def entry(address: str = ANN, fate: str = Fate.SUBSCRIBED, **fields: object) -> Entry:
    return Entry("row 2", address, fate=fate, **fields)  # type: ignore[arg-type]


TABLE = [
    # what the list says, how they stand here, are they stopped, what becomes of them
    (Fate.SUBSCRIBED, None, False, Becomes.NEW),
    (Fate.SUBSCRIBED, None, True, Becomes.STOPPED),
    (Fate.SUBSCRIBED, Here.SUBSCRIBED, False, Becomes.ALREADY),
    (Fate.SUBSCRIBED, Here.SUBSCRIBED, True, Becomes.STOPPED),
    (Fate.SUBSCRIBED, Here.BY_A_LIST, False, Becomes.ALREADY),
    (Fate.SUBSCRIBED, Here.GONE, False, Becomes.STOPPED),
    (Fate.SUBSCRIBED, Here.GONE, True, Becomes.STOPPED),
    (Fate.LEFT, None, False, Becomes.WRITTEN_LEFT),
    (Fate.LEFT, None, True, Becomes.STOPPED),
    (Fate.LEFT, Here.SUBSCRIBED, False, Becomes.ALREADY),
    (Fate.LEFT, Here.BY_A_LIST, False, Becomes.LEAVES),
    (Fate.LEFT, Here.GONE, True, Becomes.STOPPED),
    (Fate.CLEANED, None, False, Becomes.WRITTEN_BOUNCED),
    (Fate.CLEANED, Here.SUBSCRIBED, False, Becomes.ALREADY),
    (Fate.CLEANED, Here.BY_A_LIST, False, Becomes.WRITTEN_BOUNCED),
    (Fate.CLEANED, None, True, Becomes.STOPPED),
    (Fate.COMPLAINED, None, False, Becomes.WRITTEN_COMPLAINED),
    (Fate.COMPLAINED, Here.BY_A_LIST, False, Becomes.WRITTEN_COMPLAINED),
    (Fate.PENDING, None, False, Becomes.PENDING),
    (Fate.PENDING, Here.GONE, True, Becomes.PENDING),
]


@pytest.mark.parametrize(("fate", "here", "is_stopped", "becomes"), TABLE)
def test_the_table(fate: Fate, here: Here | None, is_stopped: bool, becomes: Becomes) -> None:
    found = judged(
        entry("Ann@Example.org", fate),
        here={ANN: here} if here else {},
        stopped={ANN} if is_stopped else set(),
    )
    assert [row.becomes for row in found.rows] == [becomes]
    assert found.faults == []


def test_nobody_who_left_or_cannot_be_reached_is_ever_subscribed() -> None:
    """Whatever a list says: the rule that the whole table stands for."""
    for fate in Fate:
        for here in (None, *Here):
            for stopped in (set(), {ANN}):
                (row,) = judged(
                    entry(fate=fate, said="?"), here={ANN: here} if here else {}, stopped=stopped
                ).rows
                if row.becomes is Becomes.NEW:
                    assert (fate, here, stopped) == (Fate.SUBSCRIBED, None, set())


def test_what_a_new_row_says_is_found() -> None:
    (row,) = judged(
        entry(
            authority="Kent County Council",
            topics=["early help"],
            tags=["KINSHIP"],
            frequency="Weekly",
            at="2020-11-13T12:00:00+00:00",
        )
    ).rows
    assert (row.authority, row.topics, row.frequency) == (1, {7, 8}, "weekly")
    assert row.at == dt.datetime(2020, 11, 13, 12, tzinfo=dt.UTC)


def test_all_faults_are_said_at_once_with_their_place_and_remedy() -> None:
    found = judged(
        Entry("row 2", "ann@"),
        Entry("row 3", ""),
        Entry("row 4", "bea@example.org", fate=Fate.UNCLEAR, said="perhaps"),
        Entry("row 5", "cy@example.org"),
    )
    assert found.faults == [
        "row 2: “ann@” is no e-mail address. Mend it in the list, or leave the row out.",
        "row 3: there is no e-mail address. Write one, or leave the row out.",
        "row 4: “perhaps” does not say whether they are subscribed. Write subscribed, unsubscribed, "
        "bounced or unconfirmed.",
    ]
    assert found.counts == {Becomes.FAULT: 3, Becomes.NEW: 1}


def test_what_is_doubtful_is_said_and_the_row_taken_in() -> None:
    found = judged(
        entry(
            authority="Kemt",
            topics=["Kinshp", "Gardening"],
            frequency="hourly",
            at="2031-01-01T12:00:00+00:00",
        ),
        entry("bea@example.org", at="last autumn"),
    )
    assert found.doubts == [
        "row 2: 1 January 2031 cannot be the day.",
        "row 2: “Kemt” is not an authority here. Is it “Kent”?",
        "row 2: “Kinshp” is not a topic here. Is it “Kinship”?",
        "row 2: “Gardening” is not a topic here.",
        "row 2: “hourly” does not say how often. Write each, weekly, monthly, asked or calendar.",
        "row 2: “last autumn” is no day. Write it as 13 November 2020.",
    ]
    assert found.counts == {Becomes.NEW: 2}


def test_labels_of_another_program_that_are_no_topics_are_only_counted() -> None:
    found = judged(entry(tags=["VIP", "Kinship"]), entry("bea@example.org", tags=["VIP"]))
    assert found.tags == {"VIP": 2}
    assert found.doubts == found.faults == []


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        (Fate.SUBSCRIBED, Fate.SUBSCRIBED, [Becomes.NEW, Becomes.TWICE]),
        (Fate.SUBSCRIBED, Fate.LEFT, [Becomes.TWICE, Becomes.WRITTEN_LEFT]),
        (Fate.LEFT, Fate.SUBSCRIBED, [Becomes.WRITTEN_LEFT, Becomes.TWICE]),
        (Fate.LEFT, Fate.CLEANED, [Becomes.TWICE, Becomes.WRITTEN_BOUNCED]),
        (Fate.SUBSCRIBED, Fate.PENDING, [Becomes.TWICE, Becomes.PENDING]),
    ],
)
def test_of_two_rows_of_one_address_the_firmer_holds(
    first: Fate, second: Fate, holds: list[Becomes]
) -> None:
    found = judged(entry(fate=first), entry("ANN@example.org", fate=second))
    assert [row.becomes for row in found.rows] == holds


def test_some_rows_are_judged_knowing_all() -> None:
    rows = [entry(), entry(fate=Fate.LEFT)]
    holding = holding_rows(rows)
    assert judge(rows[:1], known(), holding=holding).counts == {Becomes.TWICE: 1}
    assert judge(rows[1:], known(), holding=holding).counts == {Becomes.WRITTEN_LEFT: 1}


def test_in_words() -> None:
    assert in_words({Becomes.NEW: 1200, Becomes.FAULT: 1}) == [
        "1,200 are subscribed",
        "1 cannot be taken in",
    ]


@pytest.mark.parametrize(
    "address",
    ["a.b+c@example.org", "o'neill@kent.gov.uk", "x@a-b.co", "UPPER@EXAMPLE.ORG"],
)
def test_addresses_that_people_have(address: str) -> None:
    assert ADDRESS.fullmatch(address)


@pytest.mark.parametrize(
    "address",
    [
        "a@b", "a b@example.org", "a@example.org,b@example.org", "a@@example.org", ".a@example.org",
        "a..b@example.org", "a@-b.org", "a@example.org\n", "a@exämple.org", '"a b"@example.org',
        "a@example.c", "<a@example.org>",
    ],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    assert not ADDRESS.fullmatch(address)


@given(st.from_regex(ADDRESS, fullmatch=True).filter(lambda said: len(said) <= 254))
def test_whatever_passes_here_passes_where_it_is_kept(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        assert len(address.rpartition("@")[0]) > 64 or len(address) > 250
        pytest.fail(address)


WORDS = st.text(max_size=12)
ENTRIES = st.builds(
    Entry,
    where=st.just("row 2"),
    address=st.one_of(WORDS, st.sampled_from([ANN, "Ann@example.org", "bea@example.org"])),
    name=WORDS,
    fate=st.sampled_from(list(Fate)),
    said=WORDS,
    at=st.one_of(
        WORDS, st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
    ),
    authority=WORDS,
    topics=st.lists(WORDS, max_size=2),
    tags=st.lists(WORDS, max_size=2),
    frequency=WORDS,
)


@given(st.lists(ENTRIES, max_size=8), st.sets(st.sampled_from([ANN, "bea@example.org"])))
def test_every_row_becomes_something_and_each_address_changes_once(
    entries: list[Entry], stopped: set[str]
) -> None:
    found = judge(entries, known(stopped=stopped))
    assert len(found.rows) == len(entries)
    changed = [row.entry.address.casefold() for row in found.rows if row.becomes in CHANGES]
    assert len(changed) == len(set(changed))
    assert not stopped & set(changed)
    assert len(found.faults) == found.counts[Becomes.FAULT]
