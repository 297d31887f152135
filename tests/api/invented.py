"""Tokens and webhooks for tests, and a program that uses them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django.test import Client

from alliance.api.tokens.changes import SCOPES, make
from alliance.directory.models import User


def token_for(user: User, *scopes: str, name: str = "Case system", days: int = 90) -> str:
    """A new token, as its owner was shown it."""
    said: Collection[str] = scopes or SCOPES
    return make(by=user, name=name, scopes=said, days=days, form=uuid.uuid4())[1]


class Program:
    """Something that knows a token and no cookies."""

    def __init__(self, token: str | None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, at: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{at}", headers=self.headers | headers)

    def post(self, at: str, body: Any, **headers: str) -> Any:
        return self.client.post(
            f"/api/v1/{at}",
            body,
            content_type="application/json",
            headers=self.headers | {name.replace("_", "-"): is_ for name, is_ in headers.items()},
        )
