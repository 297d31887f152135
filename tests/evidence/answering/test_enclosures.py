"""Files of a submission: through the one door, bare of what cameras write, and given to nobody else."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from alliance.evidence.answering import limits, looking_into
from alliance.evidence.answering.enclosing import MOST, enclose, take_out
from alliance.evidence.models import Enclosure
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.sending import begin
from tests.evidence.answering.conftest import Writer
from tests.evidence.invented import call, closed, given, sent

pytestmark = pytest.mark.django_db
PLACE = "Made in the kitchen of 14 Orchard Close"


def photograph(*, red: int = 200, size: tuple[int, int] = (60, 40), turned: bool = False) -> bytes:
    """A JPEG whose camera wrote down where it was, and how it was held."""
    tags = Image.Exif()
    tags[0x010E] = PLACE
    tags.get_ifd(0x8825)[1] = "N"
    if turned:
        tags[0x0112] = 6
    file = io.BytesIO()
    Image.new("RGB", size, (red, 10, 10)).save(file, format="JPEG", exif=tags)
    return file.getvalue()


def upload(content: bytes, name: str = "kitchen.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def draft(writer: Writer) -> Writer:
    return writer.go_on_with(begin(call(), given=given(), by=None))


def test_a_picture_is_kept_without_what_its_camera_wrote(draft: Writer) -> None:
    assert PLACE.encode() in photograph()
    row = enclose(draft.submission, upload(photograph()), by=None, says=" A kitchen ")
    with row.file.open("rb") as file:
        kept = file.read()
    assert PLACE.encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {}
    assert (row.kind, row.says, row.size) == ("picture", "A kitchen", len(kept))


def test_a_picture_stands_upright_and_no_larger_than_a_page_wants(draft: Writer) -> None:
    row = enclose(draft.submission, upload(photograph(size=(3000, 1500), turned=True)), by=None)
    with row.file.open("rb") as file, Image.open(file) as picture:
        assert picture.size == (1200, 2400)


def test_a_file_is_added_described_and_taken_out(draft: Writer) -> None:
    answer = draft.post("files/", do="add", file=upload(photograph()), says="A kitchen")
    assert answer["Location"] == draft.at("files/")
    row = Enclosure.objects.get()
    assert 'value="A kitchen"' in draft.page("files/")
    draft.post("files/", do="describe", file=row.pk, says="The hub’s kitchen")
    row.refresh_from_db()
    assert row.says == "The hub’s kitchen"
    assert "kitchen.jpg" in draft.page("check/")
    draft.post("files/", do="take_out", file=row.pk)
    assert not Enclosure.objects.exists()


def test_taking_out_destroys_the_file(
    draft: Writer, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    row = enclose(draft.submission, upload(photograph()), by=None)
    storage, name = row.file.storage, str(row.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        take_out(row, by=None)
    assert not storage.exists(name)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("page.html", b"<script>alert(1)</script>", "not taken here"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("photo.jpg", b"%PDF-1.4 not a photograph", ""),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_what_is_no_document_or_picture_is_refused_with_a_sentence(
    draft: Writer, name: str, content: bytes, says: str
) -> None:
    answer = draft.post("files/", do="add", file=upload(content, name))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Enclosure.objects.exists()


def test_without_a_file_it_is_said_what_to_do(draft: Writer) -> None:
    answer = draft.post("files/", do="add")
    assert answer.status_code == 422
    assert 'href="#id_file">Choose a file.' in answer.content.decode()


def test_there_are_only_so_many(draft: Writer) -> None:
    for number in range(MOST):
        enclose(draft.submission, upload(photograph(red=number * 30)), by=None)
    with pytest.raises(CannotBeDone, match="Take one out first"):
        enclose(draft.submission, upload(photograph(red=250)), by=None)


def test_the_same_again_is_the_one_that_is_there(draft: Writer) -> None:
    one, other = (enclose(draft.submission, upload(photograph()), by=None) for _ in range(2))
    assert one == other


def test_nobody_fills_the_disk(draft: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES_FROM_ONE_PLACE", 0)
    assert draft.post("files/", do="add", file=upload(photograph())).status_code == 422
    assert not Enclosure.objects.exists()


def test_after_closing_files_stay_as_they_are(writer: Writer) -> None:
    one = writer.go_on_with(sent(call()))
    row = enclose(one.submission, upload(photograph()), by=None)
    closed(one.submission.call)
    one.client.post(one.at("files/"), {"do": "take_out", "file": row.pk})
    assert Enclosure.objects.count() == 1
    with pytest.raises(CannotBeDone):
        take_out(row, by=None)
    with pytest.raises(CannotBeDone):
        enclose(one.submission, upload(photograph(red=1)), by=None)


def test_a_file_is_given_to_whoever_has_the_link_and_to_nobody_by_another(
    draft: Writer, client: Client
) -> None:
    row = enclose(draft.submission, upload(photograph()), by=None)
    answer = draft.client.get(draft.at(f"files/{row.pk}/"))
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    other = Writer(client).go_on_with(
        begin(draft.submission.call, given=given("Another."), by=None)
    )
    assert other.client.get(other.at(f"files/{row.pk}/")).status_code == 404
    assert (
        other.client.post(other.at("files/"), {"do": "take_out", "file": row.pk}).status_code == 404
    )
    assert client.get(f"/files/{row.file.name}").status_code == 404


def test_a_document_is_handed_over_and_not_shown(draft: Writer) -> None:
    row = Enclosure(
        submission=draft.submission, kind="document", name="plan.pdf", size=3, sha256="0" * 64
    )
    row.file.save("plan.pdf", ContentFile(b"abc"))
    answer = draft.client.get(draft.at(f"files/{row.pk}/"))
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert b"".join(answer.streaming_content) == b"abc"  # type: ignore[attr-defined]
    row.file.storage.delete(str(row.file.name))
    assert draft.client.get(draft.at(f"files/{row.pk}/")).status_code == 404


# Words by which a child could be known ---------------------------------------------------------


def leaflet(*paragraphs: str) -> bytes:
    file, document = io.BytesIO(), Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


BORN = "Ellie Marlow, born on 3 April 2014, settled at once."


def test_what_a_document_says_of_a_child_is_told_at_once_and_before_it_is_sent(
    draft: Writer,
) -> None:
    draft.post("files/", do="add", file=upload(leaflet("Our hub.", BORN), "leaflet.docx"))
    assert "<mark>3 April 2014</mark>" in draft.page("files/")
    assert "<mark>3 April 2014</mark>" in draft.page("check/")
    assert f'href="{draft.at("files/")}?then=check"' in draft.page("check/")

    assert draft.post("check/", do="send").status_code == 422
    draft.submission.refresh_from_db()
    assert draft.submission.state == "draft"


def test_whoever_takes_it_out_is_not_warned(draft: Writer) -> None:
    row = enclose(draft.submission, upload(leaflet(BORN), "leaflet.docx"), by=None)
    assert row.looks_like
    enclose(draft.submission, upload(leaflet("Our hub."), "better.docx"), by=None)
    draft.post("files/", do="take_out", file=row.pk)
    assert "<mark>" not in draft.page("check/")
    assert not Enclosure.objects.filter(pk=row.pk).exists()


def test_the_name_of_a_file_and_what_a_picture_is_said_to_show_are_read_too(draft: Writer) -> None:
    named = upload(leaflet("Our hub."), "NHS_943 476 5919.docx")
    assert [one["kind"] for one in enclose(draft.submission, named, by=None).looks_like] == ["nhs"]
    enclose(draft.submission, upload(photograph()), by=None, says="Ellie, born on 3 April 2014")
    assert "<mark>3 April 2014</mark>" in draft.page("files/")


def test_a_file_that_cannot_be_read_in_time_is_taken_without_a_warning(
    draft: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_into, "WAIT", 0.001)
    row = enclose(draft.submission, upload(leaflet(BORN), "leaflet.docx"), by=None)
    assert row.looks_like == []
