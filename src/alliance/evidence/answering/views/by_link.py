"""Views that are opened by the link of a submission: whoever has it is whoever gave it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import User

from ...calls.standing import takes_answers, takes_late_answers
from ...models import Submission
from ...taking.sending import may_change
from ..opened import NoLink, submission_of

Parts = ParamSpec("Parts")
View = Callable[Concatenate[HttpRequest, str, Submission, Parts], HttpResponseBase]


def by_link(view: View[Parts]) -> Callable[..., HttpResponseBase]:
    """Give a view the submission of its link, or answer that there is none."""

    @wraps(view)
    def opened(
        request: HttpRequest, token: str, *args: Parts.args, **kwargs: Parts.kwargs
    ) -> HttpResponseBase:
        try:
            submission = submission_of(token)
        except NoLink as none:
            words = {"why": none.sentence}
            return render(request, "evidence/answering/no_link.html", words, status=none.status)
        return view(request, token, submission, *args, **kwargs)

    return door(Door.PUBLIC)(never_cache(opened))


def account_of(request: HttpRequest) -> User | None:
    """The account of whoever asks, if they are signed in; none is needed."""
    return request.user if isinstance(request.user, User) else None


def shared(token: str, submission: Submission) -> dict[str, Any]:
    """What every page of a submission says: of which call, and what can be done with it yet."""
    now = timezone.now()
    call = submission.call
    return {
        "token": token,
        "submission": submission,
        "call": call,
        "may_change": may_change(submission, now),
        "is_open": takes_answers(call, now),
        "is_late": not takes_answers(call, now) and takes_late_answers(call, now),
    }
