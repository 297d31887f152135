"""The last look: what may be about a child is shown first, and what is sent has a reference and a copy."""

from __future__ import annotations

import pytest
from django.core import mail

from alliance.evidence.answering import limits
from alliance.evidence.answering.forms import all_fields
from alliance.evidence.answering.keeping import seen_of
from alliance.evidence.answering.warning import passages
from alliance.evidence.models import Submission, SubmissionState
from alliance.evidence.taking.given import Given
from alliance.evidence.taking.rows import definition_of, given_of
from alliance.evidence.taking.sending import begin
from alliance.jobs.worker import run_waiting
from tests.evidence.answering.conftest import Writer
from tests.evidence.invented import call, closed, given, sent, whole

pytestmark = pytest.mark.django_db
OF_A_CHILD = "A boy called Jayden came every week. His case no 123456 was closed."


def drafted(writer: Writer, what: Given | None = None) -> Writer:
    return writer.go_on_with(begin(call(), given=what or given(), by=None))


def test_what_may_be_about_a_child_is_quoted_and_not_sent_unseen(writer: Writer) -> None:
    one = drafted(writer, given(OF_A_CHILD))
    page = one.page("check/")
    assert "<mark>Jayden</mark>" in page
    assert "the number of a case or record" in page
    refused = one.post("check/", do="send")
    assert refused.status_code == 422
    assert one.submission.state == SubmissionState.DRAFT


def test_it_is_sent_all_the_same_if_its_writer_says_so_and_only_the_kinds_are_kept(
    writer: Writer,
) -> None:
    one = drafted(writer, given(OF_A_CHILD))
    one.post("check/", do="all_the_same")
    assert one.submission.state == SubmissionState.SENT
    assert one.submission.warned_of == ["case", "name"]


def test_what_says_nothing_of_a_child_is_sent_without_more_ado(writer: Writer) -> None:
    one = drafted(writer, whole())
    assert "Is this about a child?" not in one.page("check/")
    one.post("check/", do="send")
    assert (one.submission.state, one.submission.warned_of) == (SubmissionState.SENT, [])


def test_their_own_name_and_address_are_theirs_to_give() -> None:
    who = given(name="Jayden (9)", email="mum@example.org", phone="01234 567890")
    assert passages(definition_of(call()), who) == []


def test_what_is_not_asked_any_more_is_not_warned_of() -> None:
    said = given(answers={"stays": "yes", "until": OF_A_CHILD})
    assert passages(definition_of(call()), said) == []


def test_faults_lead_to_their_screens_and_there_is_no_button_before(writer: Writer) -> None:
    one = drafted(writer, given(name="", email=""))
    page = one.page("check/")
    assert f'href="{one.at("part/who/")}?then=check">Give your name.' in page
    assert "Send your idea" not in page
    seen = seen_of(given_of(one.submission), all_fields(definition_of(one.submission.call)))
    forced = one.client.post(one.at("check/"), {"seen": seen, "do": "send"})
    assert forced.status_code == 422
    assert "Mend what is marked" in forced.content.decode()
    assert one.submission.state == SubmissionState.DRAFT


def test_what_is_lacking_is_said_and_can_be_added_later(writer: Writer) -> None:
    one = drafted(writer)
    assert "You can send it as it is" in one.page("check/")
    one.post("check/", do="send")
    assert "What was the problem?" in one.page()
    assert "Lacks" not in one.page()


def test_what_changed_since_the_look_is_looked_at_again(writer: Writer) -> None:
    one = drafted(writer)
    seen = one.seen("check/")
    one.post("part/idea/", **{"answers.idea": OF_A_CHILD})
    answer = one.client.post(one.at("check/"), {"seen": seen, "do": "all_the_same"})
    assert answer.status_code == 409
    assert "Jayden" in answer.content.decode()
    assert one.submission.state == SubmissionState.DRAFT


def test_pressed_twice_it_is_sent_once(writer: Writer) -> None:
    one = drafted(writer)
    seen = one.seen("check/")
    for _ in range(2):
        one.client.post(one.at("check/"), {"seen": seen, "do": "send"})
    run_waiting()
    assert (Submission.objects.count(), one.submission.wordings.count(), len(mail.outbox)) == (
        1,
        1,
        1,
    )


def test_nobody_fills_a_mailbox_by_sending_for_others(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SENT_FOR_ONE_ADDRESS", 1)
    sent(call())
    one = writer.go_on_with(
        begin(Submission.objects.get().call, given=given(email="SAM@example.org"), by=None)
    )
    assert one.post("check/", do="send").status_code == 429
    assert one.submission.state == SubmissionState.DRAFT
    assert "We run groups by video." in one.page("check/")


def test_withdrawing_asks_first_and_says_what_it_means(writer: Writer) -> None:
    one = writer.go_on_with(sent(call()))
    assert "Withdraw SL-1?" in one.page("withdraw/")
    assert one.submission.state == SubmissionState.SENT
    one.post("withdraw/", why="We stopped.")
    assert (one.submission.state, one.submission.withdrawn_why) == ("withdrawn", "We stopped.")
    page = one.page()
    assert "SL-1 is withdrawn" in page
    assert "Withdraw it" not in page


def test_after_closing_nothing_is_withdrawn_by_its_writer(writer: Writer) -> None:
    one = writer.go_on_with(sent(call()))
    closed(one.submission.call)
    assert one.client.post(one.at("withdraw/"))["Location"] == one.at()
    assert one.submission.state == SubmissionState.SENT


def test_another_idea_of_the_same_person_is_one_more_of_a_bundle(writer: Writer) -> None:
    one = writer.go_on_with(sent(call(), whole()))
    first = one.submission
    answer = one.client.post(one.at("another/"))
    one.token = answer["Location"].split("/")[2]
    assert answer["Location"] == one.at("part/idea/")
    page = one.page("part/who/")
    assert 'value="Sam Practitioner"' in page
    answer = one.post("part/idea/", **{"answers.idea": "A second."})
    assert answer["Location"] == one.at()
    one.post("check/", do="send")
    second = one.submission
    first.refresh_from_db()
    assert (str(second), second.bundle) == ("SL-2", first.bundle)
    assert second.title == "A second."
    assert "SL-1" in one.page()
    assert second.consent == ""
