"""The pages of publications: the list narrowed, a publication whole, the rolling list, files to take."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.directory.models import Topic
from alliance.library.models import Publication, Publisher, Version
from alliance.library.publications.exchange.ris import read_ris
from alliance.library.publications.exchange.table import read_csv
from alliance.pages.models import ToolRecord
from alliance.search.query import search
from tests.bulletins.invented import bulletin, listed, said
from tests.pages.invented import section

pytestmark = pytest.mark.django_db
JUNE = dt.date(2026, 6, 1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def kinship() -> Topic:
    return Topic.objects.create(name="Kinship care", slug="kinship-care")


@pytest.fixture
def handbook(kinship: Topic) -> Publication:
    """In three versions, of which the first was withdrawn."""
    trust = Publisher.objects.create(name="Open Door Trust", slug="open-door-trust")
    one = Publication.objects.create(
        title="Handbook for kinship carers", publisher=trust, kind="guidance"
    )
    one.topics.add(kinship)
    tell = Version.objects.create
    tell(publication=one, published_on=JUNE, label="3rd edition", url="https://x.org/3",
         what_changed="A chapter on allowances.")  # fmt: skip
    tell(
        publication=one,
        published_on=dt.date(2024, 5, 2),
        label="2nd edition",
        url="https://x.org/2",
    )
    tell(publication=one, published_on=dt.date(2020, 1, 9), label="1st edition", url="https://x.org/1",
         withdrawn_on=JUNE, withdrawn_because="A figure was wrong.")  # fmt: skip
    return one


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text(html: str) -> str:
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


# The list ---------------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_all_at_once_and_counts_what_each_choice_leaves(
    client: Client, kinship: Topic, handbook: Publication
) -> None:
    Publication.objects.create(title="A report", kind="report", published_on=JUNE)
    Publication.objects.create(
        title="Another guide",
        kind="guidance",
        publisher=handbook.publisher,
        published_on="2025-01-02",
    )
    page = shown(client, "/publications/?kind=guidance&year=2026")
    assert "Handbook" in text(page)
    assert "Another guide" not in text(page)
    assert "A report" not in text(page)
    assert ">Guidance (1)</option>" in page, "of that year"
    assert ">Report (1)</option>" in page
    assert ">2025 (1)</option>" in page, "of that kind"
    assert ">Open Door Trust (1)</option>" in page
    assert 'value="guidance" selected' in page


@pytest.mark.parametrize(
    "asked", ["kind=none", "year=0", "year=99999", "year=²", "year=20x6", "topic=none", "kind=%00"]
)
def test_words_that_mean_nothing_find_nothing(
    client: Client, handbook: Publication, asked: str
) -> None:
    assert "No publication fits." in shown(client, f"/publications/?{asked}")
    assert client.get(f"/publications.csv?{asked}").status_code == 200


def test_what_was_chosen_stays_to_be_seen_where_it_leaves_nothing(
    client: Client, handbook: Publication
) -> None:
    page = shown(client, "/publications/?kind=report&publisher=open-door-trust")
    assert 'value="report" selected>Report (0)' in page
    assert 'value="open-door-trust" selected>Open Door Trust (0)' in page


def test_rows_lead_to_the_page_and_say_when_none_stands(
    client: Client, handbook: Publication
) -> None:
    page = shown(client, "/publications/")
    assert f'href="{handbook.get_absolute_url()}"' in page
    assert "Withdrawn" not in text(page)
    handbook.versions.update(withdrawn_on=JUNE, withdrawn_because="x")
    handbook.follow()
    handbook.save()
    assert "Withdrawn" in text(shown(client, "/publications/"))


# One publication --------------------------------------------------------------------------------


def test_the_latest_stands_first_and_the_earlier_ones_below_it(
    client: Client, handbook: Publication
) -> None:
    said_there = text(shown(client, handbook.get_absolute_url()))
    places = [
        said_there.index(words)
        for words in (
            "Guidance Handbook for kinship carers",
            "Published by Open Door Trust",
            "3rd edition , published or updated on 1 June 2026",
            "What changed: A chapter on allowances.",
            "Earlier versions",
            "2nd edition, 2 May 2024",
            "1st edition, 9 January 2020",
            "Withdrawn on 1 June 2026: A figure was wrong.",
        )
    ]
    assert places == sorted(places)
    page = shown(client, handbook.get_absolute_url())
    assert 'href="https://x.org/2"' in page
    assert "https://x.org/1" not in page, "what was withdrawn is not led to"


@pytest.mark.parametrize("address", ["/publications/{}/", "/publications/{}-handbook-of-old/"])
def test_other_addresses_lead_to_the_one(
    client: Client, handbook: Publication, address: str
) -> None:
    answer = client.get(address.format(handbook.pk))
    assert (answer.status_code, answer["Location"]) == (301, handbook.get_absolute_url())


def test_a_title_without_letters_has_an_address(client: Client) -> None:
    one = Publication.objects.create(title="…")
    assert one.get_absolute_url() == f"/publications/{one.pk}-publication/"
    assert "No bulletin has said where" in shown(client, one.get_absolute_url())


def test_it_says_where_it_is_cited(client: Client, handbook: Publication) -> None:
    week = bulletin(429, date=dt.date(2026, 6, 12))
    entry = listed(week, "placeholder")
    entry.publication, entry.title = handbook, "Kinship handbook"
    entry.save()
    said(week, "New for carers", body="<p>The “Handbook for kinship carers” is out again.</p>")
    said(week, "By link", body='<p>See <a href="https://x.org/2">this</a>.</p>')
    said(week, "Other link", body='<p>See <a href="https://x.org/22">that</a>.</p>')
    said(bulletin(430, live=False), "Draft", body="<p>Handbook for kinship carers</p>")
    ToolRecord.objects.create(page=section("Homes"), publication=handbook)
    there = text(shown(client, handbook.get_absolute_url()))
    assert "Update 429 12 June 2026, as “Kinship handbook”" in there
    assert "New for carers Last said in Update 429" in there
    assert "By link Last said in Update 429" in there
    assert "Homes" in there.partition("On sections and projects")[2]
    assert "Other link" not in there
    assert "Draft" not in there


def test_related_ones_share_a_topic_or_their_words(
    client: Client, handbook: Publication, kinship: Topic
) -> None:
    other = Publication.objects.create(title="A guide to allowances", publisher=handbook.publisher)
    other.topics.add(kinship)
    Publication.objects.create(title="School meals", kind="report")
    there = text(shown(client, handbook.get_absolute_url())).partition("Related")[2]
    assert "A guide to allowances" in there
    assert "School meals" not in there


def test_the_link_to_the_latest_leads_on(client: Client, handbook: Publication) -> None:
    address = f"/publications/{handbook.pk}/latest/"
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "https://x.org/3")
    Version.objects.create(publication=handbook, published_on=JUNE + DAY, url="https://x.org/4")
    assert client.get(address)["Location"] == "https://x.org/4"
    handbook.versions.update(withdrawn_on=JUNE, withdrawn_because="x")
    assert client.get(address)["Location"] == handbook.get_absolute_url()


def test_search_leads_to_its_page_by_its_kind_too(client: Client, handbook: Publication) -> None:
    [hit] = search("handbook guidance", audiences={"public"}).hits
    assert hit.url == handbook.get_absolute_url()


@pytest.mark.parametrize("count", [1, 12])
def test_a_publication_costs_the_same_however_much_there_is_of_it(
    client: Client,
    handbook: Publication,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    week = bulletin(429)
    for number in range(count):
        day = dt.date(2010, 1, 1) + number * DAY
        Version.objects.create(publication=handbook, published_on=day)
        listed(week, f"Report {number}")
        said(week, f"Said {number}", body="<p>Handbook for kinship carers</p>")
        ToolRecord.objects.create(page=section(f"Homes {number}"), publication=handbook)
    listing = bulletin(430)
    entry = listed(listing, "x")
    entry.publication = handbook
    entry.save()
    client.get("/search/?q=warm")
    # the edition; it, its topics, versions; pages (2); lists; items by words (3) and by link, items;
    # related; the alliance
    with django_assert_num_queries(14):
        client.get(handbook.get_absolute_url())


# To take along ----------------------------------------------------------------------------------


def test_the_list_is_taken_along_as_it_is_narrowed(client: Client, handbook: Publication) -> None:
    Publication.objects.create(title="A report", kind="report", published_on=JUNE)
    answer = client.get("/publications.csv?kind=guidance")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    [record] = read_csv(answer.content, "x.csv").records
    assert (record.title, record.label, record.url) == (
        "Handbook for kinship carers",
        "3rd edition",
        "https://x.org/3",
    )
    assert record.topics == ("Kinship care",)
    assert len(read_ris(client.get("/publications.ris").content.decode()).records) == 2
    assert client.get("/publications.bib").content.decode().count("@") == 2
    assert client.get("/publications.pdf").status_code == 404


def test_one_is_cited_by_its_latest_version_and_kept_with_all(
    client: Client, handbook: Publication
) -> None:
    table = read_csv(client.get(f"/publications/{handbook.pk}.csv").content, "x.csv")
    assert [each.label for each in table.records] == ["3rd edition", "2nd edition", "1st edition"]
    cited = client.get(f"/publications/{handbook.pk}.bib")
    assert cited["Content-Disposition"].endswith('filename="handbook-for-kinship-carers.bib"')
    bib = cited.content.decode()
    assert "edition = {3rd edition}" in bib
    assert "2nd" not in bib


@pytest.mark.parametrize("count", [1, 12])
def test_files_cost_the_same_for_one_row_as_for_many(
    client: Client, count: int, kinship: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one = Publication.objects.create(title=f"R {number}", published_on=JUNE)
        one.topics.add(kinship)
    with django_assert_num_queries(4):  # the edition, rows, topics, versions
        client.get("/publications.bib")


# Tools and templates ----------------------------------------------------------------------------


def test_the_rolling_list_has_what_the_rules_and_editors_keep(
    client: Client, kinship: Topic
) -> None:
    today = timezone.localdate()
    make = Publication.objects.create
    make(title="New report", kind="report", published_on=today - 5 * DAY)
    make(title="Old report", kind="report", published_on=today - 200 * DAY)
    make(title="Old tool", kind="tool", published_on=today - 200 * DAY).topics.add(kinship)
    make(title="Held report", kind="report", published_on=today - 900 * DAY, place="held")
    make(title="Left out", kind="tool", published_on=today, place="off", place_until=today)
    gone = make(title="Withdrawn tool", kind="tool", published_on=today)
    gone.versions.update(withdrawn_on=today, withdrawn_because="x")
    there = text(shown(client, "/publications/tools-and-templates/"))
    assert there.index("New report") < there.index("Old tool") < there.index("Held report")
    for title in ("Old report", "Left out", "Withdrawn tool"):
        assert title not in there
    by_topic = text(shown(client, "/publications/tools-and-templates/?by=topic"))
    assert by_topic.index("Kinship care") < by_topic.index("Old tool")
    assert by_topic.index("Without a topic") < by_topic.index("New report")
    assert "No publisher named" in shown(client, "/publications/tools-and-templates/?by=publisher")
    assert client.get("/publications/tools-and-templates/?by=x").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_rolling_list_costs_the_same_for_one_row_as_for_many(
    client: Client, count: int, kinship: Topic, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        one = Publication.objects.create(title=f"Tool {number}", kind="tool", url="https://x.org")
        one.topics.add(kinship)
    with django_assert_num_queries(4):  # the edition, rows, topics, the alliance
        client.get("/publications/tools-and-templates/")


def test_on_paper_a_bulletin_gives_the_address_and_on_a_screen_the_page(
    client: Client, handbook: Publication
) -> None:
    entry = listed(bulletin(429), "x")
    entry.publication = handbook
    entry.save()
    assert f'href="{handbook.get_absolute_url()}"' in shown(client, "/bulletins/429/")
    assert 'href="https://x.org/3"' in shown(client, "/bulletins/429/print/")
