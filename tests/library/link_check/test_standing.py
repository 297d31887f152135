"""Where links stand: found in every part, followed when a row changes, exchanged on a press."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.audit.trail import history
from alliance.bulletins.models import Appearance
from alliance.directory.editors import make_editor
from alliance.directory.models import RoleKind, User
from alliance.jobs.progress import Progress
from alliance.library.link_check.decide import take_new_address
from alliance.library.link_check.gather import gather_links
from alliance.library.link_check.holders import CannotBeExchanged
from alliance.library.link_check.note import note
from alliance.library.link_check.verdict import Answer, judge
from alliance.library.models import (
    Agreement,
    AgreementVersion,
    Link,
    LinkPlace,
    Publication,
    Version,
    VersionState,
)
from alliance.links.fetch import Redirect
from alliance.pages.models import RestrictedPart, SectionPage
from tests.bulletins.invented import bulletin, said
from tests.directory.areas.invented import account, again, area
from tests.pages.invented import section

pytestmark = pytest.mark.django_db
OLD, NEW = "https://www.example.org/old?a=1&b=2", "https://www.example.org/new"
HTML = '<p>Read <a href="https://www.example.org/old?a=1&amp;b=2">this</a>.</p>'
TABLE = {
    "caption": "",
    "columns": [{"type": "words", "heading": "Group"}],
    "rows": [{"values": [HTML]}],
}


@pytest.fixture
def support(db: None) -> User:
    user = account("Sue Support", RoleKind.PROGRAMME_SUPPORT)
    make_editor(user)
    return again(user)


def publication(url: str = OLD, title: str = "A report") -> Publication:
    return Publication.objects.create(title=title, match_key=title.lower(), url=url)


def gather_all() -> None:
    gather_links(Progress())


def moved(url: str = OLD) -> Link:
    """The link, found to have moved."""
    link = Link.objects.get(url=url)
    note(link, judge(url, Answer(200, (Redirect(301, NEW),))), at=timezone.now())
    link.refresh_from_db()
    return link


def places(url: str = OLD) -> list[tuple[str, str]]:
    rows = LinkPlace.objects.filter(link__url=url).values_list("title", "page")
    return sorted(rows)


def test_addresses_are_found_in_every_part() -> None:
    report = publication()
    number = bulletin(429)
    said(number, "Training", body=HTML)
    page = section("Homes", text=[("words", HTML), ("table", TABLE)], tools=HTML, governance=HTML)
    RestrictedPart.objects.create(page=page, area=area("Audits"), text=[("words", HTML)])
    agreement = Agreement.objects.create(slug="mou", kind="mou", title="Memorandum")
    AgreementVersion.objects.create(
        agreement=agreement, label="2026", starts_on="2026-04-01", url=OLD, state=VersionState.DRAFT
    )
    gather_all()
    assert places() == [
        ("A report", report.get_absolute_url()),
        ("Homes", "/sections/homes/"),
        ("Homes, the part in Audits", "/sections/homes/#restricted-audits"),
        ("Memorandum, 2026", "/agreements/mou/"),
        ("Training (Update 429)", "/bulletins/429/"),
    ]
    assert all(place.edit.startswith("/cms/") for place in LinkPlace.objects.all())


def test_gathering_again_changes_nothing() -> None:
    publication()
    gather_all()
    before = list(LinkPlace.objects.values())
    gather_all()
    assert list(LinkPlace.objects.values()) == before


def test_two_addresses_of_one_page_are_one_link() -> None:
    publication(f"{OLD}#one", "One")
    publication(f"{OLD}#two", "Two")
    gather_all()
    assert Link.objects.count() == 1
    assert {place.written for place in LinkPlace.objects.all()} == {f"{OLD}#one", f"{OLD}#two"}


def test_what_is_no_address_of_another_site_is_not_held() -> None:
    said(
        bulletin(429),
        "Training",
        body='<a href="/items/1-x/">a</a> <a href="mailto:a@b.example">b</a>',
    )
    gather_all()
    assert not Link.objects.exists()


def test_a_link_that_was_mended_is_gone_from_the_list_at_once() -> None:
    row = publication()
    gather_all()
    latest = Version.objects.get(publication=row)
    latest.url = NEW
    latest.save()
    assert [place.link.url for place in LinkPlace.objects.all()] == [NEW]
    latest.url, latest.published_on = "", timezone.localdate()
    latest.save()
    assert not LinkPlace.objects.exists()
    assert Link.objects.count() == 2


def test_a_new_row_waits_for_the_night() -> None:
    publication()
    assert not Link.objects.exists()


def test_gathering_takes_as_many_queries_for_many_rows_as_for_few() -> None:
    def fill(number: int) -> None:
        publication(f"{OLD}{number}", f"Report {number}")
        said(bulletin(number), "Training", body=HTML)
        page = section(f"Homes {number}", tools=HTML)
        RestrictedPart.objects.create(page=page, area=area(f"Audits {number}"), tools=HTML)

    def queries() -> int:
        gather_all()
        with CaptureQueriesContext(connection) as asked:
            gather_all()
        return len(asked)

    fill(400)
    few = queries()
    for number in range(401, 420):
        fill(number)
    assert queries() == few


def test_history_of_what_stands_nowhere_goes_after_a_year() -> None:
    row = publication()
    gather_all()
    row.delete()
    gather_all()
    assert Link.objects.count() == 1
    long_ago = timezone.now() - dt.timedelta(days=400)
    Link.objects.update(added_at=long_ago, next_look_at=long_ago)
    gather_all()
    assert Link.objects.count() == 0


def test_the_new_address_takes_the_place_of_the_old_everywhere(support: User) -> None:
    row = publication(f"{OLD}#page=3")
    number = bulletin(429)
    said(number, "Training", body=HTML)
    said(number, "Another", body=HTML)
    page = section("Homes", text=[("words", HTML), ("table", TABLE)], tools=HTML)
    RestrictedPart.objects.create(
        page=page, area=area("Audits"), text=[("words", HTML)], tools=HTML
    )
    page.save_revision().publish()
    gather_all()

    done, refusals = take_new_address(moved(), by=support)

    assert refusals == []
    assert done == 5
    row.refresh_from_db()
    assert row.url == f"{NEW}#page=3"
    assert row.latest_revision is not None
    assert all(NEW in each.body for each in Appearance.objects.all())
    page = SectionPage.objects.get(pk=page.pk)
    part = page.restricted_parts.get()
    stored = [
        str(page.text.get_prep_value()),
        page.tools,
        str(part.text.get_prep_value()),
        part.tools,
    ]
    assert all(NEW in each and "/old" not in each for each in stored)
    assert page.get_latest_revision_as_object().tools == page.tools
    assert not LinkPlace.objects.filter(link__url=OLD).exists()
    event = history(Link.objects.get(url=OLD)).first()
    assert event is not None
    assert (event.actor, event.verb) == (support, "took the new address of")


def test_what_somebody_is_at_work_on_is_left_to_them(support: User) -> None:
    publication()
    page = section("Homes", tools=HTML)
    page.save_revision().publish()
    page.refresh_from_db()
    page.introduction = "In draft."
    page.save_revision()
    number = bulletin(430, live=False)
    said(number, "Training", body=HTML)
    gather_all()

    done, refusals = take_new_address(moved(), by=support)

    assert done == 1
    assert sorted(refusals) == [
        "Update 430 has changes in draft: change the address there.",
        "“Homes” has changes in draft: change the address there.",
    ]
    assert len(places()) == 2


def test_who_may_not_publish_takes_no_new_address() -> None:
    publication()
    section("Homes", tools=HTML).save_revision().publish()
    number = bulletin(429)
    said(number, "Training", body=HTML)
    gather_all()
    reader = account("Ron Reader", RoleKind.PROGRAMME_SUPPORT)
    done, refusals = take_new_address(moved(), by=reader)
    assert done == 0
    assert len(refusals) == 3
    assert all("Ask an editor" in sentence for sentence in refusals)
    assert Publication.objects.get().url == OLD


def test_an_agreement_is_changed_by_hand(support: User) -> None:
    agreement = Agreement.objects.create(slug="mou", kind="mou", title="Memorandum")
    AgreementVersion.objects.create(
        agreement=agreement, label="2026", starts_on="2026-04-01", url=OLD
    )
    gather_all()
    done, refusals = take_new_address(moved(), by=support)
    assert (done, refusals) == (0, ["Memorandum, 2026: change it by hand there."])
    assert not history(Link.objects.get()).exists()


def test_a_link_that_did_not_move_has_no_new_address(support: User) -> None:
    publication()
    gather_all()
    with pytest.raises(CannotBeExchanged):
        take_new_address(Link.objects.get(), by=support)
