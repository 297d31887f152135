"""Pictures as readers get them. Plain functions."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from alliance.evidence.showcase.pictures import draw
from alliance.library.documents.refusal import FileRefused
from tests.evidence.showcase.invented import picture


def test_a_picture_is_turned_upright_and_says_nothing_of_who_took_it() -> None:
    drawn = draw(picture(1600, 1000, exif=True))
    assert (drawn.width, drawn.height) == (800, 1280)
    for content in (drawn.large, drawn.small):
        assert b"Practitioner" not in content
        assert not Image.open(io.BytesIO(content)).getexif()


def test_the_small_one_is_small_and_a_small_picture_is_not_blown_up() -> None:
    assert max(Image.open(io.BytesIO(draw(picture()).small)).size) == 480
    assert (draw(picture(200, 100)).width, draw(picture(200, 100)).height) == (200, 100)


def test_what_is_see_through_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(draw(out).large)).getpixel((5, 5)) == (255, 255, 255)


def test_what_is_no_picture_is_refused_in_words() -> None:
    with pytest.raises(FileRefused, match="Save it again"):
        draw(io.BytesIO(b"no picture"))
