"""Signing: in one's own role, of what one was shown, once; and how a signature ends."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, connections, models, transaction
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.acting import name_acting
from alliance.directory.models import Capacity, Role, RoleKind, User
from alliance.library.agreements.signing import (
    CannotBeDone,
    record_paper,
    sign,
    strike_out,
    withdraw,
)
from alliance.library.models import Act, AgreementVersion, SignatureEntry, VersionState, Way
from alliance.library.models.agreement_signatures import BookIsOnlyAddedTo
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    PDF,
    TODAY,
    account,
    again,
    authority,
    client_of,
    co_operation,
    programme,
    signed_on_paper,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db
SHA256 = hashlib.sha256(PDF).hexdigest()
CONFIRM = "/agreements/mou/sign/kent/dcs/"


@pytest.fixture
def latest() -> AgreementVersion:
    authority()
    return version(understanding())


@pytest.fixture
def director(latest: AgreementVersion) -> User:
    return account("Ann Director", RoleKind.DCS, authority(), since=APRIL)


def signed(by: User, under: AgreementVersion, role: RoleKind = RoleKind.DCS) -> SignatureEntry:
    return sign(by=again(by), version=under, authority=authority(), role=role, sha256=under.sha256)


def form(of: AgreementVersion, **fields: Any) -> dict[str, Any]:
    return {"version": of.pk, "sha256": of.sha256, "read": "on"} | fields


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


# Signing ---------------------------------------------------------------------------------------


def test_a_director_reads_what_they_sign_and_signs_it(
    latest: AgreementVersion, director: User
) -> None:
    client = client_of(director)
    assert "Read and sign" in shown(client.get("/agreements/mou/"))
    assert CONFIRM in shown(client.get("/agreements/mou/sign/"))
    page = shown(client.get(CONFIRM))
    assert " ".join(SHA256[place : place + 8] for place in range(0, 64, 8)) in page
    assert "Ann Director" in page
    assert "It says more." in page
    assert not SignatureEntry.objects.exists()  # looking signs nothing

    answer = client.post(CONFIRM, form(latest))
    assert answer.headers["Location"] == "/agreements/mou/authorities/kent/"
    entry = SignatureEntry.objects.get()
    assert (entry.act, entry.way, entry.on, entry.turn) == (Act.SIGNED, Way.SITE, TODAY, 1)
    assert (entry.person, entry.name, entry.written_by) == (
        director.person,
        "Ann Director",
        director,
    )
    assert entry.sha256 == latest.sha256 == SHA256
    assert entry.standing.startswith("Director of children's services, Kent, in office since")
    event = history(entry).get()
    assert (event.actor, event.verb, event.acting_for) == (director, "signed", "Kent")
    assert event.changes["sha256"] == [None, SHA256]
    assert event.changes["name"] is None  # the trail keeps no names
    assert "You have signed version 2026" in shown(client.get("/agreements/mou/authorities/kent/"))


def test_whoever_signs_says_once_more_who_they_are_before_it_is_signed(
    latest: AgreementVersion, director: User
) -> None:
    """A screen left open signs nothing; what was sent is not lost, and is done after the password."""
    director.set_password("a long enough password")
    director.save()
    client = client_of(director, minutes_ago=20)
    assert client.get(CONFIRM).status_code == 200
    asked = client.post(CONFIRM, form(latest))
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/?next=")
    wrong = client.post(asked.headers["Location"], {"password": "a guess", "next": CONFIRM})
    assert wrong.status_code == 200
    assert not SignatureEntry.objects.exists()
    done = client.post(
        asked.headers["Location"], {"password": "a long enough password", "next": CONFIRM}
    )
    assert done.headers["Location"] == "/agreements/mou/authorities/kent/"
    assert SignatureEntry.objects.get().name == "Ann Director"


def test_the_standing_stays_when_the_role_is_over(latest: AgreementVersion, director: User) -> None:
    entry = signed(director, latest)
    Role.objects.filter(person=director.person).update(ends_on=TODAY - DAY)
    entry.refresh_from_db()
    assert "in office since" in entry.standing
    with pytest.raises(PermissionDenied):
        withdraw(by=again(director), entry=entry, on=TODAY, why="No more")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (RoleKind.DCS_PA, "You are PA to the director of Kent"),
        (RoleKind.DATA_LEAD, "You work for Kent"),
        (RoleKind.LEAD_MEMBER, ""),  # who signs, but in another role
    ],
)
def test_nobody_signs_in_a_role_that_they_do_not_hold(
    latest: AgreementVersion, director: User, kind: RoleKind, words: str
) -> None:
    other = account("Bo Other", kind, authority())
    client = client_of(other)
    for answer in (client.get(CONFIRM), client.post(CONFIRM, form(latest))):
        assert answer.status_code == 403
        assert words in shown(answer)
        assert "Ann Director" in shown(answer)  # who signs it
    with pytest.raises(PermissionDenied):
        signed(other, latest)
    assert not SignatureEntry.objects.exists()


@pytest.mark.parametrize("capacity", Capacity)
def test_who_acts_for_the_director_is_told_who_signs_and_cannot(
    latest: AgreementVersion, director: User, capacity: Capacity
) -> None:
    other = account("Bo Other", RoleKind.DCS_PA, authority())
    assert other.person
    assert director.person
    name_acting(by=director, person=other.person, principal=director.person, capacity=capacity,
                starts_on=APRIL)  # fmt: skip
    client = client_of(other)
    page = shown(client.get("/agreements/mou/sign/"))
    word = "PA to" if capacity is Capacity.PA else "the deputy of"
    assert f"You are {word} the director of Kent" in page
    assert "A signature is theirs alone" in page
    assert "Read and sign" not in page
    assert client.post(CONFIRM, form(latest)).status_code == 403
    assert not SignatureEntry.objects.exists()


def test_a_director_signs_for_no_other_authority(latest: AgreementVersion, director: User) -> None:
    authority("Medway")
    client = client_of(director)
    assert client.post("/agreements/mou/sign/medway/dcs/", form(latest)).status_code == 403
    assert not SignatureEntry.objects.exists()


def test_the_programme_signs_for_nobody(latest: AgreementVersion, settings: Any) -> None:
    client = client_of(programme(settings))
    assert client.post(CONFIRM, form(latest)).status_code == 403
    assert "Record a signature on paper" in shown(client.get("/agreements/mou/sign/"))


def test_it_is_signed_by_ticking_and_pressing(latest: AgreementVersion, director: User) -> None:
    answer = client_of(director).post(CONFIRM, form(latest, read=""))
    assert answer.status_code == 422
    assert "Tick that you have read this version and sign it." in shown(answer)
    assert not SignatureEntry.objects.exists()


def test_what_is_signed_is_what_was_shown(latest: AgreementVersion, director: User) -> None:
    client = client_of(director)
    seen = form(latest)
    newer = version(latest.agreement, "2027", TODAY + DAY, content=b"%PDF-1.4\nOther words.")
    answer = client.post(CONFIRM, seen, follow=True)
    assert "A newer version has been published since." in shown(answer)
    answer = client.post(CONFIRM, form(newer, sha256=latest.sha256), follow=True)
    assert "The document is not the one that you were shown." in shown(answer)
    assert not SignatureEntry.objects.exists()
    client.post(CONFIRM, form(newer))  # in force from tomorrow, signed today
    assert SignatureEntry.objects.get().version == newer


def test_a_document_that_was_exchanged_in_its_place_is_not_signed(
    latest: AgreementVersion, director: User
) -> None:
    with latest.file.storage.open(latest.file.name, "wb") as file:
        file.write(b"%PDF-1.4\nExchanged.")
    with pytest.raises(CannotBeDone, match="not the one that you were shown"):
        signed(director, latest)
    latest.file.storage.delete(latest.file.name)
    with pytest.raises(CannotBeDone, match="not the one that you were shown"):
        signed(director, latest)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"url": "https://www.example.org/mou.pdf"}, "It is signed on paper"),
        ({"ends_on": TODAY - DAY}, "Its term is over"),
    ],
)
def test_what_cannot_be_signed_here_says_why(fields: dict[str, Any], reason: str) -> None:
    authority()
    made = version(understanding(), **fields)
    director = account("Ann Director", RoleKind.DCS, authority())
    page = shown(client_of(director).get(CONFIRM))
    assert reason in page
    assert "Sign as" not in page
    with pytest.raises(CannotBeDone, match=reason):
        sign(by=director, version=made, authority=authority(), role=RoleKind.DCS, sha256="")


def test_who_is_no_party_does_not_sign(latest: AgreementVersion, director: User) -> None:
    latest.agreement.parties.set([authority("Medway")])
    assert client_of(director).get(CONFIRM).status_code == 404
    with pytest.raises(CannotBeDone, match="not a party"):
        signed(director, latest)


def test_a_draft_and_what_is_agreed_by_protocol_are_not_signed(director: User) -> None:
    AgreementVersion.objects.update(state=VersionState.DRAFT)
    client = client_of(director)
    assert "No version is published yet" in shown(client.get("/agreements/mou/sign/"))
    assert client.get(CONFIRM).status_code == 200
    version(co_operation())
    assert client.get("/agreements/moc/sign/").status_code == 404
    assert client.get("/agreements/moc/sign/kent/dcs/").status_code == 404
    assert client.get("/agreements/mou/sign/kent/commissioner/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_in_one_role_one_does_and_the_other_is_told() -> None:
    authority()
    made = version(understanding())
    directors = [account(name, RoleKind.DCS, authority()) for name in ("Ann One", "Bo Two")]

    def try_it(director: User) -> str:
        try:
            signed(director, made)
            return "signed"
        except CannotBeDone as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(try_it, directors))
    assert told[1] == "signed"
    assert "signed already, by" in told[0]
    assert SignatureEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_in_two_roles_both_do() -> None:
    authority()
    made = version(understanding())
    signers = [
        (account("Ann One", RoleKind.DCS, authority()), RoleKind.DCS),
        (account("Bo Two", RoleKind.LEAD_MEMBER, authority()), RoleKind.LEAD_MEMBER),
    ]

    def sign_it(signer: tuple[User, RoleKind]) -> None:
        try:
            signed(signer[0], made, signer[1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sign_it, signers))
    assert sorted(SignatureEntry.objects.values_list("role", flat=True)) == ["dcs", "lead_member"]


# On paper --------------------------------------------------------------------------------------


def test_the_programme_records_a_signature_on_paper(
    latest: AgreementVersion, settings: Any
) -> None:
    user = programme(settings)
    client = client_of(user)
    address = "/agreements/mou/signatures/record/"
    page = shown(client.get(f"{address}?authority={authority().pk}&role=dcs"))
    assert f'<option value="{authority().pk}" selected>Kent' in page
    sent = {"version": latest.pk, "authority": authority().pk, "role": "dcs", "name": "Ann Signer",
            "on": "13 November 2020", "note": "In the post"}  # fmt: skip
    scan = ContentFile(PDF, name="signed.pdf")
    assert client.post(address, sent | {"scan": scan}).status_code == 302

    entry = SignatureEntry.objects.get()
    assert (entry.way, entry.name, entry.written_by) == (Way.PAPER, "Ann Signer", user)
    assert (entry.on.isoformat(), entry.why) == ("2020-11-13", "In the post")
    assert b"".join(Client().get(entry.scan_address).streaming_content) == PDF
    assert history(entry).get().verb == "recorded on paper"
    again_sent = client.post(address, sent)
    assert again_sent.status_code == 409
    assert "This is signed already, by Ann Signer on 13 November 2020." in shown(again_sent)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": "31 June 2020"}, "Write the day as 13 November 2020."),
        ({"on": (TODAY + DAY).isoformat()}, "a day that is still to come"),
        ({"name": ""}, "Give the name under the signature."),
        ({"role": "commissioner"}, "Select a valid choice"),
        (
            {"scan": ("signed.exe", b"MZ")},
            "Files of the kind “exe” are not taken here. Save it as PDF, PNG or JPEG (jpg).",
        ),
        ({"scan": ("signed.pdf", b"MZ")}, "This file is not PDF, though its name ends in “.pdf”."),
    ],
)
def test_what_is_wrong_with_a_record_is_said(
    latest: AgreementVersion, settings: Any, changed: dict[str, Any], said: str
) -> None:
    sent = {"version": latest.pk, "authority": authority().pk, "role": "dcs", "name": "Ann",
            "on": "13 November 2020"}  # fmt: skip
    if "scan" in changed:
        name, content = changed["scan"]
        changed = {"scan": ContentFile(content, name=name)}
    answer = client_of(programme(settings)).post(
        "/agreements/mou/signatures/record/", sent | changed
    )
    assert answer.status_code in {409, 422}
    assert said in shown(answer)
    assert not SignatureEntry.objects.exists()


def test_nothing_is_recorded_under_what_is_not_signed() -> None:
    with pytest.raises(CannotBeDone, match="protocol by protocol"):
        record_paper(by=None, version=version(co_operation()), authority=authority(),
                     role=RoleKind.DCS, on=APRIL, name="Ann")  # fmt: skip


# How it ends -----------------------------------------------------------------------------------


def test_a_signature_is_withdrawn_by_who_holds_the_role_and_stays_on_record(
    latest: AgreementVersion, director: User
) -> None:
    entry = signed(director, latest)
    client = client_of(director)
    address = f"/agreements/mou/signatures/{entry.pk}/withdraw/"
    assert address in shown(client.get("/agreements/mou/authorities/kent/"))
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "A new council decided so."}).status_code == 302

    assert [row.act for row in SignatureEntry.objects.order_by("turn")] == ["signed", "withdrew"]
    page = shown(client.get("/agreements/mou/authorities/kent/"))
    assert "withdrew the signature" in page
    assert "A new council decided so." in page
    assert client.post(address, {"why": "Again"}).status_code == 409
    assert signed(director, latest).turn == 3


def test_nobody_else_withdraws_it(latest: AgreementVersion, director: User) -> None:
    entry = signed(director, latest)
    address = f"/agreements/mou/signatures/{entry.pk}/withdraw/"
    for other in (
        account("Bo Assistant", RoleKind.DCS_PA, authority()),
        account("Cy Member", RoleKind.LEAD_MEMBER, authority()),
        account("Di Director", RoleKind.DCS, authority("Medway")),
    ):
        assert client_of(other).post(address, {"why": "Because"}).status_code == 403
        with pytest.raises(PermissionDenied):
            withdraw(by=other, entry=entry, on=TODAY, why="Because")
    assert SignatureEntry.objects.count() == 1


def test_the_programme_records_a_letter_that_withdraws_and_strikes_out_its_own_error(
    latest: AgreementVersion, settings: Any
) -> None:
    client = client_of(programme(settings))
    entry = signed_on_paper(latest, authority(), on=APRIL)
    letter = f"/agreements/mou/signatures/{entry.pk}/record-withdrawal/"
    early = client.post(letter, {"why": "Letter", "on": (APRIL - DAY).isoformat()})
    assert early.status_code == 409
    assert "it cannot end before that day" in shown(early)
    late = client.post(letter, {"why": "Letter", "on": (TODAY + DAY).isoformat()})
    assert "Give today or an earlier day." in shown(late)
    assert (
        client.post(letter, {"why": "Letter", "on": (APRIL + DAY).isoformat()}).status_code == 302
    )

    wrong = signed_on_paper(latest, authority(), RoleKind.LEAD_MEMBER)
    strike = f"/agreements/mou/signatures/{wrong.pk}/strike-out/"
    assert client.post(strike, {"why": "It was Medway’s."}).status_code == 302
    assert "recorded in error" in shown(client.get("/agreements/mou/authorities/kent/"))
    assert "recorded in error" not in shown(Client().get("/agreements/mou/authorities/kent/"))


def test_what_was_given_on_the_site_is_no_error_of_the_programme(
    latest: AgreementVersion, director: User, settings: Any
) -> None:
    entry, user = signed(director, latest), programme(settings)
    answer = client_of(user).post(
        f"/agreements/mou/signatures/{entry.pk}/strike-out/", {"why": "Tidying"}
    )
    assert answer.status_code == 409
    assert "Its signer can withdraw it." in shown(answer)
    with pytest.raises(PermissionDenied):
        strike_out(by=director, entry=entry, why="Mine")


# What nobody does ------------------------------------------------------------------------------


def test_the_book_is_only_added_to(latest: AgreementVersion) -> None:
    entry = signed_on_paper(latest, authority())
    for attempt in (
        entry.save,
        entry.delete,
        SignatureEntry.objects.all().delete,
        lambda: SignatureEntry.objects.update(name="Bo"),
    ):
        with pytest.raises(BookIsOnlyAddedTo):
            attempt()


@pytest.mark.parametrize(
    "change",
    [{"on": APRIL - DAY}, {"act": "withdrew"}, {"sha256": ""}, {"role": "lead_member"},
     {"name": "Bo Other"}, {"turn": 3}],
)  # fmt: skip
def test_the_database_too_refuses_to_rewrite_a_line(
    latest: AgreementVersion, change: dict[str, Any]
) -> None:
    entry = signed_on_paper(latest, authority())
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet.update(SignatureEntry.objects.filter(pk=entry.pk), **change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM library_signatureentry")


def test_a_name_can_be_blanked_when_it_is_due_for_erasure(
    latest: AgreementVersion, director: User
) -> None:
    entry = signed(director, latest)
    models.QuerySet.update(SignatureEntry.objects.filter(pk=entry.pk), name="", person=None)
    entry.refresh_from_db()
    assert (entry.name, entry.person) == ("", None)
    director.delete()  # the account’s id becomes null by itself
    entry.refresh_from_db()
    assert entry.written_by is None


def test_turns_alternate_in_the_database_too(latest: AgreementVersion) -> None:
    fields = {
        "version": latest,
        "authority": authority(),
        "role": "dcs",
        "way": "paper",
        "on": APRIL,
    }
    signed_on_paper(latest, authority())
    for wrong in (
        {"turn": 1, "act": "signed"},  # the same line again
        {"turn": 2, "act": "signed"},
        {"turn": 3, "act": "withdrew", "why": "No"},
        {"turn": 2, "act": "withdrew", "why": ""},
        {"turn": 3, "act": "signed", "way": "site"},  # of no document
        {"turn": 3, "act": "signed", "role": "commissioner"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SignatureEntry.objects.create(**fields | wrong)


def test_a_version_that_was_signed_keeps_its_document(latest: AgreementVersion) -> None:
    latest.changes = "Said better."
    latest.full_clean()
    signed_on_paper(latest, authority())
    latest.full_clean()
    latest.file = ContentFile(b"%PDF-1.4\nOther.", name="other.pdf")
    with pytest.raises(ValidationError, match="This version has been signed"):
        latest.full_clean()
