"""“We are doing this too”: a form for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent

from ...models import Case
from .. import joining
from ..forms import WeTooForm
from ..reading import shown_cases

TOO_MANY = (
    "Many told us of their work in this hour, so this one was not taken. What you wrote is still "
    "here: send it again later, or write to the programme."
)


@door(Door.PUBLIC)
@never_cache
def we_too(request: HttpRequest, slug: str, case_slug: str) -> HttpResponse:
    """It is shown with the case once the programme has looked."""
    case = _case(slug, case_slug)
    user = request.user if isinstance(request.user, User) else None
    if request.method != "POST":
        known = {"name": user.name, "email": user.email} if user else {}
        return _form(request, case, WeTooForm(unsent(request), initial=known))
    forget_unsent(request)
    form = WeTooForm(request.POST)
    if not form.is_valid():
        return _form(request, case, form, status=422)
    if joining.too_many(request):
        form.add_error(None, TOO_MANY)
        return _form(request, case, form, status=429)
    joining.join(case, by=user, **form.told)
    joining.count(request)
    return redirect(f"{case.get_absolute_url()}we-too/sent/")


@door(Door.PUBLIC)
def we_too_sent(request: HttpRequest, slug: str, case_slug: str) -> HttpResponse:
    """Thanks, at an address of its own: no message has to be kept in a cookie."""
    return render(request, "evidence/showcase/we_too_sent.html", {"case": _case(slug, case_slug)})


def _case(slug: str, case_slug: str) -> Case:
    rows = shown_cases().select_related("showcase")
    return get_object_or_404(rows, showcase__slug=slug, slug=case_slug)


def _form(request: HttpRequest, case: Case, form: WeTooForm, *, status: int = 200) -> HttpResponse:
    return render(request, "evidence/showcase/we_too.html", {"case": case, "form": form}, status=status)  # fmt: skip
