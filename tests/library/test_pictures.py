"""A picture that an editor uploads is seen, in the sizes made for pages."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from alliance.library.models import Rendition


def kept(name: str) -> str:
    return default_storage.url(default_storage.save(name, ContentFile(b"a picture")))


@pytest.mark.django_db
def test_pictures_are_served_in_the_sizes_of_pages_and_nothing_else_is(client: Client) -> None:
    folder = Rendition().get_upload_to("bench.width-100.png")
    shown = client.get(kept(folder))
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/png")
    assert b"".join(shown.streaming_content) == b"a picture"
    for hidden in ("original_images/bench.png", "documents/minutes.pdf"):
        assert client.get(kept(hidden)).status_code == 404
        assert client.get(f"/files/images/../{hidden}").status_code == 400
