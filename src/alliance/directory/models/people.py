"""People, the roles they hold with their terms, and how to reach them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .authority import Authority
from .network import Network


class Visibility(models.TextChoices):
    """Who may see a detail. Nothing is public until somebody says so."""

    PRIVATE = "private", "The programme only"
    MEMBERS = "members", "Signed-in members"
    PUBLIC = "public", "Everyone"


class PersonQuerySet(models.QuerySet["Person"]):
    def confirmed(self) -> PersonQuerySet:
        return self.filter(confirmed_at__isnull=False)


class Person(ClusterableModel):
    """Somebody the alliance knows. A person may hold several roles, and may have an account.

    A person read from an old bulletin is *unconfirmed*: an editor confirms, merges or removes
    them before anybody else sees anything of theirs.
    """

    name = models.CharField(max_length=200)
    also_known_as = models.JSONField(
        default=list, blank=True, help_text="Other spellings met in old bulletins."
    )
    organisation = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="people"
    )
    visibility = models.CharField(
        max_length=8, choices=Visibility, default=Visibility.PRIVATE, help_text="Of the name."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="person_visibility"
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.PRIVATE) | Q(confirmed_at__isnull=False),
                name="person_private_until_confirmed",
                violation_error_message="Confirm this person before others may see them.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoleKind(models.TextChoices):
    """What somebody is in the alliance. What each may do is said in `directory/access.py`."""

    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    PROGRAMME_SUPPORT = "programme_support", "Programme support"
    DCS = "dcs", "Director of children's services"
    DCS_PA = "dcs_pa", "PA to a director of children's services"
    LEAD_MEMBER = "lead_member", "Lead member"
    CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
    AUTHORITY_MEMBER = "authority_member", "Member of an authority's staff"
    DATA_LEAD = "data_lead", "Data lead"
    COMMISSIONER = "commissioner", "Commissioner"
    NETWORK_LEAD = "network_lead", "Network lead"
    PANEL_MEMBER = "panel_member", "Panel member"
    PROVIDER = "provider", "Provider"
    NATIONAL_PARTNER = "national_partner", "National partner"
    CONTACT = "contact", "Contact named in a bulletin"


def in_term(day: dt.date, prefix: str = "") -> Q:
    """That a term covers a day; without a first or last day it is open on that side.

    Args:
        prefix: the way to the row that has the term, as “roles__”.
    """
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    not_over = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    return begun & not_over


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self, on: dt.date | None = None) -> RoleQuerySet:
        """Roles whose term covers the day (today if none is given)."""
        return self.filter(in_term(on or timezone.localdate()))


class Role(models.Model):
    """What a person is, where, from when to when (both days included; rights end with them)."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=20, choices=RoleKind)
    title = models.CharField(max_length=200, blank=True, help_text="As it is printed.")
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    first_seen_on = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="Date of the oldest bulletin that names the person in this role.",
    )
    seen_on = models.DateField(
        "last seen on",
        null=True,
        blank=True,
        editable=False,
        help_text="Date of the newest bulletin that names the person in this role.",
    )

    objects: ClassVar = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "kind"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RoleKind.values), name="role_kind"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="role_term_in_order",
                violation_error_message="The term ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title or self.get_kind_display()}"


class ContactKind(models.TextChoices):
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Telephone"
    MOBILE = "mobile", "Mobile"


class ContactDetailQuerySet(models.QuerySet["ContactDetail"]):
    def current(self, on: dt.date | None = None) -> ContactDetailQuerySet:
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class ContactDetail(models.Model):
    """One way to reach a person, who may see it, and until when it holds."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="contact_details")
    kind = models.CharField(max_length=6, choices=ContactKind)
    value = models.CharField(max_length=254)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PRIVATE)
    ends_on = models.DateField("holds until", null=True, blank=True)
    seen_on = models.DateField("last seen on", null=True, blank=True, editable=False)

    objects: ClassVar = ContactDetailQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "kind", "value"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="contact_detail_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values), name="contact_detail_kind"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="contact_detail_visibility"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"
