"""What erasing leaves of a ring-back: that there was one, when, and what came of it."""

from __future__ import annotations

from django.utils import timezone

from ..models import RingBack

OPEN = (RingBack.State.WAITING, RingBack.State.TRIED)


def empty(ring_back: RingBack) -> None:
    """Destroy who asked, where and about what; one that waits can be rung no more. The caller records it."""
    now = timezone.now()
    if ring_back.state in OPEN:
        ring_back.state, ring_back.settled_at = RingBack.State.GIVEN_UP, now
    ring_back.name = ring_back.phone = ring_back.good_time = ring_back.about = ring_back.note = ""
    ring_back.erased_at = now
    ring_back.save()
