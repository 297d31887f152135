"""What is not for everyone. Each test has what could leak, and somebody who does see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client

from alliance.directory.models import RoleKind, Visibility
from alliance.library.models import (
    Agreement,
    AgreementReview,
    PayCap,
    ProtocolStanding,
    SignatureEntry,
    Standing,
    VersionState,
)
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    TODAY,
    account,
    authority,
    cap,
    client_of,
    co_operation,
    programme,
    protocol,
    signed_on_paper,
    stands,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db
SECRETS = ("More for ferries", "A letter of the director", "Nell Farrow", "38.25")
MOC, MOU = "/agreements/moc/", "/agreements/mou/"
ALL_OF_MOC = ("/agreements/", MOC, f"{MOC}authorities/kent/", f"{MOC}register.csv")


@pytest.fixture
def everything(settings: Any) -> Agreement:
    """An agreement with an exception, a reason, a recorder and a cap."""
    user = programme(settings)
    moc = co_operation()
    one, two = protocol(moc, 1), protocol(moc, 2)
    for each in (one, two):
        stands(authority(), each, Standing.LIVE, APRIL, why="Signing day")
        stands(authority("Medway"), each, Standing.LIVE, APRIL, why="Signing day")
    stands(
        authority(),
        one,
        Standing.EXCEPTION,
        APRIL + 60 * DAY,
        why="A letter of the director",
        exception="More for ferries",
        by=user,
    )
    cap(moc)
    PayCap.objects.update(ends_on=TODAY + 5 * DAY)
    return moc


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    b"".join(getattr(answer, "streaming_content", ()))  # a file that is opened is read to its end
    return int(answer.status_code)


def pages(client: Client) -> dict[str, str]:
    return {
        address: re.sub(r"\s+", " ", client.get(address).content.decode()) for address in ALL_OF_MOC
    }


def test_everyone_sees_how_it_stands_and_neither_exceptions_reasons_nor_caps(
    everything: Agreement,
) -> None:
    read = pages(Client())
    member = pages(client_of(account("Cy Member")))
    for secret in SECRETS:
        assert not [address for address, page in read.items() if secret in page], secret
        assert [address for address, page in member.items() if secret in page], secret
    assert "Live" in read[MOC]
    assert "xception</span>" not in read[MOC]
    assert ">Exception</span>" in member[MOC]
    assert "Pay caps are shown to members" in read[MOC]
    assert "Pay caps end" not in read["/agreements/"]
    assert "Pay caps end" in member["/agreements/"]


def test_an_exception_leaves_no_trace_for_who_may_not_see_it(everything: Agreement) -> None:
    """Kent has one and Medway none: their pages differ in nothing but the name."""
    kent = Client().get(f"{MOC}authorities/kent/").content.decode()
    medway = Client().get(f"{MOC}authorities/medway/").content.decode()
    assert re.sub("Kent|kent", "X", kent) == re.sub("Medway|medway", "X", medway)
    rows = [
        line.replace("Kent,E10000016", "X").replace("Medway,E06000035", "X")
        for line in Client().get(f"{MOC}register.csv").content.decode("utf-8-sig").splitlines()
    ]
    assert rows[1:3] == rows[3:5]


def test_an_exception_still_to_come_leaves_none_either(everything: Agreement) -> None:
    stands(
        authority(),
        everything.protocols.get(number=2),
        Standing.EXCEPTION,
        TODAY + 30 * DAY,
        exception="Later ferries",
    )
    assert "Kent: live" not in Client().get(MOC).content.decode()
    assert "from" not in Client().get(MOC).content.decode().split("<tbody>")[1].split("</tbody>")[0]
    assert "live, with an exception" in client_of(account("Cy Member")).get(MOC).content.decode()


def test_an_agreement_may_say_otherwise(everything: Agreement) -> None:
    everything.exceptions_visibility = everything.caps_visibility = Visibility.PUBLIC
    everything.save()
    read = pages(Client())
    for secret in SECRETS:
        assert [address for address, page in read.items() if secret in page], secret


@pytest.mark.parametrize("visibility", [Visibility.MEMBERS, Visibility.PRIVATE])
def test_an_agreement_that_is_not_for_everyone_is_not_there_for_them(
    everything: Agreement, visibility: Visibility, settings: Any
) -> None:
    everything.text_visibility = visibility
    everything.standings_visibility = everything.caps_visibility = Visibility.PUBLIC
    everything.save()
    made = version(everything)
    addresses = [*ALL_OF_MOC[1:], made.document_address, f"{MOC}register.xlsx"]
    anyone, member = Client(), client_of(account("Cy Member"))
    assert [status(anyone, address) for address in addresses] == [404] * len(addresses)
    assert "Memorandum of Co-operation" not in anyone.get("/agreements/").content.decode()
    wanted = 200 if visibility is Visibility.MEMBERS else 404
    assert {status(member, address) for address in addresses} == {wanted}
    somebody = client_of(account("Di Support", RoleKind.PROGRAMME_SUPPORT))
    assert {status(somebody, address) for address in addresses} == {200}


def test_how_authorities_stand_may_be_for_members_while_the_text_is_for_all(
    everything: Agreement,
) -> None:
    everything.standings_visibility = Visibility.MEMBERS
    everything.save()
    anyone = Client()
    page = anyone.get(MOC).content.decode()
    assert "How each authority stands is shown to members." in page
    assert "✓" not in page
    assert "Kent" not in page
    assert status(anyone, f"{MOC}authorities/kent/") == 404
    assert status(anyone, f"{MOC}register.csv") == 404
    assert "✓" not in anyone.get("/agreements/").content.decode()
    assert "✓" in client_of(account("Cy Member")).get(MOC).content.decode()


def test_signed_copies_go_with_the_signatures(settings: Any) -> None:
    agreement = understanding()
    made = version(agreement)
    entry = signed_on_paper(
        made, authority(), scan=ContentFile(b"%PDF-1.4\nSigned.", name="kent.pdf")
    )
    anyone, member = Client(), client_of(account("Cy Member"))
    assert status(anyone, entry.scan_address) == 200
    assert "Ann Signer" in anyone.get(f"{MOU}authorities/kent/").content.decode()
    agreement.signatures_visibility = Visibility.MEMBERS
    agreement.save()
    for address in (entry.scan_address, f"{MOU}authorities/kent/", f"{MOU}register.csv"):
        assert status(anyone, address) == 404
        assert status(member, address) == 200
    assert status(anyone, made.document_address) == 200
    agreement.signatures_visibility = Visibility.PRIVATE
    agreement.save()
    assert status(member, entry.scan_address) == 404
    assert status(member, f"{MOU}sign/") == 404


def test_a_draft_is_for_the_programme_alone(settings: Any) -> None:
    user = programme(settings)
    made = version(understanding(), "Draft 7", state=VersionState.DRAFT)
    for client in (Client(), client_of(account("Cy Member"))):
        assert status(client, made.document_address) == 404
        assert "Draft 7" not in client.get(MOU).content.decode()
    assert status(client_of(user), made.document_address) == 200


def test_no_file_is_served_from_where_it_is_kept() -> None:
    made = version(understanding())
    assert made.file.name.startswith("agreements/")
    assert status(Client(), made.document_address) == 200
    assert status(Client(), f"/files/{made.file.name}") == 404


def test_ids_of_another_agreement_lead_nowhere() -> None:
    mou, other = understanding(), understanding(slug="other")
    entry = signed_on_paper(version(mou), authority())
    assert SignatureEntry.objects.get() == entry
    director = client_of(account("Ann Director", RoleKind.DCS, authority()))
    assert status(director, f"/agreements/other/signatures/{entry.pk}/withdraw/") == 404
    assert status(director, f"{MOU}signatures/{entry.pk}/withdraw/") == 200
    assert other.versions.count() == 0


def test_reviews_go_with_the_text(everything: Agreement) -> None:
    AgreementReview.objects.create(
        agreement=everything, due_on=APRIL, done_on=APRIL, outcome="All agreed."
    )
    assert "All agreed." in Client().get(MOC).content.decode()


@pytest.mark.parametrize("kind", ["text", "signatures", "standings", "exceptions", "caps"])
def test_the_database_knows_no_other_answer(everything: Agreement, kind: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(**{f"{kind}_visibility": "friends"})
    assert ProtocolStanding.objects.count() == 5
