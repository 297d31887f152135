"""Run a notebook from top to bottom and keep what its cells show, without Jupyter.

    python scripts/run_notebook.py docs/care/worked_example.ipynb [--out FILE]

Kept are printed text, the text of a cell's last value and pictures that are SVG; no counts of runs and no times, so that
a second run changes nothing. A cell that fails stops it with the cell and the fault.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import sys
import traceback
from pathlib import Path
from typing import Any


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("notebook", type=Path)
    parser.add_argument("--out", type=Path, help="another file; the notebook itself")
    arguments = parser.parse_args()
    notebook = json.loads(arguments.notebook.read_text("utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        try:
            cell["outputs"] = run(source, names)
        except Exception:
            print(f"Cell {number} failed:\n{source}\n", file=sys.stderr)
            traceback.print_exc()
            return 1
        cell["execution_count"] = None
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    (arguments.out or arguments.notebook).write_text(text, encoding="utf-8")
    return 0


def run(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """What a cell shows."""
    body = ast.parse(source)
    last = body.body.pop() if body.body and isinstance(body.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    with contextlib.redirect_stdout(printed):
        exec(compile(body, "<cell>", "exec"), names)  # noqa: S102  the notebook is ours
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307
    shown: list[dict[str, Any]] = []
    if printed.getvalue():
        shown.append(
            {"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())}
        )
    if value is not None:
        shown.append(
            {
                "output_type": "execute_result",
                "execution_count": None,
                "metadata": {},
                "data": _data(value),
            }
        )
    return shown


def _data(value: Any) -> dict[str, list[str]]:
    if hasattr(value, "_repr_svg_"):
        return {"image/svg+xml": _lines(value._repr_svg_()), "text/plain": ["<picture>"]}
    return {"text/plain": _lines(repr(value))}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    sys.exit(main())
