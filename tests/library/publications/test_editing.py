"""Publications and versions as the programme's editors meet them, and those of an earlier release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from alliance.directory.editors import keep_group, make_editor
from alliance.directory.models import User
from alliance.library.models import DocumentFile, Publication, Version
from tests.directory.areas.people import People

ADDRESS = "/cms/snippets/library/publication/"
JUNE, JULY = "2026-06-01", "2026-07-01"


@pytest.fixture
def editor(people: People, client_of: Callable[[User], Client]) -> Client:
    keep_group()
    make_editor(people.support)
    return client_of(people.support)


def form(*versions: dict[str, Any], **fields: Any) -> dict[str, Any]:
    known = sum("id" in version for version in versions)
    blank = {"label": "", "url": "", "document": "", "what_changed": "", "published_on": "",
             "withdrawn_on": "", "withdrawn_because": ""}  # fmt: skip
    rows = [blank | version for version in versions]
    said = {"title": "A guide", "publisher": "", "kind": "guidance", "place": "", "place_until": ""}
    return nested_form_data(
        said | fields | {"versions": inline_formset(rows, initial=known, min=0)}
    )


def file(name: str) -> DocumentFile:
    return DocumentFile.objects.create(title=name, file=ContentFile(b"x", name=f"{name}.txt"))


@pytest.mark.django_db
def test_an_editor_adds_a_publication_with_its_version(editor: Client, people: People) -> None:
    assert editor.get(f"{ADDRESS}add/").status_code == 200
    answer = editor.post(f"{ADDRESS}add/", form({"published_on": JUNE, "url": "https://x.org/1"}))
    assert answer.status_code == 302
    one = Publication.objects.get()
    assert (one.published_on, one.url, one.kind) == (
        dt.date(2026, 6, 1),
        "https://x.org/1",
        "guidance",
    )
    assert one.match_key == "guide", "bulletins will know it again"
    assert one.versions.get().added_by == people.support


@pytest.mark.django_db
def test_a_new_file_is_a_new_version(editor: Client) -> None:
    one = Publication.objects.create(title="A guide", published_on=JUNE, document=file("one"))
    first = one.versions.get()
    known = {"id": first.pk, "published_on": JUNE, "document": first.document_id}
    refused = editor.post(f"{ADDRESS}edit/{one.pk}/", form(known | {"document": file("two").pk}))
    assert "Add a version with the new one" in refused.content.decode()
    two = file("two")
    added = form(known, {"published_on": JULY, "document": two.pk, "what_changed": "A page"})
    assert editor.post(f"{ADDRESS}edit/{one.pk}/", added).status_code == 302
    one = Publication.objects.get()
    assert one.document == two
    assert [each.what_changed for each in one.versions.all()] == ["A page", ""]


@pytest.mark.django_db
def test_no_version_is_taken_away_and_one_may_be_withdrawn(editor: Client) -> None:
    one = Publication.objects.create(title="A guide", published_on=JUNE)
    later = Version.objects.create(publication=one, published_on=JULY)
    rows = [
        {"id": later.pk, "published_on": JULY},
        {"id": one.versions.get(published_on=JUNE).pk, "published_on": JUNE},
    ]
    refused = editor.post(f"{ADDRESS}edit/{one.pk}/", form(rows[0] | {"DELETE": "on"}, rows[1]))
    assert "stays on record" in refused.content.decode()
    assert one.versions.count() == 2
    half = editor.post(f"{ADDRESS}edit/{one.pk}/", form(rows[0] | {"withdrawn_on": JULY}, rows[1]))
    assert "give both" in half.content.decode()
    whole = rows[0] | {"withdrawn_on": JULY, "withdrawn_because": "A figure was wrong"}
    assert editor.post(f"{ADDRESS}edit/{one.pk}/", form(whole, rows[1])).status_code == 302
    assert Publication.objects.get().published_on == dt.date(2026, 6, 1)


@pytest.mark.django_db
def test_two_versions_of_one_day_are_refused_with_a_sentence(editor: Client) -> None:
    answer = editor.post(f"{ADDRESS}add/", form({"published_on": JUNE}, {"published_on": JUNE}))
    assert answer.status_code == 200
    assert not Publication.objects.exists()


@pytest.mark.django_db
def test_the_list_of_editors_and_the_history(editor: Client) -> None:
    one = Publication.objects.create(title="A guide", kind="tool", published_on=JUNE)
    assert "1 June 2026" in editor.get(ADDRESS).content.decode()
    assert editor.get(f"{ADDRESS}?kind=tool").status_code == 200
    assert editor.get(f"{ADDRESS}history/{one.pk}/").status_code == 200
