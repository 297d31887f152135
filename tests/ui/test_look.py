"""The stylesheet: contrast measured pair by pair, no face but our own, nothing fetched elsewhere."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import alliance.ui

STATIC = Path(alliance.ui.__file__).parent / "static" / "ui"
CSS = (STATIC / "alliance.css").read_text(encoding="utf-8")
PACKED = (STATIC / "alliance.css.gz").read_bytes()
DARK_RULES = re.findall(r"@media screen and \(prefers-color-scheme: ?dark\)\{:root\{([^}]*)\}", CSS)
LIGHT_RULES = re.findall(r":root\{([^}]*)\}", CSS)


def colours(*blocks: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks:
        found |= dict(re.findall(r"--([\w-]+): ?(#[0-9a-f]{3,6})\b", block))
    return {
        name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:])
        for name, value in found.items()
    }


DARK = colours(*DARK_RULES)
LIGHT = colours(*[block for block in LIGHT_RULES if block not in DARK_RULES])
FACES = {"light": LIGHT, "dark": LIGHT | DARK}

# Pairs that meet on a page: text on ground, and the least contrast WCAG 2.2 AA asks.
PAIRS = [
    (text, ground, 4.5)
    for text in ("text", "quiet", "link", "asked", "late", "done")
    for ground in ("paper", "raised")
] + [
    ("asked", "asked-ground", 4.5),
    ("late", "late-ground", 4.5),
    ("done", "done-ground", 4.5),
    ("on-band", "band", 4.5),
    ("on-band-quiet", "band", 4.5),
    ("button-text", "button", 4.5),
    ("button-text", "button-hover", 4.5),
    ("govuk-link-visited-colour", "paper", 4.5),
    ("govuk-link-hover-colour", "paper", 4.5),
    ("govuk-error-colour", "paper", 4.5),
    ("govuk-secondary-text-colour", "paper", 4.5),
    ("govuk-input-border-colour", "paper", 3.0),
    ("button", "paper", 3.0),
]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_what_meets_on_a_page_can_be_told_apart(
    face: str, text: str, ground: str, least: float
) -> None:
    colour = FACES[face]
    assert contrast(colour[text], colour[ground]) >= least


def test_the_dark_face_changes_every_ground() -> None:
    for ground in ("paper", "raised", "asked-ground", "late-ground", "done-ground"):
        assert luminance(DARK[ground]) < 0.05 < luminance(LIGHT[ground])


def test_the_stylesheet_is_small_and_fetches_nothing_from_elsewhere() -> None:
    assert len(PACKED) < 16_000
    addresses = re.findall(r"url\(([^)]*)\)", CSS)
    assert addresses
    assert all((STATIC / address.strip("\"'")).exists() for address in addresses)


def test_what_is_sent_packed_is_the_stylesheet_of_today() -> None:
    """WhiteNoise sends the packed file beside the plain one; `make assets` makes both."""
    assert gzip.decompress(PACKED) == CSS.encode()


def test_nothing_of_govuks_own_branding_is_used() -> None:
    for name in ("GDS Transport", "govuk-crest", "crown", "logotype"):
        assert name not in CSS
    assert "OFL" in (STATIC / "fonts" / "atkinson-hyperlegible-next.OFL.txt").name
    assert "SIL Open Font License" in (STATIC / "NOTICES.md").read_text(encoding="utf-8")
