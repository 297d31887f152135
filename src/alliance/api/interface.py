"""The interface: all operations together."""

from __future__ import annotations

from ninja import NinjaAPI

from . import (
    actions,
    answers,
    answers_in,
    authorities,
    bulletins,
    campaigns,
    events,
    items,
    problems,
    publications,
)
from .reading_bodies import Bodies

interface = NinjaAPI(
    title="Alliance",
    version="1",
    description=(
        "What the alliance publishes, to read. Nobody has to register; who signs in to the site, or "
        "shows a token of theirs, reads here what they may read there, and may answer what their "
        "authority is asked."
    ),
    urls_namespace="api",
    parser=Bodies(),
    openapi_url=None,  # our own view serves it, with the headers of the rest
    docs_url=None,  # its page fetches from another host; ours is `page.py`
)
for name, part in {
    "bulletins": bulletins,
    "items": items,
    "publications": publications,
    "authorities": authorities,
    "events": events,
    "actions": actions,
    "campaigns": campaigns,
}.items():
    interface.add_router(f"/{name}", part.router)
interface.add_router("/answers", answers.router)
interface.add_router("/actions", answers_in.router)
problems.handle(interface)
