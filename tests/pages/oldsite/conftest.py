from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

EXPORT = Path(__file__).parent / "old-site.xml"


@pytest.fixture
def export() -> Path:
    """An invented site of fourteen published things; see the file."""
    return EXPORT


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """A copy of its uploads, in which one file is missing."""
    folder = tmp_path / "uploads"
    for name in ("2020/10/Terms-of-Reference.pdf", "2020/11/secret.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF-1.4 " + name.encode())
    (folder / "2019/03").mkdir(parents=True)
    Image.new("RGB", (12, 8), "teal").save(folder / "2019/03/map.png")
    return folder
