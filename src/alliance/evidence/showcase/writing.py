"""A case drafted from a submission, added without one, and changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from alliance.audit.trail import record, snapshot
from alliance.directory.models import Authority
from alliance.library.documents.refusal import FileRefused

from ..models import (
    Case,
    CaseCheck,
    Consent,
    Decision,
    Enclosure,
    ServiceSection,
    Showcase,
    Submission,
    SubmissionState,
    Theme,
)
from ..refusal import CannotBeDone
from ..taking.rows import definition_of, sent_of
from .drafting import drafted
from .ending import take_off
from .making import free_slug
from .pictures import draw
from .rows import (
    TEXTS,
    destroy_files,
    locked_case,
    locked_showcase,
    names_to_keep_out,
    put_figures,
    wording_of,
)
from .wording import PARTS, names_found, says_the_same

MAY_BE_SHOWN = (Consent.NAMED, Consent.UNNAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A consent that somebody gave otherwise than with their submission."""

    consent: str
    how: str
    """How, by whom and when: “By telephone, Ana Lee, 3 March 2021”."""


@transaction.atomic
def draft_case(
    submission: Submission,
    showcase: Showcase,
    *,
    by: AbstractBaseUser | None,
    consent: Given | None = None,
) -> Case:
    """Draft a page of what was submitted, in its own words, for somebody to write anew.

    Args:
        consent: as it was given since, where the submission does not say it.

    Raises:
        CannotBeDone: it is not to be shown, or its owner has not agreed to be published.
    """
    showcase = locked_showcase(showcase)
    _refuse_unless_chosen(submission, showcase)
    agreed = consent or _consent_of(submission)
    is_named = agreed.consent == Consent.NAMED
    authority = submission.authority if is_named else None
    texts = drafted(
        definition_of(submission.call, with_retired=True),
        sent_of(submission),
        is_named=is_named,
        authority=authority.name if authority else "",
    ).as_fields()
    case = _make(
        showcase,
        by=by,
        submission=submission,
        consent=agreed.consent,
        consent_how=agreed.how,
        is_named=is_named,
        owner_name=submission.name,
        owner_email=submission.email,
        theme=submission.theme,
        **texts,
    )
    if submission.section:
        case.sections.add(submission.section)
    if authority:
        case.authorities.add(authority)
    record(by=by, verb="drafted", thing=case, after=snapshot(case), reason=agreed.how)
    return case


@transaction.atomic
def add_case(
    showcase: Showcase,
    *,
    title: str,
    consent: Given,
    owner_name: str,
    owner_email: str,
    by: AbstractBaseUser,
) -> Case:
    """Begin a page of practice that nobody submitted; how its owner agreed is told at once.

    Raises:
        CannotBeDone: the showcase was withdrawn.
    """
    showcase = locked_showcase(showcase)
    _refuse_withdrawn(showcase)
    case = _make(
        showcase,
        by=by,
        title=title,
        consent=consent.consent,
        consent_how=consent.how,
        is_named=consent.consent == Consent.NAMED,
        owner_name=owner_name,
        owner_email=owner_email,
    )
    record(by=by, verb="added", thing=case, after=snapshot(case), reason=consent.how)
    return case


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A case as an editor has written it."""

    texts: Mapping[str, str]
    """By the names of `rows.TEXTS`."""
    figures: Sequence[Mapping[str, Any]] = ()
    theme: Theme | None = None
    sections: Sequence[ServiceSection] = ()
    authorities: Sequence[Authority] = ()


@transaction.atomic
def change_case(case: Case, written: Written, *, by: AbstractBaseUser, version: int) -> Case:
    """Keep what was written. What its owner agreed to goes back to them if it reads otherwise.

    Raises:
        CannotBeDone: somebody changed it since `version`; it names somebody who did not agree to
            be named; or it was withdrawn.
    """
    case = locked_case(case, version=version)
    _refuse_if_over(case)
    before, was = snapshot(case), wording_of(case)
    for name in TEXTS:
        setattr(case, name, written.texts.get(name, ""))
    case.theme = written.theme
    if not case.is_named:
        case.whose = case.contact = ""
    case.sections.set(written.sections)
    case.authorities.set(written.authorities if case.is_named else [])
    put_figures(case, [dict(figure) for figure in written.figures])
    _refuse_names(case)
    _close(case, was, by=by)
    record(by=by, verb="changed", thing=case, before=before, after=snapshot(case))
    return case


@transaction.atomic
def choose_picture(
    case: Case,
    file: IO[bytes],
    *,
    says: str,
    names_nobody: bool,
    by: AbstractBaseUser,
    version: int,
    enclosure: Enclosure | None = None,
) -> Case:
    """Give a case a picture. Readers get copies without what the camera wrote into it.

    Args:
        says: what it shows.
        names_nobody: somebody looked that it gives nobody away.
        enclosure: where it came from, if it came with the submission.

    Raises:
        CannotBeDone: nobody said what it shows or, where nobody may be named, that it names nobody;
            or it cannot be read.
    """
    case = locked_case(case, version=version)
    _refuse_if_over(case)
    if not says:
        raise CannotBeDone("Say what the picture shows, for people who do not see it.")
    if not case.is_named and not names_nobody:
        raise CannotBeDone(
            "They agreed to be published without their name: look at the picture, and tick that it "
            "gives nobody away."
        )
    was = wording_of(case)
    _drop_picture(case)
    _put_picture(case, file)
    case.picture, case.picture_says, case.picture_names_nobody = enclosure, says, names_nobody
    _refuse_names(case)
    _close(case, was, by=by)
    record(by=by, verb="chose the picture of", thing=case)
    return case


@transaction.atomic
def take_picture_off(case: Case, *, by: AbstractBaseUser) -> Case:
    """Leave a case without a picture."""
    case = locked_case(case)
    _refuse_if_over(case)
    was = wording_of(case)
    _drop_picture(case)
    _close(case, was, by=by)
    record(by=by, verb="took the picture off", thing=case)
    return case


def _drop_picture(case: Case) -> None:
    destroy_files(case.picture_file, case.picture_small)
    case.picture, case.picture_says, case.picture_names_nobody = None, "", False
    case.picture_file = case.picture_small = ""
    case.picture_width = case.picture_height = None


def _put_picture(case: Case, file: IO[bytes]) -> None:
    try:
        drawn = draw(file)
    except FileRefused as refusal:
        raise CannotBeDone(str(refusal)) from None
    name = uuid.uuid4().hex
    case.picture_file.save(f"{name}.jpg", ContentFile(drawn.large), save=False)
    case.picture_small.save(f"{name}-small.jpg", ContentFile(drawn.small), save=False)
    case.picture_width, case.picture_height = drawn.width, drawn.height


def _close(case: Case, was: Mapping[str, str], *, by: AbstractBaseUser) -> None:
    """Save it; an agreement to other words holds no more, nor does a question about them."""
    if not says_the_same(was, wording_of(case)):
        case.checks.filter(said="").update(said=CaseCheck.Said.OVERTAKEN, said_at=timezone.now())
        take_off(case)
        case.state = Case.State.DRAFT
        case.agreed_at, case.agreed_how = None, ""
    case.changed_at, case.changed_by_id = timezone.now(), by.pk
    case.version += 1
    case.save()


def _make(showcase: Showcase, *, by: AbstractBaseUser | None, title: str, **fields: Any) -> Case:
    taken = set(Case.objects.filter(showcase=showcase).values_list("slug", flat=True))
    return Case.objects.create(
        showcase=showcase,
        title=title,
        slug=free_slug(title, taken, "case"),
        position=len(taken) + 1,
        changed_by_id=by.pk if by else None,
        **fields,
    )


def _consent_of(submission: Submission) -> Given:
    if submission.consent not in MAY_BE_SHOWN or submission.consent_at is None:
        said = "has not said that it may be published"
        if submission.consent == Consent.NO:
            said = "said that it may not be published"
        raise CannotBeDone(
            f"Whoever sent {submission} {said}. Ask them, and record here how and by whom they agreed."
        )
    on = timezone.localdate(submission.consent_at)
    return Given(consent=submission.consent, how=f"With {submission}, on {on:%-d %B %Y}")


def _refuse_unless_chosen(submission: Submission, showcase: Showcase) -> None:
    _refuse_withdrawn(showcase)
    if submission.state != SubmissionState.SENT or submission.erased_at:
        raise CannotBeDone(f"{submission} was withdrawn or is not let in: it cannot be shown.")
    chosen = submission.decisions.filter(is_current=True, outcome=Decision.Outcome.SHOWCASE)
    if not chosen.exists():
        raise CannotBeDone(f"It was not decided that {submission} comes into the showcase.")
    if Case.objects.filter(submission=submission).exists():
        raise CannotBeDone(f"There is a page of {submission} already.")


def _refuse_withdrawn(showcase: Showcase) -> None:
    if showcase.state == Showcase.State.WITHDRAWN:
        raise CannotBeDone("This showcase was withdrawn: nothing is added to it any more.")


def _refuse_if_over(case: Case) -> None:
    if case.state == Case.State.WITHDRAWN:
        raise CannotBeDone("This page was withdrawn: it is changed no more.")


def _refuse_names(case: Case) -> None:
    """Whoever agreed without their name is named nowhere in it."""
    if case.is_named:
        return
    found = names_found(wording_of(case), names_to_keep_out(case))
    if found:
        part, name = found[0]
        raise CannotBeDone(
            f"“{name}” stands under “{PARTS[part]}”, and they agreed to be published without their "
            "name. Take it out there."
        )
