"""People and authorities in names as bulletins write them."""

from __future__ import annotations

import pytest

from alliance.directory.recognise import (
    KnownPerson,
    authority_key,
    choose,
    name_key,
    phone_key,
    same_name,
)


def person(pk: int, name: str, **fields: object) -> KnownPerson:
    return KnownPerson(pk, {name_key(name)}, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Isablle Gregory", "Isabelle Gregory"),
        ("Councillor Una Cresswell", "Una Cresswell"),
        ("Bethan Oakehsott", "Bethan Oakeshott"),
        ("SUNNIVA  PREWETT", "Sunniva Prewett"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Daniel Ludd", "Daniela Ludd"),
        ("Mark Evans", "Mary Evans"),
        ("Gwilym Hansen", "Gwilym Hanson"),
        ("Bran Starbeck", "Brian Starbeck"),
        ("Isablle Gregry", "Isabelle Gregory"),
        ("Gregory", "Isabelle Gregory"),
        ("", ""),
    ],
)
def test_names_that_may_be_two_peoples(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_the_same_name_at_another_authority_is_another_person() -> None:
    known = [person(1, "Kit Ravensdale", authority=1)]

    assert choose(known, "Kit Ravensdale", authority=2) is None
    assert choose(known, "Kit Ravensdale", authority=1) is known[0]
    assert choose(known, "Kit Ravensdale") is known[0]


def test_somebody_who_moved_is_known_by_their_telephone_or_role() -> None:
    known = [
        person(1, "Kit Ravensdale", authority=1, reached_at={"07700900101"}, roles={"network lead"})
    ]

    assert choose(known, "Kit Ravensdale", authority=2, reached_at=["07700900101"]) is known[0]
    assert choose(known, "Kit Ravensdale", authority=2, role="Network Lead") is known[0]


def test_the_exact_spelling_comes_before_a_slip() -> None:
    known = [person(1, "Isablle Gregory"), person(2, "Isabelle Gregory")]

    assert choose(known, "Isabelle Gregory") is known[1]


def test_an_authority_is_known_without_the_words_for_its_kind() -> None:
    assert authority_key("Kent County Council") == authority_key("Kent") == authority_key("Kent CC")
    assert authority_key("Royal Borough of Windsor & Maidenhead") == authority_key(
        "Windsor and Maidenhead"
    )
    assert authority_key("Brighton & Hove City Council") == authority_key("Brighton and Hove")
    assert authority_key("East Sussex") != authority_key("West Sussex")


def test_a_number_is_the_same_however_it_is_spaced() -> None:
    assert phone_key("+44 (0)1632 960 101") == phone_key("01632 960101")
