"""The pages: choosing as whom to look, stopping, and who looked as oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alliance.directory.access import Door, door, visible
from alliance.directory.models import LookingAs, User

from .changes import begin, end
from .middleware import KEY

A_PAGE = 40


class LookForm(forms.Form):
    """As whom, and why."""

    email = forms.EmailField(
        label="Their e-mail address",
        help_text="The one with which they sign in.",
        error_messages={
            "required": "Write whose view you need.",
            "invalid": "Write an e-mail address, as name@example.org.",
        },
    )
    reason = forms.CharField(
        label="Why",
        min_length=10,
        max_length=300,
        help_text="They read this: “You rang because a document did not open”, say.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why: the person will read it.",
            "min_length": "Say it so that the person understands it.",
        },
    )

    def clean_email(self) -> User:
        email: str = self.cleaned_data["email"]
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise ValidationError("No account has this address.")
        return user


@door(Door.PROGRAMME)
def look(request: HttpRequest) -> HttpResponse:
    """Choose as whom to look; below, who looked before."""
    form = LookForm(request.POST or None, initial={"email": request.GET.get("email", "")})
    if request.method == "POST" and form.is_valid() and (looking := _begin(request, form)):
        request.session[KEY] = looking.pk
        return redirect("/")
    rows = visible(request.user, LookingAs.objects.select_related("by", "seen_as"))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(
        request, "directory/looking_as/look.html", context, status=422 if form.errors else 200
    )


@door(Door.SIGNED_IN)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Back to one's own view."""
    looking: LookingAs | None = getattr(request, "looking_as", None)
    if looking is not None:
        end(looking)
        messages.success(request, f"You no longer see the site as {looking.seen_as} does.")
    request.session.pop(KEY, None)
    return redirect("look" if looking is not None else "front_page")


@door(Door.SIGNED_IN)
def looks(request: HttpRequest) -> HttpResponse:
    """Who of the programme looked as whoever asks, when and why."""
    rows: Any = LookingAs.objects.filter(seen_as=request.user.pk).select_related("by")
    page = Paginator(visible(request.user, rows), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/looking_as/looks.html", {"page": page})


def _begin(request: HttpRequest, form: LookForm) -> LookingAs | None:
    try:
        return begin(
            by=request.user,  # type: ignore[arg-type]
            seen_as=form.cleaned_data["email"],
            reason=form.cleaned_data["reason"],
        )
    except ValidationError as fault:
        form.add_error("email", fault)
        return None
