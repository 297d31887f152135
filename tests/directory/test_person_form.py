"""What an editor changes of a person is in the audit trail, also what hangs on the person."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from alliance.audit.models import AuditEvent
from alliance.directory.editors import keep_group, make_editor
from alliance.directory.models import ContactDetail, Person, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, settings: object) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    keep_group()
    user = User.objects.create_user("editor@example.org")
    make_editor(user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def send(editor: Client, address: str, roles: list[dict[str, object]], initial: int = 0) -> None:
    detail = {"kind": "phone", "value": "01632 960001", "visibility": "members", "ORDER": 1}
    data = nested_form_data(
        {
            "name": "Nell Farrow",
            "organisation": "",
            "visibility": "members",
            "confirmed": "on",
            "roles": inline_formset(roles, initial=initial, min=0),
            "contact_details": inline_formset([] if initial else [detail], min=0),
        }
    )
    answer = editor.post(address, data)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors


def test_a_role_given_and_taken_away_is_in_the_trail(editor: Client) -> None:
    send(
        editor,
        reverse("wagtailsnippets_directory_person:add"),
        [{"kind": "programme_support", "title": ""}],
    )
    person, role = Person.objects.get(), Role.objects.get()
    send(
        editor,
        reverse("wagtailsnippets_directory_person:edit", args=[person.pk]),
        [{"id": role.pk, "kind": "programme_support", "title": "", "DELETE": "on"}],
        initial=1,
    )
    assert not Role.objects.exists()

    events = AuditEvent.objects.filter(object_id=str(role.pk), content_type__model="role")
    assert [event.verb for event in events.order_by("pk")] == ["entered", "removed"]
    assert events.get(verb="entered").changes["kind"] == [None, "programme_support"]
    assert events.get(verb="removed").changes["kind"] == ["programme_support", None]


def test_the_trail_says_who_may_see_a_detail_and_not_what_it_is(editor: Client) -> None:
    send(editor, reverse("wagtailsnippets_directory_person:add"), [])
    detail = ContactDetail.objects.get()
    event = AuditEvent.objects.get(object_id=str(detail.pk), content_type__model="contactdetail")
    assert event.changes["visibility"] == [None, "members"]
    assert event.changes["value"] is None
