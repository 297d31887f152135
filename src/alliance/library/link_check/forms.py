"""Which links the programme looks at, and why one is left as it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q

from ..models import LinkPlace
from ..models.link import LinkQuerySet
from .holders import kinds


class NarrowForm(forms.Form):
    """Links of a site, or that stand in one part. What makes no sense is left out."""

    site = forms.CharField(label="Site, or a part of the address", required=False, max_length=200)
    part = forms.ChoiceField(label="Where it stands", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted(
            (str(kind._meta.verbose_name_plural).capitalize(), kind._meta.label_lower)
            for kind in kinds()
        )
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            ("", "Anywhere"),
            *((label, name) for name, label in names),
        ]

    def narrowed(self, links: LinkQuerySet) -> LinkQuerySet:
        """The links that are asked for."""
        self.is_valid()
        said = self.cleaned_data
        if site := said.get("site", "").strip():
            links = links.filter(Q(url__icontains=site))
        if part := said.get("part"):
            app, model = part.split(".")
            kind = ContentType.objects.get_by_natural_key(app, model)
            links = links.filter(
                Exists(LinkPlace.objects.filter(link=OuterRef("pk"), content_type=kind))
            )
        return links

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())


class LeaveForm(forms.Form):
    because = forms.CharField(
        label="Why it may stay",
        max_length=300,
        help_text="As “opens in a browser; the site turns machines away”. It is kept in the audit "
        "trail, and the link is reported again after a year.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say why it may stay, so that others need not try it again.",
            "max_length": "That is longer than we can take (300 characters). Shorten it.",
        },
    )
