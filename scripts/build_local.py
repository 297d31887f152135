"""Build the page that checks and counts a return on a locked laptop: one file to double-click.

    python scripts/build_local.py [--out dist/care.html]

In it: Pyodide's core (Python in WebAssembly, without packages), `caremodel` and openpyxl. Pyodide comes from the
npm registry by `npm pack`, once, into var/pyodide, and must have the checksum that stands here; nothing else is
fetched. See docs/decisions/0086.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import files as installed_files
from importlib.metadata import version
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
PYODIDE: Final = "314.0.7"
SHA512: Final = (
    "d18bd7c4485f11da4b7dbfd790cd8114078c44eab488c517d9bcf31fda4eb6dc"
    "8c716930abe1db139bb2b860fcd8b37bcb6abe48dbe2ffa579244b0e943d91d4"
)
ENGINE: Final = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK: Final = "pyodide-lock.json"
LEFT_OUT: Final = ("commands", "forecast")
"""What of caremodel the page has no use for: its command line, and what needs numpy."""
LARGEST: Final = 2_000_000
"""Bytes: a file of caremodel that is larger (the postcodes of Great Britain) stays out."""
WHEELS: Final = ("openpyxl", "et_xmlfile")
"""Pure Python, so that workbooks are read and written in the page too."""
FONT: Final = PROJECT / "src/alliance/ui/static/ui/fonts/atkinson-hyperlegible-next.woff2"


class CannotBuild(Exception):
    """The page was not built; the message says why and what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=PROJECT / "dist" / "care.html")
    out: Path = parser.parse_args().out
    try:
        page = build(fetch_pyodide(PROJECT / "var" / "pyodide"))
    except CannotBuild as fault:
        print(fault, file=sys.stderr)
        return 1
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    print(
        f"{out}: {out.stat().st_size / 1e6:.1f} MB. Hand on this one file; it is opened by a double click."
    )
    return 0


def fetch_pyodide(folder: Path) -> Path:
    """The packed Pyodide of the npm registry, fetched if it is not in the folder yet, and checked."""
    archive = folder / f"pyodide-{PYODIDE}.tgz"
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise CannotBuild("npm is not here. Install Node.js, which brings it, and build again.")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "--silent", f"pyodide@{PYODIDE}"]
        try:
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, check=False, timeout=300
            )
        except subprocess.TimeoutExpired:
            raise CannotBuild(
                "The npm registry did not answer within five minutes; try again later."
            ) from None
        if done.returncode or not archive.exists():
            said = done.stderr.strip().splitlines()
            raise CannotBuild(
                f"npm could not fetch Pyodide {PYODIDE}: {said[0] if said else 'it did not say why'}"
            )
    if hashlib.sha512(archive.read_bytes()).hexdigest() != SHA512:
        archive.unlink()
        raise CannotBuild(
            f"What came as Pyodide {PYODIDE} is not what was checked for this project; it was thrown away."
        )
    return archive


def build(archive: Path) -> str:
    """The whole page as text."""
    local = PROJECT / "local"
    with tarfile.open(archive) as packed:
        parts = {name: _member(packed, name) for name in (*ENGINE, LOCK)}
    lock = json.loads(parts[LOCK])
    parts[LOCK] = json.dumps(lock | {"packages": {}}).encode()  # no package is ever loaded
    parts["caremodel.zip"] = _zipped(_our_files())
    script = (local / "page.js").read_text("utf-8")
    font = base64.b64encode(FONT.read_bytes()).decode()
    return _filled(
        (local / "page.html").read_text("utf-8"),
        policy=_policy(script),
        style=_filled((local / "page.css").read_text("utf-8"), font=font),
        version=version("alliance"),
        python=lock["info"]["python"],
        pyodide=PYODIDE,
        parts="\n".join(_as_script(name, content) for name, content in parts.items()),
        worker=(local / "worker.js").read_text("utf-8"),
        script=script,
    )


def _policy(script: str) -> str:
    """What the page may do: run its own script and Python from memory; connect to nothing."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{digest}' blob: 'wasm-unsafe-eval'",
            "worker-src blob:",
            "style-src 'unsafe-inline'",
            "font-src data:",
            "img-src data:",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


def _filled(text: str, **values: str) -> str:
    """The text with each {{name}} replaced; what stands in a value is left alone."""
    pieces = text.split("{{")
    out = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}}")
        if not closed or name not in values:
            raise CannotBuild(f"The page has “{{{{{name[:30]}”, and nothing to put there.")
        out += [values[name], rest]
    return "".join(out)


def _member(packed: tarfile.TarFile, name: str) -> bytes:
    found = packed.extractfile(f"package/{name}")
    if found is None:
        raise CannotBuild(f"Pyodide {PYODIDE} has no {name}.")
    return found.read()


def _as_script(name: str, content: bytes) -> str:
    """A part as text that a browser keeps and does not run."""
    text = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'<script type="text/plain" data-part="{name}">{text}</script>'


def _our_files() -> Iterator[tuple[str, bytes]]:
    source = PROJECT / "src" / "caremodel"
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source)
        if path.is_file() and name.parts[0] not in LEFT_OUT and "__pycache__" not in name.parts:
            if path.suffix in {".ttf", ".pyc"} or path.stat().st_size > LARGEST:
                continue
            yield f"caremodel/{name.as_posix()}", path.read_bytes()
    for wheel in WHEELS:
        for file in sorted(installed_files(wheel) or (), key=str):
            if file.suffix == ".py":
                yield str(file), Path(str(file.locate())).read_bytes()


def _zipped(files: Iterator[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:  # the whole is packed once, after
        for name, content in files:
            packed.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
