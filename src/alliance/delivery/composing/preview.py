"""What one recipient will get, to be looked at before it goes out. Pure: no database."""

from __future__ import annotations

from typing import Protocol

from .put_in import html_with, text_with
from .values import Values


class Written(Protocol):
    """A rendering or a stored variant."""

    @property
    def html(self) -> str: ...

    @property
    def text(self) -> str: ...


def for_preview(rendered: Written, values: Values) -> tuple[str, str]:
    """Its page and its plain text with the recipient's own values in them."""
    return html_with(rendered.html, values), text_with(rendered.text, values)
