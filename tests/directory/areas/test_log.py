"""The log of who read what: each entering, for whom it is, how long it is kept."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.directory.access import visible
from alliance.directory.areas.log import KEPT_FOR, forget_readings
from alliance.directory.models import AccessGrant, AccessLog, Area, Authority, User
from alliance.jobs.models import Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules
from tests.directory.areas.invented import given
from tests.directory.areas.people import People

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def inside(people: People, quality: Area, kent: Authority) -> AccessGrant:
    return given(people.asker, quality, kent, by=people.director)


def rows(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_each_entering_is_a_row_and_looking_from_outside_is_none(
    client: Client, client_of: ClientOf, people: People, inside: AccessGrant, kent: Authority
) -> None:
    address = "/areas/quality-assurance/"
    client.get(address)
    client_of(people.other_asker).get(address)
    client_of(people.director).get(address)
    asker = client_of(people.asker)
    asker.head(address)
    assert not AccessLog.objects.exists()
    asker.get(address)
    asker.get(address)
    assert AccessLog.objects.count() == 2
    row = AccessLog.objects.first()
    assert row
    assert (row.user, row.person, row.authority) == (people.asker, people.asker.person, kent)
    assert (row.what, row.title, row.path) == ("page", "Quality assurance", address)


def test_reading_changes_nothing_else(
    client_of: ClientOf, people: People, inside: AccessGrant
) -> None:
    events, grants = AuditEvent.objects.count(), list(AccessGrant.objects.values())
    client_of(people.asker).get("/areas/quality-assurance/")
    assert AuditEvent.objects.count() == events
    assert list(AccessGrant.objects.values()) == grants


def test_a_lead_reads_of_their_own_people_and_the_programme_of_all(
    client_of: ClientOf, people: People, inside: AccessGrant, quality: Area, medway: Authority
) -> None:
    given(people.other_asker, quality, medway, by=people.other_director)
    for name in ("asker", "other_asker", "support"):
        client_of(getattr(people, name)).get("/areas/quality-assurance/")
    for name, seen in (
        ("director", {"Col Asker"}),
        ("other_director", {"Mia Medway"}),
        ("support", {"Col Asker", "Mia Medway", "Sue Support"}),
        ("asker", set()),
    ):
        found = visible(getattr(people, name), AccessLog.objects.select_related("person"))
        assert {row.person.name for row in found if row.person} == seen
    director, support = client_of(people.director), client_of(people.support)
    shown = director.get("/authorities/kent/access/read/").content.decode()
    assert "Col Asker" in shown
    assert "Mia Medway" not in shown
    assert {r["who"] for r in rows(director, "/authorities/kent/access/read.csv")} == {"Col Asker"}
    assert len(rows(support, "/access/everyone/read.csv")) == 3
    narrowed = rows(support, f"/access/everyone/read.csv?authority={medway.pk}")
    assert {row["who"] for row in narrowed} == {"Mia Medway"}
    assert len(rows(support, "/access/everyone/read.csv?area=999&authority=x")) == 3


def test_what_they_read_stays_with_the_authority_they_read_it_for(
    client_of: ClientOf, people: People, inside: AccessGrant, medway: Authority
) -> None:
    """Somebody who changes authority takes nothing along, and leaves what was."""
    client_of(people.asker).get("/areas/quality-assurance/")
    people.asker.person.roles.update(authority=medway)
    assert visible(people.director, AccessLog.objects.all()).count() == 1
    assert visible(people.other_director, AccessLog.objects.all()).count() == 0


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_no_cell_is_run_as_a_formula(
    client_of: ClientOf, people: People, inside: AccessGrant, begin: str
) -> None:
    Area.objects.update(name=f"{begin} area")
    people.asker.person.__class__.objects.filter(name="Col Asker").update(name=f"{begin} name")
    client_of(people.asker).get("/areas/quality-assurance/")
    AccessLog.objects.update(title=f"{begin} title")
    for client, address in (
        (client_of(people.director), "/authorities/kent/access/read.csv"),
        (client_of(people.support), "/access/everyone/read.csv"),
    ):
        [row] = rows(client, address)
        assert [row["who"], row["area"], row["title"]] == [
            f"'{begin} name",
            f"'{begin} area",
            f"'{begin} title",
        ]


def test_it_is_kept_for_a_year_and_then_erased(people: People, inside: AccessGrant) -> None:
    now = timezone.now()
    for age in (KEPT_FOR - dt.timedelta(hours=1), KEPT_FOR + dt.timedelta(hours=1)):
        AccessLog.objects.create(
            at=now - age, user=people.asker, area=inside.area, what="page", title="x", path="/x/"
        )
    assert forget_readings(Progress()) == "1 were forgotten."
    assert AccessLog.objects.get().at > now - KEPT_FOR


def test_the_clock_forgets_and_ends(db: None) -> None:
    write_schedules()
    names = set(Schedule.objects.values_list("name", flat=True))
    assert {
        "alliance.directory.areas.log.forget_readings",
        "alliance.directory.areas.end.end_what_is_over",
    } <= names


def test_somebody_whose_account_is_gone_is_still_a_row(
    client_of: ClientOf, people: People, quality: Area
) -> None:
    client_of(people.support).get("/areas/quality-assurance/")
    AccessLog.objects.update(person=None)
    people.support.delete()
    boss = User.objects.create_user("boss@example.org", is_staff=True)
    shown = client_of(boss).get("/access/everyone/read/").content.decode()
    assert "somebody whose account is gone" in shown
