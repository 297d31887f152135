"""Asking authorities by mail to name somebody: each once, for all networks in one letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..models import Alliance, Authority, Network, NominationAsk, Role, RoleKind, Standing, User
from ..models.acting import ActingFor
from .addresses import addresses_of, once_each, whole_address
from .gaps import coverage, last_asked, may_be_asked
from .letters import have_sent, write


@dataclass(slots=True)
class Asked:
    """What came of asking."""

    asked: list[Authority] = field(default_factory=list)
    unreachable: list[Authority] = field(default_factory=list)
    """Without a director, or a PA of theirs, whose address is known."""


def to_be_asked(networks: Sequence[Network]) -> Mapping[Authority, list[Network]]:
    """Whom asking now would reach: who has nobody, and was not asked within the last fortnight."""
    asked = last_asked(networks)
    found: dict[Authority, list[Network]] = defaultdict(list)
    for pk, covered in coverage(networks).items():
        for authority in covered.missing:
            if may_be_asked(asked.get((pk, authority.pk))):
                found[authority].append(covered.network)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))


@transaction.atomic
def ask(*, by: User, rights: Mapping[int, Standing], networks: Sequence[Network]) -> Asked:
    """Ask the director, and their PA, of each authority that has nobody in some of the networks.

    Args:
        rights: in what right it is done for each network, by id.
    """
    # Held, so that of two who press at once the second finds that all were asked.
    locked = Network.objects.select_for_update().filter(pk__in=[each.pk for each in networks])
    wanted = to_be_asked(list(locked.order_by("name")))
    deciders = _deciders(wanted)
    addresses = addresses_of({person for people in deciders.values() for person in people})
    outcome = Asked()
    for authority, missing in wanted.items():
        reached = once_each({p: addresses[p] for p in deciders[authority.pk] if p in addresses})
        if not reached:
            outcome.unreachable.append(authority)
            continue
        _ask_one(by, rights, authority, missing, reached)
        outcome.asked.append(authority)
    if outcome.asked:
        have_sent()
    return outcome


def _ask_one(
    by: User,
    rights: Mapping[int, Standing],
    authority: Authority,
    networks: Sequence[Network],
    reached: Mapping[int, str],
) -> None:
    for network in networks:
        row = NominationAsk.objects.create(
            network=network,
            authority=authority,
            asked_on=timezone.localdate(),
            asked_by=by,
            standing=rights[network.pk],
        )
        record(by=by, verb="asked for a nomination", thing=row, after=snapshot(row))
    one = networks[0] if len(networks) == 1 else None
    text = render_to_string(
        "directory/networks/ask.txt",
        {
            "authority": authority,
            "networks": [(each, whole_address(_path(each, authority))) for each in networks],
            "one": one,
            "asker": by,
            "alliance": Alliance.objects.first(),
        },
    )
    what = one.in_a_sentence if one else f"{len(networks)} networks"
    for person, address in reached.items():
        write(
            to=person,
            address=address,
            subject=f"Who represents {authority} in {what}?",
            text=text,
            reply_to=by.email,
        )


def _path(network: Network, authority: Authority) -> str:
    return f"{network.get_absolute_url()}nominations/{authority.slug}/"


def _deciders(authorities: Mapping[Authority, object]) -> Mapping[int, list[int]]:
    """Of each authority its director, their deputies and PAs, by person."""
    wanted = [authority.pk for authority in authorities]
    found: dict[int, list[int]] = defaultdict(list)
    directors = Role.objects.current().filter(kind=RoleKind.DCS, authority__in=wanted)
    acting = ActingFor.objects.giving_rights()  # a second filter would be of another role
    pairs = [
        *directors.values_list("authority", "person"),
        *acting.values_list("principal__roles__authority", "person"),
    ]
    for authority, person in pairs:
        if authority in wanted and person not in found[authority]:
            found[authority].append(person)
    return found
