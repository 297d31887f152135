"""Links between pages of the old site: they lead to the new ones, or are named as leading nowhere."""

from __future__ import annotations

import csv
import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alliance.pages import import_command, report_command
from alliance.pages.models import OldAddress, OldThing, SectionPage
from tests.bulletins.invented import bulletin
from tests.pages.invented import section

pytestmark = pytest.mark.django_db
Out = pytest.CaptureFixture[str]
SPELLINGS = (
    "https://www.old.example/about/second/",
    "http://old.example/about/second",
    "//www.old.example/About//Second/",
    "/about/second/?utm_source=mail",
    "/about/%73econd/#members",
    "https://www.old.example/?p=12",
    "/?page_id=12",
)


def written(folder: Path, *pages: tuple[int, str, str], **protected: str) -> Path:
    """An export of pages: number, address, text."""
    items = "".join(
        f"<item><title>{Path(address).name.title()}</title>"
        f"<link>https://www.old.example/{address}/</link>"
        f"<content:encoded>{escape(html)}</content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_name>{Path(address).name}</wp:post_name>"
        f"<wp:status>{protected.get(Path(address).name, 'publish')}</wp:status>"
        "<wp:post_type>page</wp:post_type></item>"
        for number, address, html in pages
    )
    path = folder / "site.xml"
    path.write_text(
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<wp:base_blog_url>https://www.old.example</wp:base_blog_url>{items}</channel></rss>"
    )
    return path


def linking(*addresses: str) -> str:
    links = "".join(f'<li><a href="{address}">to {address}</a></li>' for address in addresses)
    return f"<p>See:</p><ul>{links}</ul>"


def bring_in(path: Path) -> int:
    return import_command.run(path, yes=True)


def led_to(client: Client, address: str) -> list[str]:
    main = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r'<a href="([^"]*)"', main.partition('id="idea-heading"')[0])


# To the new addresses --------------------------------------------------------------------------


def test_pages_that_link_to_each_other_lead_to_each_other_here(
    tmp_path: Path, client: Client
) -> None:
    first, second = linking(*SPELLINGS), linking("https://www.old.example/about/first/")
    bring_in(written(tmp_path, (11, "about/first", first), (12, "about/second", second)))
    assert led_to(client, "/sections/first/") == ["/sections/second/"] * len(SPELLINGS)
    assert led_to(client, "/sections/second/") == ["/sections/first/"]


def test_a_link_follows_the_page_when_an_editor_gives_it_another_address(
    tmp_path: Path, client: Client
) -> None:
    bring_in(written(tmp_path, (11, "first", linking("/second/")), (12, "second", "<p>x</p>")))
    there = SectionPage.objects.get(slug="second")
    there.slug = "renamed"
    there.save_revision().publish()
    assert led_to(client, "/sections/first/") == ["/sections/renamed/"]


def test_links_in_tables_tools_and_governance_are_no_others(tmp_path: Path, client: Client) -> None:
    link = '<a href="/second/">second</a>'
    html = (
        f"<p>A.</p><table><tr><th>Who</th></tr><tr><td>{link}</td></tr></table>"
        f"<h2>Governance</h2><p>{link}</p><h2>Tools</h2><p>{link}</p>"
    )
    bring_in(written(tmp_path, (11, "first", html), (12, "second", "<p>x</p>")))
    assert led_to(client, "/sections/first/") == ["/sections/second/"] * 3


def test_bulletins_and_lists_are_linked_where_they_are_now(tmp_path: Path, client: Client) -> None:
    bulletin(426)
    html = linking("/newsletters/update-no-426-23-october-2020/", "/live-projects", "/projects/")
    path = written(tmp_path, (11, "first", html), (12, "live-projects", "<p>A list.</p>"))
    bring_in(path)
    assert led_to(client, "/sections/first/") == ["/bulletins/426/", "/projects/", "/projects/"]


def test_a_run_that_stopped_half_way_is_finished_by_the_next(
    tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, (11, "first", linking("/second/")), (12, "second", linking("/first/")))

    def pulled(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("alliance.pages.oldsite.save.save_page", pulled)
        with pytest.raises(KeyboardInterrupt):
            bring_in(path)
    assert client.get("/sections/first/").status_code == 404, "nothing half-made is shown"
    assert bring_in(path) == 0
    assert led_to(client, "/sections/first/") == ["/sections/second/"]
    assert SectionPage.objects.count() == 2


# To nowhere ------------------------------------------------------------------------------------


def rows(path: Path, out: Out) -> dict[str, str]:
    out.readouterr()
    report_command.run(path, as_json=True)
    found = json.loads(out.readouterr().out)
    return {row["address"]: row["reason"] for row in found if row["state"] == "nowhere"}


DEAD = (
    "/never-was/",
    "/?p=999",
    "/newsletters/update-no-999-1-may-2033/",
    "/private-page/",
    "/gone/",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A page with a link to each kind of nowhere, and some that lead somewhere."""
    html = linking(
        *DEAD, "/second/", "https://elsewhere.example/x/", "#top", "mailto:a@example.org"
    )
    return written(
        tmp_path,
        (11, "first", html),
        (12, "second", "<p>x</p>"),
        (13, "private-page", "<p>y</p>"),
        (14, "gone", "<p>z</p>"),
        **{"private-page": "private"},
    )


def test_the_import_says_which_links_lead_nowhere(site: Path, capsys: Out) -> None:
    bring_in(site)
    said = capsys.readouterr().out
    for address in DEAD[:3]:
        assert f"A link leads nowhere: {address}. Nobody knows what was there." in said
    assert "elsewhere.example" not in said


def test_the_report_names_each_link_that_leads_nowhere_the_page_it_is_on_and_why(
    site: Path, capsys: Out
) -> None:
    bring_in(site)
    SectionPage.objects.get(slug="gone").delete()
    hidden = SectionPage.objects.get(slug="private-page")
    gone = OldThing.objects.get(old_id=14)
    assert gone.page_id is None
    where = "The link “to {}” on /sections/first/ leads nowhere: "
    found = rows(site, capsys)
    assert {address: found[address] for address in DEAD[:3]} == {
        address: f"{where.format(address)}Nobody knows what was there." for address in DEAD[:3]
    }
    assert found[f"(page {hidden.pk})"].startswith(f"{where.format('/private-page/')}It is a draft")
    assert [why for why in found.values() if "/gone/" in why] == [
        f"{where.format('/gone/')}It was brought in, and has been removed since."
    ]
    assert len(found) == len(DEAD)


def test_what_an_editor_does_about_it_is_seen_in_the_next_report(site: Path, capsys: Out) -> None:
    bring_in(site)
    thing = OldThing.objects.create(title="Was", state="redirected", target="/projects/")
    OldAddress.objects.create(thing=thing, key="/never-was/")
    hidden = SectionPage.objects.get(slug="private-page")
    hidden.get_latest_revision_as_object().save_revision().publish()
    assert set(rows(site, capsys)) == {"/?p=999", "/newsletters/update-no-999-1-may-2033/"}

    page = SectionPage.objects.get(slug="first")
    page.text = [("words", "<p>No links any more.</p>")]
    page.save_revision().publish()
    assert rows(site, capsys) == {}
    assert report_command.run(site) == 0


def test_links_are_counted_beside_the_addresses_and_are_findings(site: Path, capsys: Out) -> None:
    bring_in(site)
    capsys.readouterr()
    assert report_command.run(site, as_csv=True) == 1
    out, err = capsys.readouterr()
    assert "8 addresses: " in err
    assert "4 links on pages that came in lead nowhere." in err
    states = [row["state"] for row in csv.DictReader(out.splitlines())]
    assert states.count("nowhere") == 4


def test_pages_that_editors_wrote_themselves_are_not_looked_at(site: Path, capsys: Out) -> None:
    section("Our own", governance='<p><a href="/never-was-here/">x</a></p>')
    bring_in(site)
    assert "/never-was-here/" not in rows(site, capsys)
