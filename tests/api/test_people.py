"""People stand in the API as they may be shown today, and vanish at once when they may not."""

from __future__ import annotations

import pytest
from django.test import Client

from alliance.directory.models import ContactDetail, Person, Visibility
from tests.api.conftest import Ask

pytestmark = pytest.mark.usefixtures("region")

ADDRESSES = ["items/", "bulletins/429/"]


def everything(client: Client) -> str:
    """All that the API says of the people of the region, in either form."""
    item = client.get("/api/v1/items/", {"q": "survey"}).json()["results"][0]["id"]
    addresses = ["items/", "items/?format=csv", f"items/{item}/", "bulletins/429/", "events/"]
    return "".join(client.get(f"/api/v1/{address}").content.decode() for address in addresses)


def seen(client: Client) -> set[str]:
    said = everything(client)
    names = {"Open Person", "Member Person", "Unconfirmed Person"}
    return {name for name in names if name in said}


def test_the_public_gets_those_who_agreed_to_be_shown_to_everyone(client: Client) -> None:
    assert seen(client) == {"Open Person"}


def test_members_and_the_programme_get_whom_they_see_on_the_site(
    member: Client, programme: Client
) -> None:
    assert seen(member) == {"Open Person", "Member Person"}
    assert seen(programme) == {"Open Person", "Member Person", "Unconfirmed Person"}


def test_a_contact_has_what_of_theirs_is_public(ask: Ask) -> None:
    one = Person.objects.get(name="Open Person")
    for kind, value, visibility in (
        ("email", "open@example.org", Visibility.PUBLIC),
        ("mobile", "07700 900999", Visibility.PRIVATE),
    ):
        ContactDetail.objects.create(person=one, kind=kind, value=value, visibility=visibility)
    [contact] = ask("bulletins/429/")["contacts"]
    assert contact["name"] == "Open Person"
    assert contact["emails"] == ["open@example.org"]
    assert len(contact["phones"]) == 1
    assert "07700" not in str(contact)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_name_made_private_is_gone_from_the_next_answer(client: Client, address: str) -> None:
    """Also for who asks only whether anything changed."""
    first = client.get(f"/api/v1/{address}")
    assert "Open Person" in first.content.decode()
    Person.objects.filter(name="Open Person").update(visibility=Visibility.PRIVATE)
    again = client.get(f"/api/v1/{address}", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 200
    assert "Open Person" not in again.content.decode()


def test_a_number_made_private_is_gone_while_the_name_stays(client: Client, ask: Ask) -> None:
    one = Person.objects.get(name="Open Person")
    number = one.contact_details.get().value
    assert number in everything(client)
    one.contact_details.update(visibility=Visibility.PRIVATE)
    assert number not in everything(client)
    assert ask("bulletins/429/")["contacts"][0]["phones"] == []


def test_somebody_who_was_erased_is_gone(client: Client) -> None:
    Person.objects.get(name="Open Person").delete()
    assert seen(client) == set()


def test_names_as_an_old_bulletin_printed_them_are_not_told(client: Client) -> None:
    from alliance.bulletins.models import Appearance, ContactEntry

    Appearance.objects.update(named=["Printed Person"])
    ContactEntry.objects.update(name="Printed Person")
    assert "Printed Person" not in everything(client)
