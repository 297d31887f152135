"""“Who acts for you”: a director names their PA and deputy; everybody sees in whose name they act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from .access import Door, door, viewer_of, visible
from .acting import end_acting, name_acting
from .models import ActingFor, Capacity, Person, Role, RoleKind


class ActingForm(forms.Form):
    """Whom a director names, as what, from when to when."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who",
        empty_label="Choose somebody",
        help_text="People who work for your authority. If somebody is missing, the programme adds them.",
        error_messages={"required": "Choose who is to act for you."},
    )
    capacity = forms.ChoiceField(
        label="As what",
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose as what they act for you."},
    )
    starts_on = forms.DateField(
        label="From",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={
            "required": "Give the first day.",
            "invalid": "Write a day, as 13/11/2020.",
        },
    )
    ends_on = forms.DateField(
        label="To, if it ends",
        required=False,
        help_text="The last day. Without one it goes on until you end it, or your own term does.",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"invalid": "Write a day, as 13/11/2020."},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.initial.setdefault("starts_on", timezone.localdate().isoformat())


@door(Door.SIGNED_IN)
def who_acts(request: HttpRequest) -> HttpResponse:
    """Those who act for whoever asks, and those for whom they act; a director names more."""
    viewer = viewer_of(request.user)
    me = Person.objects.filter(pk=viewer.person_id).first()
    form = None
    if me and RoleKind.DCS in viewer.roles:
        form = ActingForm(request.POST or None, people=_colleagues(request, me))
        if request.method == "POST" and form.is_valid() and _name(request, form, me):
            return redirect("who_acts")
    shown = visible(request.user, ActingFor.objects.select_related("person", "principal"))
    mine = shown.filter(Q(principal=viewer.person_id) | Q(person=viewer.person_id))
    rows = list(mine) if me else []
    context = {
        "form": form,
        "for_me": [row for row in rows if row.principal_id == viewer.person_id],
        "by_me": [row for row in rows if row.person_id == viewer.person_id],
        "today": timezone.localdate(),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "directory/who_acts.html", context, status=status)


@door(Door.SIGNED_IN)
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Only the director for whom somebody acts ends it here; the programme does in its own area."""
    viewer = viewer_of(request.user)
    mine = visible(request.user, ActingFor.objects.filter(principal=viewer.person_id))
    acting = get_object_or_404(mine, pk=pk)
    end_acting(by=request.user, acting=acting)  # type: ignore[arg-type]
    messages.success(request, f"{acting.person} no longer acts for you.")
    return redirect("who_acts")


def _name(request: HttpRequest, form: ActingForm, me: Person) -> bool:
    named = form.cleaned_data
    try:
        acting = name_acting(
            by=request.user,  # type: ignore[arg-type]
            person=named["person"],
            principal=me,
            capacity=Capacity(named["capacity"]),
            starts_on=named["starts_on"],
            ends_on=named["ends_on"],
        )
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return False
    messages.success(request, f"{acting.person} acts for you.")
    return True


def _colleagues(request: HttpRequest, me: Person) -> Any:
    """Others with a role in an authority of which this is the director."""
    posts = Role.objects.current().filter(
        authority__in=Role.objects.current()
        .filter(person=me, kind=RoleKind.DCS)
        .values("authority")
    )
    return visible(request.user, Person.objects.filter(pk__in=posts.values("person"))).exclude(
        pk=me.pk
    )
