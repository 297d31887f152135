"""The interface: all operations together."""

from __future__ import annotations

from ninja import NinjaAPI

from . import actions, authorities, bulletins, campaigns, events, items, problems, publications

interface = NinjaAPI(
    title="Alliance",
    version="1",
    description=(
        "What the alliance publishes, to read. Nobody has to register; who signs in to the site "
        "reads here what they may read there."
    ),
    urls_namespace="api",
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
interface.add_router("/answers", actions.answers)
problems.handle(interface)
