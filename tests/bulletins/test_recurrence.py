"""Which items are matters that were told before."""

from __future__ import annotations

import datetime as dt

from alliance.bulletins.recurrence import Known, recognise
from alliance.text.telling import SAME, likeness, print_of
from benches.recurrence_pairs import pairs

CARE = (
    "New figures on looked after children were published this week. Looked after children are moved more "
    "often than two years ago, and further from home. The tables give each authority and the region."
)
CALL = (
    "The call is open to schools, nurseries, social care and youth work. Nothing is too small. Fill in the "
    "form or ring the programme manager, who will write it down for you."
)


def same(first: tuple[str, str], second: tuple[str, str]) -> bool:
    return likeness(print_of(*first), print_of(*second)) >= SAME


def test_a_matter_is_known_by_its_body_when_title_and_words_are_swapped() -> None:
    later = CARE.replace("looked after children", "children in care").replace(
        "Looked after children", "Children in care"
    )

    assert same(("Looked after children", CARE), ("Children in care", later))


def test_text_may_move_from_one_column_to_the_other() -> None:
    first, second = CALL.split("small. ")

    assert same(
        ("Ideas wanted", f"{first}small. \n{second}"), ("Last call", f"{second}\n{first}small.")
    )


def test_a_title_sheds_its_suffix_while_the_body_grows() -> None:
    assert same(
        ("Memorandum of Understanding – consultation draft", CALL),
        ("Memorandum of Understanding", f"{CALL} Eleven authorities have answered since."),
    )


def test_a_deadline_that_slips_leaves_the_matter_the_same() -> None:
    assert same(
        ("Silver call for evidence", f"{CALL} Return it before 13 November 2020."),
        ("Last call for silver suggestions", f"{CALL} Return it as soon as you can."),
    )


def test_a_diary_of_meetings_goes_on_from_week_to_week() -> None:
    def diary(*days: int) -> tuple[str, str, list[dt.date]]:
        dates = [dt.date(2026, 3, day) for day in days]
        lines = "".join(f" • A network: {day.day} March" for day in dates)
        return "Dates of the networks", f"These are the next dates that we know of:{lines}", dates

    assert likeness(print_of(*diary(3, 10, 17)), print_of(*diary(18, 24, 31))) >= SAME


def test_next_months_meeting_is_another_matter() -> None:
    words = "The network meets on {} from 10am to 1pm. Papers are sent a week before it, as ever."
    march, april = dt.date(2026, 3, 12), dt.date(2026, 4, 16)

    assert not same(
        ("Fostering Network – 12 March", words.format("12 March")),
        ("Fostering Network – 16 April", words.format("16 April")),
    )
    one = print_of("Fostering Network", words.format("12 March"), [march])
    assert likeness(one, print_of("Fostering Network", words.format("16 April"), [april])) < SAME
    moved = f"{words.format('16 April')} Please note the change of date."
    assert likeness(one, print_of("Fostering Network", moved, [april])) >= SAME


def test_two_talks_of_one_series_are_two_matters() -> None:
    frame = "The trust holds a talk on-line at lunch. On {} the subject is {}. Talks are free and recorded."

    assert not same(
        ("Lunchtime talk: Night buses", frame.format("26 March", "travel to feel safe")),
        ("Lunchtime talk: Paper trails", frame.format("30 April", "finding old letters")),
    )


def test_items_without_bodies_are_compared_by_title() -> None:
    assert same(("Regional Improvement Plan 2026", ""), ("Regional Improvement Plan 2026", ""))
    assert not same(("Fostering recruitment figures", ""), ("Fostering panel training", ""))


def test_a_matter_is_given_to_one_item_of_a_bulletin_only() -> None:
    known = [Known(7, 100, "Call", print_of("Call for ideas", CALL))]
    whole, part = print_of("Call for ideas", CALL), print_of("Call for ideas", CALL[:90])

    found = recognise([part, whole], known)

    assert [match and match.known.item for match in found] == [None, 7]


def test_a_telling_that_joins_two_matters_names_both() -> None:
    known = [
        Known(7, 100, "Call", print_of("Call", CALL)),
        Known(9, 102, "Call", print_of("Call", CALL)),
    ]

    (match,) = recognise([print_of("Call", CALL)], known)

    assert match is not None
    assert {match.known.item, *match.also} == {7, 9}


def test_labelled_pairs_are_told_apart_with_few_faults() -> None:
    judged = [(pair.same, likeness(*pair.prints) >= SAME) for pair in pairs()]
    right = judged.count((True, True))

    assert min(sum(same for same, _ in judged), sum(not same for same, _ in judged)) >= 60
    assert right / (right + judged.count((False, True))) >= 0.95, "precision"
    assert right / (right + judged.count((True, False))) >= 0.95, "recall"
