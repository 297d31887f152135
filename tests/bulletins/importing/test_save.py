"""A reading becomes a bulletin, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.audit.models import AuditEvent
from alliance.bulletins.importing import CannotSave, Memory, State, save_reading
from alliance.bulletins.models import Appearance, Bulletin, Item
from alliance.bulletins.parsing.reading import ReadItem, Section, Span
from alliance.delivery.models import Mailing
from alliance.directory.models import User
from alliance.search.query import search
from tests.delivery.invented import subscriber

from .conftest import BODY, OTHER, Make

pytestmark = pytest.mark.django_db


def standings(item: int) -> list[tuple[int, str]]:
    rows = Appearance.objects.filter(item=item).order_by("bulletin__number")
    return list(rows.values_list("bulletin__number", "standing"))


def test_a_bulletin_comes_in_with_all_that_stands_in_it(make: Make) -> None:
    outcome = save_reading(make(), by=None, source_name="update-400.txt")

    bulletin = Bulletin.objects.get(number=400)
    first, second = bulletin.appearances.order_by("position")
    assert outcome.state is State.CREATED
    assert bulletin.live
    assert bulletin.first_published_at.date() == bulletin.date == dt.date(2026, 3, 6)
    assert (first.title, first.section, first.standing) == ("Finding a dentist", "news", "new")
    assert first.body == f"<p>{BODY}</p>"
    assert (second.section, second.has_action) == ("reminder", True)
    assert [(d.kind, d.date) for d in second.dates.all()] == [("deadline", dt.date(2026, 4, 1))]
    assert bulletin.catalogue.get().publication.publisher.name == "Department for Education"
    assert bulletin.contacts.get().phone.value == "07700 900101"


def test_the_same_bulletin_again_writes_nothing(make: Make) -> None:
    save_reading(make(), by=None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        outcome = save_reading(make(), by=None)

    assert outcome.state is State.UNCHANGED
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert AuditEvent.objects.filter(verb__startswith="imported").count() == 1


def test_what_an_editor_mended_since_is_not_undone_by_the_same_source(make: Make) -> None:
    save_reading(make(), by=None)
    Appearance.objects.filter(title="Finding a dentist").update(title="Finding dentists")

    assert save_reading(make(), by=None).state is State.UNCHANGED
    assert Appearance.objects.filter(title="Finding dentists").exists()


def test_a_changed_bulletin_is_updated_and_says_what_changed(make: Make) -> None:
    save_reading(make(), by=None)
    was = set(Appearance.objects.values_list("pk", "item"))
    one, two = make().items
    changed = make(items=(two, replace(one, title="Dentists for children in care")))

    outcome = save_reading(changed, by=None)

    assert outcome.state is State.UPDATED
    assert [change.field for change in outcome.changes] == ["title", "order of items"]
    assert Bulletin.objects.count() == 1
    assert set(Appearance.objects.values_list("pk", "item")) == was, "rows others refer to stay"
    assert list(
        Bulletin.objects.get().appearances.order_by("position").values_list("title", flat=True)
    ) == [
        "Books at home",
        "Dentists for children in care",
    ]


def test_an_update_leaves_a_revision_of_what_now_stands(make: Make) -> None:
    save_reading(make(), by=None)
    assert Bulletin.objects.get().latest_revision is None
    save_reading(make(introduction="Good evening."), by=None)

    bulletin = Bulletin.objects.get()
    assert bulletin.latest_revision.as_object().introduction == "Good evening."
    assert bulletin.live_revision == bulletin.latest_revision
    assert not bulletin.has_unpublished_changes


def test_an_item_taken_out_leaves_no_matter_behind(make: Make) -> None:
    save_reading(make(), by=None)
    save_reading(make(items=make().items[:1]), by=None)

    assert [item.title for item in Item.objects.all()] == ["Finding a dentist"]


def test_a_matter_told_again_is_one_matter_under_its_newest_title(make: Make) -> None:
    one, two = make().items
    save_reading(make(400), by=None)
    again = save_reading(make(401, items=(replace(one, title="Dentists: a list"), two)), by=None)

    item = Item.objects.get(pk=again.items[0])
    assert (item.title, item.slug) == ("Dentists: a list", "dentists-a-list")
    assert standings(item.pk) == [(400, "new"), (401, "repeated")]
    assert again.told_before == 2


def test_an_archive_that_comes_in_backwards_stands_as_if_it_had_come_in_order(make: Make) -> None:
    one, two = make().items
    bulletins = [
        make(number, items=(replace(one, title=f"Dentists {number - 399}"), two))
        for number in (402, 400, 401)
    ]
    for reading in bulletins:
        save_reading(reading, by=None)

    assert Item.objects.count() == 2
    item = Item.objects.get(title="Dentists 3")
    assert standings(item.pk) == [(400, "new"), (401, "repeated"), (402, "repeated")]


def test_a_matter_met_from_both_ends_becomes_one_when_its_middle_comes(make: Make) -> None:
    far = make(400 + 20)
    save_reading(make(400), by=None)
    save_reading(far, by=None)
    assert Item.objects.count() == 4, "five months apart: two matters, as far as anyone can say"

    save_reading(make(410), by=None)

    assert Item.objects.count() == 2
    assert [number for number, _ in standings(Item.objects.first().pk)] == [400, 410, 420]  # type: ignore[union-attr]


def test_an_editors_word_on_what_recurs_is_taken(make: Make) -> None:
    first = save_reading(make(400), by=None)
    other = save_reading(make(401), by=None, same_as={0: None})
    joined = make(402, items=(ReadItem(Section.NEWS, "Something else"), make().items[1]))
    told = save_reading(joined, by=None, same_as={0: first.items[0]})

    assert other.items[0] != first.items[0]
    assert other.items[1] == first.items[1]
    assert told.items[0] == first.items[0]


def test_an_editors_word_can_be_changed_later(make: Make) -> None:
    first = save_reading(make(400), by=None)
    save_reading(make(401), by=None, same_as={0: None})

    outcome = save_reading(make(401), by=None, same_as={0: first.items[0], 1: first.items[1]})

    assert outcome.items == first.items
    assert Item.objects.count() == 2
    again = save_reading(make(401), by=None, same_as={0: first.items[0], 1: first.items[1]})
    assert again.state is State.UNCHANGED


def test_dates_keep_the_words_they_were_read_from(make: Make) -> None:
    reading = make(source_text="Ask by 1 April.", spans=(Span("items.1.deadlines.0", 4, 14),))
    save_reading(reading, by=None)

    assert Appearance.objects.get(position=1).dates.get().words == "by 1 April"


def test_html_from_outside_is_stored_sanitised(make: Make) -> None:
    item = ReadItem(Section.NEWS, "A", body_html='<p onclick="x()">a</p><script>x()</script>')
    save_reading(make(items=(item,)), by=None)

    assert Appearance.objects.get().body == "<p>a</p>"


def test_what_cannot_be_saved_is_said_all_at_once_and_leaves_nothing(make: Make) -> None:
    with pytest.raises(CannotSave) as caught:
        save_reading(
            make(number=401, date=None, items=(ReadItem(Section.NEWS, " ", OTHER),)), by=None
        )

    assert len(caught.value.faults) == 2
    assert not Bulletin.objects.exists()


def test_a_fault_half_way_leaves_nothing_and_memory_forgets_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    with monkeypatch.context() as patch:
        patch.setattr("alliance.bulletins.importing.trail.record", _fail)
        with pytest.raises(RuntimeError):
            save_reading(make(), by=None, memory=memory)
    assert not Item.objects.exists()

    outcome = save_reading(make(), by=None, memory=memory)
    assert outcome.told_before == 0
    assert Appearance.objects.count() == 2


def _fail(**_: object) -> None:
    raise RuntimeError("the disk is full")


def test_the_trail_says_who_imported(make: Make) -> None:
    user = User.objects.create_user("nerys@example.org")
    save_reading(make(), by=user, source_name="update-400.txt")

    event = AuditEvent.objects.get(verb="imported (created)")
    assert (event.actor, event.reason) == (user, "from update-400.txt")


def test_queries_do_not_grow_with_items(make: Make) -> None:
    def queries(number: int, count: int) -> int:
        items = tuple(
            ReadItem(
                Section.NEWS,
                f"Matter {number} {n}",
                " ".join(f"w{number}{n}{w}" for w in range(20)),
            )
            for n in range(count)
        )
        with CaptureQueriesContext(connection) as captured:
            save_reading(make(number, items=items, publications=(), contacts=()), by=None)
        return len(captured)

    queries(500, 1)
    assert queries(600, 3) == queries(700, 30)


def test_a_draft_gives_a_matter_no_title_that_readers_see(make: Make) -> None:
    one, two = make().items
    save_reading(make(), by=None)
    draft = save_reading(make(402, items=(replace(one, title="Not said yet"), two)), by=None)
    Bulletin.objects.filter(pk=draft.bulletin).update(live=False)

    save_reading(make(401, items=(replace(one, title="Dentists: a list"), two)), by=None)

    assert Appearance.objects.get(title="Not said yet").item.title == "Dentists: a list"


def test_search_finds_a_matter_in_the_words_of_the_bulletin_that_still_has_it(make: Make) -> None:
    """An item taken out of the newer of two bulletins is found as the older one told it."""
    save_reading(make(400), by=None)
    dentist, books = make(401).items
    newer = make(401, items=(replace(dentist, body=f"{BODY} Orthodontists join."), books))
    save_reading(newer, by=None)
    assert search("orthodontists", audiences={"public"}).total == 1
    save_reading(replace(newer, items=(books,)), by=None)
    assert search("orthodontists", audiences={"public"}).total == 0
    assert search("districts", audiences={"public"}, kinds=["News"]).total == 1


def test_what_comes_in_is_sent_to_nobody(make: Make) -> None:
    subscriber()
    outcome = save_reading(make(), by=None)
    assert outcome.state is State.CREATED
    assert not Mailing.objects.exists()
