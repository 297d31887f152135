"""A thing said under a key is done once, however often it is sent (`Idempotency-Key`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction

from alliance.actions.models import Response
from alliance.directory.models import User

from .models import Repeat
from .problems import Refusal
from .shapes import Fault


def once(
    *, user: User, key: str | None, body: bytes, what: str, do: Callable[[], Response]
) -> Response:
    """What was done under this key, or is done now.

    Key and deed are written in one transaction: of two at once the second waits for the first and
    is given its answer; a deed that is refused leaves its key free.

    Args:
        what: at which address it was said; with the body it must be the same again.

    Raises:
        Refusal: something else came under this key.
    """
    if key is None:
        return do()
    key_hash, body_hash = _digest(key.encode()), _digest(what.encode() + b"\n" + body)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Repeat.objects.create(user=user, key_hash=key_hash, body_hash=body_hash)
        except IntegrityError:
            return _said_before(user, key_hash, body_hash)
        row.response = do()
        row.save(update_fields=["response"])
        return row.response


def _said_before(user: User, key_hash: str, body_hash: str) -> Response:
    row = Repeat.objects.select_related("response").get(user=user, key_hash=key_hash)
    if row.body_hash != body_hash or row.response is None:
        raise Refusal.bad_values(
            [
                Fault(
                    parameter="Idempotency-Key",
                    detail="Something else was sent under this key. Take a new one for each answer.",
                )
            ]
        )
    return row.response


def _digest(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()
