"""A wording between the programme and whoever it is of."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.audit.trail import history
from alliance.evidence.erasing import erase
from alliance.evidence.models import Case, CaseCheck, Submission
from alliance.evidence.refusal import CannotBeDone
from alliance.evidence.showcase.checking import remind, say
from alliance.evidence.showcase.ending import erase_case, withdraw_case
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.evidence.showcase.invented import agreed, asked, drafted, support, written

pytestmark = pytest.mark.django_db
Said = CaseCheck.Said


def link_in(letter: mail.EmailMessage) -> str:
    found = re.search(r"/my-case/\S+/", str(letter.body))
    assert found
    return found.group()


def mailed_link(case: Case) -> str:
    asked(case)
    run_waiting()
    return link_in(mail.outbox[-1])


def answer(said: str, check: CaseCheck, **more: str) -> dict[str, str]:
    return {"said": said, "check": str(check.pk), "name": "Sam Practitioner"} | more


def test_the_owner_gets_the_wording_by_a_link_and_nothing_private_by_mail() -> None:
    case = drafted()
    address = mailed_link(case)
    page = Client().get(address)
    assert "We run groups by video." in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert "We run groups by video." not in str(mail.outbox[-1].body)
    case.refresh_from_db()
    assert case.state == Case.State.CHECKING  # opening changed nothing


def test_agreeing_by_the_link_is_kept_with_who_and_how() -> None:
    case = drafted()
    address = mailed_link(case)
    check = case.checks.get()
    response = Client().post(address, answer("agreed", check))
    assert response.status_code == 200
    case.refresh_from_db()
    assert (case.state, case.agreed_how) == (
        "agreed",
        "Sam Practitioner, by the link that was mailed",
    )


def test_who_asks_for_changes_says_which_and_what_they_typed_survives_a_fault() -> None:
    case = drafted()
    address = mailed_link(case)
    check = case.checks.get()
    refused = Client().post(address, answer("changes", check, name="", words="Not Kent, Medway."))
    assert refused.status_code == 422
    assert "Not Kent, Medway." in refused.content.decode()
    assert Client().post(address, answer("changes", check)).status_code == 422
    Client().post(address, answer("changes", check, words="Not Kent, Medway."))
    case.refresh_from_db()
    check.refresh_from_db()
    assert (case.state, check.said, check.words) == ("draft", "changes", "Not Kent, Medway.")


def test_who_does_not_want_it_published_is_heard_at_once() -> None:
    case = drafted()
    address = mailed_link(case)
    Client().post(address, answer("no", case.checks.get()))
    case.refresh_from_db()
    assert case.state == Case.State.WITHDRAWN
    assert "Your page was taken back" in Client().get(address).content.decode()


def test_what_was_agreed_to_can_be_taken_back_by_the_same_link() -> None:
    case = drafted()
    address = mailed_link(case)
    Client().post(address, answer("agreed", case.checks.get()))
    Client().post(address, {"said": "take_back", "name": "Sam"})
    case.refresh_from_db()
    assert case.state == Case.State.WITHDRAWN


def test_an_answer_to_a_wording_that_was_written_anew_counts_for_nothing() -> None:
    case = drafted()
    address = mailed_link(case)
    old = case.checks.get()
    written(case, done="Quite another thing.")
    asked(case)
    response = Client().post(address, answer("agreed", old))
    assert response.status_code == 409
    assert "Quite another thing." in response.content.decode()
    case.refresh_from_db()
    assert case.state == Case.State.CHECKING
    with pytest.raises(CannotBeDone, match="answered already"):
        say(old, Said.AGREED, who="Sam", how="by telephone", by=support())


def test_the_second_wording_shows_what_is_otherwise() -> None:
    case = drafted()
    asked(case)
    written(case, done="We run groups by telephone.")
    page = Client().get(mailed_link(case)).content.decode()
    assert "<del>video</del>" in page
    assert "<ins>telephone</ins>" in page


def test_a_page_that_says_too_little_is_not_sent() -> None:
    case = drafted()
    with pytest.raises(CannotBeDone, match="the problem"):
        asked(written(case, problem=""))
    with pytest.raises(CannotBeDone, match="nothing to ask"):
        asked(agreed(written(case, problem="Few came.")))


def test_without_an_address_nothing_is_mailed_and_the_telephone_serves() -> None:
    case = drafted(email="", phone="01234 567890")
    check = asked(case)
    assert check.message is None
    say(check, Said.AGREED, who="Sam", how="by telephone on 3 March 2021", by=support())
    case.refresh_from_db()
    assert case.agreed_how == "Sam, by telephone on 3 March 2021"


def test_who_has_not_answered_is_reminded_once() -> None:
    check = asked(drafted())
    assert remind(Progress()) == "0 reminded"
    CaseCheck.objects.update(sent_at=timezone.now() - dt.timedelta(days=8))
    assert [remind(Progress()), remind(Progress())] == ["1 reminded", "0 reminded"]
    run_waiting()
    assert "A reminder" in mail.outbox[-1].subject
    assert check.case.slug in str(Client().get(link_in(mail.outbox[-1])).context["case"].slug)


@pytest.mark.parametrize("token", ["none", "x" * 43])
def test_a_link_that_is_none_says_so(token: str) -> None:
    for address in (f"/my-case/{token}/", f"/my-case/{token}/stuck/"):
        assert Client().get(address).status_code == 404
        assert Client().post(address, {"said": "agreed"}).status_code == 404


def test_a_withdrawn_case_is_erased_and_then_its_submission_can_be() -> None:
    case = agreed()
    address = mailed_link(written(case, done="Something private."))
    submission = case.submission
    assert submission
    with pytest.raises(CannotBeDone, match="withdraw"):
        erase(submission, by=support(), reason="asked for")
    with pytest.raises(CannotBeDone, match="Withdraw the page first"):
        erase_case(case, by=support(), reason="asked for")
    withdraw_case(case, why="Asked for.", by=support())
    erase_case(case, by=support(), reason="asked for")
    case.refresh_from_db()
    assert (case.title, case.done, case.owner_email) == ("A page that was erased", "", "")
    assert case.checks.count() == 0
    assert Client().get(address).status_code in {404, 410}
    kept = str([(event.changes, event.object_label) for event in history(case)])
    assert "private" not in kept
    erase(Submission.objects.get(pk=submission.pk), by=support(), reason="asked for")
