"""Pictures: that they are what they say, and not larger in pixels than a page can want."""

from __future__ import annotations

import warnings
from typing import IO

from PIL import Image

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
