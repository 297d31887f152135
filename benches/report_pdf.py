"""How long a report of 40 cases with pictures takes to typeset, and what it weighs.

    python -m benches.report_pdf

All of it is invented. Our bar: 40 cases within 10 seconds of one processor and 400 MB, in this process, tagged as PDF/UA-1.
The peer is Chromium printing the same words and pictures from HTML, in the same run, if it is installed;
otherwise it is left out, and the run says so. Exits 1 below the bar.
"""

from __future__ import annotations

import base64
import io
import random
import resource
import shutil
import sys
from collections.abc import Sequence
from html import escape
from time import perf_counter, process_time

from PIL import Image
from pypdf import PdfReader

from alliance.evidence.showcase.pdf.contents import (
    CaseContents,
    Document,
    Picture,
    Publisher,
    ThemeContents,
    of_report,
)
from alliance.evidence.showcase.pdf.typeset import typeset

CASES, THEMES = 40, 5
MOST_SECONDS, MOST_MB = 10.0, 400
WORDS = "families team visit evening school garden register letter Tuesday listen people help early".split()


def text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words)).capitalize() + "."


def case(number: int, chance: random.Random) -> CaseContents:
    return CaseContents(
        title=f"{text(chance, 6)[:-1]} {number}",
        address=f"https://a.example/showcase/s/{number}/",
        summary=text(chance, 25),
        whose="A team, an authority",
        problem=[text(chance, 70)],
        done=[text(chance, 90) for _ in range(3)],
        changed=[text(chance, 60)],
        cost=[text(chance, 20)],
        to_copy=[text(chance, 60)],
        contact=["team@example.org"],
        figures=[
            {"what": text(chance, 4), "before": "6", "after": "14", "period": "2020", "source": text(chance, 5)}
            for _ in range(3)
        ],
        picture=Picture(name=f"showcase/{number}.jpg", says=text(chance, 6), width=1280, height=800),
    )  # fmt: skip


def photograph(chance: random.Random) -> bytes:
    """As heavy as a photograph: noise, smoothed."""
    small = Image.frombytes("RGB", (160, 100), chance.randbytes(160 * 100 * 3))
    out = io.BytesIO()
    small.resize((1280, 800), Image.Resampling.BICUBIC).save(out, "JPEG", quality=82)
    return out.getvalue()


def report(cases: Sequence[CaseContents]) -> Document:
    each = len(cases) // THEMES
    themes = [
        ThemeContents(name=f"Theme {number + 1}", cases=cases[number * each : (number + 1) * each])
        for number in range(THEMES)
    ]
    return of_report(
        themes, title="What stays", summary="Forty pages.", introduction=["Why."],
        address="https://a.example/showcase/s/", launched="13 November 2020", by=Publisher(name="An alliance"),
    )  # fmt: skip


def in_chromium(
    cases: Sequence[CaseContents], pictures: dict[str, bytes]
) -> tuple[float, bytes] | str:
    """Seconds and the PDF; or why there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return "Playwright is not installed"
    html = "".join(_html(each, pictures) for each in cases)
    try:
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page()
            began = perf_counter()
            page.set_content(f"<html lang=en><title>What stays</title>{html}")
            made = page.pdf(format="A4", tagged=True, outline=True)
            took = perf_counter() - began
            browser.close()
    except Error as fault:
        return f"Chromium does not start ({type(fault).__name__})"
    return took, made


def _html(case: CaseContents, pictures: dict[str, bytes]) -> str:
    picture = base64.b64encode(pictures[case.picture.name]).decode() if case.picture else ""
    parts = [case.summary, *case.problem, *case.done, *case.changed, *case.cost, *case.to_copy]
    rows = "".join(
        f"<tr><td>{escape(row['what'])}<td>{row['before']}<td>{row['after']}<td>{escape(row['source'])}"
        for row in case.figures
    )
    return (
        f"<h2>{escape(case.title)}</h2><img width=600 src='data:image/jpeg;base64,{picture}' alt='x'>"
        + "".join(f"<p>{escape(part)}" for part in parts)
        + f"<table><tr><th>What<th>Before<th>After<th>Source{rows}</table><div style='break-after:page'></div>"
    )


def main() -> int:
    chance = random.Random(1)
    cases = [case(number, chance) for number in range(CASES)]
    pictures = {each.picture.name: photograph(chance) for each in cases if each.picture}
    began, worked = perf_counter(), process_time()
    made = typeset(report(cases), pictures)
    waited, took = perf_counter() - began, process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = len(PdfReader(io.BytesIO(made)).pages)
    print(
        f"typst: {waited:.2f} s ({took:.2f} s of processors), {pages} pages, {len(made) / 1e6:.1f} MB"
    )
    print(f"at most {most:.0f} MB of memory")
    began = perf_counter()
    typeset(report(cases), pictures)
    print(f"typst again: {perf_counter() - began:.2f} s")
    peer = in_chromium(cases, pictures)
    if isinstance(peer, str):
        print(f"Chromium: left out, {peer}")
    else:
        count = len(PdfReader(io.BytesIO(peer[1])).pages)
        print(f"Chromium: {peer[0]:.2f} s, {count} pages, {len(peer[1]) / 1e6:.1f} MB (not PDF/UA)")
    return int(took > MOST_SECONDS or most > MOST_MB)


if __name__ == "__main__":
    sys.exit(main())
