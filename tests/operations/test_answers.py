"""The answers of a set-up: read from either kind of file, all faults at once with their place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook

from alliance.operations.answers import Answers, judge, read
from alliance.operations.answers_spreadsheet import write_spreadsheet
from alliance.refusals import Unreadable

EXAMPLE = Path("docs/setup.example.toml")
ROLES = {"dcs": "Director of children's services", "data_lead": "Data lead"}


def good(path: Path) -> Answers:
    answers, faults = judge(read(path), ROLES)
    assert faults == []
    assert answers is not None
    return answers


def faults_of(path: Path) -> list[str]:
    answers, faults = judge(read(path), ROLES)
    assert answers is None
    return faults


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "answers.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_example_in_the_documents_is_understood() -> None:
    answers = good(EXAMPLE)
    assert answers.settings["host"] == "alliance.example.gov.uk"
    assert [one.name for one in answers.authorities] == ["Exampleshire", "Port Example"]
    assert [one.size_band for one in answers.authorities] == ["large", "small"]
    assert answers.host_ons_code == "E10000099"
    robin, jo = answers.people
    assert (robin.role, robin.ons_code, robin.starts_on) == (
        "dcs", "E10000099", dt.date(2026, 4, 1),
    )  # fmt: skip
    assert (jo.role, jo.ons_code, jo.starts_on) == ("data_lead", "E06000099", None)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('name = "South Coast Improvement Alliance"', "", "the alliance, name: write the name"),
        ('"alliance.example.gov.uk"', '"https://a.uk/"', "[alliance], host: “https://a.uk/” is"),
        ('"sam.example@example.gov.uk"', '"sam"', "administrator_email: “sam” is no e-mail"),
        ('"E10000099"', '"E1"', "authorities, entry 1, ons_code: “E1” is no ONS code"),
        ('"E06000099"\nsize', '"E10000099"\nsize', "entry 2, ons_code: “E10000099” is there tw"),
        ('"large"', '"huge"', "authorities, entry 1, size_band: “huge” is no size band"),
        ('"data lead"', '"king"', "people, entry 2, role: “king” is no role; there are:"),
        ('authority = "E06000099"', 'authority = "Atlantis"', "entry 2, authority: “Atlantis”"),
        ("2026-04-01", '"soon"', "people, entry 1, from: “soon” is no date"),
        ("2026-04-01", "2026-04-01\nto = 2025-04-01", "entry 1, to: “2025-04-01” is before"),
        ('region = "', 'reigon = "', "[alliance], reigon: nothing is called so; there are"),
    ],
)
def test_a_fault_says_where_it_is_and_what(tmp_path: Path, old: str, new: str, fault: str) -> None:
    found = faults_of(changed(tmp_path, old, new))
    assert any(fault in one for one in found), found


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, '"large"', '"huge"')
    path.write_text(path.read_text().replace('"data lead"', '"king"'))
    assert len(faults_of(path)) == 2


def test_no_authorities_are_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text('[alliance]\nname = "A"\n')
    assert "authorities: there are none; name at least one." in faults_of(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("answers.toml", "name =", "cannot be read as TOML"),
        ("answers.toml", "authorities = 3", "under a line [[authorities]]"),
        ("answers.xlsx", "no spreadsheet", "cannot be read as a spreadsheet"),
        ("answers.odt", "", "is neither .xlsx nor .toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: str, sentence: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(Unreadable) as refusal:
        read(path)
    assert sentence in str(refusal.value)


@pytest.fixture
def spreadsheet(tmp_path: Path) -> Path:
    """The empty spreadsheet, filled in as somebody would."""
    path = tmp_path / "answers.xlsx"
    write_spreadsheet(path, list(ROLES.values()))
    book = load_workbook(path)
    said = {
        "Name of the alliance": "South Coast Improvement Alliance",
        "Short name": "SCIA",
        "Address of the site": "alliance.example.gov.uk",
        "First administrator's name": "Sam Example",
        "First administrator's e-mail": "sam@example.gov.uk",
        "Authority that hosts the programme": "exampleshire",
    }
    for question, answer, _ in book["Alliance"].iter_rows(min_row=2):
        answer.value = said.get(str(question.value).removesuffix(" *"))
    book["Authorities"].append(["Exampleshire", "E10000099", "large"])
    book["People"].append(["Robin Sample", ROLES["dcs"], "E10000099", None, dt.date(2026, 4, 1)])
    book.save(path)
    return path


def test_a_spreadsheet_says_the_same_as_a_text_file(spreadsheet: Path) -> None:
    answers = good(spreadsheet)
    assert answers.settings["short_name"] == "SCIA"
    assert answers.host_ons_code == answers.authorities[0].ons_code == "E10000099"
    assert answers.people[0].starts_on == dt.date(2026, 4, 1)


def test_a_fault_in_a_spreadsheet_names_sheet_row_and_column(spreadsheet: Path) -> None:
    book = load_workbook(spreadsheet)
    book["Authorities"]["C2"] = "huge"
    book["People"]["B2"] = "king"
    book["Alliance"]["B8"] = "not a host"
    book.save(spreadsheet)
    settings, authorities, people = faults_of(spreadsheet)
    assert settings.startswith("sheet Alliance, row 8, column B (Address of the site): “not a")
    assert authorities.startswith("sheet Authorities, row 2, column C (Size band): “huge” is no")
    assert people.startswith("sheet People, row 2, column B (Role): “king” is no role")


def test_a_spreadsheet_without_a_sheet_is_refused(spreadsheet: Path) -> None:
    book = load_workbook(spreadsheet)
    del book["People"]
    book.save(spreadsheet)
    with pytest.raises(Unreadable, match="no sheet called “People”"):
        read(spreadsheet)
