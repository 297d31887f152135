"""The index follows what it is an index of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import Network, Topic
from alliance.search import registry
from alliance.search.models import SearchEntry
from alliance.search.query import search
from tests.search.conftest import Add

pytestmark = pytest.mark.django_db


def titles(text: str) -> list[str]:
    hits = search(text, audiences={"public"}).hits
    return [hit.title.replace("<mark>", "").replace("</mark>", "") for hit in hits]


def test_what_is_saved_is_found_as_it_is_now(add: Add) -> None:
    network = add("Homes", "Siblings together")
    assert titles("siblings") == ["Homes"]
    network.description = "Foster carers"
    network.save()
    assert titles("siblings") == []
    assert titles("carers") == ["Homes"]


def test_what_is_deleted_is_not_found(add: Add) -> None:
    network = add("Homes", "Siblings together", topics=("care",))
    network.delete()
    assert titles("siblings") == []
    assert not SearchEntry.objects.exists()


def test_what_says_it_is_not_to_be_found_leaves_the_index(
    add: Add, said: dict[str, dict[str, Any] | None]
) -> None:
    network = add("Homes")
    said[network.slug] = None
    network.save()
    assert titles("homes") == []


def test_an_entry_goes_with_the_transaction_of_its_thing(add: Add) -> None:
    with transaction.atomic():
        add("Homes")
        assert titles("homes") == ["Homes"]
        transaction.set_rollback(True)
    assert titles("homes") == []


def test_topics_are_followed_from_either_side(add: Add) -> None:
    network = add("Homes")
    topic = Topic.objects.create(name="Care", slug="care")
    network.topics.add(topic)
    assert search("homes", audiences={"public"}, topics=["care"]).total == 1
    topic.networks.remove(network)
    assert search("homes", audiences={"public"}, topics=["care"]).total == 0
    topic.networks.add(network)
    assert search("homes", audiences={"public"}, topics=["care"]).total == 1


def test_what_is_done_together_is_indexed_at_the_end(add: Add) -> None:
    with registry.together():
        for number in range(3):
            add(f"Home {number}")
        assert titles("home") == []
    assert len(titles("home")) == 3


def test_what_was_saved_before_a_fault_is_indexed_all_the_same(add: Add) -> None:
    def add_and_fail() -> None:
        with registry.together():
            add("Homes")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert titles("homes") == ["Homes"]


def test_a_thing_is_indexed_again_when_asked(
    add: Add, said: dict[str, dict[str, Any] | None]
) -> None:
    network = add("Homes")
    said[network.slug] = {"body": "Said elsewhere"}
    registry.index(Network, [network.pk])
    assert titles("elsewhere") == ["Homes"]


def test_a_rebuild_finds_what_was_missed_and_drops_what_is_gone(add: Add) -> None:
    add("Kept")
    gone = add("Gone")
    Network.objects.filter(pk=gone.pk)._raw_delete("default")
    Network.objects.bulk_create([Network(name="Missed", slug="missed")])
    assert registry.rebuild() == 2
    assert set(SearchEntry.objects.values_list("title", flat=True)) == {"Kept", "Missed"}
    assert titles("gone") == []
    assert titles("missed") == ["Missed"]


def test_a_rebuild_costs_queries_by_the_batch_not_by_the_row(
    add: Add, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Network.objects.bulk_create([Network(name=f"Home {n}", slug=f"home-{n}") for n in range(600)])
    with django_assert_max_num_queries(28):
        assert registry.rebuild() == 600


def test_text_of_any_kind_can_be_indexed(add: Add) -> None:
    add("x", title="Nul \x00 and \x02 marks \x03", body="é ü 日本語 😀 " + "x" * 100_000)
    assert titles("marks") == ["Nul  and  marks "]


def test_migrations_left_in_place_what_keeps_the_words(on_postgresql: bool) -> None:
    with connection.cursor() as cursor:
        if on_postgresql:
            cursor.execute(
                "SELECT count(*) FROM pg_attribute WHERE attrelid = 'search_searchentry'::regclass "
                "AND attname IN ('words', 'title_words') AND attgenerated = 's'"
            )
            assert cursor.fetchone() == (2,)
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE tbl_name = %s AND name LIKE 'search_%%'"
                "AND (type = 'trigger' OR name = 'search_narrow')",
                ["search_searchentry"],
            )
            kept = {"search_words_insert", "search_words_update", "search_words_delete"}
            assert {name for (name,) in cursor.fetchall()} == kept | {"search_narrow"}


def test_a_day_gives_its_year(add: Add) -> None:
    add("Homes", date=dt.date(2020, 11, 13))
    assert SearchEntry.objects.get().year == 2020
