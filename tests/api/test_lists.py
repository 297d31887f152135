"""What each list says, to whom, and by what it is narrowed."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from django.test import Client

from alliance.api.publications import KindName
from alliance.directory.models import Topic
from alliance.library.kinds import Kind
from alliance.library.models import Publication, Version
from tests.api.conftest import Ask, titles
from tests.bulletins.invented import bulletin, said

pytestmark = pytest.mark.usefixtures("region")


# Bulletins --------------------------------------------------------------------------------------


def test_a_bulletin_has_its_key_its_date_and_how_much_is_in_it(ask: Ask) -> None:
    assert ask("bulletins/")["results"][0] == {
        "number": 429,
        "date": "2026-11-20",
        "title": "Update 429",
        "is_published": True,
        "news_count": 1,
        "reminder_count": 1,
        "publication_count": 2,
        "url": "http://testserver/bulletins/429/",
        "api_url": "http://testserver/api/v1/bulletins/429/",
    }


def test_bulletins_are_narrowed_by_year_and_by_days_both_included(ask: Ask) -> None:
    bulletin(380)

    def numbers(**asked: str) -> list[int]:
        return [row["number"] for row in ask("bulletins/", **asked)["results"]]

    assert numbers() == [429, 428, 380]
    assert numbers(sort="oldest") == [380, 428, 429]
    assert numbers(year="2025") == [380]
    assert numbers(from_="2026-11-20") == [429]
    assert numbers(to="2026-11-13") == [428, 380]
    assert numbers(from_="2026-11-13", to="2026-11-13") == [428]


def test_the_programme_alone_gets_drafts_and_is_told_that_they_are(
    ask: Ask, programme: Client
) -> None:
    assert [row["is_published"] for row in ask("bulletins/", by=programme)["results"]] == [
        False,
        True,
        True,
    ]
    assert ask("bulletins/430/", by=programme)["items"][0]["title"] == "Secret matter"
    ask("bulletins/430/", status=404)


def test_a_whole_bulletin_has_all_that_stands_in_it(ask: Ask) -> None:
    whole = ask("bulletins/429/")
    assert titles({"results": whole["items"]}) == ["Conference", "Kinship care survey"]
    survey = whole["items"][1]
    assert survey["section"] == survey["standing"] == "reminder"
    assert survey["first_said_in"] == 428
    assert survey["action_text"] == "Return the form."
    assert 'href="https://example.org/"' in survey["action_html"]
    assert [entry["title"] for entry in whole["publications"]] == ["A report", "Undated leaflet"]
    assert ask("bulletins/428/")["introduction"] == "Dear colleagues"


# Items ------------------------------------------------------------------------------------------


def test_an_item_stands_once_in_its_newest_wording(ask: Ask) -> None:
    listing = ask("items/")
    assert titles(listing) == ["Kinship care survey", "Conference"]
    row = listing["results"][0]
    assert row["body"] == "Reply by Friday."
    assert row["body_html"] == "<p>Reply by Friday.</p>"
    assert row["deadlines"] == ["2026-12-11"]
    assert row["topics"] == [{"slug": "kinship", "name": "Kinship care"}]
    assert row["first_said"]["number"] == 428
    assert row["last_said"]["number"] == 429
    assert row["times_said"] == 2
    assert row["url"].endswith("-kinship-care-survey/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"section": "reminder"}, ["Kinship care survey"]),
        ({"topic": "kinship"}, ["Kinship care survey"]),
        ({"topic": "early-help"}, []),
        ({"has_action": "true"}, ["Kinship care survey"]),
        ({"has_action": "false"}, ["Conference"]),
        ({"since": "2026-11-20"}, ["Kinship care survey", "Conference"]),
        ({"since": "2026-11-21"}, []),
        ({"q": "friday"}, ["Kinship care survey"]),
        ({"q": "friday", "section": "news"}, []),
        ({"q": "secret"}, []),
        ({"q": "…"}, []),
        ({"q": ""}, ["Kinship care survey", "Conference"]),
    ],
)
def test_items_are_narrowed(ask: Ask, asked: dict[str, str], found: list[str]) -> None:
    assert titles(ask("items/", **asked)) == found


def test_the_wording_that_only_a_draft_has_is_nobodys_but_the_programmes(
    ask: Ask, programme: Client
) -> None:
    item = ask("items/", q="survey")["results"][0]
    said(bulletin(431, live=False), "Not yet said", item=_item(item["id"]))
    assert ask(f"items/{item['id']}/")["title"] == "Kinship care survey"
    assert ask(f"items/{item['id']}/", by=programme)["title"] == "Not yet said"
    assert "Secret matter" in titles(ask("items/", by=programme))


def _item(pk: int):  # type: ignore[no-untyped-def]
    from alliance.bulletins.models import Item

    return Item.objects.get(pk=pk)


def test_an_items_history_says_what_changed(ask: Ask) -> None:
    item = ask(ask("items/", q="survey")["results"][0]["api_url"].partition("/api/v1/")[2])
    newest, oldest = item["appearances"]
    assert newest["bulletin"]["number"] == 429
    assert newest["earlier_title"] == "Kinship carers"
    assert {"change": "removed", "text": "Monday"} in newest["changes"]
    assert newest["is_reworded"]
    assert (oldest["earlier_title"], oldest["is_reworded"], oldest["changes"]) == (None, False, [])


def test_what_stood_under_no_label_is_not_told_as_an_action(ask: Ask) -> None:
    said(bulletin(427), "Without", has_action=False, action_text="<p>Left over.</p>")
    [row] = ask("items/", q="without")["results"]
    assert (row["has_action"], row["action_text"], row["action_html"]) == (False, "", "")


# Publications -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["A report", "An old tool", "Undated leaflet"]),
        ({"sort": "oldest"}, ["An old tool", "A report", "Undated leaflet"]),
        ({"sort": "title"}, ["A report", "An old tool", "Undated leaflet"]),
        ({"publisher": "ofsted", "year": "2025"}, ["An old tool"]),
        ({"topic": "kinship"}, ["A report"]),
        ({"kind": "report"}, ["A report"]),
        ({"kind": "tool"}, []),
        ({"from_": "2026-01-01"}, ["A report"]),
    ],
)
def test_publications_are_narrowed(ask: Ask, asked: dict[str, str], found: list[str]) -> None:
    assert titles(ask("publications/", **asked)) == found


def test_a_publication_says_where_it_is_and_which_bulletins_listed_it(ask: Ask) -> None:
    row = ask("publications/")["results"][0]
    assert row["address"] == "https://example.org/report.pdf"
    assert row["publisher"] == {"slug": "ofsted", "name": "Ofsted"}
    whole = ask(f"publications/{row['id']}/")
    assert [each["number"] for each in whole["listed_in"]] == [429]
    assert row["kind"] == "report"
    assert row["url"].endswith(f"/publications/{row['id']}-a-report/")


def test_a_publication_has_its_versions_newest_first(ask: Ask) -> None:
    report = Publication.objects.get(title="A report")
    Version.objects.create(
        publication=report, published_on=dt.date(2024, 3, 1), label="1st edition"
    )
    Version.objects.create(
        publication=report,
        published_on=dt.date(2025, 3, 1),
        withdrawn_on=dt.date(2025, 4, 1),
        withdrawn_because="A slip",
    )
    versions = ask(f"publications/{report.pk}/")["versions"]
    assert [each["date"] for each in versions] == ["2026-10-01", "2025-03-01", "2024-03-01"]
    assert [each["label"] for each in versions] == ["", "", "1st edition"]
    assert versions[0]["address"] == "https://example.org/report.pdf"
    assert versions[1]["withdrawn"] == "2025-04-01"
    assert versions[1]["withdrawn_because"] == "A slip"


def test_every_kind_can_be_asked_for() -> None:
    assert list(get_args(KindName)) == Kind.values


# Authorities ------------------------------------------------------------------------------------


def test_authorities_are_known_by_their_ons_code(ask: Ask) -> None:
    def names(**asked: str) -> list[str]:
        return [row["name"] for row in ask("authorities/", **asked)["results"]]

    assert names() == ["Kent", "Slough"]
    assert names(size_band="small") == ["Slough"]
    assert names(is_member="true") == ["Kent"]
    assert ask("authorities/E10000016/")["name"] == "Kent"


# Events -----------------------------------------------------------------------------------------


def test_a_deadline_that_was_moved_is_there_once_as_last_given(ask: Ask) -> None:
    rows = [(row["date"], row["kind"], row["title"]) for row in ask("events/")["results"]]
    assert rows == [
        ("2026-12-03", "event", "Conference"),
        ("2026-12-11", "deadline", "Kinship care survey"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "deadline"}, ["Kinship care survey"]),
        ({"from_": "2026-12-04"}, ["Kinship care survey"]),
        ({"to": "2026-12-03"}, ["Conference"]),
        ({"topic": "kinship"}, ["Kinship care survey"]),
        ({"sort": "latest"}, ["Kinship care survey", "Conference"]),
    ],
)
def test_events_are_narrowed(ask: Ask, asked: dict[str, str], found: list[str]) -> None:
    assert titles(ask("events/", **asked)) == found


def test_the_programme_sees_the_dates_of_a_draft(ask: Ask, programme: Client) -> None:
    assert "Secret matter" in titles(ask("events/", by=programme))


def test_a_date_that_a_draft_moves_stays_for_the_public(ask: Ask) -> None:
    item = _item(ask("items/", q="survey")["results"][0]["id"])
    said(bulletin(431, live=False), "Moved", item=item, deadline=dt.date(2027, 1, 5))
    assert "2026-12-11" in [row["date"] for row in ask("events/")["results"]]


# Nothing there ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bulletins", "items", "publications", "authorities", "events"])
def test_an_empty_list_is_a_list(ask: Ask, kind: str) -> None:
    far = {
        "bulletins": {"year": 1999},
        "publications": {"year": 1999},
        "events": {"to": "1999-01-01"},
    }
    narrow = far.get(kind, {"page": 99})
    answer = ask(f"{kind}/", **narrow)
    assert answer["results"] == []
    assert answer["next"] is None


def test_a_topic_that_is_not_there_is_refused_with_those_that_are(ask: Ask) -> None:
    problem = ask("items/", topic="kinshp", status=422)
    assert problem["errors"] == [
        {
            "parameter": "topic",
            "detail": "There is no topic “kinshp”. There are early-help, kinship.",
        }
    ]
    Topic.objects.all().delete()
    assert "There are none yet." in ask("items/", topic="kinship", status=422)["detail"]
