"""What the programme sees of links, and does about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alliance.audit.trail import history
from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent
from alliance.jobs.enqueue import enqueue

from ..models import Link, LinkFinding, LinkPlace, Publication
from ..models.link import LinkQuerySet
from .check import OFF, check_now, check_one
from .decide import leave, report_again, take_new_address
from .export import as_csv
from .forms import LeaveForm, NarrowForm
from .holders import CannotBeExchanged
from .states import MEANS, SHAPES, State, counts, days_left, of_state, state_of

A_PAGE = 50
SHOWN_PLACES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A link as the list shows it."""

    link: Link
    state: State
    shape: str
    places: Sequence[LinkPlace]
    more: int
    """How many places there are besides."""
    days_left: int


@door(Door.PROGRAMME)
@never_cache
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """The links in one state, those that have been in it for longest first."""
    form = NarrowForm(request.GET)
    held = form.narrowed(_held(request))
    numbers = counts(held)
    state = _state(request)
    page = Paginator(_listed(request, held, state), A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    query["state"] = state.value
    looked = visible(request.user, LinkFinding.objects.all()).aggregate(last=Max("last_seen"))
    return render(
        request,
        "library/links/links.html",
        {
            "form_of_list": form,
            "state": state,
            "means": MEANS[state],
            "states": [(one, numbers[one]) for one in State],
            "page": page,
            "rows": [_row(link) for link in page],
            "narrowing": query.urlencode(),
            "is_narrowed": form.is_narrowed,
            "is_empty": not any(numbers.values()) and not form.is_narrowed,
            "missing": _without_address(request).count(),
            "looked": looked["last"],
            "off": "" if settings.LINKS_ARE_CHECKED else OFF,
        },
    )


def _held(request: HttpRequest) -> LinkQuerySet:
    shown: LinkQuerySet = visible(request.user, Link.objects.held())  # type: ignore[assignment]
    return shown


def _state(request: HttpRequest) -> State:
    asked = request.GET.get("state", "")
    return State(asked) if asked in State.values else State.DEAD


def _listed(request: HttpRequest, held: LinkQuerySet, state: State) -> QuerySet[Link]:
    first = visible(request.user, LinkPlace.objects.all())[:SHOWN_PLACES]
    return (
        held.filter(of_state(state))
        .select_related("finding", "host", "left_by")
        .annotate(number_of_places=Count("places"))
        .prefetch_related(Prefetch("places", first, to_attr="first_places"))
        .order_by("finding__first_seen", "pk")
    )


def _row(link: Link) -> Row:
    places: list[LinkPlace] = link.first_places  # type: ignore[attr-defined]
    more = link.number_of_places - len(places)  # type: ignore[attr-defined]
    state = state_of(link)
    return Row(link, state, SHAPES.get(state, "plain"), places, more, days_left(link))


@door(Door.PROGRAMME)
@never_cache
@require_safe
def links_csv(request: HttpRequest) -> HttpResponse:
    """The same links as a file, with every place where they stand."""
    held = NarrowForm(request.GET).narrowed(_held(request))
    if request.GET.get("state", "") in State.values:
        held = held.filter(of_state(_state(request)))
    places = visible(request.user, LinkPlace.objects.filter(link__in=held.values("pk")))
    text = as_csv(list(places.select_related("link__finding").order_by("link", "pk")))
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    day = timezone.localdate().isoformat()
    answer.headers["Content-Disposition"] = f'attachment; filename="links-{day}.csv"'
    return answer


@door(Door.PROGRAMME)
@never_cache
@require_safe
def without_address(request: HttpRequest) -> HttpResponse:
    """Publications that lead nowhere, because nobody gave an address or a document."""
    rows = _without_address(request).select_related("publisher")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "library/links/without_address.html", {"page": page})


def _without_address(request: HttpRequest) -> QuerySet[Publication]:
    return visible(request.user, Publication.objects.filter(url="", document__isnull=True))


@door(Door.PROGRAMME)
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Have everything looked at that is due or in doubt; its page shows how far it is."""
    return redirect(enqueue(check_now, by=request.user, unique=True, return_to="/links/"))


@door(Door.PROGRAMME)
@never_cache
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One link: where it stands, how it was found over time, and what to do about it."""
    rows = visible(request.user, Link.objects.select_related("finding", "host", "left_by"))
    found = get_object_or_404(rows, pk=pk)
    sent = request.POST if request.method == "POST" else unsent(request)
    form = LeaveForm(sent if sent and sent.get("do") == "leave" else None)
    status = 200
    if request.method == "POST":
        if (done := _do(request, found, form)) is not None:
            return done
        status = 422 if form.errors else 409
    state = state_of(found)
    return render(
        request,
        "library/links/link.html",
        {
            "link": found,
            "state": state,
            "shape": SHAPES.get(state, "plain"),
            "days_left": days_left(found),
            "places": visible(request.user, found.places.all()),
            "findings": visible(request.user, found.findings.all()),
            "events": history(found),
            "form": form,
            "off": "" if settings.LINKS_ARE_CHECKED else OFF,
        },
        status=status,
    )


def _do(request: HttpRequest, found: Link, form: LeaveForm) -> HttpResponse | None:
    """What the pressed button says; None if it could not be done, which is then said."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    match request.POST.get("do"):
        case "check":
            return redirect(
                enqueue(
                    check_one, found.pk, by=request.user, unique=True,
                    return_to=found.get_absolute_url(),
                )
            )  # fmt: skip
        case "take":
            return _take(request, found, request.user)
        case "report":
            report_again(found, by=request.user)
            messages.success(request, "It is reported again.")
            return redirect(found)
        case "leave" if form.is_valid():
            leave(found, because=form.cleaned_data["because"], by=request.user)
            messages.success(request, "It is left as it is for a year.")
            return redirect(found)
        case _:
            return None


def _take(request: HttpRequest, found: Link, by: User) -> HttpResponse | None:
    try:
        done, refusals = take_new_address(found, by=by)
    except CannotBeExchanged as refusal:
        messages.error(request, str(refusal))
        return None
    for sentence in refusals:
        messages.warning(request, sentence)
    if done:
        where = "1 place" if done == 1 else f"{done} places"
        messages.success(request, f"The new address stands in {where} now.")
    return redirect(found)
