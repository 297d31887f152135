"""What the site knows of the people on a list, as `judge.py` wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone

from alliance.directory.models import Authority, Topic
from alliance.directory.recognise import authority_key
from alliance.text.similarity import fold

from ..models import Consent, ConsentBy, Frequency, Standing, Subscriber
from ..returning.suppress import suppressed
from .judge import ADDRESS, Here, Known, address_key
from .read import Entry

AT_ONCE = 500
"""Addresses in one query."""
OWN = (ConsentBy.FORM, ConsentBy.ACCOUNT)
"""Consents that somebody gave here themselves."""
SHORT = {
    "every bulletin": Frequency.EACH,
    "each bulletin": Frequency.EACH,
    "once a week": Frequency.WEEKLY,
    "once a month": Frequency.MONTHLY,
    "only what is asked": Frequency.ASKED,
    "dates": Frequency.CALENDAR,
}


def known(entries: Sequence[Entry]) -> Known:
    """All that judging these rows needs."""
    addresses = {
        address_key(entry.address) for entry in entries if ADDRESS.fullmatch(entry.address)
    }
    authorities = dict(Authority.objects.values_list("name", "pk"))
    topics = dict(Topic.objects.values_list("name", "pk"))
    return Known(
        authorities={authority_key(name): pk for name, pk in authorities.items()}
        | {fold(name): pk for name, pk in authorities.items()}
        | {fold(code): pk for code, pk in Authority.objects.values_list("ons_code", "pk")},
        topics={fold(name): pk for name, pk in topics.items()},
        frequencies={fold(each.label): each.value for each in Frequency}
        | {fold(each.value): each.value for each in Frequency}
        | {words: each.value for words, each in SHORT.items()},
        names={"an authority": list(authorities), "a topic": list(topics)},
        here=here(addresses),
        stopped={address_key(each) for each in suppressed(addresses)},
        today=timezone.localdate(),
    )


def here(addresses: set[str]) -> dict[str, Here]:
    """How each of these addresses, in lower case, stands here; those unknown are left out."""
    own = Consent.objects.filter(subscriber=OuterRef("pk"), by__in=OWN)
    rows = Subscriber.objects.annotate(key=Lower("address"), is_own=Exists(own))
    found: dict[str, Here] = {}
    for some in _batches(sorted(addresses)):
        for key, standing, is_own in (
            rows.filter(key__in=some).order_by().values_list("key", "standing", "is_own")
        ):
            found[address_key(key)] = _stands(standing, is_own=is_own)
    return found


def _stands(standing: str, *, is_own: bool) -> Here:
    match standing:
        case Standing.LEFT | Standing.ERASED:
            return Here.GONE
        case Standing.ACTIVE if not is_own:
            return Here.BY_A_LIST
    return Here.SUBSCRIBED


def _batches(addresses: Sequence[str]) -> Iterator[list[str]]:
    left = iter(addresses)
    while some := list(islice(left, AT_ONCE)):
        yield some
