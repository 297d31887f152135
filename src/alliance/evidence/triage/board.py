"""The themes of a call with the answers in them, and what is done there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from alliance.directory.access import Door, door, visible
from alliance.directory.models import User
from alliance.directory.unsent import unsent
from alliance.jobs.declare import job
from alliance.jobs.enqueue import enqueue
from alliance.jobs.progress import Progress

from ..models import Call, Submission, Theme
from ..refusal import CannotBeDone
from . import theming
from .forms import ThemeForm
from .listing import number_of
from .texts import compared
from .views import call_of, user_of

AT_ONCE = 200
"""Answers up to which themes are proposed while one waits; beyond, by a job."""


@dataclass(frozen=True, slots=True)
class Column:
    """A theme, or none, with its answers."""

    theme: Theme | None
    answers: Sequence[Submission]
    authorities: int

    @property
    def proposed(self) -> int:
        """Those that nobody has kept or moved yet."""
        return sum(each.theme_by_id is None for each in self.answers) if self.theme else 0


@door(Door.PROGRAMME)
@never_cache
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    """The board: move answers between themes, keep what is proposed, make and order themes."""
    call = call_of(request, slug)
    kept = unsent(request)
    form = ThemeForm(kept) if kept and kept.get("do") == "make" else ThemeForm()
    status, ticked = 200, set[int]()
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do in ("propose", "afresh") and compared(call).count() > AT_ONCE:
            return redirect(_in_background(call, by=user_of(request), afresh=do == "afresh"))
        try:
            messages.success(request, _do(request, call, do))
            return redirect("themes", call.slug)
        except CannotBeDone as refusal:
            # What was ticked and typed stays, so that it is not chosen anew.
            messages.warning(request, str(refusal))
            form, status = ThemeForm(request.POST), 422
            ticked = set(_ticked(request.POST))
    return render(
        request, "evidence/triage/themes.html", _context(request, call, form, ticked), status=status
    )


def _context(
    request: HttpRequest, call: Call, form: ThemeForm, ticked: set[int]
) -> dict[str, object]:
    user = user_of(request)
    there = compared(call).select_related("authority", "section", "theme_by", "duplicate_of")
    answers = list(visible(user, there).defer("typed"))
    named = list(visible(user, Theme.objects.filter(call=call)))
    columns = [_column(theme, answers) for theme in named]
    return {
        "call": call,
        "here": "themes",
        "columns": columns,
        "alone": _column(None, answers),
        "count": len(answers),
        "proposed": sum(column.proposed for column in columns),
        "themes": named,
        "make": form,
        "form": form if form.is_bound else None,
        "ticked": ticked,
    }


def _column(theme: Theme | None, answers: Sequence[Submission]) -> Column:
    within = [each for each in answers if each.theme_id == (theme.pk if theme else None)]
    return Column(theme, within, len({each.authority_id for each in within if each.authority_id}))


def _do(request: HttpRequest, call: Call, do: str) -> str:
    """Do what the button said; in a sentence what was done."""
    by, sent = user_of(request), request.POST
    action, _, pk = do.partition("-")
    match action:
        case "propose" | "afresh":
            found = theming.apply_proposal(call, by=by, afresh=action == "afresh")
            return _proposed(found.groups, found.joins, found.alone)
        case "move":
            target = (
                _theme(call, sent.get("to")) if sent.get("to") not in ("", "none", None) else None
            )
            if not sent.get("to"):
                raise CannotBeDone("Choose where to move them.")
            moved = theming.place(call, _ticked(sent), target, by=by, seen=_ticked(sent))
            return (
                f"{_answers(moved)} moved to “{target}”."
                if target
                else f"{_answers(moved)} taken out."
            )
        case "split":
            theme = theming.split_off(
                call, _ticked(sent), sent.get("split_name", ""), by=by, seen=_ticked(sent)
            )
            return f"“{theme}” is made of what you ticked."
        case "make":
            theme = theming.make(call, sent.get("name", ""), about=sent.get("about", ""), by=by)
            return f"“{theme}” is made. Move answers into it, or let them be proposed."
        case _:
            return _with_one(call, action, _theme(call, pk), sent, by)


def _with_one(call: Call, action: str, theme: Theme, sent: QueryDict, by: User) -> str:
    match action:
        case "keep":
            within = dict.fromkeys(theme.submissions.values_list("pk", flat=True), theme.pk)
            kept = theming.place(call, within, theme, by=by)
            return f"{_answers(kept)} kept in “{theme}”."
        case "rename":
            was = theme.name
            name, about = sent.get(f"name-{theme.pk}", ""), sent.get(f"about-{theme.pk}", "")
            theme = theming.rename(
                theme, name, about=about, by=by, seen=sent.get(f"seen-{theme.pk}", "")
            )
            return f"“{was}” is “{theme}” now."
        case "merge":
            into = theming.merge(theme, into=_theme(call, sent.get(f"into-{theme.pk}")), by=by)
            return f"All of “{theme}” is in “{into}” now."
        case "up" | "down":
            theming.step(theme, up=action == "up", by=by)
            return f"“{theme}” is moved {action}."
        case "remove":
            theming.remove(theme, by=by)
            return f"“{theme}” is taken away."
    raise CannotBeDone("Choose what is to be done.")


def _theme(call: Call, pk: str | None) -> Theme:
    found = call.themes.filter(pk=number_of(pk)).first()
    if found is None:
        raise CannotBeDone("Choose a theme that is there.")
    return found


def _ticked(sent: QueryDict) -> dict[int, int]:
    """What was ticked, each with the theme that it had on the page (0 for none)."""
    pairs = [value.partition("-") for value in sent.getlist("answer")]
    return {number_of(pk): number_of(theme) for pk, _, theme in pairs if number_of(pk)}


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _proposed(groups: Sequence[object], joins: object, alone: Sequence[object]) -> str:
    joined = sum(len(rows) for rows in joins.values()) if isinstance(joins, dict) else 0
    return (
        f"{len(groups)} theme{'' if len(groups) == 1 else 's'} proposed; {_answers(joined)} joined one that "
        f"was there; {_answers(len(alone))} on their own. Nothing that somebody put by hand was moved."
    )


# As a job --------------------------------------------------------------------------------------


def _in_background(call: Call, *, by: User, afresh: bool) -> str:
    back = reverse("themes", args=[call.slug])
    work = enqueue(propose_themes, call.pk, by.pk, int(afresh), by=by, unique=True, return_to=back)
    return work.get_absolute_url()


@job(title="Propose themes")
def propose_themes(progress: Progress, call_id: int, by_id: int, afresh: int) -> str:
    """Propose themes for the answers to a call. Done twice, it moves nothing that it put."""
    call = get_object_or_404(Call, pk=call_id)
    progress.tell(0, compared(call).count(), "comparing the answers")
    by = User.objects.filter(pk=by_id).first()
    found = theming.apply_proposal(call, by=by, afresh=bool(afresh))
    return _proposed(found.groups, found.joins, found.alone)
