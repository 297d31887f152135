"""Say which pictures of two folders differ, and by how much: for a review of a change of the look.

    python scripts/compare_screenshots.py BEFORE [AFTER] [--most 0.5] [--marked FOLDER]

AFTER is `docs/screenshots/` if it is not named. Take both on one day: the sample region tells of the
day on which it was made. With --marked each picture that differs is written with the places in red.
Exit 1 if any differs by more than --most per cent of its pixels, or is in one folder only.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
UNSEEN = 40
"""Steps of a colour, of 255, by which two pixels may differ: few colours are kept of each picture."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How one picture differs; `share` is in per cent of its pixels."""

    name: str
    share: float
    note: str = ""
    where: Image.Image | None = None


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--most", type=float, default=0.5, help="per cent of pixels (0.5)")
    parser.add_argument("--marked", type=Path, help="folder for pictures of the differences")
    asked = parser.parse_args(arguments)
    found = compare(asked.before, asked.after)
    if not found:
        print(f"There are no pictures in {asked.before} and {asked.after}.", file=sys.stderr)
        return 2
    over = [one for one in found if one.share > asked.most]
    for one in sorted(over, key=lambda one: (-one.share, one.name)):
        print(f"{one.share:6.2f} %  {one.name}  {one.note}".rstrip())
        if asked.marked and one.where:
            asked.marked.mkdir(parents=True, exist_ok=True)
            mark(asked.after / one.name, one.where).save(asked.marked / one.name)
    print(
        f"{len(over)} of {len(found)} pictures differ by more than {asked.most} %.", file=sys.stderr
    )
    return int(bool(over))


def compare(before: Path, after: Path) -> list[Difference]:
    """Every picture of either folder."""
    names = {path.name for folder in (before, after) for path in folder.glob("*.png")}
    return [_difference(name, before / name, after / name) for name in sorted(names)]


def mark(picture: Path, where: Image.Image) -> Image.Image:
    """The picture pale, with what differs in red."""
    pale = Image.blend(
        Image.open(picture).convert("RGB"), Image.new("RGB", where.size, "white"), 0.6
    )
    pale.paste((200, 0, 0), mask=where)
    return pale


def _difference(name: str, before: Path, after: Path) -> Difference:
    if not before.exists() or not after.exists():
        return Difference(name, 100.0, "is new" if after.exists() else "is gone")
    one, other = (Image.open(path).convert("RGB") for path in (before, after))
    if one.size != other.size:
        return Difference(
            name, 100.0, f"was {one.size[0]} × {one.size[1]}, is {other.size[0]} × {other.size[1]}"
        )
    bands = ImageChops.difference(one, other).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    where = most.point(lambda steps: 255 if steps > UNSEEN else 0)
    pixels = where.histogram()[255]
    return Difference(name, 100 * pixels / (where.width * where.height), "", where)


if __name__ == "__main__":
    sys.exit(main())
