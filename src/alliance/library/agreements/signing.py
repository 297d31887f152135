"""Signing, and how a signature ends. Each is a line of the book, with its event in the trail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format

from alliance.audit.trail import record, snapshot
from alliance.directory.deeds import may_sign_as
from alliance.directory.models import Authority, Person, Role, RoleKind, User
from alliance.directory.viewer import Viewer, viewer_of
from alliance.library.models import (
    Act,
    Agreement,
    AgreementVersion,
    SignatureEntry,
    VersionState,
    Way,
)
from alliance.library.models.agreement import fingerprint
from alliance.library.models.agreement_signatures import MOST_TURNS

from .facts import facts_of, parties_of


class CannotBeDone(Exception):
    """A change that does not fit what is on record; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature goes: a role of an authority."""

    authority: Authority
    role: RoleKind


def version_to_sign(agreement: Agreement) -> AgreementVersion | None:
    """The version that is signed now: the latest published, in force already or not."""
    return (
        AgreementVersion.objects.filter(agreement=agreement, state=VersionState.PUBLISHED)
        .select_related("agreement")
        .order_by("-starts_on")
        .first()
    )


def why_not_here(version: AgreementVersion) -> str:
    """Why nobody can sign a version on the site, in a sentence; empty if they can."""
    today = timezone.localdate()
    if version.agreement.is_by_protocol:
        return "This agreement is not signed: each authority agrees to it protocol by protocol."
    if version.agreement.is_over(today) or (version.ends_on and version.ends_on < today):
        return "Its term is over, so nobody signs it any more."
    if not version.file:
        return (
            "The document stands elsewhere, where it may change after it was signed. "
            "It is signed on paper, and the programme records that."
        )
    return ""


def places_of(agreement: Agreement, viewer: Viewer) -> Sequence[Place]:
    """Where a viewer signs: in each role they hold today, and in nobody else's."""
    facts = facts_of([agreement])
    return [
        Place(authority, role)
        for authority in parties_of([agreement], facts)[agreement.pk]
        for role in may_sign_as(viewer, authority.pk)
        if role in agreement.signatories
    ]


@transaction.atomic
def sign(
    *, by: User, version: AgreementVersion, authority: Authority, role: RoleKind, sha256: str
) -> SignatureEntry:
    """Sign in one's own role, what one has seen.

    Args:
        sha256: the fingerprint that the signer was shown.

    Raises:
        PermissionDenied: the signer does not hold that role there today.
        CannotBeDone: a newer version came, the document is another, or it is signed already.
    """
    viewer = viewer_of(by)
    if role not in may_sign_as(viewer, authority.pk):
        raise PermissionDenied(f"Only the {role.label.lower()} of {authority} signs here.")
    version = _locked(version)
    latest = version_to_sign(version.agreement)
    if latest is None or latest.pk != version.pk:
        raise CannotBeDone("A newer version has been published since. Read that one and sign it.")
    if reason := why_not_here(version):
        raise CannotBeDone(reason)
    if Place(authority, role) not in places_of(version.agreement, viewer):
        raise CannotBeDone(f"{authority} is not a party to this agreement.")
    if not (sha256 == version.sha256 == _sha256_now(version)):
        raise CannotBeDone(
            "The document is not the one that you were shown. Nothing has been signed. Load the page "
            "again and read the document; if this comes back, tell the programme."
        )
    return _write(
        version=version,
        authority=authority,
        role=role,
        act=Act.SIGNED,
        way=Way.SITE,
        on=timezone.localdate(),
        person=by.person,
        name=str(by.person),
        standing=standing_of(by.person, authority, role),
        sha256=sha256,
        by=by,
    )


@transaction.atomic
def record_paper(
    *,
    by: User | None,
    version: AgreementVersion,
    authority: Authority,
    role: RoleKind,
    on: dt.date,
    name: str,
    person: Person | None = None,
    scan: File[bytes] | None = None,
    note: str = "",
) -> SignatureEntry:
    """Write down a signature that was given on paper; `by` is who of the programme did.

    Raises:
        CannotBeDone: the day is still to come, or it is signed already.
    """
    version = _locked(version)
    if on > timezone.localdate():
        raise CannotBeDone("A signature on paper cannot be of a day that is still to come.")
    if role not in version.agreement.signatories:
        raise CannotBeDone(why_not_here(version) or f"The {role.label.lower()} does not sign this.")
    return _write(
        version=version,
        authority=authority,
        role=role,
        act=Act.SIGNED,
        way=Way.PAPER,
        on=on,
        person=person,
        name=name,
        standing=f"{role.label}, {authority}",
        sha256=version.sha256,
        by=by,
        scan=scan,
        why=note,
    )


@transaction.atomic
def withdraw(*, by: User, entry: SignatureEntry, on: dt.date, why: str) -> SignatureEntry:
    """End a signature from a day on: its role's holder of today, or the programme for them.

    Raises:
        PermissionDenied: it is neither.
        CannotBeDone: it has ended already, or not on that day.
    """
    viewer = viewer_of(by)
    is_holder = RoleKind(entry.role) in may_sign_as(viewer, entry.authority_id)
    if not (is_holder or viewer.is_programme):
        raise PermissionDenied("A signature is withdrawn by who holds that role, or the programme.")
    if on > timezone.localdate():
        raise CannotBeDone("Give today or an earlier day.")
    if on != timezone.localdate() and not viewer.is_programme:
        raise CannotBeDone("You withdraw from today. For another day, write to the programme.")
    return _end(
        by=by,
        entry=entry,
        act=Act.WITHDREW,
        way=Way.SITE if is_holder else Way.PAPER,
        on=on,
        why=why,
    )


@transaction.atomic
def strike_out(*, by: User, entry: SignatureEntry, why: str) -> SignatureEntry:
    """Say that a signature was recorded in error: it never counted. For the programme.

    Raises:
        PermissionDenied: somebody else tries.
        CannotBeDone: it has ended already, or was given on the site, by the signer's own hand.
    """
    if not viewer_of(by).is_programme:
        raise PermissionDenied("Only the programme strikes out what it recorded.")
    if entry.way == Way.SITE:
        raise CannotBeDone("It was given on the site. Its signer can withdraw it.")
    return _end(by=by, entry=entry, act=Act.STRUCK_OUT, way=Way.PAPER, on=entry.on, why=why)


def standing_of(person: Person | None, authority: Authority, role: RoleKind) -> str:
    """In what right somebody signs today, in words that stay when the role is gone."""
    post = (
        Role.objects.current()
        .filter(person=person, authority=authority, kind=role)
        .order_by("starts_on")
        .first()
    )
    title = post.title if post and post.title else role.label
    if post and post.starts_on:
        return f"{title}, {authority}, in office since {date_format(post.starts_on, 'j F Y')}"
    return f"{title}, {authority}"


def _end(
    *, by: User, entry: SignatureEntry, act: Act, way: Way, on: dt.date, why: str
) -> SignatureEntry:
    version = _locked(entry.version)
    if on < entry.on:
        raise CannotBeDone(
            f"It was signed on {date_format(entry.on, 'j F Y')}; it cannot end before that day."
        )
    return _write(
        version=version,
        authority=entry.authority,
        role=RoleKind(entry.role),
        act=act,
        way=way,
        on=on,
        person=by.person if way is Way.SITE else entry.person,
        name=str(by.person) if way is Way.SITE else entry.name,
        standing=(
            standing_of(by.person, entry.authority, RoleKind(entry.role))
            if way is Way.SITE
            else entry.standing
        ),
        sha256=entry.sha256,
        by=by,
        why=why,
        follows=entry,
    )


VERBS = {
    Act.SIGNED: "signed",
    Act.WITHDREW: "withdrew the signature under",
    Act.STRUCK_OUT: "struck out the signature under",
}


def _write(
    *,
    version: AgreementVersion,
    authority: Authority,
    role: RoleKind,
    act: Act,
    way: Way,
    on: dt.date,
    person: Person | None,
    name: str,
    standing: str,
    sha256: str,
    by: User | None,
    scan: File[bytes] | None = None,
    why: str = "",
    follows: SignatureEntry | None = None,
) -> SignatureEntry:
    """Add the next line of a role, if the lines before it allow it."""
    lines = SignatureEntry.objects.filter(version=version, authority=authority, role=role)
    last = lines.order_by("turn").last()
    turn = last.turn + 1 if last else 1
    if (act is Act.SIGNED) == (turn % 2 == 0):
        raise CannotBeDone(_already(last))
    if follows and last and last.pk != follows.pk:
        raise CannotBeDone(_already(last))
    if last and on < last.on:
        raise CannotBeDone(
            f"The last entry is of {date_format(last.on, 'j F Y')}; the next cannot be earlier."
        )
    if turn > MOST_TURNS:
        raise CannotBeDone("This has been signed and withdrawn too often to go on.")
    entry = SignatureEntry(
        version=version,
        authority=authority,
        role=role,
        turn=turn,
        act=act,
        way=way,
        on=on,
        person=person,
        name=name,
        standing=standing[:300],
        sha256=sha256,
        why=why,
        written_by=by,
    )
    if scan is not None:
        entry.scan.save(scan.name or "scan.pdf", scan, save=False)
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as conflict:
        raise CannotBeDone("Somebody else has just signed here. Load the page again.") from conflict
    record(
        by=by,
        verb=VERBS[act] if way is Way.SITE or act is not Act.SIGNED else "recorded on paper",
        thing=entry,
        after=snapshot(entry),
        reason=why,
        acting_for=str(authority),
    )
    return entry


def _already(last: SignatureEntry | None) -> str:
    if last is None:
        return "There is no signature here."
    day = date_format(last.on, "j F Y")
    if last.act == Act.SIGNED:
        return f"This is signed already, by {last.name or 'its signer'} on {day}."
    return f"This signature ended on {day} already."


def _locked(version: AgreementVersion) -> AgreementVersion:
    """Held until the end of the transaction, so that two who sign at once come one by one."""
    held: AgreementVersion = (
        AgreementVersion.objects.select_for_update(of=("self",))
        .select_related("agreement")
        .get(pk=version.pk)
    )
    return held


def _sha256_now(version: AgreementVersion) -> str:
    """Of the file as it lies there, not as it was when it came in."""
    try:
        with version.file.open("rb") as file:
            return fingerprint(file)
    except OSError:
        return ""
