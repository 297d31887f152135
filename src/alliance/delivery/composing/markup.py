"""Blocks as the HTML of a mail: bare tags, into which `render.py` puts the styles.

Pure: no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from .blocks import BREAK, Block, Cell, Heading, Listed, Paragraph, Quote, Run, Table, Words

_WIDE = 4
"""Columns: a wider table moves sideways in itself on a narrow screen, and the page does not."""


class Html(str):
    """Markup that templates do not escape once more."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def markup(blocks: Iterable[Block], *, below: int) -> Html:
    """The blocks as HTML, their headings in order below one of level `below`."""
    every = tuple(blocks)
    levels = sorted({block.level for block in every if isinstance(block, Heading)})
    out = []
    last = below
    for block in every:
        if isinstance(block, Heading):
            wanted = below + 1 + levels.index(block.level)
            last = min(wanted, last + 1, 6)
            out.append(f"<h{last}>{inline(block.words)}</h{last}>")
        else:
            out.append(_block(block))
    return Html("".join(out))


def inline(words: Words) -> Html:
    return Html("".join(_linked(url, runs) for url, runs in groupby(words, lambda run: run.url)))


def _linked(url: str, runs: Iterable[Run]) -> str:
    words = "".join(map(_run, runs))
    return f'<a href="{escape(url)}">{words}</a>' if url else words


def _run(run: Run) -> str:
    if run.text == BREAK:
        return "<br>"
    words = escape(run.text, quote=False)
    if run.em:
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if run.strong else words


def _block(block: Block) -> str:
    match block:
        case Paragraph(words):
            return f"<p>{inline(words)}</p>"
        case Heading(_, words):  # in an entry or a quotation, where it heads nothing of the page
            return f"<p><strong>{inline(words)}</strong></p>"
        case Quote(blocks):
            return f"<blockquote>{_inside(blocks)}</blockquote>"
        case Listed(entries, start):
            tag, first = ("ul", "") if start is None else ("ol", _first(start))
            entries_of = "".join(f"<li>{_inside(entry)}</li>" for entry in entries)
            return f"<{tag}{first}>{entries_of}</{tag}>"
        case Table():
            return _table(block)


def _first(start: int) -> str:
    return f' start="{start}"' if start != 1 else ""


def _inside(blocks: Sequence[Block]) -> str:
    """What stands in an entry or a quotation: one paragraph alone needs no tags of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return inline(blocks[0].words)
    return "".join(map(_block, blocks))


def _table(table: Table) -> str:
    caption = f"<caption>{inline(table.caption)}</caption>" if table.caption else ""
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    html = f'<table class="data">{caption}{rows}</table>'
    if table.width <= _WIDE:
        return html
    return f'<div class="wide" tabindex="0" role="group" aria-label="Table">{html}</div>'


def _cell(cell: Cell) -> str:
    tag = "th" if cell.is_head else "td"
    said = f' scope="{cell.scope}"' if cell.is_head and cell.scope else ""
    said += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    said += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{said}>{inline(cell.words)}</{tag}>"
