"""What an answer says of a link. Plain functions; docs/decisions/0027 gives the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from urllib.parse import urlsplit

from alliance.library.models.link_verdict import Verdict
from alliance.links.fetch import Redirect

from .addresses import asked_for

FOR_GOOD = frozenset({301, 308})
MACHINES = "People may still be let in: a machine like ours is not."


class Trouble(Enum):
    """Why there was no answer."""

    NO_NAME = auto()
    CIRCLES = auto()
    REFUSED = auto()
    """We do not ask there."""
    SLOW = auto()
    OTHER = auto()
    """No certificate, no connection, an answer that is none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address."""

    status: int | None = None
    redirects: Sequence[Redirect] = ()
    trouble: Trouble | None = None
    words: str = ""
    """The fetcher's sentence, where there was trouble."""
    retry_after: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the sentence that says what was found."""

    verdict: Verdict
    words: str
    status: int | None = None
    moved_to: str = ""


def judge(asked: str, answer: Answer) -> Judgement:
    """What an answer says of the address that was asked for."""
    if answer.trouble is not None:
        return Judgement(_TROUBLES[answer.trouble], answer.words)
    status = answer.status or 0
    if 200 <= status < 300 or status == HTTPStatus.NOT_MODIFIED:
        return _found(asked, answer)
    verdict, words = _of_status(status)
    return Judgement(verdict, f"The site answers {_said(status)}. {words}".strip(), status)


_TROUBLES = {
    Trouble.NO_NAME: Verdict.NO_SITE,
    Trouble.CIRCLES: Verdict.CIRCLES,
    Trouble.REFUSED: Verdict.NOT_ASKED,
    Trouble.SLOW: Verdict.UNKNOWN,
    Trouble.OTHER: Verdict.UNKNOWN,
}


def _of_status(status: int) -> tuple[Verdict, str]:
    match status:
        case 404:
            return Verdict.NOT_FOUND, ""
        case 410:
            return Verdict.GONE, "It was taken away for good."
        case 401 | 402 | 407:
            return Verdict.UNKNOWN, "It wants to know who asks; people may have a way in."
        case 429:
            return Verdict.UNKNOWN, "It was asked too often, and is left alone for a while."
        case 503:
            return Verdict.UNKNOWN, "It is shut for now, or to machines like ours."
        case _ if 500 <= status < 600:
            return Verdict.FAULT, ""
        case _:  # 403, 451 and whatever is made up to keep machines out
            return Verdict.UNKNOWN, MACHINES
    raise AssertionError("every status has a verdict")


def _found(asked: str, answer: Answer) -> Judgement:
    target = new_address(asked, answer.redirects)
    if not target:
        return Judgement(Verdict.WORKS, "", answer.status)
    words = "It leads to another address now, for good."
    if is_front_page(target) and not is_front_page(asked):
        words = "It leads to the front page of a site: what was here may be gone. Look before."
    return Judgement(Verdict.MOVED, words, answer.status, target)


def new_address(asked: str, redirects: Sequence[Redirect]) -> str:
    """Where the steps that are for good lead, up to the first that is for now; empty if nowhere."""
    target = asked
    for step in redirects:
        if step.status not in FOR_GOOD:
            break
        target = step.to
    if target == asked or asked_for(target) is None:
        return ""
    return target


def is_front_page(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query


def _said(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return str(status)
