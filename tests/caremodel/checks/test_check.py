"""What `check` does with whole returns: which years, which rules, what a finding says, what never stops it."""

import dataclasses
import datetime as dt
import random
import subprocess
import sys
from collections.abc import Iterator

import pytest

from caremodel import checks
from caremodel.checks import RULES, Finding, Rule, asking, check
from caremodel.checks.record import Record
from caremodel.checks.rows import ROWS, Episode, Row
from caremodel.returns import Fault, Place, Return
from caremodel.tables import TABLES

from .a_return import a_return


def findings(said: str, *numbers: str) -> list[Finding]:
    returns, _ = a_return(said)
    return [one for one in check(returns) if not numbers or one.rule in numbers]


def test_a_finding_says_where_and_what_stands_there() -> None:
    (found,) = findings(
        "header | header CHILD=B | episodes | episodes CHILD=B DEC=1/5/2020 REC=E8", "355"
    )
    assert found == Finding(
        rule="355",
        message="The episode ceased on the day it began. An episode lasts over a night: mend a day, or take it "
        "out.",
        table="episodes",
        row=1,
        child="B",
        field="DEC",
        value="01/05/2020",
        year=2024,
        place=Place("episodes.csv", 3),
    )


def test_what_was_not_understood_is_told_as_it_stood_in_the_file() -> None:
    for said, rule, value in (
        ("episodes DECOM=!31/6/2020", "141", "31/6/2020"),
        ("episodes DEC=!soon", "147", "soon"),
        ("oc2 SDQ_SCORE=!high", "180", "high"),
        ("header SEX=2 MOTHER=!no", "165", "no"),
    ):
        (found,) = findings(said, rule)
        assert found.value == value


def test_a_date_that_was_not_understood_is_not_also_said_to_be_blank() -> None:
    said = "episodes DEC=!31/6/2023 REC=X1 | episodes DECOM=1/9/2023 RNE=L LS=C1"
    assert [one.rule for one in findings(said)] == ["147"]


def test_rows_and_files_set_aside_in_reading_are_findings_with_their_own_sentence() -> None:
    (given,), _ = a_return("header")
    row = Fault("row", "The row has two cells too many.", Place("e.csv", 9), "episodes", text="A,1")
    file = Fault("file", "None of its columns is known.", Place("notes.csv", 1))
    mended = Fault("mended", "Read as 3 April.", Place("e.csv", 4), "episodes", 0, "DECOM", "4/3")
    found = check([dataclasses.replace(given, faults=(row, file, mended))])
    assert [(one.rule, one.message, one.row, one.place) for one in found] == [
        ("A002", "The row has two cells too many.", None, Place("e.csv", 9)),
        ("A003", "None of its columns is known.", None, Place("notes.csv", 1)),
    ]


def test_a_missing_column_is_one_finding_and_the_rules_that_need_it_are_not_asked() -> None:
    (found,) = findings("no episodes.URN | episodes URN=")
    assert (found.rule, found.table, found.field) == ("A004", "episodes", "URN")


def test_rules_on_a_table_that_was_not_given_are_not_asked() -> None:
    assert findings("no oc2") == []
    assert [one.rule for one in findings("oc2 -")] == ["191"]


@pytest.mark.parametrize("table", list(TABLES))
def test_a_return_of_one_table_alone_can_be_checked(table: str) -> None:
    given, _ = a_return(" | ".join(f"{name}" for name in TABLES if name != "header"))
    alone = dataclasses.replace(given[0], tables={table: given[0].tables[table]})
    assert all(one.rule != "A999" for one in check([alone]))


def test_nothing_given_is_nothing_found() -> None:
    assert check([]) == []
    assert check([Return(2024, None)]) == []


# Years and authorities


def test_the_latest_year_is_checked_or_the_one_asked_for() -> None:
    returns, _ = a_return("episodes LS=C9 | before.episodes LS=C8")
    assert {(one.year, one.value) for one in check(returns) if one.rule == "144"} == {(2024, "C9")}
    earlier = check(returns, year=2023)
    assert {(one.year, one.value) for one in earlier if one.rule == "144"} == {(2023, "C8")}
    assert check(returns, year=2019) == []


def test_the_year_before_is_the_same_authoritys_and_the_very_year_before() -> None:
    (before, now), _ = a_return("header | before.header ETHNIC=WIRI")
    assert "204" in {one.rule for one in check([before, now])}
    elsewhere = dataclasses.replace(before, authority="846")
    assert "204" not in {one.rule for one in check([elsewhere, now])}
    long_ago = dataclasses.replace(before, year=2022)
    assert "204" not in {one.rule for one in check([long_ago, now])}


def test_every_authority_is_checked() -> None:
    (one,), _ = a_return("episodes LS=C9")
    found = check([one, dataclasses.replace(one, authority="846")])
    assert [each.rule for each in found].count("144") == 2


def test_the_order_of_returns_does_not_matter() -> None:
    returns, _ = a_return("header SEX=2 | episodes DEC=1/5/2020 REC=X1 | before.header SEX=1")
    assert check(returns) == check(returns[::-1]) != []


def test_findings_come_by_rule_table_and_row() -> None:
    said = "header ETHNIC= SEX=3 | header CHILD=B SEX=4 | episodes LS= CIN= | reviews REVIEW="
    found = findings(said)
    keys = [(one.rule, one.table, one.row) for one in found]
    assert keys[:3] == [("101", "header", 0), ("101", "header", 1), ("103", "header", 0)]
    order = [rule.number for rule in RULES]
    assert keys == sorted(keys, key=lambda key: (order.index(key[0]), key[1:]))


# Rules


def test_the_dfe_s_numbers_are_many() -> None:
    ours = [rule for rule in RULES if rule.number.startswith("A")]
    assert len(RULES) - len(ours) >= 150


def test_every_rule_says_what_is_wrong_and_how_to_mend_it() -> None:
    for rule in RULES:
        wrong, _, mend = rule.message.partition(". ")
        assert rule.title == wrong
        assert len(wrong) > 10
        assert mend.endswith(".")
        assert "  " not in rule.message


def test_a_rule_holds_from_its_first_to_its_last_year() -> None:
    p2 = next(rule for rule in RULES if rule.number == "217t")
    assert [year for year in range(2020, 2028) if p2.holds_in(year)] == [2024]
    sex = next(rule for rule in RULES if rule.number == "101")
    assert all(sex.holds_in(year) for year in range(2018, 2028))


def test_a_rule_that_fails_is_a_finding_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Record) -> Iterator[Row]:
        raise ZeroDivisionError

    rule = Rule("998", ("episodes.LS",), "Wrong. Mend.", finds=broken)
    monkeypatch.setattr(asking, "registered", lambda: (rule, *RULES))
    found = findings("episodes LS=C9")
    assert [(one.rule, one.value) for one in found] == [("A999", "998"), ("144", "C9")]
    assert "998" in found[0].message
    assert "ZeroDivisionError" in found[0].message


def test_two_rules_cannot_have_one_number() -> None:
    with pytest.raises(ValueError, match="355"):
        checks.rules.rule("355", "episodes.DEC", "Wrong. Mend.")(lambda _: [])
    with pytest.raises(ValueError, match="episodes.DECK"):
        checks.rules.rule("997", "episodes.DECK", "Wrong. Mend.")(lambda _: [])


def test_rows_have_the_columns_of_their_table() -> None:
    for name, layout in TABLES.items():
        fields = ("row", *(column.name.lower() for column in layout.columns))
        assert ROWS[name]._fields == fields


def test_nothing_but_python_is_imported() -> None:
    """The same code checks in a browser tab, where no wheel is."""
    code = (
        "import sys, caremodel.checks; "
        "print([m for m in ('numpy', 'pandas', 'polars', 'openpyxl') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


# Whatever comes


def test_rows_of_any_cells_break_no_rule() -> None:
    """Ten thousand cells at random, of the right kind each: rules may find much, but none may fail."""
    dice = random.Random(9)
    days = [dt.date(1991, 10, 14) + dt.timedelta(days=dice.randrange(13_000)) for _ in range(60)]
    texts = [
        "S",
        "X1",
        "V3",
        "A5",
        "T1",
        "P1",
        "E11",
        "E2",
        "C9",
        "UN1",
        "zz/zz/2020",
        "",
        "0",
        "YES",
    ]

    def cell(kind: str) -> object:
        if dice.random() < 0.2:
            return None
        if kind == "date":
            return dice.choice(days)
        return dice.randrange(-1, 45) if kind == "number" else dice.choice(texts)

    for year in range(2018, 2029):
        returns, _ = a_return(f"year {year} | before | " + " | ".join(TABLES))
        wild = []
        for given in returns:
            tables = {}
            for name, table in given.tables.items():
                columns = {
                    column.name: [
                        dice.choice("ABCDE") if column.name == "CHILD" else cell(column.kind)
                        for _ in range(40)
                    ]
                    for column in TABLES[name].columns
                }
                places = [Place(name, line) for line in range(40)]
                tables[name] = dataclasses.replace(table, columns=columns, places=places)
            wild.append(dataclasses.replace(given, tables=tables))
        found = check(wild)
        assert len(found) > 500
        assert [one.value for one in found if one.rule == "A999"] == []


def test_a_story_is_in_the_order_that_episodes_began() -> None:
    returns, _ = a_return(
        "episodes DECOM=1/9/2023 RNE=L | episodes DEC=1/9/2023 REC=X1 | episodes DECOM="
    )
    record = Record(returns[0])
    assert [one.row for one in record.stories["A"]] == [1, 0]
    assert [[one.row for one in period] for period in record.periods] == [[1, 0]]
    assert isinstance(record.episodes[2], Episode)
