"""The signature book: a line each time somebody signs, or a signature ends."""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.directory.deeds import SIGNATORIES
from alliance.directory.models import Authority, Person, RoleKind

from .agreement import AgreementVersion
from .agreement_files import check_scan
from .agreement_states import ENDS, Act, Way

MOST_TURNS = 100


class BookIsOnlyAddedTo(Exception):
    """Somebody tried to rewrite or remove a line of the signature book."""

    def __init__(self) -> None:
        super().__init__("The signature book is only added to: a signature ends with a new line.")


class BookQuerySet(models.QuerySet["SignatureEntry"]):
    """Reads and adds; the database's own triggers say no to what goes round this class."""

    def update(self, **fields: Any) -> NoReturn:
        raise BookIsOnlyAddedTo

    def delete(self) -> NoReturn:
        raise BookIsOnlyAddedTo


def _place_of_scan(entry: SignatureEntry, name: str) -> str:
    return f"agreements/signed/{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"


class SignatureEntry(models.Model):
    """One line. Those of one role for one authority and version take turns: signed, ended, signed.

    Two people who sign at once both write turn 1; the database lets one of them.
    """

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="entries")
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    role = models.CharField(
        max_length=20, choices=[(kind.value, kind.label) for kind in SIGNATORIES]
    )
    turn = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    way = models.CharField("how", max_length=5, choices=Way)
    on = models.DateField("from", help_text="The first day on which it counts.")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True, help_text="Of the signer, as signed.")
    standing = models.CharField(
        max_length=300, blank=True, help_text="In what right, in words, at that moment."
    )
    sha256 = models.CharField("fingerprint of what was signed", max_length=64, blank=True)
    scan = models.FileField(upload_to=_place_of_scan, blank=True, validators=[check_scan])
    why = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = BookQuerySet.as_manager()

    class Meta:
        ordering = ["version", "authority", "role", "turn"]
        verbose_name = "line of the signature book"
        verbose_name_plural = "signature book"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["version", "authority", "role", "turn"], name="signature_turn_once"
            ),
            models.CheckConstraint(
                condition=Q(act=Act.SIGNED, turn__in=range(1, MOST_TURNS, 2))
                | Q(act__in=ENDS, turn__in=range(2, MOST_TURNS + 1, 2)),
                name="signature_turns_alternate",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[kind.value for kind in SIGNATORIES]), name="signature_role"
            ),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="signature_way"),
            models.CheckConstraint(
                condition=Q(act=Act.SIGNED) | ~Q(why=""), name="signature_ends_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(way=Way.PAPER) | ~Q(act=Act.SIGNED) | ~Q(sha256=""),
                name="signature_of_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {RoleKind(self.role).label}, {self.authority}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise BookIsOnlyAddedTo
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise BookIsOnlyAddedTo

    @property
    def scan_address(self) -> str:
        return f"{self.version.agreement.get_absolute_url()}signatures/{self.pk}/scan/"
