"""Bulletins labelled by hand are read as labelled: the invented ones here, and the real ones of
the folder shared beside the repository where there is one."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]
OWN = Path(__file__).parent / "labelled"
SHARED = Path(os.environ.get("ALLIANCE_SHARED", ROOT.parent / "shared")) / "examples" / "bulletin"


def bench() -> ModuleType:
    """The bench, whose scores are held to here."""
    spec = importlib.util.spec_from_file_location("bench", ROOT / "benches" / "bulletin_parsing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(OWN, id="invented"),
        pytest.param(
            SHARED,
            id="shared",
            marks=pytest.mark.skipif(not SHARED.is_dir(), reason="no shared examples here"),
        ),
    ],
)
def test_every_score_is_over_its_bar(folder: Path) -> None:
    measured = bench()
    for field, result in measured.score(folder).items():
        assert result.f1 >= measured.BARS[field], (field, result.missed, result.spurious)


def test_the_examples_are_many_and_of_every_era() -> None:
    names = {path.stem for path in OWN.glob("*.txt")}
    assert len(names) >= 25
    assert {name[0] for name in names} >= set("abcdex")
