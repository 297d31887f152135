"""Files, folders, zips: what is found, and what tells the year and the authority."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from caremodel.reading import read, read_files
from caremodel.reading.files import bomb
from caremodel.returns import Fault
from tests.caremodel.reading.returns import EPISODES, HEADER, REVIEWS, faults, read_text, said

SAMPLE = Path(__file__).parents[4] / "shared" / "data" / "ssda903_sample"


def years(*files: tuple[str, str]) -> list[tuple[str | None, int, list[str]]]:
    reading = read_files([(name, text.encode()) for name, text in files])
    return [(one.authority, one.year, list(one.tables)) for one in reading.returns]


def packed(**files: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "2024/episodes.csv",
        "SSDA903_2024_episodes.csv",
        "Episodes 2023-24.csv",
        "2023-24/ssda903 episodes.csv",
        "returns\\2023_24\\Episodes.CSV",
        "2023-2024/x.txt",
        "202324/x",
        "episodes_20232024.csv",
    ],
)
def test_names_tell_the_collection_year(name: str) -> None:
    assert years((name, EPISODES)) == [(None, 2024, ["episodes"])]
    assert faults(read_text(name, EPISODES)) == []


def test_heads_may_be_spelt_out_as_in_the_guide() -> None:
    spelt = {
        "CHILD": "Child ID", "DECOM": "Date episode commenced", "RNE": "Reason for new episode", "LS": "Legal status",
        "CIN": "Category of need", "PLACE": "Placement type", "PLACE_PROVIDER": "Placement provider",
        "DEC": "Date episode ceased", "REC": "Reason episode ceased", "HOME_POST": "Home postcode",
        "REASON_PLACE_CHANGE": "Reason for placement change", "PL_POST": "Placement postcode", "URN": "Urn",
    }  # fmt: skip
    heads, rows = EPISODES.split("\n", 1)
    text = ",".join(spelt[name] for name in heads.split(",")) + "\n" + rows
    (one,) = read_text("2024/e.csv", text).returns
    (plain,) = read_text("2024/e.csv", EPISODES).returns
    assert one.tables["episodes"].columns == plain.tables["episodes"].columns
    assert one.faults == ()


def test_a_code_of_three_digits_is_the_authority_and_903_is_none() -> None:
    assert years(("351_2024_episodes.csv", EPISODES)) == [("351", 2024, ["episodes"])]
    assert years(("903 return/2024/episodes.csv", EPISODES)) == [(None, 2024, ["episodes"])]


def test_folders_side_by_side_are_authorities() -> None:
    assert years(
        ("all/Kent/2024/episodes.csv", EPISODES),
        ("all/Kent/2023/header.csv", HEADER),
        ("all/Surrey/2022/header.csv", HEADER),
    ) == [
        ("Kent", 2023, ["header"]),
        ("Kent", 2024, ["episodes"]),
        ("Surrey", 2022, ["header"]),
    ]
    assert years(("2024/Kent/episodes.csv", EPISODES), ("2024/Surrey/episodes.csv", EPISODES)) == [
        ("Kent", 2024, ["episodes"]),
        ("Surrey", 2024, ["episodes"]),
    ]


def test_one_folder_alone_or_one_within_another_is_no_authority() -> None:
    assert years(("Kent/2024/episodes.csv", EPISODES), ("Kent/older/2019/header.csv", HEADER)) == [
        (None, 2019, ["header"]),
        (None, 2024, ["episodes"]),
    ]


def test_a_folder_for_adoption_is_no_authority() -> None:
    assert years(("2024/main/episodes.csv", EPISODES), ("2024/adoption/header.csv", HEADER)) == [
        (None, 2024, ["header", "episodes"])
    ]


def test_without_a_year_in_a_name_the_dates_tell_it_and_it_is_said() -> None:
    reading = read_files([("episodes.csv", EPISODES.encode()), ("header.csv", HEADER.encode())])
    (one,) = reading.returns
    assert (one.year, sorted(one.tables)) == (2024, ["episodes", "header"])
    assert {fault.kind for fault in one.faults} == {"mended"}
    assert "the dates say 2024 (to 31 March 2024)" in said(reading)


def test_a_file_whose_year_nothing_tells_is_set_aside() -> None:
    reading = read_text("header.csv", HEADER)
    assert reading.returns == ()
    assert "Neither names nor dates tell the collection year" in said(reading)


def test_dates_enough_are_believed_rather_than_a_name() -> None:
    head, *rows = EPISODES.splitlines()
    many = "\n".join([head, *(row.replace("A1", f"A{n}") for n in range(20) for row in rows[:2])])
    reading = read_files(
        [("2023/episodes.csv", many.encode()), ("2023/header.csv", HEADER.encode())]
    )
    assert [(one.year, len(one.tables)) for one in reading.returns] == [(2024, 2)]
    assert "tells the collection year 2023, its dates 2024" in said(reading)
    # Few dates are not: the return may be small, or a slip.
    assert years(("2023/episodes.csv", EPISODES)) == [(None, 2023, ["episodes"])]


def test_a_zip_is_read_as_a_folder_and_one_in_it_too() -> None:
    inner = packed(**{"2023/reviews.csv": REVIEWS.encode(), "__MACOSX/._x.csv": b"\0\1"})
    whole = packed(**{"Kent/2024/episodes.csv": EPISODES.encode(), "Kent/old.zip": inner})
    reading = read_files([("all.zip", whole)])
    assert [(one.year, list(one.tables)) for one in reading.returns] == [
        (2023, ["reviews"]),
        (2024, ["episodes"]),
    ]
    assert reading.returns[1].files == ("all.zip › Kent/2024/episodes.csv",)
    assert faults(reading) == []


def test_paths_in_a_zip_are_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    whole = packed(**{"../outside.csv": EPISODES.encode(), "/2024/episodes.csv": EPISODES.encode()})
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(whole)
    assert read([tmp_path / "in"]).returns
    assert not outside.exists()


def test_a_bomb_is_refused_unopened() -> None:
    whole = packed(**{"2024/episodes.csv": b"0" * (1 << 25)})
    reading = read_files([("bomb.zip", whole)])
    assert reading.returns == ()
    assert "grows too much" in said(reading)
    claimed = zipfile.ZipInfo("x")
    claimed.file_size = claimed.compress_size = 2 << 30
    assert "1,024 MB" in (bomb([claimed]) or "")
    assert "more than 10,000 files" in (bomb([zipfile.ZipInfo("x")] * 10_001) or "")


def test_zips_deeper_than_three_are_left() -> None:
    whole = EPISODES.encode()
    for depth in range(4):
        whole = packed(**{f"{depth}.zip" if depth else "2024.csv": whole})
    assert "zip in a zip in a zip" in said(read_files([("deep.zip", whole)]))


def test_a_damaged_zip_and_one_with_a_password_are_said() -> None:
    whole = packed(**{"2024/episodes.csv": EPISODES.encode()})
    assert "damaged" in said(read_files([("a.zip", whole[:60])]))
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in said(read_files([("a.zip", bytes(locked))]))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("other", b"", "The file is empty"),
        ("blank.csv", b"\xef\xbb\xbf \r\n", "The file is empty"),
        ("scan.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(32)) * 20, "It is not text"),
        ("old.xls", b"\xd0\xcf\x11\xe0 old", "Save it as XLSX"),
        ("reviews.xlsx", b"PK\x03\x04" + b"0" * 50, "The workbook is damaged"),
        ("x.zip", b"PK\x03\x04" + b"0" * 50, "The zip is damaged"),
        ("x.xml", b"<CHILD><HEADER>", "The XML is damaged"),
        ("e.xls", b"<HTML><table><tr><th>CHILD<th>DECOM", "It is a web page"),
        (
            "e.xls",
            b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "It is a workbook of Excel 2003",
        ),
        ("e.ods", packed(mimetype=b"x", **{"content.xml": b"<x/>"}), "It is no workbook of Excel"),
        ("reviews.csv", b"CHILD,DATE\nA1,3/4/2023\n", "No table of the return"),
        ("x.csv", b"CHILD,RNE,LS,PLACE\nA1,S,C2,U4\n", "No table of the return"),
    ],
)
def test_a_file_that_may_have_been_meant_is_set_aside_and_the_others_are_read(
    name: str, content: bytes, sentence: str
) -> None:
    fault = the_fault_of(name, content)
    assert fault.kind == "file"
    assert sentence in fault.message


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(32)) * 20, "It is not text"),
        ("guide.pdf", b"%PDF-1.7", "It is a PDF"),
        ("letter.docx", b"PK\x03\x04" + b"0" * 50, "damaged"),
        ("page.html", b"<html><br></html>", "It is a web page"),
        (".gitkeep", b"", "The file is empty"),
        ("letter.txt", b"Dear all,\nhere is the return.\n", "No table of the return (SSDA903)"),
        ("providers.csv", b"URN,GROUP,KIND\n1,2,3\n", "columns (URN, GROUP, KIND)"),
        (
            "costs.csv",
            b"CHILD,PLACEMENT_START,PLACEMENT_END,PLACE,PLACE_PROVIDER,URN,WEEKLY_COST\n",
            "No table of the return",
        ),
    ],
)
def test_a_file_of_another_kind_is_passed_over(name: str, content: bytes, sentence: str) -> None:
    fault = the_fault_of(name, content)
    assert fault.kind == "other"
    assert sentence in fault.message


def the_fault_of(name: str, content: bytes) -> Fault:
    reading = read_files([(f"2024/{name}", content), ("2024/episodes.csv", EPISODES.encode())])
    assert len(reading.returns[0].tables["episodes"]) == 3
    (fault,) = reading.faults
    assert fault.place.file == f"2024/{name}"
    return fault


def test_a_folder_is_read_in_order_with_progress(tmp_path: Path) -> None:
    for name, text in {"2024/episodes.csv": EPISODES, "2023/header.csv": HEADER}.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text)
    (tmp_path / "2024" / "~$lock.xlsx").write_bytes(b"x")
    steps: list[tuple[int, int, str]] = []
    reading = read([tmp_path], progress=lambda *step: steps.append(step))
    assert [one.year for one in reading.returns] == [2023, 2024]
    assert steps == [(0, 2, "2023/header.csv"), (1, 2, "2024/episodes.csv"), (2, 2, "")]
    assert read([tmp_path / "2024"]).returns[0].year == 2024
    assert read([tmp_path / "2024" / "episodes.csv"]).returns[0].year == 2024
    assert "no such file" in said(read([tmp_path / "2031"]))


def test_a_file_twice_is_read_once_and_parts_of_one_are_put_together() -> None:
    head, *rows = EPISODES.splitlines(keepends=True)
    twice = read_files([(f"2024/{name}.csv", EPISODES.encode()) for name in ("a", "b")])
    assert len(twice.returns[0].tables["episodes"]) == 3
    assert "same rows of episodes as 2024/a.csv" in said(twice)
    parts = read_files(
        [
            ("2024/part 1.csv", (head + rows[0] + rows[1]).encode()),
            ("2024/part 2.csv", (head + rows[1] + rows[2]).encode()),
        ]
    )
    table = parts.returns[0].tables["episodes"]
    assert list(table.columns["CHILD"]) == ["A1", "A1", "B2"]
    assert [(place.file, place.line) for place in table.places] == [
        ("2024/part 1.csv", 2),
        ("2024/part 1.csv", 3),
        ("2024/part 2.csv", 3),
    ]
    assert "put together" in said(parts)
    assert "same as one before it" in said(parts)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample return is not beside the project")
def test_the_sample_return_is_read_whole() -> None:
    reading = read([SAMPLE])
    assert {one.year: {name: len(table) for name, table in one.tables.items()} for one in reading.returns} == {
        2022: {
            "header": 408, "episodes": 487, "reviews": 472, "uasc": 17, "oc2": 145, "oc3": 116,
            "ad1": 2, "placed_for_adoption": 4, "previous_permanence": 76, "missing": 12,
        },
        2023: {
            "header": 434, "episodes": 537, "reviews": 513, "uasc": 32, "oc2": 142, "oc3": 119,
            "ad1": 2, "placed_for_adoption": 4, "previous_permanence": 114, "missing": 22,
        },
        2024: {
            "header": 449, "episodes": 552, "reviews": 542, "uasc": 36, "oc2": 152, "oc3": 129,
            "ad1": 2, "placed_for_adoption": 5, "previous_permanence": 105, "missing": 22, "sw_episodes": 452,
        },
        2025: {
            "header": 472, "episodes": 623, "reviews": 582, "uasc": 40, "oc2": 156, "oc3": 120,
            "ad1": 3, "placed_for_adoption": 6, "previous_permanence": 122, "missing": 20, "sw_episodes": 475,
        },
    }  # fmt: skip
    # Every row of every file is in a table or was said to be the same as another.
    rows = sum(len(path.read_text().splitlines()) - 1 for path in SAMPLE.glob("2*/*.csv"))
    read_rows = sum(len(table) for one in reading.returns for table in one.tables.values())
    aside = [fault for one in reading.returns for fault in one.faults]
    assert rows - read_rows == len(aside) == 3
    assert {fault.table for fault in aside} == {"previous_permanence"}
    assert {fault.place.file for fault in reading.faults} == {
        "assessments.csv",
        "placement_costs.csv",
        "providers.csv",
    }
