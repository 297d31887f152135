"""Where links and pictures of the old site are to be found now, while its pages come in."""

from __future__ import annotations

import re

from alliance.pages.models import OldAddress, OldThing

from .addresses import host_of, key_of, parts_of, readable
from .passages import Linked
from .plan import Planned

_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_UNKNOWN = object()


class Whereabouts:
    """What is known of addresses of one old site: asked of the database once an address."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._things: dict[str, OldThing | None] = {}

    def learn(self, thing: OldThing, planned: Planned) -> None:
        """A thing has come in."""
        self._things |= dict.fromkeys(planned.item.addresses, thing)

    def link(self, address: str) -> Linked:
        """What a link leads to: a document, or an address; of this site where it was of the old."""
        parts = parts_of(address) if not address.startswith("#") else None
        if parts is None or parts.scheme not in {"", "http", "https"}:
            return Linked(address)
        if parts.netloc and host_of(address) != self.host:
            return Linked(address)
        key = key_of(address)
        thing = self._thing(key)
        if thing is not None and thing.document_id:
            return Linked(document=thing.document_id)
        if thing is not None and thing.target:
            return Linked(thing.target)
        # The old address, which leads on: the page may still be to come, and may move again.
        slash = "" if not key or "?" in key or "." in key.rpartition("/")[2] else "/"
        end = f"#{parts.fragment}" if parts.fragment else ""
        return Linked(f"{readable(key)}{slash}{end}")

    def picture(self, address: str) -> int:
        """The picture that was at an address, in whichever of its sizes; 0 if there is none."""
        parts = parts_of(address)
        if parts is None or (parts.netloc and host_of(address) != self.host):
            return 0
        key = key_of(address)
        for spelled in (key, _SIZE.sub("", key)):
            thing = self._thing(spelled)
            if thing is not None and thing.picture_id:
                return int(thing.picture_id)
        return 0

    def _thing(self, key: str) -> OldThing | None:
        found = self._things.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            row = OldAddress.objects.filter(key=key).select_related("thing").first()
            found = self._things[key] = row.thing if row else None
        return found  # type: ignore[return-value]
