"""What each verb prints, writes and ends with; contracts others rely on."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import load_workbook

from caremodel.ages import AGE_BANDS
from caremodel.command_line import main
from caremodel.placements import CATEGORIES

Capture = pytest.CaptureFixture[str]


def document(capsys: Capture, *arguments: object, code: int = 0) -> dict[str, Any]:
    """The one JSON document on standard output."""
    assert main(list(map(str, arguments))) == code
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def printed(capsys: Capture, *arguments: object, code: int = 0) -> str:
    assert main(list(map(str, arguments))) == code
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 120
    return out


# --- sample


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(f"sample --children 40 --years 2 --seed 5 --out {tmp_path / name}".split()) == 0
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.csv"))
    assert files
    assert all(
        (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
        for file in files
    )


def test_a_sample_has_rare_cases_where_they_are_asked_for(tmp_path: Path) -> None:
    asked = f"sample --children 200 --years 3 --seed 5 --out {tmp_path / 'one'}"
    assert main(asked.split()) == 0
    assert main([*asked.replace("one", "two").split(), "--with-rare-cases"]) == 0
    short_breaks = [
        any(",V4," in file.read_text() for file in (tmp_path / name).rglob("episodes.csv"))
        for name in ("one", "two")
    ]
    assert short_breaks == [False, True]


def test_a_sample_overwrites_nothing(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine.csv").write_text("kept")
    assert main(["sample", "--children", "40", "--out", str(tmp_path)]) == 1
    assert "is not empty; name a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


# --- check


def test_check_as_json_is_as_promised(returns: Path, capsys: Capture) -> None:
    found = document(capsys, "check", returns, "--json", code=1)
    assert {"files", "rows", "findings", "counts"} <= set(found)
    assert found["rows"] > 100
    assert all(name.startswith("2026/") for name in found["files"])
    wanted = {"rule", "message", "table", "row", "child", "field", "value"}
    assert all(wanted <= set(one) for one in found["findings"])
    assert sum(found["counts"].values()) == len(found["findings"])


def test_the_row_of_a_finding_is_the_line_that_a_spreadsheet_shows(
    returns: Path, capsys: Capture
) -> None:
    found = document(capsys, "check", returns, "--json", code=1)
    one = next(one for one in found["findings"] if one["child"] and one["row"])
    line = (returns / one["file"]).read_text("utf-8-sig").splitlines()[one["row"] - 1]
    assert one["child"] in line.split(",")


def test_check_prints_rules_with_their_first_rows(returns: Path, capsys: Capture) -> None:
    found = document(capsys, "check", returns, "--json", code=1)
    out = printed(capsys, "check", returns, code=1)
    assert f"{len(found['findings']):,} things found" in out
    assert set(re.findall(r"(?m)^(\w+)  [\d,]+ rows?$", out)) == set(found["counts"])
    commonest = max(found["counts"].values())
    assert commonest > 3
    assert f"… and {commonest - 3} more" in out
    everything = printed(capsys, "check", returns, "--all", code=1)
    assert everything.count("2026/") == len(found["findings"])


def test_check_of_an_earlier_year(returns: Path, capsys: Capture) -> None:
    found = document(capsys, "check", returns, "--json", "--year", 2024, code=1)
    assert {one["year"] for one in found["findings"]} == {2024}


def test_check_of_a_year_that_is_not_there(returns: Path, capsys: Capture) -> None:
    assert main(["check", str(returns), "--year", "2019"]) == 2
    assert "There is no return of 2019; there are those of 2023, 2024" in capsys.readouterr().err


def test_findings_as_a_workbook(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    found = document(capsys, "check", returns, "--json", "--out", tmp_path / "f.xlsx", code=1)
    page = load_workbook(tmp_path / "f.xlsx")["Findings"]
    assert page.max_row == len(found["findings"]) + 4


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("reviews.csv", b"", 1, "reviews.csv: The file is empty"),
        ("reviews.csv", b"CHILD,DAY\nA1,3/4/2023\n", 1, "No table of the return"),
        ("letter.docx", b"Dear all", 0, "Of no return: letter.docx"),
        ("prices.csv", b"PLACE,PRICE\nU4,100\n", 0, "Of no return: prices.csv"),
    ],
)
def test_check_ends_with_1_where_something_of_a_return_was_not_read(
    tmp_path: Path, capsys: Capture, name: str, content: bytes, code: int, told: str
) -> None:
    assert main(f"sample --children 40 --years 2 --seed 5 --out {tmp_path / 'r'}".split()) == 0
    (tmp_path / "r" / "2026" / "reviews.csv").unlink()
    (tmp_path / "r" / name).write_bytes(content)
    capsys.readouterr()
    assert main(["check", str(tmp_path / "r")]) == code
    out, err = capsys.readouterr()
    assert "nothing is wrong" in out
    assert told in " ".join(err.split())


def test_heads_without_rows_cannot_be_checked(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n")
    assert main(["check", str(tmp_path)]) == 2
    assert "there are heads and no rows" in capsys.readouterr().err


def test_what_is_long_is_shown_by_its_beginning(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "r.csv").write_text(f"CHILD,DOB,REVIEW,REVIEW_CODE\n{'A' * 90},,,PN1\n")
    assert f"child {'A' * 40}…" in printed(capsys, "check", tmp_path, code=1)


def test_a_folder_without_a_return(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.csv").write_text("A,B\n1,2\n")
    assert main(["check", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "a.csv" in err
    assert "no table of an SSDA903 return was found" in err


# --- summary


def test_summary_counts_whom_the_tables_hold(returns: Path, capsys: Capture) -> None:
    found = document(capsys, "summary", returns, "--json")
    stock = next(one for one in found["tables"] if one["name"] == "in_care_by_age_and_category")
    total = sum(map(sum, stock["counts"]))
    assert found["said"].startswith(f"{total:,} children were in care on 31 March 2026.")
    out = printed(capsys, "summary", returns)
    assert "Children in care by age and placement, 31 March 2026" in out
    assert out.count("Children on short breaks (V3, V4) are left out.") == 1


def test_a_summary_says_that_invented_postcodes_lie_nowhere(returns: Path, capsys: Capture) -> None:
    out = printed(capsys, "summary", returns, "--all")
    assert "by distance" not in out
    assert "There is no table of distances: of no child are the postcodes" in out


def test_a_summary_of_real_postcodes_leaves_out_whoever_seeks_asylum(
    returns: Path, tmp_path: Path, capsys: Capture
) -> None:
    for file in returns.rglob("*.csv"):
        text = file.read_text("utf-8-sig")
        if file.name == "episodes.csv":
            text = re.sub(r"Z[A-Y][0-9]+ [0-9][A-Z]{2}", "RH12 4FF", text)
        (tmp_path / file.parent.name).mkdir(exist_ok=True)
        (tmp_path / file.parent.name / file.name).write_text(text)
    tables = {one["name"]: one for one in document(capsys, "summary", tmp_path, "--json")["tables"]}
    asylum = tables["in_care_by_asylum_and_age"]
    seeking, others = map(sum, asylum["counts"])
    assert seeking > 0
    assert sum(map(sum, tables["in_care_by_distance_and_category"]["counts"])) == others
    out = printed(capsys, "summary", tmp_path)
    assert "Children seeking asylum are left out: the DfE asks no distance of them." in out


def test_children_seeking_asylum_alone_and_left_out_make_all(
    returns: Path, capsys: Capture
) -> None:
    def total(*options: str) -> int:
        found = document(capsys, "summary", returns, "--json", *options)
        return sum(map(sum, found["tables"][0]["counts"]))

    only, others = total("--only-seeking-asylum"), total("--exclude-seeking-asylum")
    assert 0 < only < others
    assert only + others == total()


def test_summary_of_other_days(returns: Path, capsys: Capture) -> None:
    found = document(
        capsys, "summary", returns, "--json", "--since", "2025-01-01", "--until", "2025-06-30"
    )
    assert (found["from"], found["to"]) == ("2025-01-01", "2025-06-30")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--since", "2025-01-01"], "go together"),
        (["--since", "2025-01-02", "--until", "2025-01-01"], "is after"),
        (["--year", "2025", "--since", "2025-01-01", "--until", "2025-02-01"], "not both"),
        (["--year", "2019"], "is not within that"),
        (["--authority", "999"], "No return is of authority 999"),
    ],
)
def test_what_summary_cannot_do(
    returns: Path, capsys: Capture, options: list[str], said: str
) -> None:
    assert main(["summary", str(returns), *options]) == 2
    assert said in capsys.readouterr().err


def test_summary_as_files(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    for ending in ("xlsx", "parquet", "csv", "svg", "png"):
        assert main(["summary", str(returns), "--out", str(tmp_path / f"s.{ending}")]) == 0
    capsys.readouterr()
    names = load_workbook(tmp_path / "s.xlsx").sheetnames
    assert names[0] == "In care, age × placement"
    assert len({*names}) == len(names)
    assert not [name for name in names if name[-1].isdigit()]  # none cut and numbered
    frame = pl.read_parquet(tmp_path / "s.parquet")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "s.csv").read_text("utf-8-sig"))))
    assert frame["count"].sum() == sum(int(row["count"]) for row in rows) > 0
    assert (tmp_path / "s.svg").read_text().startswith("<svg")
    assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["stock", "flows"])
def test_pictures_of_a_summary(returns: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "p.svg"
    assert main(["summary", str(returns), "--picture", name, "--out", str(out)]) == 0
    assert "<desc" in out.read_text()


def test_a_single_return_tells_of_no_long_stays(returns: Path, capsys: Capture) -> None:
    """Of whoever moved before the year it knows nothing: only those who stayed would seem to be long in care."""
    found = document(capsys, "summary", returns / "2026", "--json")
    assert found["many_placements"]
    assert found["same_placement"] is None
    assert "long_in_care_by_stay_and_age" not in {one["name"] for one in found["tables"]}
    assert "is not known: the returns reach back less than 2½ years" in found["said"]
    time = next(one for one in found["tables"] if one["name"] == "in_care_by_time_and_category")
    assert "they have been in care longer than is said" in time["note"]
    assert document(capsys, "summary", returns, "--json")["same_placement"]


def test_ages_in_a_csv_are_no_dates(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    printed(capsys, "summary", returns, "--out", tmp_path / "s.csv")
    text = (tmp_path / "s.csv").read_text("utf-8-sig")
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert "5 to 9" in cells
    assert "5-9" not in cells


# --- forecast and back-test


def test_forecast_as_json_is_as_promised(returns: Path, capsys: Capture) -> None:
    found = document(capsys, "forecast", returns, "--from", "2025-09-30", "--months", 3, "--json")
    assert found["from"] == "2025-09-30"
    cells = {(one["date"], one["age_band"], one["category"]) for one in found["rows"]}
    days = ("2025-10-31", "2025-11-30", "2025-12-31")
    bands, kinds = (*AGE_BANDS, "all"), (*CATEGORIES, "all")
    assert cells == {(day, band, kind) for day in days for band in bands for kind in kinds}
    keys = "date age_band category mean lo50 hi50 lo90 hi90 lo95 hi95 same_as_today"
    assert all(set(one) == set(keys.split()) for one in found["rows"])


def test_forecast_tells_a_sentence_a_range_and_same_as_today(
    returns: Path, capsys: Capture
) -> None:
    found = document(capsys, "forecast", returns, "--months", 12, "--json")
    last = next(
        one for one in reversed(found["rows"]) if one["age_band"] == one["category"] == "all"
    )
    out = " ".join(printed(capsys, "forecast", returns, "--months", 12).split())
    assert f"between {last['lo90']} and {last['hi90']}" in out
    assert f"“Same as today” says {last['same_as_today']}." in out
    assert "than “same as today” for" in out  # its own back-test


def test_forecast_without_its_back_test(returns: Path, capsys: Capture) -> None:
    out = printed(capsys, "forecast", returns, "--months", 12, "--no-backtest")
    assert "than “same as today” for" not in " ".join(out.split())


def test_a_scenario_says_what_it_takes_for_granted(
    returns: Path, tmp_path: Path, capsys: Capture
) -> None:
    scenario = tmp_path / "help.toml"
    scenario.write_text("[[early_help]]\nshare = 0.5\nsince = 2026-04-01\n")
    out = printed(
        capsys, "forecast", returns, "--months", 12, "--no-backtest", "--scenario", scenario
    )
    assert "Takes for granted" in out
    assert "early help averts 50% of entries" in out
    assert "What the scenario changes by 31 March 2027" in out


def test_forecast_as_files(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    for ending in ("xlsx", "parquet", "png"):
        arguments = ["forecast", str(returns), "--months", "6", "--json", "--out", str(tmp_path / f"f.{ending}")]  # fmt: skip
        assert main(arguments) == 0
    assert load_workbook(tmp_path / "f.xlsx").sheetnames == ["Forecast", "All children"]
    frame = pl.read_parquet(tmp_path / "f.parquet")
    assert frame.height == 6 * 6 * 5
    assert frame.schema["Month end"] == pl.Date


def test_forecast_from_a_day_outside_the_returns(returns: Path, capsys: Capture) -> None:
    assert main(["forecast", str(returns), "--from", "2030-01-01"]) == 2
    assert "--from 2030-01-01 is not within that" in capsys.readouterr().err


def test_backtest_from_days_of_ones_own(returns: Path, capsys: Capture) -> None:
    found = document(
        capsys, "backtest", returns, "--origin", "2024-09-30", "2025-03-31", "--months", "6,12", "--json"
    )  # fmt: skip
    assert {one["origin"] for one in found["errors"]} == {"2024-09-30", "2025-03-31"}
    assert {one["months"] for one in found["means"]} == {6, 12}
    assert found["verdict"]


def test_backtest_prints_its_verdict_first(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    found = document(capsys, "backtest", returns, "--months", "12", "--json")
    out = printed(capsys, "backtest", returns, "--months", "12", "--out", tmp_path / "b.svg")
    assert " ".join(out.split()).startswith(found["verdict"])
    lost = [one for one in found["means"] if one["wape"] >= one["same_as_today"]]
    drawn = " ".join(re.findall(r"<desc[^>]*>([^<]+)</desc>", (tmp_path / "b.svg").read_text()))
    assert f"in {4 - len(lost)} of 4 measures" in drawn
    assert drawn.count("at 12 months") == len(lost)


def test_backtest_of_returns_that_are_too_short(tmp_path: Path, capsys: Capture) -> None:
    assert main(["sample", "--children", "40", "--years", "1", "--out", str(tmp_path / "s")]) == 0
    assert main(["backtest", str(tmp_path / "s")]) == 2
    assert "Add earlier returns" in capsys.readouterr().err


# --- distance

POSTCODES = "CHILD,HOME_POST,PL_POST\n=1+1,RH12 4FF,BN8 5FJ\nB,RH12 4FF,\n"


def test_distance_adds_its_columns(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "p.csv").write_text(POSTCODES)
    assert main(["distance", str(tmp_path / "p.csv")]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {"MILES", "HOME_LA", "PL_LA", "IN_OUT"} <= set(rows[0])
    assert float(rows[0]["MILES"]) > 10
    assert rows[1]["MILES"] == ""
    assert "2 rows: 1 measured" in err


def test_distance_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    text = io.TextIOWrapper(io.BytesIO(POSTCODES.replace(",", ";").encode("cp1252")))
    monkeypatch.setattr(sys, "stdin", text)
    assert main(["distance", "-"]) == 0
    assert "MILES" in capsys.readouterr().out


def test_distance_as_a_picture(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(POSTCODES)
    assert main(["distance", str(tmp_path / "p.csv"), "--out", str(tmp_path / "p.svg")]) == 0
    assert "of 1 placements" in (tmp_path / "p.svg").read_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"A,B\n1,2\n", "There is no column HOME_POST"),
        (b"PK\x03\x04\0\0", "is no text; save it as CSV"),
        (b"", "There is no column"),
    ],
)
def test_distance_of_what_is_no_such_file(
    tmp_path: Path, capsys: Capture, content: bytes, said: str
) -> None:
    (tmp_path / "p.csv").write_bytes(content)
    assert main(["distance", str(tmp_path / "p.csv")]) == 2
    assert said in capsys.readouterr().err


def test_an_output_that_is_cut_short_is_no_fault(returns: Path) -> None:
    import subprocess

    done = subprocess.run(
        f"{sys.executable} -m caremodel summary {returns} --json | head -c 10",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr


# --- suppressed tables


def test_suppressed_tables_hide_and_round(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    found = document(capsys, "summary", returns, "--suppressed", tmp_path / "kept", "--json")
    cells = [cell for table in found["tables"] for row in table["rows"] for cell in row[1:]]
    assert "c" in cells
    assert all(cell == "c" or cell % 5 == 0 for cell in cells)
    assert (tmp_path / "kept" / "secret").stat().st_mode & 0o077 == 0


def test_the_same_release_again_is_the_same(returns: Path, tmp_path: Path, capsys: Capture) -> None:
    kept = tmp_path / "kept"
    first = document(capsys, "summary", returns, "--suppressed", kept, "--json")
    assert document(capsys, "summary", returns, "--suppressed", kept, "--json") == first
    assert len(list(kept.glob("confidential-release-*.json"))) == 1


def test_a_folder_of_something_else_is_left_alone(
    returns: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    assert main(["summary", str(returns), "--suppressed", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("choice", ["--exclude-seeking-asylum", "--only-seeking-asylum"])
def test_suppressed_tables_are_of_all_children(
    returns: Path, tmp_path: Path, capsys: Capture, choice: str
) -> None:
    """Tables with and without some of them would tell of those by their difference."""
    kept = tmp_path / "kept"
    assert main(["summary", str(returns), choice, "--suppressed", str(kept)]) == 1
    assert "tell of those by their difference" in capsys.readouterr().err.replace("\n", " ")
    assert not kept.exists()


def test_a_record_that_is_damaged_stops_the_release(
    returns: Path, tmp_path: Path, capsys: Capture
) -> None:
    kept = tmp_path / "kept"
    document(capsys, "summary", returns, "--suppressed", kept, "--json")
    (kept / "confidential-release-0001.json").write_text("{}")
    assert main(["summary", str(returns), "--suppressed", str(kept)]) == 2
    assert "Put it back from a backup" in capsys.readouterr().err
