"""The complex cohort: a rule that people read is the rule that is run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caremodel import flows
from caremodel.flows import Located
from caremodel.flows.complex_cohort import (
    CameBack,
    Costs,
    Far,
    Moved,
    Needs,
    PlacedIn,
    Rule,
    SeeksAsylum,
)
from caremodel.histories import Histories, stitch
from tests.caremodel.returned import day, returned, row

DAY = day("31/3/2022")


def histories() -> Histories:
    """a moves three times, twice unplanned, into K1; b is far from home; c came back; d is 5 and as a."""
    rows = [
        row(text.replace("a ", f"{child} "), REASON_PLACE_CHANGE=reason)
        for child in "ad"
        for text, reason in (
            ("a 1/6/2020 S C2 U6 1/4/2021 X1", "CREQB"),
            ("a 1/4/2021 P C2 U6 1/6/2021 X1", "ALLEG"),
            ("a 1/6/2021 P C2 K2 1/9/2021 X1", "CARPL"),
            ("a 1/9/2021 P C2 K1 - -", None),
        )
    ]
    return stitch(
        [
            returned(
                2022,
                *rows,
                row("b 1/6/2021 S C2 K2 - -", HOME_POST="HOME", PL_POST="FAR", CIN="N2"),
                "c 1/6/2020 S C2 U6 1/4/2021 E4A",
                "c 1/5/2021 S C2 U6 - -",
                header=[
                    {"CHILD": child, "DOB": day("1/6/2016" if child == "d" else "1/6/2008")}
                    for child in "abcd"
                ],
                uasc=[{"CHILD": "c"}],
            )
        ]
    )


def found(rule: str, **known: object) -> list[str]:
    cohort = flows.cohort(histories(), DAY, flows.read_rule(rule), **known)  # type: ignore[arg-type]
    return [one.standing.child.id for one in cohort.members]


@pytest.mark.parametrize(
    ("rule", "children"),
    [
        ("3 or more moves in 12 months", "ad"),
        ("3 or more moves in 11 months", ""),  # the first was on 1 April
        ("2 or more unplanned moves in 12 months", "ad"),
        ("3 or more unplanned moves in 12 months", ""),
        ("placed in K1", "ad"),
        ("placed in K1 or residential", "abd"),
        ("came back into care in 12 months", "c"),
        ("came back into care in 10 months", ""),
        ("need N2", "b"),
        ("unaccompanied, seeking asylum", "c"),
        ("aged 10 to 17; placed in K1", "a"),
        ("aged 10 to 17; 1 or more of: placed in K1; need N2", "ab"),
        ("2 or more of: placed in K1; 3 or more moves in 12 months; need N2", "ad"),
    ],
)
def test_whom_a_rule_finds(rule: str, children: str) -> None:
    assert found(rule) == list(children)


@pytest.mark.parametrize(("moved", "counts"), [("30/6/2021", False), ("1/7/2021", True)])
def test_months_are_counted_back_from_the_end_of_the_day(moved: str, counts: bool) -> None:
    of = stitch(
        [
            returned(
                2022,
                f"a 1/6/2020 S C2 U6 {moved} X1",
                f"a {moved} P C2 K2 - -",
                header=[{"CHILD": "a", "DOB": day("1/6/2008")}],
            )
        ]
    )
    rule = flows.read_rule("1 or more moves in 9 months")
    assert len(flows.cohort(of, DAY, rule).members) == counts


def test_distance_and_cost_are_asked_of_whoever_knows_them() -> None:
    def locate(home: str | None, place: str | None) -> Located | None:
        return Located(30.0, "845", "846") if place == "FAR" else None

    assert found("over 20 miles from home", locate=locate) == ["b"]
    assert found("over 30 miles from home", locate=locate) == []
    costs = {"K1": 9000.0, "K2": 4999.99}
    assert found("£5,000 a week or more", weekly_cost=lambda one: costs.get(one.episode.place)) == [
        "a",
        "d",
    ]


def test_a_child_seeking_asylum_is_never_far_from_home() -> None:
    """… but of nobody knows what distance: as the DfE leaves it blank."""
    rule = flows.read_rule("over 20 miles from home")
    cohort = flows.cohort(
        histories(), DAY, rule, locate=lambda home, place: Located(30.0, "845", "846")
    )
    assert [one.standing.child.id for one in cohort.members] == ["a", "b", "d"]
    assert cohort.undecided == 1


def test_of_whom_too_little_is_known_it_is_said() -> None:
    rule = flows.read_rule("aged 10 to 17; 2 or more of: placed in K1; over 20 miles from home")
    cohort = flows.cohort(histories(), DAY, rule)
    assert (len(cohort.members), cohort.of, cohort.undecided) == (0, 4, 1)
    assert str(cohort) == (
        "0 of 4 children in care are aged 10 to 17; 2 or more of: placed in K1; over 20 miles from home. "
        "Of 1 more, too little is known to tell."
    )


def test_a_member_comes_with_what_was_found() -> None:
    rule = flows.read_rule("1 or more of: placed in K1; need N2; 3 or more moves in 12 months")
    cohort = flows.cohort(histories(), DAY, rule)
    assert cohort.members[0].signs == ("placed in K1", "3 or more moves in 12 months")


_SIGNS = st.one_of(
    st.builds(Moved, st.integers(1, 9), st.integers(1, 36), st.booleans()),
    st.lists(st.sampled_from(["K1", "K2", "residential"]), min_size=1, unique=True).map(
        lambda places: PlacedIn(tuple(places))
    ),
    st.integers(1, 2000).map(lambda tenths: Far(tenths / 10)),
    st.integers(1, 99_999).map(lambda pounds: Costs(float(pounds))),
    st.builds(CameBack, st.integers(1, 36)),
    st.lists(st.sampled_from(["N1", "N8"]), min_size=1, unique=True).map(
        lambda needs: Needs(tuple(needs))
    ),
    st.just(SeeksAsylum()),
)


@given(st.lists(_SIGNS, min_size=1, max_size=5), st.data())
def test_what_a_rule_prints_reads_as_the_rule(signs: list[flows.Sign], data: st.DataObject) -> None:
    least = data.draw(st.integers(1, len(signs)))
    first, last = sorted(data.draw(st.tuples(st.integers(0, 17), st.integers(0, 17))))
    rule = Rule(tuple(signs), least, (first, last))
    assert flows.read_rule(str(rule)) == rule
    assert flows.read_rule(f"  {rule}.\n") == rule


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("3 or more tattoos; placed in K1", "not understood: '3 or more tattoos'"),
        ("aged 10 to 17", "no sign"),
        ("3 or more of: placed in K1", "asks for 3 of 1 signs"),
        ("", "no sign"),
    ],
)
def test_what_is_not_understood_is_named(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault) as refused:
        flows.read_rule(text)
    assert "An example: aged 10 to 17" in str(refused.value)


def test_the_example_is_a_rule() -> None:
    assert len(flows.read_rule(flows.EXAMPLE).signs) == 5
