"""How fast feeds are read, whole and damaged, beside feedparser; and the memory of a big one.

python -m benches.sources
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

from alliance.sources.reading.feed import read_feed
from alliance.sources.reading.page import read_page

AT = "https://news.example.org/feed"
ENTRIES = 500
PER_SECOND = 2000
"""Entries; a source has twenty to fifty."""
MOST_MEMORY = 200
"""Megabytes for a feed of ten million bytes, the largest that is fetched."""
ROUNDS = 3
BODY = (
    "&lt;p&gt;The &lt;a href=&quot;/guidance/{n}&quot;&gt;guidance&lt;/a&gt; was revised.&lt;/p&gt;"
    + "&lt;p&gt;Authorities must publish a local offer and name who answers for it.&lt;/p&gt;" * 8
)


def feed(number: int, *, body: str = BODY) -> bytes:
    """An RSS feed of so many entries of the usual size."""
    items = "".join(
        f"<item><guid>{n}</guid><title>Guidance number {n}</title><link>/guidance/{n}</link>"
        f"<pubDate>Fri, 13 Nov 2026 09:30:00 GMT</pubDate><description>{body.format(n=n)}</description></item>"
        for n in range(number)
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def rate(read: Callable[[bytes], object], data: bytes, number: int) -> float:
    """Entries a second of processor time, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        read(data)
        best = min(best, time.process_time() - start)
    return number / best


def of_a_big_one() -> None:
    """Read a feed of ten million bytes, and say the most memory that it took, in megabytes."""
    data = feed(2000, body=BODY * 6)[:10_000_000]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    read_feed(data, url=AT)
    seconds = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(len(data), (after - before) // 1024, f"{seconds:.1f}")


def main() -> int:
    """Print entries a second and the memory of a big feed; 1 when one misses its bar."""
    import feedparser

    data = feed(ENTRIES)
    whole = rate(lambda sent: read_feed(sent, url=AT), data, ENTRIES)
    broken = rate(lambda sent: read_feed(sent, url=AT), data.replace(b"&lt;p", b"<p", 40), ENTRIES)
    other = rate(feedparser.parse, data, ENTRIES)
    page = b"<main>" + b"<p>A line of a page that people read.</p>" * 2000 + b"</main>"
    pages = rate(lambda sent: read_page(sent, url=AT), page, 1)
    out = subprocess.run(
        [sys.executable, "-c", "from benches.sources import of_a_big_one; of_a_big_one()"],
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    size, memory, seconds = int(out[0]), int(out[1]), out[2]
    print(
        f"{whole:,.0f} entries a second ({broken:,.0f} of a damaged feed); the bar is {PER_SECOND:,}"
    )
    print(f"{other:,.0f} by feedparser, which also sanitises")
    print(f"{pages:,.0f} pages of 2,000 lines a second")
    print(f"{memory} MB and {seconds} s for a feed of {size:,} bytes; the bar is {MOST_MEMORY} MB")
    return int(whole < PER_SECOND or broken < PER_SECOND or memory > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
