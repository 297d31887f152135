"""Publications of the sample region in several versions, and the rolling list as editors keep it. Invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from alliance.library.kinds import Kind
from alliance.library.models import DocumentFile, Publication, Version
from alliance.search.registry import together

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SampleVersion:
    """A version by how many days it came before the latest; 0 is the latest itself."""

    days_before: int
    label: str
    what_changed: str = ""
    file_name: str = ""
    """Of a file that is kept here; without one it stands where its publisher has it."""
    withdrawn_because: str = ""


@dataclass(frozen=True, slots=True)
class SampleHistory:
    title: str
    kind: Kind
    versions: tuple[SampleVersion, ...] = ()
    place: str = ""
    days_in_place: int = 0


HISTORIES = (
    SampleHistory(
        "Area SEND self-evaluation template, version 3",
        Kind.TEMPLATE,
        (
            SampleVersion(
                0,
                "Version 3",
                "One sheet a theme instead of four; the evidence column asks what families said, and where "
                "that is written down. Grades are given with a reason.",
                "area-send-self-evaluation-3.txt",
            ),
            SampleVersion(
                330,
                "Version 2",
                "Follows the area framework: health partners fill in their own columns.",
                "area-send-self-evaluation-2.txt",
            ),
            SampleVersion(
                700,
                "Version 1",
                file_name="area-send-self-evaluation-1.txt",
                withdrawn_because="It asked for the local authority alone. Use the latest version.",
            ),
        ),
        place="held",
    ),
    SampleHistory(
        "Kinship handbook, second edition",
        Kind.GUIDANCE,
        (
            SampleVersion(
                0,
                "2nd edition",
                "A chapter on allowances is new; the one on contact was written anew with carers.",
            ),
            SampleVersion(610, "1st edition"),
        ),
    ),
    SampleHistory(
        "Twenty questions for a visit",
        Kind.TOOL,
        (
            SampleVersion(
                0, "Second printing", "Question 14 asks about nights, which were left out before."
            ),
            SampleVersion(95, "First printing"),
        ),
    ),
    SampleHistory(
        "Forecasting placements without formulas",
        Kind.TOOL,
        (
            SampleVersion(
                0,
                "With this year’s returns",
                "The sheet reads the return of March as it is handed in; dates as text are no fault any more.",
            ),
            SampleVersion(365, "With last year’s returns"),
        ),
    ),
    SampleHistory("Eleven years on one sheet", Kind.STATISTICS),
    SampleHistory("A ladder with four rungs", Kind.TOOL),
    SampleHistory("Standing guarantor: five ways", Kind.REPORT),
    SampleHistory(
        "Seven promises: a charter of working together",
        Kind.POLICY,
        place="held",
        days_in_place=120,
    ),
    SampleHistory("Keep the receipt: clothing allowances compared", Kind.REPORT, place="off"),
)


def load_versions(day: dt.date) -> int:
    """Give these publications their histories, once; how many got one."""
    if Version.objects.exclude(label="").exists():
        return 0
    made = 0
    with transaction.atomic(), together():
        for sample in HISTORIES:
            publication = Publication.objects.filter(title=sample.title).first()
            if publication is None:
                continue
            publication.kind, publication.place = sample.kind, sample.place
            if sample.days_in_place:
                publication.place_until = day + sample.days_in_place * DAY
            publication.save()
            if publication.published_on:
                _give(publication, sample, publication.published_on)
            made += 1
    return made


def _give(publication: Publication, sample: SampleHistory, latest: dt.date) -> None:
    for told in sample.versions:
        on = latest - told.days_before * DAY
        version, _ = Version.objects.get_or_create(
            publication=publication, published_on=on, defaults={"url": publication.url}
        )
        version.label, version.what_changed = told.label, told.what_changed
        if told.file_name:
            version.url = ""
            version.document = _document(
                f"{sample.title.partition(',')[0]}, {told.label.lower()}", told
            )
        if told.withdrawn_because:
            version.withdrawn_on, version.withdrawn_because = latest, told.withdrawn_because
        version.save()


def _document(title: str, told: SampleVersion) -> DocumentFile:
    text = f"{title}\n\n{told.what_changed or 'The first one.'}\n\nA sample, with nothing real in it.\n"
    made: DocumentFile = DocumentFile.objects.create(
        title=title, file=ContentFile(text.encode(), name=told.file_name)
    )
    return made
