"""What the templates of calls need besides tags of the whole site."""

from __future__ import annotations

from typing import Any

from django import template

from alliance.ui.templatetags.ui import SHAPES as SIGNS

from ..calls.standing import Standing
from ..models import Call, CallState

register = template.Library()

SHAPES = {
    Standing.NOT_SHOWN: "plain",
    Standing.TO_COME: "plain",
    Standing.OPEN: "asked",
    Standing.LAST_CALL: "late",
    Standing.CLOSED: "plain",
}


@register.inclusion_tag("ui/parts/state.html")
def call_state(call: Call, standing: Standing) -> dict[str, Any]:
    """How a call stands, as a word with its shape."""
    of, word = SHAPES[standing], standing.value
    if standing is Standing.NOT_SHOWN or call.state == CallState.ARCHIVED:
        word = CallState(call.state).label
    elif call.is_standing:
        of, word = "done", "Always open"
    return {"of": of, "word": word, "shape": SIGNS[of]}
