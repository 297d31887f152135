"""Pictures of the sample's showcase, drawn from a few shapes: no photograph, nobody in them."""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

SIZE = (1280, 800)
INK, BAND, WARM, PAPER, LEAF = "#16242b", "#0f3d4a", "#e0a23a", "#f5f3ee", "#7fae92"
Pen = ImageDraw.ImageDraw


def _gate(pen: Pen) -> None:
    for x in range(160, 1120, 80):
        pen.rounded_rectangle((x, 260, x + 36, 680), 18, fill=BAND)
    pen.rectangle((120, 360, 1160, 390), fill=BAND)
    pen.rectangle((120, 580, 1160, 610), fill=BAND)
    pen.rounded_rectangle((560, 430, 700, 580), 20, fill=WARM)
    pen.arc((680, 450, 770, 550), 270, 90, fill=WARM, width=22)


def _list(pen: Pen) -> None:
    pen.rounded_rectangle((380, 90, 900, 710), 16, fill="#ffffff", outline=BAND, width=8)
    for row, width in enumerate((360, 300, 380, 220, 340)):
        top = 180 + row * 100
        pen.ellipse((430, top, 470, top + 40), fill=WARM if row == 3 else LEAF)
        pen.rounded_rectangle((500, top + 8, 500 + width - 60, top + 32), 12, fill=INK)


def _chairs(pen: Pen) -> None:
    for x in (140, 480, 820):
        pen.rounded_rectangle((x, 260, x + 60, 640), 14, fill=BAND)
        pen.rounded_rectangle((x, 440, x + 280, 500), 14, fill=BAND)
        pen.rounded_rectangle((x + 230, 480, x + 280, 640), 14, fill=BAND)
    pen.ellipse((960, 120, 1120, 280), outline=WARM, width=24)
    pen.line((1040, 200, 1040, 150), fill=WARM, width=16)
    pen.line((1040, 200, 1085, 200), fill=WARM, width=16)


def _pool(pen: Pen) -> None:
    pen.rectangle((0, 330, 1280, 800), fill="#8fc5d3")
    for lane in range(430, 800, 120):
        for x in range(0, 1280, 90):
            pen.ellipse((x, lane, x + 44, lane + 26), fill=WARM if (x // 90) % 2 else "#ffffff")
    pen.rounded_rectangle((280, 190, 1000, 240), 14, fill=BAND)
    pen.rectangle((340, 240, 380, 330), fill=BAND)
    pen.rectangle((900, 240, 940, 330), fill=BAND)


def _walk(pen: Pen) -> None:
    pen.polygon([(0, 800), (520, 380), (760, 380), (1280, 800)], fill=WARM)
    for x, size in ((120, 150), (330, 110), (930, 120), (1110, 160)):
        pen.rectangle((x - 14, 420, x + 14, 420 + size), fill=INK)
        pen.ellipse((x - size, 430 - size * 2, x + size, 430), fill=LEAF)


def _shop(pen: Pen) -> None:
    pen.rectangle((120, 190, 1160, 216), fill=INK)
    for number, x in enumerate(range(180, 1100, 150)):
        colour = (BAND, LEAF, WARM)[number % 3]
        pen.line((x + 55, 216, x + 55, 280), fill=INK, width=8)
        pen.polygon(
            [(x, 320), (x + 55, 270), (x + 110, 320), (x + 96, 620), (x + 14, 620)], fill=colour
        )


SCENES: dict[str, Callable[[Pen], None]] = {
    "gate": _gate, "list": _list, "chairs": _chairs, "pool": _pool, "walk": _walk, "shop": _shop,
}  # fmt: skip


def drawing(scene: str) -> io.BytesIO:
    """One of the scenes as PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    SCENES[scene](ImageDraw.Draw(picture))
    out = io.BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out
