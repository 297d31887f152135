"""What the validator in use reports though nothing is wrong (measured in its release 0.1.17): we must not."""

import pytest

from caremodel.checks import check

from .a_return import a_return


def rules_found(said: str) -> set[str]:
    returns, _ = a_return(said)
    return {one.rule for one in check(returns)}


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_supported_accommodation_is_a_placement_type(year: int) -> None:
    """146: K3 was no code for it in 2023-24, and `k3` in small letters in 2024-25."""
    said = f"year {year} | born 1/5/2007 | episodes PLACE=K3 DECOM=1/11/{year - 1} URN=1234567"
    assert "146" not in rules_found(said)


def test_sex_is_told_by_letters_since_2024_25_and_by_figures_before() -> None:
    """202: every child of 2024-25 was said to have changed sex."""
    assert "202" not in rules_found("year 2025 | header SEX=M | before.header SEX=1")
    assert "202" not in rules_found("year 2025 | header SEX=F | before.header SEX=2")
    assert "202" in rules_found("year 2025 | header SEX=F | before.header SEX=1")


def test_children_seeking_asylum_can_be_checked_for_age() -> None:
    """231 crashed: it looked for a column that no CSV has."""
    assert "231" in rules_found("year 2025 | born 1/5/2015 | uasc")
    assert "A999" not in rules_found("year 2025 | born 1/5/2015 | uasc")


@pytest.mark.parametrize(
    "postcode", ["YO1_7HH", "TA1_1HE", "CA1_1AA", "LA9_4DQ", "S70_2DR", "S1_2HH"]
)
def test_a_recoded_authority_is_no_finding(postcode: str) -> None:
    """North Yorkshire, Somerset, Cumberland, Westmorland and Furness, Barnsley, Sheffield had no authority,
    so that 169 and 1015 reported their own children. No rule of ours asks a stale list."""
    assert rules_found(f"episodes PL_POST={postcode}") == set()


def test_a_care_leaver_whose_care_was_before_the_returns_at_hand_is_no_finding() -> None:
    """1001 and 1002 need more years than two; of a person of 20 two years say nothing."""
    said = "born 1/5/2003 | episodes - | reviews - | oc2 - | before.episodes - | oc3"
    assert rules_found(said) & {"1001", "1002"} == set()


def test_two_returns_that_do_tell_are_enough() -> None:
    """1002: of a person who became 16 within the years at hand, and was in none of them."""
    said = "born 1/5/2006 | episodes - | reviews - | oc2 - | before.episodes - | oc3"
    assert rules_found(said) & {"1001", "1002"} == {"1002"}


def test_a_child_who_came_in_before_the_last_week_may_not_say_otherwise() -> None:
    """210 was turned round: it reported those who had come in within the week."""
    assert "210" not in rules_found("header UPN=UN4 | episodes DECOM=28/3/2024")
    assert "210" in rules_found("header UPN=UN4 | episodes DECOM=1/9/2023")


def test_a_new_placement_type_for_the_same_place_is_no_contradiction() -> None:
    """503D, 503F: H5 became K3 and got its URN when Ofsted began to register supported accommodation."""
    said = "born 1/5/2007 | episodes PLACE=K3 URN=1234567 DECOM=1/6/2022"
    before = "before.episodes PLACE=H5 URN= DECOM=1/6/2022"
    assert rules_found(f"{said} | {before}") & {"503D", "503F"} == set()


def test_of_episodes_alone_nobody_can_tell_who_seeks_asylum() -> None:
    """392b: those who do have no postcode of home."""
    assert "392b" not in rules_found("episodes HOME_POST= | no header | no uasc")
    assert "392b" in rules_found("episodes PL_POST= | no header | no uasc")
    assert "392b" in rules_found("episodes HOME_POST=")


@pytest.mark.parametrize(("year", "told"), [(2017, False), (2022, False), (2023, True)])
def test_an_old_return_has_no_urn(year: int, told: bool) -> None:
    """A004: of the years before the rules at hand, it is not known that the column was asked for."""
    assert ("A004" in rules_found(f"year {year} | no episodes.URN")) is told


def test_no_file_is_left_behind(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The peer drops a log into the working folder."""
    monkeypatch.chdir(tmp_path)
    rules_found("episodes LS=C9")
    assert list(tmp_path.iterdir()) == []
