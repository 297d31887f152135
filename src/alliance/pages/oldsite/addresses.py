"""One spelling for the addresses of the old site. Knows no Django."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

BY_NUMBER = ("p", "page_id", "attachment_id")
LONGEST = 500
_SLASHES = re.compile(r"/{2,}")


def key_of(address: str) -> str:
    """An address of the old site as it is compared: `about-networks/commissioners`, `?p=8816`.

    With or without host, slash at the end, capitals or percent signs it is the same.
    """
    parts = parts_of(address)
    if parts is None:
        return key_of_path(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return key_of_path(parts.path, asked)


def key_of_path(path: str, asked: Mapping[str, str] | None = None) -> str:
    """The same, of a path and what stands after the question mark."""
    plain = _SLASHES.sub("/", unquote(path, errors="replace")).strip("/").lower()
    number = number_asked(asked or {})
    if not plain and number:
        return f"?p={number}"
    return plain.replace("\x00", "")[:LONGEST]


def number_asked(asked: Mapping[str, str]) -> int:
    """The number by which a page of the old site was asked for, `/?p=8816`; 0 if by none."""
    for name in BY_NUMBER:
        value = asked.get(name, "")
        if value.isascii() and value.isdigit() and 0 < len(value) < 12:
            return int(value)
    return 0


def host_of(address: str) -> str:
    """The host of an address, without “www.”."""
    parts = parts_of(address)
    return ((parts and parts.hostname) or "").removeprefix("www.")


def is_on(host: str, address: str) -> bool:
    """Whether an address, with or without a host, is one of the site of this host."""
    parts = parts_of(address)
    return (
        parts is not None
        and parts.scheme in {"", "http", "https"}
        and bool(parts.netloc or parts.path or parts.query)
        and (not parts.netloc or host_of(address) == host)
    )


def parts_of(address: str) -> SplitResult | None:
    """Scheme, host, path and so on; nothing where it is no address, as `http://[x`."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return None


def readable(key: str) -> str:
    """A key as an address that people know: with a slash before it."""
    return f"/{key}"
