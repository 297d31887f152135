"""How Django forms are drawn: our own templates, in the patterns of the GOV.UK Design System.

`{{ form }}` draws a whole form, `{{ form.name.as_field_group }}` one field with its label, hint
and error. `{% error_summary form %}` (`ui/page.html` does it for `form`) lists what is wrong at
the top of the page, each line a link to its field. Widgets keep Django's own templates, so that
the editors' area, which shares them, is left alone: the classes are added where a field is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, widgets
from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class RadiosWithHints(widgets.RadioSelect):
    """Radio buttons of which each says, in a line below it, what it brings."""

    def __init__(self, hints: Mapping[str, str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.hints = hints

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        return option | {"hint": self.hints.get(str(value), "")}


CLASSES: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.Textarea, "govuk-textarea"),
    (widgets.SelectDateWidget, "govuk-select"),
    (widgets.ChoiceWidget, "govuk-select"),
    (widgets.FileInput, "govuk-file-upload"),
    (widgets.CheckboxInput, "govuk-checkboxes__input"),
    (widgets.PasswordInput, "govuk-input govuk-password-input__input"),
    (widgets.Input, "govuk-input"),
    (widgets.MultiWidget, "govuk-input govuk-input--width-10"),
)


def kind_of(field: BoundField) -> str:
    """How a field is laid out: `radios`, `checkboxes`, `checkbox`, `password`, `group` or `single`."""
    match field.field.widget:
        case widgets.CheckboxSelectMultiple():
            return "checkboxes"
        case widgets.RadioSelect():
            return "radios"
        case widgets.CheckboxInput():
            return "checkbox"
        case widgets.PasswordInput():
            return "password"
        case widget:
            return "group" if widget.use_fieldset else "single"


def attributes_of(field: BoundField) -> dict[str, Any]:
    """What the widget of a field carries besides what the form gave it.

    A placeholder is dropped: it vanishes when one begins to type, and the label says it anyway.
    """
    widget = field.field.widget
    ours = next((names for kind, names in CLASSES if isinstance(widget, kind)), "")
    if ours.startswith("govuk-input") and field.errors:
        ours += " govuk-input--error"
    given = widget.attrs.get("class", "")
    attributes: dict[str, Any] = {"class": f"{ours} {given}".strip(), "placeholder": False}
    if isinstance(widget, widgets.PasswordInput):  # shown, it must not be "put right" or stored
        attributes |= {"spellcheck": "false", "autocapitalize": "none"}
    return attributes


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of an error summary: what is wrong, and the id of the field to mend it in."""

    message: str
    target: str = ""


def faults_of(form: Any) -> Iterator[Fault]:
    """All faults of a form or formset, in the order of its fields."""
    if hasattr(form, "forms"):
        yield from (Fault(str(message)) for message in form.non_form_errors())
        for one in form.forms:
            yield from faults_of(one)
        return
    yield from (Fault(str(message)) for message in form.non_field_errors())
    for field in form:
        yield from (Fault(str(message), target_of(field)) for message in field.errors)


def target_of(field: BoundField) -> str:
    """The id at which a field begins on the page; nothing for one that is not seen."""
    target = "" if field.is_hidden else str(field.auto_id)
    return f"{target}_0" if target and kind_of(field) in {"radios", "checkboxes"} else target
