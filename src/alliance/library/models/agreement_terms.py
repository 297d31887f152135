"""What goes with an agreement: pay caps by role, and its reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .agreement import Agreement


class CappedRole(models.Model):
    """A role whose pay is capped, as this agreement defines it."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="capped_roles")
    name = models.CharField(max_length=120, help_text="As “Social worker” or “Team manager”.")
    definition = models.TextField(blank=True, help_text="Who counts as one.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["agreement", "order", "name"]
        verbose_name = "role with a pay cap"
        verbose_name_plural = "roles with a pay cap"
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "name"],
                name="capped_role_once",
                violation_error_message="This agreement has a role of that name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Per(models.TextChoices):
    HOUR = "hour", "an hour"
    DAY = "day", "a day"


class PayCap(models.Model):
    """The most that is paid for a role, from a day on (both days included). The newest counts."""

    role = models.ForeignKey(CappedRole, models.PROTECT, related_name="caps")
    amount = models.DecimalField("£", max_digits=8, decimal_places=2)
    per = models.CharField(max_length=4, choices=Per, default=Per.HOUR)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, help_text="As “with umbrella fees”.")

    class Meta:
        ordering = ["role", "-starts_on"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="pay_cap_amount",
                violation_error_message="Give an amount of more than nothing.",
            ),
            models.CheckConstraint(condition=Q(per__in=Per.values), name="pay_cap_per"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="pay_cap_term_in_order",
                violation_error_message="The cap ends before it begins.",
            ),
            models.UniqueConstraint(
                fields=["role", "starts_on"],
                name="pay_cap_start_once",
                violation_error_message="This role has a cap from that day; change that one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: £{self.amount} {self.get_per_display()}"


class AgreementReview(models.Model):
    """A review that is due, and what came of it."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="reviews")
    due_on = models.DateField("due by")
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(
        blank=True, help_text="What was found, and to whom a new version was sent."
    )

    class Meta:
        ordering = ["agreement", "-due_on"]
        verbose_name = "review of an agreement"
        verbose_name_plural = "reviews of agreements"
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "due_on"],
                name="agreement_review_once",
                violation_error_message="A review of this agreement is due on that day already.",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(outcome=""),
                name="agreement_review_says_what_came_of_it",
                violation_error_message="Say what the review found.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: review due by {self.due_on:%-d %B %Y}"
