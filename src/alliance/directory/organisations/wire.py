"""Requests to an organisation: briefly, over TLS, no further than it said, and not much at a time.

They do not go through `links/fetch.py`, which refuses addresses inside a network: where an
organisation's provider stands is written in the site's settings by who runs it, and may well be
such an address. Nobody who uses the site can bring in another.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import requests

SECONDS = 10
MOST_BYTES = 1_000_000
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class BriefSession(requests.Session):
    def __init__(self) -> None:
        super().__init__()
        self.max_redirects = 0

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        address = urlsplit(str(url))
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            raise requests.exceptions.InvalidSchema("An organisation is asked over TLS only.")
        options.setdefault("timeout", SECONDS)
        options["stream"] = True
        answer = super().request(method, url, *args, **options)
        content = b""
        for part in answer.iter_content(65_536):
            content += part
            if len(content) > MOST_BYTES:
                answer.close()
                raise requests.exceptions.ContentDecodingError("The answer is too long.")
        answer._content = content
        return answer
