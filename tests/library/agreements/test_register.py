"""The register as readers see it: at a glance, on another day, as a spreadsheet; what is due next."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import Authority, RoleKind
from alliance.library.agreements.due import due_next
from alliance.library.agreements.facts import everything, facts_of, parties_of
from alliance.library.agreements.reviews import months_later
from alliance.library.models import Agreement, AgreementReview, PayCap, Standing, VersionState
from alliance.search.models import SearchEntry
from alliance.search.query import search
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    PDF,
    TODAY,
    authority,
    cap,
    co_operation,
    protocol,
    signed_by_all,
    signed_on_paper,
    stands,
    understanding,
    version,
)

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def cells(page: str, authority: str) -> list[str]:
    """The words of an authority’s row in the grid, sign and all."""
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page) if f">{authority}</a>" in row)
    return [words(cell).strip() for cell in re.findall(r"<td.*?</td>", row)]


@pytest.fixture
def moc() -> Agreement:
    agreement = co_operation()
    one, two = protocol(agreement, 1, title="Reference standard"), protocol(agreement, 2)
    for name in ("Kent", "Medway", "Slough"):
        stands(authority(name), one)
    stands(authority(), two)
    stands(authority("Medway"), two, Standing.PLEDGED)
    stands(authority("Slough"), one, Standing.LEFT, APRIL + 30 * DAY)
    version(agreement, "2026")
    return agreement


# At a glance -----------------------------------------------------------------------------------


def test_each_cell_has_a_sign_and_a_word_and_leads_to_its_history(
    client: Client, moc: Agreement
) -> None:
    page = shown(client, moc.get_absolute_url())
    assert cells(page, "Kent") == ["✓ Live", "✓ Live", "✓ Live 2 of 2"]
    assert cells(page, "Medway") == ["✓ Live", "● Pledged", "◐ In part 1 of 2"]
    assert cells(page, "Slough") == ["× Left", "– Not asked", "× Left 0 of 2"]
    assert 'href="/agreements/moc/authorities/medway/#protocol-2"' in page
    assert 'id="protocol-2"' in shown(client, "/agreements/moc/authorities/medway/")
    assert (
        "1 of 3 authorities are live on every protocol in force, 1 on some and 1 has left." in page
    )
    foot = words(re.findall(r"<tfoot>.*?</tfoot>", page)[0])
    assert foot.split() == "Live 2 of 3 1 of 3 1 of 3".split()


def test_the_list_for_narrow_screens_says_the_same(client: Client, moc: Agreement) -> None:
    page = shown(client, moc.get_absolute_url())
    narrow = page.split('class="grid-list"')[1].split("</section>")[0]
    assert "1. Reference standard ✓ Live" in words(narrow)
    grid = page.split('class="grid-list"')[0]
    for address in re.findall(r'class="grid__cell" href="([^"]+)"', grid):
        assert narrow.count(f'href="{address}"') == 1


def test_signatures_are_read_by_role_under_the_latest_version(client: Client) -> None:
    agreement = understanding()
    old, new = version(agreement, "2025"), version(agreement, "2026", APRIL + 60 * DAY)
    signed_by_all(old, authority())
    signed_on_paper(new, authority(), RoleKind.LEAD_MEMBER, APRIL + 70 * DAY)
    page = shown(client, "/agreements/mou/")
    director, chief, member, whole = cells(page, "Kent")
    assert (director, chief, whole) == ("○ Not signed", "○ Not signed", "◐ Signed in part 1 of 3")
    assert member.startswith("✓ Signed since")
    earlier = shown(client, f"/agreements/mou/?version={old.pk}")
    assert cells(earlier, "Kent")[3] == "✓ Signed 3 of 3"
    assert "These are the signatures under an earlier version." in earlier
    assert client.get("/agreements/mou/?version=999").status_code == 404


def test_the_register_as_it_stood_on_another_day(client: Client, moc: Agreement) -> None:
    asked = (APRIL + 29 * DAY).isoformat()
    page = shown(client, f"/agreements/moc/?on={asked}")
    assert cells(page, "Slough")[0].startswith("✓ Live left from")
    wrong = client.get("/agreements/moc/?on=yesterday-ish")
    assert wrong.status_code == 422
    assert "Write the day as 13 November 2020." in wrong.content.decode()


def test_all_agreements_at_a_glance(client: Client, moc: Agreement) -> None:
    signed_by_all(version(understanding()), authority())
    page = shown(client, "/agreements/")
    kent = next(row for row in re.findall(r"<tr>.*?</tr>", page) if ">Kent</th>" in row)
    assert words(kent).split() == "Kent ✓ Live 2 of 2 ✓ Signed 3 of 3".split()
    moc.ends_on = TODAY - DAY
    moc.save()
    page = shown(client, "/agreements/")
    assert "Earlier agreements" in page
    assert "✓ Live" not in page


def test_the_parties_are_the_members_or_those_chosen_and_whoever_is_on_record(
    client: Client, moc: Agreement
) -> None:
    authority("Bexley", is_member=False)
    assert "Bexley" not in shown(client, moc.get_absolute_url())
    Authority.objects.filter(name="Slough").update(is_member=False)
    assert cells(shown(client, moc.get_absolute_url()), "Slough")
    agreement = understanding()
    version(agreement)
    agreement.parties.set([authority("Medway")])
    page = shown(client, "/agreements/mou/")
    assert cells(page, "Medway")
    assert "/agreements/mou/authorities/kent/" not in page
    assert client.get("/agreements/mou/authorities/kent/").status_code == 404
    assert "No party" in shown(client, "/agreements/")


def test_empty_pages_say_what_will_be_there(client: Client) -> None:
    assert "No agreement is shown to everyone yet." in shown(client, "/agreements/")
    co_operation()
    page = shown(client, "/agreements/moc/")
    for sentence in (
        "Protocols stand here once the programme has written them down",
        "No version is published yet.",
        "Nothing is due.",
        "No review is planned.",
    ):
        assert sentence in page
    understanding()
    assert "No authority is a party yet." in shown(client, "/agreements/mou/")
    authority()
    assert "No version is in force, so there is nothing to sign." in shown(
        client, "/agreements/mou/"
    )


@pytest.mark.parametrize("many", [False, True])
def test_pages_cost_the_same_however_much_there_is(
    client: Client, many: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moc, mou = co_operation(), understanding()
    cap(moc)
    for label in ("2025", "2026") if many else ("2025",):
        made = version(mou, label, APRIL + int(label) % 5 * DAY)
        version(moc, label, APRIL + int(label) % 5 * DAY)
        for name in ("Kent", "Medway", "Slough") if many else ("Kent",):
            signed_by_all(made, authority(name))
    for number in range(1, 14 if many else 2):
        for name in ("Kent", "Medway", "Slough") if many else ("Kent",):
            made_one = moc.protocols.filter(number=number).first() or protocol(moc, number)
            stands(authority(name), made_one, Standing.EXCEPTION, exception="Ferries")
    for address, queries in (
        ("/agreements/", 12),
        ("/agreements/moc/", 15),
        ("/agreements/mou/", 14),
        ("/agreements/moc/authorities/kent/", 13),
        ("/agreements/mou/authorities/kent/", 11),
        ("/agreements/moc/register.csv", 10),
    ):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


# As a spreadsheet ------------------------------------------------------------------------------


def test_the_register_as_csv_has_a_line_a_cell(client: Client, moc: Agreement) -> None:
    answer = client.get("/agreements/moc/register.csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 6
    assert rows[2] | {"As of": ""} == {
        "Authority": "Medway",
        "ONS code": "E06000035",
        "What": "Protocol 1",
        "Title": "Reference standard",
        "How it stands": "Live",
        "Since": APRIL.isoformat(),
        "Next": "",
        "From": "",
        "Exception": "",
        "As of": "",
    }


def test_the_workbook_has_the_grid_and_each_cell(client: Client, moc: Agreement) -> None:
    answer = client.get("/agreements/moc/register.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Register", "Every cell", "Versions"]  # no caps: not for everyone
    lines = [list(row) for row in book["Register"].values]
    assert lines[0] == ["Authority", "1. Reference standard", "2. What is numbered 2", "In all"]
    assert lines[2] == ["Medway", "Live", "Pledged", "1 of 2"]
    assert client.get("/agreements/moc/register.pdf").status_code == 404


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_cell_runs_as_a_formula(client: Client, ending: str) -> None:
    evil = '=HYPERLINK("https://evil.example.org")'
    agreement = co_operation(exceptions_visibility="public")
    stands(
        authority(f"{evil}Kent"),
        protocol(agreement, title=f"@{evil}"),
        Standing.EXCEPTION,
        exception=f" {evil}",
    )
    version(agreement, changes=f"+{evil}")
    content = client.get(f"/agreements/moc/register.{ending}").content
    if ending == "csv":
        values = [v for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for v in line]
    else:
        book = load_workbook(io.BytesIO(content))
        texts = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert all(cell.data_type != "f" for cell in texts)
        values = [str(cell.value) for cell in texts]
    assert sum("HYPERLINK" in value for value in values) >= 3
    assert not [value for value in values if value.lstrip()[:1] in "=+-@" and value.strip()]


# Documents -------------------------------------------------------------------------------------


def test_a_version_s_document_is_served_under_a_name_that_says_what_it_is(client: Client) -> None:
    made = version(understanding(), "v4 2026")
    answer = client.get(made.document_address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="mou-v4-2026.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    made.file.storage.delete(made.file.name)
    assert client.get(made.document_address).status_code == 404
    linked = version(made.agreement, "v5", TODAY, url="https://www.example.org/mou.pdf")
    assert linked.document_address == "https://www.example.org/mou.pdf"
    assert client.get(f"/agreements/mou/versions/{linked.pk}/document/").status_code == 404
    moc = co_operation()
    assert client.get(f"/agreements/{moc.slug}/versions/{made.pk}/document/").status_code == 404


# What is due next ------------------------------------------------------------------------------


def due(agreement: Agreement, today: Any = TODAY) -> list[str]:
    facts = facts_of([agreement])
    parties = parties_of([agreement], facts)
    return [
        f"{'late: ' if row.is_late else ''}{row.what}"
        for row in due_next([agreement], facts, parties, everything, today)
    ]


def test_missing_signatures_reviews_and_terms_that_end_are_due() -> None:
    agreement = understanding()
    made = version(agreement, "2026", TODAY - 30 * DAY, ends_on=TODAY + 40 * DAY)
    for name in ("Kent", "Medway"):
        authority(name)
    signed_by_all(made, authority(), TODAY - 40 * DAY)
    AgreementReview.objects.create(agreement=agreement, due_on=TODAY + 10 * DAY)
    AgreementReview.objects.create(
        agreement=agreement, due_on=TODAY - 400 * DAY, done_on=TODAY - 390 * DAY, outcome="Fine."
    )
    assert due(agreement) == [
        "late: 3 signatures are missing under version 2026: Medway",
        "The review is due",
        "Version 2026 ends and none follows it yet",
    ]
    assert due(agreement, TODAY + 41 * DAY) == [
        "late: The review is late",
        "late: Version 2026 has ended and none follows it",
    ]
    signed_by_all(made, authority("Medway"), TODAY - 3 * DAY)
    version(agreement, "2027", TODAY + 41 * DAY)
    assert due(agreement) == [
        "The review is due",
        "6 signatures are missing under version 2027: Kent and Medway",
        "Version 2027 comes into force",
    ]
    agreement.ends_on = TODAY - DAY
    assert due(agreement) == []


def test_protocols_that_begin_changes_ahead_and_caps_that_end_are_due() -> None:
    agreement = co_operation()
    one = protocol(agreement, 1)
    protocol(agreement, 2, effective_from=TODAY + 20 * DAY)
    stands(authority(), one, Standing.PLEDGED)
    stands(authority(), one, Standing.LIVE, TODAY + 10 * DAY)
    made = cap(agreement)
    PayCap.objects.update(ends_on=TODAY + 30 * DAY)
    assert due(agreement) == [
        "Kent: live",
        "Protocol 2 begins: What is numbered 2",
        "Pay caps end and none follow yet: Social worker",
    ]
    PayCap.objects.create(
        role=made.role, amount=40, starts_on=TODAY + 31 * DAY, ends_on=TODAY + 900 * DAY
    )
    assert "Pay caps end and none follow yet: Social worker" not in due(agreement)


def test_a_year_later_is_the_same_day_or_the_month_s_last() -> None:
    assert months_later(TODAY.replace(year=2024, month=2, day=29), 12).isoformat() == "2025-02-28"
    assert months_later(TODAY.replace(year=2026, month=11, day=30), 3).isoformat() == "2027-02-28"


# Found by search -------------------------------------------------------------------------------


def test_search_finds_an_agreement_by_what_its_versions_and_protocols_say(client: Client) -> None:
    agreement = co_operation(summary="On agency workers.")
    draft = version(agreement, changes="Secretly drafted.", state=VersionState.DRAFT)
    protocol(agreement, title="No headhunting")

    def found(query: str) -> list[str]:
        return [hit.url for hit in search(query, audiences={"public"}).hits]

    assert found("headhunting") == found("agency workers") == ["/agreements/moc/"]
    assert found("secretly") == []
    draft.state = VersionState.PUBLISHED
    draft.save()
    assert found("secretly") == ["/agreements/moc/"]
    agreement.text_visibility = "members"
    agreement.save()
    assert found("headhunting") == []
    assert SearchEntry.objects.get(kind="Agreement").audience == "members"
