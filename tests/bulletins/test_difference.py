"""What is said to differ between two contents of one bulletin."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.content import ContactContent, Content, ItemContent, PublicationContent
from alliance.bulletins.difference import Kind, differences

LONG = "<p>Carers told a panel that they rang seven practices before one would see a child of theirs.</p>"
ITEM = ItemContent("news", "Finding a dentist", LONG, deadlines=(dt.date(2026, 3, 2),))
WAS = Content(
    429,
    dt.date(2026, 2, 6),
    "Good morning.",
    items=(ITEM, ItemContent("reminder", "Dates", "<p>To follow.</p>")),
    publications=(PublicationContent("A report", "DfE"),),
    contacts=(ContactContent("Nerys Hallowfield", "Manager"),),
)

items = st.builds(
    ItemContent,
    section=st.sampled_from(["news", "reminder"]),
    title=st.text("abc ", min_size=1, max_size=8),
    body=st.text("abc <>p", max_size=20),
    deadlines=st.just(()) | st.tuples(st.dates()),
)
contents = st.builds(
    Content, st.just(1), st.dates(), st.text(max_size=5), st.lists(items, max_size=4).map(tuple)
)


@given(contents)
def test_nothing_differs_from_itself(content: Content) -> None:
    assert differences(content, content) == []


@given(contents, contents)
def test_contents_that_differ_are_never_said_to_be_equal(was: Content, now: Content) -> None:
    assert bool(differences(was, now)) == (was != now)


def test_a_changed_field_is_named_with_what_it_was_and_is() -> None:
    now = replace(WAS, items=(replace(ITEM, deadlines=(dt.date(2026, 3, 9),)), WAS.items[1]))

    (change,) = differences(WAS, now)

    assert (change.kind, change.title, change.field) == (
        Kind.CHANGED,
        "Finding a dentist",
        "deadlines",
    )
    assert (change.was, change.now) == ("2 March 2026", "9 March 2026")


def test_an_item_under_a_new_title_is_changed_not_taken_out_and_put_in() -> None:
    now = replace(WAS, items=(replace(ITEM, title="Dentists for children in care"), WAS.items[1]))

    (change,) = differences(WAS, now)

    assert (change.kind, change.field) == (Kind.CHANGED, "title")


def test_what_came_and_went_is_named() -> None:
    now = replace(
        WAS,
        items=(*WAS.items, ItemContent("news", "Brand-new")),
        publications=(),
        contacts=(replace(WAS.contacts[0], phone="01632 960101"),),
    )

    assert [str(change) for change in differences(WAS, now)] == [
        "added: item “Brand-new”",
        "removed: publication “A report”",
        "contact “Nerys Hallowfield”: phone was “nothing”, is “01632 960101”",
    ]


def test_another_order_is_a_difference() -> None:
    (change,) = differences(WAS, replace(WAS, items=WAS.items[::-1]))

    assert change.field == "order of items"
