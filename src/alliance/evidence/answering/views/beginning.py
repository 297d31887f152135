"""The first screen: one question. Looking at it writes nothing; sending it begins a draft."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.ui.trap import TrappedForm

from ...calls.standing import Standing, standing, takes_late_answers
from ...models import Call
from ...refusal import CannotBeDone
from ...taking.definition import Definition
from ...taking.faults import faults
from ...taking.given import Given
from ...taking.receipt import token_for
from ...taking.rows import definition_of
from ...taking.sending import begin
from .. import limits
from ..forms import GivenForm
from ..stamp import is_too_quick, is_worn, stamp
from ..steps import PERSON, steps_of
from .by_link import account_of

ONCE_MORE = "Press the button once more, please. What you wrote is kept."


class BeginningForm(GivenForm, TrappedForm):
    """The one question, and a field for machines."""


@door(Door.PUBLIC)
@never_cache
def begin_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the one question of a call, and keep what is answered."""
    call = get_object_or_404(visible(request.user, Call.objects.all()), slug=slug)
    now = timezone.now()
    stands, takes_late = standing(call, now), takes_late_answers(call, now)
    is_taking = stands in (Standing.OPEN, Standing.LAST_CALL) or takes_late
    context = {"call": call, "stands": stands.name, "is_late": takes_late, "is_taking": is_taking}
    if not is_taking:
        return render(request, "evidence/answering/not_now.html", context, status=_refused(request))
    definition = definition_of(call)
    idea = steps_of(definition)[0]
    form = BeginningForm(
        request.POST if request.method == "POST" else None,
        definition=definition,
        given=Given(),
        shows=idea.fields,
    )
    shown, status = stamp(), 200
    if request.method == "POST":
        shown = request.POST.get("shown", "")
        status = _fault(request, form, definition, shown)
        if status == 200:
            try:
                return _begin(request, call, form)
            except CannotBeDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
        if is_worn(shown):
            shown = stamp()
    context |= {"form": form, "fields": form.groups(), "shown": shown}
    return render(request, "evidence/answering/begin.html", context, status=status)


def _refused(request: HttpRequest) -> int:
    return 409 if request.method == "POST" else 200


def _fault(request: HttpRequest, form: BeginningForm, definition: Definition, shown: str) -> int:
    """Say in the form what keeps it from being taken; 200 if nothing does."""
    is_valid = form.is_valid()
    if form.mark(faults(definition, form.typed)) or not is_valid:
        return 422
    if is_worn(shown) or is_too_quick(shown):
        form.add_error(None, ONCE_MORE)
        return 422
    if limits.too_many_begun(request):
        form.add_error(None, limits.TOO_MANY)
        return 429
    return 200


def _begin(request: HttpRequest, call: Call, form: BeginningForm) -> HttpResponse:
    account = account_of(request)
    form.given = known_of(account)
    submission = begin(call, given=form.typed, by=account)
    limits.one_more_begun(request)
    return redirect("answering_step", token_for(submission), PERSON)


def known_of(user: User | None) -> Given:
    """What an account says of its owner."""
    if user is None:
        return Given()
    authority = user.person.authority if user.person else None
    slug = authority.slug if authority and authority.is_member else ""
    return Given(name=user.name, email=user.email, authority=slug)
