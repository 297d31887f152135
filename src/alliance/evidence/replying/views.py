"""The ideas of the standing calls: which wait for a reply, and replying to one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import forget_unsent, unsent

from ..erasing import erase
from ..models import Submission
from ..refusal import CannotBeDone
from ..taking.receipt import lines_of
from .changes import reply, send_again, take_in_hand
from .forms import BY_TELEPHONE, ErasureForm, ReplyForm
from .standings import Standing
from .waiting import Ideas, ideas, rows_of, waiting, with_standing

A_PAGE = 40
OF_A_ROW = ("call", "authority", "in_hand__by")


@door(Door.PROGRAMME)
@never_cache
def replies(request: HttpRequest) -> HttpResponse:
    """What waits for a reply, who has waited longest first; or all ideas, by how they stand."""
    seen = visible(request.user, Submission.objects.all())
    counts = dict(ideas(seen).order_by().values_list("stands").annotate(count=Count("pk")))
    state = request.GET.get("state", "")
    rows = _chosen(seen, state)
    page = Paginator(rows.select_related(*OF_A_ROW), A_PAGE).get_page(request.GET.get("page"))
    waits = counts.get(Standing.WAITS, 0) + counts.get(Standing.IN_HAND, 0)
    context = {
        "page": page,
        "rows": rows_of(list(page)),
        "states": [(one.value, one.label, counts.get(one.value, 0)) for one in Standing],
        "state": state if state in [*Standing, "all"] else "",
        "waits": waits,
        "count": sum(counts.values()),
    }
    return render(request, "evidence/replying/ideas.html", context)


def _chosen(seen: QuerySet[Submission], state: str) -> Ideas:
    if state == "all":
        return ideas(seen)
    if state in list(Standing):
        return ideas(seen).filter(stands=state)
    return waiting(seen)


@door(Door.PROGRAMME)
@never_cache
def reply_to(request: HttpRequest, reference: str) -> HttpResponse:
    """One idea: take it in hand, reply to it, or erase it. Other calls' answers can be replied to too."""
    rows = with_standing(visible(request.user, Submission.objects.exclude(state="draft")))
    found = get_object_or_404(rows.select_related(*OF_A_ROW), reference=reference)
    sending = request.POST.get("do", "") if request.method == "POST" else ""
    kept = unsent(request)
    was_replying = kept is not None and kept.get("do") == "reply"
    typed = request.POST if sending == "reply" else kept if was_replying else None
    form = ReplyForm(found, typed, initial={"seen": found.replies.count()})
    erasure = ErasureForm(request.POST if sending == "erase" else None)
    status = 200
    if sending:
        forget_unsent(request)
        try:
            done = _do(sending, request, found, form, erasure)
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            done, status = "", 409
            form = _seen_anew(found, form)
        if done:
            messages.success(request, done)
            return redirect("reply_to_idea", found.reference)
        status = 422 if status == 200 else status
    context = context_of(found, form) | {
        "row": rows_of([found])[0],
        "lines": lines_of(found),
        "erasure": erasure,
        "form": form if sending == "reply" else erasure if sending == "erase" else None,
    }
    return render(request, "evidence/replying/idea.html", context, status=status)


def context_of(submission: Submission, form: ReplyForm | None = None) -> dict[str, object]:
    """What `evidence/replying/_reply.html` needs, wherever it is included."""
    count = submission.replies.count()
    return {
        "submission": submission,
        "replies": submission.replies.select_related("by", "message"),
        "reply_form": form or ReplyForm(submission, initial={"seen": count}),
    }


def _seen_anew(found: Submission, form: ReplyForm) -> ReplyForm:
    """The same words, with the replies that stand on the page now: sending them again is meant."""
    return ReplyForm(
        found,
        {**{name: form[name].value() for name in form.fields}, "seen": str(found.replies.count())},
    )


def _do(
    what: str,
    request: HttpRequest,
    found: Submission,
    form: ReplyForm,
    erasure: ErasureForm,
) -> str:
    """Do what the button said; in a sentence what was done, or nothing if a form is not right."""
    by = _editor(request)
    if what == "take":
        take_in_hand(found, by=by)
        return "It is marked as in hand."
    if what == "reply" and form.is_valid():
        said = form.cleaned_data
        told = said["way"] == BY_TELEPHONE
        reply(found, by=by, text=said["text"], by_telephone=told, seen=said["seen"])
        return "What you told them is written down." if told else "The reply is on its way."
    if what == "send_again":
        pk = request.POST.get("reply", "")
        row = get_object_or_404(found.replies.all(), pk=pk if pk.isdecimal() else 0)
        send_again(row, by=by)
        return "The reply is on its way again."
    if what == "erase" and erasure.is_valid():
        erase(found, by=by, reason=erasure.cleaned_data["reason"])
        return "The idea is erased. That there was one, and when, stays in the list."
    return ""


def _editor(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
