"""What is asked, of whom it is asked to be sent, and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from alliance.text.dated.cues import OBITUARY
from alliance.text.language.readability import sentences

from ...asks import LEGAL_DUTY, SOON, asks, tells_to_read
from ...parsing.people import find_people
from ..finding import Finding, Mend, Rule
from ..issue import CheckedItem, Issue, Passage
from .dates import item_dates

# Verbs after which something has to reach somebody.
_HAND_IN = re.compile(
    r"\b(?:return|send|submit|complete|fill\s+in|nominate|respond|reply|confirm|tell\s+us|let\s+\w+(?:\s+\w+)?\s+know"
    r"|sign|provide|upload)\b",
    re.IGNORECASE,
)
# Softer than what `asks` knows: a block is only called empty where nothing of the kind is in it.
_TELLS = re.compile(
    r"\bplease\b|\b(?:should|must|has\s+to|have\s+to|need(?:s|ed)?\s+to|(?:is|are)\s+(?:asked|invited|wanted|welcome|due|needed"
    r"|requested|encouraged|expected|required|to\s+be\s+(?:returned|sent|made))|no\s+booking|can\s+(?:be\s+(?:sent|made|booked|added|had"
    r"|reserved|borrowed|used)|add|join|reserve|have|try|print|go|send|book|apply)|may\s+(?:send|be|print|use|join)|bookings?\s+close"
    r"|through\s+the\s+portal|closes?\s+on|open\s+(?:until|to)|would\s+help|is\s+helpful|grateful|volunteers?|deadline)\b"
    r"|^(?:tell|ask|say|offer|order|add|bring|talk|try|show|use|write|speak|ring|call|click|go|go\s+to|keep|make|give"
    r"|choose|pick|put|take|visit|watch|listen|hold|save|find|help|encourage|remind|raise|think|let|claim|copy|do|discuss"
    r"|download|prepare|plan|promote|support|work|follow)\b",
    re.IGNORECASE,
)
# “The message that a school should close last”, “how funding should be spent”: nobody is told to.
_TOLD_OF = re.compile(r"\b(?:how|what|that|whether|the\s+need)\b[^.;,]*", re.IGNORECASE)
_AS_YOU_LIKE = re.compile(
    r"\b(?:if\s+you|for\s+(?:more|further)|to\s+(?:find\s+out|learn|hear)|would\s+like|interested|wish(?:es)?\s+to"
    r"|any\s+(?:questions|queries)|should\s+you|free\s+to|wants?\s+to|who(?:ever)?\s+(?:would|wants?|has|have)"
    r"|can\s+(?:also\s+)?be|may\s+(?:also\s+)?)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"@|\b(?:to|with|via|through)\s+(?:the\s+)?(?:me|us|portal|form|survey)\b")
_NAMED = re.compile(
    r"\b(?:to|with|let|tell|via)\s+(?:the\s+|your\s+)?(?:[A-Z][\w'-]+|(?:programme|network|project|data)\s)"
)
_MUST = re.compile(
    r"\b(?:must|shall|required|requirement|duty|duties|deadline|renew\w*|by\s+law)\b", re.I
)


def label_asks_nothing(issue: Issue) -> Iterator[Finding]:
    """A block “Action required” in which no sentence tells anybody to do anything."""
    for place, item in enumerate(issue.items):
        if not item.has_action or not item.action.text.strip():
            continue
        said = [each for each in issue.of_item(place) if each.path.endswith(".action_text")]
        if not said or any(_tells(each) for each in said):
            continue
        if any(read.passage in said for read in item_dates(issue, place)):
            continue  # a day by which to act, or to come
        first = said[0]
        yield first.finding(
            Rule.ASKS_NOTHING,
            0,
            len(first.text),
            "It stands under “Action required”, and asks nobody to do anything.",
            Mend("Move it into the text of the item, or say who is to do what, and by when."),
        )


def _tells(passage: Passage) -> bool:
    # Whoever is named as a contact is to be spoken to, whatever the verb.
    return any(
        asks(words) or tells_to_read(words) or _TELLS.search(_TOLD_OF.sub("", words))
        for words in (passage.plain[s.start : s.end] for s in sentences(passage.plain))
    ) or bool(find_people(passage.plain))


def duty_without_action(issue: Issue) -> Iterator[Finding]:
    """A legal duty with a day to come, and no action raised that authorities could answer."""
    for place, item in enumerate(issue.items):
        if item.is_asked or (item.has_action and not issue.known.knows_actions):
            continue
        if not any(issue.date is None or day >= issue.date for day in _days(issue, place)):
            continue
        for passage in issue.of_item(place):
            duty = LEGAL_DUTY.search(passage.plain)
            if duty is None or not _MUST.search(item.text):
                continue
            yield passage.finding(
                Rule.DUTY_WITHOUT_ACTION,
                duty.start(),
                duty.end(),
                "It tells of a legal duty with a day, and no action asks anybody for it.",
                Mend(
                    "Raise an action from the item, so that each authority can say where it stands."
                ),
            )
            break


def without_deadline_or_owner(issue: Issue) -> Iterator[Finding]:
    """“Please return the form”: by when, and to whom?"""
    for place, item in enumerate(issue.items):
        if OBITUARY.search(f"{item.title} {item.text}".lower()):
            continue
        asking = _first_ask(issue, place)
        if asking is None:
            continue
        passage, start, end = asking
        if not _days(issue, place) and not SOON.search(item.text):
            yield passage.finding(
                Rule.ASK_WITHOUT_DEADLINE,
                start,
                end,
                "It asks for something, and the item gives no day for it.",
                Mend("Say by when: a day, or “as soon as you can”."),
            )
        if not _has_owner(issue, place, item):
            yield passage.finding(
                Rule.ASK_WITHOUT_OWNER,
                start,
                end,
                "It asks for something, and nobody is named to whom it goes.",
                Mend("Say to whom: a person, an address or a form."),
            )


def _first_ask(issue: Issue, place: int) -> tuple[Passage, int, int] | None:
    for passage in issue.of_item(place):
        if passage.tag == "title":
            continue
        for piece in sentences(passage.plain):
            words = passage.plain[piece.start : piece.end]
            if asks(words) and _HAND_IN.search(words) and not _AS_YOU_LIKE.search(words):
                return passage, piece.start, piece.end
    return None


def _has_owner(issue: Issue, place: int, item: CheckedItem) -> bool:
    if item.people or item.body.links or item.action.links:
        return True
    # The words only: “to Ann Lee”, “on the portal”, an address written out.
    return any(
        _REACHED.search(each.plain) or _NAMED.search(each.plain) for each in issue.of_item(place)
    )


def _days(issue: Issue, place: int) -> list[dt.date]:
    """Deadlines and events of an item, given or read."""
    item = issue.items[place]
    read = [each.day for each in item_dates(issue, place)]
    return [*item.deadlines, *item.events, *read]
