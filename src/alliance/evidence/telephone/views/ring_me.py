"""“Ring me about my idea”: the form, and what happens next."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import ContactDetail, ContactKind, Person, User
from alliance.directory.unsent import forget_unsent, unsent

from ...models import Call
from ...refusal import CannotBeDone
from .. import limit
from ..changes import ask_to_be_rung
from ..entering import may_enter
from ..forms import RingMeForm

NUMBERS = (ContactKind.PHONE, ContactKind.MOBILE)


@door(Door.PUBLIC)
@never_cache
def ring_me(request: HttpRequest, slug: str) -> HttpResponse:
    """A name, a number and a good time are enough."""
    call = get_object_or_404(visible(request.user, Call.objects.all()), slug=slug)
    if not may_enter(call):
        return _page(request, call, None, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _page(request, call, RingMeForm(unsent(request), initial=_known_of(request)))
    forget_unsent(request)
    form = RingMeForm(request.POST)
    if not form.is_valid():
        return _page(request, call, form, status=422)
    if limit.too_many(request, form.cleaned_data["phone"]):
        form.add_error(
            None,
            "Many have asked to be rung in this hour, so this was not taken. What you wrote is still "
            "here: send it again later, or ring or write to us.",
        )
        return _page(request, call, form, status=429)
    try:
        ask_to_be_rung(call, by=_account(request), **form.asked)
    except CannotBeDone:  # it closed while they typed
        return _page(request, call, None, status=409)
    limit.count(request)
    return redirect("ring_me_thanks", call.slug)


@door(Door.PUBLIC)
@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks, at an address of its own: no message has to be kept in a cookie."""
    call = get_object_or_404(visible(request.user, Call.objects.all()), slug=slug)
    context = {"call": call, "office": _office(request, call)}
    return render(request, "evidence/telephone/thanks.html", context)


def _page(
    request: HttpRequest, call: Call, form: RingMeForm | None, *, status: int = 200
) -> HttpResponse:
    context = {"call": call, "form": form, "office": _office(request, call)}
    return render(request, "evidence/telephone/ring_me.html", context, status=status)


def _office(request: HttpRequest, call: Call) -> Person | None:
    """The contact of the call with the numbers that this reader may see."""
    numbers = visible(request.user, ContactDetail.objects.current()).filter(kind__in=NUMBERS)
    people = visible(request.user, Person.objects.confirmed()).filter(pk=call.contact_id)
    found: Person | None = people.prefetch_related(
        Prefetch("contact_details", numbers, to_attr="numbers")
    ).first()
    return found


def _known_of(request: HttpRequest) -> dict[str, str]:
    user = _account(request)
    return {"name": user.name} if user else {}


def _account(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
