"""How many replies are cut right and proposed right, beside libraries that cut.

    python -m benches.replies        the libraries are measured where they are installed:
                                     pip install mail-parser-reply email-reply-parser quotequail

The letters and phrasings are the tests' (`tests/actions/replies/`), invented and real-shaped. They were
written by the same hand as the code; the second set of phrasings after it, and nothing was mended by it.
“Misleads” is what counts against a proposal: one that is missing costs a click, one that is wrong may be
pressed. Cut means the very words; peers are judged by words alone, as they keep other blank lines.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

CUT, RIGHT, MISLEADS = 1.0, 0.7, 0.05
"""The bars: shares of letters cut right, of unseen phrasings proposed right, and of those that mislead."""


def main() -> int:
    """Print the table; 1 where a bar is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    shares = [_cutting(), _letters(), *_phrasings()]
    _speed()
    return int(not all(shares))


def _cutting() -> bool:
    from alliance.actions.replies.own_words import own_words
    from alliance.actions.replies.read import read
    from tests.actions.replies.letters import LETTERS

    mails = [read(letter.raw) for letter in LETTERS]
    right = sum(mail.words == letter.words for mail, letter in zip(mails, LETTERS, strict=True))
    print(f"cut right, whole mails                 {right:3} of {len(LETTERS)}")
    ours: tuple[str, Callable[[str], str]] = ("ours", lambda text: own_words(text).words)
    for name, cut in (ours, *_peers()):
        same = sum(
            _flat(cut(mail.whole)) == _flat(letter.words)
            for mail, letter in zip(mails, LETTERS, strict=True)
        )
        print(f"  from the text alone, {name:18}{same:3} of {len(LETTERS)}")
    return right >= CUT * len(LETTERS)


def _peers() -> Iterator[tuple[str, Callable[[str], str]]]:
    """The libraries that are here, none of which Alliance needs."""
    if peer := _module("mailparser_reply"):
        reader = peer.EmailReplyParser(languages=["en"])
        yield "mail-parser-reply", lambda text: str(reader.read(text).replies[0].body or "")
    if other := _module("email_reply_parser"):
        yield "email-reply-parser", lambda text: str(other.EmailReplyParser.parse_reply(text))
    if third := _module("quotequail"):
        yield "quotequail", lambda text: _unquoted(third, text)


def _unquoted(peer: Any, text: str) -> str:
    found = peer.unwrap(text)
    return str(found.get("text_top", "")) if found else text


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _letters() -> bool:
    from alliance.actions.models import AnswerKind
    from alliance.actions.replies.propose import propose
    from alliance.actions.replies.read import read
    from tests.actions.replies.letters import LETTERS
    from tests.actions.replies.test_propose import said

    right = 0
    for letter in LETTERS:
        mail = read(letter.raw)
        found = propose(
            mail.words,
            AnswerKind(letter.asked),
            choices=letter.choices,
            unit=letter.unit,
            points_below=mail.points_below,
        )
        right += said(found) == {key: letter.answer[key] for key in letter.answer if key != "text"}
    print(f"proposed right, whole mails            {right:3} of {len(LETTERS)}")
    return right == len(LETTERS)


def _phrasings() -> Iterator[bool]:
    from tests.actions.replies.phrasings import FIRST, NOTHING, SECOND
    from tests.actions.replies.test_propose import of

    for name, phrasings in (("that mended it", FIRST), ("not seen", SECOND)):
        found = [of(each) for each in phrasings]
        right = sum(one == each[2] for one, each in zip(found, phrasings, strict=True))
        wrong = sum(
            one not in (each[2], NOTHING) for one, each in zip(found, phrasings, strict=True)
        )
        missing = len(phrasings) - right - wrong
        print(
            f"proposed right, phrasings {name:13}{right:3} of {len(phrasings)}; "
            f"nothing for {missing}, misleads {wrong}"
        )
        yield right >= RIGHT * len(phrasings) and wrong <= MISLEADS * len(phrasings)


def _speed() -> None:
    from alliance.actions.replies.read import read
    from tests.actions.replies.letters import LETTERS

    started = perf_counter()
    for _ in range(20):
        for letter in LETTERS:
            read(letter.raw)
    each = (perf_counter() - started) / 20 / len(LETTERS) * 1000
    print(f"read, the middle of them               {each:.2f} ms a mail")


def _flat(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
