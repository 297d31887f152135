"""One return more than once in the files: the last version is read, and it is said."""

from __future__ import annotations

from caremodel.reading import Reading, read_files
from tests.caremodel.reading.returns import EPISODES, faults, said

HEAD = EPISODES.splitlines()[0]


def episodes(place: str, *, first: int = 0, number: int = 20) -> bytes:
    rows = (
        f"C{child},03/04/2023,S,C2,N1,{place},PR1,,,,RH12 4FF,BN8 5FJ,SC900095"
        for child in range(first, first + number)
    )
    return "\n".join([HEAD, *rows]).encode()


def places_read(reading: Reading) -> set[object]:
    (one,) = reading.returns
    return set(one.tables["episodes"].columns["PLACE"])


def test_of_draft_and_final_the_final_is_read() -> None:
    for final, draft in (
        ("final", "draft"),
        ("2. Final", "10. first"),
        ("v10", "v9"),
        ("2", "1"),
        ("resubmission", "original"),
    ):
        reading = read_files(
            [
                (f"2024/{final}/episodes.csv", episodes("U4", number=18)),
                (f"2024/{draft}/episodes.csv", episodes("U6")),
            ]
        )
        assert places_read(reading) == {"U4"}
        assert len(reading.returns[0].tables["episodes"]) == 18
        (fault,) = faults(reading)
        assert fault.kind == "mended"
        assert f"{draft}/episodes.csv: the same return is in 2024/{final}/episodes.csv" in said(
            reading
        )


def test_a_table_that_the_last_version_lacks_is_read_from_the_one_before() -> None:
    reading = read_files(
        [
            ("2024/draft/episodes.csv", episodes("U4")),
            (
                "2024/draft/reviews.csv",
                b"CHILD,DOB,REVIEW,REVIEW_CODE\nC1,05/03/2010,05/08/2023,PN1\n",
            ),
            ("2024/final/episodes.csv", episodes("U6")),
        ]
    )
    assert places_read(reading) == {"U6"}
    assert list(reading.returns[0].tables) == ["episodes", "reviews"]


def test_parts_of_one_table_are_put_together() -> None:
    reading = read_files(
        [
            ("2024/files 1/episodes.csv", episodes("U4")),
            ("2024/files 2/episodes.csv", episodes("U6", first=8)),
        ]
    )
    assert places_read(reading) == {"U4", "U6"}
    assert len(reading.returns[0].tables["episodes"]) == 40


def test_a_few_rows_alike_make_no_version() -> None:
    reading = read_files(
        [
            ("2024/data 1/episodes.csv", episodes("U4", number=5)),
            ("2024/data 2/episodes.csv", episodes("U6", number=5)),
        ]
    )
    assert places_read(reading) == {"U4", "U6"}
