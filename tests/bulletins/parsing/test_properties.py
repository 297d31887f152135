"""What holds of every text whatsoever, bulletin or not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance.bulletins.parsing.parse import parse_text
from alliance.bulletins.parsing.reading import Reading

OWN = sorted((Path(__file__).parent / "labelled").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in OWN]

WORDS = st.sampled_from(
    "UPDATE NO 429 13 November 2020|Update no 7 1st May 2024|Newsletters|Updates|Details|Headlines"
    "|Action Required:|Action Required: please reply by 3 June|Key Dates:|Reminder|Tools & Templates"
    "|Reminders from previous weeks|Contact Details|Programme: Kinship|Update: some words"
    "|  • a bullet|1. a number|New guidance on homes|Please contact Ann Lee (details below) before 5 May."
    "|Guidance published by DfE on 3 May 2020|Chair: Ann Lee (Kent)|07700 900123|a@example.org|here"
    "|Cohort 16 April and Cohort 2: 7 May|27, 28 January and 4 May 2022|“quoted|£2,500–4,500|\u00a0|[…]".split(
        "|"
    )
)
PASTED = st.lists(
    st.tuples(WORDS, st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", " "])), max_size=30
).map(lambda pieces: "".join(words + gap for words, gap in pieces))


@given(st.one_of(st.text(max_size=400), PASTED))
@settings(deadline=None, max_examples=150)
def test_any_text_is_read_whole_and_in_place(text: str) -> None:
    reading = parse_text(text)
    check_whole(reading)
    check_places(reading)
    assert parse_text(text) == reading
    json.dumps(reading.to_json())


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in OWN])
def test_every_bulletin_is_read_whole_and_in_place(text: str) -> None:
    reading = parse_text(text)
    check_whole(reading)
    check_places(reading)


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in OWN])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\ufeff" + text + "\n\n\n",
        lambda text: "\n".join(line and f"  {line} \t" for line in text.split("\n")),
        lambda text: text.replace("\n\n", "\n \n"),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
    ],
    ids=[
        "CRLF",
        "no-break spaces",
        "byte order mark",
        "indents",
        "spaces in blank lines",
        "doubled gaps",
    ],
)
def test_white_space_changes_nothing_that_is_read(text: str, change) -> None:  # type: ignore[no-untyped-def]
    assert essence(parse_text(change(text))) == essence(parse_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Contact " * 125_000,
        "Aa " * 330_000,
        "1 May " * 160_000,
        "1, " * 330_000,
        "mon" * 330_000,
        "- " * 500_000,
        "(" * 1_000_000,
        "x@" * 500_000,
        "by the on the " * 70_000,
        "published by " * 80_000,
        "Action Required:\n" * 20_000,
        "Tools & Templates\n" + "a published by b " * 60_000,
        "Contact Details\n" + "a: " * 300_000,
        "\n" * 1_000_000,
        "UPDATE NO 1 " * 80_000,
        "£1" * 500_000,
        "Ring Ann Lee at the a " * 40_000,
        "Fostering: 5 May and 9 June\n\n" * 20_000,
        "The board of 3 May will not, and " * 30_000,
        "Heading of an item\n\n\nA sentence of an item.\n\n\n" * 5_000,
    ],
    ids=lambda text: text[:12].strip() or "blank",
)
def test_hostile_text_takes_no_more_than_a_few_seconds(text: str) -> None:
    start = time.perf_counter()
    parse_text(text)
    parse_text(f"Update no 9 1st May 2024\n\nUpdates\n\nTitle of an Item\n\nPlease reply. {text}")
    assert time.perf_counter() - start < 12


def essence(reading: Reading) -> tuple[object, ...]:
    """All that was read, spacing and places aside."""
    return (
        reading.number,
        reading.date,
        [
            (i.section, i.title, i.body, i.action_text, i.deadlines, i.events, i.people, i.money)
            for i in reading.items
        ],
        reading.publications,
        reading.contacts,
    )


def check_whole(reading: Reading) -> None:
    """Every character but white space stands in some span."""
    covered = bytearray(len(reading.source_text))
    for span in reading.spans:
        assert 0 <= span.start < span.end <= len(reading.source_text)
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    lost = [
        c
        for c, seen in zip(reading.source_text, covered, strict=True)
        if not seen and not c.isspace()
    ]
    assert not lost
    for doubt in reading.doubts:
        assert 0 <= doubt.start <= doubt.end <= len(reading.source_text)
        assert doubt.message


def check_places(reading: Reading) -> None:
    """Each span leads to a value of the JSON, and the words there say that value."""
    document = reading.to_json()
    for span in reading.spans:
        value = document
        for step in span.path.split("."):
            value = value[int(step)] if step.isdigit() else value[step]
        words = " ".join(reading.source_text[span.start : span.end].split())
        field = span.path.rsplit(".", 1)[-1]
        parent = span.path.split(".")[-2] if "." in span.path else ""
        if field in {"name", "role", "organisation", "phone", "email", "publisher", "title"}:
            assert words.strip(" -–—,:;.").startswith(value.strip(" -–—,:;.")[:20])
        elif parent in {"people", "frame", "set_aside", "headings", "money"}:
            assert words == value
        elif parent == "links":
            assert words == value["text"]
