"""Reading an export: what it holds, and everything that is wrong with it at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from alliance.pages.oldsite.addresses import host_of, key_of, key_of_path
from alliance.pages.oldsite.plan import Attachments, Fate, bulletin_number, plan
from alliance.pages.oldsite.wxr import OldItem, UnreadableExport, read, walk


def item(**fields: object) -> OldItem:
    return OldItem(**{"id": 1, "kind": "page", "title": "T", "address": "t", **fields})  # type: ignore[arg-type]


def test_what_was_published_is_read_with_its_days_and_addresses(export: Path) -> None:
    site = read(export)

    assert site.host == "old.example"
    assert (len(site.items), site.unseen, site.faults) == (14, 2, [])
    network = next(one for one in site.items if one.id == 8816)
    assert network.addresses == ["about-networks/commissioners-network", "?p=8816"]
    assert network.published == dt.datetime(2018, 7, 26, 9, tzinfo=dt.UTC)
    above = next(one for one in site.items if one.id == 10)
    assert above.published is not None
    assert above.published.isoformat() == "2015-01-05T09:00:00+00:00", (
        "British time, where no other"
    )
    terms = next(one for one in site.items if one.id == 8820)
    assert terms.file == "2020/10/Terms-of-Reference.pdf"
    assert "wp-content/uploads/2020/10/terms-of-reference.pdf" in terms.addresses


def test_pages_come_after_those_they_hang_under(export: Path) -> None:
    order = [one.id for one in walk(read(export), "page")]
    assert order.index(10) < order.index(8816)
    assert order.index(30) < order.index(31)


def test_pages_that_hang_under_each_other_are_not_lost(export: Path) -> None:
    site = read(export)
    site.items = [item(id=1, parent=2), item(id=2, parent=1)]
    assert {one.id for one in walk(site, "page")} == {1, 2}


@pytest.mark.parametrize(
    "address",
    [
        "https://www.old.example/About-Networks/x/",
        "http://old.example/about-networks//x",
        "/about-networks/x",
        "about-networks/%78/?utm=1",
    ],
)
def test_an_address_has_one_spelling(address: str) -> None:
    assert key_of(address) == "about-networks/x"


@pytest.mark.parametrize("address", ["https://[old.example/x/", "http://[::1", "//]/"])
def test_an_address_that_is_none_stops_nothing(tmp_path: Path, address: str) -> None:
    assert isinstance(key_of(address), str)
    assert host_of(address) == ""
    path = tmp_path / "site.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<wp:base_blog_url>https://old.example</wp:base_blog_url>"
        f"<item><title>A</title><link>{address}</link><wp:post_id>1</wp:post_id>"
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>"
        f'<content:encoded>&lt;a href="{address}"&gt;x&lt;/a&gt;</content:encoded></item>'
        "</channel></rss>"
    )
    [one] = plan(read(path), Attachments(None))
    assert one.fate is Fate.SECTION, "not the front page"


def test_titles_come_without_marks_and_what_wordpress_keeps_for_itself_not_at_all(
    tmp_path: Path,
) -> None:
    path = tmp_path / "site.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        "<wp:base_blog_url>https://old.example</wp:base_blog_url>"
        "<item><title><![CDATA[Health &amp; Care &#8211; <em>SEND</em>]]></title>"
        "<link>https://old.example/a/</link><wp:post_id>1</wp:post_id>"
        "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>"
        "<item><title>Styles</title><link>https://old.example/?p=2</link><wp:post_id>2</wp:post_id>"
        "<wp:status>publish</wp:status><wp:post_type>wp_global_styles</wp:post_type></item>"
        "</channel></rss>"
    )
    site = read(path)
    assert [one.title for one in site.items] == ["Health & Care – SEND"]
    assert site.unseen == 1


def test_a_page_below_a_protected_one_is_protected_with_its_files(export: Path) -> None:
    site = read(export)
    below = item(id=51, parent=50, address="dcs-area/letters", html='<a href="/a.pdf">a</a>')
    file = item(id=52, kind="attachment", address="a", parent=51, file="a.pdf")
    site.items += [below, file]
    planned = {one.item.id: one for one in plan(site, Attachments(None))}
    assert [planned[pk].is_public for pk in (50, 51, 52)] == [False] * 3


def test_a_page_asked_for_by_number_is_known_by_it() -> None:
    assert key_of("https://old.example/?p=8816") == key_of("/?page_id=8816") == "?p=8816"
    assert key_of_path("/", {"p": "8816"}) == "?p=8816"
    assert key_of("/?p=all") == key_of("/?p=²") == ""


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"name": "update-no-426-23-october-2020"}, 426),
        ({"address": "newsletters/update-no-426"}, 426),
        ({"title": "Update No. 426 – 23 October 2020"}, 426),
        ({"kind": "post", "name": "update-427"}, 427),
        ({"name": "update-2020-plan"}, 0),
        ({"title": "An update on 5 things"}, 0),
    ],
)
def test_bulletins_are_known_among_pages_and_posts(fields: dict[str, str], number: int) -> None:
    assert bulletin_number(item(**fields)) == number


def test_each_thing_has_its_fate(export: Path, uploads: Path) -> None:
    planned = {one.item.id: one for one in plan(read(export), Attachments(uploads))}

    assert {pk: one.fate for pk, one in planned.items() if not one.reason} == {
        2: Fate.LIST,
        10: Fate.SECTION,
        8816: Fate.SECTION,
        30: Fate.LIST,
        31: Fate.COMPLETED_PROJECT,
        41: Fate.LIVE_PROJECT,
        50: Fate.SECTION,
        9001: Fate.BULLETIN,
        9002: Fate.BULLETIN,
        8820: Fate.DOCUMENT,
        8821: Fate.PICTURE,
        8822: Fate.DOCUMENT,
    }
    assert planned[8816].under == 10
    assert {pk for pk, one in planned.items() if not one.is_public} == {50, 8822}
    assert "lost.pdf is not in" in planned[8823].reason
    assert "A post that is no bulletin" in planned[9003].reason


def test_files_are_found_by_their_place_or_by_a_name_that_only_one_has(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.pdf").write_bytes(b"x")
    (tmp_path / "a" / "One.pdf").write_bytes(b"x")
    found = Attachments(tmp_path)
    assert found.find("2020/one.pdf")[0] == tmp_path / "a" / "One.pdf"
    assert found.find("b/same.pdf")[0] == tmp_path / "b" / "same.pdf"
    assert "several files" in found.find("2020/same.pdf")[1]
    assert "--attachments" in Attachments(None).find("a.pdf")[1]


def test_a_file_that_leads_out_of_the_folder_is_not_taken(tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"x")
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "link.pdf").symlink_to(outside)
    assert Attachments(folder).find("link.pdf")[0] is None


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss><channel>&a;</channel></rss>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        ("", "not whole XML"),
        ("<rss><channel>", "not whole XML"),
        ("<html/>", "no WordPress export"),
        ("<rss><channel><title>News</title></channel></rss>", "no WordPress export"),
        (BOMB, "parts that no WordPress export has"),
        ('<?xml version="1.0" encoding="klingon"?><rss/>', "export"),
    ],
)
def test_what_is_no_export_is_refused_in_words(
    tmp_path: Path, text: str | None, message: str
) -> None:
    path = tmp_path / "site.xml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(UnreadableExport, match=message):
        read(path)


def test_all_that_is_wrong_inside_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.1/"><channel>'
        "<wp:base_blog_url>https://old.example</wp:base_blog_url>"
        "<item><title>No number</title><wp:status>publish</wp:status></item>"
        "<item><title>Odd day</title><link>https://old.example/odd/</link><wp:post_id>1</wp:post_id>"
        "<wp:post_date>last week</wp:post_date><wp:status>publish</wp:status></item>"
        "<item><title>Again</title><link>https://old.example/odd/</link><wp:post_id>1</wp:post_id>"
        "<wp:status>publish</wp:status></item></channel></rss>"
    )
    site = read(path)
    assert [fault.where for fault in site.faults] == [
        "item 1 (“No number”)",
        "item 2 (“Odd day”)",
        "“Again” (post 1)",
    ]
    assert [one.title for one in site.items] == ["Odd day"]
