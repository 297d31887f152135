"""Parts of open pages that are kept in an area: beside the open text for some, nowhere for others."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from alliance.audit.models import AuditEvent
from alliance.directory.access import viewer_of, visible
from alliance.directory.areas.end import end
from alliance.directory.models import AccessGrant, AccessLog, Area, Authority, RoleKind, User
from alliance.pages.blocks import WORDS
from alliance.pages.models import RestrictedPart, SectionPage, Workstream
from alliance.search.models import SearchEntry
from alliance.search.query import search
from tests.directory.areas.invented import area, document, given
from tests.directory.areas.people import People
from tests.pages.invented import private, project, section

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
SECRET = "Zanzibar"
"""A word that stands in restricted places alone."""


def restricted(page: Workstream, to: Area, **fields: object) -> RestrictedPart:
    """A part of a page, in an area, with a document."""
    part = RestrictedPart(
        page=page,
        area=to,
        text=[("words", f"<p>{SECRET} in words</p>")],
        tools=f"<p>{SECRET} in tools</p>",
        documents=[("document", document(f"{SECRET} letter", to))],
        **fields,
    )
    part.full_clean()
    part.save()
    return part


@pytest.fixture
def care(quality: Area) -> SectionPage:
    page = section("Care", introduction="Open to all.")
    restricted(page, quality)
    return page


@pytest.fixture
def inside(people: People, quality: Area, kent: Authority) -> AccessGrant:
    return given(people.asker, quality, kent, by=people.director)


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


# On the page -------------------------------------------------------------------------------------


def test_who_may_enter_reads_the_restricted_part_beside_the_open_one(
    client_of: ClientOf,
    people: People,
    care: SectionPage,
    inside: AccessGrant,
) -> None:
    page = shown(client_of(people.asker), "/sections/care/")
    for words in ("Open to all.", f"{SECRET} in words", f"{SECRET} in tools", f"{SECRET} letter"):
        assert words in page
    assert 'id="restricted-quality-assurance"' in page
    assert "Only those who may enter" in page
    assert "More of this page is kept in" not in page


@pytest.mark.parametrize("name", ["", "other_asker", "director", "nobody"])
def test_others_read_the_open_part_and_where_the_rest_is(
    client: Client,
    client_of: ClientOf,
    people: People,
    care: SectionPage,
    inside: AccessGrant,
    name: str,
) -> None:
    reader = client_of(getattr(people, name)) if name else client
    page = shown(reader, "/sections/care/")
    assert "Open to all." in page
    assert SECRET not in page
    assert 'More of this page is kept in <a class="govuk-link" href="/areas/quality' in page


def test_projects_have_them_too(
    client: Client,
    client_of: ClientOf,
    people: People,
    quality: Area,
    inside: AccessGrant,
) -> None:
    restricted(project("Step across"), quality)
    assert SECRET in shown(client_of(people.asker), "/projects/step-across/")
    assert SECRET not in shown(client, "/projects/step-across/")


def test_the_kept_page_of_all_readers_is_never_one_of_somebody_inside(
    client: Client,
    client_of: ClientOf,
    people: People,
    care: SectionPage,
    inside: AccessGrant,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    before = client.get("/sections/care/").content
    asker = client_of(people.asker)
    answer = asker.get("/sections/care/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    with django_assert_num_queries(1):
        assert client.get("/sections/care/").content == before
    end(by=people.director, grant=inside, why="Over.")
    assert SECRET not in shown(asker, "/sections/care/"), "at once"


def test_each_reading_of_such_a_page_is_noted_and_of_the_open_part_none(
    client: Client,
    client_of: ClientOf,
    people: People,
    care: SectionPage,
    inside: AccessGrant,
) -> None:
    client.get("/sections/care/")
    client_of(people.director).get("/sections/care/")
    assert not AccessLog.objects.exists()
    client_of(people.asker).get("/sections/care/")
    row = AccessLog.objects.get()
    assert (row.person, row.title, row.path) == (people.asker.person, "Care", "/sections/care/")


def test_a_page_that_is_closed_or_a_draft_shows_nothing_of_its_parts(
    client_of: ClientOf,
    people: People,
    quality: Area,
    inside: AccessGrant,
) -> None:
    draft, closed = section("Draft", live=False), section("Closed")
    private(closed, "groups")
    for page in (draft, closed):
        restricted(page, quality)
    asker = client_of(people.asker)
    shown(asker, "/sections/draft/", 404)
    shown(asker, "/sections/closed/", 403)
    assert "Closed" not in shown(asker, "/areas/quality-assurance/")
    assert not visible(people.asker, RestrictedPart.objects.all()).exists()


@pytest.mark.parametrize("count", [0, 1, 4])
def test_what_parts_cost(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    """For readers one query more than without, however many parts; for none of them its text."""
    page = section("Care")
    for number in range(count):
        restricted(page, area(f"Area {number}"))
    client.get("/sections/")
    with django_assert_num_queries(12 + bool(count)):
        client.get("/sections/care/")


# The area's own page -----------------------------------------------------------------------------


def test_the_area_lists_what_is_in_it_to_those_inside_and_what_is_open_to_all(
    client: Client,
    client_of: ClientOf,
    people: People,
    quality: Area,
    care: SectionPage,
    inside: AccessGrant,
) -> None:
    quality.open_page = section("Audits", introduction="How we audit.")
    quality.save()
    public = shown(client, "/areas/quality-assurance/")
    assert "Open to everyone" in public
    assert '<a class="govuk-link" href="/sections/audits/">Audits</a>' in public
    assert '<a class="govuk-link" href="/sections/care/">Care</a>' in public
    assert SECRET not in public
    own = shown(client_of(people.asker), "/areas/quality-assurance/")
    assert f"{SECRET} letter" in own
    assert 'href="/sections/care/#restricted-quality-assurance"' in own


def test_an_open_page_that_is_not_published_is_not_named(
    client: Client,
    quality: Area,
) -> None:
    quality.open_page = section("Not yet", live=False)
    quality.save()
    assert "Not yet" not in shown(client, "/areas/quality-assurance/")


# Found by search, and by nothing else ------------------------------------------------------------


def found(user: User | AnonymousUser) -> list[str]:
    hits = search(SECRET, audiences=viewer_of(user).audience_keys).hits
    return [str(hit.title).replace("<mark>", "").replace("</mark>", "") for hit in hits]


def test_it_is_found_by_those_inside_and_no_longer_when_they_are_put_out(
    people: People,
    care: SectionPage,
    inside: AccessGrant,
) -> None:
    both = {"Care: Quality assurance", f"{SECRET} letter"}
    assert set(found(people.asker)) == both
    assert set(found(people.support)) == both
    for user in (AnonymousUser(), people.director, people.other_asker, people.nobody):
        assert found(user) == []
    end(by=people.director, grant=inside, why="Over.")
    assert found(people.asker) == []


def test_search_does_not_offer_its_words_to_others(
    client: Client,
    care: SectionPage,
) -> None:
    slip = "Zanzibra"
    assert SECRET.lower() not in shown(client, f"/search/?q={slip}").lower()


def test_the_index_follows_the_page_and_the_area(
    care: SectionPage,
    quality: Area,
) -> None:
    def audiences() -> list[str]:
        entries = SearchEntry.objects.filter(content_type__model="restrictedpart")
        return list(entries.values_list("audience", flat=True))

    assert audiences() == [f"area:{quality.pk}"]
    care.unpublish()
    assert audiences() == ["programme"]
    care.save_revision().publish()
    assert audiences() == [f"area:{quality.pk}"]
    private(care, "groups")
    assert audiences() == ["programme"]
    quality.slug = "audits"
    quality.save()
    entry = SearchEntry.objects.get(content_type__model="restrictedpart")
    assert entry.url == "/sections/care/#restricted-audits"
    RestrictedPart.objects.all().delete()
    assert audiences() == []


@pytest.mark.parametrize(
    "address",
    ["/feeds/all.atom", "/feeds/all.json", "/calendar.ics", "/api/v1/publications/",
     "/api/v1/publications/?format=csv", "/api/v1/items/", "/api/v1/events/", "/sections/", "/"],
)  # fmt: skip
def test_feeds_calendar_api_and_lists_never_show_it_even_to_those_inside(
    client_of: ClientOf,
    people: People,
    care: SectionPage,
    inside: AccessGrant,
    address: str,
) -> None:
    for user in (people.asker, people.support):
        assert SECRET not in shown(client_of(user), address)


# In the editors' area ----------------------------------------------------------------------------


def test_an_editor_makes_an_area_which_is_kept_in_the_trail(editor: Client, db: None) -> None:
    def send(address: str, **fields: object) -> None:
        data: dict[str, object] = {
            "name": "Directors",
            "slug": "directors",
            "description": "What directors share.",
            "is_live": "on",
            **fields,
        }
        answer = editor.post(address, nested_form_data(data))
        assert answer.status_code == 302, answer.context and answer.context["form"].errors

    send(
        reverse("wagtailsnippets_directory_area:add"),
        admitted_roles=inline_formset([{"kind": "dcs", "with_acting": "on"}]),
    )
    made = Area.objects.get()
    role = made.admitted_roles.get()
    assert (role.kind, role.with_acting) == (RoleKind.DCS, True)
    assert made.collection.name == "Restricted: Directors"
    send(
        reverse("wagtailsnippets_directory_area:edit", args=[made.pk]),
        admitted_roles=inline_formset(
            [{"id": role.pk, "kind": "dcs", "with_acting": "on", "DELETE": "on"}], initial=1
        ),
    )
    events = AuditEvent.objects.filter(content_type__model__in=["area", "admittedrole"])
    assert [(event.content_type.model, event.verb) for event in events.order_by("pk")] == [
        ("area", "made"),
        ("admittedrole", "entered"),
        ("area", "edited"),
        ("admittedrole", "removed"),
    ]


def test_an_area_is_never_removed(editor: Client, quality: Area) -> None:
    editor.post(reverse("wagtailsnippets_directory_area:delete", args=[quality.pk]))
    assert Area.objects.exists(), "its documents would be open to everybody"


def test_an_editor_adds_a_restricted_part_and_a_document_outside_it_is_refused(
    editor: Client,
    client: Client,
    quality: Area,
) -> None:
    page = section("Care")
    stray, kept = document("Stray letter"), document("Kept letter", quality)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    def form(letter: object) -> dict[str, object]:
        part = {
            "area": quality.pk,
            "text": streamfield([("words", rich_text(f"<p>{SECRET}.</p>", features=WORDS))]),
            "tools": rich_text("", features=WORDS),
            "documents": streamfield([("document", letter.pk)]),  # type: ignore[attr-defined]
        }
        data = {
            "title": "Care", "slug": "care", "introduction": "", "text": streamfield([]),
            "governance": rich_text("", features=WORDS), "tools": rich_text("", features=WORDS),
            "meeting_network": "", "meeting_on": "", "meeting_at": "", "meeting_place": "",
            "topics": [], "contacts": inline_formset([]), "governance_records": inline_formset([]),
            "tool_records": inline_formset([]), "restricted_parts": inline_formset([part]),
            "comments": inline_formset([]), "action-publish": "1",
        }  # fmt: skip
        return nested_form_data(data)

    refused = editor.post(address, form(stray))
    assert "Move it there first" in refused.content.decode()
    assert not RestrictedPart.objects.exists()
    assert editor.post(address, form(kept)).status_code == 302
    assert RestrictedPart.objects.get().area == quality
    assert SECRET not in shown(client, "/sections/care/")
    assert SECRET in shown(editor, "/sections/care/")


def test_a_document_linked_in_words_is_looked_at_too(quality: Area) -> None:
    stray = document("Stray letter")
    part = RestrictedPart(
        page=section("Care"),
        area=quality,
        text=[("words", f'<p><a linktype="document" id="{stray.pk}">this</a></p>')],
        tools=f'<p><a linktype="document" id="{stray.pk}">this</a></p>',
    )
    with pytest.raises(ValidationError) as refusal:
        part.full_clean()
    assert set(refusal.value.message_dict) == {"text", "tools"}


def test_a_preview_is_no_reading(
    editor: Client,
    care: SectionPage,
) -> None:
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[care.pk]))
    assert SECRET in answer.content.decode()
    assert not AccessLog.objects.exists()
