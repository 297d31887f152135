"""An answer to a call, whoever gave it and however it came."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.models import Authority
from alliance.mail.models import Message

from .call import Call
from .heading import Heading
from .service import ServiceSection
from .theme import Theme


class SubmissionState(models.TextChoices):
    """Where an answer stands; drawn in docs/features/evidence.md."""

    DRAFT = "draft", "Begun, not sent"
    LATE = "late", "Sent too late, not let in yet"
    SENT = "sent", "Sent"
    WITHDRAWN = "withdrawn", "Withdrawn"


RECEIVED = (SubmissionState.LATE, SubmissionState.SENT)
"""Those that the programme has: a draft is its writer's alone."""


class SubmissionWay(models.TextChoices):
    """How it came in."""

    SITE = "site", "on the site"
    WORD = "word", "as a Word form, uploaded"
    EMAIL = "email", "as a Word form, by e-mail"
    TELEPHONE = "telephone", "by telephone"


class Consent(models.TextChoices):
    """What may be done with it."""

    UNSAID = "", "Not said"
    NAMED = "named", "It may be published, with our name"
    UNNAMED = "unnamed", "It may be published, without our name"
    NO = "no", "It may not be published"


class Submission(models.Model):
    """One idea or piece of practice. What it says under each heading is in `Answer`.

    Its fields and answers are what was sent; what its writer is typing is in `typed` until they send
    it. So a draft has nothing but that, and a change half typed changes nothing. Who gave it may be
    unknown but for a name: no account is asked for.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    reference = models.CharField(max_length=20, blank=True, editable=False)
    state = models.CharField(max_length=9, choices=SubmissionState, default=SubmissionState.DRAFT)
    way = models.CharField(max_length=9, choices=SubmissionWay, default=SubmissionWay.SITE)

    title = models.CharField("name of the idea", max_length=150, blank=True)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField("e-mail address", max_length=254, blank=True)
    phone = models.CharField("telephone", max_length=40, blank=True)
    role = models.CharField("what they do", max_length=200, blank=True)
    organisation = models.CharField("school, team or organisation", max_length=200, blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    section = models.ForeignKey(
        ServiceSection, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    has_supplier = models.BooleanField("rests on a supplier’s product", null=True, blank=True)
    supplier = models.CharField("supplier and product", max_length=300, blank=True)
    consent = models.CharField(max_length=7, choices=Consent, blank=True, default=Consent.UNSAID)
    consent_words = models.TextField(
        blank=True, editable=False, help_text="What they said yes or no to, as it read then."
    )
    consent_at = models.DateTimeField(null=True, blank=True, editable=False)

    bundle = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        help_text="Shared by ideas that one person gave one after another.",
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    theme_words = models.JSONField(
        default=list, blank=True, help_text="The words by which the theme was proposed."
    )
    theme_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who put it there; nobody, where it was proposed by its words.",
    )  # fmt: skip
    typed = models.JSONField(
        null=True, blank=True, editable=False,
        help_text="What its writer has typed and not sent yet, as `taking.given.Given` has it.",
    )  # fmt: skip
    warned_of = models.JSONField(
        default=list, blank=True, editable=False,
        help_text="Which kinds of personal data were warned of when it was sent all the same.",
    )  # fmt: skip

    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_late = models.BooleanField(default=False, editable=False)
    let_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    let_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_why = models.TextField(blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="submissions",
        help_text="Their account, if they were signed in.",
    )  # fmt: skip
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who of the programme wrote it down for them.",
    )  # fmt: skip
    told_on = models.DateField("told on", null=True, blank=True)
    receipt = models.ForeignKey(
        Message, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Submission]] = models.Manager()

    class Meta:
        ordering = ["call", "-number", "-pk"]
        indexes = [
            models.Index(fields=["call", "state", "-sent_at"], name="submission_by_state"),
            models.Index(fields=["changed_at"], name="submission_changed"),
            models.Index(fields=["bundle"], name="submission_bundle"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="submission_number_once"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="submission_reference_once"
            ),
            models.CheckConstraint(condition=Q(state__in=SubmissionState.values), name="submission_state"),
            models.CheckConstraint(condition=Q(way__in=SubmissionWay.values), name="submission_way"),
            models.CheckConstraint(condition=Q(consent__in=Consent.values), name="submission_consent"),
            models.CheckConstraint(
                condition=Q(state="draft", number__isnull=True, reference="", sent_at__isnull=True)
                | (~Q(state="draft") & Q(number__isnull=False, sent_at__isnull=False) & ~Q(reference="")),
                name="submission_sent_has_a_reference",
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(title="", name="", email="", phone="", consent=""),
                name="submission_draft_is_only_typed",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_why="")),
                name="submission_withdrawn_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="late") | Q(is_late=True, let_in_at__isnull=True),
                name="submission_late_not_let_in",
            ),
            models.CheckConstraint(
                condition=~Q(way="telephone") | Q(entered_by__isnull=False) | Q(told_on__isnull=False),
                name="submission_told_was_entered",
            ),
            models.CheckConstraint(
                condition=Q(has_supplier__isnull=False, has_supplier=True) | Q(supplier=""),
                name="submission_supplier_where_there_is_one",
            ),
            models.CheckConstraint(
                condition=Q(consent="", consent_at__isnull=True)
                | (~Q(consent="") & Q(consent_at__isnull=False)),
                name="submission_consent_at",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True) | ~Q(duplicate_of=models.F("pk")),
                name="submission_duplicate_of_another",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(typed__isnull=True, title="", name="", email="", phone="", role="")
                & Q(organisation="", supplier="", by__isnull=True),
                name="submission_erased_is_empty",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference or f"Draft {self.pk}"

    @property
    def is_with_programme(self) -> bool:
        """Whether a draft is the programme's to go on with: it writes it down, or it came by mail."""
        return self.entered_by_id is not None or self.way == SubmissionWay.EMAIL


class Answer(models.Model):
    """What a submission says under one heading; several choices are lines."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)

    objects: ClassVar[models.Manager[Answer]] = models.Manager()

    class Meta:
        ordering = ["heading__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "heading"], name="answer_once_a_heading")
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class Wording(models.Model):
    """A submission as it read when it was sent, or sent changed: earlier wordings stay."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="wordings")
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(
        help_text="Fields and answers by name, as `taking.given.Given` has them."
    )

    objects: ClassVar[models.Manager[Wording]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Wording {self.pk}"


class Enclosure(models.Model):
    """A document or picture that came with a submission. Never in the public library's folders."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Document"
        PICTURE = "picture", "Picture"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="enclosures")
    kind = models.CharField(max_length=8, choices=Kind)
    file = models.FileField(upload_to="evidence")
    name = models.CharField("name it was given", max_length=200)
    says = models.CharField(
        "what it shows",
        max_length=300,
        blank=True,
        help_text="For people who do not see the picture.",
    )
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField("fingerprint", max_length=64)
    for_panel = models.FileField(
        upload_to="evidence", blank=True, help_text="A copy without names in its properties."
    )
    is_for_panel = models.BooleanField(
        "shown to a panel that reads blind", default=False,
        help_text="After somebody looked that it names nobody.",
    )  # fmt: skip
    looks_like = models.JSONField(
        default=list, blank=True, editable=False,
        help_text="Words in it that may be about one child, as `answering.looking_into` writes them.",
    )  # fmt: skip
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Enclosure]] = models.Manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["document", "picture"]), name="enclosure_kind"),
            models.CheckConstraint(condition=~Q(file=""), name="enclosure_has_a_file"),
            models.CheckConstraint(
                condition=Q(is_for_panel=False) | ~Q(for_panel=""), name="enclosure_for_panel_is_the_copy"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Enclosure {self.pk}"
