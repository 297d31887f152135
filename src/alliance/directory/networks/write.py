"""Writing to all members of a network: each gets a copy of their own."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import (
    Alliance,
    Authority,
    Network,
    NetworkMessage,
    Nomination,
    Role,
    Standing,
    User,
)
from . import letters
from .addresses import addresses_of, once_each
from .refusal import CannotBeDone
from .rights import AS

A_DAY = dt.timedelta(days=1)
MOST_TO_A_NETWORK = 5
"""Messages a day: more would no longer be read."""
MOST_BY_ONE_PERSON = 10
"""Messages a day, to whatever networks: a stolen account must not write for hours."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom a message to a network reaches."""

    addresses: Mapping[int, str]
    """By person. Shown to nobody."""
    authorities: int
    unreached: Sequence[Authority | None]
    """Where those work whose address is not known; None where that is not known either."""

    @property
    def count(self) -> int:
        return len(self.addresses)


def recipients_of(network: Network) -> Recipients:
    """Everybody who is in the network today: representatives, deputies, the chairs and the lead."""
    seats = Nomination.objects.current().filter(network=network).select_related("authority")
    posts = Role.objects.current().filter(network=network, kind__in=AS).select_related("authority")
    works_at: dict[int, Authority | None] = {}
    for row in [*posts.order_by("pk"), *seats.order_by("pk")]:
        works_at[row.person_id] = row.authority or works_at.get(row.person_id)
    addresses = addresses_of(works_at)
    return Recipients(
        once_each(addresses),
        len({works_at[person] for person in addresses if works_at[person]}),
        [authority for person, authority in works_at.items() if person not in addresses],
    )


class TooMany(CannotBeDone):
    """So much was written today that no more is taken."""


@transaction.atomic
def write_to_network(
    *, by: User, standing: Standing, network: Network, subject: str, text: str, form: uuid.UUID
) -> NetworkMessage:
    """Write to all members. The copies are sent by a job, once it is certain that they shall be.

    Args:
        standing: in what right.
        form: of the form it was written in; a second sending of the same is not taken.

    Raises:
        CannotBeDone: it was sent already, reaches nobody, or is too much for one day.
    """
    network = Network.objects.select_for_update().get(pk=network.pk)
    if NetworkMessage.objects.filter(form=form).exists():
        raise CannotBeDone("This message was sent already; it is in the list of messages.")
    _check_limits(by, network)
    recipients = recipients_of(network)
    if not recipients.count:
        raise CannotBeDone(
            "Nobody of this network has an e-mail address here, so the message was not sent."
        )
    message = NetworkMessage.objects.create(
        network=network,
        subject=subject,
        text=text,
        written_by=by,
        writer=str(by),
        standing=standing,
        copies=recipients.count,
        form=form,
    )
    words = body_of(message)
    for person, address in recipients.addresses.items():
        letters.write(
            to=person,
            address=address,
            subject=f"{network}: {subject}",
            text=words,
            reply_to=by.email,
            message=message,
        )
    record(
        by=by,
        verb="wrote to the network",
        thing=message,
        after=snapshot(message),
        acting_for=network.name,
    )
    letters.have_sent()
    return message


def body_of(message: NetworkMessage) -> str:
    """What each member gets to read; the preview shows the same."""
    return render_to_string(
        "directory/networks/message.txt",
        {"message": message, "network": message.network, "alliance": Alliance.objects.first()},
    )


@transaction.atomic
def send_again(*, by: User, message: NetworkMessage) -> int:
    """Send the copies that were not sent, or of which nobody knows; returns how many.

    Raises:
        CannotBeDone: there is none.
    """
    count = letters.send_stuck_again(message)
    if not count:
        raise CannotBeDone("No copy of this message is to be sent again.")
    record(by=by, verb="sent again", thing=message)
    return count


def _check_limits(by: User, network: Network) -> None:
    today = NetworkMessage.objects.filter(written_at__gt=timezone.now() - A_DAY)
    if today.filter(network=network).count() >= MOST_TO_A_NETWORK:
        raise TooMany(
            f"{MOST_TO_A_NETWORK} messages went to this network within a day, so this one was not "
            "sent. What you wrote is still here: send it tomorrow, or put it into the bulletin."
        )
    if today.filter(written_by=by).count() >= MOST_BY_ONE_PERSON:
        raise TooMany(
            f"You have written {MOST_BY_ONE_PERSON} messages within a day, so this one was not "
            "sent. What you wrote is still here: send it tomorrow."
        )
