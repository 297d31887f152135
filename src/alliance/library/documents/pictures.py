"""Pictures: that they are what they say, not larger in pixels than a page can want, and tell no more
than they show."""

from __future__ import annotations

import io
import warnings
from typing import IO

from PIL import Image, ImageOps

from . import kinds
from .kinds import Kind
from .refusal import FileRefused

MOST_PIXELS = 50_000_000
"""Of all frames together: a large photograph has 24 million, a scanned A3 page 35."""
SMALLER = "Make it smaller: 2,000 pixels across are enough."
FORMATS = {"PNG": kinds.PNG, "JPEG": kinds.JPEG, "GIF": kinds.GIF, "WEBP": kinds.WEBP}


def check(file: IO[bytes]) -> Kind:
    """What kind of picture this is; its pixels are counted by its header, not unpacked.

    Raises:
        FileRefused: it is none, or has too many pixels.
    """
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own limit is a warning; ours is lower
            with Image.open(file, formats=list(FORMATS)) as picture:
                kind = FORMATS[picture.format or ""]
                width, height = picture.size
                frames = getattr(picture, "n_frames", 1) if width * height <= MOST_PIXELS else 1
                picture.verify()
    except Image.DecompressionBombError:
        raise FileRefused(f"This picture has far too many pixels. {SMALLER}") from None
    except Exception:
        # Pillow's readers raise what they please on broken files: there is no list of it.
        raise FileRefused(
            "This picture is damaged. Save it again as PNG or JPEG and hand that in."
        ) from None
    if width * height * frames > MOST_PIXELS:
        raise FileRefused(
            f"This picture has {width} × {height} pixels{' in many frames' if frames > 1 else ''}, "
            f"more than any page shows. {SMALLER}"
        )
    return kind


WIDEST = 2400
"""Pixels of a picture that is kept bare: twice what the widest page shows."""


def bare(file: IO[bytes], kind: Kind) -> bytes:
    """A picture drawn anew, without what cameras write into it: where, when, with what, by whom.

    It stands upright as its camera meant, and is at most 2,400 pixels wide and high; of one that
    moves the first frame is kept.

    Args:
        kind: what `check` found it to be.

    Raises:
        FileRefused: it cannot be drawn.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=list(FORMATS)) as picture:
            drawn = redrawn(picture, "RGB" if kind is kinds.JPEG else "RGBA", largest=WIDEST)
    except Exception:
        raise FileRefused(
            "This picture is damaged. Save it again as PNG or JPEG and hand that in."
        ) from None
    made = io.BytesIO()
    name = next(name for name, each in FORMATS.items() if each is kind)
    drawn.save(made, format=name, **({"quality": 88} if kind is kinds.JPEG else {}))
    return made.getvalue()


def redrawn(picture: Image.Image, mode: str, *, largest: int | None = None) -> Image.Image:
    """The pixels of a picture, upright, and nothing else of it.

    Saved from the old one, a picture would have its comments, profiles and thumbnails as well.

    Args:
        mode: RGB, or RGBA where it may be seen through.
        largest: pixels that it may be wide and high.
    """
    upright = ImageOps.exif_transpose(picture)
    if largest is not None:
        upright.thumbnail((largest, largest))
    fresh = Image.new(mode, upright.size)
    fresh.paste(upright.convert(mode))
    return fresh
