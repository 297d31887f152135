"""What agreements say of themselves to the search index: their text, and nothing with its own answer."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.signals import post_save

from alliance.directory.findable import AUDIENCES
from alliance.directory.models import Visibility
from alliance.library.documents.text import text_in
from alliance.library.models import Agreement, AgreementVersion, Protocol, VersionState
from alliance.search import registry
from alliance.search.document import Document


def register() -> None:
    registry.register(Agreement, document=_agreement, rows=_agreements)
    for model in (AgreementVersion, Protocol):
        post_save.connect(
            _part_changed, sender=model, dispatch_uid=f"alliance.library.{model.__name__}"
        )


def _part_changed(
    instance: AgreementVersion | Protocol, raw: bool = False, **signal: object
) -> None:
    if not raw:
        registry.index(Agreement, [instance.agreement_id])


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.prefetch_related("versions", "protocols")


def _agreement(agreement: Agreement) -> Document:
    versions = [row for row in agreement.versions.all() if row.state == VersionState.PUBLISHED]
    parts = [
        agreement.summary,
        *(f"Version {row.label}. {row.changes}" for row in versions),
        *(text_in(row.file.name) for row in versions[:1] if row.file),
        *(f"Protocol {row.number}: {row.title}. {row.text}" for row in agreement.protocols.all()),
    ]
    return Document(
        title=agreement.title,
        kind="Agreement",
        url=agreement.get_absolute_url(),
        body="\n".join(part for part in parts if part.strip()),
        audience=AUDIENCES[Visibility(agreement.text_visibility)],
        date=versions[0].starts_on if versions else None,
    )
