"""In what right something was done for a network or an authority in it."""

from __future__ import annotations

from django.db import models


class Standing(models.TextChoices):
    """Who may do what in which of these is said in `directory/networks/rights.py`."""

    DIRECTOR = "director", "Director of the authority"
    DEPUTY = "deputy", "Deputy of the director"
    PA = "pa", "PA to the director"
    CHAIR = "chair", "Chair"
    VICE_CHAIR = "vice_chair", "Vice chair"
    LEAD = "lead", "Network lead"
    PROGRAMME = "programme", "Programme"


FOR_THE_AUTHORITY = (Standing.DIRECTOR, Standing.DEPUTY, Standing.PA)
"""The authority's own word."""
ON_ITS_BEHALF = (Standing.LEAD, Standing.PROGRAMME)
"""Somebody of the authority said so to whoever entered it."""
