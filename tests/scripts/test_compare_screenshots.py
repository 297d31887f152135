"""Two sets of pictures side by side: what differs is named, and by how much."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from scripts.compare_screenshots import main


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        Image.new("RGB", (100, 100), "white").save(folder / "same.png")
        Image.new("RGB", (100, 100), "white").save(folder / "moved.png")
    return before, after


def paint(picture: Path, box: tuple[int, int, int, int], colour: str) -> None:
    image = Image.open(picture).convert("RGB")
    image.paste(colour, box)
    image.save(picture)


def test_the_same_pictures_are_no_finding(folders: tuple[Path, Path]) -> None:
    before, after = folders
    paint(after / "moved.png", (0, 0, 100, 100), "#e0e0e0")  # a shade that fewer colours make
    assert main([str(before), str(after)]) == 0


def test_what_differs_is_named_with_its_share(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before, after = folders
    paint(after / "moved.png", (0, 0, 30, 10), "navy")
    assert main([str(before), str(after), "--marked", str(tmp_path / "marked")]) == 1
    said = capsys.readouterr()
    assert said.out == "  3.00 %  moved.png\n"
    assert said.err == "1 of 2 pictures differ by more than 0.5 %.\n"
    marked = Image.open(tmp_path / "marked" / "moved.png")
    assert (marked.getpixel((5, 5)), marked.getpixel((50, 50))) == ((200, 0, 0), (255, 255, 255))
    assert main([str(before), str(after), "--most", "3"]) == 0


def test_new_gone_and_of_another_size_are_findings(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = folders
    (before / "same.png").rename(before / "old.png")
    Image.new("RGB", (100, 120), "white").save(after / "moved.png")
    assert main([str(before), str(after)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "100.00 %  moved.png  was 100 × 100, is 100 × 120",
        "100.00 %  old.png  is gone",
        "100.00 %  same.png  is new",
    ]


def test_folders_without_pictures_are_wrong_usage(tmp_path: Path) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
