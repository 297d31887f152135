"""Forms as people return them: flattened, typed beside the places, reviewed, renamed, copied."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from alliance.evidence.taking.definition import HeadingKind, Question
from alliance.evidence.taking.given import Given
from alliance.evidence.word.layout import layout
from alliance.evidence.word.paragraphs import NotRead
from alliance.evidence.word.read import OtherCall, Reading, mark_of, read
from alliance.evidence.word.write import write
from tests.evidence.word.invented import DEFINITION, GIVEN, WORDS, form

Change = Callable[[str], str]
HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


def changed(content: bytes, change: Change, part: str = "word/document.xml") -> bytes:
    """The document with its text changed as a program or a person would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == part else data)
    return out.getvalue()


def flat(xml: str) -> str:
    """Without controls, as some programs save it: what they show stays."""
    return re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>", "", xml, flags=re.DOTALL)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def under(label: str, xml: str) -> Change:
    """Put something right under a heading."""

    def change(document: str) -> str:
        before, heading, after = document.partition(f"{label}</w:t></w:r></w:p>")
        assert heading, label
        return before + heading + xml + after

    return change


def of(given: Given = GIVEN, *changes: Change) -> Reading:
    """The reading of a filled form that was changed."""
    content = write(form(), WORDS, given)
    for change in changes:
        content = changed(content, change)
    (reading,) = read(content, form())
    return reading


def test_headings_tell_the_answers_where_the_controls_are_gone() -> None:
    reading = of(GIVEN, flat)
    assert reading.given == GIVEN
    assert (reading.doubts, reading.left) == ([], [])


def test_empty_places_are_no_answers_even_without_their_controls() -> None:
    given = Given(answers={"idea": "We listen."})
    assert of(given, flat).given == given


def test_what_is_typed_behind_a_prompt_is_the_answer() -> None:
    content = changed(
        write(form(), WORDS), lambda xml: xml.replace("Write here.", "Write here. Lunch clubs", 1)
    )
    (reading,) = read(content, form())
    assert reading.given == Given(answers={"idea": "Lunch clubs"})


def test_text_beside_and_below_a_place_belongs_to_it() -> None:
    said = '<w:t xml:space="preserve">A video account.</w:t></w:r>'
    more = said + "<w:r><w:t> Two.</w:t></w:r></w:p>" + paragraph("And a quiet room.")[:-6]
    reading = of(GIVEN, lambda xml: xml.replace(said, more, 1))
    assert reading.given.answers["copy"] == "A video account. Two.\nAnd a quiet room."


def test_text_below_a_heading_outside_its_place_belongs_to_it() -> None:
    given = replace(GIVEN, answers=dict(GIVEN.answers) | {"problem": ""})
    reading = of(given, under("What was the problem?", paragraph("Buses stopped.")))
    assert reading.given.answers["problem"] == "Buses stopped."


def test_text_behind_a_heading_belongs_to_it() -> None:
    given = replace(GIVEN, answers=dict(GIVEN.answers) | {"problem": ""})
    reading = of(
        given,
        lambda xml: xml.replace(
            "What was the problem?</w:t>", "What was the problem? Buses stopped.</w:t>"
        ),
    )
    assert reading.given.answers["problem"] == "Buses stopped."


def test_a_list_with_bullets_is_lines() -> None:
    bullets = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{each}</w:t></w:r></w:p>"
        for each in ("calls", "visits")
    )
    given = replace(GIVEN, answers=dict(GIVEN.answers) | {"problem": ""})
    reading = of(given, under("What was the problem?", bullets))
    assert reading.given.answers["problem"] == "calls\nvisits"


def test_changes_are_accepted_and_comments_left_out() -> None:
    reviewed = (
        '<w:t>By </w:t></w:r><w:del w:id="1"><w:r><w:delText>phone</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>letter</w:t></w:r></w:ins><w:r><w:commentReference w:id="3"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>"
    )
    reading = of(
        GIVEN, lambda xml: xml.replace('<w:t xml:space="preserve">A video account.', reviewed, 1)
    )
    assert reading.given.answers["copy"] == "By letter"


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    two = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>Half a </w:t></w:r></w:p>'
        + paragraph("sentence")
    )
    given = replace(GIVEN, answers=dict(GIVEN.answers) | {"problem": ""})
    assert (
        of(given, under("What was the problem?", two)).given.answers["problem"] == "Half a sentence"
    )


# Choices, days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["☐ Yes", "☒ No"], "no"),
        (["[x] Yes", "[ ] No"], "yes"),
        (["X Yes", "No"], "yes"),
        (["Yes ✓", "No"], "yes"),
        (["yes"], "yes"),
        (["No."], "no"),
        (["Yes", "No"], ""),
        (["☐ Yes", "☐ No"], ""),
    ],
)
def test_yes_and_no_as_people_mark_them(lines: list[str], expected: str) -> None:
    given = replace(GIVEN, answers=dict(GIVEN.answers) | {"stays": "", "until": ""})
    content = changed(write(form(), WORDS, given), flat)
    boxes = re.compile(r'<w:p><w:pPr><w:pStyle w:val="FormTick"/></w:pPr>.*?</w:p>', re.DOTALL)

    def mark(xml: str) -> str:
        before, label, after = xml.partition("Is it meant to stay?</w:t></w:r></w:p>")
        after = boxes.sub("", after, count=2)
        hint, end, rest = after.partition("</w:p>")
        return before + label + hint + end + "".join(map(paragraph, lines)) + rest

    (reading,) = read(changed(content, mark), form())
    assert reading.given.answers.get("stays", "") == expected
    assert reading.doubts == []


def test_two_ticks_where_one_is_asked_are_a_doubt_and_no_answer() -> None:
    reading = of(GIVEN, lambda xml: flat(xml).replace("☐", "☒"))
    assert "stays" not in reading.given.answers
    assert reading.given.has_supplier is None
    assert reading.given.consent == ""
    assert {doubt.field for doubt in reading.doubts} == {"answers.stays", "has_supplier", "consent"}
    assert reading.given.answers["whom"].split("\n") == list(DEFINITION.question("whom").choices)  # type: ignore[union-attr]


def test_what_is_written_beside_a_box_is_kept_for_a_person() -> None:
    reading = of(GIVEN, lambda xml: flat(xml).replace(" No</w:t>", " No, we hope not</w:t>", 1))
    assert reading.given.answers["stays"] == "no"
    assert [(left.heading, left.text) for left in reading.left] == [
        ("Is it meant to stay?", "we hope not")
    ]


@pytest.mark.parametrize(
    ("typed", "key", "doubts"),
    [
        ("west sussex", "west-sussex", 0),
        ("West Sussex County Council", "west-sussex", 1),
        ("Isle of Wihgt", "isle-of-wight", 1),
        ("Atlantis", "", 1),
    ],
)
def test_an_authority_is_known_by_its_name(typed: str, key: str, doubts: int) -> None:
    reading = of(GIVEN, lambda xml: flat(xml).replace(">Isle of Wight<", f">{typed}<"))
    assert reading.given.authority == key
    assert [doubt.field for doubt in reading.doubts] == ["authority"] * doubts


@pytest.mark.parametrize(
    ("typed", "day", "doubts"),
    [
        ("13 November 2020", "2020-11-13", 0),
        ("13th Nov 2020", "2020-11-13", 0),
        ("13/11/2020", "2020-11-13", 0),
        ("Friday 13 November 2020, at the first lockdown", "2020-11-13", 1),
        ("last summer", "last summer", 0),
    ],
)
def test_days_in_words(typed: str, day: str, doubts: int) -> None:
    reading = of(GIVEN, lambda xml: flat(xml).replace("1 June 2020", typed))
    assert reading.given.answers["since"] == day
    assert len(reading.doubts) == doubts


# Forms of another day, of another call, and no forms ----------------------------------------------


def test_a_renamed_heading_is_known_by_its_key() -> None:
    questions = tuple(
        replace(each, label="Which trouble was it?", help="Other words.")
        if each.key == "problem"
        else each
        for each in DEFINITION.questions
    )
    today = layout("SL", replace(DEFINITION, questions=questions))
    (reading,) = read(write(form(), WORDS, GIVEN), today)
    assert reading.given == GIVEN
    assert [doubt.field for doubt in reading.doubts] == [""]
    assert reading.left == []


@pytest.mark.parametrize("change", [str, flat])
def test_a_hint_that_has_changed_is_no_answer(change: Change) -> None:
    questions = tuple(replace(each, help="Other words.") for each in DEFINITION.questions)
    today = layout("SL", replace(DEFINITION, questions=questions))
    (reading,) = read(changed(write(form(), WORDS, GIVEN), change), today)
    assert reading.given == GIVEN
    assert reading.left == []


def test_an_answer_that_reads_as_the_call_is_an_answer() -> None:
    given = replace(GIVEN, title="Silver Linings", organisation="Silver Linings")
    assert of(given, flat).given == given


def test_a_renamed_heading_without_its_key_is_known_by_its_likeness() -> None:
    reading = of(
        GIVEN, flat, lambda xml: xml.replace("What was the problem?", "What were the problems?")
    )
    assert reading.given == GIVEN
    assert [doubt.field for doubt in reading.doubts] == ["answers.problem"]


def test_what_stands_under_a_retired_heading_is_kept_for_a_person() -> None:
    without = tuple(each for each in DEFINITION.questions if each.key != "cost")
    (reading,) = read(
        write(form(), WORDS, GIVEN), layout("SL", replace(DEFINITION, questions=without))
    )
    assert "cost" not in reading.given.answers
    assert [(left.heading, left.text) for left in reading.left] == [
        ("What did it cost, in money and time?", "Nothing but time.")
    ]


def test_a_heading_of_ones_own_and_what_stands_under_it_are_kept() -> None:
    more = HEADING.format("A word of thanks") + paragraph("To Ann of our team.")
    reading = of(GIVEN, lambda xml: xml.replace("<w:sectPr", more + "<w:sectPr", 1))
    assert reading.given == GIVEN
    assert [(left.heading, left.text) for left in reading.left] == [
        ("A word of thanks", "To Ann of our team.")
    ]


def test_each_copy_of_the_form_in_a_document_is_an_idea() -> None:
    other = replace(GIVEN, title="A lending shelf", name="", email="", phone="",
                    answers=dict(GIVEN.answers) | {"idea": "We lend tablets."})  # fmt: skip
    second = re.search(r"<w:body>(.*)<w:sectPr", _text(write(form(), WORDS, other)), re.DOTALL)
    assert second
    content = changed(
        write(form(), WORDS, GIVEN),
        lambda xml: xml.replace("<w:sectPr", second[1] + "<w:sectPr", 1),
    )
    one, two = read(content, form())
    assert one.given == GIVEN
    assert two.given == replace(other, name=GIVEN.name, email=GIVEN.email, phone=GIVEN.phone)
    assert [doubt.field for doubt in two.doubts] == ["name"]


def test_an_empty_copy_is_no_idea() -> None:
    second = re.search(r"<w:body>(.*)<w:sectPr", _text(write(form(), WORDS)), re.DOTALL)
    assert second
    content = changed(
        write(form(), WORDS, GIVEN),
        lambda xml: xml.replace("<w:sectPr", second[1] + "<w:sectPr", 1),
    )
    assert [each.given for each in read(content, form())] == [GIVEN]


def test_the_form_of_another_call_is_not_taken_for_this_one() -> None:
    content = write(form(prefix="IDEA"), WORDS, GIVEN)
    with pytest.raises(OtherCall, match="IDEA-1") as refused:
        read(content, form())
    assert refused.value.mark.prefix == "IDEA"
    assert mark_of(content) == form(prefix="IDEA").mark


def test_without_its_mark_two_headings_tell_a_form() -> None:
    reading = of(GIVEN, flat, lambda xml: re.sub(r"Form SL-\w+\.[^<]*", "", xml))
    assert reading.mark is None
    assert reading.given == GIVEN


def test_another_document_is_said_to_be_no_form() -> None:
    import docx

    out, letter = io.BytesIO(), docx.Document()
    letter.add_heading("Minutes")
    letter.add_paragraph("We met.")
    letter.save(out)
    with pytest.raises(NotRead, match="not the form of “Silver Linings”"):
        read(out.getvalue(), form())


def test_an_empty_form_is_said_to_be_empty() -> None:
    with pytest.raises(NotRead, match="Nothing is written"):
        read(write(form(), WORDS), form())


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE w:document [<!ENTITY a "ha">]>'
    content = changed(
        write(form(), WORDS, GIVEN),
        lambda xml: re.sub(r"(<\?xml[^>]*\?>)?", lambda found: found[0] + bomb, xml, count=1),
    )
    with pytest.raises(NotRead):
        read(content, form())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"%PDF-1.7"])
def test_what_is_no_document_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(NotRead, match="damaged"):
        read(content, form())


def test_a_question_that_is_asked_twice_keeps_both_answers() -> None:
    more = (
        Question(key="one", kind=HeadingKind.SHORT, label="Anything else?"),
        Question(key="two", kind=HeadingKind.SHORT, label="Anything else?"),
    )
    asked = layout("SL", replace(DEFINITION, questions=(*DEFINITION.questions, *more)))
    given = replace(GIVEN, answers=dict(GIVEN.answers) | {"one": "A", "two": "B"})
    for change in (str, flat):
        (reading,) = read(changed(write(asked, WORDS, given), change), asked)
        assert reading.given == given


def _text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()
