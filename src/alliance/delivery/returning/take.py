"""Taking in what came back: of which copy, what becomes of it, and whether its address is written
to again.

A copy is found by the name that we gave it, which nobody can make (`own_links.copy_of`), or by what
a provider that shows its password says. A mail that names no copy of ours changes nothing.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..models import OPEN, Copy, CopyState, Return, ReturnKind, Why
from ..own_links import copy_of
from ..subscribing.leave import PROVIDER, leave
from .judge import Verdict, verdict
from .read import Returned
from .suppress import suppress

SOFT_IN_A_ROW = 5
WITHIN = dt.timedelta(days=30)
"""So many that came back in so many days, and none that did not, are as good as no mailbox."""
REFUSED_IN_A_ROW = 3
BY_SMTP = "smtp"
BY_MAIL = "mail"
ELSEWHERE = "Of a mailbox that this address passes mail on to"


class Taken(Enum):
    """What became of a return."""

    TAKEN = "taken in"
    SEEN = "seen before"
    UNKNOWN = "of no copy of ours"


def take_in(returned: Returned, *, came_by: str, name: str, at: dt.datetime | None = None) -> Taken:
    """Take in what came back, once.

    Args:
        came_by: “mail”, or the provider.
        name: what tells it from all others: the mail's Message-ID, the provider's event.
        at: when it was said, if that is known.
    """
    copy = _copy_of(returned)
    if copy is None:
        return Taken.UNKNOWN
    kind, said = ReturnKind(returned.kind), returned.said
    is_of_another = kind in {ReturnKind.HARD, ReturnKind.SOFT} and _is_of_another(returned, copy)
    if is_of_another:  # as one member of a shared address; the others got it
        kind, said = ReturnKind.SOFT, f"{ELSEWHERE}: {said}"
    at = min(at or timezone.now(), timezone.now())
    with transaction.atomic():
        row = _noted(copy, kind, returned.code, said, came_by, name, at)
        if row is None:
            return Taken.SEEN
        match kind:
            case ReturnKind.COMPLAINT:
                Copy.objects.filter(pk=copy.pk).update(has_complained=True)
                _stop(copy, Why.COMPLAINED, said)
            case ReturnKind.LEFT:
                _let_leave(copy)
            case ReturnKind.HARD | ReturnKind.SOFT if not is_of_another:
                _came_back(copy, row, at)
                if kind is ReturnKind.HARD:
                    _stop(copy, Why.BOUNCED, _words(row))
                elif came_back_always(copy, at):
                    _stop(copy, Why.BOUNCED, f"{SOFT_IN_A_ROW} in a row came back. {_words(row)}")
    return Taken.TAKEN


def note_refusal(*, copy_id: int, code: str, said: str) -> None:
    """What the mail server said when it refused a copy for good, and what follows for the address.

    No such mailbox: nothing is sent there any more. Refused for another reason, three mailings in
    a row, likewise; but not where it is our mail that is not wanted, which no address is to blame for.
    """
    copy = Copy.objects.filter(pk=copy_id).select_related("subscriber").first()
    if copy is None:
        return
    judged = verdict(code, said)
    kind = ReturnKind.HARD if judged is Verdict.NO_MAILBOX else ReturnKind.SOFT
    with transaction.atomic():
        name = f"{BY_SMTP}:{copy_id}"
        row = _noted(copy, kind, code, said, BY_SMTP, name, timezone.now())
        if row is None:
            return
        if kind is ReturnKind.HARD:
            _stop(copy, Why.BOUNCED, _words(row))
        elif was_refused_always(copy):
            words = f"Refused in {REFUSED_IN_A_ROW} mailings in a row. {_words(row)}"
            _stop(copy, Why.BOUNCED, words)


def came_back_always(copy: Copy, at: dt.datetime) -> bool:
    """Whether all of the last five copies up to this one came back, within thirty days."""
    copies = Copy.objects.filter(
        subscriber=copy.subscriber_id, recipient=copy.recipient, sent_at__gt=at - WITHIN
    ).order_by("-sent_at", "-pk")
    if copy.sent_at:
        copies = copies.filter(sent_at__lte=copy.sent_at)
    return _all_of(copies[:SOFT_IN_A_ROW], SOFT_IN_A_ROW)


def was_refused_always(copy: Copy) -> bool:
    """Whether all of the last three copies up to this one were refused by the mail server."""
    copies = (
        Copy.objects.filter(
            subscriber=copy.subscriber_id, recipient=copy.recipient, pk__lte=copy.pk
        )
        .exclude(state__in=[CopyState.PASSED_OVER, CopyState.CANCELLED, CopyState.HELD])
        .order_by("-pk")
    )
    return _all_of(copies[:REFUSED_IN_A_ROW], REFUSED_IN_A_ROW, came_by=BY_SMTP)


def _all_of(latest: QuerySet[Copy], number: int, **more: str) -> bool:
    """Whether there are so many, and of each a return that its address is to blame for."""
    copies = list(latest)
    rows = Return.objects.filter(copy__in=copies, **more).exclude(kind=ReturnKind.COMPLAINT)
    blamed = {row.copy_id for row in rows if _is_of_the_address(row)}
    if len(copies) < number or blamed != {each.pk for each in copies}:
        return False
    return not _is_of_the_server(copies[1:])


def _is_of_the_server(before: list[Copy]) -> bool:
    """Whether nobody of the domain got what others there were sent: then it is no one address.

    Asked of the mailings before, because the present one may have only begun.
    """
    others = Copy.objects.filter(
        mailing__in={each.mailing_id for each in before}, domain=before[0].domain
    ).exclude(pk__in=[each.pk for each in before])
    return others.exists() and not others.filter(state=CopyState.SENT).exists()


def _is_of_the_address(row: Return) -> bool:
    judged = verdict(row.code, row.said)
    return judged is not Verdict.OUR_MAIL and not row.said.startswith(ELSEWHERE)


def _copy_of(returned: Returned) -> Copy | None:
    copies = Copy.objects.select_related("subscriber")
    named = [pk for each in returned.message_ids if (pk := copy_of(each)) is not None]
    if returned.copy_id:
        named.append(returned.copy_id)
    for pk in named:
        if found := copies.filter(pk=pk).first():
            return found
    if returned.provider_id:
        return copies.filter(provider_id=returned.provider_id[:150]).order_by("-pk").first()
    return None


def _is_of_another(returned: Returned, copy: Copy) -> bool:
    """Whether it is about a mailbox that is not the copy's own, by the part before the @.

    Servers rewrite domains (kent.gov.uk is kent.onmicrosoft.com behind), seldom what is before.
    """
    if not returned.recipient or not copy.recipient:
        return False
    one, two = (each.casefold().rpartition("@")[0] for each in (returned.recipient, copy.recipient))
    return one != two


def _noted(
    copy: Copy, kind: ReturnKind, code: str, said: str, came_by: str, name: str, at: dt.datetime
) -> Return | None:
    """The row, or nothing where it is there already."""
    try:
        with transaction.atomic():
            return Return.objects.create(
                name=name[:200],
                copy=copy,
                kind=kind,
                said=said[:300],
                code=code[:12],
                came_by=came_by[:20],
                at=at,
            )
    except IntegrityError:
        return None


def _came_back(copy: Copy, row: Return, at: dt.datetime) -> None:
    """A copy that came back was sent, even where its worker broke off before it could say so."""
    Copy.objects.filter(pk=copy.pk, state__in=[CopyState.SENT, *OPEN]).update(
        state=CopyState.BOUNCED,
        why=_words(row),
        sent_at=Coalesce(F("sent_at"), at),
        claim="",
        lease_until=None,
    )


def _let_leave(copy: Copy) -> None:
    if copy.subscriber:
        leave(subscriber=copy.subscriber, how=PROVIDER)
    _stop(copy, Why.LEFT, PROVIDER)


def _stop(copy: Copy, why: Why, detail: str) -> None:
    """By the address that the copy went to: its owner may have another by now."""
    if copy.recipient:
        suppress(address=copy.recipient, why=why, detail=detail)


def _words(row: Return) -> str:
    code = row.code if row.code and row.code not in row.said else ""
    return (f"{code} {row.said}".strip() or row.get_kind_display())[:300]
