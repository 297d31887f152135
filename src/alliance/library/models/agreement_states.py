"""How an authority stands to an agreement, in one place: words, and the groups that rules speak of.

`docs/features/agreements.md` draws them.
"""

from __future__ import annotations

from django.db import models


class Standing(models.TextChoices):
    """Of an authority, to a protocol, a signature or a whole agreement, on a day."""

    NOT_ASKED = "not_asked", "Not asked"
    PLEDGED = "pledged", "Pledged"
    LIVE = "live", "Live"
    EXCEPTION = "exception", "Live, with an exception"
    IN_PART = "in_part", "Live in part"
    LEFT = "left", "Left"
    NOT_SIGNED = "not_signed", "Not signed"
    PART_SIGNED = "part_signed", "Signed in part"
    SIGNED = "signed", "Signed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NOT_IN_FORCE = "not_in_force", "Not in force"


RECORDED = (Standing.NOT_ASKED, Standing.PLEDGED, Standing.LIVE, Standing.LEFT)
"""What a dated row says of a protocol; the rest is worked out from rows."""
AGREED = frozenset({Standing.LIVE, Standing.EXCEPTION, Standing.SIGNED})
"""The authority is bound on that day."""
ENDED = frozenset({Standing.LEFT, Standing.WITHDRAWN})
"""It was bound, or meant to be, and is no more."""
AWAITED = frozenset({Standing.PLEDGED, Standing.NOT_SIGNED, Standing.PART_SIGNED})
"""The next step is the authority's."""


class Act(models.TextChoices):
    """What a line of the signature book says."""

    SIGNED = "signed", "Signed"
    WITHDREW = "withdrew", "Withdrew the signature"
    STRUCK_OUT = "struck_out", "Recorded in error"


ENDS = (Act.WITHDREW, Act.STRUCK_OUT)


class Way(models.TextChoices):
    """How a signature came in."""

    SITE = "site", "On the site"
    PAPER = "paper", "On paper"


class VersionState(models.TextChoices):
    """A draft is the programme's alone; what is published stays."""

    DRAFT = "draft", "Draft, for the programme only"
    PUBLISHED = "published", "Published"
