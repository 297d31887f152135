"""Addresses in text: which are asked for, and exchanging one."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.library.link_check.addresses import (
    addresses_in,
    asked_for,
    exchanged,
    host_of,
    with_fragment_of,
)

TEXT = (
    '<p>One <a href="https://a.example/?x=1&amp;y=2">a</a> and '
    "<a class='b' HREF='/publications/'>b</a>, <a id='x'>no link</a>, "
    '<a href="mailto:sam@example.org">Sam</a></p>'
)


def test_addresses_are_found_as_a_browser_reads_them() -> None:
    assert list(addresses_in(TEXT)) == [
        "https://a.example/?x=1&y=2",
        "/publications/",
        "mailto:sam@example.org",
    ]


def test_one_address_is_exchanged_and_nothing_else() -> None:
    new = 'https://b.example/"?&q'
    changed = exchanged(TEXT, "https://a.example/?x=1&y=2", new)
    assert changed == TEXT.replace(
        '"https://a.example/?x=1&amp;y=2"', '"https://b.example/&quot;?&amp;q"'
    )
    assert exchanged(TEXT, "https://a.example/", new) == TEXT


@given(st.lists(st.text(min_size=1).map(str.strip)), st.text().map(str.strip), st.data())
def test_what_was_exchanged_is_read_back(
    addresses: list[str], new: str, data: st.DataObject
) -> None:
    html = "".join(f'<a href="{escape(one)}">here</a>' for one in addresses)
    assert list(addresses_in(html)) == addresses
    if addresses:
        old = data.draw(st.sampled_from(addresses))
        assert list(addresses_in(exchanged(html, old, new))) == [
            new if one == old else one for one in addresses
        ]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://A.example/x#part", "https://A.example/x"),
        (" http://a.example ", "http://a.example"),
        ("/publications/", None),
        ("mailto:sam@example.org", None),
        ("javascript:alert(1)", None),
        ("//a.example/x", None),
        ("https://", None),
        ("https://a.example:port/", None),
        ("https://[::1", None),
        ("https://a.example/\n", "https://a.example/"),
        ("https://a.example/\x00", None),
        ("https://a.example/" + "x" * 2000, None),
    ],
)
def test_other_machines_are_asked_only_for_web_addresses(written: str, asked: str | None) -> None:
    assert asked_for(written) == asked


@given(st.text())
def test_any_text_is_asked_for_or_not(written: str) -> None:
    address = asked_for(written)
    assert address is None or (host_of(address) and "#" not in address)


def test_the_part_of_a_page_is_kept() -> None:
    assert with_fragment_of("https://b.example/", "https://a.example/#x") == "https://b.example/#x"
    assert (
        with_fragment_of("https://b.example/#y", "https://a.example/#x") == "https://b.example/#y"
    )
    assert with_fragment_of("https://b.example/", "https://a.example/") == "https://b.example/"
