"""Digests: everything new of a window, each thing once a wording, over whatever windows there are."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alliance.actions.models import Action, Audience
from alliance.actions.raising import change_action
from alliance.actions.when import By
from alliance.bulletins.models import Appearance, Bulletin, Correction
from alliance.delivery import registry
from alliance.delivery.composing.digest import digest_letter, fresh_of, said_of
from alliance.delivery.composing.letter import Letter, Part, Reach
from alliance.delivery.models import MailingKind
from alliance.delivery.registry import Shown, Source
from alliance.delivery.tellings import Telling
from alliance.directory.models import Topic
from alliance.library.models import Publication, Version
from tests.actions.invented import asking, raised, today
from tests.bulletins.invented import bulletin, said
from tests.library.agreements.invented import authority

DAY = dt.timedelta(days=1)
NOW = timezone.now()
WEEK = (NOW - 7 * DAY, NOW + DAY)


def weekly(after: dt.datetime = WEEK[0], until: dt.datetime = WEEK[1]) -> Letter | None:
    return digest_letter(MailingKind.WEEKLY, after, until)


def part(made: Letter | None, heading: str) -> Part:
    assert made is not None
    [found] = [each for each in made.parts if each.heading == heading]
    return found


def headings(made: Letter | None) -> list[str]:
    return [each.heading for each in made.parts] if made else []


def out(number: int, at: dt.datetime, *titles: str) -> list[Appearance]:
    """A bulletin that came out at a moment."""
    made = bulletin(number, date=timezone.localdate(at))
    Bulletin.objects.filter(pk=made.pk).update(first_published_at=at)
    made.refresh_from_db()
    return [said(made, title) for title in titles]


# What is in one ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_where_nothing_is_new_there_is_no_letter() -> None:
    out(428, NOW - 20 * DAY, "Old news")
    assert weekly() is None


@pytest.mark.django_db
def test_it_has_what_came_out_in_its_window_newest_first() -> None:
    topic = Topic.objects.create(name="Kinship care", slug="kinship-care")
    out(427, NOW - 20 * DAY, "Too old")
    [first] = out(428, NOW - 6 * DAY, "Of Tuesday")
    first.item.topics.add(topic)
    out(429, NOW - 2 * DAY, "Of Friday")
    out(430, NOW + 3 * DAY, "Too new")
    made = weekly()
    news = part(made, "News")
    assert [piece.title for piece in news.pieces] == ["Of Friday", "Of Tuesday"]
    assert news.pieces[1].key == f"item/{first.item_id}"
    assert news.pieces[1].topics == {topic.pk}
    assert "As said in" in news.pieces[1].html


@pytest.mark.django_db
def test_said_again_it_is_no_news_said_otherwise_it_is() -> None:
    same, other = out(427, NOW - 20 * DAY, "Same", "Other")
    again = bulletin(429, date=timezone.localdate(NOW - DAY))
    Bulletin.objects.filter(pk=again.pk).update(first_published_at=NOW - DAY)
    said(again, "Same", item=same.item)
    said(again, "Other", item=other.item, body="<p>In other words.</p>")
    [piece] = part(weekly(), "News").pieces
    assert (piece.title, piece.why) == ("Other", "Said before, and now in other words")


@pytest.mark.django_db
def test_what_was_put_right_is_told_again() -> None:
    [told] = out(427, NOW - 20 * DAY, "Wrong")
    assert weekly() is None
    note = Correction.objects.create(bulletin=told.bulletin, note="Its day.", at=NOW - DAY)
    note.items.add(told.item)
    assert [piece.title for piece in part(weekly(), "News").pieces] == ["Wrong"]


@pytest.mark.django_db
def test_asks_stand_once_with_their_reach() -> None:
    told = out(429, NOW - DAY, "Figures")[0]
    raised("By hand", audience=Audience.PUBLIC, what="Please do.", of=[authority("Kent")])
    raised("Of members", audience=Audience.MEMBERS, what="A SECRET", of=[authority("Kent")])
    Action.objects.filter(title="Of members").update(
        origin_type=_content_type(), origin_id=str(told.item_id)
    )
    raised("A draft", opened=False)
    made = weekly()
    assert headings(made)[:2] == ["Asked", "News"]
    by_title = {piece.title: piece for piece in part(made, "Asked").pieces}
    assert sorted(by_title) == ["By hand", "Of members"]
    assert by_title["By hand"].html == "<p>Please do.</p>"
    assert by_title["Of members"].html == "", "only the ask, which goes to those whom it reaches"
    [asked] = by_title["Of members"].asked
    assert (asked.reach, asked.authorities) == (Reach.MEMBERS, {authority("Kent").pk})
    assert [piece.title for piece in part(made, "News").pieces] == ["Figures"]


def _content_type() -> object:
    from django.contrib.contenttypes.models import ContentType

    from alliance.bulletins.models import Item

    return ContentType.objects.get_for_model(Item)


@pytest.mark.django_db
def test_an_ask_whose_day_moves_is_told_again() -> None:
    given_by = [By(today() + 9 * DAY)]
    action = raised("The form", audience=Audience.PUBLIC, of=[authority("Kent")], by=given_by)
    Action.objects.filter(pk=action.pk).update(opened_at=NOW - 20 * DAY)
    action.dates.update(set_at=NOW - 20 * DAY)
    assert weekly() is None
    action.refresh_from_db()
    moved = asking(
        "The form", audience=Audience.PUBLIC, of=[authority("Kent")], by=[By(today() + 12 * DAY)]
    )
    change_action(by=None, action=action, asking=moved, seen=action.version)
    [piece] = part(weekly(), "Asked").pieces
    assert piece.why == "Asked before; its day is now another"


@pytest.mark.django_db
def test_publications_that_became_known_and_no_archive() -> None:
    new = Publication.objects.create(title="A toolkit", published_on=today(), kind="tool")
    Publication.objects.create(title="An archive’s", published_on=dt.date(2015, 1, 1))
    before = Publication.objects.create(title="Known before", published_on=today() - DAY)
    Version.objects.filter(publication=before).update(added_at=NOW - 20 * DAY)
    gone = Publication.objects.create(title="Withdrawn", published_on=today())
    Version.objects.filter(publication=gone).update(
        withdrawn_on=today(), withdrawn_because="Wrong."
    )
    [line] = part(weekly(), "Publications").lines
    assert (line.title, line.url) == ("A toolkit", new.get_absolute_url())
    assert line.note.endswith("tool")


@pytest.mark.django_db
def test_it_takes_as_many_queries_however_much_is_new() -> None:
    def fill(number: int) -> None:
        told = out(number, NOW - DAY, f"News {number}")[0]
        told.item.topics.add(Topic.objects.create(name=f"T{number}", slug=f"t{number}"))
        raised(f"Ask {number}", audience=Audience.PUBLIC, of=[authority("Kent")])
        Publication.objects.create(title=f"Paper {number}", published_on=today())

    fill(401)
    with CaptureQueriesContext(connection) as few:
        weekly()
    for number in range(402, 407):
        fill(number)
    with CaptureQueriesContext(connection) as many:
        assert len(part(weekly(), "News").pieces) == 6
    assert len(many) == len(few) <= 40


@pytest.mark.parametrize(
    ("kind", "days", "said_so"),
    [
        (MailingKind.WEEKLY, 7, ("The week’s news", "24 November to 1 December 2026")),
        (MailingKind.WEEKLY, 21, ("News", "10 November to 1 December 2026")),
        (MailingKind.WEEKLY, 350, ("News", "16 December 2025 to 1 December 2026")),
        (MailingKind.MONTHLY, 30, ("The month’s news", "November 2026")),
        (MailingKind.MONTHLY, 61, ("News", "1 October to 1 December 2026")),
    ],
)
def test_it_says_of_which_days_it_is(
    kind: MailingKind, days: int, said_so: tuple[str, str]
) -> None:
    until = dt.datetime(2026, 12, 1, 7, tzinfo=dt.UTC)
    assert said_of(kind, until - days * DAY, until) == said_so


# Over any windows -----------------------------------------------------------------------------------

BEGINNING = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
Told = Mapping[int, Sequence[tuple[int, str]]]
"""Matter → hour and wording of each telling, oldest first."""


def source(told: Told, at: dt.datetime) -> Source:
    """A part of the site as it is at a moment: what was not told yet is not known yet."""

    def tellings(ids: Iterable[int]) -> dict[int, list[Telling]]:
        return {pk: known for pk in ids if (known := _known(told[pk], at))}

    def shown(ids: Sequence[int]) -> dict[int, Shown]:
        return {
            pk: Shown(
                title=_known(told[pk], at)[-1].wording, html="", beginning="", said_in="", url=""
            )
            for pk in ids
        }

    def told_last(topic: object, limit: int) -> list[int]:
        known = tellings(told)
        return sorted(known, key=lambda pk: known[pk][-1].at, reverse=True)[:limit]

    return Source(
        name="item",
        told_last=told_last,
        dated=lambda ids, since: (),
        tellings=tellings,
        shown=shown,  # type: ignore[arg-type]
        about=lambda topic: None,  # type: ignore[arg-type, return-value]
    )


def _known(rows: Sequence[tuple[int, str]], at: dt.datetime) -> list[Telling]:
    moments = ((BEGINNING + hour * HOUR, wording) for hour, wording in rows)
    return [
        Telling(at=moment, on=moment.date(), wording=wording)
        for moment, wording in moments
        if moment <= at
    ]


@given(
    told=st.dictionaries(
        st.integers(1, 6),
        st.lists(st.tuples(st.integers(1, 200), st.sampled_from("ab")), min_size=1, max_size=5).map(
            lambda rows: sorted({hour: (hour, words) for hour, words in rows}.values())
        ),
        max_size=5,
    ),
    ends=st.lists(st.integers(1, 210), max_size=6, unique=True).map(sorted),
    late=st.integers(0, 30),
    looked_at=st.integers(1, 4),
)
def test_over_any_windows_each_wording_is_told_once_and_the_last_one_always(
    told: Told, ends: list[int], late: int, looked_at: int
) -> None:
    """However windows fall, and however late each is composed, up to the beginning of the next."""
    from alliance.delivery.composing import digest

    heard: list[tuple[str, str, dt.datetime]] = []
    after = BEGINNING
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digest, "LOOKED_AT", looked_at)
        for place, end in enumerate([*ends, 1000]):
            until = BEGINNING + end * HOUR
            following = BEGINNING + ([*ends, 1000, 2000][place + 1]) * HOUR
            composed = min(until + late * HOUR, following)
            heard += [
                (one.name, one.shown.title, one.at)
                for one in fresh_of(source(told, composed), after, until)
            ]
            after = until
    assert max(Counter(heard).values(), default=0) <= 1
    assert max(Counter((name, at) for name, _, at in heard).values(), default=0) <= 1
    for pk, rows in told.items():
        words = [wording for name, wording, _ in heard if name == f"item/{pk}"]
        assert words[-1] == rows[-1][1]
        assert len(words) <= len(list(itertools.groupby(wording for _, wording in rows)))


def test_a_part_that_tells_its_own_is_not_told_as_news() -> None:
    assert [one.name for one in registry.sources() if not one.is_news] == ["action"]
