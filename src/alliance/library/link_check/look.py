"""One look at one link: ask, judge, note."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from alliance.links.fetch import Failed, Policy, Refused

from ..models import Link, LinkHost, Verdict
from . import sites
from .ask import ask
from .note import note
from .verdict import Judgement, judge

NO_WAY_OUT = (
    "No machine of that name could be found. No other site answered either, so this machine may "
    "have no way to the internet."
)
SECONDS_FOR_A_NAME = 5


@dataclass(slots=True)
class Asking:
    """How other sites are asked in one run. Tests have a server of their own, and do not wait."""

    policy: Policy = field(default_factory=Policy)
    wait: Callable[[float], None] = time.sleep
    _way_out: bool | None = None

    def has_way_out(self, host: LinkHost) -> bool:
        """Whether the name of another site can be found, one that answered before."""
        if self._way_out is None:
            other = sites.answered_last(but=host)
            self._way_out = other is not None and self._finds(other.name)
        return self._way_out

    def _finds(self, name: str) -> bool:
        try:
            return bool(self.policy.addresses(name, 443, SECONDS_FOR_A_NAME))
        except (Failed, Refused):
            return False


def look(link: Link, host: LinkHost, asking: Asking) -> Judgement:
    """Ask for a link's address and write down what was found. Its site is held by the caller."""
    answer = ask(link.url, etag=link.etag, modified=link.modified, policy=asking.policy)
    found = judge(link.url, answer)
    if found.verdict == Verdict.NO_SITE and not asking.has_way_out(host):
        found = Judgement(Verdict.UNKNOWN, NO_WAY_OUT)
    now = timezone.now()
    note(link, found, at=now, etag=answer.etag, modified=answer.modified)
    sites.remember(host, answer, now)
    return found
