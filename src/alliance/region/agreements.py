"""Puts the sample’s two agreements into the database, through the doors that real ones come in by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction

from alliance.directory.models import Authority, Person, Role, RoleKind
from alliance.library.agreements.protocols import record_standing
from alliance.library.agreements.signing import record_paper
from alliance.library.models import (
    Agreement,
    AgreementKind,
    AgreementReview,
    AgreementVersion,
    CappedRole,
    PayCap,
    Protocol,
    Standing,
    VersionState,
)
from alliance.search.registry import together

from . import memoranda as says
from .paper import pdf_of

LATE_TO_SIGN = {"Hampshire", "Slough", "Oxfordshire", "Isle of Wight"}
"""Whose director has not signed the newest version; Hampshire’s has an account to do it with."""
NOT_SIGNED_AT_ALL = {"Slough"}
LEFT = {"Surrey": "has its own scheme", "Wokingham": "fills its posts without agencies"}
PLEDGED_ONLY = {"Milton Keynes"}
EXCEPTED = {
    "Isle of Wight": (7, "Pays up to 5% more than the cap for posts that need a ferry each day."),
    "Slough": (10, "Hires newly qualified workers until its academy opens."),
}


def load_agreements(day: dt.date) -> int:
    """Make the agreements that are not there, as of a day; returns how many were made."""
    made = 0
    for slug, load in (
        ("memorandum-of-understanding", _understanding),
        ("memorandum-of-co-operation", _co_operation),
    ):
        if not Agreement.objects.filter(slug=slug).exists():
            with transaction.atomic(), together():
                load(slug, day)
            made += 1
    return made


def _april(day: dt.date, *, ago: int = 0) -> dt.date:
    """The first day of the financial year that a day is in, or of one so many years before."""
    return dt.date(day.year - (day.month < 4) - ago, 4, 1)


def _authorities() -> list[Authority]:
    return list(Authority.objects.filter(is_member=True))


# By signature ----------------------------------------------------------------------------------


def _understanding(slug: str, day: dt.date) -> None:
    agreement = Agreement.objects.create(
        slug=slug, kind=AgreementKind.MOU, title=says.MOU_TITLE, summary=says.MOU_SUMMARY
    )
    signers = _signers()
    for ago, changes in zip((2, 1, 0), says.MOU_CHANGES, strict=True):
        starts_on = _april(day, ago=ago)
        version = _version(
            agreement,
            starts_on,
            dt.date(starts_on.year + 1, 3, 31),
            changes,
            pdf_of(
                f"{says.MOU_TITLE} {starts_on.year}", [*says.MOU_TEXT, f"What changed. {changes}"]
            ),
        )
        for place, authority in enumerate(_authorities()):
            for role in agreement.signatories:
                if ago or _has_signed(authority.name, role):
                    name, person = signers[authority.name, role]
                    record_paper(
                        by=None,
                        version=version,
                        authority=authority,
                        role=role,
                        on=min(day, starts_on - dt.timedelta(days=3 + place)),
                        name=name,
                        person=person,
                    )
    _reviews(agreement, _april(day), outcome="Sections 4 and 5 were made plainer; all agreed.")


def _has_signed(authority: str, role: RoleKind) -> bool:
    if authority in NOT_SIGNED_AT_ALL:
        return False
    return role is not RoleKind.DCS or authority not in LATE_TO_SIGN


def _signers() -> dict[tuple[str, RoleKind], tuple[str, Person | None]]:
    """Who signs for each authority: those in the directory, and made-up names for the others."""
    known = {
        (role.authority.name, RoleKind(role.kind)): role.person
        for role in Role.objects.filter(authority__isnull=False).select_related(
            "person", "authority"
        )
        if role.authority
    }
    signers: dict[tuple[str, RoleKind], tuple[str, Person | None]] = {}
    for place, authority in enumerate(_authorities()):
        for turn, role in enumerate((RoleKind.DCS, RoleKind.CHIEF_EXECUTIVE, RoleKind.LEAD_MEMBER)):
            person = known.get((authority.name, role))
            given = says.GIVEN[(place * 5 + turn * 7) % len(says.GIVEN)]
            family = says.FAMILY[(place * 3 + turn * 11) % len(says.FAMILY)]
            title = "Councillor " if role is RoleKind.LEAD_MEMBER else ""
            signers[authority.name, role] = (
                person.name if person else f"{title}{given} {family}",
                person,
            )
    return signers


# By protocol -----------------------------------------------------------------------------------


def _co_operation(slug: str, day: dt.date) -> None:
    """Six protocols five years ago, six more when it was started anew, the last still to begin."""
    agreement = Agreement.objects.create(
        slug=slug,
        kind=AgreementKind.MOC,
        title=says.MOC_TITLE,
        summary=says.MOC_SUMMARY,
    )
    begun, anew, coming = _april(day, ago=5), _april(day, ago=1), _april(day, ago=-1)
    for number, starts_on in enumerate((begun, anew), 1):
        _version(
            agreement,
            starts_on,
            None,
            "The first version."
            if number == 1
            else "Seven protocols were added, pay caps among them.",
            pdf_of(f"{says.MOC_TITLE} {starts_on.year}", says.MOC_TEXT),
        )
    protocols = [
        Protocol.objects.create(
            agreement=agreement,
            number=number,
            title=title,
            text=text,
            effective_from=begun
            if number <= says.FIRST_PROTOCOLS
            else (coming if number == len(says.PROTOCOLS) else anew),
            order=number,
            reviewed_on=_april(day) if number < len(says.PROTOCOLS) else None,
        )
        for number, (title, text) in enumerate(says.PROTOCOLS, 1)
    ]
    _standings(agreement, protocols, begun, anew, coming, day)
    _caps(agreement, anew, day)
    _reviews(
        agreement, _april(day), outcome="Caps were raised; the new version went to the directors."
    )


def _standings(
    agreement: Agreement,
    protocols: Sequence[Protocol],
    begun: dt.date,
    anew: dt.date,
    coming: dt.date,
    day: dt.date,
) -> None:
    places = {authority.name: authority for authority in _authorities()}
    everyone, first = list(places.values()), protocols[: says.FIRST_PROTOCOLS]
    later = protocols[says.FIRST_PROTOCOLS : -1]

    def say(
        names: Sequence[Authority],
        which: Sequence[Protocol],
        state: Standing,
        on: dt.date,
        why: str,
        exception: str = "",
    ) -> None:
        record_standing(
            by=None,
            agreement=agreement,
            authorities=names,
            protocols=which,
            state=state,
            on=on,
            why=why,
            exception=exception,
        )

    signing_day = anew - dt.timedelta(days=49)
    say(everyone, first, Standing.PLEDGED, begun - dt.timedelta(days=60), "Meeting of directors")
    say(everyone, first, Standing.LIVE, begun, "First day of the memorandum")
    staying = [place for name, place in places.items() if name not in LEFT]
    for years, (name, why) in enumerate(LEFT.items(), 2):
        if name in places:
            left_on = _april(day, ago=years) + dt.timedelta(days=91)
            say([places[name]], first, Standing.LEFT, left_on, f"Letter of its director: it {why}.")
    say(staying, later, Standing.PLEDGED, signing_day, "Signing day")
    live = [place for place in staying if place.name not in PLEDGED_ONLY]
    say(live, later, Standing.LIVE, anew, "First day of the new version")
    say(staying[: len(staying) // 2], protocols[-1:], Standing.PLEDGED, _april(day), "Workshop")
    for name, (number, text) in EXCEPTED.items():
        if name in places:
            say(
                [places[name]],
                [protocols[number - 1]],
                Standing.EXCEPTION,
                anew + dt.timedelta(days=61),
                "Agreed by the directors for two years",
                text,
            )


def _caps(agreement: Agreement, anew: dt.date, day: dt.date) -> None:
    now = _april(day)
    for order, (name, definition, before, after) in enumerate(says.CAPS, 1):
        role = CappedRole.objects.create(
            agreement=agreement, name=name, definition=definition, order=order
        )
        if anew < now:
            PayCap.objects.create(
                role=role,
                amount=Decimal(before),
                starts_on=anew,
                ends_on=now - dt.timedelta(days=1),
            )
        PayCap.objects.create(
            role=role,
            amount=Decimal(after),
            starts_on=now,
            ends_on=dt.date(now.year + 1, 3, 31),
        )


# Both ------------------------------------------------------------------------------------------


def _version(
    agreement: Agreement, starts_on: dt.date, ends_on: dt.date | None, changes: str, pdf: bytes
) -> AgreementVersion:
    return AgreementVersion.objects.create(
        agreement=agreement,
        label=str(starts_on.year),
        state=VersionState.PUBLISHED,
        starts_on=starts_on,
        ends_on=ends_on,
        changes=changes,
        file=ContentFile(pdf, name=f"{agreement.slug}.pdf"),
    )


def _reviews(agreement: Agreement, april: dt.date, outcome: str) -> None:
    """Last year’s, done; this year’s, due."""
    due = april.replace(month=1)
    AgreementReview.objects.create(
        agreement=agreement,
        due_on=due,
        done_on=due - dt.timedelta(days=6),
        outcome=outcome,
    )
    AgreementReview.objects.create(agreement=agreement, due_on=due.replace(year=due.year + 1))
