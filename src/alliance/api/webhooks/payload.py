"""What a webhook is told: ids, states and addresses of the API; nobody's name, nobody's words."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from alliance.directory.networks.addresses import whole_address

from ..models import Delivery, Happening

API = "/api/v1"


def id_of(delivery: Delivery) -> str:
    """Under which its receiver knows it again."""
    return f"msg_{delivery.pk.hex}"


def body_of(delivery: Delivery) -> bytes:
    """The body, the same bytes at every try."""
    happening = delivery.happening
    said = {
        "type": delivery.event,
        "timestamp": _moment(happening.at if happening else delivery.created_at),
        "data": _data(happening) if happening else {},
    }
    return json.dumps(said, separators=(",", ":")).encode()


def _data(happening: Happening) -> dict[str, Any]:
    action = happening.action_id
    data: dict[str, Any] = {
        "action": {
            "id": action,
            "state": happening.action_state,
            "api_url": whole_address(f"{API}/actions/{action}/"),
        }
    }
    if happening.ask is not None:
        code = happening.ask.authority.ons_code
        data["authority"] = {"ons_code": code, "state": happening.ask_state}
        if happening.response_id is not None:
            path = f"{API}/answers/?action={action}&authority={code}"
            data["answer"] = {"id": happening.response_id, "api_url": whole_address(path)}
    return data


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
