"""Forms that came to the programme: brought in, looked at, taken idea by idea, or turned away."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alliance.directory.access import Door, door, visible
from alliance.directory.unsent import forget_unsent

from ...answering.enclosing import file_response
from ...answering.forms import GivenForm
from ...answering.warning import passages
from ...calls.views.found import account, call_of
from ...models import Call, Enclosure, Submission, SubmissionState, WordForm
from ...refusal import CannotBeDone
from ...taking.faults import faults
from ...taking.rows import definition_of, given_of
from ...taking.sending import NotSent, keep
from ..bring_in import bring_in
from ..doubts import as_sent, doubts_on
from ..forms import BringInForm, TurnAwayForm
from ..mailed import letter_of
from ..settling import drop, take, turn_away

A_PAGE = 30
SHAPES = {
    WordForm.State.WAITING: "asked",
    WordForm.State.TAKEN: "done",
    WordForm.State.TURNED_AWAY: "plain",
}


@door(Door.PROGRAMME)
@never_cache
def word_forms(request: HttpRequest, slug: str = "") -> HttpResponse:
    """What waits of one call or of all, or what became of the others; and more are brought in."""
    call = call_of(request, slug) if slug else None
    form = BringInForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        forget_unsent(request)
        status = 422
        if form.is_valid() and (brought := _bring(request, form)) and form.is_valid():
            return redirect(brought[0] if len(brought) == 1 else request.path)
    context = _list(request, call) | {"form": form}
    return render(request, "evidence/word/word_forms.html", context, status=status)


def _bring(request: HttpRequest, form: BringInForm) -> list[WordForm]:
    """All that was handed in; what cannot be is said on the form, all at once."""
    said, brought = form.cleaned_data, list[WordForm]()
    files: list[UploadedFile[bytes]] = said["handed_in"]
    for file in files:
        try:
            brought += bring_in(
                file.read(),
                file.name or "",
                by=account(request),
                came_on=said["came_on"],
                call=said["call"],
            )
        except CannotBeDone as refusal:
            form.add_error("handed_in", f"“{file.name}”: {refusal}")
    waiting = sum(each.state == WordForm.State.WAITING for each in brought)
    if known := len(brought) - waiting:
        messages.info(request, f"{known} had been settled before: nothing is done twice.")
    if waiting:
        messages.success(
            request, f"{waiting} {'form waits' if waiting == 1 else 'forms wait'} to be looked at."
        )
    return brought


def _list(request: HttpRequest, call: Call | None) -> dict[str, object]:
    rows = visible(request.user, WordForm.objects.all())
    if call is not None:
        rows = rows.filter(call=call)
    counts = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    state = request.GET.get("state", "")
    state = state if state in WordForm.State.values else WordForm.State.WAITING
    shown = rows.filter(state=state).select_related("call", "settled_by", "brought_by")
    order = ("brought_at", "pk") if state == WordForm.State.WAITING else ("-settled_at", "-pk")
    page = Paginator(shown.annotate(ideas=Count("readings")).order_by(*order), A_PAGE).get_page(
        request.GET.get("page")
    )
    return {
        "call": call,
        "page": page,
        "rows": [(row, letter_of(row), SHAPES[WordForm.State(row.state)]) for row in page],
        "states": [(one.value, one.label, counts.get(one.value, 0)) for one in WordForm.State],
        "state": state,
        "waiting": counts.get(WordForm.State.WAITING, 0),
        "count": sum(counts.values()),
    }


# One form ----------------------------------------------------------------------------------------


@door(Door.PROGRAMME)
@never_cache
def word_form(request: HttpRequest, pk: int) -> HttpResponse:
    """One form: its letter, and each idea in it, put right, taken, dropped; or turned away whole."""
    rows = visible(
        request.user, WordForm.objects.select_related("call", "settled_by", "brought_by")
    )
    found = get_object_or_404(rows, pk=pk)
    page = _Page(request, found)
    if request.method == "POST":
        forget_unsent(request)
        try:
            if on := page.done(request.POST.get("do", "")):
                return on
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            page.status = 409
    return render(request, "evidence/word/word_form.html", page.context(), status=page.status)


class _Page:
    """What is shown of a form: the idea that is looked at, and the others."""

    def __init__(self, request: HttpRequest, found: WordForm) -> None:
        self.request, self.found = request, found
        self.status = 200
        rows = visible(request.user, Submission.objects.filter(form_reading__form=found))
        self.ideas = list(rows.select_related("call", "form_reading").order_by("pk"))
        drafts = [each for each in self.ideas if each.state == SubmissionState.DRAFT]
        asked = request.POST.get("idea") or request.GET.get("idea", "")
        named = next((each for each in drafts if str(each.pk) == asked), None)
        if request.POST.get("idea") and named is None:
            raise Http404("This idea has been sent or dropped already.")
        waits = found.state == WordForm.State.WAITING
        self.idea = (named or next(iter(drafts), None)) if waits else None
        self.letter = letter_of(found)
        posted = request.POST if request.method == "POST" else None
        do = posted.get("do", "") if posted is not None else ""
        self.away = TurnAwayForm(posted if do == "turn_away" else None, address=self.letter.address)
        self.form: GivenForm | None = None
        self.warned: frozenset[str] = frozenset()
        if self.idea is not None:
            definition, given = definition_of(found.call), given_of(self.idea)
            is_typed = posted is not None and do in ("save", "take")
            self.form = GivenForm(
                posted if is_typed and posted is not None else as_sent(definition, given),
                definition=definition,
                given=given,
            )
            self.typed = self.form.typed  # before faults are marked: a marked field gives nothing
            self.passages = passages(definition, self.typed)
            self.kinds = frozenset(each.kind.value for each in self.passages)
            self.is_faulty = self.form.mark(faults(definition, self.typed))

    def done(self, do: str) -> HttpResponse | None:
        """Do what the button said, and where to go on; None shows the page again."""
        by = account(self.request)
        if do == "turn_away":
            if not self.away.is_valid():
                self.status = 422
                return None
            said = self.away.cleaned_data
            turn_away(self.found, by=by, reason=said["reason"], tell=said.get("tell", False))
            messages.success(self.request, "It is turned away.")
            return redirect("word_forms")
        if self.idea is None or self.form is None:
            raise CannotBeDone("Nothing of this form waits any more.")
        if do == "drop":
            drop(self.found, self.idea, by=by)
            messages.success(self.request, "The idea is dropped.")
            return redirect(self.found)
        version = _number(self.request.POST.get("version", ""))
        if do == "save":
            keep(self.idea, self.typed, version=version)
            messages.success(self.request, "Saved. Nothing is sent yet.")
            return redirect(f"{self.found.get_absolute_url()}?idea={self.idea.pk}")
        return self._take(version)

    def _take(self, version: int | None) -> HttpResponse | None:
        assert self.idea is not None  # noqa: S101 - `done` asked
        seen = set(self.request.POST.get("warned", "").split())
        if not self.is_faulty and not self.kinds <= seen:
            self.idea = keep(self.idea, self.typed, version=version)
            self.warned, self.status = self.kinds, 422
            return None
        try:
            sent = take(
                self.found,
                self.idea,
                self.typed,
                by=account(self.request),
                version=version,
                warned_of=self.kinds,
            )
        except NotSent:
            self.idea.refresh_from_db()
            self.status = 422
            return None
        where = f"; its receipt goes to {sent.email}" if sent.email else ""
        messages.success(self.request, f"It is taken as {sent.reference}{where}.")
        return redirect(self.found)

    def context(self) -> dict[str, object]:
        idea = self.idea
        posted = self.request.method == "POST"
        return {
            "found": self.found,
            "shape": SHAPES[WordForm.State(self.found.state)],
            "letter": self.letter,
            "idea": idea,
            "ideas": self.ideas,
            "idea_form": self.form,
            "form": self.away if posted and self.away.is_bound else self.form,
            "away": self.away,
            "doubts": doubts_on(self.form, idea.form_reading) if idea and self.form else [],
            "left": idea.form_reading.left if idea else [],
            "passages": self.passages if idea else [],
            "warned": " ".join(sorted(self.kinds)) if idea and self.warned else "",
            "may_drop": len(self.ideas) > 1,
            "file": _file_of(self.found),
        }


@door(Door.PROGRAMME)
@require_safe
def form_file(request: HttpRequest, pk: int) -> FileResponse:
    """The document as it came."""
    found = get_object_or_404(visible(request.user, WordForm.objects.all()), pk=pk)
    row = _file_of(found)
    if row is None:
        raise Http404("Its file is no longer there.")
    return file_response(row)


def _file_of(form: WordForm) -> Enclosure | None:
    rows = Enclosure.objects.filter(submission__form_reading__form=form, removed_at__isnull=True)
    return rows.order_by("pk").first()


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
