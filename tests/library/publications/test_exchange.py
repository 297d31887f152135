"""Publications written down as CSV, BibTeX and RIS, and read back: ours, others’, and hostile ones."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import logging
import time

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from alliance.library.kinds import Kind
from alliance.library.publications.exchange.bibtex import read_bibtex, write_bibtex
from alliance.library.publications.exchange.handed_in import decoded, ending_of, read
from alliance.library.publications.exchange.judge import faults_of
from alliance.library.publications.exchange.latex import escaped, unescaped
from alliance.library.publications.exchange.records import MOST, Record, day_of, one_line
from alliance.library.publications.exchange.ris import read_ris, write_ris
from alliance.library.publications.exchange.table import read_csv, write_csv
from alliance.refusals import Unreadable

GUIDE = Record(
    title="Keeping children safe in education: 50% {more} & “better” – a_b #1 $2 ~ ^ \\ --- ''x''",
    publisher="Department for Education",
    kind="statutory",
    published_on=dt.date(2020, 9, 1),
    url="https://example.org/a%20b_c?x=1&y=2#z",
    label="3rd edition",
    what_changed="Part 5 is new; “peer-on-peer” is said otherwise.",
    topics=("Safeguarding", "Education and schools"),
)

texts = st.text(st.characters(codec="utf-8"), max_size=60).map(one_line)
words = texts.filter(bool)
topic = (
    st.text(st.characters(codec="utf-8", exclude_characters=";,"), min_size=1, max_size=20)
    .map(one_line)
    .filter(bool)
)
records = st.builds(
    Record,
    title=words,
    publisher=texts,
    kind=st.sampled_from(["", *Kind.values]),
    published_on=st.none() | st.dates(dt.date(1000, 1, 1)),
    url=st.sampled_from(["", GUIDE.url, "http://a.b/~c/(d)?e=%7Bf%7D"]),
    label=texts,
    what_changed=texts,
    topics=st.lists(topic, max_size=3).map(tuple),
)


def starts_like_a_formula_kept_as_text(record: Record) -> bool:
    """An apostrophe that was there before one was put there cannot be told from it."""
    said = [record.title, record.publisher, record.label, record.what_changed, *record.topics]
    return any(text.startswith("'") for text in said)


# There and back ---------------------------------------------------------------------------------


@given(st.lists(records, min_size=1, max_size=4))
def test_what_is_written_as_bibtex_is_read_back(told: list[Record]) -> None:
    read_back = read_bibtex(write_bibtex(told))
    assert read_back.faults == []
    assert read_back.records == told


@given(st.lists(records, min_size=1, max_size=4))
def test_what_is_written_as_ris_is_read_back(told: list[Record]) -> None:
    read_back = read_ris(write_ris(told))
    assert read_back.faults == []
    assert read_back.records == told


@given(
    st.lists(
        records.filter(lambda one: not starts_like_a_formula_kept_as_text(one)),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_as_csv_is_read_back(told: list[Record]) -> None:
    read_back = read_csv(write_csv(told).encode(), "list.csv")
    assert read_back.faults == []
    assert read_back.records == told


@given(words)
def test_what_is_escaped_for_latex_says_the_same(text: str) -> None:
    assert one_line(unescaped(escaped(text))) == text


# Read by other hands ----------------------------------------------------------------------------


def test_another_reader_of_bibtex_finds_the_same() -> None:
    entries = parse_string(write_bibtex([GUIDE, GUIDE]), "bibtex").entries
    assert list(entries) == ["departmentforeducati2020keeping", "departmentforeducati2020keeping-2"]
    entry = next(iter(entries.values()))
    assert entry.type == "techreport"
    assert str(entry.persons["author"][0].last_names[0]) == "{Department for Education}"
    assert entry.fields["year"] == "2020"
    assert entry.fields["month"] == "September"
    assert entry.fields["url"] == GUIDE.url


def test_another_reader_of_ris_finds_the_same() -> None:
    [entry] = rispy.loads(write_ris([GUIDE]))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == GUIDE.title
    assert entry["publisher"] == GUIDE.publisher
    assert entry["year"] == "2020"
    assert entry["date"] == "2020/09/01/"
    assert entry["urls"] == [GUIDE.url]
    assert entry["keywords"] == list(GUIDE.topics)


def test_a_spreadsheet_runs_nothing_of_it() -> None:
    table = write_csv([Record(title="=HYPERLINK(1)", publisher="@x", topics=("+y",))])
    [_, row] = csv.reader(io.StringIO(table.lstrip("\ufeff")))
    assert [row[0], row[1], row[7]] == ["'=HYPERLINK(1)", "'@x", "'+y"]


# What others write ------------------------------------------------------------------------------


def test_bibtex_of_a_reference_manager() -> None:
    found = read_bibtex(
        r"""% a comment of the file
@comment{nothing}
@string{dfe = "Department for Education"}
@techreport(dfe19, title = "Caf{\'e}s {LAC} \& na\"ive {\ss}tra{\ss}e", institution = dfe,
  year = 2019, month = nov)
@misc{nspcc, title = {A {Perfect} Storm}, author = {{NSPCC}}, date = {2020-08-18},
  howpublished = {\url{https://example.org/a\_b}}, keywords = {abuse, covid},}
@article{smith, title = {Of homes}, author = {Smith, Jane and Jones, A.}, year = {2018}}
"""
    )
    assert found.faults == []
    first, second, third = found.records
    assert first.title == "Cafés LAC & naïve ßtraße"
    assert first.publisher == "Department for Education"
    assert first.published_on == dt.date(2019, 11, 1)
    assert first.doubts == ("No day is given; 1 November 2019 is taken.",)
    assert first.where == "line 4"
    assert (second.title, second.publisher) == ("A Perfect Storm", "NSPCC")
    assert (second.published_on, second.doubts) == (dt.date(2020, 8, 18), ())
    assert second.url == "https://example.org/a_b"
    assert second.topics == ("abuse", "covid")
    assert (third.publisher, third.kind) == ("", "research"), "a person is no publisher"


def test_every_entry_that_cannot_be_read_is_named_with_its_line() -> None:
    found = read_bibtex(
        "@misc{a, title = {One}}\n@misc{b, title = {Two\n@misc{c, title = {Three}}\n"
        "@misc{d, title={x}, title={y}}\n"
    )
    assert [record.title for record in found.records] == ["One", "Three"]
    assert [fault.partition(":")[0] for fault in found.faults] == ["line 2", "line 4"]


def test_entries_of_one_key_are_both_read() -> None:
    found = read_bibtex("@misc{a, title={One}}\n@misc{a, title={Two}}")
    assert [record.title for record in found.records] == ["One", "Two"]


def test_ris_of_a_reference_manager() -> None:
    found = read_ris(
        "\ufeffTY  - GOVDOC\r\nT1  - Sufficiency of\r\n homes\r\nAU  - Ofsted\r\nY1  - 2020///\r\n"
        "DA  - 2020/05/14\r\nUR  - https://example.org/x\r\nKW  - care\r\nER  -\r\n\r\n"
        "TY  - DATA\nTI  - Looked after\nAU  - Smith, J.\nPY  - 2021\nER  - \n"
    )
    assert found.faults == []
    first, second = found.records
    assert first == Record(
        title="Sufficiency of homes",
        publisher="Ofsted",
        published_on=dt.date(2020, 5, 14),
        url="https://example.org/x",
        topics=("care",),
    )
    assert (second.kind, second.publisher, second.where) == ("statistics", "", "line 11")


def test_ris_that_is_not_closed_or_not_begun_is_named_with_its_line() -> None:
    found = read_ris("hello\nTI  - x\nTY  - RPRT\nTI  - A\nTY  - RPRT\nTI  - B\n")
    assert found.faults == [
        "line 1: begin each record with “TY  - RPRT”.",
        "line 2: “TI” stands outside a record; begin with TY.",
        "line 5: end the record of line 3 with “ER  -”.",
        "line 5: end the record with “ER  -”.",
    ]


@pytest.mark.parametrize(
    ("written", "day", "is_sure"),
    [
        ("2020-11-04", dt.date(2020, 11, 4), True),
        ("2020/11/04/", dt.date(2020, 11, 4), True),
        ("2020-11", dt.date(2020, 11, 1), False),
        ("2020", dt.date(2020, 1, 1), False),
        ("2020///", dt.date(2020, 1, 1), False),
        ("2020-02-31", None, True),
        ("12", None, True),
        ("undated", None, True),
    ],
)
def test_days_as_reference_managers_write_them(
    written: str, day: dt.date | None, is_sure: bool
) -> None:
    found, doubts = day_of(written)
    assert (found, not doubts) == (day, is_sure)


# Hostile input ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = " + "{" * 100_000,
        "@misc{a, title = {" + "{" * 2000 + "}" * 2000 + "}}",
        "@misc{" * 20_000,
        '@misc{a, title = "' + 'x"' * 100_000,
        "@misc{a, title = {" + r"\frac{" * 800 + "}" * 800 + "}}",
        "@misc{a, title = {" + r"\'" * 2400 + "}}",
        r"@misc{a, title = {\input{/etc/passwd}\write18{rm}}}",
        "@misc{a, title = {$" + "$" * 4000 + "}}",
        "@string{a = b # c}" * 3000,
    ],
    ids=["open", "deep", "begun", "quotes", "commands", "accents", "input", "sums", "names"],
)
def test_hostile_bibtex_is_read_or_refused_and_soon(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    begun = time.process_time()
    with caplog.at_level(logging.WARNING):
        found = read_bibtex(text)
    assert time.process_time() - begun < 5
    assert all("root:" not in str(record) for record in found.records)
    assert caplog.text == ""


def test_braces_that_nest_too_deep_are_a_fault_with_its_line() -> None:
    found = read_bibtex("\n@misc{a, title = {" + "{" * 2000 + "}" * 2000 + "}}")
    assert found.faults == ["line 2: the entry “a” nests braces too deep to be read."]


@given(st.text(max_size=300), st.sampled_from(["bib", "ris", "csv"]))
def test_any_text_is_read_or_refused(text: str, ending: str) -> None:
    with contextlib.suppress(Unreadable):
        faults_of(read(text, ending, "x").records, {})


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        decoded(data, "x.bib")


def test_files_in_old_encodings_are_read() -> None:
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert decoded("Café – 1".encode(encoding), "x.ris") == "Café – 1"


def test_a_file_of_another_kind_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"none of \.csv, \.bib and \.ris"):
        ending_of("list.xlsx", "")
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        decoded(b"x" * 1_000_001, "x.csv")
    with pytest.raises(Unreadable, match="no text"):
        decoded(b"a\0b", "x.csv")


def test_pasted_text_is_known_by_how_it_begins() -> None:
    assert ending_of("What was pasted", "\n @misc{a}") == "bib"
    assert ending_of("What was pasted", "TY  - RPRT") == "ris"
    assert ending_of("list.txt", "Title,Publisher") == "csv"


# Judging ----------------------------------------------------------------------------------------


def test_every_fault_is_said_at_once_and_where_it_stands() -> None:
    told = [
        Record(title="", where="line 2"),
        Record(title="A", url="javascript:alert(1)", where="line 3"),
        Record(title="B", topics=("Housing", "Nonsense"), where="line 4"),
        Record(title="The a!", where="line 5"),
        Record(title="C", label="x" * 101, where="line 6"),
        Record(title="…", where="line 7"),
    ]
    assert faults_of(told, {"housing": 1}) == [
        "line 2: write the title.",
        "line 3: “javascript:alert(1)” is no address of a web page; write it with https://.",
        "line 4: there is no topic “Nonsense”; leave it out, or add it in the editors’ area.",
        "line 5: “The a!” of that day is in line 3 already; leave one, or give the day of each version.",
        "line 6: the name of the version has 101 characters; 100 is the most.",
        "line 7: the title “…” has no letter or figure in it.",
    ]


def test_versions_of_one_title_are_no_duplicates() -> None:
    told = [Record(title="A", published_on=dt.date(year, 1, 1)) for year in (2020, 2021)]
    assert faults_of(told, {}) == []


def test_a_file_has_an_end() -> None:
    told = [Record(title=f"A {n}", where=f"line {n}") for n in range(1, MOST + 50)]
    assert faults_of(told, {}) == ["line 501: a file has 500 publications at most. Split it."]


def test_a_table_says_what_is_no_day_and_no_kind() -> None:
    table = "Title,Kind,Published\nA,Leaflet,soon\nB,Statutory guidance,1/2/2020\n"
    found = read_csv(table.encode(), "x.csv")
    assert found.faults[0] == (
        "line 2, Published or updated: “soon” is no day; write it as 13 November 2020."
    )
    assert found.faults[1].startswith("line 2, Kind: “Leaflet” is not a kind. There are: Guidance")
    assert (found.records[1].kind, found.records[1].published_on) == (
        "statutory",
        dt.date(2020, 2, 1),
    )
