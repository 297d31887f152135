"""What needs no database: kinds by their words, days of versions, the rolling list, what is related."""

from __future__ import annotations

import datetime as dt

import pytest

from alliance.library.kinds import Kind, guess_kind
from alliance.library.publications.meeting import Day, judge_day
from alliance.library.publications.related import Print, nearness, related
from alliance.library.publications.rolling import LASTS, STAYS, Candidate, listed, standing

TODAY = dt.date(2020, 11, 13)
DAY = dt.timedelta(days=1)


# Kinds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "publisher", "kind"),
    [
        ("Evaluation of the Family Safeguarding Model 2020", "DfE", "research"),
        ("Guidance for full opening of schools", "DfE", "guidance"),
        ("Keeping children safe in education: statutory guidance", "DfE", "statutory"),
        ("Working Together to Safeguard Children", "DfE", "statutory"),
        (
            "Consultation on Regulation of Independent Educational Institutions",
            "DfE",
            "consultation",
        ),
        ("High needs benchmarking tool", "DfE", "tool"),
        ("Childhood Obesity report", "NAO", "report"),
        ("Financial sustainability of colleges in England", "National Audit Office", "report"),
        ("Vulnerable Children and Young People Survey – Wave 10", "DfE", "research"),
        ("Coronavirus briefing: guidance for social workers", "NSPCC", "guidance"),
        ("Guide to the Early Career Framework for teachers", "DfE", "guidance"),
        ("Regional Improvement Plan 2020-21", "", "policy"),
        ("Model letter to landlords", "", "template"),
        ("SEND Inspection Preparation: Self Evaluation Framework", "", "tool"),
        ("Outcomes for children in need: statistics", "DfE", "statistics"),
        ("JTAI: findings on neglect", "Ofsted", "inspection"),
        ("Webinar: hearing siblings", "", "training"),
        ("What distance costs", "Centre for Rural Childhoods", "research"),
        ("National Tutoring Programme (NTP)", "", ""),
        ("Stools and sprains", "", ""),  # words, not parts of words
    ],
)
def test_a_kind_is_guessed_from_the_words(title: str, publisher: str, kind: str) -> None:
    assert guess_kind(title, publisher) == kind


def test_kinds_fit_their_column() -> None:
    assert max(map(len, Kind.values)) <= 12


# Days of versions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "known", "day", "near"),
    [
        (TODAY, [], Day.ANOTHER, None),
        (TODAY, [None], Day.COMPLETES, None),
        (TODAY, [TODAY], Day.KNOWN, TODAY),
        (TODAY, [TODAY - 3 * DAY], Day.CORRECTS, TODAY - 3 * DAY),
        (TODAY, [TODAY + 3 * DAY], Day.KNOWN, TODAY + 3 * DAY),
        (TODAY, [TODAY - 8 * DAY], Day.ANOTHER, None),
        (TODAY, [TODAY + 8 * DAY, None], Day.ANOTHER, None),
        (TODAY, [TODAY - 90 * DAY, TODAY + 2 * DAY], Day.KNOWN, TODAY + 2 * DAY),
    ],
)
def test_a_day_is_of_a_version_or_of_another(
    on: dt.date, known: list[dt.date | None], day: Day, near: dt.date | None
) -> None:
    assert judge_day(on, known) == (day, near)


# The rolling list -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "is_listed", "because"),
    [
        (Candidate(1, "report", TODAY - STAYS), True, "Published in the last fourteen weeks."),
        (
            Candidate(1, "report", TODAY - STAYS - DAY),
            False,
            "It was on the list until 12 November 2020.",
        ),
        (Candidate(1, "", TODAY), True, "Published in the last fourteen weeks."),
        (Candidate(1, "tool", TODAY - LASTS), True, "A tool or template of the last year."),
        (
            Candidate(1, "template", TODAY - LASTS - DAY),
            False,
            "It was on the list until 12 November 2020.",
        ),
        (Candidate(1, "tool"), True, "A tool or template of which no day is known."),
        (Candidate(1, "report"), False, "No day is known of it."),
        (Candidate(1, "tool", TODAY + DAY), False, "It comes out on 14 November 2020."),
        (Candidate(1, "report", None, "held"), True, "Kept on the list."),
        (
            Candidate(1, "report", None, "held", TODAY),
            True,
            "Kept on the list until 13 November 2020.",
        ),
        (Candidate(1, "report", None, "held", TODAY - DAY), False, "No day is known of it."),
        (Candidate(1, "tool", TODAY, "off", TODAY), False, "Left out until 13 November 2020."),
        (
            Candidate(1, "tool", TODAY, "off", TODAY - DAY),
            True,
            "A tool or template of the last year.",
        ),
        (Candidate(1, "tool", TODAY, "held", is_withdrawn=True), False, "It was withdrawn."),
    ],
)
def test_what_stands_on_the_list_and_why(one: Candidate, is_listed: bool, because: str) -> None:
    said = standing(one, TODAY)
    assert (said.is_listed, said.because) == (is_listed, because)


def test_the_list_is_newest_first_and_those_without_a_day_last() -> None:
    candidates = [
        Candidate(1, "tool"),
        Candidate(2, "report", TODAY - 9 * DAY),
        Candidate(3, "report", TODAY - DAY),
        Candidate(4, "report", TODAY - 400 * DAY),
    ]
    assert list(listed(candidates, TODAY)) == [3, 2, 1]


# Related ----------------------------------------------------------------------------------------

ONE = Print(1, "kinship care handbook for carers", frozenset({1, 2}), 7, "guidance", TODAY)


def test_a_topic_or_a_title_relates_and_a_publisher_alone_does_not() -> None:
    others = [
        Print(2, "school meals", frozenset({1}), 7, "", TODAY),  # a topic and its publisher
        Print(3, "school meals in winter", frozenset(), 7, "guidance"),  # its publisher and kind
        Print(4, "kinship care handbook", frozenset(), None),  # its title
        Print(5, "foster care", frozenset({1, 2}), None),  # both topics
    ]
    assert nearness(ONE, others[1]) == 1.5
    assert set(related(ONE, others)) == {2, 4, 5}


def test_nothing_is_related_to_itself_and_no_more_are_told_than_asked() -> None:
    others = [Print(n, "foster care", frozenset({1}), None, "", TODAY + n * DAY) for n in range(9)]
    assert related(ONE, [ONE, *others], most=3) == [8, 7, 6], "the newer of those as near"
