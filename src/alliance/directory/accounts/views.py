"""The accounts of the site, for the programme."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import Role, SecurityEvent, User
from alliance.directory.second_factor import KINDS, has_second_factor, needs_second_factor
from alliance.directory.security.guesses import is_closed, is_locked_out

from . import changes
from .changes import MayNot
from .forms import AddressForm, ReasonForm

A_PAGE = 60
LATEST = 12
DONE = {
    "reset": "The second factor is taken off. They have been told by mail.",
    "release": "They may try again at once.",
    "sign_out": "They are signed out everywhere.",
    "shut": "The account is shut.",
    "reopen": "The account is open again.",
    "address": "The address is changed. The old and the new one have been told.",
}


@door(Door.PROGRAMME)
@never_cache
def accounts(request: HttpRequest) -> HttpResponse:
    """Who has an account, by name, with what they are today and whether it is safe."""
    query = request.GET.get("q", "").strip()
    rows = visible(request.user, User.objects.all())
    for word in query.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)
    today = Prefetch(
        "person__roles",
        Role.objects.current().select_related("authority"),
        to_attr="roles_today",
    )
    rows = (
        rows.annotate(has_factor=Exists(factor))
        .select_related("person")
        .prefetch_related(today)
        .order_by("name", "email")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "directory/accounts/accounts.html",
        {"page": page, "rows": [_row(user) for user in page], "query": query},
    )


def _row(user: User) -> dict[str, object]:
    roles = user.person.roles_today if user.person else []
    needs = needs_second_factor(user, [role.kind for role in roles])
    return {
        "user": user,
        "roles": roles,
        "lacks": needs and not user.has_factor,  # type: ignore[attr-defined]
    }


@door(Door.PROGRAMME)
@never_cache
@reauthentication_required
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: what is known of it, and a way back for its owner."""
    found = get_object_or_404(visible(request.user, User.objects.select_related("person")), pk=pk)
    by = _programme(request)
    doing = request.POST.get("do", "") if request.method == "POST" else ""
    said = {name: _form(name, request) for name in ("reset", "shut", "reopen", "address")}
    status = 200
    if doing:
        try:
            if _do(doing, found, by, said.get(doing), request):
                messages.success(request, DONE[doing])
                return redirect("account", pk)
            status = 422
        except MayNot as refusal:
            messages.error(request, str(refusal))
            status = 409
        found.refresh_from_db()
    return render(
        request,
        "directory/accounts/account.html",
        {
            "account": found,
            "why_not": changes.why_not(by, found),
            "roles": Role.objects.current().filter(person=found.person_id or 0),
            "factors": Authenticator.objects.filter(user=found, type__in=KINDS).order_by("pk"),
            "has_factor": has_second_factor(found),
            "needs_factor": needs_second_factor(found),
            "locked": is_locked_out(found),
            "closed": is_closed(found),
            "sessions": UserSession.objects.filter(user=found).count(),
            "events": visible(request.user, SecurityEvent.objects.filter(account=found))[:LATEST],
            "form": said.get(doing),
            **{f"{name}_form": form for name, form in said.items()},
        },
        status=status,
    )


def _form(name: str, request: HttpRequest) -> forms.Form:
    kind = AddressForm if name == "address" else ReasonForm
    data = request.POST if request.POST.get("do") == name else None
    return kind(data, auto_id=f"id_{name}_%s")


def _do(what: str, user: User, by: User, form: forms.Form | None, request: HttpRequest) -> bool:
    """Do what the button said; whether it was done, which it is not if a form is not right."""
    if form is not None and not form.is_valid():
        return False
    said = form.cleaned_data if form is not None else {}
    match what:
        case "reset":
            changes.reset_second_factor(user, by=by, reason=said["reason"])
        case "release":
            changes.release(user, by=by, request=request)
        case "sign_out":
            changes.sign_out_everywhere(user, by=by)
        case "shut":
            changes.shut(user, by=by, reason=said["reason"])
        case "reopen":
            changes.reopen(user, by=by, reason=said["reason"])
        case "address":
            changes.change_address(user, email=said["email"], by=by, reason=said["reason"])
        case _:
            return False
    return True


def _programme(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
