"""What the templates of bulletins need: stored HTML, whole or as a teaser."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from alliance.text.sanitise import plain

register = template.Library()
ENDS = (".", "!", "?", ":", ";", ",", "…", "”")


@register.filter
def stored_html(html: str) -> SafeString:
    """HTML of an appearance: sanitised when it was stored (`text/sanitise.py`)."""
    return mark_safe(html)  # noqa: S308 - the one place; what is stored was sanitised


@register.filter
def first_words(html: str, count: int) -> str:
    """The first words of stored HTML as plain text; entries of a list parted by semicolons."""
    *lines, last = plain(html).splitlines() or [""]
    parted = [line if line.endswith(ENDS) else f"{line};" for line in lines]
    return Truncator(" ".join([*parted, last])).words(count)
