"""What authorities agree with each other, and its yearly versions."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.db.models import F, Q

from alliance.directory.deeds import SIGNATORIES
from alliance.directory.models import Authority, RoleKind, Visibility

from .agreement_files import KINDS_OF_FILE, check_document
from .agreement_states import VersionState

KINDS_OF_FACT = ("text", "signatures", "standings", "exceptions", "caps")
"""Each has its own answer to “who may see it?”: the field is called `<kind>_visibility`."""


class AgreementKind(models.TextChoices):
    """What it is decides how it is read: by signature, or by protocol."""

    MOU = "mou", "Memorandum of Understanding"
    MOC = "moc", "Memorandum of Co-operation"
    OTHER = "other", "Another agreement"


def _seen_by(default: Visibility, words: str) -> models.CharField[str, str]:
    return models.CharField(words, max_length=8, choices=Visibility, default=default)


class Agreement(models.Model):
    """An agreement between authorities; what it says is in its versions."""

    kind = models.CharField(max_length=5, choices=AgreementKind)
    title = models.CharField(max_length=200)
    slug = models.SlugField(
        "address", max_length=80, unique=True, help_text="The last part of the page’s address."
    )
    summary = models.TextField(blank=True, help_text="What it is about, in two or three sentences.")
    parties = models.ManyToManyField(
        Authority,
        blank=True,
        related_name="agreements",
        help_text="Choose none if every member of the alliance is a party.",
    )
    review_months = models.PositiveSmallIntegerField(
        "months between reviews", null=True, blank=True, default=12
    )
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="When the agreement as a whole has ended."
    )
    text_visibility = _seen_by(Visibility.PUBLIC, "the agreement, its versions and its reviews")
    signatures_visibility = _seen_by(Visibility.PUBLIC, "who has signed, and signed copies")
    standings_visibility = _seen_by(Visibility.PUBLIC, "how each authority stands to each protocol")
    exceptions_visibility = _seen_by(Visibility.MEMBERS, "exceptions, and why something changed")
    caps_visibility = _seen_by(Visibility.MEMBERS, "pay caps")

    class Meta:
        ordering = ["title"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AgreementKind.values), name="agreement_kind"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{kind}_visibility__in": Visibility.values}),
                    name=f"agreement_{kind}_visibility",
                )
                for kind in KINDS_OF_FACT
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/agreements/{self.slug}/"

    @property
    def is_by_protocol(self) -> bool:
        """Whether it is agreed protocol by protocol; the others are agreed by signing."""
        return self.kind == AgreementKind.MOC

    @property
    def signatories(self) -> tuple[RoleKind, ...]:
        """The roles that sign for an authority."""
        return () if self.is_by_protocol else SIGNATORIES

    def is_over(self, on: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < on


def _place_of_document(version: AgreementVersion, name: str) -> str:
    return f"agreements/{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"


class AgreementVersion(models.Model):
    """The agreement as it reads for a time, usually a year (both days included).

    A later version takes the place of the earlier from its first day on. Once somebody has signed
    a version its document and its first day stay as they are.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    label = models.CharField("version", max_length=40, help_text="As people call it: “2026”, “v4”.")
    state = models.CharField(max_length=9, choices=VersionState, default=VersionState.DRAFT)
    starts_on = models.DateField("in force from")
    ends_on = models.DateField("in force to", null=True, blank=True)
    changes = models.TextField(
        "what changed", blank=True, help_text="In words, against the version before it."
    )
    file = models.FileField(
        "document",
        upload_to=_place_of_document,
        blank=True,
        validators=[check_document],
        help_text="PDF, Word or OpenDocument, up to 20 MB. What is signed on the site must be here.",
    )
    url = models.URLField(
        "or its address", max_length=2000, blank=True, help_text="Where it stands elsewhere."
    )
    sha256 = models.CharField("fingerprint", max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["agreement", "-starts_on"]
        verbose_name = "version of an agreement"
        verbose_name_plural = "versions of agreements"
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "label"],
                name="agreement_version_label_once",
                violation_error_message="This agreement has a version of that name.",
            ),
            models.UniqueConstraint(
                fields=["agreement", "starts_on"],
                name="agreement_version_start_once",
                violation_error_message="Another version is in force from that day.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="agreement_version_state"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="agreement_version_term_in_order",
                violation_error_message="The version ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT) | ~Q(file="") | ~Q(url=""),
                name="agreement_version_has_document",
                violation_error_message="Give the document or its address before it is published.",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="") | (~Q(file="") & ~Q(sha256="")),
                name="agreement_version_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.file:
            self.sha256, self.size = "", 0
        elif not self.file._committed:  # type: ignore[attr-defined]  # just handed in
            self.sha256, self.size = fingerprint(self.file), self.file.size
        super().save(*args, **kwargs)

    @property
    def document_address(self) -> str:
        """Where a reader finds it: here, or else where the link leads."""
        if self.file:
            return f"{self.agreement.get_absolute_url()}versions/{self.pk}/document/"
        return self.url

    @property
    def kind_of_file(self) -> str:
        """As readers call it: “PDF”, “Word”."""
        return KINDS_OF_FILE.get(PurePath(self.file.name or "").suffix, "document")

    @property
    def document_name(self) -> str:
        """The name under which it is saved on a reader’s machine."""
        label = "-".join(self.label.lower().split())
        return f"{self.agreement.slug}-{label}{PurePath(self.file.name or '').suffix}"

    def clean(self) -> None:
        """What has been signed is not changed under the signatures."""
        if not self.pk or not self.entries.exists():
            return
        before = AgreementVersion.objects.get(pk=self.pk)
        fixed = ("agreement_id", "label", "state", "starts_on", "file")
        changed = [name for name in fixed if getattr(self, name) != getattr(before, name)]
        if changed:
            raise ValidationError(
                "This version has been signed, so its document, name, first day and state stay as "
                "they are. Make a new version instead."
            )


def fingerprint(file: File[bytes]) -> str:
    """The SHA-256 of a file's content, as 64 hexadecimal figures; the file is left at its start."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
