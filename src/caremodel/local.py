"""What the page for locked laptops asks of Python: files in, one JSON document out, all in the browser.

Only the standard library is used, and openpyxl where the page has it. The document says in words what was found,
shows it as tables, and offers files: what may be handed on, and apart from it what names children and stays.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence

from .checks import Finding, check
from .disclosure import protect
from .flows import Summary, summary
from .histories import Histories, stitch
from .reading import Reading, read_files
from .returns import Fault, Return
from .sheets import Column, Sheet, Value, as_csv, as_json, shown
from .telling import counts, findings, protected
from .telling import summary as summing

Tell = Callable[[str, float], object]
"""Called with words and the share done, 0 to 1."""
Document = Mapping[str, object]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FEW = 300
"""Findings and faults shown on the page; the file has all."""
INVENTED = {"children": 250, "years": 3, "seed": 903}
"""The authority that is made for whoever has no return at hand."""


def look(files: Iterable[tuple[str, bytes]], tell: Tell, phrase: str = "") -> str:
    """Read, check and count a return.

    Args:
        files: name (with folders, if any) and content of each.
        phrase: what the rounding of suppressed tables depends on; the same for every release. None: by chance.

    Returns: JSON: `said`, `parts` (heading, what is said, tables) and `downloads` (groups of files).
    """
    tell("Reading …", 0.05)
    reading = read_files((str(name), bytes(content)) for name, content in files)
    if not reading.returns:
        return json.dumps(_nothing(reading))
    tell("Checking …", 0.3)
    found = check(reading.returns)
    tell("Joining years …", 0.6)
    histories = stitch(reading.returns)
    tell("Counting …", 0.75)
    made = summary(histories) if histories.children else None
    tell("Hiding small counts …", 0.85)
    safe = _protected(made, phrase) if made else []
    tell("Writing …", 0.95)
    return json.dumps(_document(reading, found, histories, made, safe))


def _protected(made: Summary, phrase: str) -> list[Sheet]:
    secret = hashlib.sha256(phrase.encode()).digest() if phrase.strip() else secrets.token_bytes(32)
    return protected.sheets(protect(made.tables, secret=secret).tables)


def look_at_invented(tell: Tell) -> str:
    """The same of an authority that is made up on the spot, with errors planted in its files."""
    import tempfile
    from pathlib import Path

    from .sample import Settings, make, write

    tell("Making invented children …", 0.02)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(make(**INVENTED, settings=Settings(faults=True)), root)
        files = [
            (path.relative_to(root).as_posix(), path.read_bytes())
            for path in sorted(root.rglob("*.csv"))
        ]
    return look(files, tell)


def _document(
    reading: Reading,
    found: Sequence[Finding],
    histories: Histories,
    made: Summary | None,
    safe: Sequence[Sheet],
) -> Document:
    faults = [*reading.faults, *(fault for one in reading.returns for fault in one.faults)]
    checked = findings.latest(reading.returns, None)
    parts = [_findings_part(checked, found), _faults_part(faults)]
    groups = [_own_files(found, made)]
    said = findings.said(checked, found)
    if made is not None:
        said = f"{said} {summing.said(made)}"
        parts += [_counts_part(made, histories), _protected_part(safe)]
        groups.insert(0, _safe_files(safe))
    return {"said": said, "parts": parts, "downloads": groups}


def _nothing(reading: Reading) -> Document:
    said = "No table of an SSDA903 return was found in what you chose."
    return {"said": said, "parts": [_faults_part(reading.faults, folded="")], "downloads": []}


def _findings_part(checked: Sequence[Return], found: Sequence[Finding]) -> Document:
    by_rule = findings.sheets(found)[1]
    rows: list[Sequence[Value]] = [
        (one.rule, one.message, findings.where(one)) for one in found[:FEW]
    ]
    title = "Row by row" if len(found) <= FEW else f"Row by row, the first {FEW} of {len(found):,}"
    every = Sheet(
        "Findings", title, [Column("Rule"), Column("What is wrong"), Column("Where")], rows
    )
    tables = [_shown(by_rule), _shown(every, folded="Show every row")] if found else []
    return _part("Checks", "" if found else findings.said(checked, found), tables)


def _faults_part(faults: Sequence[Fault], folded: str = "Show them") -> Document:
    if not faults:
        return _part("Reading", "Every row was read.", [])
    rows: list[Sequence[Value]] = [
        (one.place.file, one.place.line, one.message) for one in faults[:FEW]
    ]
    table = Sheet(
        "Reading",
        "What was set aside or mended",
        [Column("File"), Column("Line", 0), Column("What")],
        rows,
    )
    things = "1 thing was" if len(faults) == 1 else f"{len(faults):,} things were"
    said = f"{things} set aside or read as meant while reading."
    return _part("Reading", said, [_shown(table, folded=folded)])


def _counts_part(made: Summary, histories: Histories) -> Document:
    first = {**_shown(counts.sheet(made.table("in_care_by_age_and_category")))}
    first["picture"] = str(summing.stock_picture(made, summing.source_of(histories)))
    others = [_shown(counts.sheet(table), folded=table.title) for table in made.tables[1:]]
    said = "These counts are exact: they are for the authority alone."
    return _part("Counts", said, [first, *others], look="asked")


def _protected_part(safe: Sequence[Sheet]) -> Document:
    return _part(
        "Tables that may be handed on",
        protected.RULE,
        [_shown(one, folded=one.title) for one in safe],
    )


def _part(heading: str, said: str, tables: Sequence[Document], *, look: str = "") -> Document:
    return {"heading": heading, "said": said, "tables": tables, "look": look}


def _shown(sheet: Sheet, *, folded: str = "") -> Document:
    """A table with its cells as text; `folded`: behind these words."""
    return {
        "title": f"{sheet.title}, {sheet.period}" if sheet.period else sheet.title,
        "columns": [column.name for column in sheet.columns],
        "numbers": [at for at, column in enumerate(sheet.columns) if column.decimals is not None],
        "rows": [
            [shown(value, column) for value, column in zip(row, sheet.columns, strict=True)]
            for row in sheet.rows
        ],
        "row_heads": True,
        "note": sheet.note,
        "folded": folded,
    }


def _safe_files(safe: Sequence[Sheet]) -> Document:
    document = json.dumps(
        {"rule": protected.RULE, "tables": [as_json(one) for one in safe]}, indent=1
    )
    return {
        "heading": "To hand on",
        "said": f"{protected.RULE} No child is named.",
        "files": [
            *_workbook("suppressed-tables.xlsx", "Suppressed tables, workbook", safe),
            _file(
                "suppressed-tables.csv",
                "Suppressed tables, CSV",
                "text/csv",
                as_csv(protected.long_sheet(safe)),
            ),
            _file(
                "suppressed-tables.json",
                "Suppressed tables, JSON",
                "application/json",
                document.encode(),
            ),
        ],
    }


def _own_files(found: Sequence[Finding], made: Summary | None) -> Document:
    sheets = findings.sheets(found)
    files = [
        *_workbook("findings.xlsx", "Findings, workbook", sheets),
        _file("findings.csv", "Findings, CSV", "text/csv", as_csv(sheets[0])),
    ]
    if made is not None:
        exact = [counts.sheet(table) for table in made.tables]
        files += _workbook("exact-counts.xlsx", "Exact counts, workbook", exact)
        flat = as_csv(counts.long_sheet(made.tables))
        files.append(_file("exact-counts.csv", "Exact counts, CSV", "text/csv", flat))
    return {
        "heading": "For the authority alone",
        "said": "Findings name children and counts are exact: keep them where the return is kept.",
        "files": files,
    }


def _workbook(name: str, label: str, sheets: Sequence[Sheet]) -> list[Document]:
    """The file, or nothing where openpyxl is not there."""
    try:
        from .workbook import workbook

        return [_file(name, label, XLSX, workbook(sheets))]
    except ImportError:
        return []


def _file(name: str, label: str, kind: str, content: bytes) -> Document:
    return {
        "name": name,
        "label": label,
        "type": kind,
        "base64": base64.b64encode(content).decode(),
    }
