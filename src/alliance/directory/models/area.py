"""A restricted part of the site, and whom it admits by their role."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Collection

from .people import RoleKind


class AreaQuerySet(models.QuerySet["Area"]):
    def live(self) -> AreaQuerySet:
        """Those that are in use."""
        return self.filter(is_live=True)


class Area(ClusterableModel):
    """What is kept from the public. That there is such an area, and what is in it, is public.

    Who may enter it today is said in `directory/areas/entry.py`.
    """

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField("last part of the address", max_length=100, unique=True)
    description = models.TextField(
        "what is in it", help_text="Said for everyone, so that they know whether to ask."
    )
    open_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        verbose_name="open page beside it",
        null=True,
        blank=True,
        related_name="+",
        help_text="What everybody may read of the same matter.",
    )
    collection = models.OneToOneField(
        Collection,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="Of its documents, which those who may enter may open, and nobody else.",
    )
    is_live = models.BooleanField(
        "in use",
        default=True,
        help_text="Nobody but the programme enters an area that is not; its documents stay closed.",
    )

    objects: ClassVar = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/areas/{self.slug}/"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With a collection from the first day: no document waits outside for one."""
        if self.collection_id is None:
            root = Collection.get_first_root_node()
            self.collection = root.add_child(instance=Collection(name=f"Restricted: {self.name}"))
        super().save(*args, **kwargs)


class AdmittedRole(models.Model):
    """Who holds this role enters without asking, as long as they hold it."""

    area = ParentalKey(Area, on_delete=models.CASCADE, related_name="admitted_roles")
    kind = models.CharField("role", max_length=20, choices=RoleKind)
    with_acting = models.BooleanField(
        "and who acts for them",
        default=False,
        help_text="PAs and deputies, as long as both are named and in their terms.",
    )

    objects: ClassVar[models.Manager[AdmittedRole]] = models.Manager()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind"],
                name="admitted_role_once",
                violation_error_message="This role is admitted already.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RoleKind.values), name="admitted_role_kind"
            ),
            models.CheckConstraint(
                condition=Q(with_acting=False) | Q(kind=RoleKind.DCS),
                name="admitted_role_acted_for",
                violation_error_message="Nobody acts for any but a director of children’s services.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} in {self.area}"
