"""Unpacking an answer's body, never more of it than was allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from .addresses import Failed

ACCEPTED = "gzip, deflate"
WINDOWS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


def read_body(chunks: Iterable[bytes], encoding: str, max_bytes: int) -> bytes:
    """The body of an answer, unpacked.

    The limit holds for what comes over the wire and for what it unpacks to; the unpacking itself
    stops at the limit, so a small packet that would become gigabytes does not.
    """
    body = bytearray()
    unpack = _unpacker(encoding)
    try:
        for chunk in chunks:
            body += unpack.decompress(chunk, max_bytes + 1 - len(body)) if unpack else chunk
            if len(body) > max_bytes:
                raise Failed(f"The answer is larger than {max_bytes:,} bytes.")
    except zlib.error:
        raise Failed("The answer is packed in a way that cannot be unpacked.") from None
    if unpack and body and not unpack.eof:
        raise Failed("The answer broke off before its end.")
    return bytes(body)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    if encoding in {"", "identity"}:
        return None
    if encoding not in WINDOWS:
        raise Failed("The answer is packed in a way that we did not ask for.")
    return zlib.decompressobj(WINDOWS[encoding])
