"""Contrast in mails: of every text that meets a ground, light and dark, as WCAG 2.2 AA asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
import pytest
import tinycss2

from alliance.delivery.composing import colours
from alliance.delivery.composing.choose import choose
from alliance.delivery.composing.colours import DARK, LIGHT, contrast
from alliance.delivery.composing.letter import Letter
from alliance.delivery.composing.preview import for_preview
from alliance.delivery.composing.render import render
from tests.delivery.composing.invented import (
    ANYBODY,
    DIRECTOR,
    FULL,
    HOSTILE,
    HOSTILE_VALUES,
    MINIMAL,
    SITE,
)

PAIRS = [
    *[(text, ground, 4.5) for text in ("text", "quiet", "link") for ground in ("paper", "raised")],
    ("asked", "asked-ground", 4.5),
    ("text", "asked-ground", 4.5),
    ("link", "asked-ground", 4.5),
    ("on-band", "band", 4.5),
    ("on-band-quiet", "band", 4.5),
    ("button-text", "button", 4.5),
    ("button", "asked-ground", 3.0),
    ("rule", "paper", 3.0),
    ("band-line", "paper", 3.0),
    ("asked", "paper", 3.0),
]


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("face", ["light", "dark"])
@pytest.mark.parametrize(("one", "other", "least"), PAIRS)
def test_what_meets_can_be_told_apart(face: str, one: str, other: str, least: float) -> None:
    said = LIGHT if face == "light" else DARK
    assert contrast(said[one], said[other]) >= least


def test_the_dark_face_changes_every_ground_of_text() -> None:
    assert set(LIGHT) == set(DARK)
    for ground in ("paper", "raised", "asked-ground"):
        assert colours.luminance(DARK[ground]) < 0.05 < colours.luminance(LIGHT[ground])


@pytest.mark.parametrize(
    "css",
    [colours.into_tags(), colours.for_dark(), colours.for_outlook(), colours.NARROW, colours.PRINT],
)
def test_the_rules_are_rules(css: str) -> None:
    parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    assert parsed
    assert not [rule for rule in parsed if rule.type == "error"]
    assert "var(" not in css
    assert "url(" not in css
    assert "@import" not in css
    assert "@font-face" not in css


def test_nothing_is_set_smaller_than_fourteen_pixels() -> None:
    sizes = re.findall(r"font(?:-size)?:\s*(\d+)px", colours.into_tags() + colours.NARROW)
    assert sizes
    assert min(map(int, sizes)) >= 14


def colours_said(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Selector and colours of each rule of a sheet, read by tinycss2."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule":
            yield from colours_said(tinycss2.serialize(rule.content))
            continue
        body = tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
        said = {
            each.name: tinycss2.serialize(each.value).strip()
            for each in body
            if each.type == "declaration" and each.name in {"color", "background-color"}
        }
        yield tinycss2.serialize(rule.prelude).strip(), said


@dataclass(frozen=True)
class Seen:
    color: str = "#000000"
    ground: str = "#ffffff"


def texts(html: str, face: str) -> Iterator[tuple[str, Seen]]:
    """Every text of a page with the colours it is shown in."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    rules = [*colours_said(colours.for_dark())] if face == "dark" else []
    yield from _texts(page.find("body"), [], Seen(), rules)


def _texts(
    element: Element, above: list[Element], seen: Seen, rules: list[tuple[str, dict[str, str]]]
) -> Iterator[tuple[str, Seen]]:
    if not isinstance(element.tag, str) or "display:none" in element.get("style", ""):
        return
    own = {
        name.strip(): value.strip()
        for name, _, value in (
            said.partition(":") for said in element.get("style", "").split(";") if said
        )
    }
    matching = [
        (selector.count(".") * 10 + len(selector.split()), said)
        for selector, said in rules
        if _matches(selector, element, above)
    ]
    for _, said in sorted(matching, key=lambda each: each[0]):
        own |= {name: value.removesuffix("!important").strip() for name, value in said.items()}
    seen = Seen(own.get("color", seen.color), own.get("background-color", seen.ground))
    if (element.text or "").strip():
        yield (element.text or "").strip(), seen
    for child in element:
        yield from _texts(child, [*above, element], seen, rules)
        if (child.tail or "").strip():
            yield (child.tail or "").strip(), seen


def _matches(selector: str, element: Element, above: list[Element]) -> bool:
    *outer, last = selector.split()
    return _is(last, element) and all(any(_is(each, one) for one in above) for each in outer)


def _is(simple: str, element: Element) -> bool:
    if simple.startswith("."):
        return simple[1:] in element.get("class", "").split()
    return simple == element.tag


@pytest.mark.parametrize("face", ["light", "dark"])
@pytest.mark.parametrize(
    "letter",
    [choose(FULL, DIRECTOR), choose(FULL, ANYBODY), MINIMAL, choose(HOSTILE, DIRECTOR)],
    ids=["full", "of anybody", "minimal", "hostile"],
)
def test_every_text_of_a_mail_can_be_read(letter: Letter, face: str) -> None:
    html, _ = for_preview(render(letter, SITE), HOSTILE_VALUES)
    found = [*texts(html, face)]
    assert len(found) > 8
    assert {seen.ground for _, seen in found} > {LIGHT["band"]}
    paper = (LIGHT if face == "light" else DARK)["paper"]
    assert paper in {seen.ground for _, seen in found}
    poor = [(text, seen) for text, seen in found if contrast(seen.color, seen.ground) < 4.5]
    assert poor == []
