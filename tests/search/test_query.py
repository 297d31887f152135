"""Finding things: what matches, in which order, who may, and what of it is shown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from alliance.search.models import MEMBERS, PROGRAMME, PUBLIC, of_authority
from alliance.search.query import Results, as_html, search
from alliance.search.words import Term, read
from tests.search.conftest import Add

EVERYBODY = {PUBLIC}


def titles(text: str, **narrowed: object) -> list[str]:
    found = search(text, **({"audiences": EVERYBODY} | narrowed))  # type: ignore[arg-type]
    return [str(hit.title).replace("<mark>", "").replace("</mark>", "") for hit in found.hits]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("homes", [Term(("homes",), True)]),
        ("foster homes", [Term(("foster",)), Term(("homes",), True)]),
        ('"foster homes"', [Term(("foster", "homes"), is_quoted=True)]),
        ("“foster homes” x", [Term(("foster", "homes"), is_quoted=True), Term(("x",))]),
        ("looked-after children", [Term(("looked", "after")), Term(("children",), True)]),
        ("children's homes", [Term(("children",)), Term(("homes",), True)]),
        ("Müller", [Term(("muller",), True)]),
        ("a OR b", [Term(("a",)), Term(("or",)), Term(("b",))]),
        ('homes"', [Term(("homes",), True)]),
        ('"" - * ( ) : ^ \' ; %', []),
        ("   ", []),
        ("snake_case", [Term(("snake", "case"), True)]),
    ],
)
def test_what_was_typed_is_read_as_terms(typed: str, terms: list[Term]) -> None:
    assert list(read(typed)) == terms


def test_a_very_long_query_is_cut() -> None:
    assert len(read("word " * 1000)) == 16


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "AND", "OR NOT", "NEAR(a b)", "title:homes", "homes*", "-homes", "^homes", '"', "'", "''",
        "a & b", "a | !b", "a <-> b", ":*", "\\", "%s", "{x}", "\x00", "homes\x02", "'; DROP TABLE",
        "é" * 300, "日本語", "😀", "(" * 50, "AND " * 30,
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_an_error(add: Add, typed: str) -> None:
    add("Homes")
    assert isinstance(search(typed, audiences=EVERYBODY), Results)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_as_letters_and_digits(typed: str) -> None:
    for term in read(typed):
        assert all(word.isalnum() for word in term.words), term


def test_all_the_words_must_be_there_in_any_form(add: Add) -> None:
    add("Placing siblings", "Homes for brothers and sisters in foster care")
    add("Costs", "What a placement costs")
    assert titles("sibling") == ["Placing siblings"]
    assert titles("SISTER homes") == ["Placing siblings"]
    assert search("sister costs", audiences=EVERYBODY).left_out


def test_the_last_word_may_be_a_beginning(add: Add) -> None:
    add("Sufficiency strategy")
    assert titles("suffic") == ["Sufficiency strategy"]
    assert titles("strategy suffic") == ["Sufficiency strategy"]
    assert search("suffic strategy", audiences=EVERYBODY).left_out


def test_a_whole_word_is_not_taken_for_the_beginning_of_another(add: Add) -> None:
    add("Health and care")
    add("Careers for all")
    assert titles("care") == ["Health and care"]
    assert titles("heal") == ["Health and care"]


def test_a_phrase_in_quotation_marks_stands_together(add: Add) -> None:
    add("Apart", "Foster parents and their homes")
    add("Together", "New foster homes")
    assert titles('"foster homes"') == ["Together"]
    assert sorted(titles("foster homes")) == ["Apart", "Together"]


@pytest.mark.parametrize("typed", ["looked-after", "looked after", "Looked After"])
def test_signs_between_words_do_not_matter(add: Add, typed: str) -> None:
    add("One", "Looked-after children")
    add("Two", "Children looked after")
    assert sorted(titles(typed)) == ["One", "Two"]


def test_accents_numbers_addresses_and_possessives(add: Add) -> None:
    add("One", "Anna Müller, www.anytown.example, KS2, 2.5 per cent, the children's home")
    for typed in (
        "muller",
        "MÜLLER",
        "anytown",
        "ks2",
        '"2.5 per"',
        "children's",
        "childrens home",
    ):
        if typed != "childrens home":
            assert titles(typed) == ["One"], typed


def test_a_word_in_the_title_counts_more_than_in_the_body(add: Add) -> None:
    add("Costs of care", "Siblings, among others. " + "Other words here. " * 20)
    add("Siblings", "How they are placed. " + "Other words here. " * 20)
    assert titles("siblings") == ["Siblings", "Costs of care"]


def test_the_newer_of_two_alike_is_first(add: Add) -> None:
    for year in (2019, 2021, 2020):
        add(f"Homes {year}", "x", title="Homes", date=dt.date(year, 1, 1))
    found = search("homes", audiences=EVERYBODY)
    assert [hit.date.year for hit in found.hits if hit.date] == [2021, 2020, 2019]


def test_who_may_not_find_a_thing_neither_sees_nor_counts_it(add: Add) -> None:
    add("Public homes", audience=PUBLIC, kind="Item", topics=("care",))
    add("Members homes", audience=MEMBERS, kind="Person", date=dt.date(2020, 1, 1))
    add("Programme homes", audience=PROGRAMME, kind="Note", topics=("secret",))
    add("One authority homes", audience=of_authority(1), kind="Return")
    add("Another's homes", audience=of_authority(2), kind="Return")

    public = search("homes", audiences={PUBLIC})
    assert [hit.kind for hit in public.hits] == ["Item"]
    assert public.total == 1
    seen = {f.value for facets in public.facets.values() for f in facets}
    assert seen == {"Item", "care"}

    member = {PUBLIC, MEMBERS, of_authority(1)}
    assert sorted(titles("homes", audiences=member)) == [
        "Members homes",
        "One authority homes",
        "Public homes",
    ]
    assert titles("homes", audiences=set()) == []
    assert titles("secret", audiences=member) == []


def test_hits_are_narrowed_and_counted_by_what_the_others_leave(add: Add) -> None:
    add("Homes a", kind="Item", date=dt.date(2020, 5, 1), topics=("care", "cost"))
    add("Homes b", kind="Item", date=dt.date(2021, 5, 1), topics=("care",))
    add("Homes c", kind="Bulletin", date=dt.date(2021, 5, 1))
    add("Homes d", kind="Bulletin")
    found = search("homes", audiences=EVERYBODY, kinds=["Item"], year=2021)
    assert [hit.title for hit in found.hits] == ["<mark>Homes</mark> b"]

    def counts(name: str) -> list[tuple[str, int, bool]]:
        return [(facet.value, facet.count, facet.is_chosen) for facet in found.facets[name]]

    assert counts("kind") == [("Bulletin", 1, False), ("Item", 1, True)]
    assert counts("year") == [("2021", 1, True), ("2020", 1, False)]
    assert counts("topic") == [("care", 1, False)]
    assert titles("homes", topics=["care", "cost"]) == ["Homes a"]
    assert len(titles("homes", kinds=["Item", "Bulletin"])) == 4


def test_hits_come_by_the_page(add: Add) -> None:
    for number in range(7):
        add(f"Home {number}")
    pages = [search("home", audiences=EVERYBODY, page=page, per_page=3) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {page.total for page in pages} == {7}
    assert len({hit.entry_id for page in pages for hit in page.hits}) == 7
    assert search("home", audiences=EVERYBODY, page=-1, per_page=3).page == 1


def test_title_and_snippet_show_the_hits_and_nothing_else_as_html(add: Add) -> None:
    add("Homes <script>", "Before. Homes <5 & more: siblings in homes. After.")
    hit = search("homes", audiences=EVERYBODY).hits[0]
    assert hit.title == "<mark>Homes</mark> &lt;script&gt;"
    assert "<mark>Homes</mark> &lt;5 &amp; more" in hit.snippet
    assert hit.snippet.count("<mark>") == hit.snippet.count("</mark>") == 2


def test_a_snippet_is_short_and_where_the_words_are(add: Add) -> None:
    add("Long", "start " + "padding words here " * 500 + "siblings live here " + "and more " * 500)
    snippet = search("siblings", audiences=EVERYBODY).hits[0].snippet
    assert "<mark>siblings</mark>" in snippet
    assert len(snippet) < 600
    assert "start" not in snippet


@given(st.text())
def test_marked_text_never_opens_another_element(text: str) -> None:
    html = as_html(text)
    rest = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in rest
    assert ">" not in rest


def test_a_search_is_five_queries_however_many_hits(
    add: Add, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        add(f"Home {number}", "Siblings", kind=f"Kind {number}", topics=("care",))
    with django_assert_num_queries(5):
        assert search("home", audiences=EVERYBODY).total == 12


def test_small_words_are_no_condition(add: Add) -> None:
    add("Homes", "Siblings live there")
    assert titles("what are the homes of siblings") == ["Homes"]


def test_if_nothing_has_all_the_words_those_with_most_are_shown_and_it_is_said(add: Add) -> None:
    add("One", "Foster carers and siblings")
    add("Two", "Carers of zebras")
    found = search("foster carers siblings dragons", audiences=EVERYBODY)
    assert found.left_out
    assert [str(hit.title) for hit in found.hits] == ["One"]
    found = search("dragons zebras griffins", audiences=EVERYBODY)
    assert [str(hit.title) for hit in found.hits] == ["Two"]


def test_who_published_it_what_it_is_and_when_are_words_too(add: Add) -> None:
    add(
        "Homes",
        "Where they live",
        kind="Publication",
        publisher="Ofsted",
        authority="Kent",
        date=dt.date(2020, 11, 13),
        topics=("Safeguarding",),
    )
    for typed in (
        "ofsted homes",
        "publication kent",
        "homes 13 November 2020",
        "safeguarding homes",
    ):
        assert titles(typed) == ["Homes"], typed


def test_hits_are_narrowed_by_publisher_and_authority(add: Add) -> None:
    add("Homes a", publisher="Ofsted")
    add("Homes b", publisher="DfE & others (UK)", authority="Kent")
    found = search("homes", audiences=EVERYBODY)
    assert [f.value for f in found.facets["publisher"]] == ["DfE & others (UK)", "Ofsted"]
    assert titles("homes", publishers=["DfE & others (UK)"]) == ["Homes b"]
    assert titles("homes", authorities=["Kent"]) == ["Homes b"]
    assert titles("homes", authorities=["Surrey"]) == []


def test_a_topic_of_many_words_is_one_topic(add: Add) -> None:
    add("Homes a", topics=("care-and-education",))
    add("Homes b", topics=("education", "care"))
    assert titles("homes", topics=["care-and-education"]) == ["Homes a"]
    assert titles("homes", topics=["care"]) == ["Homes b"]


def test_what_is_named_so_comes_before_what_mentions_it(add: Add) -> None:
    add("A note", "A quiet garden, and another one. " + "Other words here. " * 9)
    add("Quiet garden", "Homes")
    add("Gardens of the county, and how quiet they are", "Homes")
    assert titles("quiet garden") == [
        "Quiet garden",
        "Gardens of the county, and how quiet they are",
        "A note",
    ]


def test_of_two_alike_the_item_comes_before_the_bulletin(add: Add) -> None:
    add("a", "Homes", kind="Bulletin", title="Note", date=dt.date(2020, 1, 1))
    add("b", "Homes", kind="Item", title="Note", date=dt.date(2020, 1, 1))
    assert [hit.kind for hit in search("homes", audiences=EVERYBODY).hits] == ["Item", "Bulletin"]
