"""One authority's page of an action: what is asked, the form, what was said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, viewer_of, visible
from alliance.directory.deeds import Standing as Right
from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ..answering import Answerer, answer, is_owed, let_count, right_to_answer
from ..campaigns.reading import doubt_about
from ..campaigns.weeks import takes_answers, usual_wholes
from ..files import take_in
from ..forms.answer import AnswerForm, words_of
from ..grid import dates_of
from ..look import Look, look_of
from ..models import ActionState, Ask, AskState, Form, Question, Reply, Response
from ..refusal import CannotBeDone
from ..when import By


@dataclass
class Page:
    """What one authority is asked, as whoever looks at it may answer."""

    ask: Ask
    question: Question
    dates: Sequence[By]
    look: Look
    responses: Sequence[Response]
    right: Right | None
    form: AnswerForm | None = None
    is_open: bool = True

    @property
    def counting(self) -> Response | None:
        return next((each for each in self.responses if each.counts), None)

    @property
    def asides(self) -> Sequence[Response]:
        """Answers that came while another did, and of which nobody has decided."""
        last = self.counting
        return [
            each for each in self.responses
            if each.is_aside and (last is None or each.pk > last.pk)
        ]  # fmt: skip

    @property
    def begun(self) -> Response | None:
        """What somebody of the authority began after the last answer."""
        first = next(iter(self.responses), None)
        return first if first and first.form == Form.BEGUN else None

    @property
    def said(self) -> Sequence[tuple[Response, str]]:
        return [(each, words_of(each)) for each in self.responses]


@door(Door.SIGNED_IN)
@never_cache
def answering(request: HttpRequest, pk: int, authority: str) -> HttpResponse:
    """What is asked of one authority: read by its people and the programme, answered by some."""
    ask = found_for(request, pk, authority)
    pressed = _pressed(request)
    page = page_of(request, ask, pressed=pressed)
    status = 200
    if request.method == "POST":
        try:
            if said := _do(request, page, pressed):
                messages.success(request, said)
                return redirect(_on_from(request, ask))
            status = 422
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            status = 409
    context = {
        "page": page,
        "ask": ask,
        "action": ask.action,
        "form": page.form,
        "waiting": visible(request.user, ask.replies.waiting()),
        "reminders": visible(request.user, ask.reminders.select_related("person")),
    }
    return render(request, "actions/answering.html", context, status=status)


def found_for(request: HttpRequest, pk: int, authority: str) -> Ask:
    """The ask, if whoever comes may see it; an authority no longer asked still reads why."""
    rows = visible(request.user, Ask.objects.select_related("action__contact", "authority"))
    return get_object_or_404(rows, action=pk, authority__slug=authority)


def page_of(request: HttpRequest, ask: Ask, *, pressed: Form | None = None) -> Page:
    """The page, with the form as it was sent, or as it begins."""
    responses = visible(request.user, Response.objects.filter(ask=ask)).select_related(
        "question", "person", "principal", "holder", "by", "document"
    )
    days = dates_of([ask.action_id]).get(ask.action_id, ())
    page = Page(
        ask,
        Question.objects.current().get(action=ask.action_id),
        days,
        look_of(
            AskState(ask.state),
            action=ActionState(ask.action.state),
            was_late=ask.was_late,
            dates=days,
            is_soon=ask.action.is_soon,
            now=timezone.now(),
            zone=timezone.get_current_timezone(),
        ),
        list(
            responses.order_by("-pk").prefetch_related(
                Prefetch("replies", visible(request.user, Reply.objects.all()))
            )
        ),
        right_to_answer(viewer_of(request.user), ask),
        is_open=takes_answers(ask),
    )
    if page.right and page.is_open:
        kept = unsent(request)
        page.form = AnswerForm(
            request.POST if pressed else kept,
            request.FILES if pressed else None,
            question=page.question,
            pressed=pressed or Form.ANSWER,
            counting=page.counting,
            start=page.begun or page.counting,
            usual_whole=usual_wholes([ask]).get(ask.pk) if page.question.is_share else None,
        )
    return page


def _pressed(request: HttpRequest) -> Form | None:
    said = request.POST.get("do", "") if request.method == "POST" else ""
    return Form(said) if said in Form.values else None


def _do(request: HttpRequest, page: Page, pressed: Form | None) -> str:
    """Do what the button said; in a sentence what was done, or nothing if the form is not right.

    Raises:
        PermissionDenied: they do not answer for this authority.
        CannotBeDone: how things stand does not allow it.
    """
    if page.right is None:
        raise PermissionDenied("Somebody else answers for this authority.")
    who = Answerer(by=_account(request), right=page.right)
    if request.POST.get("do") == "let_count":
        aside = get_object_or_404(Response, pk=_number(request, "response"), ask=page.ask)
        let_count(who=who, response=aside, seen=_number(request, "seen"))
        return "Your answer counts now. The other is kept below."
    if pressed is None or page.form is None:
        raise CannotBeDone("This takes no answer any more. What you wrote is below.")
    if not page.form.is_valid():
        return ""
    return _answer(request, page, who, pressed)


def _answer(request: HttpRequest, page: Page, who: Answerer, pressed: Form) -> str:
    assert page.form is not None  # noqa: S101 - `_do` has asked; this tells the types
    cleaned = page.form.cleaned_data
    with transaction.atomic():
        file = cleaned.get("document")
        document = (
            take_in(file, title=f"{page.ask.action.title}: {page.ask.authority}", by=who.by).pk
            if file
            else None
        )
        response = answer(
            who=who,
            ask=page.ask,
            said=page.form.said(pressed, document=document),
            question=cleaned["question"],
            seen=cleaned["seen"],
        )
    if response.is_aside:
        return (
            "Somebody else has answered meanwhile. Your answer is kept and does not count yet: "
            "look at theirs, and say which holds."
        )
    if page.question.is_share and (doubt := doubt_about(page.ask)):
        messages.warning(request, f"{doubt} If it is right, leave it; if not, correct it.")
    if response.question_id != page.question.pk:
        return (
            "The question has changed meanwhile. What you wrote is kept; look at what is asked "
            "now, and send it again."
        )
    match pressed:
        case Form.BEGUN:
            return "It is kept. Nobody counts it as an answer until you send it."
        case Form.NOT_FOR_US:
            return "You have said that this is not for you."
    return "Thank you. Your answer is in." if not response.is_late else "Your answer is in, late."


def _on_from(request: HttpRequest, ask: Ask) -> str:
    """Back to where it was answered, if that is one's own authority's page."""
    back = request.POST.get("back", "")
    if back == "my-authority" and not is_owed(Ask.objects.select_related("action").get(pk=ask.pk)):
        return "/my-authority/"
    return f"{ask.action.get_absolute_url()}{ask.authority.slug}/"


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else None


def _account(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user


@door(Door.SIGNED_IN)
@never_cache
def file(request: HttpRequest, pk: int, authority: str, response: int) -> HttpResponseBase:
    """A file that was handed in: to the authority whose answer it is, and to the programme."""
    found = get_object_or_404(
        visible(request.user, Response.objects.select_related("document")),
        pk=response,
        ask__action=pk,
        ask__authority__slug=authority,
    )
    if found.document is None:
        raise Http404("This answer has no file.")
    sent = FileResponse(
        found.document.file.open("rb"), as_attachment=True, filename=found.document.filename
    )
    sent.headers["X-Content-Type-Options"] = "nosniff"
    return sent
