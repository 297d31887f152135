"""The programme's list of sections of children's services."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...models import ServiceSection
from ...refusal import CannotBeDone
from ..sections import add_section, move_section, rename_section, retire_section
from .found import account


class SectionForm(forms.Form):
    name = forms.CharField(
        label="Name of the section",
        max_length=80,
        help_text="As those who work there say it, as “Youth justice”.",
        error_messages={"required": "Give it a name."},
    )


@door(Door.PROGRAMME)
@never_cache
def sections(request: HttpRequest) -> HttpResponse:
    """All of them in their order; one more, moved, retired, back in use."""
    status = 200
    posted = request.POST if request.method == "POST" else unsent(request)
    is_adding = posted is not None and posted.get("do") == "add"
    form = SectionForm(posted if is_adding else None)
    if request.method == "POST":
        status = 422
        try:
            if said := _do(request, form, by=account(request)):
                messages.success(request, said)
                return redirect("service_sections")
        except ValidationError as fault:
            form.add_error("name", fault.messages)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            return redirect("service_sections")
    rows = list(visible(request.user, ServiceSection.objects.all()))
    return render(
        request, "evidence/calls/desk/sections.html", {"form": form, "rows": rows}, status=status
    )


def _do(request: HttpRequest, form: SectionForm, *, by: User) -> str:
    """Do what the button said; in a sentence what was done, or nothing if the form is not right."""
    what = request.POST.get("do", "")
    if what == "add":
        if not form.is_valid():
            return ""
        return f"“{add_section(by=by, name=form.cleaned_data['name'])}” is added, at the end."
    section = _section(request)
    match what:
        case "up" | "down":
            move_section(by=by, section=section, up=what == "up")
            return f"“{section}” is moved {what}."
        case "retire":
            retire_section(by=by, section=section, live=False)
            return f"“{section}” is offered no more. Where it was chosen, it stays."
        case "use":
            retire_section(by=by, section=section, live=True)
            return f"“{section}” is offered again."
    raise CannotBeDone("Choose what is to become of it.")


def _section(request: HttpRequest) -> ServiceSection:
    pk = request.POST.get("section", "")
    rows = visible(request.user, ServiceSection.objects.all())
    return get_object_or_404(rows, pk=int(pk) if pk.isascii() and pk.isdigit() else 0)


@door(Door.PROGRAMME)
@never_cache
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """Call one otherwise."""
    found = get_object_or_404(visible(request.user, ServiceSection.objects.all()), slug=slug)
    posted = request.POST if request.method == "POST" else unsent(request)
    form = SectionForm(posted, initial={"name": found.name})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                name = form.cleaned_data["name"]
                found = rename_section(by=account(request), section=found, name=name)
            except ValidationError as fault:
                form.add_error("name", fault.messages)
            else:
                messages.success(request, f"It is called “{found}” now.")
                return redirect("service_sections")
    context = {"form": form, "section": found}
    return render(request, "evidence/calls/desk/section.html", context, status=status)
