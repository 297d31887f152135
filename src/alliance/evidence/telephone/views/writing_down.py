"""The sheet on which an idea is written down while somebody tells it: its form and its buttons."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...answering.forms import all_fields
from ...answering.keeping import TypedElsewhere, seen_of
from ...answering.warning import Passage, passages
from ...models import Call, RingBack, Submission
from ...refusal import CannotBeDone
from ...taking.definition import Definition
from ...taking.faults import faults
from ...taking.given import Given
from ...taking.rows import definition_of, given_of
from ...taking.sending import NotSent
from ..entering import drop, finish, save, write_down
from ..forms import EntryForm, ToldOnForm

MOST_TRIED = 5
ALL_THE_SAME = "all_the_same"
"""Send it, though words were marked that may be about a child."""


@dataclass(slots=True)
class Sheet:
    """One idea as it is written down, whether anything of it is kept yet or not."""

    VERBS: ClassVar = ("save", "send", ALL_THE_SAME, "drop")

    call: Call
    submission: Submission | None
    ring_back: RingBack | None
    definition: Definition
    form: EntryForm
    told: ToldOnForm
    seen: str
    """What the fields held when they were shown."""
    warned: list[Passage] = field(default_factory=list)
    is_judged: bool = False
    status: int = 0
    """With which the page answers, if what was sent here could not be done."""

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        call: Call,
        *,
        submission: Submission | None = None,
        ring_back: RingBack | None = None,
        is_typing: bool = False,
    ) -> Sheet:
        """With what was sent or typed; else with what is kept; else with who asked to be rung.

        Args:
            is_typing: it was sent by no button, but while somebody types.
        """
        kept = request.POST if request.method == "POST" else unsent(request)
        is_ours = kept is not None and (is_typing or kept.get("do") in cls.VERBS)
        typed = kept if is_ours else None
        if submission is not None:
            given = given_of(submission)
        else:
            given = Given(name=ring_back.name, phone=ring_back.phone) if ring_back else Given()
        definition = definition_of(call)
        day = submission.told_on if submission else timezone.localdate()
        sheet = cls(
            call=call,
            submission=submission,
            ring_back=ring_back,
            definition=definition,
            form=EntryForm(typed, definition=definition, given=given),
            told=ToldOnForm(typed, initial={"told_on": day}),
            seen=seen_of(given, all_fields(definition)),
        )
        if typed is None and "mend" in request.GET and submission is not None:
            sheet._judge_what_is_kept(given)
        return sheet

    @property
    def address(self) -> str:
        """Where its buttons send it: to what is kept, if anything is."""
        if self.ring_back is not None:
            return reverse("ring_back", args=[self.ring_back.pk])
        if self.submission is not None:
            return reverse("entry", args=[self.submission.pk])
        return reverse("enter_idea", args=[self.call.slug])

    @property
    def autosave(self) -> str:
        """Where it is kept while it is typed. A blank sheet is nobody's yet: its button begins it."""
        if self.ring_back is not None:
            return reverse("ring_back_keep", args=[self.ring_back.pk])
        return reverse("entry_keep", args=[self.submission.pk]) if self.submission else ""

    @property
    def key(self) -> str:
        """Under which name a device keeps what could not be sent; it tells nobody which it is."""
        if self.ring_back is not None:
            return key_of("ring-back", self.ring_back.pk)
        if self.submission is not None:
            return key_of("entry", self.submission.pk)
        return self.blank_key

    @property
    def blank_key(self) -> str:
        """That of a blank sheet for this call: whose first words are kept elsewhere once they arrived."""
        return key_of("blank", self.call.pk)

    def kept(self, request: HttpRequest) -> JsonResponse:
        """What a device sent while somebody typed: kept, and said since when, or why it is not."""
        try:
            given = self._keep(request)
        except CannotBeDone as refusal:
            return JsonResponse({"says": str(refusal)}, status=409)
        at = f"{timezone.localtime():%H:%M}"
        return JsonResponse({"seen": seen_of(given, all_fields(self.definition)), "at": at})

    def done(self, request: HttpRequest, doing: str) -> HttpResponse | None:
        """Do what the button said, and where to go on; None shows the page again, marked.

        Raises:
            CannotBeDone: the sentence says why; what was written is on the page.
        """
        by = on_with(request)
        if doing == "drop":
            if self.submission is not None:
                drop(self.submission, by=by)
            messages.success(request, "It is dropped.")
            return redirect("ring_backs")
        is_first = self.submission is None
        try:
            given = self._keep(request)
        except TypedElsewhere as refusal:
            self.seen, self.status = seen_of(refusal.now, all_fields(self.definition)), 409
            raise
        assert self.submission is not None  # noqa: S101 - something of it is kept now
        self.seen = seen_of(given, all_fields(self.definition))
        if not self.told.is_valid():
            return self._marked(is_first)
        if doing == "save":
            at = f"{timezone.localtime():%H:%M}"
            messages.success(request, f"Saved at {at}. Nothing is sent yet.")
            return redirect(self.address)
        self.warned = passages(self.definition, given)
        if self.warned and doing != ALL_THE_SAME:
            return self._marked(is_first)
        try:
            kinds = {passage.kind.value for passage in self.warned}
            finish(self.submission, given, by=by, warned_of=kinds)
        except NotSent as refused:
            self.form.mark(refused.faults)
            return self._marked(is_first)
        return redirect("entry", self.submission.pk)

    def _keep(self, request: HttpRequest) -> Given:
        """Keep what was sent; the first time it begins the draft."""
        told_on = self.told.cleaned_data["told_on"] if self.told.is_valid() else None
        if self.submission is None:
            given = self.form.typed
            self.submission = write_down(
                self.call,
                given,
                by=on_with(request),
                told_on=told_on or timezone.localdate(),
                ring_back=self.ring_back,
            )
            return given
        return save(
            self.submission,
            self.form.values,
            told_on=told_on,
            seen=request.POST.get("seen"),
            tried=[self._seen_in(body) for body in request.POST.getlist("tried")[:MOST_TRIED]],
        )

    def _seen_in(self, body: str) -> str:
        """The mark of what this device sent before and heard nothing of."""
        form = EntryForm(QueryDict(body), definition=self.definition, given=Given())
        return seen_of(form.typed, all_fields(self.definition))

    def _marked(self, is_first: bool) -> HttpResponse | None:
        """The page again, with what to mend. What was only now begun has an address of its own."""
        if is_first:
            return redirect(f"{self.address}?mend=")
        self.is_judged, self.status = True, 422
        return None

    def _judge_what_is_kept(self, given: Given) -> None:
        """Mark what is kept as if it had been sent here."""
        typed = {name: value for name, value in self.form.initial.items() if value is not None}
        self.form = EntryForm(typed, definition=self.definition, given=given)
        self.form.mark(faults(self.definition, given))
        self.warned = passages(self.definition, given)
        self.is_judged = True


def key_of(what: str, pk: int) -> str:
    """The name of what a device keeps of a sheet."""
    return f"{what}-{salted_hmac('alliance.evidence.device', f'{what}/{pk}').hexdigest()[:16]}"


def on_with(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user
