"""The PDF: tagged, titled, with words for pictures and heads for tables. Without a database."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from alliance.evidence.showcase.pdf.contents import (
    CaseContents,
    Document,
    Picture,
    Publisher,
    ThemeContents,
    of_case,
    of_report,
)
from alliance.evidence.showcase.pdf.legible import HELD, UNSEEN, legible
from alliance.evidence.showcase.pdf.typeset import typeset
from tests.evidence.showcase.invented import FIGURE, picture

US = Publisher(name="Eastern Alliance", email="office@example.org")
PICTURE = Picture(name="showcase/one.jpg", says="Three chairs in a ring", width=1600, height=1000)
HOSTILE = "Up to 40% #show $x$ *not bold* <b> \\u{1F600} 😀 中 \x07 @missing [link] // ‮"
ONE = CaseContents(
    title="Groups by video",
    address="https://a.example/showcase/s/groups-by-video/",
    summary="Families came back.",
    supplier="VideoRoom",
    problem=["They could not come."],
    done=["We met by video.", "Every Tuesday."],
    changed=["More came."],
    figures=[FIGURE],
    to_copy=["An account."],
    picture=PICTURE,
)
LONG = CaseContents(
    title="Wordwithoutanyplacetobreakit" * 5,
    address="https://a.example/" + "x" * 300,
    problem=["Many words. " * 900],
    done=["w" * 2000],
    figures=[{"what": "x", "before": "", "after": "9" * 40, "period": "p" * 100, "source": "s" * 300}] * 20,
)  # fmt: skip
EMPTY = CaseContents(title="Short", address="https://a.example/")


def report(*cases: CaseContents, **more: Any) -> Document:
    said: dict[str, Any] = {
        "title": "Silver linings", "summary": "What stays.", "introduction": ["We asked."],
        "address": "https://a.example/showcase/s/", "launched": "13 November 2020", "by": US,
    }  # fmt: skip
    return of_report([ThemeContents(name="By video", cases=cases)], **said | more)


def read(document: Document) -> PdfReader:
    content = {PICTURE.name: picture().getvalue()} if document.pictures else {}
    return PdfReader(io.BytesIO(typeset(document, content)))


@pytest.fixture(scope="module")
def made() -> PdfReader:
    return read(report(ONE, EMPTY))


def tags(reader: PdfReader) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every element of the structure tree in reading order: its tag and its entries."""

    def walk(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"]).lstrip("/"), node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_it_says_what_it_is_and_that_it_is_tagged(made: PdfReader) -> None:
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")
    assert made.metadata
    assert made.metadata.title == "Silver linings"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_headings_pictures_and_tables_are_tagged(made: PdfReader) -> None:
    found = list(tags(made))
    names = [name for name, _ in found]
    assert [name for name in names if name in ("H1", "H2", "H3")][:4] == ["H1", "H1", "H1", "H2"]
    assert {"Table", "TR", "TH", "TD", "TOC", "Figure", "Link", "P"} <= set(names)
    assert [str(node["/Alt"]) for name, node in found if name == "Figure"] == [
        "Three chairs in a ring"
    ]
    assert names.count("TH") == 4


def test_it_has_an_outline_and_numbers_its_pages(made: PdfReader) -> None:
    def titles(outline: Any) -> list[str]:
        return [
            title
            for each in outline
            for title in (titles(each) if isinstance(each, list) else [str(each.title)])
        ]

    assert titles(made.outline)[:3] == ["Introduction", "By video", "Groups by video"]
    assert made.pages[2].extract_text().rstrip().endswith("3")


def test_it_says_figures_with_their_source_and_how_to_join_in(made: PdfReader) -> None:
    said = text_of(made)
    for words in (
        "Parents at a group", "April to June 2020", "Registers of three centres", "VideoRoom",
        "office@example.org", "2 pages of practice", "13 November 2020", "Take it further",
    ):  # fmt: skip
        assert words in said, words


def test_nothing_that_was_typed_is_markup() -> None:
    """Nor does a letter that no font has stop it: a box stands for it."""
    hostile = CaseContents(
        title=HOSTILE, address="https://a.example/", summary=HOSTILE, problem=[HOSTILE],
        whose=HOSTILE, others=[HOSTILE], figures=[FIGURE | {"what": HOSTILE}],
    )  # fmt: skip
    said = text_of(read(report(hostile, title=HOSTILE, summary=HOSTILE, introduction=[HOSTILE])))
    assert said.count("#show $x$ *not bold* <b>") >= 6
    assert "□" in said


@pytest.mark.parametrize("case", [ONE, LONG, EMPTY], ids=["one", "long", "empty"])
def test_a_case_of_its_own_begins_with_its_title(case: CaseContents) -> None:
    reader = read(of_case(case, collection="Silver linings", launched="", by=US))
    headings = [name for name, _ in tags(reader) if name in ("H1", "H2", "H3")]
    assert headings[0] == "H1"
    assert headings.count("H1") == 1
    assert "H3" not in headings


def test_words_without_a_place_to_break_stay_within_the_page() -> None:
    """Nothing is set beyond the margin: each run of letters begins and ends on the paper."""
    import pypdfium2

    document = pypdfium2.PdfDocument(typeset(of_case(LONG, collection="s", launched="", by=US), {}))
    for page in document:
        width = page.get_width()
        assert all(box.get_bounds()[2] <= width for box in page.get_objects(filter=[1]))
    document.close()


def test_the_same_content_has_the_same_key_and_another_another() -> None:
    assert report(ONE).key == report(ONE).key
    assert len({report(ONE).key, report(EMPTY).key, report(ONE, title="Other").key}) == 3


def test_every_letter_that_is_let_through_can_be_set() -> None:
    """Of what typst brings along too: a new version that has fewer would stop reports."""
    letters = [chr(code) for first, last in HELD for code in range(first, last + 1)]
    shown = "".join(
        each for each in letters
        if unicodedata.category(each) not in UNSEEN and unicodedata.normalize("NFC", each) == each
    )  # fmt: skip
    assert legible(shown) == shown
    typeset(
        report(CaseContents(title="Letters", address="https://a.example/", problem=[shown])), {}
    )


def test_letters_that_no_font_has_become_boxes_and_signs_unseen_fall() -> None:
    assert legible("naïve 中😀\u202e\x00é") == "naïve □□é"
