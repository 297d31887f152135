"""The list of answers as a table to take along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import timezone

from alliance.actions.export import csv_of

from .listing import Row

HEADS = (
    "Reference", "Name of the idea", "How it stands", "Lacking", "Name", "Role", "Organisation", "Authority",
    "Section", "How it came", "Sent", "Late", "Consent", "Supplier", "Theme", "Duplicate of",
)  # fmt: skip


def table_of(rows: Iterable[Row]) -> bytes:
    """A line an answer, of those that the list shows, in its order."""
    return csv_of(HEADS, [_line(row) for row in rows])


def _line(row: Row) -> Sequence[str | int | None]:
    each = row.submission
    return (
        each.reference,
        each.title,
        row.standing[1],
        "; ".join(row.lacks),
        each.name,
        each.role,
        each.organisation,
        str(each.authority or ""),
        str(each.section or ""),
        each.get_way_display(),
        timezone.localtime(each.sent_at).date().isoformat() if each.sent_at else "",
        "yes" if each.is_late else "no",
        each.get_consent_display(),
        each.supplier or {True: "yes", False: "no", None: ""}[each.has_supplier],
        str(each.theme or ""),
        str(each.duplicate_of or ""),
    )
