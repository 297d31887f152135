"""Who may have a webhook, where it may lead, and what it may be told; asked when it is told."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

from alliance.actions.models import Action, Ask, Response
from alliance.directory.access import visible
from alliance.directory.deeds import Deed, standings
from alliance.directory.models import User
from alliance.directory.viewer import Viewer, viewer_of
from alliance.links.fetch import Policy, Refused, check_address

from ..models import Happening

LOOPBACK = tuple(map(ipaddress.ip_network, ("127.0.0.0/8", "::1/128")))
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
TO_THIS_MACHINE = Policy(ports=frozenset(range(1, 65536)), also=LOOPBACK)
TO_OTHERS = Policy(ports=frozenset({443}))


def may_have_webhooks(viewer: Viewer) -> bool:
    """The programme, and whoever answers for an authority."""
    return viewer.is_programme or bool(standings(viewer, Deed.ANSWER))


def may_know(owner: User, happening: Happening | None) -> bool:
    """Whether the owner of a webhook may see today what it would be told of."""
    if not may_have_webhooks(viewer_of(owner)):
        return False
    if happening is None:
        return True
    seen = visible(owner, Action.objects.filter(pk=happening.action_id)).exists()
    if seen and happening.ask_id is not None:
        seen = visible(owner, Ask.objects.filter(pk=happening.ask_id)).exists()
    if seen and happening.response_id is not None:
        seen = visible(owner, Response.objects.filter(pk=happening.response_id)).exists()
    return seen


def policy_for(url: str) -> Policy:
    """Which machines may be spoken to: the public internet by https; in the sample, this one too."""
    return TO_THIS_MACHINE if _stays_here(url) else TO_OTHERS


def check_url(url: str) -> None:
    """That a webhook may lead there.

    Raises:
        Refused: it may not, with a sentence for whoever wrote it down.
    """
    if not url.lower().startswith("https://") and not _stays_here(url):
        raise Refused("The address must begin with https://, so that nobody reads it on the way.")
    check_address(url, policy=policy_for(url))


def _stays_here(url: str) -> bool:
    if not settings.WEBHOOKS_MAY_STAY_HERE:
        return False
    try:
        return urlsplit(url).hostname in HERE
    except ValueError:
        return False
