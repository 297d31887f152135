"""The form of a call for everybody: downloaded, handed in, looked at as it was read."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door
from alliance.editions.shared import for_all_readers
from alliance.library.documents import kinds
from alliance.library.documents.names import harmless
from alliance.library.serve import SEALED

from ...answering.forms import GivenForm
from ...answering.limits import TOO_MANY, one_more_begun, too_many_begun
from ...answering.views.by_link import account_of, by_link
from ...calls.standing import takes_answers, takes_late_answers
from ...calls.views.found import call_of
from ...models import Call, CallState, FormReading, Submission, SubmissionState
from ...refusal import CannotBeDone
from ...taking.faults import faults
from ...taking.given import Given
from ...taking.receipt import link_to
from ...taking.rows import definition_of, given_of
from ...taking.sending import keep, may_change
from ..doubts import as_sent, doubts_on
from ..forms import HandInForm
from ..hand_in import form_of, hand_in, read_file
from ..words import words_of
from ..write import write


@door(Door.PUBLIC)
@for_all_readers
@require_safe
def blank_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The empty form; of a draft for the programme only, of a call that has ended for nobody."""
    call = call_of(request, slug)
    if call.state not in (CallState.PUBLISHED, CallState.DRAFT):
        raise Http404("This call has ended, and its form with it.")
    return _document(call)


@by_link
@require_safe
def own_form(request: HttpRequest, token: str, submission: Submission) -> HttpResponse:
    """The form with what its writer has given so far, to go on with it in Word."""
    return _document(submission.call, given_of(submission))


def _document(call: Call, given: Given | None = None) -> HttpResponse:
    content = write(form_of(call), words_of(call), given)
    response = HttpResponse(content, content_type=kinds.DOCX.media_type)
    name = harmless(f"{call.title} form", kinds.DOCX.ending)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@door(Door.PUBLIC)
@never_cache
def hand_in_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the filled form; what was read of it stands on the next page, before anything is sent."""
    call = call_of(request, slug)
    now = timezone.now()
    is_open = takes_answers(call, now) or takes_late_answers(call, now)
    if not is_open:
        return _upload(request, call, None, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _upload(request, call, HandInForm())
    form = HandInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, call, form, status=422)
    if too_many_begun(request):
        form.add_error(None, TOO_MANY)
        return _upload(request, call, form, status=429)
    file = form.cleaned_data["file"]
    try:
        came = read_file(call, file.read(), file.name or "")
        first, *_ = hand_in(call, came, by=account_of(request))
    except CannotBeDone as refusal:
        form.add_error("file", str(refusal))
        return _upload(request, call, form, status=422)
    one_more_begun(request)
    return redirect(_page_of(first))


def _upload(
    request: HttpRequest, call: Call, form: HandInForm | None, *, status: int = 200
) -> HttpResponse:
    context = {
        "call": call,
        "form": form,
        "is_late": takes_late_answers(call, timezone.now()),
    }
    return render(request, "evidence/word/hand_in.html", context, status=status)


def _page_of(submission: Submission) -> str:
    """A new address at which its writer looks at what was read; the earlier ones still hold."""
    return f"{urlsplit(link_to(submission)).path}form/"


# What was read -----------------------------------------------------------------------------------


@by_link
def read_back(request: HttpRequest, token: str, submission: Submission) -> HttpResponse:
    """What was read of a form, with what is doubtful and what is wrong marked, to be put right."""
    reading = FormReading.objects.filter(submission=submission).first()
    if reading is None or submission.state != SubmissionState.DRAFT or not may_change(submission):
        return redirect("my_submission", token)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do.startswith("other-"):
        return _to_other(submission, do.removeprefix("other-"))
    definition = definition_of(submission.call)
    given = given_of(submission)
    form = GivenForm(
        request.POST if do else as_sent(definition, given), definition=definition, given=given
    )
    version, status = submission.version, 200
    if do:
        try:
            version = keep(submission, form.typed, version=_number(request)).version
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
        else:
            if do == "save":
                messages.success(request, "Saved. Nothing is sent yet.")
                return redirect(request.path)
    is_faulty = form.mark(faults(definition, form.typed))
    if do and status == 200:
        if not is_faulty:
            return redirect("answering_check", token)
        status = 422
    context = {
        "token": token,
        "submission": submission,
        "form": form,
        "doubts": doubts_on(form, reading),
        "left": reading.left,
        "others": _others(submission),
        "version": version,
    }
    return render(request, "evidence/word/read_back.html", context, status=status)


def _others(submission: Submission) -> list[Submission]:
    """The other ideas of the same document that wait to be looked at."""
    if submission.bundle is None:
        return []
    same = Submission.objects.filter(bundle=submission.bundle, state=SubmissionState.DRAFT)
    return list(same.filter(form_reading__isnull=False).exclude(pk=submission.pk).order_by("pk"))


def _to_other(submission: Submission, key: str) -> HttpResponse:
    """To the page of another idea of the same document: whoever has one link may have it."""
    other = next((each for each in _others(submission) if str(each.pk) == key), None)
    if other is None:
        raise Http404("There is no such idea in this form, or it has been sent.")
    return redirect(_page_of(other))


def _number(request: HttpRequest) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
