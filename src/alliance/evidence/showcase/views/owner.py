"""What whoever a case is of sees by their link: the wording to agree to, and whether it lasted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door

from ...models import Case, CaseCheck, FollowUp
from ...refusal import CannotBeDone
from .. import checking, lasting
from ..ending import withdraw_case
from ..forms import LastedForm, OpinionForm
from ..link import NoLink, case_of
from ..reading import with_all
from ..rows import wording_of
from ..telling import told
from ..wording import differences
from .readers import picture_of


@door(Door.PUBLIC)
@never_cache
def my_case(request: HttpRequest, token: str) -> HttpResponse:
    """The page as it would be published, and what to say to it. Opening it changes nothing."""
    try:
        case = case_of(token)
    except NoLink as none:
        return _no_link(request, none)
    check = case.checks.filter(said="").first()
    form = OpinionForm(request.POST or None, case=case, check=check)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return _answered(request, token, case, check, form)
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    return _page(request, token, case, check, form, status=status)


def _answered(
    request: HttpRequest, token: str, case: Case, check: CaseCheck | None, form: OpinionForm
) -> HttpResponse:
    said, who = form.cleaned_data["said"], form.cleaned_data["name"]
    if said == OpinionForm.TAKE_BACK:
        withdraw_case(case, why="Whoever it is of has taken it back.", by=None)
    elif check is None:
        raise CannotBeDone("There is no wording to say anything to at present.")
    else:
        if str(check.pk) != form.cleaned_data["check"]:
            raise CannotBeDone(
                "The page was written anew since you opened it. Read it again below; what you wrote is "
                "still here."
            )
        checking.say(
            check, CaseCheck.Said(said), who=who, how=checking.BY_LINK,
            words=form.cleaned_data["words"], by=None,
        )  # fmt: skip
    case = case_of(token)
    return render(
        request, "evidence/showcase/opinion_kept.html", {"case": case, "said": said, "token": token}
    )


def _page(
    request: HttpRequest, token: str, case: Case, check: CaseCheck | None, form: OpinionForm, *, status: int
) -> HttpResponse:  # fmt: skip
    full = with_all(Case.objects.filter(pk=case.pk)).get()
    earlier = case.checks.exclude(said="").first()
    return render(
        request,
        "evidence/showcase/my_case.html",
        {
            "told": told(full, picture=f"/my-case/{token}/picture.jpg"),
            "case": full,
            "check": check,
            "form": form,
            "token": token,
            "changes": differences(earlier.content, wording_of(full)) if check and earlier else [],
            "earlier": earlier,
        },
        status=status,
    )


@door(Door.PUBLIC)
@never_cache
def stuck(request: HttpRequest, token: str) -> HttpResponse:
    """Half a year on: did it last? Said again, the later holds."""
    try:
        case = case_of(token)
    except NoLink as none:
        return _no_link(request, none)
    follow_up = _asked(case)
    form = LastedForm(request.POST or None, initial={"name": case.owner_name})
    status = 200
    if request.method == "POST" and follow_up:
        try:
            if form.is_valid():
                lasting.say_it(
                    follow_up, FollowUp.Found(form.cleaned_data["found"]),
                    words=form.cleaned_data["words"], who=form.cleaned_data["name"], by=None,
                )  # fmt: skip
                return render(request, "evidence/showcase/lasted_kept.html", {"case": case})
            status = 422
        except CannotBeDone as refusal:
            form.add_error(None, str(refusal))
            status = 409
    context = {"case": case, "form": form, "follow_up": follow_up}
    return render(request, "evidence/showcase/lasted.html", context, status=status)


def _asked(case: Case) -> FollowUp | None:
    """The last one that it was asked of; nothing is asked of what was withdrawn."""
    if case.state == Case.State.WITHDRAWN:
        return None
    return case.follow_ups.filter(asked_at__isnull=False).order_by("-due_on").first()


@door(Door.PUBLIC)
@never_cache
@require_safe
def my_picture(request: HttpRequest, token: str) -> HttpResponseBase:
    """The picture as it would be published, for whoever has the link."""
    try:
        case = case_of(token)
    except NoLink as none:
        raise Http404("There is no picture.") from none
    return picture_of(case, "large")


def _no_link(request: HttpRequest, none: NoLink) -> HttpResponse:
    """It is none of ours (404), or is over (410)."""
    status = 410 if none.is_over else 404
    return render(request, "evidence/showcase/no_link.html", {"why": str(none)}, status=status)
