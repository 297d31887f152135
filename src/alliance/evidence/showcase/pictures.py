"""A picture as readers get it: two sizes, turned upright, without what the camera wrote into it."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from alliance.library.documents.pictures import redrawn
from alliance.library.documents.refusal import FileRefused

from ..models.showcase import LARGE_PICTURE, SMALL_PICTURE

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 82


@dataclass(frozen=True, slots=True)
class Drawn:
    """JPEG in two sizes; width and height in pixels are the large one's."""

    large: bytes
    small: bytes
    width: int
    height: int


def draw(file: IO[bytes]) -> Drawn:
    """Make both sizes of a picture that came through the door.

    Raises:
        FileRefused: it cannot be read after all.
    """
    from PIL import Image

    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as picture:
                upright = redrawn(picture, "RGBA")
                flat = Image.new("RGB", upright.size, "white")
                flat.paste(upright, mask=upright.getchannel("A"))
    except Exception as fault:  # Pillow's readers raise what they please on broken files
        raise FileRefused(
            "This picture cannot be read. Save it again as PNG or JPEG and hand that in."
        ) from fault
    large, small = _within(flat, LARGE_PICTURE), _within(flat, SMALL_PICTURE)
    return Drawn(_jpeg(large), _jpeg(small), *large.size)


def _within(picture: Image, side: int) -> Image:
    from PIL.Image import Resampling

    made = picture.copy()
    made.thumbnail((side, side), Resampling.LANCZOS)
    return made


def _jpeg(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
