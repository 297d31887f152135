"""What a panel sees of an answer: the only way from a submission to a panel's page.

A panel that reads blind sees neither who gave it nor how it is called elsewhere. Names are left out of the
texts too, of the directory's authorities and of whoever gave it; files are cleaned copies that somebody
of the programme looked at first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.db.models.fields.files import FieldFile

from alliance.directory.models import Authority

from ..models import Enclosure, Panel, Submission
from ..taking.definition import Definition
from ..taking.receipt import as_read
from ..taking.rows import definition_of, sent_of
from .blank import Blank, blank_for
from .codes import codes_of

WHAT_IS_READ = ("answers__heading", "enclosures", "duplicates")
"""What to prefetch of submissions that are shown in full."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    number: int
    kind: str
    says: str
    ending: str

    @property
    def name(self) -> str:
        return f"Enclosure {self.number}"


@dataclass(frozen=True, slots=True)
class Who:
    """Who gave it, for a panel that may know."""

    reference: str
    name: str
    role: str
    organisation: str
    authority: str
    supplier: str


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer as the panel reads it."""

    code: str
    title: str
    section: str
    has_supplier: bool | None
    lines: tuple[tuple[str, str], ...]
    """Questions with answers."""
    files: tuple[SeenFile, ...]
    who: Who | None = None

    @property
    def label(self) -> str:
        return f"{self.who.reference}" if self.who else f"Answer {self.code}"


@dataclass(frozen=True, slots=True)
class Lens:
    """How a panel looks at the answers of its call today. Made once for a page."""

    panel: Panel
    is_open: bool
    """Names are seen."""
    definition: Definition
    places: tuple[str, ...]
    codes: dict[int, str]

    def submission_of(self, code: str) -> int | None:
        """The id behind a code."""
        return next((pk for pk, known in self.codes.items() if known == code), None)

    def __call__(self, submission: Submission) -> Seen:
        """What is seen of one; prefetch `WHAT_IS_READ` for many."""
        given = sent_of(submission)
        blank = self.blank_of(submission)
        shown = _same if self.is_open else blank
        hidden = {q.key for q in self.definition.questions if q.tells_who and not self.is_open}
        return Seen(
            code=self.codes[submission.pk],
            title=shown(submission.title),
            section=submission.section.name if submission.section else "",
            has_supplier=submission.has_supplier,
            lines=tuple(
                (question.label, shown(as_read(given.answers[question.key])))
                for question in self.definition.questions
                if question.key in given.answers and question.key not in hidden
            ),
            files=tuple(
                SeenFile(
                    number,
                    row.get_kind_display(),
                    shown(row.says),
                    PurePath(row.file.name or "").suffix.lstrip("."),
                )
                for number, row in self.files_of(submission)
            ),
            who=_who(submission) if self.is_open else None,
        )

    def title_of(self, submission: Submission) -> str:
        return submission.title if self.is_open else self.blank_of(submission)(submission.title)

    def label_of(self, submission: Submission) -> str:
        return submission.reference if self.is_open else f"Answer {self.codes[submission.pk]}"

    def files_of(self, submission: Submission) -> list[tuple[int, Enclosure]]:
        """Numbered as they came; the numbers stay when one is kept back."""
        rows = [row for row in submission.enclosures.all() if row.removed_at is None]
        return [
            (number, row) for number, row in enumerate(rows, 1) if self.is_open or row.is_for_panel
        ]

    def file_of(self, submission: Submission, number: int) -> FieldFile | None:
        """What is handed out under a number."""
        row = dict(self.files_of(submission)).get(number)
        return (row.file if self.is_open else row.for_panel) if row else None

    def blank_of(self, submission: Submission) -> Blank:
        """What leaves this answer's names out."""
        merged = list(submission.duplicates.all())
        return blank_for(
            people=[row.name for row in (submission, *merged) if row.name],
            places=self.places,
            organisations=[
                name
                for row in (submission, *merged)
                for name in (row.organisation, row.supplier)
                if name
            ],
            prefix=submission.call.prefix,
        )


def _same(text: str) -> str:
    return text


def _who(row: Submission) -> Who:
    return Who(
        row.reference,
        row.name,
        row.role,
        row.organisation,
        row.authority.name if row.authority else "",
        row.supplier,
    )


def lens_of(panel: Panel, *, sees_names: bool = False) -> Lens:
    """How the panel looks; with `sees_names`, a panel that reads blind knows by now who answered."""
    everything = Submission.objects.filter(call=panel.call_id).values_list("pk", flat=True)
    return Lens(
        panel=panel,
        is_open=sees_names or not panel.is_blind,
        definition=definition_of(panel.call, with_retired=True),
        places=tuple(Authority.objects.values_list("name", flat=True)),
        codes=codes_of(panel.pk, everything),
    )
