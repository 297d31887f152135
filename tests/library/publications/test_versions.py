"""What a publication says is what its latest version says; the earlier ones stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from alliance.library.models import DocumentFile, Publication, Version
from alliance.library.models.version import latest_of, newest_first
from alliance.library.publications.meeting import Met, Told, meet
from alliance.search.models import SearchEntry

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = (dt.date(2026, month, 1) for month in (5, 6, 7))


@pytest.fixture
def guide() -> Publication:
    return Publication.objects.create(title="A guide", published_on=JUNE, url="https://x.org/2")


def said(publication: Publication) -> tuple[dt.date | None, str, int | None]:
    row = Publication.objects.get(pk=publication.pk)
    return row.published_on, row.url, row.document_id


def file(name: str) -> DocumentFile:
    return DocumentFile.objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt"))


def test_what_a_publication_is_made_with_is_its_first_version(guide: Publication) -> None:
    version = guide.versions.get()
    assert (version.published_on, version.url) == (JUNE, "https://x.org/2")


def test_a_publication_of_which_nothing_is_known_has_no_version() -> None:
    assert not Publication.objects.create(title="A name").versions.exists()


def test_a_later_version_is_shown_and_an_earlier_one_is_kept(guide: Publication) -> None:
    Version.objects.create(publication=guide, published_on=MAY, url="https://x.org/1")
    assert said(guide) == (JUNE, "https://x.org/2", None)
    third = file("third")
    Version.objects.create(publication=guide, published_on=JULY, document=third)
    assert said(guide) == (JULY, "", third.pk)
    assert guide.versions.count() == 3


def test_a_publication_cannot_say_otherwise_than_its_versions(guide: Publication) -> None:
    guide.published_on, guide.url = JULY, "https://elsewhere.org"
    guide.title = "A better guide"
    guide.save()
    assert said(guide) == (JUNE, "https://x.org/2", None)
    assert Publication.objects.get().match_key == "better guide"


def test_a_withdrawn_version_gives_way_to_the_one_before(guide: Publication) -> None:
    later = Version.objects.create(publication=guide, published_on=JULY)
    later.withdrawn_on, later.withdrawn_because = JULY, "A figure was wrong"
    later.save()
    assert said(guide)[0] == JUNE


def test_where_none_stands_the_newest_is_said_to_be_withdrawn(guide: Publication) -> None:
    Version.objects.create(publication=guide, published_on=MAY)
    guide.versions.update(withdrawn_on=JULY, withdrawn_because="Out of date")
    guide.follow()
    assert said(guide)[0] == JUNE


def test_a_version_taken_out_is_followed_and_a_publication_goes_with_all(
    guide: Publication,
) -> None:
    later = Version.objects.create(publication=guide, published_on=JULY)
    later.delete()
    assert said(guide)[0] == JUNE
    guide.delete()
    assert not Version.objects.exists()


def test_the_document_of_no_version_is_found_beside_its_publication(guide: Publication) -> None:
    for day, name in ((MAY, "first"), (JULY, "third")):
        Version.objects.create(publication=guide, published_on=day, document=file(name))
    assert not SearchEntry.objects.filter(kind="Document").exists()

    file("a paper of its own")
    assert SearchEntry.objects.get(kind="Document").title == "a paper of its own"


def test_the_index_has_the_day_of_the_latest(guide: Publication) -> None:
    Version.objects.create(publication=guide, published_on=JULY)
    entry = SearchEntry.objects.get(title="A guide")
    assert (entry.date, entry.url) == (JULY, f"/publications/{guide.pk}-a-guide/")


@pytest.mark.parametrize(
    "fields",
    [
        {"published_on": JUNE},  # there is one of that day
        {},  # it says nothing
        {"published_on": JULY, "withdrawn_on": JULY},  # no reason
        {"published_on": JULY, "withdrawn_because": "why"},  # no day
    ],
)
def test_the_database_refuses_what_makes_no_sense(
    guide: Publication, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(publication=guide, **fields)


def test_only_one_version_may_be_without_a_day(guide: Publication) -> None:
    Version.objects.create(publication=guide, url="https://x.org/0")
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(publication=guide, url="https://x.org/00")


@pytest.mark.parametrize("fields", [{"kind": "leaflet"}, {"place": "top"}, {"place_until": JUNE}])
def test_kinds_and_places_are_those_there_are(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(title="x", **fields)


def test_the_file_of_a_version_is_never_another(guide: Publication) -> None:
    version = Version.objects.create(publication=guide, published_on=JULY, document=file("one"))
    version.full_clean()
    version.document = file("two")
    with pytest.raises(ValidationError, match="Add a version with the new one"):
        version.full_clean()


# Met again --------------------------------------------------------------------------------------


def test_a_later_day_is_another_version_where_the_one_before_stood(guide: Publication) -> None:
    assert meet(guide, Told(on=JULY)) is Met.NEW_VERSION
    assert said(guide) == (JULY, "https://x.org/2", None)
    assert guide.versions.count() == 2


def test_an_earlier_day_is_an_earlier_version_and_does_not_take_the_address(
    guide: Publication,
) -> None:
    assert meet(guide, Told(on=MAY, label="1st edition")) is Met.NEW_VERSION
    assert said(guide) == (JUNE, "https://x.org/2", None)
    assert guide.versions.get(published_on=MAY).url == ""


def test_a_day_a_little_off_is_no_other_version(guide: Publication) -> None:
    assert meet(guide, Told(on=JUNE + dt.timedelta(days=2))) is Met.COMPLETED
    assert meet(guide, Told(on=JUNE)) is Met.NOTHING
    assert guide.versions.get().published_on == JUNE + dt.timedelta(days=2)


def test_what_is_said_already_is_not_overwritten(guide: Publication) -> None:
    assert meet(guide, Told(on=JUNE, url="https://else.org", label="2nd")) is Met.COMPLETED
    assert (guide.versions.get().url, guide.versions.get().label) == ("https://x.org/2", "2nd")
    assert meet(guide, Told(on=JUNE, label="3rd")) is Met.NOTHING


# In any order -----------------------------------------------------------------------------------


class InAnyOrder(TestCase):
    """Whatever is added, withdrawn and taken out, in whatever order."""

    @given(
        st.lists(
            st.tuples(
                st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 9)), st.booleans()
            ),
            min_size=1,
            max_size=6,
            unique_by=lambda each: each[0],
        ),
        st.data(),
    )
    def test_the_publication_says_what_the_latest_says(
        self, told: list[tuple[dt.date | None, bool]], data: st.DataObject
    ) -> None:
        one = Publication.objects.create(title="A guide")
        for place, (day, stands) in enumerate(told):
            Version.objects.create(
                publication=one,
                published_on=day,
                url=f"https://x.org/{place}",
                withdrawn_on=None if stands else day or dt.date(2020, 2, 1),
                withdrawn_because="" if stands else "why",
            )
        if data.draw(st.booleans()):
            data.draw(st.sampled_from(list(one.versions.all()))).delete()
        versions = newest_first(Version.objects.filter(publication=one))
        latest = latest_of(versions)
        standing = [each for each in versions if each.withdrawn_on is None]
        assert latest == (standing or versions or [None])[0]
        expected = (latest.published_on, latest.url, None) if latest else (None, "", None)
        assert said(one) == expected
