"""What a public page costs: processor, queries, bytes; beside a plain Wagtail site in the same run.

    python -m benches.pages

“Kept” is what a reader pays: the page worked out once an edition. “Anew” is the first request after
something was published. The plain site has the same words as rich text in its page tree.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benches.fresh_database import fresh_database
from benches.requests import ask, milliseconds

BAR = 2.5
"""Milliseconds of processor a page."""
MAIN = re.compile(r"<main.*?>(.*)</main>", re.DOTALL)


def main() -> int:
    """Print the table; 1 when a kept page is over the bar."""
    with fresh_database() as folder:
        from alliance.region.load import load_sample

        load_sample()
        return _measure(folder)


def _measure(folder: Path) -> int:
    from django.db import connection, reset_queries
    from django.test.utils import override_settings

    from alliance.bulletins.models import Bulletin, Item
    from alliance.config.wsgi import application
    from alliance.editions.shared import shelf

    newest = Bulletin.objects.latest("number")
    told_often = max(Item.objects.all(), key=lambda item: item.appearances.count())
    addresses = {
        "front page": "/",
        "archive": "/bulletins/",
        "bulletin": newest.get_absolute_url(),
        "item": told_often.get_absolute_url(),
        "publications": "/publications/",
        "people": "/people/",
    }
    with override_settings(ALLOWED_HOSTS=["127.0.0.1"]):
        pages, rows = [], []
        for name, address in addresses.items():
            shelf.clear()
            with override_settings(DEBUG=True):
                reset_queries()
                answer = ask(application, address)
                queries = len(connection.queries)
            assert answer.status == 200, (address, answer)
            packed = ask(application, address, accept_encoding="gzip")
            anew = milliseconds(application, address, before=shelf.clear)
            kept = milliseconds(application, address)
            rows.append((name, kept, anew, queries, len(answer.body), len(packed.body)))
            found = MAIN.search(answer.body.decode())
            pages.append({"name": name, "title": name, "body": found[1] if found else ""})
    plain = _plain(pages)
    print(f"{'page':14}{'kept ms':>9}{'anew ms':>9}{'plain Wagtail ms':>18}{'ratio kept':>12}"
          f"{'queries':>9}{'bytes':>9}{'gzipped':>9}")  # fmt: skip
    for name, kept, anew, queries, size, packed_size in rows:
        print(
            f"{name:14}{kept:9.2f}{anew:9.2f}{plain[name]:18.2f}{kept / plain[name]:12.2f}"
            f"{queries:9}{size:9,}{packed_size:9,}"
        )
    return int(any(kept > BAR for _, kept, *_ in rows))


def _plain(pages: list[dict[str, str]]) -> dict[str, float]:
    """The plain site has settings of its own, so it has a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(pages, file)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "benches.plain_wagtail.measure", file.name],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        sys.exit(f"The plain site could not be measured.\n{done.stderr}")
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


if __name__ == "__main__":
    sys.exit(main())
