"""Everything of a call as one document, and the tables and the booklet made of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from docx import Document as WordDocument
from PIL import Image

from alliance.directory.models import Person
from alliance.evidence.after.booklet import booklet
from alliance.evidence.after.document import SCHEMA, document_of
from alliance.evidence.after.tables import packed, tables
from alliance.evidence.after.written import as_json
from alliance.evidence.erasing import erase
from alliance.evidence.models import (
    Assessment,
    Assignment,
    Call,
    Criterion,
    Decision,
    Panel,
    Panellist,
    Reply,
    Score,
    Theme,
)
from alliance.evidence.taking.sending import begin
from tests.evidence import invented

pytestmark = pytest.mark.django_db
SECRETS = (
    "Sam Practitioner", "sam@example.org", "01234 567890", "Early help team", "Head of help", "Pat Panellist",
    "Dear Sam",
)  # fmt: skip


@pytest.fixture
def call() -> Call:
    """One whole answer that was judged, decided and replied to; one short; one only begun."""
    invented.authority()
    call = invented.call()
    row = invented.sent(
        call,
        invented.whole(
            "We run <groups>\nby video.",
            authority="kent",
            phone="01234 567890",
            role="Head of help",
        ),
    )
    theme = Theme.objects.create(call=call, name="Video", about="Seeing each other on a screen")
    row.theme = theme
    row.save()
    invented.sent(call, invented.given("=1+1", title="Boats", email="b@example.org", name="Bo"))
    begin(call, given=invented.given("Only begun."), by=None)
    panel = Panel.objects.create(call=call)
    criterion = Criterion.objects.create(panel=panel, key="impact", name="Impact")
    panellist = Panellist.objects.create(
        panel=panel, person=Person.objects.create(name="Pat Panellist"), state="asked"
    )
    assignment = Assignment.objects.create(panellist=panellist, submission=row)
    given = Assessment.objects.create(assignment=assignment, to_panel="Good.", given_at=row.sent_at)
    Score.objects.create(assessment=given, criterion=criterion, value=4)
    Decision.objects.create(
        submission=row, outcome="showcase", why="It lasts.", to_submitter="Dear Sam"
    )
    Reply.objects.create(submission=row, text="Dear Sam, thank you.", by_telephone=True)
    return call


def test_it_has_all_that_was_sent_judged_decided_and_replied(call: Call) -> None:
    found = json.loads(as_json(document_of(call, with_names=True)))
    assert (found["schema"], found["version"]) == (SCHEMA, 1)
    first, short = found["submissions"]
    assert (first["reference"], first["name"], first["theme_name"]) == (
        "SL-1",
        "Sam Practitioner",
        "Video",
    )
    assert first["answers"]["idea"] == "We run <groups>\nby video."
    assert first["answers"]["contact"] == "The early help team"
    assert short["title"] == "Boats"
    assert found["assessments"][0]["scores"] == {"impact": 4}
    assert found["assessments"][0]["reader"] == "Pat Panellist"
    assert found["decisions"][0]["outcome"] == "showcase"
    assert found["replies"][0]["text"] == "Dear Sam, thank you."
    assert "Only begun." not in json.dumps(found)


def test_without_names_nobody_is_told_but_what_was_said_stays(call: Call) -> None:
    with_names = as_json(document_of(call, with_names=True)).decode()
    without = as_json(document_of(call, with_names=False)).decode()
    for secret in SECRETS:
        assert secret in with_names
        assert secret not in without
    found = json.loads(without)
    assert "contact" not in found["submissions"][0]["answers"]  # a heading that says who they are
    assert found["submissions"][0]["authority"] == "Kent"
    assert found["assessments"][0]["reader"] == "Reader 1"


def test_of_an_erased_answer_only_that_it_was_there_is_told(call: Call) -> None:
    erase(call.submissions.get(number=1), by=None, reason="asked for")
    found = document_of(call, with_names=True)
    text = json.dumps(found)
    assert found["submissions"][0]["erased_at"]
    assert "groups" not in text
    assert "sam@example.org" not in text


def test_queries_do_not_grow(call: Call, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        invented.sent(call, invented.whole())
    with django_assert_max_num_queries(18):
        document_of(call, with_names=True)


def test_tables_join_by_reference_and_run_nothing_in_a_spreadsheet(call: Call) -> None:
    content = packed(document_of(call, with_names=True))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == sorted(
            f"{name}.csv" for name in
            "answers assessments decisions enclosures headings replies scores submissions themes".split()
        )  # fmt: skip
        rows = list(csv.DictReader(io.StringIO(archive.read("answers.csv").decode("utf-8-sig"))))
        scores = list(csv.DictReader(io.StringIO(archive.read("scores.csv").decode("utf-8-sig"))))
    assert {"reference": "SL-2", "heading": "idea", "text": "'=1+1"} in rows
    assert scores == [{"submission": "SL-1", "reader": "Pat Panellist", "impact": "4"}]


def test_a_call_without_answers_makes_empty_tables() -> None:
    found = tables(document_of(invented.call(), with_names=False))
    assert found["submissions"][1] == []
    packed(document_of(Call.objects.get(), with_names=False))


def drawn() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "PNG")
    return out.getvalue()


def test_the_booklet_has_a_chapter_a_theme_and_a_section_an_answer(call: Call) -> None:
    content = booklet(
        document_of(call, with_names=True), {"SL-1": [(drawn(), "Our room")]}, author="Eastern"
    )
    word = WordDocument(io.BytesIO(content))
    headings = [
        (p.style.name, p.text)
        for p in word.paragraphs
        if p.style and p.style.name.startswith("Heading")
    ]
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Contents",
        "Video",
        "On their own",
    ]
    assert [text.split()[0] for style, text in headings if style == "Heading 2"] == ["SL-1", "SL-2"]
    assert ("Heading 3", "What did you do differently?") in headings
    text = "\n".join(p.text for p in word.paragraphs)
    assert "We run <groups>" in text
    assert "into the showcase" in text
    assert len(word.inline_shapes) == 1
    assert 'descr="Our room"' in word.element.xml
    assert "TOC" in word.element.xml
    assert (word.core_properties.title, word.core_properties.language) == (
        "Silver Linings",
        "en-GB",
    )


def test_a_booklet_holds_what_word_cannot_and_a_picture_that_is_none(call: Call) -> None:
    document = document_of(call, with_names=False)
    document["submissions"][0]["answers"]["idea"] = "Ring\x07 and \x0bgo\ud800 on"
    word = WordDocument(io.BytesIO(booklet(document, {"SL-1": [(b"no picture", "x")]})))
    text = "\n".join(p.text for p in word.paragraphs)
    assert "Ring and go on" in text
    assert "cannot be shown here" in text
    assert "Sam Practitioner" not in text
