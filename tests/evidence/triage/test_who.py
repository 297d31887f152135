"""Who has answered, and who has not."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from alliance.directory.models import Authority, Person, Role, RoleKind
from alliance.evidence.taking.sending import withdraw
from alliance.evidence.triage.settling import mark_duplicate
from tests.evidence import invented

pytestmark = pytest.mark.django_db
ADDRESS = "/programme/calls/silver-linings/who/"


def test_it_says_which_authorities_are_missing_and_whom_to_write_to(editor: Client) -> None:
    kent, medway = invented.authority("Kent"), invented.authority("Medway")
    Authority.objects.filter(pk__in=[kent.pk, medway.pk]).update(is_member=True)
    director = Person.objects.create(name="Dana Director")
    Role.objects.create(person=director, kind=RoleKind.DCS, authority=medway)
    invented.sent(invented.call(), invented.whole(authority="kent", role="Head of early help"))
    page = editor.get(ADDRESS).content.decode()
    missing = page.partition("Who has not answered yet")[2].partition("</section>")[0]
    assert "Medway" in missing
    assert "Dana Director" in missing
    assert "Kent" not in missing
    assert "Head of early help" in page


def test_withdrawn_answers_and_duplicates_are_not_counted(editor: Client) -> None:
    invented.authority()
    call = invented.call()
    first = invented.sent(call, invented.whole(authority="kent"))
    mark_duplicate(invented.sent(call, invented.whole(authority="kent")), of=first, by=editor.user)  # type: ignore[attr-defined]
    withdraw(invented.sent(call), by=None)
    response = editor.get("/programme/calls/silver-linings/who.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    kent = next(row for row in rows if row[0] == "Kent")
    assert kent[rows[0].index("Early help")] == "1"
    assert rows[-1][-1] == "1"


def test_before_anybody_answered_it_says_so(editor: Client) -> None:
    invented.call()
    page = editor.get(ADDRESS).content.decode()
    assert "Nobody has answered yet." in page
    assert '<svg class="chart"' not in page
