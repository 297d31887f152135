"""Whoever is sent bulletins: where to, which, how often, and what they agreed to when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from alliance.directory.models import Authority, Person, Topic


class Frequency(models.TextChoices):
    """How often, and what: one of these for each subscriber."""

    EACH = "each", "Each bulletin, when it comes out"
    WEEKLY = "weekly", "One mail a week with everything that is new"
    MONTHLY = "monthly", "One mail a month with everything that is new"
    ASKED = "asked", "Only bulletins that ask something of me"
    CALENDAR = "calendar", "Only dates: new and changed ones, once a week"


class Audience(models.TextChoices):
    """Whom news is for, as subscribers say it of themselves; none chosen is all of them."""

    DIRECTORS = "directors", "Directors of children’s services and their offices"
    LEAD_MEMBERS = "lead_members", "Lead members and chief executives"
    SOCIAL_WORK = "social_work", "Social work and safeguarding"
    CARE = "care", "Children in care, fostering and adoption"
    EARLY_HELP = "early_help", "Early help and early years"
    EDUCATION = "education", "Education and SEND"
    DATA = "data", "Data and performance"
    COMMISSIONING = "commissioning", "Commissioning"
    PROVIDERS = "providers", "Providers"
    PARTNERS = "partners", "National and local partners"


class Standing(models.TextChoices):
    """Where a subscriber stands; drawn in docs/features/delivery.md."""

    WAITING = "waiting", "Has yet to confirm"
    ACTIVE = "active", "Is sent mail"
    LEFT = "left", "Has left"
    ERASED = "erased", "Erased"


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> SubscriberQuerySet:
        return self.filter(standing=Standing.ACTIVE)

    def known_as(self, address: str) -> SubscriberQuerySet:
        """The one with this address, however it is written."""
        return self.filter(address__iexact=address.strip())


class Subscriber(models.Model):
    """One address that is sent mail by its owner's wish.

    Somebody of the directory is linked as `person`: their roles say what is asked of them, and
    what only members may read. Whoever subscribes from the web has none, and reads what everybody
    may; an authority that they name is their word only (`said_authority`).
    """

    address = models.EmailField("e-mail address", max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    person = models.OneToOneField(
        Person, models.SET_NULL, null=True, blank=True, related_name="subscriber"
    )
    said_authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="authority",
        help_text="As they say; it opens nothing.",
    )
    standing = models.CharField(max_length=7, choices=Standing, default=Standing.WAITING)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.EACH)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    audiences = models.JSONField(default=list, blank=True, help_text="None = all.")
    links_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Raise it, and every link sent before opens nothing."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["address", "pk"]
        indexes = [
            models.Index(fields=["standing", "frequency"], name="subscriber_by_wish"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("address"), condition=~Q(address=""), name="subscriber_address_once"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="subscriber_standing"
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="subscriber_frequency"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.ACTIVE) | Q(confirmed_at__isnull=False),
                name="subscriber_active_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.LEFT, left_at__isnull=False)
                | ~Q(standing=Standing.LEFT),
                name="subscriber_left_at",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.ERASED, erased_at__isnull=False, address="", name="")
                | (~Q(standing=Standing.ERASED) & Q(erased_at__isnull=True) & ~Q(address="")),
                name="subscriber_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"


class ConsentBy(models.TextChoices):
    """How somebody came to be sent mail."""

    FORM = "form", "Subscribed on the site"
    ACCOUNT = "account", "Chose it signed in"
    LIST = "list", "Came with a list"
    DIRECTORY = "directory", "Added by the programme from the directory"


class Consent(models.Model):
    """What was agreed to, when and by which words: written once, never changed.

    It outlives a change of mind, and goes with the erasure of its subscriber.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="consents")
    by = models.CharField(max_length=9, choices=ConsentBy)
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField(help_text="What they agreed to, or what the list says of it.")
    source = models.CharField(
        max_length=200, blank=True, help_text="Name of the list, as “Mailchimp, 1 October 2026”."
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[Consent]] = models.Manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(by__in=ConsentBy.values), name="consent_by"),
            models.CheckConstraint(condition=~Q(words=""), name="consent_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.get_by_display()}, {timezone.localtime(self.at):%-d %B %Y}"
