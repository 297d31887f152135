"""The programme's list of invitations, and the page that the link in the mail opens."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from alliance.directory.access import Door, door, visible
from alliance.directory.models import (
    ContactDetail,
    ContactKind,
    Invitation,
    InvitationState,
    Person,
    User,
    is_in,
)
from alliance.directory.second_factor import lacks_second_factor
from alliance.directory.unsent import unsent

from .changes import (
    CannotAccept,
    CannotInvite,
    accept,
    invitation_of,
    invite,
    invite_again,
    person_at,
    revoke,
)
from .forms import AcceptForm, InviteForm

A_PAGE = 50
MOST_OFFERED = 60
SHAPES = {
    InvitationState.OPEN: "asked",
    InvitationState.ACCEPTED: "done",
    InvitationState.EXPIRED: "late",
    InvitationState.REVOKED: "plain",
}
"""Which shape goes with which state."""


# For the programme -----------------------------------------------------------------------------


@door(Door.PROGRAMME)
@never_cache
def invitations(request: HttpRequest) -> HttpResponse:
    """Who was invited, the newest first; a button sends it again, another takes it back."""
    shown = visible(request.user, Invitation.objects.all())
    if request.method == "POST":
        said = request.POST.get("invitation", "")
        return _do(request, get_object_or_404(shown, pk=said if said.isdecimal() else 0))
    state = request.GET.get("state", "")
    state = state if state in InvitationState.values else ""
    rows = shown.filter(is_in(InvitationState(state))) if state else shown
    rows = rows.select_related("person", "invited_by", "message").defer("message__content")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    counts = shown.aggregate(
        **{one.value: Count("pk", filter=is_in(one)) for one in InvitationState}
    )
    return render(
        request,
        "directory/invitations/invitations.html",
        {
            "page": page,
            "rows": [(invitation, SHAPES[invitation.state]) for invitation in page],
            "states": [(one.value, one.label, counts[one.value]) for one in InvitationState],
            "state": state,
            "count": sum(counts.values()),
        },
    )


def _do(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        if request.POST.get("do") == "revoke":
            revoke(invitation, by=_programme(request))
            messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
        else:
            invite_again(invitation, by=_programme(request), site=_site(request))
            messages.success(request, f"A new invitation to {invitation.email} is on its way.")
    except CannotInvite as refusal:
        messages.error(request, str(refusal))
    return redirect("invitations")


@door(Door.PROGRAMME)
@never_cache
def invite_people(request: HttpRequest) -> HttpResponse:
    """Invite one or many: from the directory, or by name and address."""
    query = request.GET.get("q", "").strip()
    offered = invitable(query)
    form = InviteForm(
        request.POST or unsent(request),
        people=[(detail.person, detail.value.lower()) for detail in offered[:MOST_OFFERED]],
        by=_programme(request),
    )
    status = 200
    if request.method == "POST":
        if form.is_valid() and _invite_all(request, form):
            return redirect("invitations")
        status = 422
    return render(
        request,
        "directory/invitations/invite.html",
        {"form": form, "query": query, "more": len(offered) > MOST_OFFERED, "most": MOST_OFFERED},
        status=status,
    )


def _invite_all(request: HttpRequest, form: InviteForm) -> bool:
    """All of them or none: half a list would have to be sorted out by hand."""
    by = _programme(request)
    try:
        with transaction.atomic():
            for one in form.invitees:
                person = one.person or person_at(name=one.name, email=one.email, by=by)
                invite(
                    person,
                    email=one.email,
                    by=by,
                    site=_site(request),
                    may_edit=bool(form.cleaned_data.get("may_edit")),
                )
    except CannotInvite as refusal:
        form.add_error(None, f"Nobody was invited. {refusal}")
        return False
    number = len(form.invitees)
    said = "The invitation is" if number == 1 else f"{number} invitations are"
    messages.success(request, f"{said} on the way.")
    return True


def invitable(query: str) -> list[ContactDetail]:
    """An address each of those who have neither account nor invitation, by name."""
    people: QuerySet[Person] = Person.objects.confirmed().filter(user__isnull=True)
    people = people.exclude(invitations__in=Invitation.objects.pending())
    for word in query.split():
        people = people.filter(
            Q(name__icontains=word)
            | Q(organisation__icontains=word)
            | Q(authority__name__icontains=word)
        )
    taken = User.objects.values("email")
    details = (
        ContactDetail.objects.current()
        .filter(kind=ContactKind.EMAIL, person__in=people)
        .exclude(value__in=taken)
        .select_related("person")
        .order_by("person__name", "person_id", "pk")
    )
    first = {detail.person_id: detail for detail in reversed(details)}
    return list(reversed(first.values()))


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


def _programme(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user


# For the invited -------------------------------------------------------------------------------


@door(Door.PUBLIC)
@never_cache
@sensitive_post_parameters("password")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Whom the invitation is for; the button makes the account. Opening it changes nothing."""
    try:
        invitation = invitation_of(token)
    except CannotAccept as refusal:
        return _refuse(request, refusal)
    to_be = User(email=invitation.email, name=invitation.person.name)
    form = AcceptForm(request.POST or None, to_be=to_be)
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "directory/invitations/accept.html",
            {"invitation": invitation, "form": form},
            status=200 if request.method != "POST" else 422,
        )
    try:
        user = accept(token, password=form.cleaned_data["password"])
    except CannotAccept as refusal:
        return _refuse(request, refusal)
    return sign_in(request, user, method="password")


def sign_in(request: HttpRequest, user: User, *, method: str) -> HttpResponseBase:
    """Sign in whoever has just accepted, instead of whoever was signed in here before."""
    if request.user.is_authenticated:
        request.session.flush()
    record_authentication(request, user, method=method, email=user.email)
    messages.success(request, f"Welcome, {user.name}. Your account is ready.")
    needs_more = lacks_second_factor(user)
    answer: HttpResponseBase = perform_login(
        request, user, email=user.email, redirect_url=reverse("mfa_index") if needs_more else "/"
    )
    return answer


def _refuse(request: HttpRequest, refusal: CannotAccept) -> HttpResponse:
    return render(
        request, "directory/invitations/refused.html", {"sentence": str(refusal)}, status=410
    )
