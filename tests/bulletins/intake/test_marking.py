"""The source on the import screen: all of it, each part marked as what it was taken for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.intake.marking import anchor_of, segments
from alliance.bulletins.parsing.reading import Doubt, Reading, Span

TEXT = "Homes for all\n\nReply by 3 May to Ada Quill.\n"


def of(text: str, path: str) -> Span:
    start = TEXT.index(text)
    return Span(path, start, start + len(text))


def reading(*spans: Span, doubts: tuple[Doubt, ...] = ()) -> Reading:
    return Reading(TEXT, spans=spans, doubts=doubts)


def test_a_fact_shows_on_top_of_the_text_it_stands_in() -> None:
    found = segments(
        reading(
            of("Reply by 3 May to Ada Quill.", "items.0.body"), of("3 May", "items.0.deadlines.0")
        )
    )
    assert [(segment.text, segment.kind) for segment in found] == [
        ("Homes for all\n\n", ""),
        ("Reply by ", "body"),
        ("3 May", "deadlines"),
        (" to Ada Quill.", "body"),
        ("\n", ""),
    ]


def test_a_value_has_one_place_to_jump_to() -> None:
    found = segments(
        reading(
            of("Reply by 3 May to Ada Quill.", "items.0.body"), of("3 May", "items.0.deadlines.0")
        )
    )
    anchors = [segment.anchor for segment in found if segment.anchor]
    assert anchors == ["source-items-0-body", "source-items-0-deadlines-0"]
    assert anchor_of("items.0.body") == anchors[0]


def test_a_doubt_is_said_where_it_stands() -> None:
    span = of("3 May", "items.0.deadlines.0")
    doubt = Doubt(span.path, "No year is given.", span.start, span.end)
    marked = [segment for segment in segments(reading(span, doubts=(doubt,))) if segment.doubt]
    assert [(segment.text, segment.doubt) for segment in marked] == [("3 May", "No year is given.")]


def test_a_span_outside_the_source_is_passed_over() -> None:
    assert "".join(s.text for s in segments(reading(Span("items.0.title", 40, 4000)))) == TEXT


@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 3)),
        max_size=8,
    )
)
def test_the_whole_source_is_shown_once(places: list[tuple[int, int, int]]) -> None:
    spans = [Span(f"items.{item}.body", min(a, b), max(a, b)) for a, b, item in places]
    assert "".join(segment.text for segment in segments(reading(*spans))) == TEXT
