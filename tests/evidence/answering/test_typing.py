"""What is typed is kept as it is typed, faults and all, and no device overwrites another silently."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from django.test import Client

from alliance.evidence.answering.keeping import TypedElsewhere, keep_fields, seen_of
from alliance.evidence.taking.rows import given_of
from alliance.evidence.taking.sending import begin
from tests.evidence.answering.conftest import Writer
from tests.evidence.invented import call, closed, given, sent, whole

pytestmark = pytest.mark.django_db
IDEA = ["answers.idea"]


@pytest.fixture
def draft(writer: Writer) -> Writer:
    return writer.go_on_with(begin(call(), given=given("First."), by=None))


def test_each_screen_keeps_its_own_and_leads_to_the_next(draft: Writer) -> None:
    answer = draft.post("part/more-1/", title="Groups", **{"answers.problem": "No cars."})
    assert answer["Location"] == draft.at("part/more-2/")
    assert draft.post("part/more-2/", **{"answers.cost": "Time."})["Location"] == draft.at(
        "part/publishing/"
    )
    assert draft.post("part/publishing/", consent="named")["Location"] == draft.at("files/")
    kept = given_of(draft.submission)
    assert (kept.title, kept.consent, kept.answers["problem"]) == ("Groups", "named", "No cars.")
    assert kept.answers["idea"] == "First."


def test_faults_are_said_at_their_fields_and_kept_all_the_same(draft: Writer) -> None:
    answer = draft.post("part/who/", name="", email="not an address")
    assert answer.status_code == 422
    assert 'href="#id_name">Give your name.' in answer.content.decode()
    assert given_of(draft.submission).email == "not an address"


def test_saving_for_later_is_not_judged(draft: Writer) -> None:
    answer = draft.post("part/who/", name="", do="later")
    assert (answer.status_code, answer["Location"]) == (302, draft.at())


def test_who_came_from_the_last_look_goes_back_to_it(draft: Writer) -> None:
    page = draft.page("part/more-1/?then=check")
    assert 'name="then" value="check"' in page
    answer = draft.post("part/more-1/", then="check")
    assert answer["Location"] == draft.at("check/")
    assert draft.post("part/more-1/", then="https://example.com")["Location"] == draft.at(
        "part/more-2/"
    )


def test_what_is_typed_is_kept_while_it_is_typed(draft: Writer) -> None:
    seen = draft.seen("part/idea/")
    answer = draft.client.post(draft.at("part/idea/keep/"), {"answers.idea": "Sec", "seen": seen})
    said = json.loads(answer.content)
    assert set(said) == {"seen", "at"}
    again = draft.client.post(
        draft.at("part/idea/keep/"), {"answers.idea": "Second.", "seen": said["seen"]}
    )
    assert again.status_code == 200
    assert given_of(draft.submission).answers["idea"] == "Second."


def test_looking_keeps_nothing(draft: Writer) -> None:
    before = draft.submission.version
    for path in (
        "",
        "check/",
        "part/idea/",
        "part/idea/keep/?answers.idea=x",
        "files/",
        "link/",
        "withdraw/",
    ):
        draft.client.get(draft.at(path))
    assert draft.submission.version == before


def test_another_device_is_not_overwritten_before_it_was_seen(draft: Writer) -> None:
    seen = draft.seen("part/idea/")
    draft.post("part/idea/", **{"answers.idea": "On the telephone."})
    quiet = draft.client.post(
        draft.at("part/idea/keep/"), {"answers.idea": "On the desk.", "seen": seen}
    )
    assert quiet.status_code == 409
    assert "another device" in json.loads(quiet.content)["says"]
    pressed = draft.client.post(
        draft.at("part/idea/"), {"answers.idea": "On the desk.", "seen": seen}
    )
    page = pressed.content.decode()
    assert pressed.status_code == 409
    assert "On the desk." in page
    assert "On the telephone." in page
    assert given_of(draft.submission).answers["idea"] == "On the telephone."
    # Having seen it, they may keep theirs.
    mark = page.split('name="seen" value="')[1].split('"')[0]
    draft.client.post(draft.at("part/idea/"), {"answers.idea": "On the desk.", "seen": mark})
    assert given_of(draft.submission).answers["idea"] == "On the desk."


def test_devices_on_two_screens_do_not_disturb_each_other(draft: Writer) -> None:
    seen = draft.seen("part/idea/")
    draft.post("part/more-1/", title="From the telephone")
    answer = draft.client.post(
        draft.at("part/idea/"), {"answers.idea": "From the desk.", "seen": seen}
    )
    assert answer.status_code == 302
    kept = given_of(draft.submission)
    assert (kept.title, kept.answers["idea"]) == ("From the telephone", "From the desk.")


def test_what_arrived_without_an_answer_is_no_other_device(draft: Writer) -> None:
    """The connection broke after the site had kept it: the same device tries again with more."""
    seen = draft.seen("part/idea/")
    draft.client.post(draft.at("part/idea/keep/"), {"answers.idea": "Sec", "seen": seen})
    tried = urlencode({"answers.idea": "Sec"})
    answer = draft.client.post(
        draft.at("part/idea/keep/"), {"answers.idea": "Second.", "seen": seen, "tried": [tried]}
    )
    assert answer.status_code == 200
    assert given_of(draft.submission).answers["idea"] == "Second."


def test_the_same_on_both_devices_is_no_conflict_and_no_change(draft: Writer) -> None:
    submission = draft.submission
    before = submission.version
    keep_fields(submission, {"answers.idea": "First."}, seen="another")
    assert draft.submission.version == before
    with pytest.raises(TypedElsewhere):
        keep_fields(submission, {"answers.idea": "Other."}, seen="another")


def test_a_mark_is_of_the_fields_it_was_made_of() -> None:
    one, other = given("A", title="B"), given("A", title="C")
    assert seen_of(one, IDEA) == seen_of(other, IDEA)
    assert seen_of(one, ["title"]) != seen_of(other, ["title"])


def test_a_change_half_typed_is_the_writers_alone_until_it_is_sent(writer: Writer) -> None:
    one = writer.go_on_with(sent(call(), given("First.")))
    one.post("part/idea/", **{"answers.idea": "Second."})
    page = one.page()
    assert "You have changed something and not sent it" in page
    assert "First." in page
    one.post("check/", do="send")
    assert "Second." in one.page()
    assert "not sent it" not in one.page()


def test_a_change_can_be_left(writer: Writer) -> None:
    one = writer.go_on_with(sent(call(), given("First.")))
    one.post("part/idea/", **{"answers.idea": "Second."})
    one.client.post(one.at("as-sent/"))
    assert given_of(one.submission).answers["idea"] == "First."


def test_after_closing_nothing_is_kept_and_why_is_said(writer: Writer) -> None:
    one = writer.go_on_with(sent(call(), whole()))
    closed(one.submission.call)
    assert one.client.get(one.at("part/idea/"))["Location"] == one.at()
    assert one.client.post(one.at("part/idea/"), {"answers.idea": "Late."})["Location"] == one.at()
    assert one.client.post(one.at("part/idea/keep/"), {"answers.idea": "Late."}).status_code == 409
    page = one.page()
    assert "can no longer be changed here" in page
    assert "Withdraw it" not in page
    assert given_of(one.submission).answers["idea"] == "We run groups by video."


@pytest.mark.parametrize("step", ["nowhere", "files", "more-9"])
def test_there_is_no_screen_of_another_name(draft: Writer, step: str) -> None:
    assert draft.client.get(draft.at(f"part/{step}/")).status_code == 404


@pytest.mark.parametrize(
    "path", ["", "check/", "part/idea/", "files/", "link/", "withdraw/", "files/1/"]
)
def test_a_link_that_is_none_opens_nothing(client: Client, path: str) -> None:
    answer = client.get(f"/my-submission/none/{path}")
    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()
    assert client.post(f"/my-submission/none/{path}").status_code in {404, 405}
