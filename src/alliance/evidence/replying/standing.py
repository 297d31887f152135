"""The standing call, “Good ideas”: open to all, for ever."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot

from ..calls.proposed import make_sections, propose
from ..models import Call, CallState
from ..taking.definition import CasePart, HeadingKind, Question

TITLE = "Good ideas"
SLUGS = ("good-ideas", "good-ideas-for-all", "ideas-for-all")
PREFIXES = ("IDEA", "IDEAS", "GOOD")
"""The first of each that is free; the others are for where a call of that name was ended."""
HEADINGS = (
    Question(
        key="idea", kind=HeadingKind.LONG, label="Your idea", is_required=True, is_short=True,
        help="A few lines are enough. Please name no child or family.", part=CasePart.DONE,
    ),
    Question(
        key="helps", kind=HeadingKind.LONG, label="Whom would it help, and how?", part=CasePart.CHANGED,
    ),
    Question(
        key="where", kind=HeadingKind.LONG, label="Does somebody do it already?", part=CasePart.TO_COPY,
        help="A place, a team or a link, if you know of one.",
    ),
)  # fmt: skip
"""Ours, marked as proposed."""


def the_standing_call() -> Call:
    """The call that takes ideas told anywhere on the site; made where there is none.

    Where several stand, it is the one that was published first.
    """
    found = _standing()
    if found is not None:
        return found
    try:
        return _make()
    except IntegrityError:  # somebody else's idea came in at the same moment, and made it
        return Call.objects.get(is_standing=True, state=CallState.PUBLISHED)


def _standing() -> Call | None:
    standing = Call.objects.filter(is_standing=True, state=CallState.PUBLISHED)
    return standing.filter(opens_at__lte=timezone.now()).order_by("published_at", "pk").first()


@transaction.atomic
def _make() -> Call:
    make_sections()
    taken = set(Call.objects.values_list("slug", flat=True))
    prefixes = set(Call.objects.values_list("prefix", flat=True))
    now = timezone.now()
    call = Call.objects.create(
        title=TITLE,
        slug=next(slug for slug in SLUGS if slug not in taken),
        prefix=next(prefix for prefix in PREFIXES if prefix not in prefixes),
        summary="What would be better done by all of us than by each?",
        purpose="Tell us what you would do differently, or what works where you are. No idea is too "
        "small, and you need not know how it could be done.",
        what_becomes="Somebody of the programme reads every idea and answers whoever told it.",
        state=CallState.PUBLISHED,
        is_standing=True,
        opens_at=now,
        published_at=now,
    )
    propose(call, HEADINGS)
    record(by=None, verb="made", thing=call, after=snapshot(call))
    return call
