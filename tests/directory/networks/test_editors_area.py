"""Networks in the editors' area: the same verbs, the same records."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.editors import make_editor
from alliance.directory.models import Authority, Meeting, Network, Nomination, User
from tests.directory.networks.invented import DAY, WEEK, client_of, meets, network, person, sits

pytestmark = pytest.mark.django_db
NOMINATIONS = "/cms/snippets/directory/nomination/"
MEETINGS = "/cms/snippets/directory/meeting/"


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def editor(settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    user = User.objects.create_user("editor@example.org", name="Ed Itor")
    make_editor(user)
    return client_of(user)


# Members ---------------------------------------------------------------------------------------


def nomination(where: Network, of: Authority, who: Any, **fields: Any) -> dict[str, Any]:
    return {
        "network": where.pk,
        "authority": of.pk,
        "person": who.pk,
        "seat": "representative",
        "starts_on": timezone.localdate().isoformat(),
        "ends_on": "",
        "said_by": "Jo, PA",
    } | fields


def test_an_editor_names_somebody_and_whoever_was_there_is_ended(
    editor: Client, kinship: Network, kent: Authority
) -> None:
    first = sits(person("Fay First", of=kent), kinship)
    sol = person("Sol Second", of=kent)
    refused = editor.post(f"{NOMINATIONS}add/", nomination(kinship, kent, sol, said_by=""))
    assert refused.status_code == 200
    assert Nomination.objects.count() == 1
    answer = editor.post(f"{NOMINATIONS}add/", nomination(kinship, kent, sol))
    assert answer.status_code == 302
    made = Nomination.objects.current().get()
    assert (made.person, made.standing, made.said_by) == (sol, "programme", "Jo, PA")
    assert made.nominated_by == editor.user  # type: ignore[attr-defined]
    first.refresh_from_db()
    assert first.ends_on == timezone.localdate() - DAY
    again = editor.post(f"{NOMINATIONS}add/", nomination(kinship, kent, sol))
    assert "Sol Second is in this seat already." in said(again)


def test_an_editor_puts_a_term_right_and_nothing_else(
    editor: Client, kinship: Network, kent: Authority, medway: Authority
) -> None:
    row = sits(person("Rob Rep", of=kent), kinship)
    other = person("Omar Other", of=medway)
    until = (timezone.localdate() + WEEK).isoformat()
    sent = nomination(kinship, medway, other, ends_on=until)
    assert editor.post(f"{NOMINATIONS}edit/{row.pk}/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.person.name, row.authority, str(row.ends_on)) == ("Rob Rep", kent, until)
    assert [event.verb for event in history(row)] == ["edited", "nominated"]


def test_two_without_a_last_day_are_not_in_one_seat(
    editor: Client, kinship: Network, kent: Authority
) -> None:
    first = sits(person("Fay First", of=kent), kinship)
    sits(person("Sol Second", of=kent), kinship, starts_on=timezone.localdate())
    sent = nomination(kinship, kent, first.person, starts_on=first.starts_on.isoformat())
    answer = editor.post(f"{NOMINATIONS}edit/{first.pk}/", sent)
    assert "Somebody is in this seat without a last day" in said(answer)
    first.refresh_from_db()
    assert first.ends_on


# Meetings --------------------------------------------------------------------------------------


def meeting(where: Network, on: Any, **fields: Any) -> dict[str, Any]:
    empty = {"title": "", "at": "", "ends_at": "", "place": "", "link": "", "about": "", "why": ""}
    return empty | {"network": where.pk, "on": on.isoformat(), "seen": 1} | fields


def test_an_editor_announces_moves_cancels_and_takes_up_again(
    editor: Client, client: Client, kinship: Network
) -> None:
    today = timezone.localdate()
    fostering = network("Fostering Network")
    sent = meeting(kinship, today + WEEK, joint_with=[fostering.pk])
    assert editor.post(f"{MEETINGS}add/", sent).status_code == 302
    made = Meeting.objects.get()
    assert list(made.joint_with.all()) == [fostering]
    address = f"{MEETINGS}edit/{made.pk}/"
    assert 'name="seen" value="1"' in said(editor.get(address))

    moving = meeting(kinship, today + 2 * WEEK, joint_with=[fostering.pk])
    assert editor.post(address, moving).status_code == 302
    was = today + WEEK
    assert f"moved from {was.day} {was:%B %Y}" in said(client.get(made.get_absolute_url()))

    off = moving | {"seen": 2, "called_off": "on"}
    assert "Say why it is cancelled" in said(editor.post(address, off))
    assert editor.post(address, off | {"why": "Snow."}).status_code == 302
    assert "Snow." in said(client.get(made.get_absolute_url()))

    made.refresh_from_db()
    again = moving | {"on": (today + 3 * WEEK).isoformat(), "seen": made.version}
    assert editor.post(address, again).status_code == 302
    made.refresh_from_db()
    assert (made.is_cancelled, made.on) == (False, today + 3 * WEEK)
    verbs = [event.verb for event in history(made)]
    assert verbs == ["took up again", "cancelled", "moved", "announced"]


def test_of_two_editors_the_second_is_told(editor: Client, kinship: Network) -> None:
    today = timezone.localdate()
    made = meets(kinship, today + WEEK)
    address = f"{MEETINGS}edit/{made.pk}/"
    assert editor.post(address, meeting(kinship, today + 2 * WEEK)).status_code == 302
    second = editor.post(address, meeting(kinship, today + 3 * WEEK))
    assert "Somebody else has changed this meeting" in said(second)
    made.refresh_from_db()
    assert made.on == today + 2 * WEEK


def test_times_out_of_order_are_refused(editor: Client, kinship: Network) -> None:
    sent = meeting(kinship, timezone.localdate(), at="12:00", ends_at="10:00")
    assert "The meeting ends before it begins." in said(editor.post(f"{MEETINGS}add/", sent))
    assert not Meeting.objects.exists()


# What is over stays ------------------------------------------------------------------------------


def test_nothing_of_a_network_s_history_is_deleted(
    editor: Client, kinship: Network, kent: Authority
) -> None:
    row, made = sits(person("Rob Rep", of=kent), kinship), meets(kinship, timezone.localdate())
    for address in (f"{NOMINATIONS}delete/{row.pk}/", f"{MEETINGS}delete/{made.pk}/"):
        editor.post(address)
    assert Nomination.objects.filter(pk=row.pk).exists()
    assert Meeting.objects.filter(pk=made.pk).exists()


def test_a_network_shows_its_members_and_meetings(
    editor: Client, kinship: Network, kent: Authority
) -> None:
    row, made = sits(person("Rob Rep", of=kent), kinship), meets(kinship, timezone.localdate())
    shown = said(editor.get(f"/cms/snippets/directory/network/edit/{kinship.pk}/"))
    assert f"{NOMINATIONS}edit/{row.pk}/" in shown
    assert f"{MEETINGS}edit/{made.pk}/" in shown
    assert editor.get("/cms/snippets/directory/network/add/").status_code == 200
    for listing in (NOMINATIONS, MEETINGS):
        assert editor.get(listing).status_code == 200
        assert editor.get(f"{listing}?q=kinship").status_code == 200
