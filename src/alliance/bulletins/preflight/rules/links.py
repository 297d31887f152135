"""Links: words that lead nowhere, words that ran together when links were lost, what is dead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance.text.language.spelling import is_word

from ..finding import Finding, Mend, Rule
from ..issue import Issue, Passage
from ..spoken import SpokenLink

_THING = (
    r"(?:link|links|flyer|flier|form|website|web\s?page|webpage|page|leaflet|poster|brochure|survey|document"
    r"|booking\s+(?:form|link|page)|eventbrite(?:\s+(?:page|link|links))?|registration\s+(?:form|link|page))"
)
_LINK_WORDS = re.compile(
    r"(?:\b(?:click|see|found|available|download(?:ed)?|register|book|read|viewed?|accessed|obtained"
    r"|published|apply|be\s+seen|go|look|visit|sign\s+up|is|are|downloadable|booked|online|report|guidance"
    r"|details?|information|link|out\s+more|more|it|them|this|one|directly|live|booking|available\s+from)"
    r"\s+)(?P<here>here)\b(?!\s+(?:and|to)\s+(?:now|help|stay|listen|support|answer)\b)(?!\s+(?:in|at)\s+(?!the\s+pdf))"
    r"|^(?P<start>Here)(?='s\s+(?:a|the)\s+link\b)"
    rf"|\b(?P<this>(?:on|via|at|in|by|using|through|follow(?:ing)?|click(?:\s+on)?|see|use|complete|open)\s+"
    rf"(?:this|these)\s+(?:\w+\s+)?{_THING})\b"
    r"|\b(?P<the>(?:click(?:ing)?\s+(?:on\s+)?|follow(?:ing)?|via|use|using)\s+the\s+(?:eventbrite\s+)?links?)\b(?!\s+between)"
    r"|(?P<bracket>\((?:link|link\s+here|here|see\s+(?:this\s+)?link)\))",
    re.IGNORECASE,
)
_BARE_HERE = re.compile(r"\b(?P<here>here)(?=\s*(?:[.,;:)]|$))", re.IGNORECASE)
_NOT_A_LINK = re.compile(
    r"\b(?:not|we|you|they|it|who|people|children|families|live|lives|lived|work|working|stay|arrive[ds]?|came|come|born"
    r"|get|got|from|are\s+you|out|round|over|up|down|children\s+are|young\s+people\s+are)\s+$",
    re.IGNORECASE,
)
_LINK_BELOW = re.compile(r"\blinks?\s+(?:is\s+|are\s+)?(?:given\s+)?below\b", re.IGNORECASE)
_HAS_ADDRESS = re.compile(r"^\W{0,3}(?:https?://|www\.|\S+@)", re.IGNORECASE)

_ACRONYM_WORD = re.compile(r"\b([A-Z]{3,6})([a-z]{4,})\b")
_CAMEL = re.compile(r"\b([A-Za-z]?[a-z]{1,20})([A-Z][a-z]{0,14})\b")
HERE_AND = re.compile(
    r"\b(here)(a|an|and|the|is|it|this|you|your|we|for|with|if|please|there|more)\b", re.IGNORECASE
)
_INTO_ADDRESS = re.compile(r"(?<![\w/@.=&?%#-])([A-Za-z]{2,})(https?://)")
_INTO_MAIL = re.compile(
    r"(?<![\w.@])(either|email|e-mail|contact|please|via|emailing)([a-z]{2,}\.?[\w.+'-]{2,40}@[\w.-]*\w)",
)
_OPENERS = frozenset(
    "A All And Any Apply As At Book But By Click Contact Download Each Find For From Further He How If It "
    "Its Join More Our Please Read Register See She Some That The Their There These They This Those To Visit We "
    "What When Where Which Who With You Your".split()
)
_BRANDS = frozenset("LinkedIn NHSmail PhDs EHCPlan MPs APIs URLs CAMHSweb".split())
_HERE_TEXTS = frozenset(
    "here|click here|this link|link|this|more|read more|find out more|see here|this page|the link".split(
        "|"
    )
)


def without_target(issue: Issue) -> Iterator[Finding]:
    """“Available here”, “on this link”, “see this flyer”, and nothing behind the words."""
    for passage in issue.passages:
        lowered = passage.plain.lower()
        if not any(sign in lowered for sign in ("here", "link", "flyer", "flier", "this", "these")):
            continue
        for start, end in _link_words(passage.plain):
            if _leads(passage, issue, start, end):
                continue
            words = passage.text[start:end]
            yield passage.finding(
                Rule.LINK_WITHOUT_TARGET,
                start,
                end,
                f"“{words}” is a link without an address.",
                Mend("Put the link back on these words, or better on those that say what it leads to."),
            )  # fmt: skip


def _link_words(plain: str) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for match in (*_LINK_WORDS.finditer(plain), *_BARE_HERE.finditer(plain)):
        group = next(name for name, words in match.groupdict().items() if words)
        start, end = match.span(group)
        if any(start < right and end > left for left, right in taken):
            continue
        if group in {"here", "start"} and _NOT_A_LINK.search(plain, max(0, start - 30), start):
            continue
        if _HAS_ADDRESS.match(plain[end : end + 12]):
            continue
        taken.append((start, end))
    yield from sorted(taken)


def _leads(passage: Passage, issue: Issue, start: int, end: int) -> bool:
    """Whether a link, or an address written out after it, is where the words are."""
    place = passage.start
    ends = passage.start + len(passage.text)
    for link in issue.texts[passage.path].links:
        if link.start < place + end and link.end > place + start:
            return True
        # “on this link: https://…”, or the link on the words right after.
        if place + end <= link.start <= min(place + end + 60, ends):
            between = passage.plain[end : link.start - place]
            if not re.search(r"[.!?]\s", between):
                return True
    return False


def run_together(issue: Issue) -> Iterator[Finding]:
    """“ListPlease”, “NYAwhich”: a link was lost between two words, or they were typed so."""
    for passage in issue.passages:
        seen: set[int] = set()
        for start, cut, end in _joins(passage.plain):
            if start in seen or _within_link_address(passage, start):
                continue
            seen.add(start)
            words = passage.text[start:end]
            apart = f"{passage.text[start:cut]} {passage.text[cut:end]}"
            yield passage.finding(
                Rule.RUN_TOGETHER,
                start,
                end,
                f"“{words}” is two words run together: a link may have been lost between them.",
                Mend("Part them, and put back the link if there was one.", (apart,)),
            )


def _joins(plain: str) -> Iterator[tuple[int, int, int]]:
    for match in _ACRONYM_WORD.finditer(plain):
        if match[0] not in _BRANDS and is_word(match[2]):
            yield match.start(), match.start(2), match.end()
    for match in _CAMEL.finditer(plain):
        if match[0] not in _BRANDS and match[2] in _OPENERS and is_word(match[1].lower()):
            yield match.start(), match.start(2), match.end()
    for pattern in (HERE_AND, _INTO_ADDRESS, _INTO_MAIL):
        for match in pattern.finditer(plain):
            if match[0].lower() not in {"hereto", "herewith", "hereby"}:
                yield match.start(), match.start(2), match.end()


def _within_link_address(passage: Passage, start: int) -> bool:
    word = passage.plain.rfind(" ", 0, start) + 1
    return "://" in passage.plain[word:start] or "www." in passage.plain[word:start]


def dead(issue: Issue) -> Iterator[Finding]:
    """A link of which the link check says that it is dead. Nothing is fetched here."""
    for passage, link in links_of(issue):
        address = link.url.partition("#")[0]
        if (found := issue.known.dead.get(address)) is None:
            continue
        yield passage.finding(
            Rule.DEAD_LINK,
            link.start - passage.start,
            link.end - passage.start,
            f"The link {_shown(link.url)} is dead. {found}".strip(),
            Mend(
                "Give the page’s new address, take the link out, or say among the links that it works for "
                "people.",
                address="/links/",
            ),
            about=link.url,
        )
    for place, entry in enumerate(issue.publications):
        found = issue.known.dead.get(entry.url.partition("#")[0]) if entry.url else None
        if found is None:
            continue
        path = f"publications.{place}.title"
        words = issue.text_of(path)
        yield Finding(
            Rule.DEAD_LINK, path, 0, len(words), words,
            f"The link {_shown(entry.url)} is dead. {found}".strip(),
            Mend("Give the publication’s new address in its record.", address="/links/"),
            entry.url,
        )  # fmt: skip


def here(issue: Issue) -> Iterator[Finding]:
    """A link on “here” or “this link”: whoever jumps from link to link hears nothing else."""
    for passage, link in links_of(issue):
        words = issue.text_of(passage.path)[link.start : link.end]
        if " ".join(words.lower().strip(" .,:").split()) in _HERE_TEXTS:
            yield passage.finding(
                Rule.HERE_LINK,
                link.start - passage.start,
                link.end - passage.start,
                f"The link says only “{words.strip()}”.",
                Mend("Put the link on the words that say what it leads to."),
                about=f"{passage.text}\0{link.url}",
            )


def links_of(issue: Issue) -> Iterator[tuple[Passage, SpokenLink]]:
    """Every link with an address, with the block it stands in."""
    for passage in issue.passages:
        end = passage.start + len(passage.text)
        for link in issue.texts[passage.path].links:
            if passage.start <= link.start < end:
                yield passage, link


def _shown(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:79]}…"
