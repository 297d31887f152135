"""Tables drawn by Hypothesis, with what is hard to protect in them."""

from __future__ import annotations

from hypothesis import Phase, settings
from hypothesis import strategies as st

from tests.caremodel.disclosure.shapes import Table, table


def quickly(examples: int) -> settings:
    """An integer programme for each number is slow; a failure need not be made small by hundreds more."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=examples, deadline=None, phases=phases)


def counts(most_rows: int, most_columns: int) -> st.SearchStrategy[list[list[int]]]:
    """Tables with many noughts and small counts."""
    count = st.one_of(st.just(0), st.integers(1, 4), st.integers(0, 12), st.integers(0, 80))
    return st.tuples(st.integers(1, most_rows), st.integers(1, most_columns)).flatmap(
        lambda size: st.lists(
            st.lists(count, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


@st.composite
def linked(draw: st.DrawFn) -> list[Table]:
    """Children by age and category, the same by legal status and age, and girls and boys apart."""
    children = draw(counts(3, 3))
    girls = [[draw(st.integers(0, count)) for count in row] for row in children]
    boys = [
        [count - of_girls for count, of_girls in zip(*rows, strict=True)]
        for rows in zip(children, girls, strict=True)
    ]
    of_one_status = [draw(st.integers(0, sum(row))) for row in children]
    legal = [
        of_one_status,
        [sum(row) - one for row, one in zip(children, of_one_status, strict=True)],
    ]
    return [
        table("age_category", children),
        table("girls", girls),
        table("boys", boys),
        table("legal_age", legal),
    ]


@st.composite
def filtered(draw: st.DrawFn) -> list[Table]:
    """Children by age and category, and the same of girls, boys, those who seek asylum and those who do not."""
    children = draw(counts(2, 3))
    tables = [table("age_category", children)]
    for part, rest in (("girls", "boys"), ("seeking", "not_seeking")):
        some = [[draw(st.integers(0, count)) for count in row] for row in children]
        others = [
            [count - of_some for count, of_some in zip(*rows, strict=True)]
            for rows in zip(children, some, strict=True)
        ]
        tables += [table(part, some), table(rest, others)]
    return tables
