"""What came to be signed, and who of the authority has signed it, for its own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest

from alliance.audit.models import AuditEvent
from alliance.directory.access import viewer_of, visible
from alliance.directory.models import Authority, RoleKind
from alliance.directory.my_authority import News, register_news
from alliance.library.models import AgreementVersion, SignatureEntry, VersionState
from alliance.library.models.agreement_states import Act

GROUP = "Agreements"


def register() -> None:
    register_news(tell)


def tell(request: HttpRequest, authority: Authority, since: dt.datetime) -> Iterator[News]:
    """Versions that were published, and lines of the signature book. Three queries at most."""
    published = _published(since)
    if published:
        party = Q(agreement__parties=authority)
        if authority.is_member:
            party |= Q(agreement__parties__isnull=True)  # every member is one
        versions = visible(request.user, AgreementVersion.objects.filter(party, pk__in=published))
        for version in versions.select_related("agreement").distinct():
            agreement = version.agreement
            verb = "To sign" if agreement.signatories else "New version"
            words = f"{verb}: {agreement}, {version.label}"
            yield News(published[version.pk], words, agreement.get_absolute_url(), GROUP)
    lines = SignatureEntry.objects.filter(authority=authority, written_at__gt=since)
    lines = lines.exclude(written_by=viewer_of(request.user).user_id).exclude(act=Act.STRUCK_OUT)
    for line in visible(request.user, lines).select_related("version__agreement", "person"):
        agreement, who = line.version.agreement, line.name or str(line.person or "Somebody")
        did = "signed" if line.act == Act.SIGNED else "withdrew the signature of"
        words = f"{who}, {RoleKind(line.role).label.lower()}, {did} {agreement}"
        yield News(line.written_at, words, agreement.get_absolute_url(), GROUP)


def _published(since: dt.datetime) -> dict[int, dt.datetime]:
    """Which versions were published since, and when: the trail has it, the version itself has not."""
    of_versions = ContentType.objects.get_for_model(AgreementVersion)
    events = AuditEvent.objects.filter(content_type=of_versions, at__gt=since)
    return {
        int(key): at
        for key, at, changes in events.values_list("object_id", "at", "changes")
        if (changes.get("state") or [None, None])[1] == VersionState.PUBLISHED
    }
