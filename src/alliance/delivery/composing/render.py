"""Stand-in until part B1 is merged."""

from __future__ import annotations

from dataclasses import dataclass

from .letter import Letter, Site


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    html: str
    text: str
    short: str


def render(letter: Letter, site: Site) -> Rendered:
    said = "\n".join(
        [letter.masthead]
        + [piece.title for part in letter.parts for piece in part.pieces]
        + [ask.title for part in letter.parts for piece in part.pieces for ask in piece.asked]
        + [line.title for part in letter.parts for line in part.lines]
    )
    return Rendered(letter.subject, f"<p>{said}</p>", said, said)
