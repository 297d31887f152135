"""Where links and pictures of the old site are to be found now, while its pages come in."""

from __future__ import annotations

import re

from alliance.bulletins.models import Bulletin
from alliance.pages.models import OldAddress, OldThing

from .addresses import is_on, key_of, parts_of, readable
from .nowhere import why_nowhere
from .passages import Linked
from .plan import Planned, number_said

_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+$)")
_UNKNOWN = object()


class Whereabouts:
    """What is known of addresses of one old site: asked of the database once an address."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._things: dict[str, OldThing | None] = {}

    def learn(self, thing: OldThing, planned: Planned) -> None:
        """A thing has come in, or has its place."""
        self._things |= dict.fromkeys(planned.item.addresses, thing)

    def link(self, address: str) -> Linked:
        """What a link leads to: a page or document, or an address; of this site if it was of the old."""
        parts = parts_of(address)
        if parts is None or not is_on(self.host, address):
            return Linked(address)
        key = key_of(address)
        thing = self._thing(key)
        if thing is not None and (thing.page_id or thing.document_id):
            return Linked(page=thing.page_id or 0, document=thing.document_id or 0)
        if thing is not None and thing.target:
            return Linked(thing.target)
        number = number_said(key)
        if number and Bulletin.objects.filter(number=number).exists():
            return Linked(f"/bulletins/{number}/")
        # The old address: it leads on if anything does, now or when an editor has said where to.
        slash = "" if not key or "?" in key or "." in key.rpartition("/")[2] else "/"
        end = f"#{parts.fragment}" if parts.fragment else ""
        kept = f"{readable(key)}{slash}{end}"
        why = why_nowhere(kept, thing)
        return Linked(kept, doubt=f"A link leads nowhere: {kept}. {why}" if why else "")

    def picture(self, address: str) -> int:
        """The picture that was at an address, in whichever of its sizes; 0 if there is none."""
        if not is_on(self.host, address):
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
