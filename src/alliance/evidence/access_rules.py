"""Who may see what of calls, their answers, the panel and the showcase.

Calls are for everybody once they are published; what was answered is for the programme and for whoever
gave it. The panel never reads a `Submission` as it is, but what `panel/seen.py` makes of it. Cases are
public when their showcase is launched.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from alliance.directory import access

from .models import (
    SHOWN,
    AlsoDoing,
    Announcement,
    Answer,
    Apart,
    Assessment,
    Assignment,
    Call,
    Case,
    CaseCheck,
    CaseFigure,
    Criterion,
    Decision,
    Enclosure,
    Export,
    Extension,
    FollowUp,
    FormReading,
    Heading,
    InHand,
    Interest,
    Panel,
    Panellist,
    Phase,
    Remark,
    Reply,
    RequestForMore,
    RingBack,
    Score,
    ServiceSection,
    Showcase,
    SimilarWork,
    Submission,
    Theme,
    WordForm,
    Wording,
)

FOR_THE_PROGRAMME = (
    Announcement, CaseCheck, Decision, InHand, Remark, Reply, RingBack, Score, WordForm, Wording,
)  # fmt: skip
OF_TRIAGE = (Apart, Export, RequestForMore)
OF_A_CALL = (Extension, Heading, SimilarWork)


def register() -> None:
    access.register(ServiceSection, lambda viewer: access.EVERYTHING)
    access.register(Call, calls)
    for of_a_call in OF_A_CALL:
        access.register(of_a_call, lambda viewer: Q(call__in=Call.objects.filter(calls(viewer))))
    access.register(Submission, submissions)
    for of_a_submission in (Answer, Enclosure, FormReading):
        access.register(
            of_a_submission,
            lambda viewer: Q(submission__in=Submission.objects.filter(submissions(viewer))),
        )
    for theirs in (*FOR_THE_PROGRAMME, *OF_TRIAGE):
        access.register(theirs, _programme)
    access.register(Panellist, _panellists)
    access.register(Interest, lambda viewer: _own(viewer, "panellist__"))
    access.register(Assignment, lambda viewer: _own(viewer, "panellist__"))
    access.register(Assessment, lambda viewer: _own(viewer, "assignment__panellist__"))
    access.register(Panel, lambda viewer: _sat_on(viewer, "pk"))
    access.register(Phase, lambda viewer: _sat_on(viewer, "panel"))
    access.register(Criterion, lambda viewer: _sat_on(viewer, "panel"))
    access.register(Showcase, showcases)
    access.register(Case, cases)
    access.register(CaseFigure, lambda viewer: Q(case__in=Case.objects.filter(cases(viewer))))
    access.register(Theme, themes)
    access.register(AlsoDoing, lambda viewer: _of_cases(viewer, Q(state="shown")))
    access.register(FollowUp, lambda viewer: _of_cases(viewer, Q(is_shown=True)))


def calls(viewer: access.Viewer) -> Q:
    """Everybody sees those that were published and have opened, or will; the programme all."""
    return access.EVERYTHING if viewer.is_programme else Q(state__in=SHOWN)


def submissions(viewer: access.Viewer) -> Q:
    """The programme, and the account that gave it. Drafts are their writer's alone; what came by
    mail is the programme's."""
    if viewer.is_programme:
        of_theirs = Q(entered_by__isnull=False) | Q(way="email")
        return ~Q(state="draft") | of_theirs | Q(by=viewer.user_id)
    return Q(by=viewer.user_id) if viewer.is_signed_in else access.NOTHING


def showcases(viewer: access.Viewer) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    open_now = Q(embargo_until__isnull=True) | Q(embargo_until__lte=timezone.now())
    return Q(state="launched") & open_now


def cases(viewer: access.Viewer) -> Q:
    """Those of a launched showcase that were agreed to."""
    if viewer.is_programme:
        return access.EVERYTHING
    return Q(state="agreed", showcase__in=Showcase.objects.filter(showcases(viewer)))


def themes(viewer: access.Viewer) -> Q:
    """Those under which a case stands that they may read; the programme all."""
    if viewer.is_programme:
        return access.EVERYTHING
    shown = Case.objects.filter(cases(viewer), theme__isnull=False)
    return Q(pk__in=shown.values("theme"))


def _of_cases(viewer: access.Viewer, shown: Q) -> Q:
    """What is said of a case that they may read, as far as it is shown; the programme all."""
    if viewer.is_programme:
        return access.EVERYTHING
    return shown & Q(case__in=Case.objects.filter(cases(viewer)))


def _programme(viewer: access.Viewer) -> Q:
    return access.EVERYTHING if viewer.is_programme else access.NOTHING


SITTING = ("asked", "sits")
"""Of the panel's members: those who left or declined see nothing of it any more."""


def _panellists(viewer: access.Viewer) -> Q:
    """Those who sit on one's own panels."""
    return _sat_on(viewer, "panel")


def _own(viewer: access.Viewer, prefix: str) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    if not viewer.person_id:
        return access.NOTHING
    return Q(**{f"{prefix}person": viewer.person_id, f"{prefix}state__in": SITTING})


def _sat_on(viewer: access.Viewer, panel: str) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    if not viewer.person_id:
        return access.NOTHING
    sits = Panellist.objects.filter(person=viewer.person_id, state__in=SITTING)
    return Q(**{f"{panel}__in": sits.values("panel")})
