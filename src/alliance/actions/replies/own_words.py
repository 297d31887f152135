"""What somebody wrote themselves in a reply: without what they quoted, their signature, the small print.

Lines decide, from the top: what is quoted with `>` is left out wherever it stands, so that answers
written between the lines of a question stay; what stands below a line across is left out whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alliance.text.similarity import fold

_QUOTED = re.compile(r"^\s{0,3}>")
_ACROSS = re.compile(
    r"^\W{0,3}-{2,}\s*(?:original|forwarded|reply|previous)\s+(?:message|mail|e-mail|appointment)\s*-{2,}\W*$"
    r"|^\W{0,3}begin forwarded message:\W*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^\s*[_-]{8,}\s*$")
_FROM = re.compile(r"^\W{0,3}From\W{0,3}:", re.IGNORECASE)
_WHEN = re.compile(r"^\W{0,3}(?:Sent|Date)\W{0,3}:", re.IGNORECASE)
_TO = re.compile(r"^\W{0,3}(?:To|Subject|Cc)\W{0,3}:", re.IGNORECASE)
_WROTE = re.compile(
    r"^\W{0,3}On\b.{4,400}\b(?:wrote|writes)\s*:\W{0,5}$|^[^@]{0,80}@[^@]{0,140}\bwrote\s*:\W{0,5}$",
    re.IGNORECASE,
)
_WROTE_STARTS = re.compile(r"^\W{0,3}On\b.{0,20}\d", re.IGNORECASE)
_LINES_OF_WROTE = 4

_MARKED = re.compile(
    r"^\W*(?:(?:classification|sensitivity|protective marking)\s*:.{0,60}"
    r"|official(?:\W*(?:sensitive|personal|for public release))*"
    r"|\[?(?:external|external e-?mail|caution|warning)\]?\s*(?::.{0,400})?"
    r"|(?:this|caution)[^.]{0,40}(?:e-?mail|message) (?:originated|came) from outside.{0,400})\W*$",
    re.IGNORECASE,
)
"""Markings that councils' mail servers put above a mail."""
_DELIMITER = re.compile(r"^--\s*$")
_DEVICE = re.compile(
    r"^\W*(?:sent from (?:my|outlook|mail|yahoo|samsung|android|a mobile|an? i\w+|the)\b.{0,60}"
    r"|get outlook for \w+.{0,60}|sent (?:via|using) .{2,40}|download .{0,20}outlook for .{0,30})\W*$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"^\W*(?:(?:with )?(?:(?:kind|kindest|best|warm|warmest|many|sincere)\s+)?(?:regards|wishes|thanks)"
    r"(?:\s+(?:and|&)\s+(?:(?:kind|best|warm)\s+)?(?:regards|wishes|thanks))?"
    r"|best|all the best|thank you|thanks(?: again| so much| very much| a lot| in advance| for your help)?"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely|cheers|kr|br|ta|speak soon)"
    r"(?:,?\s+\w[\w’'-]{1,20}){0,2}\W*$",
    re.IGNORECASE,
)
_SMALL_PRINT = re.compile(
    r"^\W*(?:disclaimer\b|confidentiality notice"
    r"|(?:this|the information in this|the contents? of this)\s+(?:e-?mail|message|communication)\b.{0,80}"
    r"\b(?:confidential|intended|privileged|addressed|may contain|is for|monitored)"
    r"|(?:this|the) (?:e-?mail|message) (?:and|is|was)\b.{0,60}\b(?:confidential|intended|privileged|scanned)"
    r"|if you are not the intended|if you (?:have )?received this (?:e-?mail|message) in error"
    r"|please consider the environment|think before you print|privacy notice\b|virus-free\b)",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:see|answers?|comments?|response|repl(?:y|ies)|mine|added|written)\b[^.\n]{0,40}"
    r"\b(?:below|in red|in blue|in green|in bold|in ?-?line|in capitals|in the (?:text|body))\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\W*(?:(?:hi|hello|hiya|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon)"
    r"(?:,?\s+(?:both|all|there|team|everyone|colleagues?|[\w’'.-]+(?:\s+[\w’'.-]+){0,3}))?)\s*[,!.–-]*$",
    re.IGNORECASE,
)
SHORT = 300
"""Characters up to which words that point below are no answer themselves."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The sender's own words; `points_below`: they say that the answer stands in what they quoted."""

    words: str
    points_below: bool = False


def own_words(text: str, *, sender: str = "") -> Cut:
    """Cut from a mail's text all that its sender did not write for it.

    Args:
        sender: their name, as the mail gives it: a line that is no more begins their signature.
    """
    lines = [line.replace("\xa0", " ").rstrip() for line in text.splitlines()]
    said = _without_signature(_without_markings(_without_quotes(lines)), sender)
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(said)).strip()
    points = bool(_BELOW.search(words)) and len(words) < SHORT
    return Cut(words, points or (not words and any(_QUOTED.match(line) for line in lines)))


def is_greeting(line: str) -> bool:
    """Whether a line only says hello."""
    return len(line) < 60 and _GREETING.match(line) is not None


def _without_quotes(lines: Sequence[str]) -> list[str]:
    said: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if _QUOTED.match(line):
            at += 1
        elif _ACROSS.match(line) or _begins_header(lines, at):
            break
        elif length := _wrote(lines, at):
            following = next((each for each in lines[at + length :] if each.strip()), "")
            if not _QUOTED.match(following):
                break
            at += length
        else:
            said.append(line)
            at += 1
    return said


def _begins_header(lines: Sequence[str], at: int) -> bool:
    """Whether the head of an earlier mail stands here: From, Sent and To in lines of their own."""
    if _RULE.match(lines[at]):
        rest = [line for line in lines[at + 1 : at + 4] if line.strip()]
        if not rest or not _FROM.match(rest[0]):
            return False
        at = lines.index(rest[0], at)
    if not _FROM.match(lines[at]):
        return False
    near = [line for line in lines[at + 1 : at + 10] if line.strip()][:6]
    return any(_WHEN.match(line) for line in near) and any(_TO.match(line) for line in near)


def _wrote(lines: Sequence[str], at: int) -> int:
    """How many lines from here are “On … wrote:”; none if it is not that."""
    if _WROTE.match(lines[at][:600]):
        return 1
    if not _WROTE_STARTS.match(lines[at][:60]):
        return 0
    joined = lines[at]
    for count in range(2, _LINES_OF_WROTE + 1):
        if at + count > len(lines) or not lines[at + count - 1].strip():
            return 0
        joined = f"{joined} {lines[at + count - 1]}"
        if _WROTE.match(joined[:600]):
            return count
    return 0


def _without_markings(lines: list[str]) -> list[str]:
    at = 0
    while at < len(lines) and (not lines[at].strip() or _MARKED.match(lines[at][:500])):
        at += 1
    while len(lines) > at and (not lines[-1].strip() or _MARKED.match(lines[-1][:500])):
        lines = lines[:-1]
    return lines[at:]


def _without_signature(lines: list[str], sender: str) -> list[str]:
    names = _names(sender)
    has_said = False
    for at, line in enumerate(lines):
        if _DELIMITER.match(line) or _DEVICE.match(line[:200]) or _SMALL_PRINT.match(line[:300]):
            return lines[:at]
        if has_said and (_is_sign_off(line) or (names and fold(line[:120]) in names)):
            return lines[:at]
        has_said = has_said or (bool(line.strip()) and not is_greeting(line))
    return lines


def _is_sign_off(line: str) -> bool:
    return len(line) < 60 and _SIGN_OFF.match(line) is not None


def _names(sender: str) -> frozenset[str]:
    """How somebody may sign: `Lee, Ann (CYP)` as Ann Lee, Ann, or as the mail has it."""
    plain = re.sub(r"\(.*?\)|\[.*?\]|\s+[-–|/].*$", " ", sender)
    last, comma, first = plain.partition(",")
    whole = fold(f"{first} {last}" if comma else plain)
    if not whole:
        return frozenset()
    first_name = whole.split()[0]
    return frozenset({whole, fold(sender), *([first_name] if len(first_name) > 1 else [])})
