"""Recording how authorities stand to protocols: many at once, never overwritten, struck out if wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test import Client

from alliance.audit.trail import history
from alliance.directory.models import RoleKind
from alliance.library.agreements.ask import agreed
from alliance.library.agreements.protocols import (
    CannotBeDone,
    record_standing,
    stored_as,
    strike_out,
)
from alliance.library.models import Agreement, ProtocolStanding, Standing, StandingException
from tests.library.agreements.invented import (
    APRIL,
    DAY,
    TODAY,
    account,
    authority,
    client_of,
    co_operation,
    programme,
    protocol,
    stands,
    understanding,
)

pytestmark = pytest.mark.django_db
RECORD = "/agreements/moc/standings/record/"


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def agreement() -> Agreement:
    made = co_operation()
    for number in (1, 2):
        protocol(made, number)
    for name in ("Kent", "Medway", "Slough"):
        authority(name)
    return made


def sent(agreement: Agreement, **fields: Any) -> dict[str, Any]:
    return {
        "authorities": [authority().pk, authority("Medway").pk],
        "protocols": [row.pk for row in agreement.protocols.all()],
        "state": "live",
        "on": APRIL.isoformat(),
        "why": "Signing day",
    } | fields


def test_many_cells_are_recorded_in_one_go_and_what_stands_so_is_left_alone(
    agreement: Agreement, settings: Any
) -> None:
    user = programme(settings)
    client = client_of(user)
    stands(authority(), agreement.protocols.get(number=1))
    answer = client.post(RECORD, sent(agreement), follow=True)
    assert "3 cells are recorded. 1 stood so already." in shown(answer)

    row = ProtocolStanding.objects.get(authority=authority("Medway"), protocol__number=2)
    assert (row.recorded_by, row.why) == (user, "Signing day")
    event = history(row).get()
    assert (event.actor, event.reason, event.acting_for) == (user, "Signing day", "Medway")
    assert event.changes["state"] == [None, "live"]
    again = client.post(RECORD, sent(agreement), follow=True)
    assert "Nothing changed" in shown(again)
    assert ProtocolStanding.objects.count() == 4


def test_a_cell_s_link_brings_its_place_with_it(agreement: Agreement, settings: Any) -> None:
    client = client_of(programme(settings))
    page = shown(client.get("/agreements/moc/authorities/kent/"))
    link = re.search(rf'href="({RECORD}[^"]*)"', page)
    assert link
    page = shown(client.get(link[1].replace("&amp;", "&")))
    assert len(re.findall(r'type="checkbox"[^>]* checked', page)) == 2


def test_an_exception_is_recorded_with_its_words_and_ends_with_the_next_row(
    agreement: Agreement,
) -> None:
    one = agreement.protocols.get(number=1)
    stands(authority(), one)
    stands(authority(), one, Standing.EXCEPTION, APRIL + DAY, exception="More for ferries")
    stands(authority(), one, Standing.EXCEPTION, APRIL + 2 * DAY, exception="More for ferries")
    assert ProtocolStanding.objects.count() == 2  # the third said nothing new
    stands(authority(), one, Standing.LIVE, APRIL + 3 * DAY)
    assert agreed(authority(), "moc", APRIL + 2 * DAY, protocol=1).exceptions
    assert not agreed(authority(), "moc", APRIL + 3 * DAY, protocol=1).exceptions


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": (APRIL - DAY).isoformat()}, "Protocol 1 begins on"),
        ({"state": "exception"}, "Say what the exception is."),
        ({"exception": "More"}, "take the words of the exception out"),
        ({"why": ""}, "Say why, as"),
        ({"authorities": []}, "Choose at least one authority."),
        ({"protocols": []}, "Choose at least one protocol."),
        ({"protocols": [999]}, "Select a valid choice"),
        ({"on": "soon"}, "Write the day as 13 November 2020."),
        ({"state": "in_part"}, "Select a valid choice"),
    ],
)
def test_all_that_is_wrong_is_said_and_nothing_is_recorded(
    agreement: Agreement, settings: Any, fields: dict[str, Any], said: str
) -> None:
    answer = client_of(programme(settings)).post(RECORD, sent(agreement, **fields))
    assert answer.status_code in {409, 422}
    assert said in shown(answer)
    assert not ProtocolStanding.objects.exists()


def test_every_fault_has_its_own_line(agreement: Agreement, settings: Any) -> None:
    answer = client_of(programme(settings)).post(
        RECORD, sent(agreement, on=(APRIL - DAY).isoformat())
    )
    assert "There are 2 things to mend" in shown(answer)


def test_a_pledge_may_come_before_the_protocol_and_a_change_be_known_ahead(
    agreement: Agreement,
) -> None:
    one = agreement.protocols.get(number=1)
    stands(authority(), one, Standing.PLEDGED, APRIL - 40 * DAY)
    stands(authority(), one, Standing.LIVE, TODAY + 30 * DAY)
    assert agreed(authority(), "moc", TODAY, protocol=1).status is Standing.PLEDGED
    assert "live from" in shown(Client().get("/agreements/moc/"))


def test_two_things_of_one_day_are_refused(agreement: Agreement) -> None:
    one = agreement.protocols.get(number=1)
    stands(authority(), one)
    with pytest.raises(CannotBeDone, match="Strike that out first"):
        stands(authority(), one, Standing.LEFT, APRIL)


def test_after_its_last_day_nobody_goes_live_on_a_protocol(agreement: Agreement) -> None:
    old = protocol(agreement, 9, ends_on=APRIL + 9 * DAY)
    with pytest.raises(CannotBeDone, match="Protocol 9 ended on"):
        stands(authority(), old, Standing.LIVE, APRIL + 10 * DAY)
    stands(authority(), old, Standing.LIVE, APRIL + 9 * DAY)


def test_what_was_recorded_in_error_is_struck_out_and_still_there(
    agreement: Agreement, settings: Any
) -> None:
    user = programme(settings)
    one = agreement.protocols.get(number=1)
    stands(authority(), one)
    stands(authority(), one, Standing.LEFT, APRIL + DAY, why="A letter we misread")
    row = ProtocolStanding.objects.get(state="left")
    client, address = client_of(user), f"/agreements/moc/standings/{row.pk}/strike-out/"
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": "It was Medway’s letter."}).status_code == 302

    assert agreed(authority(), "moc", TODAY, protocol=1).is_agreed
    page = shown(client.get("/agreements/moc/authorities/kent/"))
    for words in ("recorded in error", "It was Medway’s letter.", "A letter we misread"):
        assert words in page
        assert words not in shown(Client().get("/agreements/moc/authorities/kent/"))
    assert client.post(address, {"why": "Again"}).status_code == 409
    assert history(row).first().verb == "struck out"
    stands(authority(), one, Standing.LEFT, APRIL + DAY)  # the day is free again


def test_only_the_programme_records(agreement: Agreement) -> None:
    director = account("Ann Director", RoleKind.DCS, authority())
    assert client_of(director).post(RECORD, sent(agreement)).status_code == 403
    assert not ProtocolStanding.objects.exists()


def test_what_is_signed_has_no_protocols_to_record(settings: Any) -> None:
    understanding()
    assert client_of(programme(settings)).get(
        "/agreements/mou/standings/record/"
    ).status_code == 404  # fmt: skip


def test_before_there_are_protocols_the_screen_says_so(settings: Any) -> None:
    co_operation()
    page = shown(client_of(programme(settings)).get(RECORD))
    assert "No protocol is written down yet" in page


def test_what_is_worked_out_is_not_recorded() -> None:
    with pytest.raises(ValueError, match="worked out"):
        stored_as(Standing.IN_PART)


def test_a_row_of_another_agreement_is_not_reached_by_changing_an_id(
    agreement: Agreement, settings: Any
) -> None:
    other = protocol(co_operation(slug="other"))
    stands(authority(), other)
    row = ProtocolStanding.objects.get()
    client = client_of(programme(settings))
    assert client.get(f"/agreements/moc/standings/{row.pk}/strike-out/").status_code == 404
    assert client.post(RECORD, sent(agreement, protocols=[other.pk])).status_code == 422


# The database ----------------------------------------------------------------------------------


def test_the_database_refuses_to_rewrite_or_remove_how_it_stood(agreement: Agreement) -> None:
    stands(authority(), agreement.protocols.get(number=1), Standing.EXCEPTION, exception="Ferries")
    rows = ProtocolStanding.objects.all()
    for change in ({"state": "left"}, {"effective_on": TODAY}, {"why": "Other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingException.objects.update(text="Other")
    for table in ("library_standingexception", "library_protocolstanding"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_what_is_struck_out_stays_struck_out(agreement: Agreement, settings: Any) -> None:
    user = programme(settings)
    stands(authority(), agreement.protocols.get(number=1), by=user)
    row = strike_out(by=user, standing=ProtocolStanding.objects.get(), why="Wrong")
    for change in ({"struck_out_at": None, "struck_out_why": ""}, {"struck_out_why": "Other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProtocolStanding.objects.update(**change)
    user.delete()
    row.refresh_from_db()
    assert (row.recorded_by, row.struck_out_by, row.struck_out_why) == (None, None, "Wrong")


@pytest.mark.parametrize(
    "wrong",
    [{"state": "exception"}, {"struck_out_why": "No day"}, {"effective_on": APRIL}],
)
def test_a_row_that_makes_no_sense_is_refused(agreement: Agreement, wrong: dict[str, Any]) -> None:
    one = agreement.protocols.get(number=1)
    stands(authority(), one)
    fields = {"protocol": one, "authority": authority(), "state": "left", "effective_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtocolStanding.objects.create(**fields | wrong)


def test_all_or_nothing(agreement: Agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    real = StandingException.objects.create

    def fails_on_the_second(**fields: Any) -> models.Model:
        if StandingException.objects.exists():
            raise RuntimeError("the machine stopped")
        return real(**fields)

    monkeypatch.setattr(StandingException.objects, "create", fails_on_the_second)
    with pytest.raises(RuntimeError):
        record_standing(
            by=None,
            agreement=agreement,
            authorities=[authority(), authority("Medway")],
            protocols=list(agreement.protocols.all()),
            state=Standing.EXCEPTION,
            on=APRIL,
            why="Signing day",
            exception="Ferries",
        )
    assert not ProtocolStanding.objects.exists()
