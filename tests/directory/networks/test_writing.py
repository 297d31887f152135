"""Writing to the members of a network: looked at first, sent once, each a copy of their own."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.directory.models import (
    Authority,
    Letter,
    Network,
    NetworkMessage,
    Person,
    RoleKind,
    Seat,
    Standing,
)
from alliance.directory.networks import letters, write
from alliance.directory.networks.letters import forget_letters, send_letters
from alliance.editions.current import number
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.directory.networks.invented import DAY, account, client_of, network, person, sits

pytestmark = pytest.mark.django_db
WRITE = "/networks/kinship-network/write/"
LIST = "/networks/kinship-network/messages/"


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def message(**fields: Any) -> dict[str, Any]:
    words = {"subject": "Papers for May", "text": "Dear all,\n\nplease <read> them & reply."}
    return words | {"form": str(uuid.uuid4()), "do": "send"} | fields


def one_message(where: Network, **fields: Any) -> NetworkMessage:
    words = {"subject": "Papers", "text": "Read them.", "standing": Standing.LEAD, "copies": 1}
    return NetworkMessage.objects.create(network=where, **words | fields)


@pytest.fixture
def members(kinship: Network, kent: Authority, medway: Authority, today: dt.date) -> list[Person]:
    """Two of Kent and one of Medway, all private; and somebody whose term is over."""
    rob, dee, mo = (
        person("Rob Rep", of=kent),
        person("Dee Deputy", of=kent),
        person("Mo Medway", of=medway),
    )
    sits(rob, kinship)
    sits(dee, kinship, seat=Seat.DEPUTY)
    sits(person("Old Member", of=medway), kinship, ends_on=today - DAY, starts_on=today - 9 * DAY)
    sits(mo, kinship, starts_on=today)
    return [rob, dee, mo]


# Written ---------------------------------------------------------------------------------------


def test_it_is_looked_at_before_it_goes(lead: Client, members: list[Person]) -> None:
    shown = said(lead.post(WRITE, message(do="preview")))
    assert "As each of them gets it" in shown
    assert "Kinship Network: Papers for May" in shown
    assert "please &lt;read&gt; them &amp; reply." in shown
    assert "It goes to 4 people of 2 authorities" in shown, "the lead gets a copy too"
    assert "Send it to 4 people" in shown
    assert "@example.org" not in shown.replace("lena.lead@example.org", "").replace(
        "office@example.org", ""
    ), "nobody’s address is shown"
    back = said(lead.post(WRITE, message(do="mend")))
    assert "Papers for May" in back
    assert "Look at it before it goes" in back
    assert not NetworkMessage.objects.exists()
    run_waiting()
    assert mail.outbox == []


def test_each_member_gets_a_copy_of_their_own(lead: Client, members: list[Person]) -> None:
    answer = lead.post(WRITE, message(), follow=True)
    assert "Your message is on its way to 4 people" in said(answer)
    assert mail.outbox == [], "not before it is kept"
    run_waiting()
    assert sorted(each.to[0] for each in mail.outbox) == [
        "dee.deputy@example.org",
        "lena.lead@example.org",
        "mo.medway@example.org",
        "rob.rep@example.org",
    ]
    for each in mail.outbox:
        assert len(each.recipients()) == 1
        assert each.reply_to == ["lena.lead@example.org"]
        assert each.subject == "Kinship Network: Papers for May"
        assert "please <read> them & reply." in each.body
        others = {other.to[0] for other in mail.outbox} - {each.to[0]}
        whole = each.message().as_string()
        assert not [one for one in others if one in whole and one not in each.reply_to]


def test_who_wrote_to_how_many_is_in_the_trail_and_what_is_not(
    lead: Client, members: list[Person]
) -> None:
    lead.post(WRITE, message())
    row = NetworkMessage.objects.get()
    assert (row.copies, row.standing, row.writer) == (4, "lead", "Lena Lead")
    event = history(row).get()
    assert (event.verb, event.actor) == ("wrote to the network", lead.user)  # type: ignore[attr-defined]
    assert event.changes["copies"] == [None, 4]
    assert event.acting_for == "Kinship Network"
    assert "read" not in str(event.changes)


@pytest.mark.parametrize("kind", [RoleKind.NETWORK_CHAIR, RoleKind.NETWORK_VICE_CHAIR])
def test_the_chair_and_the_vice_chair_write_too(
    kinship: Network, members: list[Person], kind: RoleKind
) -> None:
    one = client_of(account(members[0], kind, network=kinship))
    assert one.post(WRITE, message()).status_code == 302
    run_waiting()
    assert sorted(each.to[0] for each in mail.outbox).count("rob.rep@example.org") == 1


def test_nobody_else_writes(
    client: Client, stranger: Client, director: Client, kinship: Network, members: list[Person]
) -> None:
    elsewhere = network("Other Network")
    other = client_of(account(person("Other Lead"), RoleKind.NETWORK_LEAD, network=elsewhere))
    member = client_of(account(members[0]))
    for who in (stranger, director, other, member):
        assert who.get(WRITE).status_code == 403
        assert who.post(WRITE, message()).status_code == 403
    assert client.post(WRITE, message()).status_code == 302
    assert not NetworkMessage.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"subject": " "}, "Give the message a subject."),
        ({"text": ""}, "Write the message."),
        ({"text": "x" * 10_001}, "longer than a message may be"),
        ({"form": ""}, "Open the page anew"),
    ],
)
def test_what_is_missing_is_said(
    lead: Client, members: list[Person], wrong: dict[str, str], sentence: str
) -> None:
    answer = lead.post(WRITE, message(**wrong))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not NetworkMessage.objects.exists()


def test_a_subject_of_several_lines_is_one_line(lead: Client, members: list[Person]) -> None:
    lead.post(WRITE, message(subject="Papers\r\nBcc: all@example.org"))
    run_waiting()
    assert mail.outbox[0].subject == "Kinship Network: Papers Bcc: all@example.org"
    assert len(mail.outbox[0].recipients()) == 1


def test_whoever_has_no_address_is_counted_by_authority_and_not_named(
    lead: Client, kinship: Network, members: list[Person], medway: Authority
) -> None:
    sits(person("Hidden Member", of=medway, email=None), kinship, seat=Seat.DEPUTY)
    shown = said(lead.get(WRITE))
    assert "Not reached, because no address is known: 1 of Medway" in shown
    assert "Hidden Member" not in shown


def test_two_who_share_an_address_get_one_copy(
    lead: Client, kinship: Network, medway: Authority
) -> None:
    sits(person("Ann One", of=medway, email="Office@example.org"), kinship)
    sits(person("Ben Two", of=medway, email="office@example.org"), kinship, seat=Seat.DEPUTY)
    lead.post(WRITE, message())
    run_waiting()
    assert sorted(each.to[0].lower() for each in mail.outbox) == [
        "lena.lead@example.org",
        "office@example.org",
    ]


def test_a_network_without_addresses_says_so(programme: Client, kinship: Network) -> None:
    assert "there is nobody to write to" in said(programme.get(WRITE))
    answer = programme.post(WRITE, message())
    assert answer.status_code == 409
    assert "the message was not sent" in said(answer)


# Never twice -----------------------------------------------------------------------------------


def test_the_same_form_twice_is_one_message(lead: Client, members: list[Person]) -> None:
    sent = message()
    assert lead.post(WRITE, sent).status_code == 302
    again = lead.post(WRITE, sent)
    assert again.status_code == 409
    assert "was sent already" in said(again)
    run_waiting()
    assert len(mail.outbox) == 4


def test_the_job_twice_sends_nothing_twice_and_leaves_what_another_sends(
    lead: Client, members: list[Person]
) -> None:
    lead.post(WRITE, message())
    taken = Letter.objects.all()[0]
    Letter.objects.filter(pk=taken.pk).update(state="sending", taken_at=timezone.now())
    for _ in range(3):
        send_letters(Progress())
    run_waiting()
    assert len(mail.outbox) == 3
    assert taken.address not in {each.to[0] for each in mail.outbox}


def test_a_copy_that_a_server_refuses_stops_no_other_and_is_sent_again_by_hand(
    lead: Client, members: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead.post(WRITE, message())
    real = letters.send

    def refuse(letter: Letter) -> None:
        if letter.address.startswith("rob"):
            raise SMTPRecipientsRefused({})
        real(letter)

    with monkeypatch.context() as patch:
        patch.setattr(letters, "send", refuse)
        run_waiting()
    assert len(mail.outbox) == 3
    row = NetworkMessage.objects.get()
    assert "Some copies could not be sent" in said(lead.get(LIST))
    page = f"{LIST}{row.pk}/"
    assert "1 copy was not taken" in said(lead.get(page))
    assert lead.post(page).status_code == 302
    run_waiting()
    assert [each.to for each in mail.outbox[3:]] == [["rob.rep@example.org"]]
    assert history(row)[0].verb == "sent again"
    assert lead.post(page).status_code == 409, "and not once more"


def test_of_what_stopped_while_it_was_sent_a_person_decides(
    lead: Client, members: list[Person]
) -> None:
    lead.post(WRITE, message())
    send_letters(Progress())
    long_ago = timezone.now() - dt.timedelta(hours=1)
    stopped = Letter.objects.all()[0]
    Letter.objects.filter(pk=stopped.pk).update(state="sending", sent_at=None, taken_at=long_ago)
    run_waiting()
    assert len(mail.outbox) == 4, "never by itself"
    page = f"{LIST}{NetworkMessage.objects.get().pk}/"
    assert "somebody may get it twice" in said(lead.get(page))


# Not too much ----------------------------------------------------------------------------------


def test_a_network_gets_no_more_than_it_can_read(
    lead: Client, kinship: Network, members: list[Person]
) -> None:
    for _ in range(write.MOST_TO_A_NETWORK):
        assert lead.post(WRITE, message()).status_code == 302
    refused = lead.post(WRITE, message())
    assert refused.status_code == 429
    assert "please &lt;read&gt; them" in said(refused), "what was written is still there"
    NetworkMessage.objects.update(written_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    assert lead.post(WRITE, message()).status_code == 302


def test_one_person_writes_no_more_than_anybody_would(
    programme: Client, kinship: Network, members: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "MOST_BY_ONE_PERSON", 1)
    other = network("Other Network")
    sits(members[0], other)
    assert programme.post(WRITE, message()).status_code == 302
    assert programme.post("/networks/other-network/write/", message()).status_code == 429


# Afterwards ------------------------------------------------------------------------------------


def test_what_was_written_stands_in_a_list_for_members_alone(
    lead: Client,
    client: Client,
    stranger: Client,
    director: Client,
    kinship: Network,
    members: list[Person],
) -> None:
    assert "Nothing was written to the members yet" in said(lead.get(LIST))
    lead.post(WRITE, message())
    member = client_of(account(members[0]))
    for reader in (lead, member):
        shown = said(reader.get(LIST))
        assert "Papers for May" in shown
        assert "Lena Lead (network lead)" in shown
        assert "to 4 people" in shown
    for reader in (stranger, director):
        assert reader.get(LIST).status_code == 403
    assert client.get(LIST).status_code == 302
    page = f"{LIST}{NetworkMessage.objects.get().pk}/"
    assert member.get(page).status_code == 403


def test_a_message_of_another_network_is_not_reached_by_its_number(
    lead: Client, kinship: Network
) -> None:
    row = one_message(network("Other Network"), text="Secret.")
    assert lead.get(f"{LIST}{row.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_a_fixed_number_of_queries(
    lead: Client, kinship: Network, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        Letter.objects.create(message=one_message(kinship), address="a@example.org")
    lead.get(LIST)
    # session, account, network, roles, acting, membership, count, rows, letters, alliance
    with django_assert_num_queries(10):
        lead.get(LIST)


def test_addresses_and_words_are_forgotten_after_two_months(
    lead: Client, members: list[Person]
) -> None:
    lead.post(WRITE, message())
    run_waiting()
    waiting = Letter.objects.create(address="late@example.org", made_at=timezone.now() - 61 * DAY)
    Letter.objects.filter(state="sent").update(made_at=timezone.now() - 61 * DAY)
    assert forget_letters(Progress()) == "4 were forgotten."
    for letter in Letter.objects.filter(state="sent"):
        assert (letter.address, letter.text, letter.subject, letter.reply_to) == ("", "", "", "")
    waiting.refresh_from_db()
    assert waiting.address
    assert NetworkMessage.objects.get().copies == 4


def test_mail_makes_no_page_anew(kinship: Network) -> None:
    before = number()
    Letter.objects.create(message=one_message(kinship), address="a@example.org")
    assert number() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "due", "address": ""},
        {"state": "sent"},
        {"state": "due", "sent_at": timezone.now()},
    ],
)
def test_no_copy_is_in_a_state_that_cannot_be(kinship: Network, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(**{"address": "a@example.org"} | fields)


def test_a_message_goes_to_an_address_once(kinship: Network) -> None:
    row = one_message(kinship)
    Letter.objects.create(message=row, address="a@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(message=row, address="a@example.org")
