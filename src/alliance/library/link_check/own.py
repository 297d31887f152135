"""The addresses that the library itself holds: of publications and of agreements."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from alliance.audit.trail import record
from alliance.directory.models import User

from ..models import AgreementVersion, Publication, Version
from ..models.version import latest_of
from .holders import CannotBeExchanged, Held, register


def register_own() -> None:
    register(
        Publication,
        rows=lambda: Publication.objects.exclude(url=""),
        held=_of_publication,
        exchange=_take_for_publication,
    )
    register(AgreementVersion, rows=_versions, held=_of_version, edited=lambda row: row.agreement)


def _of_publication(row: Publication) -> Iterator[Held]:
    yield Held(written=row.url, title=row.title, page=row.get_absolute_url())


def _take_for_publication(row: Publication, old: str, new: str, by: User) -> None:
    if not by.has_perm("library.change_publication"):
        raise CannotBeExchanged(f"You may not change “{row.title}”. Ask an editor to.")
    if row.url != old:
        raise CannotBeExchanged(f"“{row.title}” has another address by now.")
    # The address is its latest version's, and the publication follows.
    latest = latest_of(list(Version.objects.filter(publication=row)))
    if latest is None or latest.url != old:
        raise CannotBeExchanged(f"“{row.title}” has another address by now.")
    latest.url = new
    latest.save(update_fields=["url"])
    row.refresh_from_db()
    row.save_revision(user=by, changed=True, log_action=True)
    record(by=by, verb="took the new address for", thing=row)


def _versions() -> QuerySet[AgreementVersion]:
    return AgreementVersion.objects.exclude(url="").select_related("agreement")


def _of_version(row: AgreementVersion) -> Iterator[Held]:
    yield Held(
        written=row.url,
        title=f"{row.agreement.title}, {row.label}",
        page=f"/agreements/{row.agreement.slug}/",
        day=row.starts_on,
    )
