"""Figures that say how something went and single nobody out: plain functions.

One rule for all of them: below five nothing exact is said, neither of those who did something nor
of those who did not. What else is a figure of visits is rounded to five.
"""

from __future__ import annotations

FEWEST = 5


def about(count: int, what: str) -> str:
    """“About 120 visits”, “Fewer than five visits”."""
    if count < FEWEST:
        return f"Fewer than five {what}"
    return f"About {(count + 2) // FEWEST * FEWEST:,} {what}"


def share_said(done: int, of: int, who: str, did: str, yet: str) -> str:
    """“12 of 19 authorities have answered”, as far as it may be told.

    Args:
        who: “authorities”.
        did: “have answered”.
        yet: “have yet to answer”.
    """
    if of < FEWEST:
        return ""
    if done < FEWEST:
        return f"Fewer than five of {of} {who} {did}."
    if of - done < FEWEST:
        return f"Fewer than five of {of} {who} {yet}."
    return f"{done} of {of} {who} {did}."
