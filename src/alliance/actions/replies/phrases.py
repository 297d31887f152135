"""How people put an answer: the words by which `propose` knows a yes, a no, a promise, a thing done.

Each is looked for in one sentence. What they get wrong is counted by `benches/replies.py`.
"""

from __future__ import annotations

import re

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[-•*]|\d+[.)])\s)")
NOT_FOR_US = re.compile(
    r"\b(?:not (?:applicable|relevant)|n/a|n\.a\.|(?:does|do|did)(?: not|n’t|n't) apply"
    r"|not (?:one )?for (?:us|\w+)\b(?! to)|nothing to (?:do with|return for) us"
    r"|(?:do not|don’t|don't|does not|doesn’t|doesn't) (?:have|run|provide|operate|offer)"
    r" (?:any |a |an |this |such )+(?:\w+ ){0,3}(?:service|provision|homes?|team|scheme|function|post)s?"
    r"|(?:have|has|we’ve|we've) no such|not affected|nil response)\b",
    re.IGNORECASE,
)
NIL = re.compile(r"\bnil(?:[ -](?:return|submission))?\b", re.IGNORECASE)
PROMISE = re.compile(
    r"\b(?:(?:will|we’ll|we'll|I’ll|I'll|shall|going to|aim to|hope to|plan to|need to|to)\s+(?:\w+\s+){0,3}?"
    r"(?:check|come back|get back|let you know|respond|reply|confirm|send|return|complete|do|chase|ask"
    r"|find out|look into|submit|follow)"
    r"|(?:not able to|unable to|cannot|can’t|can't) (?:yet )?(?:say|confirm|answer|tell|give|commit)"
    r"|leave (?:it|this) with (?:me|us)|watch this space|in hand|working on (?:it|this)|to follow|bear with"
    r"|not (?:yet )?sure|do(?: not|n’t|n't) know yet|under way|in progress|awaiting|waiting for|tbc)\b",
    re.IGNORECASE,
)
UNSAID = re.compile(
    r"(?:n[’']t|\bnot|\bcannot|\bunable)(?: \w+){0,2} (?:say|confirm|answer|tell|sure)\b",
    re.IGNORECASE,
)
CONDITION = re.compile(
    r"\b(?:if|subject to|provided|as long as|depending on|unless|in principle|provisionally)\b",
    re.I,
)
ABOUT = re.compile(
    r"\b(?:about|approx(?:imately)?|around|roughly|circa|c\.|estimated?|provisional(?:ly)?|nearly|almost)\b",
    re.I,
)
BUT = re.compile(r"\b(?:but|however|though|although)\b", re.I)
EITHER = re.compile(r"\byes(?: or |\s?/\s?)no\b", re.I)
HELLO = re.compile(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon)|morning|afternoon)(?:\s+[\w’'.-]+){0,3}\s*[,!–-]\s+(?=\S)",
    re.IGNORECASE,
)
EASE = re.compile(
    r"\bno (?:problem|worries|issue|objection)s?\b(?: at all| with that)?[\s,.!–-]*", re.I
)
"""“No problem” begins with a no, and is none."""
NO = re.compile(
    r"^\W*(?:it’s a |it's a )?no\b(?! later| longer| more\b)|\bno,? (?:thank|thanks|sorry|not)\b"
    r"|\b(?:will|would|can|do|does|shall|are|is|have|has)(?: not\b|n’t\b|n't\b)(?! hesitate| only)"
    r"|\b(?:won’t|won't|cannot|can’t|can't)\b(?! wait)"
    r"|\b(?:unable|not able|decided against|(?:will|have to|must) pass on this|decline|regret|opt(?:ing)? out"
    r"|not (?:this (?:time|year|round|month|term)|at present|at the moment|on this occasion|interested"
    r"|taking part))\b",
    re.IGNORECASE,
)
YES = re.compile(
    r"\b(?:yes|yep|yeah|absolutely|certainly|definitely|of course|count (?:us|\w+) in|sign (?:us|\w+) up"
    r"|we(?:’re| are|'re) in|put (?:us|\w+) down"
    r"|(?:very |more than |really )?(?:happy|glad|pleased|delighted|keen|content) to"
    r"|(?:would|’d|'d) (?:be )?(?:love|like|happy|glad|delighted|very happy) to"
    r"|(?:we|\w+) (?:will|would|shall)(?: gladly| certainly| be)?"
    r" (?:take part|join|participate|be there|share|attend|taking part|joining|sharing)"
    r"|we(?:’ll|'ll) (?:be there|take part|join|share|attend)|agreed?|confirm(?:ed)?|sounds good|interested)\b"
    r"|\b(?:is|are) in\W*$",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:done|complete[d]?|actioned|sorted|submitted|returned|sent|uploaded|circulated|shared|checked"
    r"|updated|cascaded|finished|signed|gone (?:to|out)|passed on|attached|distributed|noted|read|reached"
    r"|correct|up to date)\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"(?:n[’']t|\b(?:not|never|yet to|still to|has yet|half|partly|partially|almost|nearly|to be|be|being"
    r"|will|should|could|must|would|when|once|if|until))\b(?:\W+\w+){0,3}?\W+"
    r"(?:done|complete|actioned|sorted|submit|return|sent|upload|circulat|shared|check|updat|finish|sign"
    r"|pass|read|noted|reach|correct|up to)",
    re.IGNORECASE,
)
PLEASED = re.compile(
    r"^\W*(?:(?:many |all )?thank(?:s| you)\b.{0,50}|hope (?:you|all|this).{0,60}|let me know if.{0,60})$",
    re.I,
)
NONE_AT_ALL = re.compile(r"(?:n[’']t|\bnot) (?:have|use|employ) any\b(?! \w+ figures?)", re.I)
ORDINALS = ("first", "second", "third", "fourth", "fifth")
ORDINAL = re.compile(
    rf"\bthe ({'|'.join(ORDINALS)})(?: one| option| answer| of| please|\W*$)", re.I
)
NUMBERED = re.compile(r"\b(?:option|answer|choice|number|no\.?)\s*\(?([1-9]|[a-i])\b\)?", re.I)
EMPTY = frozenset("with without that this from have will would only than".split())
"""Words that do not tell one answer from another."""
