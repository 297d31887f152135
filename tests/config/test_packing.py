"""Text goes out packed, to those who can unpack it."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from alliance.config.packing import PackTextMiddleware

TAKES_GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("address", ["/search/?q=children", "/api/v1/", "/feeds/all.atom"])
def test_text_goes_out_packed(client: Client, db: None, address: str) -> None:
    plain = client.get(address)
    packed = client.get(address, headers=TAKES_GZIP)
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content)
    assert len(gzip.decompress(packed.content)) == len(plain.content)
    assert "Accept-Encoding" in packed["Vary"]


def test_the_stylesheet_goes_out_packed(client: Client, db: None) -> None:
    answer = client.get("/static/ui/alliance.css", headers=TAKES_GZIP)
    answer.close()
    assert answer["Content-Encoding"] == "gzip"


def test_a_tag_given_with_a_packed_answer_is_known_again(client: Client, db: None) -> None:
    tag = client.get("/api/v1/bulletins/", headers=TAKES_GZIP)["ETag"]
    again = client.get("/api/v1/bulletins/", headers={**TAKES_GZIP, "If-None-Match": tag})
    assert again.status_code == 304
    assert "Accept-Encoding" in again["Vary"]


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"\x89PNG" * 500, content_type="image/png"),
        FileResponse(BytesIO(b"text " * 500), content_type="text/plain"),
    ],
)
def test_pictures_and_files_go_out_as_they_are(
    answer: HttpResponseBase, rf: RequestFactory
) -> None:
    pack = PackTextMiddleware(lambda request: answer)
    request = rf.get("/", headers=TAKES_GZIP)
    assert "Content-Encoding" not in pack(request).headers
