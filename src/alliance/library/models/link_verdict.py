"""What a look at an address may find."""

from __future__ import annotations

from django.db import models


class Verdict(models.TextChoices):
    """What one look at an address found; `link_check/verdict.py` says when."""

    WORKS = "works", "Works"
    MOVED = "moved", "Moved for good"
    NOT_FOUND = "not_found", "Not found"
    GONE = "gone", "Gone for good"
    CIRCLES = "circles", "Goes round in circles"
    NO_SITE = "no_site", "No such site"
    FAULT = "fault", "The site has a fault"
    UNKNOWN = "unknown", "Could not be checked"
    NOT_ASKED = "not_asked", "Not asked"


GOOD = (Verdict.WORKS, Verdict.MOVED)
"""Whoever follows the link gets somewhere."""
FAILING = (Verdict.NOT_FOUND, Verdict.GONE, Verdict.CIRCLES, Verdict.NO_SITE, Verdict.FAULT)
"""Found on enough days, the link counts as dead. The others say nothing in either direction."""
