"""The sheet on which an idea is written down while somebody tells it: its form and its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from alliance.directory.models import User
from alliance.directory.unsent import unsent

from ...models import Call, RingBack, Submission
from ...refusal import CannotBeDone
from ...taking.faults import faults
from ...taking.given import Given
from ...taking.rows import definition_of, given_of
from ...taking.sending import NotSent
from ..entering import drop, finish, save, write_down
from ..forms import EntryForm, ToldOnForm


class TakenMeanwhile(CannotBeDone):
    """A colleague saved the same sheet; what was written here is still on the page."""


@dataclass(slots=True)
class Sheet:
    """One idea as it is written down, whether anything of it is kept yet or not."""

    VERBS: ClassVar = ("save", "send", "drop")

    call: Call
    submission: Submission | None
    ring_back: RingBack | None
    form: EntryForm
    told: ToldOnForm
    version: int | None
    is_judged: bool = False
    status: int = field(default=0)
    """With which the page answers, if what was sent here could not be done."""

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        call: Call,
        *,
        submission: Submission | None = None,
        ring_back: RingBack | None = None,
    ) -> Sheet:
        """With what was sent or typed; else with what is kept; else with who asked to be rung."""
        kept: Mapping[str, str] | None = (
            request.POST if request.method == "POST" else unsent(request)
        )
        typed = kept if kept is not None and kept.get("do") in cls.VERBS else None
        given = given_of(submission) if submission else Given()
        if submission is None and ring_back is not None:
            given = Given(name=ring_back.name, phone=ring_back.phone)
        day = submission.told_on if submission else timezone.localdate()
        sheet = cls(
            call=call,
            submission=submission,
            ring_back=ring_back,
            form=EntryForm(typed, definition=definition_of(call), given=given),
            told=ToldOnForm(typed, initial={"told_on": day}),
            version=submission.version if submission else None,
        )
        if typed is None and "mend" in request.GET:
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
        told_on = self.told.cleaned_data["told_on"] if self.told.is_valid() else None
        given = self.form.typed
        version = _number(request.POST.get("version", ""))
        if self.submission is None:
            self.submission = write_down(
                self.call,
                given,
                by=by,
                told_on=told_on or timezone.localdate(),
                ring_back=self.ring_back,
            )
            version = self.submission.version
        if not self.told.is_valid():
            save(self.submission, given, version=version)
            return self._marked(is_first)
        try:
            if doing == "send":
                finish(self.submission, given, by=by, told_on=told_on, version=version)
                return redirect("entry", self.submission.pk)
            save(self.submission, given, told_on=told_on, version=version)
        except NotSent as refused:
            self.form.mark(refused.faults)
            return self._marked(is_first)
        except CannotBeDone:
            self.submission.refresh_from_db()
            self.version, self.status = self.submission.version, 409
            raise
        messages.success(request, f"Saved at {timezone.localtime():%H:%M}. Nothing is sent yet.")
        return redirect(self.address)

    def _marked(self, is_first: bool) -> HttpResponse | None:
        """The page again, with what to mend. What was only now begun has an address of its own."""
        assert self.submission is not None  # noqa: S101 - it was kept before it was judged
        if is_first:
            return redirect(f"{self.address}?mend=")
        self.submission.refresh_from_db()
        self.version, self.is_judged, self.status = self.submission.version, True, 422
        return None

    def _judge_what_is_kept(self, given: Given) -> None:
        """Mark what is kept as if it had been sent here."""
        definition = self.form.definition
        self.form = EntryForm(
            {name: value for name, value in self.form.initial.items() if value is not None},
            definition=definition,
            given=given,
        )
        self.form.mark(faults(definition, given))
        self.is_judged = True


def on_with(request: HttpRequest) -> User:
    """The account behind a request that the door let in."""
    assert isinstance(request.user, User)  # noqa: S101 - the door asked; this tells the types
    return request.user


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
