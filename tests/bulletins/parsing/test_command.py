"""`alliance bulletin parse`: data on standard output, messages on standard error, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alliance.cli import main

OWN = Path(__file__).parent / "labelled"
ONE, OTHER = str(OWN / "b-full.txt"), str(OWN / "e-656.txt")


def test_one_file_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bulletin", "parse", ONE, "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert err == ""
    assert document["schema"] == "alliance.bulletin.reading/1"
    assert (document["number"], document["date"]) == (436, "2021-01-15")
    assert set(document) >= {
        "introduction", "items", "publications", "contacts", "frame", "set_aside", "spans",
        "doubts", "source_text",
    }  # fmt: skip
    assert document["items"][0]["deadlines"] == ["2021-01-28"]


def test_several_files_are_lines_and_the_unreadable_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["bulletin", "parse", "--json", ONE, str(empty), "no-such-file", OTHER]) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["number"] for line in out.splitlines()] == [436, 656]
    assert "empty.txt: the file is empty" in err
    assert "no-such-file: cannot be read" in err


def test_a_summary_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bulletin", "parse", ONE]) == 0
    out = capsys.readouterr().out
    for words in ("Bulletin 436, Friday 15 January 2021", "deadlines: 2021-01-28", "Isla Thornbury",
                  "Tools and templates: 7", "Contacts: 4", "To look at:"):  # fmt: skip
        assert words in out


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = (
        "import sys; from alliance.cli import main; code = main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], input=given, capture_output=True, check=False
    )


def test_standard_input_and_no_heavy_import() -> None:
    done = run("bulletin", "parse", "-", "--json", given=Path(OTHER).read_bytes())
    assert done.returncode == 0
    assert json.loads(done.stdout)["number"] == 656
    assert not {"django", "wagtail", "polars", "docx", "selectolax"} & set(
        done.stderr.decode().split()
    )


@pytest.mark.parametrize(
    "arguments",
    [[], ["bulletin"], ["bulletin", "parse"], ["bulletin", "parse", "x", "--format", "pdf"]],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err
