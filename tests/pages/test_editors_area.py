"""Sections and projects as editors meet them: made, previewed, published, found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from alliance.directory.models import Network, Topic, Visibility
from alliance.jobs.models import Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules
from alliance.pages.blocks import WORDS
from alliance.pages.indexes import keep_indexes
from alliance.pages.models import ProjectIndex, ProjectPage, SectionIndex, SectionPage
from alliance.pages.scheduled import publish_what_is_due
from alliance.search.query import search
from tests.bulletins.invented import person
from tests.pages.invented import contact, private, project, section

pytestmark = pytest.mark.django_db


def found(words: str, *audiences: str) -> list[str]:
    return [str(hit.title) for hit in search(words, audiences=audiences or ("public",)).hits]


def filled(**changes: object) -> dict[str, object]:
    """What the editors' form sends."""
    data: dict[str, object] = {
        "title": "Kinship care",
        "slug": "kinship-care",
        "introduction": "Family first.",
        "text": streamfield([("words", rich_text("<p>Some words.</p>", features=WORDS))]),
        "governance": rich_text("<p>Reports in May.</p>", features=WORDS),
        "tools": rich_text("", features=WORDS),
        "meeting_network": "",
        "meeting_on": "",
        "meeting_at": "",
        "meeting_place": "",
        "topics": [],
        "contacts": inline_formset([]),
        "governance_records": inline_formset([]),
        "tool_records": inline_formset([]),
        "restricted_parts": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
        **changes,
    }
    return nested_form_data(data)


def adding(kind: str) -> str:
    parent = (SectionIndex if kind == "sectionpage" else ProjectIndex).objects.get()
    return reverse("wagtailadmin_pages:add", args=("pages", kind, parent.pk))


def test_both_lists_are_there_from_the_first_day_and_stay_single() -> None:
    keep_indexes()
    for model, slug in ((SectionIndex, "sections"), (ProjectIndex, "projects")):
        assert model.objects.get().slug == slug
        assert not model.can_create_at(Page.get_first_root_node())
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_an_editor_makes_a_section_and_readers_have_it(editor: Client, client: Client) -> None:
    network = Network.objects.create(name="Kinship Network", slug="kinship")
    topic = Topic.objects.create(name="Permanence", slug="permanence")
    lead = person("Bea Lead", Visibility.PUBLIC)
    assert editor.get(adding("sectionpage")).status_code == 200

    answer = editor.post(
        adding("sectionpage"),
        filled(
            meeting_network=network.pk,
            meeting_on=(timezone.localdate() + dt.timedelta(days=9)).isoformat(),
            topics=[topic.pk],
            contacts=inline_formset([{"person": lead.pk, "role_title": "Chair"}]),
        ),
    )

    assert answer.status_code == 302, answer.context["form"].errors
    shown = client.get("/sections/kinship-care/").content.decode()
    for words in ("Family first.", "Some words.", "Reports in May", "Kinship Network", "Bea Lead"):
        assert words in shown
    assert "<mark>Kinship</mark> care" in found("kinship")
    made = SectionPage.objects.get()
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).status_code == 200
    assert made.get_url() == made.full_url == "/sections/kinship-care/"


def test_an_editor_completes_a_project_and_must_say_when(editor: Client) -> None:
    there = project("Step across")
    edit = reverse("wagtailadmin_pages:edit", args=[there.pk])
    stage = {"title": there.title, "slug": there.slug, "stage": "completed", "started_on": ""}

    refused = editor.post(edit, filled(**stage, completed_on=""))
    assert "has a day on which it was completed" in refused.content.decode()
    assert editor.post(edit, filled(**stage, completed_on="2026-10-01")).status_code == 302
    there.refresh_from_db()
    assert there.stage == ProjectPage.Stage.COMPLETED


def test_a_time_without_a_day_is_refused_in_words(editor: Client) -> None:
    refused = editor.post(adding("sectionpage"), filled(meeting_at="10:00"))
    assert "Give the day of the meeting too" in refused.content.decode()
    assert not SectionPage.objects.exists()


@pytest.mark.parametrize("kind", ["sectionpage", "projectpage"])
def test_preview_shows_what_is_not_published(editor: Client, client: Client, kind: str) -> None:
    there = section("SEND") if kind == "sectionpage" else project("SEND")
    there.introduction = "Only a draft says this."
    there.save_revision()

    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[there.pk]))

    assert shown.status_code == 200
    assert "Only a draft says this." in shown.content.decode()
    assert "Only a draft" not in client.get(there.get_absolute_url()).content.decode()
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[there.pk])).status_code == 302


@pytest.mark.parametrize("kind", ["sectionpage", "projectpage"])
def test_a_page_that_is_being_added_can_be_previewed(editor: Client, kind: str) -> None:
    app, model, parent = adding(kind).rstrip("/").split("/")[-3:]
    preview = reverse("wagtailadmin_pages:preview_on_add", args=(app, model, parent))
    stage = {"stage": "live", "started_on": "", "completed_on": ""}
    assert editor.post(preview, filled(**stage)).json()["is_valid"]
    shown = editor.get(preview)
    assert shown.status_code == 200
    assert "Family first." in shown.content.decode()


@pytest.mark.parametrize("model", [SectionIndex, ProjectIndex])
def test_the_lists_can_be_previewed(editor: Client, model: type[Page]) -> None:
    index = model.objects.get()
    index.introduction = "What we do."
    index.save_revision()
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[index.pk]))
    assert "What we do." in shown.content.decode()


def test_private_means_an_account_or_a_group_never_a_shared_password(editor: Client) -> None:
    there = section("Closed")
    asked = editor.get(reverse("wagtailadmin_pages:set_privacy", args=[there.pk]))
    kinds = {value for value, _ in asked.context["form"].fields["restriction_type"].choices}
    assert kinds == {"none", "login", "groups"}


def test_a_time_to_publish_is_kept() -> None:
    there = section("Later", live=False)
    there.go_live_at = timezone.now() + dt.timedelta(hours=1)
    there.save_revision().publish()
    publish_what_is_due(Progress())
    assert not SectionPage.objects.get().live

    a_minute_ago = timezone.now() - dt.timedelta(minutes=1)  # as if the hour had gone by
    revision = there.latest_revision
    revision.approved_go_live_at = a_minute_ago
    revision.content |= {"go_live_at": a_minute_ago.isoformat()}
    revision.save()
    publish_what_is_due(Progress())
    assert SectionPage.objects.get().live
    write_schedules()
    assert Schedule.objects.filter(path=publish_what_is_due.path).exists()


# Found -----------------------------------------------------------------------------------------


def test_what_is_found_follows_publishing(editor: Client) -> None:
    there = section("Zeppelins", introduction="Nothing else says so.")
    assert found("nothing else")
    there.unpublish()
    assert found("nothing else") == []
    assert found("nothing else", "public", "programme")
    there.get_latest_revision_as_object().save_revision().publish()
    assert found("nothing else")
    there.delete()
    assert found("nothing else", "public", "programme") == []


def test_what_is_found_follows_privacy_also_of_what_is_above() -> None:
    top = section("Top")
    section("Zeppelins", under=top)
    private(top)
    assert found("zeppelins") == []
    assert found("zeppelins", "members")
    row = PageViewRestriction.objects.get()
    row.restriction_type = PageViewRestriction.GROUPS
    row.save()
    assert found("zeppelins", "members") == []
    row.delete()
    assert found("zeppelins")


def test_a_person_is_not_found_through_the_pages_they_are_contact_of() -> None:
    there = section("Top")
    contact(there, person("Quintilla Rare", Visibility.PRIVATE))
    there.save()
    assert found("quintilla", "public", "members") == []
