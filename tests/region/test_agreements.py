"""The sample's agreements: enough to look round, and marked as invented."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from alliance.directory.models import Authority, RoleKind
from alliance.library.agreements.ask import agreed
from alliance.library.models import Agreement, AgreementVersion, Protocol, Standing
from alliance.region.agreements import LATE_TO_SIGN, LEFT, load_agreements
from alliance.region.load import load_essentials
from alliance.region.paper import pdf_of

TODAY = dt.date(2026, 11, 23)


@pytest.mark.django_db
def test_the_sample_has_a_memorandum_of_three_years_and_one_of_thirteen_protocols() -> None:
    load_essentials(today=TODAY)
    assert load_agreements(TODAY) == 2
    assert load_agreements(TODAY) == 0

    mou, moc = Agreement.objects.get(kind="mou"), Agreement.objects.get(kind="moc")
    assert [version.label for version in mou.versions.all()] == ["2026", "2025", "2024"]
    assert list(moc.protocols.values_list("number", flat=True)) == list(range(1, 14))
    assert moc.capped_roles.count() == 3
    for agreement in (mou, moc):
        assert "Invented for the sample region" in agreement.summary
        assert agreement.reviews.filter(done_on__isnull=True).count() == 1
    for version in AgreementVersion.objects.all():
        with version.file.open("rb") as file:
            assert b"Invented for the sample region" in file.read()

    states = {
        name: agreed(authority, mou, on=TODAY).status
        for name, authority in ((row.name, row) for row in Authority.objects.all())
    }
    assert {name for name, state in states.items() if state is not Standing.SIGNED} == LATE_TO_SIGN
    hampshire = Authority.objects.get(name="Hampshire")
    signed = mou.versions.first().entries.filter(authority=hampshire)
    assert not signed.filter(role=RoleKind.DCS).exists()
    assert signed.count() == 2
    for name in LEFT:
        place = Authority.objects.get(name=name)
        assert agreed(place, moc, on=TODAY).status is Standing.LEFT
        assert agreed(place, moc, on=dt.date(2021, 4, 1)).is_agreed
    assert Protocol.objects.get(number=13).effective_from > TODAY


@pytest.mark.django_db
@pytest.mark.parametrize("day", [dt.date(2024, 2, 29), dt.date(2026, 3, 31), dt.date(2026, 4, 1)])
def test_it_can_be_made_on_any_day(day: dt.date) -> None:
    load_essentials(today=day)
    assert load_agreements(day) == 2


def test_the_same_words_give_the_same_pdf_and_its_table_of_places_is_right() -> None:
    pdf = pdf_of("Title (one)", ["A paragraph with “quotes” and a \\ in it. " * 120])
    assert pdf == pdf_of("Title (one)", ["A paragraph with “quotes” and a \\ in it. " * 120])
    assert pdf != pdf_of("Title (two)", [])
    start = int(re.findall(rb"startxref\n(\d+)", pdf)[0])
    assert pdf[start : start + 4] == b"xref"
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", pdf)]
    for number, place in enumerate(places, 1):
        assert pdf[place:].startswith(b"%d 0 obj" % number)
    assert pdf.count(b"/Type /Page ") == 2
