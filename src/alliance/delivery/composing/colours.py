"""The colours of a mail, light and dark, and how far apart two of them are.

`letter.css` names colours as `var(--text)`. Few mail programs know such names, so the light ones
are written into the rules that go into the tags, and the dark ones into rules that stay in the
head for the programs that ask (`prefers-color-scheme`) or mark what they changed (Outlook.com's
`data-ogsc` and `data-ogsb`). Pure: no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

LIGHT: Mapping[str, str] = {
    "paper": "#ffffff",
    "raised": "#f5f3ee",
    "text": "#16242b",
    "quiet": "#4a5a62",
    "rule": "#8a969b",
    "band": "#0f3d4a",
    "band-line": "#0f3d4a",
    "on-band": "#ffffff",
    "on-band-quiet": "#c5dbe1",
    "link": "#0b5f74",
    "asked": "#8a5a00",
    "asked-ground": "#fff3d1",
    "button": "#0b5f74",
    "button-text": "#ffffff",
}
DARK: Mapping[str, str] = {
    **LIGHT,
    "paper": "#10191d",
    "raised": "#1a272d",
    "text": "#e8eef0",
    "quiet": "#a9b8be",
    "rule": "#6d7d84",
    "band-line": "#8fd3e6",
    "link": "#8fd3e6",
    "asked": "#ffd27a",
    "asked-ground": "#2c2412",
    "button": "#8fd3e6",
    "button-text": "#10191d",
}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAMED = re.compile(r"var\(--([a-z-]+)\)")


def luminance(colour: str) -> float:
    """Relative luminance of a colour such as `#0b5f74`, as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@cache
def into_tags() -> str:
    """The rules that go into the tags, in light colours."""
    return _coloured(_source(), LIGHT)


@cache
def for_dark() -> str:
    """What of them a dark screen changes: kept in the head of the page."""
    rules = "".join(f"{selector}{{{said}}}" for selector, said in _dark_rules(""))
    return f"@media screen and (prefers-color-scheme:dark){{{rules}}}"


@cache
def for_outlook() -> str:
    """The same for Outlook on the web, which marks what lies in a text or ground it has changed."""
    return "".join(
        f"[data-ogs{kind}] {selector}{{{said}}}"
        for kind, only in (("c", "color"), ("b", "background-color"))
        for selector, said in _dark_rules(only)
    )


NARROW = (
    "@media screen and (max-width:599px){"
    ".cell{padding-left:16px!important;padding-right:16px!important}"
    "h1{font-size:28px!important;line-height:34px!important}"
    "h2{font-size:22px!important;line-height:28px!important}"
    "h3{font-size:19px!important;line-height:25px!important}"
    "}"
)
"""On a telephone."""
PRINT = (
    "@media print{"
    ".band,.band a,.said{background:none!important;color:#16242b!important}"
    "h2,h3,h4{break-after:avoid}.panel,li{break-inside:avoid}"
    "}"
)
"""On paper: no ground is printed, so nothing is white on it."""


def _source() -> str:
    text = Path(__file__).with_name("letter.css").read_text(encoding="utf-8")
    return _COMMENT.sub("", text)


def _coloured(css: str, colours: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda found: colours[found[1]], css)


def _dark_rules(only: str) -> Iterator[tuple[str, str]]:
    for selector, body in _RULE.findall(_source()):
        # Also what is the same in both: a looser rule that changes would win over the tag's own.
        said = [
            f"{name}:{_coloured(value, DARK)}!important"
            for name, value in _declarations(body)
            if "var(" in value and only in {"", name}
        ]
        if said:
            yield selector.strip(), ";".join(said)


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for said in body.split(";"):
        name, _, value = said.partition(":")
        if value:
            yield name.strip(), " ".join(value.split())
