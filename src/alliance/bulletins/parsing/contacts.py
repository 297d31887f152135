"""The contact block: `Role: Name (Organisation)`, then a telephone number or an address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from alliance.bulletins.parsing.ledger import Ledger
from alliance.bulletins.parsing.lines import Block, squash
from alliance.bulletins.parsing.reading import ReadContact

_PHONE = re.compile(r"(?<![\w/])(?:\+\d{1,3}[ \d()-]{7,16}\d|0\d[ \d()-]{6,14}\d)(?!\w)")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_FIELD = re.compile(
    r"(?:tel(?:ephone)?|phone|mob(?:ile)?|e-?mail|[tme])\s*[.:]*\s*$", re.IGNORECASE
)
_PERSON = r"(?P<name>[A-Z][\w'-]+(?: [\w'-]+){0,2} [A-Z][\w'-]+)"
_ORGANISATION = r"\s*(?:\((?P<org>[^()]{1,120})(?P<close>\))?.{0,3})?$"
_ENTRIES = (
    re.compile(rf"(?P<role>.*):\s*(?P<name>[^:()]{{2,60}}?){_ORGANISATION}"),
    re.compile(rf"(?P<role>.*) - {_PERSON}{_ORGANISATION}"),
    re.compile(rf"{_PERSON}(?:,| -) (?P<role>[^()]{{3,120}}?){_ORGANISATION}"),
    re.compile(rf"{_PERSON}{_ORGANISATION}"),
)
_LONGEST = 320


def looks_like_contact(block: Block) -> bool:
    """Whether a block could stand in a contact block."""
    plain = block.plain[block.content :]
    return len(plain) <= _LONGEST and bool(
        _PHONE.search(plain) or _EMAIL.search(plain) or plain[-1] == ":" or _entry(plain)
    )


def read_contacts(
    blocks: Sequence[Block], indexes: Sequence[int], ledger: Ledger
) -> tuple[list[ReadContact], list[int]]:
    """The contacts of the block, and the blocks that belong to none."""
    drafts: list[dict[str, str | None]] = []
    aside: list[int] = []
    pending_role: Block | None = None
    for position, index in enumerate(indexes):
        block = blocks[index]
        rest_end, phone, email = _reach(block.plain)
        rest = block.plain[:rest_end].rstrip(" -,;|")
        if not rest.strip(" .:,()|/-"):
            if drafts and (phone or email):
                _add_reach(drafts, phone, email, block, ledger)
            else:
                aside.append(index)
            continue
        if rest.endswith(":") and not (phone or email) and position + 1 < len(indexes):
            pending_role = block
            continue
        entry = _entry(rest[block.content :]) if len(rest) <= _LONGEST else None
        if entry is None:
            aside.append(index)
            continue
        path = f"contacts.{len(drafts)}"
        draft = _draft(block, entry, path, ledger)
        if pending_role is not None and not draft["role"]:
            draft["role"] = squash(pending_role.text).rstrip(" :")
            ledger.place(f"{path}.role", pending_role.start, pending_role.end)
        pending_role = None
        drafts.append(draft)
        _add_reach(drafts, phone, email, block, ledger)
        if entry.groupdict().get("org") and not entry["close"]:
            ledger.doubt(
                path,
                f"The entry of {draft['name']} is cut short; complete it.",
                block.start,
                block.end,
            )
    if pending_role is not None:
        aside.append(next(i for i in indexes if blocks[i] is pending_role))
    _miss_reach(drafts, ledger)
    return [
        ReadContact(d["name"] or "", d["role"], d["organisation"], d["phone"], d["email"])
        for d in drafts
    ], aside


def _miss_reach(drafts: Sequence[dict[str, str | None]], ledger: Ledger) -> None:
    places = {span.path: span for span in ledger.spans if span.path.startswith("contacts.")}
    for number, draft in enumerate(drafts):
        if not (draft["phone"] or draft["email"]):
            span = places[f"contacts.{number}.name"]
            ledger.doubt(
                f"contacts.{number}",
                f"{draft['name']} has neither a telephone number nor an e-mail address; add one.",
                span.start, span.end,
            )  # fmt: skip


@lru_cache(maxsize=1024)
def _reach(plain: str) -> tuple[int, re.Match[str] | None, re.Match[str] | None]:
    """Where the words of a line end, and the number and address found after them."""
    phone = _PHONE.search(plain)
    email = _EMAIL.search(plain) if "@" in plain else None
    starts = [match.start() for match in (phone, email) if match]
    end = min(starts, default=len(plain))
    if starts and (label := _FIELD.search(plain[:end][-16:])):
        end -= len(plain[:end][-16:]) - label.start()
    return end, phone, email


@lru_cache(maxsize=1024)
def _entry(words: str) -> re.Match[str] | None:
    """Role, name and organisation of a line; the last colon parts role and name."""
    return next((match for form in _ENTRIES if (match := form.match(words))), None)


def _draft(block: Block, entry: re.Match[str], path: str, ledger: Ledger) -> dict[str, str | None]:
    ledger.place(path, block.start, block.end)
    values: dict[str, str | None] = dict.fromkeys(
        ("name", "role", "organisation", "phone", "email")
    )
    groups = entry.groupdict()
    for field, group in (("role", "role"), ("name", "name"), ("organisation", "org")):
        if groups.get(group):
            start, end = entry.start(group) + block.content, entry.end(group) + block.content
            values[field] = squash(block.text[start:end])
            ledger.place(f"{path}.{field}", block.start + start, block.start + end)
    return values


def _add_reach(
    drafts: list[dict[str, str | None]],
    phone: re.Match[str] | None,
    email: re.Match[str] | None,
    block: Block,
    ledger: Ledger,
) -> None:
    draft, path = drafts[-1], f"contacts.{len(drafts) - 1}"
    if phone or email:
        ledger.place(path, block.start, block.end)
    for field, match in (("phone", phone), ("email", email)):
        if match is not None and draft[field] is None:
            draft[field] = squash(block.text[match.start() : match.end()])
            ledger.place(f"{path}.{field}", block.start + match.start(), block.start + match.end())
