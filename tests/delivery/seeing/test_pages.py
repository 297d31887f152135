"""The programme's pages of mailings: what they say, what their buttons do, and what they cost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.audit.trail import history
from alliance.bulletins.models import Bulletin
from alliance.delivery.models import (
    Copy,
    CopyState,
    Mailing,
    MailingRules,
    MailingState,
    MailingVisits,
    Subscriber,
)
from alliance.delivery.seeing.change import HasBegun, change_time
from alliance.delivery.seeing.look import sender
from alliance.directory.models import Authority
from alliance.jobs.models import Job
from tests.delivery.seeing.invented import copies, mailing, subscriber, variant
from tests.pages.conftest import editor  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[-1])
    return re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".")


def kent() -> Authority:
    return Authority.objects.get_or_create(
        slug="kent", defaults={"name": "Kent", "ons_code": "E10000016"}
    )[0]


def bulletin(number: int = 429, days_ago: int = 0) -> Bulletin:
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return Bulletin.objects.create(number=number, date=day)


# All of them -----------------------------------------------------------------------------------


def test_an_empty_list_says_what_will_be_here(editor: Client) -> None:  # noqa: F811
    assert "Nothing was mailed yet." in words(editor.get("/mailings/"))


def test_the_list_tells_what_is_planned_running_and_sent(editor: Client) -> None:  # noqa: F811
    update = bulletin()
    mailing(MailingState.PLANNED, source_id=update.pk)
    going = mailing()
    copies(going, CopyState.SENT, 3)
    copies(going, CopyState.WAITING, 2)
    done = mailing(MailingState.DONE)
    copies(done, CopyState.SENT, 8)
    copies(done, CopyState.FAILED, 1)
    weekly = {"window_from": timezone.now(), "window_until": timezone.now(), "source_id": None}
    mailing(MailingState.PLANNED, kind="weekly", key="weekly/1", **weekly)
    shown = words(editor.get("/mailings/"))
    assert "Update 429 – Begins at its time" in shown
    assert "3 of 5 sent" in shown
    assert "8 of 9 taken, 1 not received" in shown
    assert f"Weekly digest, to {timezone.localdate().day} " in shown


def test_copies_that_are_no_longer_kept_are_told_from_the_totals(editor: Client) -> None:  # noqa: F811
    ago = timezone.now() - dt.timedelta(days=500)
    mailing(MailingState.DONE, ended_at=ago, totals={"sent": 7, "bounced": 1})
    assert "7 of 8 taken, 1 not received" in words(editor.get("/mailings/"))


def test_a_bulletin_that_was_not_mailed_is_sent_by_a_press_once(editor: Client) -> None:  # noqa: F811
    update, old = bulletin(), bulletin(400, days_ago=60)
    for name in ("ann", "bea"):
        subscriber(name)
    subscriber("cyd", frequency="asked")
    subscriber("dan", frequency="weekly")
    subscriber("eve", standing="left", left_at=timezone.now())
    button = "Send Update 429 to 2 subscribers, and 1 more if it asks something of them"
    first = words(editor.get("/mailings/"))
    assert button in first
    assert "Update 400" not in first
    for _ in range(2):
        editor.post("/mailings/", {"send": update.pk})
    planned = Mailing.objects.get()
    assert (planned.kind, planned.source_id, planned.state) == ("bulletin", update.pk, "planned")
    assert planned.begins_at > timezone.now() + dt.timedelta(minutes=9)
    assert button not in words(editor.get("/mailings/"))
    editor.post("/mailings/", {"send": old.pk})
    assert Mailing.objects.count() == 1, "what is old is offered to nobody"


def test_nothing_that_is_not_published_is_offered(editor: Client) -> None:  # noqa: F811
    update = bulletin()
    Bulletin.objects.update(live=False)
    assert "Update 429" not in words(editor.get("/mailings/"))
    editor.post("/mailings/", {"send": update.pk})
    assert not Mailing.objects.exists()


def test_what_was_stopped_before_it_began_may_still_be_sent(editor: Client) -> None:  # noqa: F811
    update = bulletin()
    mailing(MailingState.CANCELLED, source_id=update.pk)
    assert "Send Update 429" in words(editor.get("/mailings/"))


def test_the_list_costs_the_same_however_many_there_are(editor: Client) -> None:  # noqa: F811
    def made(number: int) -> None:
        for n in range(number):
            update = bulletin(500 + Bulletin.objects.count())
            mailing(MailingState.PLANNED, source_id=update.pk, key=f"p{n}{number}")
            for state in (MailingState.SENDING, MailingState.DONE):
                copies(mailing(state, key=f"{state}{n}{number}"), CopyState.SENT, 2)
        bulletin(800 + number)

    made(1)
    editor.get("/mailings/")
    with CaptureQueriesContext(connection) as few:
        editor.get("/mailings/")
    made(12)
    with CaptureQueriesContext(connection) as many:
        editor.get("/mailings/")
    assert len(many) == len(few) <= 24, [each["sql"] for each in many]


# One -------------------------------------------------------------------------------------------


def test_one_on_its_way_says_how_it_stands_and_of_whom(editor: Client) -> None:  # noqa: F811
    found = mailing()
    MailingRules(a_minute_by_domain={"nhs.net": 60}).save()
    copies(found, CopyState.SENT, 4, at=kent())
    copies(found, CopyState.WAITING, 3, at=kent(), domain="nhs.net")
    copies(found, CopyState.WAITING, 1, due_at=timezone.now() + HOUR)
    copies(found, CopyState.PASSED_OVER, 2, why="Left by their own wish")
    answer = editor.get(f"/mailings/{found.pk}/")
    shown = words(answer)
    assert "4 of 10 sent; 3 wait because nhs.net takes 60 a minute; 1 is tried again from" in shown
    assert "Kent 7 4 3 0" in shown
    assert "Of no authority 3 0 1 2" in shown
    assert "Not sent: they left, or mail to them comes back : 2" in shown
    assert "Variant 1 : 10 readers" in shown
    assert b"data-looks-again" in answer.content
    assert b'<progress max="10" value="4">' in answer.content
    assert "Fewer than five visits" in shown


def test_an_authority_to_which_nothing_goes_is_named(editor: Client) -> None:  # noqa: F811
    medway = Authority.objects.create(name="Medway", slug="medway", ons_code="E06000035")
    one = mailing()
    assert "No subscriber holds a role" not in words(editor.get(f"/mailings/{one.pk}/"))
    copies(one, at=kent())
    assert "No subscriber holds a role at Medway." in words(editor.get(f"/mailings/{one.pk}/"))
    copies(one, at=medway)
    assert "No subscriber holds a role" not in words(editor.get(f"/mailings/{one.pk}/"))


def test_one_that_is_done_looks_no_more_and_tells_visits_in_fives(editor: Client) -> None:  # noqa: F811
    found = mailing(MailingState.DONE)
    copies(found, CopyState.SENT, 2)
    MailingVisits.objects.create(mailing=found, day=timezone.localdate(), visits=118)
    MailingVisits.objects.create(mailing=found, day=dt.date(2020, 11, 13), visits=5)
    answer = editor.get(f"/mailings/{found.pk}/")
    assert "About 125 visits to pages of the site by its links." in words(answer)
    assert b"data-looks-again" not in answer.content


def test_the_page_costs_the_same_however_many_copies(editor: Client) -> None:  # noqa: F811
    MailingRules(a_minute_by_domain={"nhs.net": 60, "gov.uk": 10}).save()
    found = mailing(source_id=bulletin().pk)
    copies(found, CopyState.WAITING, 2, at=kent(), domain="nhs.net")
    editor.get(f"/mailings/{found.pk}/")
    with CaptureQueriesContext(connection) as few:
        editor.get(f"/mailings/{found.pk}/")
    for number in range(20):
        at = Authority.objects.create(name=f"A{number}", slug=f"a{number}", ons_code=f"E{number}")
        copies(found, CopyState.FAILED, 5, at=at)
        variant(found, f"v{number}")
    with CaptureQueriesContext(connection) as many:
        editor.get(f"/mailings/{found.pk}/")
    assert len(many) == len(few) <= 26, [each["sql"] for each in many]


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("planned", {"Change its time", "Stop it"}),
        ("writing", {"Stop it"}),
        ("sending", {"Pause", "Stop it", "Try 3 again"}),
        ("paused", {"Go on", "Stop it", "Try 3 again"}),
        ("done", {"Try 3 again"}),
        ("cancelled", set()),
    ],
)
def test_it_offers_what_can_be_done(
    editor: Client,  # noqa: F811
    state: str,
    buttons: set[str],
) -> None:
    found = mailing(state)
    copies(found, CopyState.FAILED, 2)
    copies(found, CopyState.HELD, 1)
    page = editor.get(f"/mailings/{found.pk}/").content.decode()
    shown = set(re.findall(r'class="govuk-button(?:"| govuk-button--)[^>]*>([^<]+)<', page))
    assert shown == buttons


def test_it_is_paused_and_goes_on(editor: Client) -> None:  # noqa: F811
    found = mailing()
    for deed, state in (("pause", "paused"), ("resume", "sending")):
        editor.post(f"/mailings/{found.pk}/", {"do": deed})
        found.refresh_from_db()
        assert found.state == state
    assert [each.verb for each in history(found)] == ["resumed", "paused"]
    assert "Warning" in words(editor.post(f"/mailings/{found.pk}/", {"do": "resume"}, follow=True))
    assert editor.post(f"/mailings/{found.pk}/", {"do": "explode"}).status_code == 404


def test_stopping_says_first_what_becomes_of_it(editor: Client) -> None:  # noqa: F811
    found = mailing()
    copies(found, CopyState.SENT, 4)
    copies(found, CopyState.WAITING, 6)
    asked = words(editor.get(f"/mailings/{found.pk}/cancel/"))
    assert "4 of 10 copies are sent, and cannot be called back. The 6 that wait" in asked
    found.refresh_from_db()
    assert found.state == "sending", "looking stops nothing"
    editor.post(f"/mailings/{found.pk}/cancel/")
    found.refresh_from_db()
    assert found.state == "cancelled"
    assert Copy.objects.filter(state=CopyState.WAITING).count() == 0
    assert editor.get(f"/mailings/{found.pk}/cancel/").status_code == 302


def test_what_could_not_be_sent_is_tried_again(editor: Client) -> None:  # noqa: F811
    found = mailing(MailingState.DONE)
    copies(found, CopyState.FAILED, 2)
    copies(found, CopyState.HELD, 1)
    copies(found, CopyState.BOUNCED, 1)
    asked = words(editor.get(f"/mailings/{found.pk}/try-again/"))
    assert "2 could not be sent." in asked
    assert "1 was held" in asked
    editor.post(f"/mailings/{found.pk}/try-again/")
    assert Copy.objects.filter(state=CopyState.WAITING).count() == 3
    assert Copy.objects.filter(state=CopyState.BOUNCED).count() == 1
    empty = mailing(MailingState.DONE)
    assert "nothing to try again" in words(editor.get(f"/mailings/{empty.pk}/try-again/"))


def test_its_time_is_changed_as_long_as_it_has_not_begun(editor: Client) -> None:  # noqa: F811
    found = mailing(MailingState.PLANNED)
    address = f"/mailings/{found.pk}/time/"
    refused = editor.post(address, {"on": "13 November 2020", "at": "12.30"})
    assert refused.status_code == 422
    assert "That time has passed. Give one to come." in words(refused)
    assert 'value="13 November 2020"' in refused.content.decode()
    assert "Write it as 12:00." in words(editor.post(address, {"on": "x", "at": "noon"}))
    editor.post(address, {"on": "1 December 2066", "at": "12:30"})
    found.refresh_from_db()
    assert timezone.localtime(found.begins_at).isoformat() == "2066-12-01T12:30:00+00:00"
    assert history(found).get().changes["begins_at"][1] == "2066-12-01T12:30:00+00:00"
    begun = mailing()
    assert editor.get(f"/mailings/{begun.pk}/time/").status_code == 302
    with pytest.raises(HasBegun):
        change_time(mailing=begun, begins_at=timezone.now() + HOUR, by=editor.user)  # type: ignore[attr-defined]


# Who has not received it -----------------------------------------------------------------------


def test_who_has_not_received_it_is_told_by_name_and_reason(editor: Client) -> None:  # noqa: F811
    found = mailing(MailingState.DONE)
    copies(found, CopyState.SENT, 1, name="Has It")
    (back,) = copies(found, CopyState.BOUNCED, 1, at=kent(), why="550 5.1.1 no such user")
    known = subscriber("ann", name="Ann Lee")
    Copy.objects.filter(pk=back.pk).update(subscriber=known, name="Ann Lee")
    copies(found, CopyState.FAILED, 1, name="", recipient="bo@example.org", why="421 busy")
    all_of_them = editor.get(f"/mailings/{found.pk}/not-received/")
    shown = words(all_of_them)
    assert "Has It" not in shown
    assert "Ann Lee" in shown
    assert f'href="/subscribers/{known.pk}/"' in all_of_them.content.decode()
    assert "550 5.1.1 no such user" in shown
    assert "bo@example.org" in shown
    assert "Kent" in shown
    only = words(editor.get(f"/mailings/{found.pk}/not-received/?state=failed"))
    assert "bo@example.org" in only
    assert "Ann Lee" not in only
    assert "Ann Lee" in words(editor.get(f"/mailings/{found.pk}/not-received/?state=sent"))


def test_whose_names_are_gone_are_counted(editor: Client) -> None:  # noqa: F811
    ago = timezone.now() - dt.timedelta(days=500)
    old = mailing(MailingState.DONE, ended_at=ago, totals={"sent": 7, "bounced": 2})
    shown = words(editor.get(f"/mailings/{old.pk}/not-received/"))
    assert "2 did not receive it. Who they were is no longer kept" in shown
    fine = mailing(MailingState.DONE)
    copies(fine, CopyState.SENT, 1)
    assert "Everybody whom it was for" in words(editor.get(f"/mailings/{fine.pk}/not-received/"))


def test_the_names_cost_the_same_however_many(editor: Client) -> None:  # noqa: F811
    found = mailing(MailingState.DONE)
    copies(found, CopyState.FAILED, 2, at=kent())
    address = f"/mailings/{found.pk}/not-received/"
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    people: Sequence[Subscriber] = [subscriber(f"s{n}") for n in range(60)]
    made = copies(found, CopyState.BOUNCED, 60, at=kent())
    for copy, person in zip(made, people, strict=True):
        Copy.objects.filter(recipient=copy.recipient).update(subscriber=person)
    with CaptureQueriesContext(connection) as many:
        editor.get(address)
    assert len(many) == len(few)


# Rules and sender ------------------------------------------------------------------------------

RULES = {"bulletins_at_once": "on", "wait_minutes": "10", "digests": "on", "a_minute": "0"}


def test_rules_are_kept_with_who_changed_them(editor: Client) -> None:  # noqa: F811
    said = "nhs.net 60\n\n@Outlook.com  30 \n"
    answer = editor.post("/mailings/rules/", RULES | {"a_minute_by_domain": said})
    assert answer.status_code == 302
    rules = MailingRules.get()
    assert rules.a_minute_by_domain == {"nhs.net": 60, "outlook.com": 30}
    editor.post(
        "/mailings/rules/", {"wait_minutes": "0", "a_minute": "100", "a_minute_by_domain": ""}
    )
    rules = MailingRules.get()
    assert (rules.bulletins_at_once, rules.digests, rules.a_minute) == (False, False, 100)
    newest = history(rules).first()
    assert newest is not None
    assert newest.changes["a_minute"] == [0, 100]
    assert "nhs.net 60\n" not in editor.get("/mailings/rules/").content.decode()


def test_faults_of_rules_are_told_all_at_once_and_nothing_typed_is_lost(
    editor: Client,  # noqa: F811
) -> None:
    said = (
        "nhs.net sixty\nno domain 5\nnhs.net 60\nnhs.net 70\nx_y 5\ngov.uk 0\nkent.gov.uk 9999999"
    )
    answer = editor.post(
        "/mailings/rules/", RULES | {"wait_minutes": "1441", "a_minute_by_domain": said}
    )
    assert answer.status_code == 422
    shown = words(answer)
    assert "Give at most 1440 minutes" in shown
    for number in (1, 2, 4, 5, 6, 7):
        assert f"Line {number}:" in shown
    assert "Line 3:" not in shown
    assert "nhs.net sixty" in answer.content.decode()
    assert not MailingRules.objects.exists()


def test_who_sends_in_its_own_name_has_nothing_of_ours_to_publish(
    editor: Client,  # noqa: F811
    settings: Any,
) -> None:
    settings.BULK_FROM, settings.BULK_PROVIDER = "News <news@alliance.gov.uk>", "notify"
    assert "GOV.UK Notify sends our bulletins" in words(editor.get("/mailings/sender/"))
    settings.BULK_PROVIDER = "postmark"
    of = sender()
    assert of is not None
    assert (of.provider, of.hosts, of.from_domain) == ("Postmark", (), "alliance.gov.uk")


def test_opening_the_senders_page_asks_nobody(editor: Client, settings: Any) -> None:  # noqa: F811
    assert "No mail leaves this site" in words(editor.get("/mailings/sender/"))
    assert "No mail leaves this site" in words(editor.post("/mailings/sender/", follow=True))
    settings.BULK_FROM = "News <news@alliance.gov.uk>"
    shown = words(editor.get("/mailings/sender/"))
    assert "comes from alliance.gov.uk" in shown, shown
    assert "has not been looked at yet" in shown
    answer = editor.post("/mailings/sender/")
    job = Job.objects.get()
    assert answer.headers["Location"] == job.get_absolute_url()
    assert job.return_to == "/mailings/sender/"
