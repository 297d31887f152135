"""Text in BibTeX: what LaTeX takes for commands escaped on the way out, and read on the way in."""

from __future__ import annotations

import re

from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

LONGEST = 5000
"""Characters of a value: reading nests as deep as its braces do."""
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: rf"\{sign}" for sign in "$&#%_"},
    }
)
_JOINED = re.compile(r"-(?=-)|'(?=')|`(?=`)|<(?=<)|>(?=>)|,(?=,)|[?!](?=`)")
"""Signs that LaTeX sets as one: “--” is a dash."""
_MEANINGS = get_default_latex_context_db()
_MEANINGS.add_context_category(
    "signs",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
        MacroTextSpec("textasciitilde", "~"),
    ],
)
_TEXT = LatexNodes2Text(_MEANINGS, math_mode="text", keep_comments=True)


class TooDeep(ValueError):
    """Braces in braces, more than anybody writes."""


def escaped(text: str) -> str:
    """Text that LaTeX sets as it stands here."""
    return _JOINED.sub(lambda found: f"{found[0]}{{}}", text.translate(_ESCAPES))


def unescaped(value: str) -> str:
    r"""What a value says: ``Caf\'e`` is Café, ``\&`` is &, braces that keep capitals are left out.

    Raises:
        TooDeep: its braces nest deeper than can be read, or it is longer than a value can be.
    """
    if not re.search(r"[\\{}$~%&'`<>,?!-]", value):
        return value
    if len(value) > LONGEST:
        raise TooDeep
    try:
        said: str = _TEXT.latex_to_text(re.sub(r"(?<!\\)%", r"\\%", value))
    except (RecursionError, ValueError, IndexError) as fault:
        raise TooDeep from fault
    return said
