"""Personal links: answering without an account, in the name of the person the link was sent to.

Who got one by forwarding says who they are, and is sent a link of their own: what is answered then
stands in their name and not in another's.
"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from alliance.audit.trail import record
from alliance.directory.models import Alliance, Person, Role
from alliance.directory.networks.addresses import addresses_of, whole_address
from alliance.links.models import SignedLink
from alliance.links.sign import Refusal, issue, open_link, revoke
from alliance.mail.post import post

from .answering import days_of
from .models import Ask, LinkHolder
from .refusal import CannotBeDone
from .when import deadline

PURPOSE = "answer"
AFTER_THE_DAY = dt.timedelta(days=30)
"""How long a link works after the last day: a late answer is better than none."""
WITHOUT_A_DAY = dt.timedelta(days=60)
LONGEST = dt.timedelta(days=180)
MOST_HOLDERS = 10
"""Of one ask: more are no handing on within an authority."""


class NotFound(Exception):
    """A link that opens nothing; the sentence says why."""


def holder_of(token: str) -> LinkHolder:
    """Whose link it is. Changes nothing, so that a mail scanner may open it.

    Raises:
        NotFound: it is none, has expired or was withdrawn, or its holder has left the authority.
    """
    link = open_link(token, PURPOSE)
    if isinstance(link, Refusal):
        raise NotFound(link.sentence)
    holder = _holder(link)
    if holder is None or not holder.ask.action.by_link:
        raise NotFound(Refusal.REVOKED.sentence)
    if not still_there(holder):
        raise NotFound(
            f"{holder.name} no longer holds a role at {holder.ask.authority}, so this link is closed."
        )
    return holder


def _holder(link: SignedLink) -> LinkHolder | None:
    rows = LinkHolder.objects.select_related("ask__action__contact", "ask__authority", "person")
    return rows.filter(pk=link.object_id).first() if link.object_id.isdecimal() else None


def still_there(holder: LinkHolder) -> bool:
    """Whether the person the link was sent to, or came from, still holds a role at the authority."""
    first: LinkHolder | None = holder
    for _ in range(MOST_HOLDERS):
        if first is None or first.person_id is not None or first.handed_on_by is None:
            break
        first = first.handed_on_by
    if first is None or first.person_id is None:
        return False
    roles = Role.objects.current().filter(person=first.person_id, authority=holder.ask.authority_id)
    return roles.exists()


@transaction.atomic
def link_for(*, ask: Ask, person: Person, by: AbstractBaseUser | None) -> str | None:
    """A new address by which a person answers; None if no mail reaches them.

    To be put into a mail at once: only its keyed hash is kept.
    """
    email = addresses_of([person.pk]).get(person.pk)
    if not email or not ask.action.by_link:
        return None
    holder = ask.holders.filter(email__iexact=email).first()
    if holder is None:
        holder = LinkHolder.objects.create(ask=ask, person=person, name=person.name, email=email)
    elif holder.person_id is None:
        holder.person, holder.name = person, person.name
        holder.save()
    return whole_address(f"/answer/{_token(holder, by=by)}/")


@transaction.atomic
def hand_on(*, holder: LinkHolder, name: str, email: str, what: str) -> LinkHolder:
    """Send somebody to whom the link was forwarded one of their own.

    Raises:
        CannotBeDone: too many have had one.
    """
    ask = Ask.objects.select_for_update().get(pk=holder.ask_id)
    theirs = ask.holders.filter(email__iexact=email).first()
    if theirs is None:
        if ask.holders.count() >= MOST_HOLDERS:
            raise CannotBeDone(
                "This has been handed on many times already. Ask the programme for a link."
            )
        theirs = LinkHolder.objects.create(
            ask=ask, name=name, email=email, post=what, handed_on_by=holder
        )
        record(by=None, verb="handed on", thing=ask, acting_for=str(ask.authority))
    revoke(purpose=PURPOSE, subject=theirs)  # one link at a time, the one in the last mail
    _send(theirs)
    return theirs


def _send(holder: LinkHolder) -> None:
    alliance = Alliance.objects.first()
    office = alliance.contact_email if alliance else ""
    action = holder.ask.action
    body = render_to_string(
        "actions/link.txt",
        {
            "holder": holder,
            "action": action,
            "authority": holder.ask.authority,
            "alliance": alliance,
            "address": whole_address(f"/answer/{_token(holder, by=None)}/"),
            "may_reply": bool(office),
        },
    )
    message = EmailMessage(
        subject=" ".join(f"Your link: {action.title}".split()),
        body=body,
        to=[holder.email],
        reply_to=[office] if office else None,
    )
    (sent,) = post(message, purpose="answer-link", secret=True)
    holder.message = sent
    holder.save()


def _token(holder: LinkHolder, *, by: AbstractBaseUser | None) -> str:
    return issue(
        purpose=PURPOSE,
        expires_in=lifetime(holder.ask),
        by=by,
        subject=holder,
        person_id=holder.person_id,
    )


def lifetime(ask: Ask) -> dt.timedelta:
    """How long a link to an ask works, from now."""
    last, now = deadline(days_of(ask.action)), timezone.now()
    if last is None:
        return WITHOUT_A_DAY
    until = last.moment(timezone.get_current_timezone()) + AFTER_THE_DAY
    return min(max(until - now, AFTER_THE_DAY), LONGEST)
