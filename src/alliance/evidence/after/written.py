"""A call's document as JSON: one document, of one schema and version."""

from __future__ import annotations

import json

from .document import Document


def as_json(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode()
