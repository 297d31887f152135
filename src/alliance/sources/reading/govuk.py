"""GOV.UK's own words on itself: what its search finds, and what changed on one of its pages.

Shapes as its public documentation gives them: https://docs.publishing.service.gov.uk/ (search API)
and https://content-api.publishing.service.gov.uk/ (content API).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from .entry import MOST_ENTRIES, CannotBeRead, Entry, Reading, key_of, line, made_safe, whole
from .json_feed import read_json, text_at
from .when import moment
from .words import decoded

SITE = "https://www.gov.uk"
SEARCH = f"{SITE}/api/search.json"
CONTENT = f"{SITE}/api/content"
FIELDS = "title,link,description,public_timestamp,content_store_document_type,organisations"
_FACETS = {"organisations[]": "filter_organisations", "organisations": "filter_organisations",
           "content_store_document_type[]": "filter_content_store_document_type",
           "topical_events[]": "filter_topical_events",
           "level_one_taxon": "filter_part_of_taxonomy_tree",
           "level_two_taxon": "filter_part_of_taxonomy_tree"}  # fmt: skip


def api_address(pasted: str) -> tuple[str, str]:
    """For an address of GOV.UK as a browser has it: `search` or `content`, and what to ask instead.

    Both empty where it is another site's.
    """
    try:
        parts = urlsplit(pasted.strip())
        host = parts.hostname
    except ValueError:
        return "", ""
    if host not in {"www.gov.uk", "gov.uk"}:
        return "", ""
    path = parts.path.rstrip("/")
    if path == "/api/search.json":
        return "search", whole(pasted)
    if path.startswith("/search"):
        return "search", _search(parse_qsl(parts.query))
    path = path.removeprefix("/api/content")
    return ("content", f"{CONTENT}{path}") if path else ("", "")


def _search(asked: Sequence[tuple[str, str]]) -> str:
    known = [("q", value) for name, value in asked if name == "keywords" and value]
    known += [(_FACETS[name], value) for name, value in asked if name in _FACETS and value]
    fixed = [("order", "-public_timestamp"), ("count", "50"), ("fields", FIELDS)]
    return f"{SEARCH}?{urlencode([*known, *fixed])}"


def read_search(data: bytes, *, content_type: str = "") -> Reading:
    """What a search found, each page of GOV.UK an entry; updated, it is the same entry.

    Raises:
        CannotBeRead: it is no answer of the search.
    """
    told = read_json(decoded(data, content_type))
    results = told.get("results") if isinstance(told, Mapping) else None
    if not isinstance(results, list):
        raise CannotBeRead("GOV.UK’s search gave an answer without results.")
    found: dict[str, Entry] = {}
    for each in results[:MOST_ENTRIES]:
        if isinstance(each, Mapping) and (entry := _result(each)):
            found.setdefault(entry.key, entry)
    return Reading("Search of GOV.UK", "", list(found.values()))


def _result(told: Mapping[str, Any]) -> Entry | None:
    link = text_at(told, "link")
    address = whole(link, SITE) if link else ""
    title = line(text_at(told, "title"))
    if not address or not title:
        return None
    html, text = made_safe(f"<p>{escape(text_at(told, 'description'))}</p>", SITE)
    organisations = _titles(told.get("organisations"))
    kind = text_at(told, "content_store_document_type", "format")
    return Entry(
        key=key_of("address", address),
        title=title,
        html=html if text else "",
        text=text,
        url=address,
        publisher=line(", ".join(organisations), 200),
        published_at=moment(text_at(told, "public_timestamp")),
        facts=_facts(document_type=kind, organisations=organisations),
    )


def read_content(data: bytes, *, content_type: str = "") -> Reading:
    """The changes of one page, each note of change an entry; without any, the page itself.

    Raises:
        CannotBeRead: it is no answer of the content API.
    """
    told = read_json(decoded(data, content_type))
    if not isinstance(told, Mapping) or not (title := line(text_at(told, "title"))):
        raise CannotBeRead("GOV.UK’s content API gave an answer without a title.")
    path = text_at(told, "base_path")
    address = whole(path, SITE) if path else ""
    details = told.get("details")
    details = details if isinstance(details, Mapping) else {}
    links = told.get("links")
    organisations = _titles(links.get("organisations") if isinstance(links, Mapping) else None)
    kind = text_at(told, "document_type")
    about = text_at(told, "description")
    entries = []
    for at, note in _changes(told, details):
        html, text = made_safe(
            "".join(f"<p>{escape(words)}</p>" for words in (note, about) if words), SITE
        )
        entries.append(
            Entry(
                key=key_of("change", address or title, at, note),
                title=title,
                html=html,
                text=text,
                url=address,
                publisher=line(", ".join(organisations), 200),
                published_at=moment(at),
                facts=_facts(
                    document_type=kind, organisations=organisations, change_note=note,
                    closing_date=text_at(details, "closing_date"),
                ),
            )
        )  # fmt: skip
    return Reading("Page of GOV.UK", title, entries)


def _changes(told: Mapping[str, Any], details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Moments and notes, the newest first; a page that was withdrawn has that as its newest."""
    history = details.get("change_history")
    notes = [
        (text_at(each, "public_timestamp"), line(text_at(each, "note"), 1000))
        for each in (history if isinstance(history, list) else [])[:MOST_ENTRIES]
        if isinstance(each, Mapping) and text_at(each, "public_timestamp")
    ]
    if not notes:
        notes = [
            (
                text_at(told, "public_updated_at", "first_published_at"),
                line(text_at(details, "change_note"), 1000),
            )
        ]
    withdrawn = told.get("withdrawn_notice")
    if isinstance(withdrawn, Mapping) and (at := text_at(withdrawn, "withdrawn_at")):
        notes.append((at, "Withdrawn."))
    return sorted(dict.fromkeys(notes), reverse=True)


def _titles(told: object) -> list[str]:
    rows = told if isinstance(told, list) else []
    names = [line(text_at(each, "title"), 120) for each in rows[:10] if isinstance(each, Mapping)]
    return [name for name in names if name]


def _facts(**facts: object) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value}
