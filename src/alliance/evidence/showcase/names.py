"""Names under which the showcase is known to the parts below: they never change."""

SHOWCASE = "showcase"
"""What showcases are called among all that is delivered."""
LINK = "case"
"""What the link to a case permits: saying what its owner thinks of it, and whether it lasted."""
