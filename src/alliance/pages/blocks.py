"""What the text of a page may be made of."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.blocks import RichTextBlock, StreamBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

WORDS = [
    "h3", "h4", "bold", "italic", "ol", "ul", "blockquote", "link", "document-link", "image",
]  # fmt: skip
WITHOUT_PICTURES = [feature for feature in WORDS if feature != "image"]
CELL = ["bold", "italic", "ol", "ul", "link", "document-link"]


class Text(StreamBlock):
    """Words, with pictures in them, and tables between."""

    words = RichTextBlock(features=WORDS, icon="pilcrow")
    table = TypedTableBlock(
        [("words", RichTextBlock(features=CELL, label="Words"))],
        template="pages/_table.html",
        icon="table",
    )

    class Meta:
        block_counts: ClassVar[dict[str, Any]] = {}


class RestrictedText(StreamBlock):
    """As `Text`, without pictures: whoever has a picture's address can look at it."""

    words = RichTextBlock(features=WITHOUT_PICTURES, icon="pilcrow")
    table = TypedTableBlock(
        [("words", RichTextBlock(features=CELL, label="Words"))],
        template="pages/_table.html",
        icon="table",
    )

    class Meta:
        block_counts: ClassVar[dict[str, Any]] = {}
