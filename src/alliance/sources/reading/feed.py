"""RSS of any age and Atom, also where they are broken.

lxml builds the tree, with everything that reaches beyond the bytes switched off. A feed that is
no whole XML is taken apart entry by entry, so that one fault costs one entry (decision 47).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape, unescape
from html.entities import html5
from itertools import islice, pairwise
from typing import Any

from lxml import etree

from alliance.text.sanitise import clean, plain

from . import json_feed
from .entry import (
    MOST_ENTRIES,
    CannotBeRead,
    Entry,
    Reading,
    beginning,
    line,
    made_safe,
    named_once,
    whole,
)
from .when import moment
from .words import decoded

NO_FEED = (
    "What stands at this address is no feed. Open it in a browser: many sites name their feed at "
    "the foot of a page, or give the page’s own address here and let it be found."
)
BOMB = (
    "The feed defines entities of its own, which can be used to fill a machine’s memory, so it "
    "was not read. Ask its publisher for a plain feed."
)
_KINDS = {"rss": "RSS feed", "rdf": "RSS feed", "feed": "Atom feed"}
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_TAG = re.compile(r"<[A-Za-z]")
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]{0,300}\?>")
_ROOT = re.compile(r"<(?:[A-Za-z]{1,40}+:)?(rss|feed|rdf)\b[^>]{0,8000}+>", re.IGNORECASE)
"""The possessive quantifiers keep a text that is made to be slow from being so."""
HEAD = 50_000
"""Characters within which a feed begins."""
_OPENS = re.compile(r"<(?:[A-Za-z0-9]{1,40}+:)?(?:item|entry)\b", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:[A-Za-z0-9]{1,40}+:)?(?:item|entry)\s{0,20}>", re.IGNORECASE)
_SPACES_OF = {  # what a namespace is called here, by what its address holds
    "w3.org/2005/atom": "atom", "purl.org/atom": "atom", "modules/content": "content",
    "purl.org/dc": "dc", "rdf-syntax": "rdf", "xhtml": "xhtml", "feedburner": "feedburner",
}  # fmt: skip
_TOPS = frozenset({"item", "entry", "atom:entry"})
_ANY_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read_feed(data: bytes, *, url: str, content_type: str = "") -> Reading:
    """The entries of a feed, newest as it has them.

    Args:
        data: as it came.
        url: where from; relative links lead from there.
        content_type: as it was sent, with its charset.

    Raises:
        CannotBeRead: it is no feed, or nothing of it can be saved.
    """
    text = decoded(data, content_type).lstrip()
    if text.startswith(("{", "[")):
        return json_feed.read_json_feed(text, url=url)
    match = _ROOT.search(text, 0, HEAD)
    if match is None:
        raise CannotBeRead(NO_FEED)
    text = _made_plain(text)
    root, fault = _whole(text)
    doubts = []
    if root is None or fault:
        tops = _taken_apart(text)
        doubts.append(f"The feed is damaged ({fault}); {_entries(len(tops))} could be read.")
        title, base = _title_of_broken(text), url
    else:
        tops = [each for each in root.iter() if _name(each) in _TOPS]
        title, base = _title_of(root), _base(root, url)
    if len(tops) > MOST_ENTRIES:
        doubts.append(f"It has {len(tops):,} entries; the first {MOST_ENTRIES:,} were read.")
    if not tops and fault:
        raise CannotBeRead(f"The feed is damaged ({fault}), and no entry of it can be read.")
    read = list(_all(tops[:MOST_ENTRIES], base))
    entries = named_once(read)
    return Reading(_KINDS[match.group(1).lower()], title, entries, tuple(doubts))


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


# The tree --------------------------------------------------------------------------------------


def _made_plain(text: str) -> str:
    """Without what XML forbids, a document type, or names of characters that only HTML knows."""
    start = _FIRST_TAG.search(text)
    head, body = (text[: start.start()], text[start.start() :]) if start else (text, "")
    if "<!ENTITY" in head.upper():
        raise CannotBeRead(BOMB)
    if _DOCTYPE.search(head):
        head = ""
    body = _NAMED.sub(_by_number, body) if "&" in body else body
    return _FORBIDDEN.sub("", _DECLARATION.sub("", head) + body)


def _by_number(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in _XML_OWN:
        return match.group()
    known = html5.get(f"{name};")
    return "".join(f"&#{ord(sign)};" for sign in known) if known else f"&amp;{name};"


def _parser(*, recover: bool) -> Any:
    return etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _whole(text: str) -> tuple[Any, str]:
    """The tree, and what is wrong with it in a few words."""
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), _parser(recover=False)), ""
    except etree.XMLSyntaxError as fault:
        place = f"line {fault.lineno}" if fault.lineno else "its beginning"
        return None, f"it is no whole XML, at {place}"


def _taken_apart(text: str) -> list[Any]:
    """Each entry that has a beginning and an end, read for itself."""
    match = _ROOT.search(text, 0, HEAD)
    assert match is not None  # noqa: S101 - the caller looked
    opened = match.group().rstrip("/>")
    prefix = re.match(r"<([A-Za-z]+:)?(\w+)", opened)
    closed = f"</{prefix.group(1) or ''}{prefix.group(2)}>" if prefix else ""
    starts = [each.start() for each in islice(_OPENS.finditer(text), MOST_ENTRIES + 1)]
    found = []
    for start, until in pairwise([*starts, len(text)]):
        ends = list(_CLOSES.finditer(text, start, until))
        if not ends:
            continue  # cut off: it is whole at the next look
        piece = f"{opened}>{text[start : ends[-1].end()]}{closed}"
        tree = _salvaged(piece)
        if tree is not None:
            found += [each for each in tree.iter() if _name(each) in _TOPS][:1]
    return found


def _salvaged(piece: str) -> Any:
    try:
        return etree.fromstring(piece.encode("utf-8", "replace"), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def _name(node: Any) -> str:
    """As `dc:date`, whatever prefix the feed uses; without one for what is RSS’s own."""
    return _called(node.tag) if isinstance(node.tag, str) else ""


@lru_cache(maxsize=500)
def _called(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    space = space.lower()
    for part, called in _SPACES_OF.items():
        if part in space:
            return f"{called}:{local.lower()}"
    return local.lower()


def _base(node: Any, url: str) -> str:
    """From where relative links of a node lead."""
    bases = [each.get(_ANY_BASE) for each in [node, *node.iterancestors()] if each.get(_ANY_BASE)]
    for base in reversed(bases):
        url = whole(base, url) or url
    return url


def _title_of(root: Any) -> str:
    for node in root.iter():
        name = _name(node)
        if name in _TOPS:
            break
        if name in {"title", "atom:title"}:
            return line(plain(clean("".join(node.itertext()))), 200)
    return ""


def _title_of_broken(text: str) -> str:
    match = re.search(r"<title[^>]{0,200}>([^<]{1,500})</title>", text[:20_000])
    return line(unescape(unescape(match.group(1))), 200) if match else ""


# An entry --------------------------------------------------------------------------------------


def _all(tops: Sequence[Any], url: str) -> Iterator[tuple[Entry, str]]:
    """Each entry with the name that it has in its feed, if it has one."""
    for top in tops:
        children: dict[str, list[Any]] = {}
        is_atom = _name(top) in {"atom:entry", "entry"}
        for child in top:
            name = _name(child)
            children.setdefault(name.removeprefix("atom:") if is_atom else name, []).append(child)
        yield _entry(top, children, _base(top, url), is_atom=is_atom)


def _entry(
    top: Any, children: dict[str, list[Any]], base: str, *, is_atom: bool
) -> tuple[Entry, str]:
    own = _words(children, "id", "guid") or top.get(
        "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""
    )
    address = (_atom_link if is_atom else _rss_link)(children, base, own)
    html, text = made_safe(_html(children, is_atom=is_atom), address or base)
    title = line(_title(children, is_atom=is_atom)) or beginning(text)
    told = _words(children, "published", "pubdate", "dc:date", "issued", "updated", "atom:updated")
    categories = [
        line(each.get("term") or each.get("label") or "".join(each.itertext()), 80)
        for each in children.get("category", [])[:10]
    ]
    entry = Entry(
        key="",
        title=title,
        html=html,
        text=text,
        url=address,
        publisher=line(_publisher(children), 200),
        published_at=moment(told),
        facts={"categories": found} if (found := [each for each in categories if each]) else {},
    )
    return entry, own


def _words(children: dict[str, list[Any]], *names: str) -> str:
    """The words of the first of these that has any."""
    for name in names:
        for node in children.get(name, []):
            if words := "".join(node.itertext()).strip():
                return words
    return ""


def _title(children: dict[str, list[Any]], *, is_atom: bool) -> str:
    for node in [*children.get("title", []), *children.get("dc:title", [])]:
        words = "".join(node.itertext())
        if is_atom and node.get("type", "text").lower() in {"text", "xhtml", "text/plain"}:
            return words
        return plain(clean(words)) if "<" in words or "&" in words else words
    return ""


def _atom_link(children: dict[str, list[Any]], base: str, own: str) -> str:
    links = children.get("link", [])
    for wanted in ({"alternate", ""}, {"self", "related", "via"}):
        for node in links:
            if (node.get("rel") or "").lower() in wanted and (
                found := whole(node.get("href") or "", _base(node, base))
            ):
                return found
    return whole(own) if own.startswith("http") else ""


def _rss_link(children: dict[str, list[Any]], base: str, own: str) -> str:
    for node in [*children.get("feedburner:origlink", []), *children.get("link", [])]:
        said = "".join(node.itertext()).strip() or (node.get("href") or "")
        if said and (found := whole(said, base)):
            return found
    for node in children.get("guid", []):
        if (node.get("isPermaLink") or "true").lower() != "false" and own.startswith("http"):
            return whole(own)
    for node in children.get("atom:link", []):
        if found := whole(node.get("href") or "", base):
            return found
    return ""


def _html(children: dict[str, list[Any]], *, is_atom: bool) -> str:
    """What an entry says, the longer telling before the shorter, as HTML that is not yet safe."""
    names = (
        ("content", "summary") if is_atom else ("content:encoded", "description", "dc:description")
    )
    for name in names:
        for node in children.get(name, []):
            kind = (node.get("type") or ("text" if is_atom else "html")).lower()
            if found := _inside(node, kind):
                return found
    return ""


def _inside(node: Any, kind: str) -> str:
    if len(node):  # elements: XHTML, or HTML that somebody forgot to escape
        for stray in [each for each in node.iter() if each is not node and _name(each) in _TOPS]:
            if (parent := stray.getparent()) is not None:
                parent.remove(stray)
        parts = [escape(node.text or "")]
        parts += (
            etree.tostring(_without_spaces(child), encoding="unicode", method="html")
            for child in node
        )
        return "".join(parts).strip()
    words = (node.text or "").strip()
    return _paragraphs(words) if kind in {"text", "text/plain"} else words


def _without_spaces(node: Any) -> Any:
    """`<xhtml:p>` as `<p>`: a sanitiser knows tags without their namespace."""
    for each in node.iter():
        if isinstance(each.tag, str) and each.tag.startswith("{"):
            each.tag = each.tag.rpartition("}")[2]
    etree.cleanup_namespaces(node)
    return node


def _paragraphs(words: str) -> str:
    blocks = re.split(r"\n\s*\n", words)
    return "".join(f"<p>{escape(' '.join(block.split()))}</p>" for block in blocks if block.strip())


def _publisher(children: dict[str, list[Any]]) -> str:
    for name in ("source", "dc:publisher"):
        for node in children.get(name, []):
            titles = [each for each in node if _name(each) in {"title", "atom:title"}]
            if words := "".join((titles[0] if titles else node).itertext()).strip():
                return words
    return ""
