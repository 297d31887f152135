"""The words of documents: drawn apart from the site, searched by those who may open the document."""

from __future__ import annotations

import base64
import io
import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from alliance.directory.access import viewer_of
from alliance.directory.models import Area, Meeting, User, Visibility
from alliance.jobs.models import Job
from alliance.library.documents import drawing, read
from alliance.library.documents.drawing import CannotBeRead, draw_apart, read_kept, read_unread
from alliance.library.documents.read import LONGEST, draw, tidy
from alliance.library.documents.text import text_of
from alliance.library.models import DocumentFile, FileText, Publication
from alliance.library.papers.keep import add_paper, remove_paper
from alliance.region.paper import pdf_of
from alliance.search.models import SearchEntry
from alliance.search.query import search
from tests.directory.areas.invented import given
from tests.directory.areas.people import People
from tests.directory.networks.invented import meets, network
from tests.library.agreements.invented import understanding, version
from tests.library.documents import made

ZANZIBAR = pdf_of("A report", ["Nobody but this report says zanzibar."])


# What a file says ------------------------------------------------------------------------------


def test_a_pdf_gives_its_words_pages_and_first_page() -> None:
    drawn = draw(pdf_of("Kinship care", ["What carers said. "] * 60), "pdf")
    assert drawn.text.startswith("Kinship care\nWhat carers said.")
    assert drawn.pages == 3
    with Image.open(io.BytesIO(base64.b64decode(drawn.first_page))) as picture:
        assert (picture.format, picture.size[0]) == ("WEBP", 420)


def test_a_scan_has_no_words() -> None:
    scan = io.BytesIO()
    Image.new("RGB", (200, 280), "#4a5a62").save(scan, "PDF")
    drawn = draw(scan.getvalue(), "pdf")
    assert drawn.text == ""
    assert drawn.first_page


@pytest.mark.parametrize(
    ("kind", "content", "text"),
    [
        ("docx", made.word("One", "Two café"), "One\nTwo café"),
        ("xlsx", made.excel(("Authority", "Carers"), ("Kent", "many")), "Authority\nCarers\nKent\nmany"),
        ("pptx", made.zipped({f"ppt/slides/slide{n}.xml": b"<a><p><t>S%d</t></p></a>" % n
                              for n in (10, 2, 1)}), "S1\nS2\nS10"),
        ("odt", made.zipped({"content.xml": b"<o><h>Head</h><p>One <b>two</b><tab/>three</p></o>"}),
         "Head\nOne two three"),
        ("txt", "Fostering – £30".encode("cp1252"), "Fostering – £30"),
        ("csv", b"a,b\r\n1,2\r\n", "a,b\n1,2"),
    ],
)  # fmt: skip
def test_other_kinds_give_their_words(kind: str, content: bytes, text: str) -> None:
    drawn = draw(content, kind)
    assert drawn.text == text
    assert (drawn.pages, drawn.first_page) == (None, "")


def test_words_are_tidied_and_no_longer_than_is_kept() -> None:
    assert tidy("  a\0b \t c\r\n\n\n d\ue000 ") == "a b c\nd"
    assert tidy("co\xad\noperation") == "cooperation"
    assert len(tidy("word " * LONGEST)) <= LONGEST


# Apart from the site ---------------------------------------------------------------------------


def test_what_is_read_apart_is_what_is_read_here() -> None:
    assert draw_apart(made.PDF, "pdf") == draw(made.PDF, "pdf")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"junk", "pdf"),
        (b"junk", "docx"),
        (made.zipped({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "docx"),
    ],
)
def test_what_cannot_be_read_is_said_and_harms_nobody(content: bytes, kind: str) -> None:
    with pytest.raises(CannotBeRead):
        draw_apart(content, kind)


def test_a_reader_that_takes_long_or_eats_all_memory_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """The limits are those of the process itself; here another program stands in for the reader."""
    program = "from alliance.library.documents.read import confine; confine(); "
    for does, most in (("'x' * 4_000_000_000", 60.0), ("import time; time.sleep(60)", 1.5)):
        fake = tmp_path / "python"
        fake.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{program}{does}"\n')
        fake.chmod(0o755)
        monkeypatch.setattr(drawing.sys, "executable", str(fake))
        monkeypatch.setattr(drawing, "WAIT", most)
        began = time.monotonic()
        with pytest.raises(CannotBeRead):
            draw_apart(b"", "pdf")
        assert time.monotonic() - began < 30


def test_the_reader_knows_no_keys_and_no_django() -> None:
    assert "django" not in {name.partition(".")[0] for name in vars(read)}
    import subprocess

    done = subprocess.run(
        [sys.executable, "-I", "-c",
         "import alliance.library.documents.read, sys; print('django' in sys.modules)"],
        capture_output=True, check=True, env={}, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"


# Found by it -----------------------------------------------------------------------------------


def kept(content: bytes = ZANZIBAR, name: str = "report.pdf", **fields: Any) -> DocumentFile:
    """A document that was read."""
    row = DocumentFile(title="A report", **fields)
    row.file.save(name, ContentFile(content))
    read_kept(None, "document", row.pk)  # type: ignore[arg-type]
    row.refresh_from_db()
    return row


def found_by(*users: User) -> list[bool]:
    return [
        bool(search("zanzibar", audiences=viewer_of(each).audience_keys).hits) for each in users
    ]


def audience(title: str = "A report") -> str:
    return SearchEntry.objects.get(title=title).audience


@pytest.mark.django_db
def test_a_document_is_read_in_the_background_and_found_by_its_words(client: Client) -> None:
    row = DocumentFile(title="A report")
    row.file.save("report.pdf", ContentFile(ZANZIBAR))
    job = Job.objects.get(path=read_kept.path)
    assert job.args == ["document", row.pk]
    assert not FileText.objects.exists()
    assert read_kept(None, *job.args) == "Its text is searched."  # type: ignore[arg-type]
    page = client.get("/search/?q=zanzibar").content.decode()
    assert row.url in page
    row.refresh_from_db()
    assert len(row.sha256) == 64


@pytest.mark.django_db
def test_what_is_read_is_not_read_again_and_what_was_missed_is() -> None:
    row = kept()
    Job.objects.all().delete()
    row.save()
    assert not Job.objects.filter(path=read_kept.path).exists()
    FileText.objects.all().delete()
    version(understanding())
    Job.objects.all().delete()
    read_unread(None)  # type: ignore[arg-type]
    assert sorted(job.args[0] for job in Job.objects.filter(path=read_kept.path)) == [
        "agreement",
        "document",
    ]


@pytest.mark.django_db
def test_a_scan_and_a_broken_file_are_said_to_be_that() -> None:
    assert FileText.objects.filter(name=kept(b"%PDF-junk").file.name).get().state == "unreadable"
    assert FileText.objects.get(name=kept(b" ", "a.txt").file.name).state == "no text"


@pytest.mark.django_db
def test_a_document_of_an_area_is_found_by_those_inside_alone(
    people: People, quality: Area, kent: Any
) -> None:
    given(people.asker, quality, kent, by=people.director)
    kept(collection=quality.collection)
    assert found_by(people.asker, people.support, people.other_asker, people.nobody) == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.django_db
def test_an_area_that_takes_a_collection_closes_what_is_in_it_at_once(people: People) -> None:
    shelf = Collection.get_first_root_node().add_child(instance=Collection(name="Shelf"))
    row = kept(collection=shelf)
    Publication.objects.create(title="Of another", match_key="o", document=kept(collection=shelf))
    assert found_by(people.nobody) == [True]
    made_area = Area.objects.create(name="New", slug="new", collection=shelf)
    assert found_by(people.nobody) == [False]
    assert audience() == audience("Of another") == f"area:{made_area.pk}"
    made_area.delete()
    assert text_of(row)
    assert found_by(people.nobody) == [True]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "expected"), [("login", "members"), ("groups", "programme")])
def test_a_private_collection_closes_what_is_in_it_at_once(kind: str, expected: str) -> None:
    shelf = Collection.get_first_root_node().add_child(instance=Collection(name="Shelf"))
    row = kept(collection=shelf)
    report = Publication.objects.create(
        title="Of it", match_key="o", document=kept(collection=shelf)
    )
    assert audience() == "public"
    assert "zanzibar" in SearchEntry.objects.get(title="Of it").body
    closing = CollectionViewRestriction.objects.create(collection=shelf, restriction_type=kind)
    closing.groups.set([Group.objects.create(name="Directors")])
    assert audience() == expected
    assert "zanzibar" not in SearchEntry.objects.get(title="Of it").body
    assert text_of(row) == ""
    closing.delete()
    assert audience() == "public"
    assert report.document


@pytest.mark.django_db
def test_a_publication_is_found_by_the_words_of_its_document_and_once(people: People) -> None:
    row = kept()
    Publication.objects.create(title="The publication", match_key="p", document=row)
    row.save()
    hits = search("zanzibar", audiences=viewer_of(people.nobody).audience_keys).hits
    assert [hit.title for hit in hits] == ["The publication"]


@pytest.mark.django_db
def test_a_paper_is_found_by_everybody_if_it_is_everybody_s_else_by_the_programme(
    people: People,
) -> None:
    meeting: Meeting = meets(network("Kinship Network"), timezone.localdate())
    for audience_of_it, expected in (("public", [True, True]), ("members", [False, True])):
        paper = add_paper(
            by=None, meeting=meeting, file=ContentFile(ZANZIBAR, "a.pdf"), title="Agenda",
            kind="agenda", audience=audience_of_it,
        )  # fmt: skip
        assert not found_by(people.support)[0]
        read_kept(None, "document", paper.document_id)  # type: ignore[arg-type]
        assert found_by(people.nobody, people.support) == expected
        remove_paper(by=None, paper=paper)
        assert found_by(people.nobody, people.support) == [False, False]


@pytest.mark.django_db
def test_an_agreement_is_found_by_the_words_of_its_version(people: People) -> None:
    one = version(understanding(text_visibility=Visibility.MEMBERS), content=ZANZIBAR)
    assert read_kept(None, "agreement", one.pk) == "Its text is searched."  # type: ignore[arg-type]
    assert found_by(people.nobody) == [True]
    assert not search("zanzibar", audiences={"public"}).hits


@pytest.mark.django_db
def test_an_agreement_shows_its_first_page_to_those_who_may_read_it(
    client: Client, client_of: Callable[[User], Client], people: People
) -> None:
    one = version(understanding(text_visibility=Visibility.MEMBERS), content=ZANZIBAR)
    read_kept(None, "agreement", one.pk)  # type: ignore[arg-type]
    address = f"/agreements/mou/versions/{one.pk}/first-page/"
    member = client_of(people.nobody)
    assert (
        f'src="{address}" alt="First page of version 2026"'
        in member.get("/agreements/mou/").content.decode()
    )
    assert b"".join(member.get(address).streaming_content)[:4] == b"RIFF"
    assert client.get(address).status_code == 404


# Its first page ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_first_page_is_seen_by_those_who_may_open_the_document(
    client: Client,
    client_of: Callable[[User], Client],
    people: People,
    quality: Area,
    kent: Any,
) -> None:
    given(people.asker, quality, kent, by=people.director)
    row = kept(collection=quality.collection)
    address = f"/documents/{row.pk}/first-page/"
    for reader in (client, client_of(people.other_asker)):
        assert reader.get(address).status_code == 404
    seen = client_of(people.asker).get(address)
    assert seen["Content-Type"] == "image/webp"
    assert b"".join(seen.streaming_content)[:4] == b"RIFF"
    page = client_of(people.asker).get("/areas/quality-assurance/").content.decode()
    assert f'src="{address}" alt="First page of A report"' in page
    DocumentFile.objects.update(collection=Collection.get_first_root_node())
    assert b"".join(client.get(address).streaming_content)
    shelf = Collection.get_first_root_node().add_child(instance=Collection(name="Shelf"))
    CollectionViewRestriction.objects.create(collection=shelf, restriction_type="login")
    DocumentFile.objects.update(collection=shelf)
    assert client.get(address).status_code == 404
    assert b"".join(client_of(people.support).get(address).streaming_content)


@pytest.mark.django_db
def test_a_document_without_a_picture_shows_how_it_begins(
    client_of: Callable[[User], Client], people: People, quality: Area
) -> None:
    row = kept(made.word("The panel met twice.", "It meets again."), "a.docx",
               collection=quality.collection)  # fmt: skip
    page = client_of(people.support).get("/areas/quality-assurance/").content.decode()
    assert "The panel met twice. It meets again." in page
    assert client_of(people.support).get(f"/documents/{row.pk}/first-page/").status_code == 404


# Given out -------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "begins"),
    [
        ("a.pdf", ZANZIBAR, "inline"),
        ("a.csv", b"a,b\n1,2\n", "attachment"),
        ("a.txt", b"words", "attachment"),
        ("a.docx", made.word(), "attachment"),
        ("a.html", b"<script>alert(1)</script>", "attachment"),
    ],
)
def test_only_a_pdf_opens_in_the_browser_and_nothing_runs(
    client: Client, name: str, content: bytes, begins: str
) -> None:
    row = DocumentFile(title="A")
    row.file.save(name, ContentFile(content))
    got = client.get(row.url)
    b"".join(got.streaming_content)
    assert got.headers.get("Content-Disposition", "inline").startswith(begins)
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in got["Content-Security-Policy"]
    assert ("sandbox" in got["Content-Security-Policy"]) is (begins == "attachment")


@pytest.mark.django_db
def test_as_many_different_words_as_are_kept_can_be_indexed() -> None:
    """PostgreSQL refuses a row whose words take more than a megabyte in its index."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    words = (a + b + c + d for a in letters for b in letters for c in letters for d in letters)
    row = DocumentFile(title="Numbers")
    row.file.save("numbers.txt", ContentFile(" ".join(islice(words, 120_000)).encode()))
    read_kept(None, "document", row.pk)  # type: ignore[arg-type]
    assert len(SearchEntry.objects.get(title="Numbers").body) > LONGEST - 10
