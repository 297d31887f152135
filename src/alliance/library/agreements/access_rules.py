"""Who may see what of an agreement: its own answer for each kind of fact."""

from __future__ import annotations

from django.db.models import Q

from alliance.directory import access
from alliance.directory.models import Visibility
from alliance.library.models import (
    Agreement,
    AgreementReview,
    AgreementVersion,
    CappedRole,
    PayCap,
    Protocol,
    ProtocolStanding,
    SignatureEntry,
    StandingException,
    VersionState,
)


def register() -> None:
    access.register(Agreement, _by("", "text"))
    access.register(AgreementVersion, _versions)
    access.register(AgreementReview, _by("agreement", "text"))
    access.register(Protocol, _by("agreement", "text"))
    access.register(SignatureEntry, _signatures)
    access.register(ProtocolStanding, _by("protocol__agreement", "standings"))
    access.register(StandingException, _exceptions)
    access.register(CappedRole, _by("agreement", "caps"))
    access.register(PayCap, _by("role__agreement", "caps"))


def shows(agreement: Agreement, kind: str, viewer: access.Viewer) -> bool:
    """Whether a viewer sees facts of this kind at all; the rows themselves go through `visible`."""
    answer = getattr(agreement, f"{kind}_visibility")
    return viewer.is_programme or (
        agreement.text_visibility in _levels(viewer) and answer in _levels(viewer)
    )


def _levels(viewer: access.Viewer) -> list[Visibility]:
    return [Visibility.PUBLIC, *([Visibility.MEMBERS] if viewer.is_signed_in else [])]


def _allows(viewer: access.Viewer, path: str, *kinds: str) -> Q:
    """That the agreement at the end of a path lets these kinds of fact be seen, and itself."""
    prefix = f"{path}__" if path else ""
    fields = {f"{prefix}{kind}_visibility__in": _levels(viewer) for kind in ("text", *kinds)}
    return Q(**fields)


def _by(path: str, kind: str) -> access.Rule:
    def rule(viewer: access.Viewer) -> Q:
        return access.EVERYTHING if viewer.is_programme else _allows(viewer, path, kind)

    return rule


def _versions(viewer: access.Viewer) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    return _allows(viewer, "agreement", "text") & Q(state=VersionState.PUBLISHED)


def _signatures(viewer: access.Viewer) -> Q:
    if viewer.is_programme:
        return access.EVERYTHING
    return _allows(viewer, "version__agreement", "signatures") & Q(
        version__state=VersionState.PUBLISHED
    )


def _exceptions(viewer: access.Viewer) -> Q:
    """Only where how the authority stands is shown too."""
    if viewer.is_programme:
        return access.EVERYTHING
    return _allows(viewer, "standing__protocol__agreement", "standings", "exceptions")
