"""One's own access, and one asking: its state, taking it back, deciding on it, ending it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from ..access import Door, door, viewer_of, visible
from ..deeds import Deed, standings
from ..models import AccessGrant, AccessState, ActedAs, Area, Authority, User
from ..models.access_grant import CLOSED
from ..unsent import unsent
from .ask import why_not, withdraw
from .decide import last_day, let_in, refuse
from .deciding import CannotBeDone, Deciders, deciders, may_decide, may_end
from .end import end
from .forms import EndForm, LetInForm, RefuseForm

GIVEN_UP = "Given up by the person themselves."


@door(Door.SIGNED_IN)
@never_cache
def access(request: HttpRequest) -> HttpResponse:
    """Where somebody may enter, what they asked, and whose access they look after."""
    viewer = viewer_of(request.user)
    own = AccessGrant.objects.filter(person=viewer.person_id) if viewer.person_id else None
    grants = list(own.select_related("area", "authority")) if own is not None else []
    in_effect = set(own.in_effect().values_list("pk", flat=True)) if own is not None else set()
    by_grant = {grant.area_id for grant in grants if grant.pk in in_effect}
    return render(
        request,
        "directory/areas/own.html",
        {
            "grants": [(grant, grant.pk in in_effect) for grant in grants],
            "by_role": visible(
                request.user, Area.objects.live().filter(pk__in=viewer.areas - by_grant)
            ),
            "looked_after": _looked_after(request),
        },
    )


def _looked_after(request: HttpRequest) -> list[Authority]:
    """The authorities whose access one looks after, each with how many askings wait."""
    mine = [each.authority for each in standings(viewer_of(request.user), Deed.SEE_ACCESS)]
    if not mine:
        return []
    waiting = Count("access_grants", Q(access_grants__state=AccessState.ASKED))
    return list(
        visible(request.user, Authority.objects.filter(pk__in=mine)).annotate(waiting=waiting)
    )


@dataclass
class Page:
    """One asking, as whoever looks at it may act on it."""

    grant: AccessGrant
    who: Deciders
    is_own: bool
    decides: ActedAs | None
    ends: ActedAs | None
    in_effect: bool = False
    may_ask: bool = False
    let_in: LetInForm | None = None
    refuse: RefuseForm | None = None
    end: EndForm | None = None

    @property
    def sent(self) -> LetInForm | RefuseForm | EndForm | None:
        """The form that was sent and is not in order."""
        forms = (self.let_in, self.refuse, self.end)
        return next((form for form in forms if form is not None and form.errors), None)


@door(Door.SIGNED_IN)
@never_cache
def asking(request: HttpRequest, pk: int) -> HttpResponse:
    """One asking: who asked, why, what became of it, and what whoever looks may do about it."""
    rows = AccessGrant.objects.select_related(
        "area", "person", "authority", "decided_by", "ended_by"
    )
    grant = get_object_or_404(visible(request.user, rows), pk=pk)
    sending = request.POST.get("do", "") if request.method == "POST" else ""
    page = _page(request, grant, sending)
    status = 200
    if request.method == "POST":
        try:
            if said := _do(sending, page, by=_account(request)):
                messages.success(request, said)
                return _on_from(page)
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            grant.refresh_from_db()
            page, status = _page(request, grant, ""), 409
    context = {"page": page, "grant": grant, "form": page.sent}
    return render(request, "directory/areas/asking.html", context, status=status)


def _page(request: HttpRequest, grant: AccessGrant, sending: str) -> Page:
    """With the forms of what may be done; the one that was sent holds what was typed."""
    viewer, kept = viewer_of(request.user), unsent(request)
    waits, given = grant.state == AccessState.ASKED, grant.state == AccessState.GRANTED
    page = Page(
        grant,
        deciders(grant) if waits else Deciders([]),
        viewer.person_id == grant.person_id,
        may_decide(viewer, grant) if waits else None,
        may_end(viewer, grant) if given else None,
        in_effect=given and AccessGrant.objects.in_effect().filter(pk=grant.pk).exists(),
    )
    if page.is_own and grant.state in CLOSED:
        page.may_ask = grant.area.is_live and not why_not(viewer, grant.area)
    typed = {sending: request.POST} if sending else {kept.get("do", ""): kept} if kept else {}
    if page.decides:
        page.refuse = RefuseForm(typed.get("refuse"), prefix="refuse")
        if last := last_day(grant):
            page.let_in = LetInForm(typed.get("let_in"), prefix="let_in", last=last)
    if page.ends and not page.is_own:
        page.end = EndForm(typed.get("end"), prefix="end")
    return page


def _do(what: str, page: Page, *, by: User) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right.

    Raises:
        PermissionDenied: it is not for them to do.
        CannotBeDone: how things stand does not allow it.
    """
    grant, name = page.grant, page.grant.person.name
    match what:
        case "withdraw" if page.is_own:
            withdraw(by=by, grant=grant)
            return "Your asking is taken back."
        case "give_up" if page.is_own:
            end(by=by, grant=grant, why=GIVEN_UP)
            return f"You have given up your access to {grant.area}."
        case "let_in" | "refuse" if grant.state != AccessState.ASKED:
            raise CannotBeDone(f"This was settled already: {grant.get_state_display().lower()}.")
        case "end" if grant.state != AccessState.GRANTED:
            raise CannotBeDone(f"There is nothing to end: {grant.get_state_display().lower()}.")
        case "let_in" if page.let_in:
            if not page.let_in.is_valid():
                return ""
            let_in(by=by, grant=grant, ends_on=page.let_in.cleaned_data["ends_on"])
            return f"{name} may enter {grant.area}, and is told by e-mail."
        case "refuse" if page.refuse:
            if not page.refuse.is_valid():
                return ""
            refuse(by=by, grant=grant, why=page.refuse.cleaned_data["why"])
            return f"It is refused. {name} is told why by e-mail."
        case "end" if page.end:
            if not page.end.is_valid():
                return ""
            end(by=by, grant=grant, why=page.end.cleaned_data["why"])
            return f"{name} may no longer enter {grant.area}, and is told by e-mail."
    raise PermissionDenied("Somebody else decides on this.")


def _on_from(page: Page) -> HttpResponseRedirect:
    """Back to the list from which one came: one's own, the authority's, the programme's."""
    grant = page.grant
    if page.is_own:
        return redirect("access")
    if grant.authority and ActedAs.PROGRAMME not in {page.decides, page.ends}:
        return redirect("access_of_authority", grant.authority.slug)
    return redirect("access_of_everyone")


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
