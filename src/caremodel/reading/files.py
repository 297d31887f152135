"""Files by name: in folders, and in zips, of which nothing is ever unpacked onto the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, Literal, NamedTuple

from ..returns import Fault, Place

LARGEST: Final = 1 << 30
"""Bytes that a file may have, and all files of one zip together."""
_PACKED_AT_MOST: Final = 250
"""Times that a file in a zip may be larger than what is packed; text is packed 10 times, a bomb 1,000 times."""
_FILES_AT_MOST: Final = 10_000
_ZIPS_WITHIN: Final = 3
_NEVER_LOOKED_AT: Final = ("__MACOSX", "Thumbs.db", "desktop.ini", "README.txt")


Unread = Literal["file", "other"]
"""Kinds of `Fault` for a file that became no table."""
_OF_RETURNS: Final = frozenset(
    {"", "csv", "tsv", "txt", "tab", "dat", "xlsx", "xlsm", "xlsb", "xls", "ods", "xml", "zip"}
)
"""Endings of files that a return may be in."""


def by_ending(file: str) -> Unread:
    """Whether a file that cannot be read may have been meant as a return: a picture or a letter is none.

    >>> by_ending("2024/Episodes.CSV"), by_ending("letter.docx"), by_ending(".gitkeep")
    ('file', 'other', 'other')
    """
    last = file.rpartition("/")[2]
    ending = last.rpartition(".")[2].lower() if "." in last else ""
    return "file" if ending in _OF_RETURNS else "other"


class File(NamedTuple):
    """A file as the user names it, the names of its folders and its own without ending, and its bytes."""

    file: str
    names: tuple[str, ...]
    content: bytes


class Found(NamedTuple):
    """A file that was found in a folder; it is read when its turn comes."""

    path: Path
    file: str
    names: tuple[str, ...]


def find(paths: Sequence[Path]) -> tuple[list[Found], list[Fault]]:
    """All files at and under the paths, in order of their names."""
    found: list[Found] = []
    faults: list[Fault] = []
    for path in paths:
        outer = path.absolute()
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                within = inner.relative_to(path)
                if inner.is_file() and not _is_passed_over(within.parts):
                    names = (outer.name, *within.parts[:-1], within.stem)
                    found.append(Found(inner, within.as_posix(), names))
        elif path.is_file():
            found.append(Found(path, path.name, (outer.parent.name, path.stem)))
        else:
            said = "There is no such file or folder. Look at how its name is written."
            faults.append(Fault("file", said, Place(str(path), 1)))
    return found, faults


def opened(found: Found) -> File | Fault:
    """The file with its bytes, or why it cannot be read."""
    place = Place(found.file, 1)
    try:
        if found.path.stat().st_size > LARGEST:
            return Fault("file", _too_large(), place)
        return File(found.file, found.names, found.path.read_bytes())
    except OSError as fault:
        said = (
            f"The file cannot be opened ({fault.strerror}). Ask for leave to read it, or copy it."
        )
        return Fault("file", said, place)


def named(name: str, content: bytes) -> File:
    """A file by its name alone, which may have folders in it."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    own = PurePosixPath(parts[-1]).stem if parts else name
    return File(name, (*parts[:-1], own), content)


def is_zip(content: bytes) -> bool:
    """Whether it is a zip, as a workbook is too."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpacked(file: File, depth: int = 1) -> Iterator[File | Fault]:
    """The files in a zip, those of zips in it too; what cannot be or must not be unpacked is a fault."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if reason := bomb(inside):
                yield Fault("file", reason, Place(file.file, 1))
                return
            for one in inside:
                yield from _member(archive, one, file, depth)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, EOFError):
        workbook = file.file.lower().endswith((".xlsx", ".xlsm"))
        said = (
            "The workbook is damaged. Save it again in Excel."
            if workbook
            else "The zip is damaged. Make it again."
        )
        yield Fault(by_ending(file.file), said, Place(file.file, 1))


def bomb(inside: Iterable[zipfile.ZipInfo]) -> str | None:
    """Why a zip must not be unpacked, if so."""
    files = list(inside)
    if len(files) > _FILES_AT_MOST:
        return f"The zip has more than {_FILES_AT_MOST:,} files. Send the returns alone."
    whole = sum(one.file_size for one in files)
    if whole > LARGEST:
        return _too_large()
    packed = sum(one.compress_size for one in files)
    if whole > 1 << 24 and whole > _PACKED_AT_MOST * packed:
        return (
            "The zip grows too much when it is unpacked, as made to do harm, so it was set aside."
        )
    return None


def _member(
    archive: zipfile.ZipFile, one: zipfile.ZipInfo, file: File, depth: int
) -> Iterator[File | Fault]:
    inner = named(one.filename, b"")
    if _is_passed_over(PurePosixPath(one.filename.replace("\\", "/")).parts):
        return
    name = f"{file.file} › {one.filename}"
    place = Place(name, 1)
    if one.flag_bits & 1:
        yield Fault("file", "The file is locked with a password. Make the zip without.", place)
        return
    try:
        with archive.open(one) as stream:
            content = stream.read(one.file_size + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        RuntimeError,
    ):
        yield Fault("file", "The file is damaged in the zip. Make the zip again.", place)
        return
    found = File(name, (*file.names, *inner.names), content)
    if is_zip(content) and not is_workbook(content):
        if depth >= _ZIPS_WITHIN:
            yield Fault("file", "It is a zip in a zip in a zip. Unpack it first.", place)
        else:
            yield from unpacked(found, depth + 1)
        return
    yield found


def is_workbook(content: bytes) -> bool:
    """Whether a zip is a file of an office program."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return not {"[Content_Types].xml", "mimetype"}.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, OverflowError, EOFError):
        return False


def _is_passed_over(parts: Sequence[str]) -> bool:
    return any(
        part in _NEVER_LOOKED_AT or part.startswith((".", "~$")) for part in parts if part != ".."
    )


def _too_large() -> str:
    return f"It has more than {LARGEST >> 20:,} MB. A return has a few: look at what it is."
