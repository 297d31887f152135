"""The week's draft on one screen: what came, what is proposed, what is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door
from alliance.directory.models import Topic
from alliance.directory.unsent import unsent
from alliance.sources.models import Candidate
from alliance.sources.taking import CannotBeTaken, take
from alliance.ui.forms import faults_of

from ...models import OPEN, DraftIssue, DraftItem, DraftItemVersion, IssueState
from ...preflight.finding import Finding
from ..beginning import begin_issue, next_issue, next_number, set_head
from ..changing import add_item, can_undo, decide
from ..checked import Checked, checked
from ..compose import Composed, compose
from ..forms import HeadForm, ItemForm, PasteForm
from ..found import Fact, facts_of
from ..presence import in_words, others
from ..refusal import CannotBeDone
from ..reminding import proposed, take_reminders
from ..said import Said
from ..taking import waiting
from .asked import account, issue_for

DAYS = 3
"""Of an item that are named while it is folded."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item as the screen has it."""

    item: DraftItem
    form: ItemForm
    findings: Sequence[Finding]
    age: int | None
    """Reading age; None where it says too little."""
    can_undo: bool
    place: int
    is_first: bool
    is_last: bool

    @property
    def mark(self) -> str:
        return str(self.item.pk)

    @property
    def blocks(self) -> int:
        return sum(finding.is_block for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.blocks

    @property
    def html(self) -> str:
        """Of an item that cannot be written in now."""
        return mark_safe(self.item.body + self.item.action_text)  # noqa: S308 - sanitised when stored

    @property
    def in_words(self) -> str:
        """What is entered besides the words, for the line that shows while the rest is folded."""
        item = self.item
        days = [
            f"{row['kind']} {day.day} {day:%B %Y}"
            for row in item.dates
            if (day := dt.date.fromisoformat(row["date"]))
        ]
        words = [f"{self.blocks} in the way"] if self.blocks else []
        words += [f"{self.warnings} to look at"] if self.warnings else []
        words += [f"{len(item.found)} to decide"] if item.found else []
        words += ["asks something"] if item.action_text else []
        if len(days) > DAYS:
            days = [*days[:DAYS], f"{len(days) - DAYS} more days"]
        words += days + ([f"contact {', '.join(item.people)}"] if item.people else [])
        words += [f"for {item.audience}"] if item.audience else []
        return " · ".join(words)


@dataclass(frozen=True, slots=True)
class Undecided:
    """What was read from the words of one item."""

    item: DraftItem
    facts: Sequence[tuple[int, Fact]]


@door(Door.PROGRAMME)
@never_cache
def next_bulletin(request: HttpRequest) -> HttpResponse:
    """The bulletin that is being written; where there is none, the press that begins it."""
    if request.method == "POST":
        return redirect(begin_issue(by=account(request)))
    if issue := next_issue():
        return redirect(issue)
    return render(request, "bulletins/writing/begin.html", {"number": next_number()})


@door(Door.PROGRAMME)
@never_cache
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen; a press on it does one thing and comes back to it."""
    issue = issue_for(request, pk)
    head, paste = HeadForm(unsent(request), initial=_head_of(issue)), PasteForm()
    status = 200
    if request.method == "POST":
        try:
            if answer := _do(request, issue):
                return answer
            head, status = HeadForm(request.POST), 422
            head.is_valid()
        except CannotBeDone as refusal:
            messages.error(request, str(refusal))
            return redirect(issue)
    return screen(request, issue, head=head, paste=paste, status=status)


def _head_of(issue: DraftIssue) -> dict[str, Any]:
    return {"number": issue.number, "date": issue.date, "introduction": issue.introduction}


def _do(request: HttpRequest, issue: DraftIssue) -> HttpResponse | None:
    """What was pressed; None where the head came back with faults."""
    by, do = account(request), request.POST.get("do", "")
    match do.split(":"):
        case ["head"]:
            form = HeadForm(request.POST)
            if not form.is_valid():
                return None
            set_head(by=by, issue=issue, **form.cleaned_data)
            messages.success(request, "Number, date and introduction are saved.")
        case ["item"]:
            item = add_item(by=by, issue=issue, said=Said())
            return redirect(f"{issue.get_absolute_url()}?open={item.pk}#item-{item.pk}")
        case ["candidate", key] if key.isdecimal():
            _take_candidate(request, int(key))
            return redirect(f"{issue.get_absolute_url()}#waiting")
        case ["reminder", matter] if matter.isdecimal():
            _say_taken(request, take_reminders(by=by, issue=issue, matters={int(matter)}))
            return redirect(f"{issue.get_absolute_url()}#to-carry")
        case ["reminders"]:
            ticked = {each.item.pk for each in proposed(issue) if each.is_ticked}
            _say_taken(request, take_reminders(by=by, issue=issue, matters=ticked))
            return redirect(f"{issue.get_absolute_url()}#reminders")
        case ["take" | "drop", *which]:
            _decide(request, issue, which, take=do.startswith("take"))
            left = issue.items.filter(removed_at__isnull=True).exclude(found=[]).exists()
            return redirect(f"{issue.get_absolute_url()}#{'found' if left else 'news'}")
        case _:
            raise CannotBeDone("Choose what is to be done.")
    return redirect(issue)


def _take_candidate(request: HttpRequest, pk: int) -> None:
    """Into the draft, as triage takes it."""
    candidate = Candidate.objects.filter(pk=pk).first()
    if candidate is None:
        raise CannotBeDone("That news is no longer there.")
    try:
        take(candidate, by=account(request))
    except CannotBeTaken as refusal:
        raise CannotBeDone(str(refusal)) from refusal
    messages.success(request, f"“{candidate}” is in the draft.")


def _say_taken(request: HttpRequest, items: list[DraftItem]) -> None:
    if items:
        names = ", ".join(f"“{item}”" for item in items)
        messages.success(
            request,
            f"In the bulletin as {'a reminder' if len(items) == 1 else 'reminders'}: {names}.",
        )


def _decide(request: HttpRequest, issue: DraftIssue, which: list[str], *, take: bool) -> None:
    """Of one fact (`item:place`), of an item (`item`), or all (nothing)."""
    by = account(request)
    rows = issue.items.filter(removed_at__isnull=True)
    if which:
        rows = rows.filter(pk=int(which[0]) if which[0].isdecimal() else 0)
    for item in rows:
        if not item.found:
            continue
        places = set(range(len(item.found)))
        if len(which) > 1:
            # The words say which is meant: a list that another decided on has other places.
            asked = request.POST.get(f"fact-{which[0]}-{which[1]}", "")
            places = {n for n, fact in enumerate(facts_of(item.found)) if _key(fact) == asked}
        decide(by=by, item=item, places=places, take=take)


def _key(fact: Fact) -> str:
    return f"{fact.kind} {fact.value}"


def screen(
    request: HttpRequest,
    issue: DraftIssue,
    *,
    head: HeadForm | None = None,
    paste: PasteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole of it, in a fixed number of queries."""
    composed = compose(issue)
    found = checked(composed)
    topics = list(Topic.objects.all())
    versions = _versions(composed.items)
    head = head or HeadForm(initial=_head_of(issue))
    paste = paste or PasteForm()
    opened = request.GET.get("open", "")
    reminders = proposed(issue) if issue.is_editable and not issue.bulletin_id else []
    return render(
        request,
        "bulletins/writing/draft.html",
        {
            "issue": issue,
            "head": head,
            "paste": paste,
            "faults": [*faults_of(head), *faults_of(paste)] if status != 200 else [],
            "sections": _sections(composed, found, topics, versions),
            "undecided": _undecided(composed),
            "checked": found,
            "content": composed.content,
            "removed": issue.items.filter(removed_at__isnull=False),
            "waiting": waiting() if issue.state in OPEN else [],
            "proposed": reminders,
            "ticked": sum(each.is_ticked for each in reminders),
            "opened": int(opened) if opened.isdecimal() else 0,
            "moved": request.GET.get("moved", ""),
            "presence": in_words(others(user=account(request), issue=issue)),
            "is_correcting": issue.state == IssueState.CORRECTING,
        },
        status=status,
    )


def _sections(
    composed: Composed,
    found: Checked,
    topics: list[Topic],
    versions: dict[int, list[DraftItemVersion]],
) -> list[tuple[str, str, list[Row]]]:
    place = 0
    sections = []
    for anchor, name, items in (
        ("news", "News", composed.news),
        ("reminders", "Reminders", composed.reminders),
    ):
        rows = []
        for nth, item in enumerate(items):
            place += 1
            rows.append(
                Row(
                    item,
                    ItemForm(item=item, topics=topics),
                    found.of_item.get(item.pk, []),
                    found.ages.get(item.pk),
                    can_undo(versions.get(item.pk, [])),
                    place,
                    nth == 0,
                    nth == len(items) - 1,
                )
            )
        sections.append((anchor, name, rows))
    return sections


def _versions(items: Sequence[DraftItem]) -> dict[int, list[DraftItemVersion]]:
    found: dict[int, list[DraftItemVersion]] = {}
    for version in DraftItemVersion.objects.filter(item__in=items).defer("said"):
        found.setdefault(version.item_id, []).append(version)
    return found


def _undecided(composed: Composed) -> list[Undecided]:
    return [
        Undecided(item, list(enumerate(facts_of(item.found))))
        for item in composed.items
        if item.found
    ]
