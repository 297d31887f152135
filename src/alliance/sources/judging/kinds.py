"""What a candidate is: guidance, a consultation, a vacancy …, each told by words of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alliance.text.dated.cues import OBITUARY


class Kind(StrEnum):
    """What a piece of news is; the value is kept, the label shown."""

    STATUTORY = "statutory"
    LEGAL_DUTY = "legal-duty"
    CONSULTATION = "consultation"
    GUIDANCE = "guidance"
    FUNDING = "funding"
    RESEARCH = "research"
    EVENT = "event"
    SUPPORT_OFFER = "support-offer"
    VACANCY = "vacancy"
    OBITUARY = "obituary"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS: Mapping[Kind, str] = {
    Kind.STATUTORY: "Statutory guidance",
    Kind.LEGAL_DUTY: "Legal duty",
    Kind.CONSULTATION: "Consultation",
    Kind.GUIDANCE: "Guidance",
    Kind.FUNDING: "Funding",
    Kind.RESEARCH: "Research and figures",
    Kind.EVENT: "Event",
    Kind.SUPPORT_OFFER: "Offer of support",
    Kind.VACANCY: "Vacancy",
    Kind.OBITUARY: "Obituary",
    Kind.OTHER: "Other news",
}


@dataclass(frozen=True, slots=True)
class KindFound:
    """A kind, and the words that say so."""

    kind: Kind
    words: str = ""


# What a department calls its own page, where the source says so (GOV.UK's document types).
_DOCUMENT_TYPES: Mapping[str, Kind] = {
    "statutory_guidance": Kind.STATUTORY,
    "regulation": Kind.LEGAL_DUTY,
    "open_consultation": Kind.CONSULTATION,
    "consultation": Kind.CONSULTATION,
    "open_call_for_evidence": Kind.CONSULTATION,
    "call_for_evidence": Kind.CONSULTATION,
    "guidance": Kind.GUIDANCE,
    "detailed_guide": Kind.GUIDANCE,
    "manual": Kind.GUIDANCE,
    "official_statistics": Kind.RESEARCH,
    "national_statistics": Kind.RESEARCH,
    "statistical_data_set": Kind.RESEARCH,
    "research": Kind.RESEARCH,
    "independent_report": Kind.RESEARCH,
    "closed_consultation": Kind.OTHER,
    "consultation_outcome": Kind.OTHER,
    "call_for_evidence_outcome": Kind.OTHER,
}

_Cue = tuple[float, re.Pattern[str]]


def _cues(*rows: tuple[float, str]) -> Sequence[_Cue]:
    return [(weight, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for weight, words in rows]


_CUES: Mapping[Kind, Sequence[_Cue]] = {
    Kind.VACANCY: _cues(
        (3, r"vacanc(?:y|ies)|secondment|salary|we are recruiting an?|seeks an? \w+|a CV and|wants an? (?:assistant )?director"),
        (2, r"interviews (?:will be|are|in|on)|informal (?:talk|chat|conversation|discussion)|permanent|full[- ]time"),
        (2, r"£\d\d,\d{3} to £\d\d"),
        (1.5, r"(?:is|are) looking for an?"),
    ),
    Kind.CONSULTATION: _cues(
        (3, r"consultation (?:closes|ends|is open|opens)|call for (?:evidence|views)|have your say|seeking views|views (?:are )?(?:sought|wanted)"
            r"|evidence (?:is )?wanted|we want evidence|asks? for evidence|proposed changes|we propose"),
        (3, r"survey[^.]{0,60} is open|(?:fill in|complete)[^.]{0,60}\bsurvey"),
        (2, r"is asking who|respond on-?line|survey of [^.]{0,40}opens?|consultation|asks authorities to try"),
    ),
    Kind.STATUTORY: _cues((7, r"(?<!non-)statutory guidance|must have regard")),
    Kind.LEGAL_DUTY: _cues(
        (3, r"regulations? (?:allow|come|set|require)|these regulations|regulations? 20\d\d|regulations laid|legal(?:ly)? (?:duty|duties|required|requirement)|required by law"
            r"|against the law|it is an offence|by law|change in the law|have a duty|duties for|new duties|duties apply"),
        (2.5, r"com(?:e|es|ing) into force|takes? effect|must (?:renew|register|notify|be registered)"),
        (3, r"(?:must be renewed|the order sets|practise unregistered)"),
    ),
    Kind.FUNDING: _cues(
        (3, r"grants?|funding (?:for|has been|round)|fund will pay|bid for|bids|grant determination|allocations?|awarded|bursary|is funded for|innovation fund|ring-fenced"),
        (1.5, r"£[\d.,]+ ?(?:million|m)\b|up to £[\d,]+|shared out"),
    ),
    Kind.SUPPORT_OFFER: _cues(
        (3.5, r"(?:are|is) offer(?:ed|ing) (?:an? )?(?:\w+ )?(?:free|authorities|ten|up)|are on offer|is offered a free|offers? (?:of help|\w+ authorities)|offers? up to|offers? a (?:free|model)|support available|free of charge"
              r"|at no cost|outside help|peer diagnostic|offered a free|help with your|refer themselves|free calendar|free to use|model deed"),
        (1.5, r"to express an interest|first (?:discussion|conversation)|preliminary discussion|free\b|helpline"),
    ),
    Kind.RESEARCH: _cues(
        (3, r"statistics|study of|the study|a study|studies|research(?:ers)?|evaluation|findings|found that|finds that|figures (?:are )?out|quarter of data"
            r"|report (?:recommends|of the survey|finds|is out)|followed [\d,]+|review of|reviews \d+|inspection report|were asked what|told researchers|an analysis of"
            r"|audit report|the auditor finds|tables show|tables cover|themes from|inspections|reports? after|compared|comparison group"),
        (2, r"compare[ds]? |has data|counted hours|time limits|the first (?:hundred|forty|\d+)|an audit"),
        (1.5, r"per cent|on average|of [\d,]+ (?:interviews|children)|we recommend|\w+ in ten|common|counted|answers on|have been read|show wide differences|have signed|authors"),
    ),
    Kind.GUIDANCE: _cues(
        (3, r"guidance (?:on|for|covers|sets|limits|is)|practice guidance|good practice|guide for|practice guide|handbook|advice note|this advice|a guide|advice on|practice paper"),
        (2.5, r"guidance"),
        (1.5, r"template|checklist|worked examples?|toolkit|sets out (?:good|how)|how to|examples"),
    ),
    Kind.EVENT: _cues(
        (3, r"webinar|conference|workshops?|meets on|will meet|next meeting|meeting:|masterclass|save the date|summit|a course|course for|-day course|cohort meets|market day"
            r"|an evening for|matching week|seminar|will be in|drop-ins|agenda for|peer learning day|meets in|will meet|training$|a day for|network meeting|met for the first time|working group|meet again|diary$|meets in"),
        (1.5, r"tickets|register on-?line|places by|book by|booking|speakers?|takes place|apologies|agenda|dates for|dates of|on teams|early bird|one place for|pm\b"),
    ),
}  # fmt: skip
_IN_TITLE = 1.6
_LEAST = 2.4
# Where two kinds are told as surely, the one that asks more of its reader comes first.
_FIRST = list(_CUES)


def kind_of(title: str, text: str, document_type: str = "") -> KindFound:
    """What a candidate is, with the words that say so. A notice of a death is nothing else."""
    whole = f"{title}\n{text}"
    if death := OBITUARY.search(whole.lower()) or _DIED.search(whole):
        return KindFound(Kind.OBITUARY, whole[death.start() : death.end()])
    if said := _DOCUMENT_TYPES.get(document_type):
        return KindFound(said, document_type.replace("_", " "))
    scores: dict[Kind, tuple[float, str]] = {}
    for kind, cues in _CUES.items():
        score, words = 0.0, ""
        for weight, pattern in cues:
            in_title, in_text = pattern.search(title), pattern.search(text)
            if in_title or in_text:
                score += weight * (_IN_TITLE if in_title else 1.0)
                found = in_title or in_text
                words = words or (found.group() if found else "")
        scores[kind] = score, words
    if _ANSWERED.search(whole):
        scores[Kind.CONSULTATION] = 0.0, ""
    best = max(_FIRST, key=lambda kind: (scores[kind][0], -_FIRST.index(kind)))
    score, words = scores[best]
    return KindFound(best, words) if score >= _LEAST else KindFound(Kind.OTHER)


_DIED = re.compile(r"\b(?:the death of|has died|died on \w+day|deep sadness|passed away)\b", re.I)
# A consultation that is over asks nobody for anything.
_ANSWERED = re.compile(
    r"\b(?:response to the consultation|government response|has summarised|summary of (?:evidence|responses)"
    r"|consultation (?:has )?closed|what [\d,]+ \w+(?: \w+)? said)\b",
    re.IGNORECASE,
)
