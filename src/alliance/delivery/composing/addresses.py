"""Whole addresses for what a letter links to: a path alone leads nowhere from a mail program.

Pure: no database.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from ..characters import fit
from .letter import Site
from .values import without_marks

_UNFIT = re.compile(r"[\s<>\"\\^`{|}]")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_NO_VISIT = (
    "/preferences/", "/unsubscribe/", "/subscribe/", "/answer/", "/invitation/", "/accounts/",
)  # fmt: skip
"""Where a link's own token stands or somebody does a thing: nothing is added to those."""


def whole(address: str, site: Site, *, base: str = "") -> str:
    """The whole address, or empty where it is none that a mail may hold.

    A page of the site itself is told which mailing its reader came by (`?via=m12`): how many come
    is counted, not who.

    Args:
        base: the path or address of the page that the link stands on.
    """
    said = without_marks(fit(address)).strip()
    try:
        start = urljoin(f"{site.address}/", base) if base else f"{site.address}/"
        full = urljoin(start, said) if said else ""
        parts = urlsplit(full)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES or (parts.scheme in {"http", "https"} and not host):
        return ""
    full = _UNFIT.sub(lambda found: _percent(found[0]), full)
    return _with_visit(full, site) if _is_own(full, site) else full


def _is_own(full: str, site: Site) -> bool:
    return full == site.address or full.startswith((f"{site.address}/", f"{site.address}?"))


def _with_visit(full: str, site: Site) -> str:
    parts = urlsplit(full)
    if not site.mailing_id or parts.path.startswith(_NO_VISIT):
        return full
    said = f"via=m{site.mailing_id}"
    return urlunsplit(parts._replace(query=f"{parts.query}&{said}" if parts.query else said))


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
