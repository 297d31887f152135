"""A bulletin as the draft of an e-mail, which a mail program opens ready to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from itertools import groupby

from .outline import Block, Kind, Run, as_text

_FACE = "font-family:'Segoe UI',Arial,sans-serif;color:#16242b;"
_STYLES = {
    "h1": "font-size:30px;line-height:1.2;margin:0 0 16px;color:#0f3d4a;",
    "h2": "font-size:24px;line-height:1.25;margin:32px 0 12px;padding-top:12px;border-top:2px solid #0f3d4a;color:#0f3d4a;",
    "h3": "font-size:19px;line-height:1.3;margin:24px 0 8px;color:#16242b;",
    "h4": "font-size:17px;line-height:1.3;margin:16px 0 4px;color:#16242b;",
    "p": "font-size:17px;line-height:1.5;margin:0 0 12px;",
    "blockquote": "font-size:17px;line-height:1.5;margin:0 0 12px;padding-left:12px;border-left:4px solid #cfd3d0;",
    "li": "font-size:17px;line-height:1.5;margin:0 0 4px;",
    "ul": "margin:0 0 12px;padding-left:24px;",
    "ol": "margin:0 0 12px;padding-left:28px;",
    "td": "font-size:16px;line-height:1.4;padding:4px 8px;border:1px solid #cfd3d0;vertical-align:top;",
}
_TAGS = {
    Kind.TITLE: "h1",
    Kind.PART: "h2",
    Kind.ITEM: "h3",
    Kind.HEADING: "h4",
    Kind.QUOTE: "blockquote",
    Kind.TEXT: "p",
}
_LABEL = "font-size:17px;line-height:1.5;margin:12px 0 4px;color:#8a5a00;"
_LINK = "color:#0b5f74;text-decoration:underline;"


def to_letter(blocks: Sequence[Block], *, subject: str, address: str) -> bytes:
    """The bytes of an .eml with a text and a page, to nobody yet.

    Args:
        address: where the bulletin stands on the site; empty before it is published.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["X-Unsent"] = "1"  # Outlook opens it for writing instead of reading
    text = as_text(blocks)
    if address:
        text += f"\n---\nRead it on the web: {address}\n"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(
        to_page(blocks, subject=subject, address=address), subtype="html", cte="quoted-printable"
    )
    return message.as_bytes()


def to_page(blocks: Sequence[Block], *, subject: str, address: str) -> str:
    """The page of the mail: styles stand in the tags, for many mail programs drop all others."""
    foot = (
        f'<footer><p style="{_STYLES["p"]}"><a href="{escape(address)}" style="{_LINK}">'
        "Read it on the web</a></p></footer>"
        if address
        else ""
    )
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(subject)}</title></head>"
        '<body style="margin:0;padding:16px;background:#ffffff;">'
        f'<div style="max-width:600px;margin:0 auto;{_FACE}">{_body(blocks)}{foot}</div>'
        "</body></html>"
    )


def _body(blocks: Sequence[Block]) -> str:
    return "".join(_group(kind, list(group)) for kind, group in groupby(blocks, lambda b: b.kind))


def _group(kind: Kind, blocks: list[Block]) -> str:
    if kind is Kind.ROW:
        rows = "".join(
            "<tr>" + "".join(_tag("td", cell) for cell in row.cells) + "</tr>" for row in blocks
        )
        return f'<table style="border-collapse:collapse;margin:0 0 12px;">{rows}</table>'
    if kind is Kind.BULLET:
        return f'<ul style="{_STYLES["ul"]}">{"".join(_tag("li", b.runs) for b in blocks)}</ul>'
    if kind is Kind.NUMBER:
        return _numbered(blocks)
    if kind is Kind.LABEL:
        return "".join(
            f'<p style="{_LABEL}"><strong>{_inline(b.runs)}</strong></p>' for b in blocks
        )
    return "".join(_tag(_TAGS[kind], b.runs) for b in blocks)


def _numbered(blocks: list[Block]) -> str:
    start = f' start="{blocks[0].number}"' if blocks[0].number > 1 else ""
    entries = "".join(_tag("li", block.runs) for block in blocks)
    return f'<ol{start} style="{_STYLES["ol"]}">{entries}</ol>'


def _tag(tag: str, runs: Sequence[Run]) -> str:
    return f'<{tag} style="{_STYLES[tag]}">{_inline(runs)}</{tag}>'


def _inline(runs: Sequence[Run]) -> str:
    return "".join(_one(run) for run in runs)


def _one(run: Run) -> str:
    words = escape(run.text, quote=False)
    if run.em:
        words = f"<em>{words}</em>"
    if run.strong:
        words = f"<strong>{words}</strong>"
    if run.url:
        words = f'<a href="{escape(run.url)}" style="{_LINK}">{words}</a>'
    return words
