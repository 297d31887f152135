"""One answer as the programme sees it, and what is done with it there."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from alliance.evidence.models import Call, Enclosure, Submission, SubmissionState, Theme
from alliance.evidence.taking.sending import send
from alliance.evidence.triage import for_panel
from tests.evidence import invented

pytestmark = pytest.mark.django_db
ADDRESS = "/submissions/SL-1/"


@pytest.fixture
def call() -> Call:
    return invented.call()


def enclosed(submission: Submission, *, name: str = "Team photo.png") -> Enclosure:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "PNG")
    content = drawn.getvalue()
    return Enclosure.objects.create(
        submission=submission, kind="picture", name=name, size=len(content), sha256="0" * 64,
        file=ContentFile(content, name="x.png"),
    )  # fmt: skip


def test_it_shows_all_that_was_said_under_its_headings(editor: Client, call: Call) -> None:
    invented.sent(call, invented.whole(supplier="Acme Video", has_supplier=True, organisation=""))
    page = editor.get(ADDRESS).content.decode()
    for words in (
        "What did you do differently?", "We run groups by video.", "Twice as many came.", "Acme Video",
        "It may be published, with our name", "sam@example.org", "kept from a panel that reads blind",
    ):  # fmt: skip
        assert words in page
    assert "Whole" not in page  # no authority was said
    assert "Which authority, or which organisation" not in page.partition("What it says")[2]


def test_earlier_wordings_are_shown_as_what_changed(editor: Client, call: Call) -> None:
    submission = invented.sent(call, invented.given("We run groups by video."))
    send(submission, invented.given("We run choirs by video."), by=None)
    page = editor.get(ADDRESS).content.decode()
    assert "How it read before" in page
    assert "groups" in page.partition("<del>")[2].partition("</del>")[0]
    assert "choirs" in page.partition("<ins>")[2].partition("</ins>")[0]


def test_what_may_tell_of_a_child_is_marked_where_it_stands(editor: Client, call: Call) -> None:
    invented.sent(call, invented.given("We met a boy called Jayden, born 3.4.2011, each week."))
    page = editor.get(ADDRESS).content.decode()
    assert "May tell of a child" in page
    assert "3.4.2011" in page.partition("May tell of a child")[2]
    invented.sent(call, invented.given("We met every week."))
    assert "May tell of a child" not in editor.get("/submissions/SL-2/").content.decode()


def test_a_late_one_is_let_in(editor: Client, call: Call) -> None:
    invented.sent(invented.closed(call))
    assert "Let it in" in editor.get(ADDRESS).content.decode()
    editor.post(ADDRESS, {"do": "let_in"})
    assert Submission.objects.get().state == SubmissionState.SENT
    again = editor.post(ADDRESS, {"do": "let_in"}, follow=True).content.decode()
    assert "does not wait to be let in" in again


def test_the_next_one_is_that_of_the_list_one_came_from(editor: Client, call: Call) -> None:
    for text in ("Kayaks.", "Boats.", "Kayaks again."):
        invented.sent(call, invented.given(text))
    page = editor.get("/submissions/SL-3/?q=kayaks").content.decode()
    assert "Next: SL-1" in page
    assert "SL-2" not in page.partition("In the list")[2].partition("</nav>")[0]
    assert "/submissions/SL-1/?q=kayaks" in page


def test_it_is_put_under_a_theme_and_marked_as_a_duplicate(editor: Client, call: Call) -> None:
    first = invented.sent(call)
    other = invented.sent(call, invented.given("Another."))
    theme = Theme.objects.create(call=call, name="Video")
    editor.post(ADDRESS, {"do": "theme", "theme": theme.pk, "seen": "0"})
    editor.post("/submissions/SL-2/", {"do": "duplicate", "of": first.pk})
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.theme, first.theme_by) == (theme, editor.user)  # type: ignore[attr-defined]
    assert other.duplicate_of == first
    editor.post("/submissions/SL-2/", {"do": "not_duplicate"})
    other.refresh_from_db()
    assert other.duplicate_of is None


def test_it_is_erased_only_with_a_reason_and_a_tick(editor: Client, call: Call) -> None:
    submission = invented.sent(call)
    refused = editor.post(ADDRESS, {"do": "erase", "reason": "asked for"})
    assert refused.status_code == 422
    assert "asked for" in refused.content.decode()
    editor.post(ADDRESS, {"do": "erase", "reason": "asked for", "sure": "on"})
    submission.refresh_from_db()
    assert submission.erased_at
    page = editor.get(ADDRESS).content.decode()
    assert "sam@example.org" not in page
    assert "was erased on" in page


def test_the_copy_for_the_panel_is_for_the_programme_to_look_at(
    editor: Client, member: Client, call: Call
) -> None:
    row = enclosed(invented.sent(call))
    address = f"{ADDRESS}enclosures/{row.pk}/for-panel/"
    assert editor.get(address).status_code == 404
    for_panel.show(row, by=editor.user)  # type: ignore[attr-defined]
    response = editor.get(address)
    assert b"PNG" in b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert member.get(address).status_code == 403
    assert editor.get(f"/submissions/SL-9/enclosures/{row.pk}/for-panel/").status_code == 404


def test_the_panel_sees_a_copy_once_somebody_has_looked(
    editor: Client, call: Call, django_capture_on_commit_callbacks: object
) -> None:
    row = enclosed(invented.sent(call))
    editor.post(ADDRESS, {"do": "show_panel", "enclosure": row.pk})
    row.refresh_from_db()
    assert row.is_for_panel
    assert row.for_panel.name != row.file.name
    assert "Team" not in (row.for_panel.name or "")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for_panel.hide(row, by=editor.user)  # type: ignore[attr-defined]
    gone = row.for_panel.name
    row.refresh_from_db()
    assert (row.is_for_panel, row.for_panel.name) == (False, "")
    assert not row.file.storage.exists(gone)


def test_what_cannot_be_cleaned_is_not_shown_to_the_panel(editor: Client, call: Call) -> None:
    row = enclosed(invented.sent(call), name="Notes.odt")
    page = editor.post(
        ADDRESS, {"do": "show_panel", "enclosure": row.pk}, follow=True
    ).content.decode()
    assert "PDF" in page
    row.refresh_from_db()
    assert not row.is_for_panel


def test_whoever_gave_it_has_no_business_here(member: Client, client: Client, call: Call) -> None:
    invented.sent(call)
    assert member.get(ADDRESS).status_code == 403
    assert client.get(ADDRESS).status_code == 302


def test_what_in_an_enclosure_may_tell_of_a_child_is_marked(editor: Client, call: Call) -> None:
    row = enclosed(invented.sent(call))
    row.looks_like = [{"kind": "born", "before": "Ellie, ", "words": "3 April 2014", "after": "."}]
    row.save()
    page = editor.get(ADDRESS).content.decode()
    assert "“3 April 2014” looks like a date of birth" in page
