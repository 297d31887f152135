"""Text and CSV files: that they are text, and that no spreadsheet runs what a cell says."""

from __future__ import annotations

import csv
import io
import re

from .refusal import FileRefused

MARKUP = re.compile(
    r"\s*(<!doctype|<\?xml|<html|<head|<body|<script|<svg|<\?php|#!|\{\\rtf|%pdf-)", re.I
)
MOST_CONTROLS = 0.001
FORMULA = "=@＝＠"
SIGNED = re.compile(r"\s*[+\-＋－]")
NUMBER = re.compile(r"\s*[+\-＋－]?[\s£$€]*[\d.,][\d\s.,:()%/\-]*$")
"""Also a telephone number, a dash alone and a range: nothing there that could be run."""
LONGEST_CELL = 1_000_000


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else as Windows writes it.

    Raises:
        FileRefused: it is no text.
    """
    is_marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(sign < " " and sign not in "\t\n\r\f" for sign in text)
        if "\0" not in text and controls <= MOST_CONTROLS * len(text):
            return text
        break
    raise FileRefused("This is not a text file, though its name says so. Save it as one again.")


def check_text(content: bytes) -> None:
    """That it is text, and not a page or a program that is called text.

    Raises:
        FileRefused: with a sentence.
    """
    if MARKUP.match(decode(content)):
        raise FileRefused(
            "This is a web page, a program or another document, though its name says text. "
            "Save it as a PDF."
        )


def check_csv(content: bytes) -> None:
    """That it is text in cells, none of which a spreadsheet would run.

    Raises:
        FileRefused: the first such cell, by line and column.
    """
    check_text(content)
    text = decode(content)
    separator = max(",;\t|", key=text[:10_000].count)
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in rows:
            for column, cell in enumerate(row, 1):
                if is_formula(cell):
                    raise FileRefused(
                        f"Line {rows.line_num}, column {column} begins as a formula does "
                        f"(“{cell.strip()[:20]}”), and a spreadsheet would run it. Put an "
                        "apostrophe before it, or hand in an Excel file (xlsx)."
                    )
    except csv.Error:
        raise FileRefused("This CSV file cannot be read. Save it again as CSV (UTF-8).") from None


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run it; a number with a sign, or a dash, is none."""
    begins = cell.lstrip()[:1]
    if begins and begins in FORMULA:
        return True
    if cell[:1] in {"\t", "\r"} and begins:
        return True
    return bool(SIGNED.match(cell)) and not (NUMBER.match(cell) or is_said(cell))


def is_said(cell: str) -> bool:
    """A dash before words, as in a list: “- see note”, “–”. A formula has no space after it."""
    rest = cell.lstrip()[1:]
    return not rest.strip("-+ ") or (rest[:1] == " " and not re.search(r"[(!|]", rest))
