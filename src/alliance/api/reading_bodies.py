"""A body as JSON, and nothing that JSON does not have."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


class Bodies(Parser):
    """Strict where Python is not; numbers with a point stay as exact as they were written."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body, parse_float=Decimal, parse_constant=_refuse)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number in JSON.")
