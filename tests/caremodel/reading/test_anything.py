"""Nothing raises, whatever the bytes and whatever the name; and what is read keeps to its contract."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from caremodel.reading import Reading, read_files
from caremodel.tables import TABLES
from tests.caremodel.reading.returns import EPISODES, HEADER, REVIEWS
from tests.caremodel.reading.test_workbooks import rows_of, workbook
from tests.caremodel.reading.test_xml_returns import CHILD

WORKBOOK = workbook(e=rows_of(EPISODES))
GOOD = [
    EPISODES.encode(),
    EPISODES.encode("utf-16"),
    HEADER.encode(),
    REVIEWS.replace(",", ";").encode(),
    f"<R>{CHILD}</R>".encode(),
    WORKBOOK,
]
NAMES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "2024/episodes.csv",
            "e.xlsx",
            "../../x.zip",
            "/",
            "",
            "351_2017_header.xml",
            "2023-24",
            "C:\\x\\2024\\e.csv",
        ]
    ),
)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TYPES = {"date": dt.date, "number": int}


def keeps_to_its_contract(reading: Reading) -> None:
    for one in reading.returns:
        for name, table in one.tables.items():
            layout = TABLES[name].columns
            assert list(table.columns) == [column.name for column in layout]
            for column in layout:
                cells = table.columns[column.name]
                assert len(cells) == len(table) == len(table.places)
                kind = TYPES.get(column.kind, str)
                assert all(cell is None or type(cell) is kind for cell in cells)
            assert None not in table.columns["CHILD"]
            assert all(place.file in one.files for place in table.places)
        for fault in one.faults:
            assert fault.message.endswith((".", "?"))
            if fault.row is not None:
                table = one.tables[fault.table]
                assert table.places[fault.row] == fault.place
                assert fault.kind == "mended" or table.columns[fault.column][fault.row] is None


@SLOW
@given(NAMES, st.binary(max_size=2000))
@example("x.csv", b'CHILD,DECOM\n"')
@example("x.csv", b"CHILD,DECOM\n" + b"a" * 200_000)
def test_any_bytes_under_any_name(name: str, content: bytes) -> None:
    keeps_to_its_contract(read_files([(name, content)]))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A good file with some bytes changed, cut out or put in."""
    content = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 12))
        content[at : at + length] = draw(
            st.binary(max_size=12) | st.sampled_from([b'"', b",", b"\n", b"\0", b"<", b"&"])
        )
    return bytes(content)


@SLOW
@given(st.lists(st.tuples(NAMES, mutated()), min_size=1, max_size=3))
def test_good_files_that_were_damaged(files: list[tuple[str, bytes]]) -> None:
    keeps_to_its_contract(read_files(files))


@SLOW
@given(
    st.lists(
        st.lists(
            st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"'), max_size=12)
            | st.sampled_from(["03/25/2023", "25/03/2023", "03/04/23", "1.0", "4E+10", "0012", "12", "NULL", "k3", ""]),
            min_size=11, max_size=15,
        ),
        max_size=8,
    )
)  # fmt: skip
def test_good_heads_over_any_cells(rows: list[list[str]]) -> None:
    text = EPISODES + "\n".join(",".join(row) for row in rows)
    keeps_to_its_contract(read_files([("2024/episodes.csv", text.encode("utf-8", "replace"))]))


@SLOW
@given(
    st.lists(st.tuples(st.text(max_size=20), st.sampled_from(GOOD)), max_size=3),
    st.binary(max_size=40),
)
def test_zips_with_files_of_any_name(inside: list[tuple[str, bytes]], tail: bytes) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for number, (name, content) in enumerate(inside):
            archive.writestr(f"{number}{name.encode('utf-8', 'replace').decode()}", content)
    keeps_to_its_contract(read_files([("a.zip", whole.getvalue() + tail)]))


@given(
    st.permutations([("2023/e.csv", EPISODES), ("2024/e.csv", EPISODES), ("2024/h.csv", HEADER)])
)
def test_the_order_of_files_does_not_matter(files: list[tuple[str, str]]) -> None:
    reading = read_files([(name, text.encode()) for name, text in files])
    assert [(one.year, list(one.tables)) for one in reading.returns] == [
        (2023, ["episodes"]),
        (2024, ["header", "episodes"]),
    ]
