"""The list of links as a file: a line for each place where one stands."""

from __future__ import annotations

import csv
import io

from django.utils import timezone

from alliance.text.spreadsheets import harmless

from ..models import LinkPlace
from .states import state_of

HEADINGS = (
    "Address", "State", "What was found", "Status", "Found so since", "Last looked at",
    "Moved to", "Stands in", "Page", "As it is written there",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"


def as_csv(places: list[LinkPlace]) -> str:
    """The places with their links; no text in it is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for place in places:
        link, finding = place.link, place.link.finding
        said = [link.url, state_of(link).label]
        if finding:
            said += [
                f"{finding.get_verdict_display()}. {finding.words}".strip(),
                str(finding.status or ""),
                timezone.localtime(finding.first_seen).date().isoformat(),
                timezone.localtime(finding.last_seen).date().isoformat(),
                finding.moved_to,
            ]
        else:
            said += [""] * 5
        said += [place.title, place.page, place.written]
        writer.writerow([harmless(one) for one in said])
    return BYTE_ORDER_MARK + out.getvalue()
