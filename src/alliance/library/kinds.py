"""What kind of thing a publication is, as far as its title and its publisher say."""

from __future__ import annotations

import re

from django.db import models

from alliance.text.similarity import fold


class Kind(models.TextChoices):
    """The kinds that the field tells apart; empty = nobody has said."""

    GUIDANCE = "guidance", "Guidance"
    STATUTORY = "statutory", "Statutory guidance"
    POLICY = "policy", "Policy or strategy"
    CONSULTATION = "consultation", "Consultation"
    REPORT = "report", "Report"
    RESEARCH = "research", "Research"
    INSPECTION = "inspection", "Inspection"
    STATISTICS = "statistics", "Data and statistics"
    TOOL = "tool", "Tool"
    TEMPLATE = "template", "Template"
    TRAINING = "training", "Training or webinar"


_BY_TITLE: tuple[tuple[Kind, str], ...] = (
    (
        Kind.STATUTORY,
        r"statutory guidance|code of practice|working together to safeguard"
        r"|keeping children safe in education|children act \d{4} guidance",
    ),
    (Kind.CONSULTATION, r"consultation|call for evidence|green paper|have your say"),
    (Kind.TEMPLATE, r"template|pro ?forma|model (?:policy|letter|agreement|contract)"),
    (
        Kind.STATISTICS,
        r"statistics|data ?sets?|census|statistical release|data pack|dashboard|in numbers"
        r"|on one sheet",
    ),
    (
        Kind.TOOL,
        r"tools?|tool ?kits?|tool ?box|check ?lists?|calculator|self (?:assessment|evaluation)"
        r"|bench ?marking|resource packs?|screening|ladder with|questions for",
    ),
    (Kind.TRAINING, r"webinars?|training|e learning|workshops?|podcasts?|learning modules?"),
    (
        Kind.INSPECTION,
        r"inspections?|inspection framework|jtais?|joint targeted|ilacs|short visits?|focused visits?",
    ),
    (
        Kind.RESEARCH,
        r"research|evaluation|systematic review|literature review|evidence (?:review|from)"
        r"|study|studies|surveys?|working paper|diar(?:y|ies)",
    ),
    (Kind.GUIDANCE, r"guidance|guides?|handbook|advice|practice notes?|notes (?:for|from|on|to)"
     r"|briefings?|principles|standards|framework|how to|ways"),
    (Kind.POLICY, r"strategy|strategies|policy|policies|white paper|action plan|improvement plan"
     r"|plan|charter|vision"),
    (Kind.REPORT, r"reports?|reviews?|inquiry|findings|lessons|impact of|paper|year after"),
)  # fmt: skip
"""By the words of a title, whole words; the first that fits decides, the more telling ones first."""
_RULES = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _BY_TITLE)
_BY_PUBLISHER: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.RESEARCH, re.compile(r"\b(?:university|research|institute|observatory|centre for)\b")),
    (Kind.REPORT, re.compile(r"\b(?:audit office|commission|commissioner|inquiry|review)\b")),
)
"""What those publishers mostly publish, where a title says nothing."""


def guess_kind(title: str, publisher: str = "") -> str:
    """The kind that the words point to; empty where they point to none. An editor knows better."""
    words, name = fold(title), fold(publisher)
    for kind, pattern in _RULES:
        if pattern.search(words):
            return kind.value
    return next((kind.value for kind, pattern in _BY_PUBLISHER if pattern.search(name)), "")
