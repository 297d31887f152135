"""Agenda, papers and minutes of meetings: read by those whom they are for, and by nobody else."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.trail import history
from alliance.directory.editors import make_editor
from alliance.directory.models import (
    Authority,
    Meeting,
    Network,
    RoleKind,
    User,
)
from alliance.library.documents.door import LARGEST
from alliance.library.models import DocumentFile, MeetingPaper
from alliance.library.papers.keep import add_paper, remove_paper, show_to
from tests.directory.networks.invented import (
    DAY,
    account,
    authority,
    client_of,
    meets,
    network,
    person,
    sits,
)
from tests.library.documents.made import PDF, office

pytestmark = pytest.mark.django_db


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def kinship(db: None) -> Network:
    return network("Kinship Network")


@pytest.fixture
def kent(db: None) -> Authority:
    return authority("Kent")


@pytest.fixture
def meeting(kinship: Network) -> Meeting:
    return meets(kinship, timezone.localdate() + 7 * DAY)


@pytest.fixture
def lead(kinship: Network) -> Client:
    return client_of(account(person("Lena Lead"), RoleKind.NETWORK_LEAD, network=kinship))


def paper(meeting: Meeting, audience: str, title: str = "Agenda", **fields: Any) -> MeetingPaper:
    return add_paper(
        by=None,
        meeting=meeting,
        file=ContentFile(PDF, "agenda.pdf"),
        title=title,
        kind=fields.get("kind", "agenda"),
        audience=audience,
    )


def upload(content: bytes = PDF, name: str = "agenda.pdf", **fields: Any) -> dict[str, Any]:
    said = {"do": "add", "kind": "agenda", "title": "Agenda for May", "audience": "members"}
    return said | {"file": SimpleUploadedFile(name, content)} | fields


# Who may read it -------------------------------------------------------------------------------


@pytest.fixture
def readers(kinship: Network, kent: Authority, lead: Client, settings: Any) -> dict[str, Client]:
    """One of each kind, with those who were in the network and those who are in another."""
    settings.SECOND_FACTOR_REQUIRED = False
    today = timezone.localdate()
    people = {name: person(name, of=kent) for name in ("member", "former member", "other member")}
    sits(people["member"], kinship)
    sits(people["former member"], kinship, seat="deputy", ends_on=today - DAY)
    sits(people["other member"], network("Other Network"))
    return {
        "nobody signed in": Client(),
        "account": client_of(User.objects.create_user("account@example.org")),
        "lead": lead,
        "programme": client_of(account(person("programme"), RoleKind.PROGRAMME_SUPPORT)),
        **{name: client_of(account(one)) for name, one in people.items()},
    }


@pytest.mark.parametrize(
    ("audience", "admitted"),
    [
        ("public", {"nobody signed in", "account", "former member", "other member", "member", "lead", "programme"}),
        ("members", {"member", "lead", "programme"}),
        ("programme", {"programme"}),
    ],
)  # fmt: skip
def test_a_paper_is_given_to_those_it_is_for(
    readers: dict[str, Client], meeting: Meeting, audience: str, admitted: set[str]
) -> None:
    one = paper(meeting, audience, "Agenda for May")
    for name, client in readers.items():
        page = said(client.get(meeting.get_absolute_url()))
        got = client.get(one.get_absolute_url())
        if name in admitted:
            assert body(got) == PDF, name
            assert "Agenda for May" in page, name
            continue
        assert got.status_code == (302 if name == "nobody signed in" else 403), name
        assert "Agenda for May" not in page, name
        assert ("1 paper for members of the network" in page) is (audience == "members"), name


def test_no_other_address_gives_it_out(readers: dict[str, Client], meeting: Meeting) -> None:
    """Neither the library's own of the file, nor its folder, whoever asks."""
    document = paper(meeting, "public").document
    for name, client in readers.items():
        assert client.get(document.url).status_code in {302, 403}, name
        assert client.get(f"/files/{document.file.name}").status_code == 404, name


def test_it_is_not_reached_through_another_meeting_or_network(
    readers: dict[str, Client], meeting: Meeting, kinship: Network
) -> None:
    one = paper(meeting, "public")
    other = meets(kinship, timezone.localdate())
    for slug, number in (("kinship-network", other.pk), ("other-network", meeting.pk)):
        address = f"/networks/{slug}/meetings/{number}/papers/{one.pk}/"
        assert readers["programme"].get(address).status_code == 404


def test_members_of_each_network_of_a_joint_meeting_read_it(
    kinship: Network, kent: Authority
) -> None:
    fostering = network("Fostering Network")
    one = paper(meets(kinship, timezone.localdate(), joint_with=[fostering]), "members")
    member = person("Joint Member", of=kent)
    sits(member, fostering)
    assert body(client_of(account(member)).get(one.get_absolute_url())) == PDF


def test_what_is_taken_away_is_read_by_nobody_and_stays_on_record(
    readers: dict[str, Client], meeting: Meeting
) -> None:
    one = paper(meeting, "public", "Budget")
    remove_paper(by=None, paper=one)
    for client in readers.values():
        assert client.get(one.get_absolute_url()).status_code == 404
        assert client.get(one.document.url).status_code in {302, 403}
        assert "Budget" not in said(client.get(meeting.get_absolute_url()))
    assert DocumentFile.objects.filter(pk=one.document_id).exists()
    assert [event.verb for event in history(one)] == ["removed", "added"]


def test_it_comes_as_a_file_that_a_browser_does_not_run(
    readers: dict[str, Client], meeting: Meeting
) -> None:
    got = readers["lead"].get(paper(meeting, "members", "Budget / 2026").get_absolute_url())
    assert got["Content-Disposition"] == 'attachment; filename="budget-2026.pdf"'
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in got["Cache-Control"]
    body(got)


# Added and taken away --------------------------------------------------------------------------


def test_the_lead_adds_a_paper_and_says_who_may_read_it(
    lead: Client, client: Client, meeting: Meeting
) -> None:
    address = f"{meeting.get_absolute_url()}papers/"
    assert "has no papers yet" in said(lead.get(address))
    assert "Agenda for May" in said(lead.post(address, upload(), follow=True))
    one = MeetingPaper.objects.get()
    assert (one.kind, one.audience) == ("agenda", "members")
    assert history(one).get().verb == "added"
    sent = {"do": "show", "paper": one.pk, "audience": "public"}
    assert "everyone can read it now" in said(lead.post(address, sent, follow=True))
    assert body(client.get(one.get_absolute_url())) == PDF
    assert history(one)[0].changes["audience"] == ["members", "public"]
    assert lead.post(address, {"do": "remove", "paper": one.pk}).status_code == 302
    assert client.get(one.get_absolute_url()).status_code == 404


def test_the_same_audience_again_is_no_event(meeting: Meeting) -> None:
    one = paper(meeting, "members")
    show_to(by=None, paper=one, audience="members")
    assert [event.verb for event in history(one)] == ["added"]


def test_only_those_who_call_the_meeting_add_papers(
    readers: dict[str, Client], meeting: Meeting
) -> None:
    address = f"{meeting.get_absolute_url()}papers/"
    for name in ("account", "member", "former member", "other member"):
        assert readers[name].post(address, upload()).status_code == 403, name
    assert readers["nobody signed in"].post(address, upload()).status_code == 302
    assert not MeetingPaper.objects.exists()


def test_a_paper_of_another_meeting_is_not_taken_away_by_its_number(
    lead: Client, meeting: Meeting
) -> None:
    other = paper(meets(network("Other Network"), dt.date(2026, 5, 12)), "members")
    address = f"{meeting.get_absolute_url()}papers/"
    assert lead.post(address, {"do": "remove", "paper": other.pk}).status_code == 404
    other.refresh_from_db()
    assert other.removed_at is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Give the paper a title"),
        ({"file": ""}, "Choose a file."),
        ({"audience": "everybody"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said(
    lead: Client, meeting: Meeting, wrong: dict[str, Any], sentence: str
) -> None:
    answer = lead.post(f"{meeting.get_absolute_url()}papers/", upload(**wrong))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not MeetingPaper.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.html", b"<script>", "Files of the kind “html” are not taken here"),
        ("agenda.csv", b"a,b", "Files of the kind “csv” are not taken here"),
        ("agenda.pdf", b"", "This file is empty"),
        ("agenda.pdf", b"MZ\x90\x00", "is not PDF, though its name ends in “.pdf”"),
        ("agenda.pdf", PDF + b"0" * LARGEST, "larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_paper_is_refused_with_what_to_do(
    lead: Client, meeting: Meeting, name: str, content: bytes, sentence: str
) -> None:
    answer = lead.post(f"{meeting.get_absolute_url()}papers/", upload(content, name))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not DocumentFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("agenda.PDF", PDF),
        ("figures.xlsx", office("xlsx")),
        ("minutes.odt", office("odt")),
    ],
)
def test_ordinary_files_are_taken(
    lead: Client, meeting: Meeting, name: str, content: bytes
) -> None:
    answer = lead.post(f"{meeting.get_absolute_url()}papers/", upload(content, name))
    assert answer.status_code == 302
    assert MeetingPaper.objects.count() == 1


def test_the_same_file_again_is_told_and_not_kept_twice(lead: Client, meeting: Meeting) -> None:
    address = f"{meeting.get_absolute_url()}papers/"
    lead.post(address, upload())
    answer = lead.post(address, upload(title="Another name"))
    assert answer.status_code == 422
    assert "This file is here already, as “Agenda for May”" in said(answer)
    assert DocumentFile.objects.count() == 1


def test_another_meeting_s_file_is_not_told_of(lead: Client, meeting: Meeting) -> None:
    paper(meets(network("Other Network"), timezone.localdate()), "programme", "Secret")
    answer = lead.post(f"{meeting.get_absolute_url()}papers/", upload())
    assert answer.status_code == 302


def test_its_name_is_made_harmless(lead: Client, meeting: Meeting) -> None:
    lead.post(f"{meeting.get_absolute_url()}papers/", upload(name="annual\u202efdp.exe.pdf"))
    assert DocumentFile.objects.get().filename == "annualfdp.exe.pdf"


def test_an_editor_makes_a_document_of_the_library_a_paper(
    meeting: Meeting, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    user = User.objects.create_user("editor@example.org")
    make_editor(user)
    editor = client_of(user)
    document = DocumentFile(title="Terms of reference")
    document.file.save("terms.pdf", ContentFile(PDF))
    address = "/cms/snippets/library/meetingpaper/"
    sent = {"meeting": meeting.pk, "kind": "paper", "title": "Terms", "audience": "public"}
    added = editor.post(f"{address}add/", sent | {"document": document.pk})
    assert added.status_code == 302
    one = MeetingPaper.objects.get()
    assert one.added_by == user
    assert history(one).get().verb == "added"
    assert "Terms" in said(client.get(meeting.get_absolute_url()))
    assert editor.get(address).status_code == 200
    editor.post(f"{address}delete/{one.pk}/")
    assert MeetingPaper.objects.exists()


# Shown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 7])
def test_papers_cost_the_same_however_many_there_are(
    client: Client, meeting: Meeting, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        paper(meeting, "public", f"Paper {number}")
    # the edition, network, meeting, those joint, what was told, papers twice, the alliance
    with django_assert_num_queries(8):
        client.get(meeting.get_absolute_url())


def test_minutes_stand_with_the_meeting_that_was(
    readers: dict[str, Client], kinship: Network
) -> None:
    past = meets(kinship, timezone.localdate() - 7 * DAY)
    paper(past, "members", "What was agreed", kind="minutes")
    shown = said(readers["member"].get(past.get_absolute_url()))
    assert "What was agreed" in shown
    assert "Minutes, PDF" in shown


def test_pressed_twice_a_paper_is_there_once(meeting: Meeting) -> None:
    assert paper(meeting, "members") == paper(meeting, "members")
    assert DocumentFile.objects.count() == 1

    remove_paper(by=None, paper=MeetingPaper.objects.get())
    assert paper(meeting, "members").removed_at is None
    assert MeetingPaper.objects.count() == 2
