"""A bulletin of the site: checked with all that is known here, and let pass with a reason."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alliance.audit.models import AuditEvent
from alliance.bulletins.models import Bulletin, PassedFinding
from alliance.bulletins.preflight.check import check, may_publish
from alliance.bulletins.preflight.finding import Finding, Rule
from alliance.bulletins.preflight.from_bulletin import issue_as_it_would_go_out, issue_in
from alliance.bulletins.preflight.passing import let_pass, take_back
from alliance.directory.models import RoleKind, User, Visibility
from alliance.library.link_check.gather import digest_of
from alliance.library.models import DocumentFile, Link, LinkHost, MeetingPaper
from alliance.library.papers.keep import add_paper
from tests.bulletins.invented import bulletin, contact, person, said
from tests.directory.areas.invented import BACKEND, account, area, document
from tests.directory.networks.invented import meets, network

pytestmark = pytest.mark.django_db

LOST = "<p>The report is here.</p>"


def found(of: Bulletin, rule: Rule) -> list[Finding]:
    return [each for each in check(issue_as_it_would_go_out(of)) if each.rule is rule]


@pytest.fixture
def manager() -> User:
    return account("Manager", RoleKind.PROGRAMME_MANAGER)


@pytest.fixture
def programme(manager: User) -> Client:
    client = Client()
    client.force_login(manager, BACKEND)
    return client


def test_a_person_below_who_is_in_the_contacts_and_one_who_is_not() -> None:
    this = bulletin(429)
    said(this, "Fees", body="<p>Tell Ann Lee or Joan Day (contact details for both below).</p>")
    contact(this, person("Ann Lee", Visibility.PUBLIC))
    (only,) = found(this, Rule.PERSON_NOT_BELOW)
    assert only.words == "Joan Day"


def test_a_contact_whom_nobody_confirmed_is_not_seen_by_readers() -> None:
    this = bulletin(429)
    contact(this, person("Ann Lee", Visibility.PUBLIC))
    contact(this, person("Joan Day"))
    assert [each.words for each in found(this, Rule.PERSON_NOT_SHOWN)] == ["Joan Day"]


def test_a_link_is_dead_when_the_link_check_says_so_and_nobody_left_it() -> None:
    this = bulletin(429)
    said(
        this, "Fees", body="<p>See <a href='https://example.org/a#b'>the plan of the year</a>.</p>"
    )
    host = LinkHost.objects.create(name="example.org")
    address = "https://example.org/a"
    link = Link.objects.create(
        url=address, digest=digest_of(address), host=host, failing_days=3,
        failed_last_on=dt.date(2026, 11, 20), dead_since=timezone.now(),
    )  # fmt: skip
    assert [each.words for each in found(this, Rule.DEAD_LINK)] == ["the plan of the year"]
    link.left_until, link.left_because = timezone.now() + dt.timedelta(days=9), "It works."
    link.save()
    assert found(this, Rule.DEAD_LINK) == []


def test_a_document_of_an_area_is_not_cited_and_an_open_one_is() -> None:
    this = bulletin(429)
    closed = document("Letters", area("Directors"))
    opened = DocumentFile.objects.create(title="Open", file=ContentFile(b"x", "open.txt"))
    said(
        this, "Fees",
        body=f"<p>See <a href='{closed.url}'>the letters</a> and <a href='{opened.url}'>the plan</a>.</p>",
    )  # fmt: skip
    (only,) = found(this, Rule.RESTRICTED_CITED)
    assert (only.words, only.rule.may_be_passed) == ("the letters", False)


def test_the_same_path_on_another_site_is_not_ours() -> None:
    this = bulletin(429)
    closed = document("Letters", area("Directors"))
    said(
        this, "Fees", body=f"<p>See <a href='https://other.example.org{closed.url}'>theirs</a>.</p>"
    )
    said(this, "Hubs", body="<p>See <a href='https://[half/documents/7/'>what is broken</a>.</p>")
    assert found(this, Rule.RESTRICTED_CITED) == []
    said(this, "Care", body=f"<p>See <a href='http://localhost{closed.url}'>ours</a>.</p>")
    assert [each.words for each in found(this, Rule.RESTRICTED_CITED)] == ["ours"]


def test_a_paper_for_members_of_a_network_is_not_cited() -> None:
    this = bulletin(429)
    meeting = meets(network(), timezone.localdate() + dt.timedelta(days=9))
    for audience in (MeetingPaper.Audience.MEMBERS, MeetingPaper.Audience.PUBLIC):
        paper = add_paper(
            by=None, meeting=meeting, file=ContentFile(b"%PDF-1.4\n%%EOF\n", f"{audience}.pdf"),
            title=f"For {audience}", kind=MeetingPaper.Kind.AGENDA, audience=audience,
        )  # fmt: skip
        words = f"<p>See <a href='{paper.get_absolute_url()}'>it for {audience}</a>.</p>"
        said(this, f"Fees for {audience}", body=words)
    assert [each.words for each in found(this, Rule.RESTRICTED_CITED)] == ["it for members"]


def test_what_earlier_bulletins_used_twice_or_explained_is_known() -> None:
    for number in (427, 428):
        said(
            bulletin(number),
            f"Matter {number}",
            body="<p>The memebrs of the Quality Zone (XQZ) met.</p>",
        )
    this = bulletin(429)
    said(this, "Fees", body="<p>The memebrs and the inclome of the XQZ.</p>")
    assert [each.words for each in found(this, Rule.SPELLING)] == ["inclome"]
    assert found(this, Rule.UNEXPLAINED_ACRONYM) == []


def test_a_draft_is_checked_as_it_would_go_out(manager: User) -> None:
    this = bulletin(429)
    said(this, "Fees", body="<p>All is well with the fees of this year.</p>")
    draft = Bulletin.objects.get(pk=this.pk)
    (row,) = draft.appearances.all()
    row.body = LOST
    draft.appearances = [row]
    draft.save_revision(user=manager, changed=True)
    this = Bulletin.objects.get(pk=this.pk)
    assert len(found(this, Rule.LINK_WITHOUT_TARGET)) == 1
    assert check(issue_in(Bulletin.objects.get(pk=this.pk))) == []


def test_queries_do_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    from django.contrib.contenttypes.models import ContentType

    from alliance.bulletins.models import Item

    ContentType.objects.get_for_model(Item)
    this = bulletin(429)
    for place in range(12):
        said(this, f"Matter {place}", body=LOST)
        contact(this, person(f"Ann Number{place}"))
    with django_assert_num_queries(10):
        issue_as_it_would_go_out(Bulletin.objects.get(pk=this.pk))


def test_let_pass_it_no_longer_blocks_until_the_words_change(manager: User) -> None:
    this = bulletin(429)
    row = said(this, "Fees", body=LOST)
    (block,) = may_publish(issue_as_it_would_go_out(this))
    let_pass(this, block.digest, reason="It is on paper only.", by=manager)
    let_pass(this, block.digest, reason="It is on paper.", by=manager)
    assert may_publish(issue_as_it_would_go_out(this)) == []
    assert PassedFinding.objects.get().reason == "It is on paper."
    assert AuditEvent.objects.filter(reason="It is on paper.").exists()
    row.body = "<p>The second report is here.</p>"
    row.save()
    assert len(may_publish(issue_as_it_would_go_out(this))) == 1
    row.body = LOST
    row.save()
    take_back(this, block.digest, by=manager)
    take_back(this, block.digest, by=manager)
    assert len(may_publish(issue_as_it_would_go_out(this))) == 1


def test_a_restricted_document_is_passed_by_nobody(manager: User) -> None:
    this = bulletin(429)
    closed = document("Letters", area("Directors"))
    said(this, "Fees", body=f"<p>See <a href='{closed.url}'>the letters</a>.</p>")
    (block,) = may_publish(issue_as_it_would_go_out(this))
    with pytest.raises(ValidationError, match="cannot be let pass"):
        let_pass(this, block.digest, reason="We may.", by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        PassedFinding.objects.create(
            bulletin=this, rule=block.rule.code, digest=block.digest, reason="We may."
        )
    assert len(may_publish(issue_as_it_would_go_out(this))) == 1


def test_the_page_shows_blocks_first_with_their_mend(programme: Client) -> None:
    this = bulletin(429, live=False)
    said(this, "Fees", body=LOST, has_action=True, action_text="<p>The organization wrote.</p>")
    text = programme.get("/bulletins/429/check/").content.decode()
    assert "Not ready" in text
    assert "<mark>here</mark>" in text
    assert text.index("Stands in the way") < text.index("Worth a look")
    assert "“organisation”" in text


def test_a_block_is_let_pass_on_the_page_with_a_reason(programme: Client) -> None:
    this = bulletin(429, live=False)
    said(this, "Fees", body=LOST)
    (block,) = may_publish(issue_as_it_would_go_out(this))
    refused = programme.post(
        "/bulletins/429/check/", {"digest": block.digest, "reason": "", "do": "pass"}
    )
    assert refused.status_code == 422
    assert "Say why it may go out so" in refused.content.decode()
    programme.post(
        "/bulletins/429/check/", {"digest": block.digest, "reason": "On paper.", "do": "pass"}
    )
    text = programme.get("/bulletins/429/check/").content.decode()
    assert "Nothing stands in the way" in text
    assert "“On paper.”" in text
    programme.post("/bulletins/429/check/", {"digest": block.digest, "do": "take_back"})
    assert not PassedFinding.objects.exists()


def test_words_that_changed_meanwhile_are_not_let_pass(programme: Client) -> None:
    this = bulletin(429)
    row = said(this, "Fees", body=LOST)
    (block,) = may_publish(issue_as_it_would_go_out(this))
    row.body = "<p>The new report is here.</p>"
    row.save()
    sent = {"digest": block.digest, "reason": "On paper.", "do": "pass"}
    answer = programme.post("/bulletins/429/check/", sent)
    assert answer.status_code == 422
    assert "the words have changed" in answer.content.decode()
    assert "On paper." in answer.content.decode()


def test_the_command_checks_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    from alliance.cli import main

    said(bulletin(429), "Fees", body=LOST)
    assert main(["bulletin", "check", "429", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["number"], document["may_be_published"]) == (429, False)
    assert main(["bulletin", "check", "999999"]) == 2
    assert "no bulletin of that number" in capsys.readouterr().err
