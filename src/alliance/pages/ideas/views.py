"""Telling an idea from a page, and where the programme's list of ideas was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent
from alliance.evidence.answering import limits
from alliance.evidence.answering.warning import Passage, passages
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.taking.definition import Definition, HeadingKind, Question
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.sending import NotSent
from alliance.pages.models import ToldFrom, Workstream
from alliance.pages.views import page_of

from .forms import IdeaForm
from .tell import tell

TEXT = "text"
ASKED = Definition(
    title="", questions=(Question(key=TEXT, kind=HeadingKind.LONG, label="Your idea"),)
)
"""What the form of a page asks, for whatever reads it for words about a child."""
ALL_THE_SAME = "all_the_same"

# For everyone ----------------------------------------------------------------------------------


def telling(model: type[Workstream]) -> Callable[..., HttpResponseBase]:
    """The form of a page. It has an address of its own, so that readers get no cookie."""

    @door(Door.PUBLIC)
    @never_cache
    @page_of(model)
    def tell_idea(request: HttpRequest, page: Workstream) -> HttpResponse:
        if request.method != "POST":
            return _form(request, page, IdeaForm(unsent(request), initial=_known_of(request)))
        forget_unsent(request)
        form = IdeaForm(request.POST)
        if not form.is_valid():
            return _form(request, page, form, status=422)
        warned = passages(ASKED, Given(answers={TEXT: form.cleaned_data["text"]}))
        if warned and request.POST.get("do") != ALL_THE_SAME:
            return _form(request, page, form, status=422, warned=warned)
        if limits.too_many_begun(request) or limits.too_many_for(form.cleaned_data["email"]):
            form.add_error(None, limits.TOO_MANY)
            return _form(request, page, form, status=429)
        try:
            kinds = {one.kind.value for one in warned}
            tell(page, by=_account(request), warned_of=kinds, **form.told)
        except NotSent as refused:
            form.mark(refused.faults)
            return _form(request, page, form, status=422)
        except CannotBeDone as refused:
            form.add_error(None, str(refused))
            return _form(request, page, form, status=422)
        limits.one_more_begun(request)
        return redirect(f"{page.get_absolute_url()}idea/sent/")

    return tell_idea


def sent(model: type[Workstream]) -> Callable[..., HttpResponseBase]:
    """Thanks, at an address of its own: no message has to be kept in a cookie."""

    @door(Door.PUBLIC)
    @page_of(model)
    def idea_sent(request: HttpRequest, page: Workstream) -> HttpResponse:
        return render(request, "pages/ideas/sent.html", {"page": page})

    return idea_sent


def _form(
    request: HttpRequest,
    page: Workstream,
    form: IdeaForm,
    *,
    status: int = 200,
    warned: Sequence[Passage] = (),
) -> HttpResponse:
    context = {"page": page, "form": form, "warned": warned}
    return render(request, "pages/ideas/tell.html", context, status=status)


def _known_of(request: HttpRequest) -> dict[str, str]:
    user = _account(request)
    return {"name": user.name, "email": user.email} if user else {}


def _account(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


# Where the programme's list was ------------------------------------------------------------------


@door(Door.PROGRAMME)
@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """Ideas are answers to the standing call now."""
    return redirect("replies_to_ideas")


@door(Door.PROGRAMME)
@require_safe
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was kept here, by the number that it had then."""
    rows = visible(request.user, ToldFrom.objects.select_related("submission"))
    found = get_object_or_404(rows, idea=pk)
    return redirect("reply_to_idea", found.submission.reference)
