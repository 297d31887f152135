"""What the guide shows of the invented authority is what the commands print, in a window 97 letters wide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caremodel.command_line import main

GUIDE = Path(__file__).parents[2] / "docs/care/guide.md"
BLOCKS = re.findall(r"^```\n(.*?)\n```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
COMMAND = "alliance care "


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the guide's samples are: made by its own lines."""
    made = tmp_path_factory.mktemp("guide")
    for block in BLOCKS:
        for line in block.splitlines():
            if line.startswith(f"{COMMAND}sample") and "--seed" in line:
                *words, out = line.removeprefix(COMMAND).split()
                assert main([*words, str(made / out)]) == 0
    return made


@pytest.mark.parametrize("command", ["check faulty", "summary returns"])
def test_the_guide_shows_what_is_printed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    at = next(n for n, block in enumerate(BLOCKS) if block.splitlines()[-1] == COMMAND + command)
    shown = BLOCKS[at + 1].removesuffix("\n…")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "97")
    assert main(command.split()) in (0, 1)
    assert capsys.readouterr().out.startswith(shown)
