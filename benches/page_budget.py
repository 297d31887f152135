"""What a first visit costs on a slow telephone: requests, bytes, movement, waiting.

    python -m benches.page_budget [ADDRESS]     of a sample region that runs already, else its own

Each page cold, in Chromium at 375 px, with a processor four times slower and the network that
Lighthouse calls slow 4G. What is over its budget is marked, and the measure then fails. Needs the
developer's packages and a Chromium.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.sample_pages import STATUS, public_addresses

SLOW_PROCESSOR = 4
SLOW_4G = {
    "offline": False,
    "latency": 562.5,  # milliseconds a request
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
TELEPHONE = {"viewport": {"width": 375, "height": 667}, "is_mobile": True, "has_touch": True}
KINDS = {"Document": "page", "Stylesheet": "style", "Script": "script", "Font": "font"}
LAST_OF_SAMPLE = "sample: agreements"
"""What `alliance demo` says when all is in."""
MEASURED = """() => new Promise((done) => {
  const sums = { moved: 0, shown: 0, blocked: 0 };
  const watch = (type, add) => new PerformanceObserver((list) => list.getEntries().forEach(add))
    .observe({ type, buffered: true });
  watch("layout-shift", (entry) => { sums.moved += entry.value; });
  watch("largest-contentful-paint", (entry) => { sums.shown = entry.startTime; });
  watch("longtask", (entry) => { sums.blocked += Math.max(entry.duration - 50, 0); });
  setTimeout(() => done(sums), 300);
})"""
"""Layout shift, largest contentful paint and main-thread blocking, as the browser counted them."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one page took; milliseconds, and bytes as they went over the wire."""

    requests: float
    total: float
    moved: float
    shown: float
    blocked: float


BUDGET = Visit(requests=12, total=150_000, moved=0.01, shown=2_500, blocked=200)


def main() -> int:
    """Print the table; 1 when a page is over the budget."""
    with _site(sys.argv[1:]) as address, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(base_url=address)
        places = public_addresses(page)
        page.close()
        print(f"{'':22}{'requests':>9}{'kB':>7}{'page':>7}{'style':>7}{'script':>7}{'font':>7}"
              f"{'other':>7}{'CLS':>8}{'LCP ms':>8}{'blocked ms':>12}")  # fmt: skip
        is_over = [
            _show(name, *_visit(browser, address + path, STATUS.get(name, 200)))
            for name, path in places.items()
        ]
        print(f"{'budget':22}{BUDGET.requests:9.0f}{BUDGET.total / 1000:7.0f}{'':35}"
              f"{BUDGET.moved:8.2f}{BUDGET.shown:8.0f}{BUDGET.blocked:12.0f}")  # fmt: skip
        browser.close()
    return int(any(is_over))


@contextmanager
def _site(named: list[str]) -> Iterator[str]:
    """The address of a sample region, full of bulletins."""
    if named:
        yield named[0].rstrip("/")
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("alliance")
    with tempfile.TemporaryDirectory() as data:
        demo = subprocess.Popen(
            [command, "demo", "--no-browser", "--port", str(port), "--data", data],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert demo.stderr
            # Until the last of the sample is in; the pipe is emptied behind us all the same.
            said = next((line for line in demo.stderr if LAST_OF_SAMPLE in line), None)
            assert said, "the sample region did not start"
            yield f"http://127.0.0.1:{port}"
        finally:
            demo.terminate()
            demo.communicate(timeout=30)


def _visit(browser: Browser, address: str, status: int) -> tuple[Visit, Counter[str]]:
    """Open an address as somebody who was never here."""
    context = browser.new_context(**TELEPHONE)  # type: ignore[arg-type]
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    sizes: Counter[str] = Counter()
    devtools.on(
        "Network.requestWillBeSent", lambda e: kinds.update({e["requestId"]: e.get("type", "")})
    )
    devtools.on(
        "Network.loadingFinished",
        lambda e: sizes.update(
            {KINDS.get(kinds.get(e["requestId"], ""), "other"): e["encodedDataLength"]}
        ),
    )
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
    answer = page.goto(address, wait_until="networkidle")
    assert answer
    assert answer.status == status, f"{address} is not what it was to be"
    sums = page.evaluate(MEASURED)
    context.close()
    visit = Visit(len(kinds), sizes.total(), sums["moved"], sums["shown"], sums["blocked"])
    return visit, sizes


def _show(name: str, visit: Visit, sizes: Counter[str]) -> bool:
    """Print a row; whether it is over the budget."""
    over = [part for part in Visit.__slots__ if getattr(visit, part) > getattr(BUDGET, part)]
    by_kind = "".join(f"{sizes[kind] / 1000:7.1f}" for kind in (*KINDS.values(), "other"))
    print(
        f"{name:22}{visit.requests:9}{visit.total / 1000:7.1f}{by_kind}"
        f"{visit.moved:8.3f}{visit.shown:8.0f}{visit.blocked:12.0f}"
        + (f"  OVER: {', '.join(over)}" if over else ""),
        flush=True,
    )
    return bool(over)


if __name__ == "__main__":
    sys.exit(main())
