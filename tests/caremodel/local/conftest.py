"""The page, built once; a browser with the network off."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[3]


def load_builder() -> ModuleType:
    """`scripts/build_local.py`, which is no package."""
    spec = importlib.util.spec_from_file_location("build_local", PROJECT / "scripts/build_local.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    return load_builder()


@pytest.fixture(scope="session")
def care_page(builder: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built page; skips, saying why, where Pyodide can neither be found nor fetched."""
    folder = PROJECT / "var" / "pyodide"
    if shutil.which("npm") is None and not any(folder.glob("*.tgz")):
        pytest.skip("npm is not here, and Pyodide was not fetched before")
    try:
        archive = builder.fetch_pyodide(folder)
    except builder.CannotBuild as fault:
        pytest.skip(f"the page cannot be built here: {fault}")
    page = tmp_path_factory.mktemp("page") / "care.html"
    page.write_text(builder.build(archive), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns of two years with errors planted in them."""
    from caremodel.sample import Settings, make, write

    folder = tmp_path_factory.mktemp("returns") / "our return"
    write(make(children=150, years=2, seed=3, settings=Settings(faults=True)), folder)
    return folder
