"""Documents and pictures in the editors' area, as the programme's manager does it there."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Collection

from alliance.audit.trail import history
from alliance.directory.editors import make_editor
from alliance.directory.models import Area, RoleKind, User
from alliance.library.documents.drawing import read_kept
from alliance.library.documents.keep import NotDeleted, take_out
from alliance.library.models import DocumentFile, EarlierFile, FileText, Picture, Publication
from alliance.search.models import SearchEntry
from tests.directory.areas.invented import account
from tests.library.documents import made
from tests.library.documents.made import PDF

pytestmark = pytest.mark.django_db
CMS = "/cms/documents/"


@pytest.fixture
def manager(settings: Any) -> User:
    """A programme manager: an editor as the programme's staff are, not an administrator."""
    settings.SECOND_FACTOR_REQUIRED = False
    user = account("Pat Manager", RoleKind.PROGRAMME_MANAGER)
    make_editor(user)
    assert not user.is_superuser
    return user


@pytest.fixture
def editor(manager: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(manager)


def root() -> int:
    return int(Collection.get_first_root_node().pk)


def sent(content: bytes = PDF, name: str = "kinship.pdf", **fields: Any) -> dict[str, Any]:
    said = {"title": "Kinship care", "collection": root(), "tags": ""}
    return said | {"file": SimpleUploadedFile(name, content)} | fields


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def added(editor: Client, *given: Any, **fields: Any) -> DocumentFile:
    assert editor.post(f"{CMS}add/", sent(*given, **fields)).status_code == 302
    return DocumentFile.objects.latest("pk")


def kept_as(editor: Client, row: DocumentFile) -> bytes:
    return b"".join(editor.get(row.url).streaming_content)


# Adding ----------------------------------------------------------------------------------------


def test_a_programme_manager_adds_a_document(editor: Client, manager: User) -> None:
    assert "up to 20 MB" in said(editor.get(f"{CMS}add/"))
    row = added(editor)
    assert (row.title, row.uploaded_by_user, row.filename) == (
        "Kinship care",
        manager,
        "kinship.pdf",
    )
    assert len(row.sha256) == 64
    assert "Kinship care" in said(editor.get(CMS))


def test_a_programme_manager_adds_a_picture(editor: Client) -> None:
    upload = sent(made.picture(), "bench.png", title="A bench", description="")
    assert editor.post("/cms/images/add/", upload).status_code == 302
    assert Picture.objects.get().title == "A bench"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.png", made.png_that_says(60_000, 60_000), "has far too many pixels"),
        ("a.png", b"", "This file is empty"),
        ("a.svg", b"<svg/>", "Drawings (SVG) can hold programs"),
        ("a.png", made.picture() + made.zipped({"a": b""}), "two files in one"),
    ],
)
def test_a_picture_goes_through_the_door(
    editor: Client, name: str, content: bytes, sentence: str
) -> None:
    upload = {"title": "A", "collection": root()}
    single = editor.post("/cms/images/add/", upload | {"file": SimpleUploadedFile(name, content)})
    assert sentence in said(single)
    many = {"title": "A", "collection": root(), "files[]": SimpleUploadedFile(name, content)}
    assert sentence in editor.post("/cms/images/multiple/add/", many).json()["error_message"]
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "This file is empty"),
        ("a.pdf", made.pdf_with(b"/S /JavaScript"), "It has a script in it"),
        ("a.docx", made.office(word__vbaProject_dot_bin=b""), "has macros in it"),
        ("a.html", b"<p>", "Files of the kind “html” are not taken here"),
    ],
)
def test_a_document_goes_through_the_door(
    editor: Client, name: str, content: bytes, sentence: str
) -> None:
    assert sentence in said(editor.post(f"{CMS}add/", sent(content, name)))
    chooser = {
        f"document-chooser-upload-{key}": value for key, value in sent(content, name).items()
    }
    assert sentence in editor.post("/cms/documents/chooser/create/", chooser).json()["htmlFragment"]
    many = {"title": "A", "collection": root(), "files[]": SimpleUploadedFile(name, content)}
    answer = editor.post(f"{CMS}multiple/add/", many).json()
    assert not answer["success"]
    assert sentence in answer["error_message"]
    assert not DocumentFile.objects.exists()


def test_many_are_dropped_at_once_and_each_is_answered(editor: Client) -> None:
    def drop(content: bytes, name: str) -> dict[str, Any]:
        many = {"title": name, "collection": root(), "files[]": SimpleUploadedFile(name, content)}
        return dict(editor.post(f"{CMS}multiple/add/", many).json())

    assert drop(PDF, "one.pdf")["success"]
    assert drop(made.word(), "two.docx")["success"]
    again = drop(PDF, "three.pdf")
    assert "already here as “one.pdf”, in Root, since" in again["error_message"]
    assert DocumentFile.objects.count() == 2
    pk = DocumentFile.objects.earliest("pk").pk
    form = {f"doc-{pk}-title": "One", f"doc-{pk}-collection": root(), f"doc-{pk}-tags": ""}
    assert editor.post(f"{CMS}multiple/{pk}/", form).json()["success"]
    assert DocumentFile.objects.get(pk=pk).title == "One"
    assert editor.post(f"{CMS}multiple/{pk}/delete/", {}).json()["success"]
    assert DocumentFile.objects.get(pk=pk).archived_why == "Taken back right after it was added."


def test_what_is_said_of_a_refused_file_is_text_to_the_page(editor: Client) -> None:
    """Wagtail puts it into the page as it comes."""
    many = {"title": "A", "files[]": SimpleUploadedFile("a.csv", b"a\n=<img src=x>\n")}
    message = editor.post(f"{CMS}multiple/add/", many | {"collection": root()}).json()
    assert "=&lt;img src=x&gt;" in message["error_message"]


def test_a_title_shows_all_that_is_in_it(editor: Client) -> None:
    assert added(editor, title="annual\u202efdp.exe\u200b report").title == "annualfdp.exe report"


# The same again --------------------------------------------------------------------------------


def test_the_same_file_again_is_told_and_kept_twice_only_when_said(editor: Client) -> None:
    first = added(editor)
    answer = said(editor.post(f"{CMS}add/", sent(name="other.pdf", title="Other")))
    assert f"This file is already here as “{first.title}”" in answer
    assert DocumentFile.objects.count() == 1
    added(editor, keep_both="on", title="Other")
    assert DocumentFile.objects.count() == 2
    assert "the same file" in said(editor.get(f"{CMS}alike/"))


def test_what_was_taken_out_is_told_of_as_that(editor: Client) -> None:
    take_out(by=None, document=added(editor), why="Old.")
    assert "(taken out; it can be put back)" in said(editor.post(f"{CMS}add/", sent()))


@pytest.mark.parametrize("count", [2, 8])
def test_documents_alike_cost_the_same_however_many_there_are(
    editor: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    for number in range(count):
        row = DocumentFile(title=f"Copy {number}")
        row.file.save(f"{number}.txt", ContentFile(f"{words} number {number}".encode()))
        read_kept(None, "document", row.pk)  # type: ignore[arg-type]
    editor.get(f"{CMS}alike/")
    with django_assert_max_num_queries(14):
        page = said(editor.get(f"{CMS}alike/"))
    assert page.count("their words") + page.count("the same words") == count * (count - 1) / 2


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_costs_the_same_however_many_there_are(
    editor: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        read_kept(None, "document", added(editor, keep_both="on", title=f"{number}").pk)  # type: ignore[arg-type]
    editor.get(CMS)
    with django_assert_max_num_queries(22):
        page = said(editor.get(CMS))
    assert page.count("Its text is searched") == count
    assert page.count('alt="First page of') == count


# Another file in its place -----------------------------------------------------------------------


def test_a_file_that_is_replaced_is_kept_beside_the_new_one(editor: Client, manager: User) -> None:
    row = added(editor)
    was = row.file.name
    newer = made.word()
    change = sent(newer, "kinship.docx")
    assert editor.post(f"{CMS}edit/{row.pk}/", change).status_code == 302
    row.refresh_from_db()
    earlier = EarlierFile.objects.get()
    assert (earlier.document, earlier.file.name, earlier.replaced_by) == (row, was, manager)
    assert kept_as(editor, row) == newer
    page = said(editor.get(f"{CMS}edit/{row.pk}/"))
    assert "Earlier files" in page
    got = editor.get(f"{CMS}{row.pk}/earlier/{earlier.pk}/")
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"].startswith("attachment")
    assert history(row)[0].verb == "replaced the file of"
    same = editor.post(f"{CMS}edit/{row.pk}/", sent(newer, "k.docx"))
    assert "This is the file that the document has already." in said(same)


def test_a_refused_file_leaves_the_document_as_it_is(editor: Client) -> None:
    row = added(editor)
    assert "empty" in said(editor.post(f"{CMS}edit/{row.pk}/", sent(b"", "kinship.pdf")))
    row.refresh_from_db()
    assert kept_as(editor, row) == PDF
    assert not EarlierFile.objects.exists()


def test_its_title_alone_can_be_changed(editor: Client) -> None:
    row = added(editor)
    change = sent(title="Kinship, revised")
    del change["file"]
    assert editor.post(f"{CMS}edit/{row.pk}/", change).status_code == 302
    row.refresh_from_db()
    assert row.title == "Kinship, revised"
    assert kept_as(editor, row) == PDF


# Taking out, putting back, destroying ------------------------------------------------------------


def test_a_document_is_taken_out_for_a_reason_and_put_back(editor: Client, client: Client) -> None:
    row = added(editor)
    address = f"{CMS}delete/{row.pk}/"
    assert "It can be put back" in said(editor.get(address))
    assert "Say why" in said(editor.post(address, {"why": " "}))
    assert editor.post(address, {"why": "Out of date."}).status_code == 302
    gone = client.get(row.url)
    assert gone.status_code == 410
    assert "took it out of the library" in said(gone)
    assert "can be put back" in said(editor.get(CMS))
    assert "Kinship care" not in said(editor.get(CMS))
    assert "Kinship care" not in said(editor.get("/cms/documents/chooser/"))
    assert not SearchEntry.objects.filter(title="Kinship care").exists()
    listed = said(editor.get(f"{CMS}?out=1"))
    assert "Kinship care" in listed
    assert "Out of date." in listed
    event = history(row)[0]
    assert (event.verb, event.reason) == ("took out", "Out of date.")

    assert "Out of date." in said(editor.get(f"{CMS}{row.pk}/put-back/"))
    assert editor.post(f"{CMS}{row.pk}/put-back/").status_code == 302
    assert b"".join(client.get(row.url).streaming_content) == PDF
    assert SearchEntry.objects.filter(title="Kinship care").exists()


def test_what_is_referred_to_is_not_taken_out_and_what_refers_is_said(editor: Client) -> None:
    row = added(editor)
    Publication.objects.create(title="A report", document=row, match_key="a report")
    address = f"{CMS}delete/{row.pk}/"
    assert "publication “A report”" in said(editor.get(address))
    assert "publication “A report”" in said(editor.post(address, {"why": "Old."}))
    assert not editor.post(f"{CMS}multiple/{row.pk}/delete/").json()["success"]
    row.refresh_from_db()
    assert row.archived_at is None


def test_several_are_taken_out_at_once(editor: Client) -> None:
    rows = [added(editor, keep_both="on", title=f"{number}") for number in range(3)]
    Publication.objects.create(title="A report", document=rows[0], match_key="a report")
    ids = "&".join(f"id={row.pk}" for row in rows)
    address = f"/cms/bulk/library/documentfile/delete/?{ids}"
    assert "These stay: something refers to them." in said(editor.get(address))
    assert editor.post(address, {"why": "Old."}).status_code == 302
    assert DocumentFile.objects.filter(archived_at__isnull=True).get() == rows[0]


def test_several_are_moved_into_an_area_and_found_there_alone(
    editor: Client, quality: Area
) -> None:
    row = added(editor)
    address = f"/cms/bulk/library/documentfile/add_to_collection/?id={row.pk}"
    assert editor.post(address, {"collection": quality.collection_id}).status_code == 302
    assert SearchEntry.objects.get(title="Kinship care").audience == f"area:{quality.pk}"


def test_a_document_is_destroyed_after_it_was_taken_out(
    editor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    row = added(editor, title="Letter about a child")
    editor.post(f"{CMS}edit/{row.pk}/", sent(made.word(), "a.docx", title="Letter about a child"))
    row.refresh_from_db()
    read_kept(None, "document", row.pk)  # type: ignore[arg-type]
    storage, names = row.file.storage, [row.file.name, row.earlier_files.get().file.name]
    address = f"{CMS}{row.pk}/destroy/"
    assert editor.post(address, {"why": "A child.", "sure": "on"}).url == f"{CMS}delete/{row.pk}/"
    take_out(by=None, document=row, why="Names a child.")
    assert "Tick that" in said(editor.post(address, {"why": "A child."}))
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(address, {"why": "Personal data.", "sure": "on"}).status_code == 302
    for name in names:
        # Wagtail deletes the file itself in a job of its own
        assert not storage.exists(name) or name == names[0]
    assert not DocumentFile.objects.exists()
    assert not FileText.objects.exists()
    assert not SearchEntry.objects.filter(title__contains="Letter").exists()
    events = history(row)
    assert {event.verb for event in events} >= {"took out", "destroyed"}
    assert "Names a child." not in {event.reason for event in events}


def test_nothing_deletes_a_document_on_the_way_past(editor: Client) -> None:
    row = added(editor)
    for deletes in (row.delete, DocumentFile.objects.all().delete):
        with pytest.raises(NotDeleted, match="taken out with a reason"), transaction.atomic():
            deletes()


def test_only_editors_come_to_these_screens(client: Client, editor: Client) -> None:
    row = added(editor)
    for path in (f"delete/{row.pk}/", f"{row.pk}/put-back/", f"{row.pk}/destroy/", "alike/"):
        assert client.get(f"{CMS}{path}").status_code == 302
        assert client.post(f"{CMS}{path}").status_code == 302
