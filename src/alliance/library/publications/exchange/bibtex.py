"""BibTeX: entries in braces, as LaTeX and reference managers write and read them."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator

from bibtexparser import model
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware

from alliance.library.kinds import Kind

from .latex import TooDeep, escaped, unescaped
from .records import MONTHS, Read, Record, day_of, month_of, one_line

# It writes each fault to the log too; here they are said to whoever handed the file in.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)

_PUBLISHERS = ("institution", "organization", "organisation", "publisher", "school")
_RESEARCH = frozenset({"article", "phdthesis", "mastersthesis", "thesis", "inproceedings"})
_NOT_A_KEY = re.compile(r"[^a-z0-9]+")


def write_bibtex(records: Iterable[Record]) -> str:
    """Records as BibTeX in UTF-8; days both as BibTeX and as BibLaTeX have them."""
    keys: dict[str, int] = {}
    return "\n".join(_entry(record, _key(record, keys)) for record in records)


def _key(record: Record, keys: dict[str, int]) -> str:
    """As “dfe2020keeping”: who, when, the first long word; a number where that is taken."""
    plain = unicodedata.normalize("NFKD", f"{record.publisher}|{record.title}".casefold())
    who, _, what = plain.encode("ascii", "ignore").decode().partition("|")
    words = [word for word in _NOT_A_KEY.split(what) if len(word) > 3]
    year = f"{record.published_on:%Y}" if record.published_on else ""
    key = f"{_NOT_A_KEY.sub('', who)[:20]}{year}{next(iter(words), '')[:20]}" or "publication"
    keys[key] = keys.get(key, 0) + 1
    return key if keys[key] == 1 else f"{key}-{keys[key]}"


def _entry(record: Record, key: str) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record))
    return f"@{'techreport' if record.publisher else 'misc'}{{{key},\n{fields}}}\n"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{{{escaped(record.title)}}}}}"
    if record.publisher:
        yield "author", f"{{{{{escaped(record.publisher)}}}}}"
        yield "institution", f"{{{escaped(record.publisher)}}}"
    if record.kind in Kind.values:
        yield "type", f"{{{Kind(record.kind).label}}}"
    if day := record.published_on:
        yield "date", f"{{{day.isoformat()}}}"
        yield "year", f"{{{day:%Y}}}"
        yield "month", MONTHS[day.month - 1]
    if record.url:
        yield "url", f"{{{record.url.replace('{', '%7B').replace('}', '%7D')}}}"
    if record.label:
        yield "edition", f"{{{escaped(record.label)}}}"
    if record.what_changed:
        yield "note", f"{{{escaped(record.what_changed)}}}"
    if record.topics:
        yield "keywords", f"{{{', '.join(escaped(topic) for topic in record.topics)}}}"


def read_bibtex(text: str) -> Read:
    """The entries of a file, each with its line; what cannot be read is a fault with its line."""
    library = parse_string(
        text.lstrip("\ufeff"),
        parse_stack=[ResolveStringReferencesMiddleware(True), RemoveEnclosingMiddleware(True)],
    )
    read = Read()
    for block in library.blocks:
        where = f"line {(block.start_line or 0) + 1}"
        match block:
            case model.Entry():
                _take(block, where, read)
            case model.DuplicateBlockKeyBlock() if isinstance(
                block.ignore_error_block, model.Entry
            ):
                _take(block.ignore_error_block, where, read)  # keys are not kept here
            case model.DuplicateFieldKeyBlock():
                names = ", ".join(sorted(block.duplicate_keys))
                read.faults.append(f"{where}: the entry has {names} twice; leave one.")
            case model.ParsingFailedBlock():
                read.faults.append(
                    f"{where}: the entry cannot be read. See that each brace is closed, and that "
                    "a comma follows its key and each field."
                )
            case _:
                pass
    return read


def _take(entry: model.Entry, where: str, read: Read) -> None:
    try:
        read.records.append(_record(entry, where))
    except TooDeep:
        read.faults.append(
            f"{where}: the entry “{entry.key[:40]}” nests braces too deep to be read."
        )


def _record(entry: model.Entry, where: str) -> Record:
    fields = {name.lower(): str(each.value) for name, each in entry.fields_dict.items()}

    def said(*names: str) -> str:
        texts = (one_line(unescaped(fields.get(name, ""))) for name in names)
        return next(filter(None, texts), "")

    author = fields.get("author", "").strip()
    is_body = author.startswith("{") and author.endswith("}")
    labels = {kind.label.casefold(): kind.value for kind in Kind}
    kind = labels.get(said("type").casefold(), "")
    if not kind and entry.entry_type.lower() in _RESEARCH:
        kind = Kind.RESEARCH.value
    month = month_of(fields.get("month", ""))
    day, doubts = day_of(fields.get("date") or (f"{fields.get('year', '')}-{month or ''}"))
    return Record(
        title=said("title"),
        publisher=said(*_PUBLISHERS) or (said("author") if is_body else ""),
        kind=kind,
        published_on=day,
        url=_url(fields.get("url", "") or fields.get("howpublished", "")),
        label=said("edition"),
        what_changed=said("note"),
        topics=tuple(filter(None, (one_line(word) for word in re.split("[,;]", said("keywords"))))),
        where=where,
        doubts=doubts,
    )


def _url(written: str) -> str:
    r"""An address stands as it is, but for ``\url{…}`` around it and escaped signs in it."""
    found = re.search(r"https?://[^\s{}]+", re.sub(r"\\([&%#_~$])", r"\1", written))
    return found[0] if found else ("" if "\\" in written else one_line(written))
