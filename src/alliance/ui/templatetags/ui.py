"""The components that pages are made of. Each is a tag; what it needs is in its signature."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.safestring import SafeString

from alliance.ui.forms import attributes_of, faults_of, kind_of

register = template.Library()

SHAPES = {"done": "✓", "asked": "●", "late": "!", "plain": "–"}


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control of a field, with the classes of our look."""
    return field.as_widget(attrs=attributes_of(field))


@register.filter
def kind(field: BoundField) -> str:
    return kind_of(field)


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form or formset; nothing if it was not sent or is in order."""
    return {"faults": list(faults_of(form)) if form and form.is_bound else []}


@register.inclusion_tag("ui/parts/place.html", takes_context=True)
def place(context: template.Context, address: str, name: str) -> dict[str, Any]:
    """One link of the navigation; marked when the reader is there or below."""
    here = context["request"].path if "request" in context else ""
    current = "page" if here == address else "true" if here.startswith(address) else ""
    return {"address": address, "name": name, "current": current}


@register.inclusion_tag("ui/parts/crumb.html")
def crumb(name: str, address: str) -> dict[str, str]:
    """One step of the way to this page, for the `breadcrumbs` block."""
    return {"name": name, "address": address}


@register.inclusion_tag("ui/parts/pages.html", takes_context=True)
def pages(context: template.Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list; what was chosen in the address stays chosen."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "steps": [
            {"number": number, "address": address(number) if isinstance(number, int) else ""}
            for number in numbers
        ],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/parts/state.html")
def state(of: str, word: str) -> dict[str, str]:
    """A state as a word with its shape: `done`, `asked`, `late` or `plain`."""
    return {"of": of, "word": word, "shape": SHAPES[of]}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, what: str) -> dict[str, Any]:
    """How far a piece of work has come: “12 of 40 bulletins”."""
    return {"done": done, "total": total, "what": what}
