"""Light marks: what they say in HTML, and that what is stored comes back through the text box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.bulletins.writing.light import to_html, to_light
from alliance.text.sanitise import clean, plain


@pytest.mark.parametrize(
    ("light", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\ntwo", "<p>One<br>two</p>"),
        ("- a\n- b\n\nEnd", "<ul><li>a</li><li>b</li></ul><p>End</p>"),
        ("Lead:\n- a", "<p>Lead:</p><ul><li>a</li></ul>"),
        ("• a", "<ul><li>a</li></ul>"),
        ("- a\n  goes on", "<ul><li>a goes on</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("### Why\nWords", "<h3>Why</h3><p>Words</p>"),
        ("> Said\n> so", "<blockquote><p>Said<br>so</p></blockquote>"),
        ("a **b** *c*", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("£5* and £6*", "<p>£5* and £6*</p>"),
        (
            "[the form](https://x.org/a?b=1&c)",
            '<p><a href="https://x.org/a?b=1&amp;c">the form</a></p>',
        ),
        ("[no](javascript:alert)", "<p>[no](javascript:alert)</p>"),
        ("See www.x.org.", '<p>See <a href="https://www.x.org">www.x.org</a>.</p>'),
        ("a.b@x.org", '<p><a href="mailto:a.b@x.org">a.b@x.org</a></p>'),
        (r"\- no list \*no\*", "<p>- no list *no*</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("", ""),
    ],
)
def test_marks_become_html(light: str, html: str) -> None:
    assert to_html(light) == html


words = st.text(alphabet="ab Z9£*[]()\\#>-•.1&<'’é", min_size=1, max_size=12).filter(str.strip)
inline = st.one_of(
    words,
    words.map(lambda w: f"<strong>{_safe(w)}</strong>"),
    words.map(lambda w: f'<a href="https://x.org/a">{_safe(w)}</a>'),
)


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


line = st.lists(
    st.one_of(words.map(_safe), inline.filter(lambda p: p.startswith("<"))), min_size=1, max_size=3
).map(" ".join)
block = st.one_of(
    line.map(lambda text: f"<p>{text}</p>"),
    st.lists(line, min_size=2, max_size=3).map(lambda lines: f"<p>{'<br>'.join(lines)}</p>"),
    st.lists(line, min_size=1, max_size=3).map(
        lambda lines: f"<ul>{''.join(f'<li>{each}</li>' for each in lines)}</ul>"
    ),
    st.lists(line, min_size=1, max_size=3).map(
        lambda lines: f"<ol>{''.join(f'<li>{each}</li>' for each in lines)}</ol>"
    ),
    line.map(lambda text: f"<h3>{text}</h3>"),
)


@given(st.lists(block, min_size=1, max_size=4).map("".join))
def test_what_is_stored_keeps_its_words_through_the_text_box(html: str) -> None:
    html = clean(html)

    again = clean(to_html(to_light(html)))

    assert plain(again).split() == plain(html).split()
    assert again.count("<a ") == html.count("<a ")
    assert again.count("<li>") == html.count("<li>")
    assert clean(to_html(to_light(again))) == again


@given(st.text(max_size=200))
def test_no_text_raises_or_escapes(light: str) -> None:
    html = to_html(light)

    assert "<script" not in clean(html)
    to_light(clean(html))
