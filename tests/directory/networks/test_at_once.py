"""Several press at one moment, or one presses twice: nothing is doubled, nothing is lost.

Real transactions, in threads. Forms that lie open in two windows are in the tests of each matter.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from alliance.directory.models import (
    Authority,
    Letter,
    LetterState,
    Meeting,
    Network,
    NetworkMessage,
    Nomination,
    NominationAsk,
    Person,
    Role,
    RoleKind,
    Seat,
    Standing,
)
from alliance.directory.networks import letters
from alliance.directory.networks.announce import Details, announce, cancel, change
from alliance.directory.networks.ask import ask
from alliance.directory.networks.chair import appoint
from alliance.directory.networks.letters import send_letters
from alliance.directory.networks.nominate import end_nomination, nominate
from alliance.directory.networks.refusal import CannotBeDone
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message
from tests.directory.networks.invented import (
    BY_THE_PROGRAMME,
    DAY,
    WEEK,
    account,
    meets,
    person,
    sits,
    when,
)
from tests.directory.networks.test_meetings import form
from tests.directory.networks.test_writing import message

pytestmark = pytest.mark.django_db(transaction=True)
ONE_IS_TOLD = ["done", "told"]


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all of these in the same moment: who succeeds, and who is told that another was first."""
    together = threading.Barrier(len(deeds))
    outcomes = ["lost" for _ in deeds]

    def do(number: int, deed: Callable[[], object]) -> None:
        together.wait()
        try:
            deed()
            outcomes[number] = "done"
        except CannotBeDone:
            outcomes[number] = "told"
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


def test_two_who_name_somebody_into_one_seat(kinship: Network, kent: Authority) -> None:
    def names(name: str) -> Callable[[], object]:
        one = person(name, of=kent)
        return lambda: nominate(
            by=None,
            right=BY_THE_PROGRAMME,
            network=kinship,
            authority=kent,
            person=one,
            seat=Seat.REPRESENTATIVE,
            said_by="Ann Lee, PA",
            instead_of=None,
        )

    assert at_once(names("Ann One"), names("Ben Two")) == ONE_IS_TOLD
    assert Nomination.objects.count() == 1


def test_a_new_person_named_by_pressing_twice_is_one_person(
    lead: Client, kinship: Network, kent: Authority
) -> None:
    sent = {
        "do": "name", "seat": "representative", "name": "Nia New", "email": "nia@example.org",
        "starts_on": timezone.localdate().isoformat(), "said_by": "Jo, PA", "instead_of": "",
    }  # fmt: skip
    address = "/networks/kinship-network/nominations/kent/"
    assert lead.post(address, sent).status_code == 302
    assert lead.post(address, sent).status_code in {409, 422}
    assert Person.objects.filter(name="Nia New").count() == 1
    assert Nomination.objects.count() == 1


def test_a_seat_that_two_end_is_ended_once(kinship: Network, kent: Authority) -> None:
    seat, today = sits(person("Rob Rep", of=kent), kinship), timezone.localdate()
    deed = lambda: end_nomination(by=None, nomination=seat, last_day=today)  # noqa: E731
    assert at_once(deed, deed) == ["done", "done"]
    seat.refresh_from_db()
    assert seat.ends_on == today


def test_two_who_are_put_into_the_chair(kinship: Network, kent: Authority) -> None:
    def puts(name: str, seat: Seat) -> Callable[[], object]:
        one = person(name, of=kent)
        sits(one, kinship, seat=seat)
        return lambda: appoint(by=None, network=kinship, person=one, kind=RoleKind.NETWORK_CHAIR)

    outcomes = at_once(puts("Ann One", Seat.REPRESENTATIVE), puts("Ben Two", Seat.DEPUTY))
    assert outcomes == ONE_IS_TOLD
    assert Role.objects.filter(kind=RoleKind.NETWORK_CHAIR).count() == 1


def test_a_meeting_announced_by_pressing_twice_is_one_meeting(
    lead: Client, kinship: Network
) -> None:
    sent = form(timezone.localdate() + WEEK, at="10:00")
    assert lead.post("/networks/kinship-network/meetings/add/", sent).status_code == 302
    again = lead.post("/networks/kinship-network/meetings/add/", sent)
    assert again.status_code == 409
    assert "is announced already" in again.content.decode()
    assert Meeting.objects.count() == 1
    assert lead.post(
        "/networks/kinship-network/meetings/add/", sent | {"at": "14:00"}
    ).status_code == 302, "another time is another meeting"  # fmt: skip


def test_a_meeting_announced_in_two_windows_at_once_is_one_meeting(kinship: Network) -> None:
    details = Details(when=when(timezone.localdate() + WEEK))
    deed = lambda: announce(by=None, network=kinship, details=details)  # noqa: E731
    assert at_once(deed, deed) == ONE_IS_TOLD
    assert Meeting.objects.count() == 1


def test_what_was_called_off_can_be_announced_anew(kinship: Network) -> None:
    day = timezone.localdate() + WEEK
    cancel(by=None, meeting=meets(kinship, day), seen=1, reason="Too few.")
    meets(kinship, day)
    assert Meeting.objects.filter(is_cancelled=False).count() == 1


def test_who_moves_a_meeting_and_who_cancels_it_do_not_both_succeed(kinship: Network) -> None:
    day = timezone.localdate() + WEEK
    meeting = meets(kinship, day)
    outcomes = at_once(
        lambda: change(by=None, meeting=meeting, seen=1, details=Details(when=when(day + DAY))),
        lambda: cancel(by=None, meeting=meeting, seen=1, reason="Too few."),
    )
    assert outcomes == ONE_IS_TOLD
    meeting.refresh_from_db()
    assert (meeting.version, meeting.is_cancelled) in {(2, True), (2, False)}


def test_authorities_that_two_ask_at_once_are_asked_once(kinship: Network, kent: Authority) -> None:
    account(person("Dora Director", of=kent), RoleKind.DCS, authority=kent)
    lead = account(person("Lena Lead"), RoleKind.NETWORK_LEAD, network=kinship)
    deed = lambda: ask(by=lead, rights={kinship.pk: Standing.LEAD}, networks=[kinship])  # noqa: E731
    assert at_once(deed, deed) == ["done", "done"]
    run_waiting()
    assert NominationAsk.objects.count() == 1
    assert len(mail.outbox) == 1


# Mail in pieces --------------------------------------------------------------------------------


@pytest.fixture
def five(kinship: Network, kent: Authority) -> list[str]:
    """A message to five addresses that waits to be sent."""
    row = NetworkMessage.objects.create(
        network=kinship, subject="Papers", text="Read them.", standing=Standing.LEAD, copies=5
    )
    addresses = [f"{name}@example.org" for name in ("ann", "ben", "cy", "dee", "eve")]
    for address in addresses:
        Letter.objects.create(message=row, address=address, subject="Papers", text="Read them.")
    return addresses


class PulledOut(BaseException):
    """The machine stops: nothing catches this."""


@pytest.mark.parametrize("after", [0, 1, 3, 4])
def test_a_machine_that_stops_halfway_sends_the_rest_later_and_nothing_twice(
    five: list[str], after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, sent = letters.send, Counter[str]()

    def stops(letter: Letter) -> None:
        real(letter)
        sent[letter.address] += 1
        if len(sent) > after:
            raise PulledOut

    with monkeypatch.context() as patch:
        patch.setattr(letters, "send", stops)
        with pytest.raises(PulledOut):
            send_letters(Progress())
    assert Letter.objects.filter(state=LetterState.SENT).count() == after
    assert not Letter.objects.filter(state=LetterState.SENDING).exists(), "nobody has to guess"
    send_letters(Progress())
    send_letters(Progress())
    run_waiting()
    assert sorted(each.to[0] for each in mail.outbox) == five


def test_two_workers_share_the_copies_between_them(five: list[str]) -> None:
    deed = lambda: send_letters(Progress())  # noqa: E731
    assert at_once(deed, deed) == ["done", "done"]
    assert sorted(Message.objects.values_list("recipient", flat=True)) == five


def test_what_is_no_address_stops_no_other_copy(five: list[str]) -> None:
    """Such came in with old lists; the outbox refuses it, and the others must not wait for it."""
    Letter.objects.filter(address=five[1]).update(address="ben at example")
    send_letters(Progress())
    run_waiting()
    assert sorted(each.to[0] for each in mail.outbox) == [five[0], *five[2:]]
    assert Letter.objects.get(address="ben at example").state == LetterState.FAILED


def test_a_message_sent_from_two_windows_is_one_message(lead: Client, kinship: Network) -> None:
    sent = message()
    assert [lead.post("/networks/kinship-network/write/", sent).status_code for _ in "ab"] == [
        302,
        409,
    ]
    assert NetworkMessage.objects.count() == 1
