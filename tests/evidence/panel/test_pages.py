"""The pages of the panel: what was typed stays, empty states, a fixed number of queries."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.evidence.models import (
    Assessment,
    Call,
    Decision,
    Interest,
    Panel,
    Panellist,
    Submission,
)
from alliance.evidence.panel.scoring import live_criteria
from alliance.evidence.panel.seen import lens_of
from tests.evidence.invented import sent, whole
from tests.evidence.panel.invented import (
    account,
    as_,
    editor,
    given,
    opinion,
    phase,
    scored,
    sits,
    user_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff() -> Client:
    return as_(editor())


def place(call: Call, rest: str = "") -> str:
    return f"/programme/calls/{call.slug}/panel/{rest}"


# The programme ---------------------------------------------------------------------------------


def test_a_call_without_a_panel_offers_to_set_one_up(staff: Client, call: Call) -> None:
    assert b"has no panel yet" in staff.get(place(call)).content
    assert not Panel.objects.exists()
    for _ in range(2):
        staff.post(place(call), {"do": "set_up"})
    made = Panel.objects.get()
    assert [row.name for row in made.phases.all()] == ["Reading", "Discussing", "Deciding"]
    assert made.criteria.filter(is_default=True).count() == 5


def test_settings_are_kept_with_all_faults_at_once(staff: Client, panel: Panel, call: Call) -> None:
    said = {"version": panel.version, "readers_each": "0", "scale_from": "1", "scale_to": "3",
            "labels": "No\nYes", "is_blind": "on", "guidance": "Read twice."}  # fmt: skip
    response = staff.post(place(call, "settings/"), said)
    assert response.status_code == 422
    assert b"Read twice." in response.content
    assert b"There are 3 scores, so write 3 lines" in response.content
    said |= {"readers_each": "2", "labels": "No\nPerhaps\nYes"}
    assert staff.post(place(call, "settings/"), said).status_code == 302
    assert staff.post(place(call, "settings/"), said).status_code == 409  # changed meanwhile
    panel.refresh_from_db()
    assert (panel.labels, panel.scale_to) == (["No", "Perhaps", "Yes"], 3)


def rows(version: int, *rows: dict[str, str]) -> dict[str, str]:
    form = {"version": str(version), "row-TOTAL_FORMS": str(len(rows)), "row-INITIAL_FORMS": "0"}
    return form | {
        f"row-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()
    }


def test_criteria_are_changed_added_and_taken_away_together(
    staff: Client, panel: Panel, call: Call
) -> None:
    first, second = live_criteria(panel)[:2]
    form = rows(
        panel.version,
        {"pk": str(first.pk), "name": "Newness", "weight": "2"},
        {"pk": str(second.pk), "name": "Impact", "weight": "1", "goes": "on"},
        {"name": "Warmth", "weight": "3"},
    )
    assert staff.post(place(call, "criteria/"), form).status_code == 302
    names = [(row.name, row.weight, row.is_default) for row in live_criteria(panel)]
    assert ("Newness", 2, False) in names
    assert ("Warmth", 3, False) in names
    assert "Impact" not in [name for name, _, _ in names]
    wrong = rows(panel.version + 1, {"name": "Depth", "weight": "99"})
    response = staff.post(place(call, "criteria/"), wrong)
    assert response.status_code == 422
    assert b"from 1 to 10" in response.content


def test_phases_are_days_in_order_with_their_rights(
    staff: Client, panel: Panel, call: Call
) -> None:
    row = {"name": "Talking", "starts_on": "5 November 2020", "ends_on": "4 November 2020"}
    response = staff.post(place(call, "phases/"), rows(panel.version, row | {"may": "may_discuss"}))
    assert response.status_code == 422
    assert b"ends before it begins" in response.content
    row["ends_on"] = "9 November 2020"
    staff.post(place(call, "phases/"), rows(panel.version, row | {"may": "may_discuss"}))
    made = panel.phases.get(name="Talking")
    assert (made.may_discuss, made.may_score, made.sees_names) == (True, False, False)


def test_members_are_asked_and_their_interests_noted(
    staff: Client, panel: Panel, call: Call, answers: list[Submission]
) -> None:
    ann = account("Ann One")
    assert staff.post(place(call, "members/"), {}).status_code == 422
    staff.post(place(call, "members/"), {"person": ann.person_id})
    assert panel.panellists.get().state == "asked"
    bob = sits(panel, "Bob Two")
    page = place(call, f"members/{bob.pk}/")
    both = {
        "do": "note",
        "note-why": "Family",
        "note-number": "1",
        "note-authority": str(answers[0].authority_id),
    }
    assert staff.post(page, both).status_code == 422
    staff.post(page, {"do": "note", "note-why": "Family", "note-number": "1"})
    interest = Interest.objects.get()
    assert interest.submission == answers[0]
    assert staff.post(page, {"do": "withdraw", "interest": interest.pk}).status_code == 422
    staff.post(page, {"do": "withdraw", "interest": interest.pk, "withdraw-why": "None"})
    interest.refresh_from_db()
    assert interest.withdrawn_at


def test_reading_is_looked_at_and_then_given(staff: Client, panel: Panel, call: Call) -> None:
    assert b"Nobody can be given anything yet" in staff.get(place(call, "reading/")).content
    sits(panel, "Ann One")
    response = staff.get(place(call, "reading/"))
    assert not Panellist.objects.get().assignments.exists()
    assert staff.post(place(call, "reading/"), {"stamp": "old"}).status_code == 409
    staff.post(place(call, "reading/"), {"stamp": response.context["proposal"].stamp})
    assert Panellist.objects.get().assignments.count() == 4


def test_several_are_decided_by_ticking_them(
    staff: Client, panel: Panel, call: Call, answers: list[Submission]
) -> None:
    response = staff.post(place(call, "results/"), {"outcome": "no", "why": "Not new."})
    assert response.status_code == 422
    assert b"Tick the answers" in response.content
    assert b"Not new." in response.content
    chosen = [f"{row.pk}:" for row in answers[:2]]
    form = {"outcome": "no", "why": "Not new.", "chosen": chosen}
    staff.post(place(call, "results/"), form)
    assert Decision.objects.filter(is_current=True).count() == 2
    # From a page that was opened before: nothing is decided over somebody else’s head.
    again = staff.post(place(call, "results/"), form | {"outcome": "showcase"})
    assert again.status_code == 409
    assert b"Somebody decided on SL-1 meanwhile" in again.content


def test_assessors_words_are_offered_for_the_letter(
    staff: Client, panel: Panel, call: Call, answers: list[Submission]
) -> None:
    sits(panel, "Ann One")
    row = next(row for row in given(panel) if row.submission_id == answers[0].pk)
    scored(row, to_submitter="More figures, please.")
    page = place(call, "answers/1/")
    assert b"More figures, please." in staff.get(page).content
    staff.post(page, {"do": "decide", "outcome": "later", "why": "Early.", "words": "0",
                      "to_submitter": "And thank you."})  # fmt: skip
    assert Decision.objects.get().to_submitter == "More figures, please.\n\nAnd thank you."


def test_letters_are_read_first_and_sent_once(
    staff: Client, panel: Panel, call: Call, answers: list[Submission]
) -> None:
    assert b"Nothing is decided yet" in staff.get(place(call, "letters/")).content
    staff.post(place(call, "results/"),
               {"outcome": "later", "why": "Early.", "chosen": [f"{answers[0].pk}:"]})  # fmt: skip
    page = staff.get(place(call, "letters/"))
    assert b"worth another look" in page.content
    staff.post(place(call, "letters/"), {"do": "send"})
    assert Decision.objects.get().told_at is None
    for _ in range(2):
        staff.post(place(call, "letters/"), {"do": "send", "decision": Decision.objects.get().pk})
    assert Decision.objects.get().told_at is not None


def test_the_table_of_results_asks_as_often_however_many_there_are(
    staff: Client, panel: Panel, call: Call, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ann = sits(panel, "Ann One")
    for row in given(panel):
        scored(row)
    mine = as_(user_of(ann))
    mine.get(f"/panel/{call.slug}/")
    staff.get(place(call, "results/"))
    with django_assert_num_queries(QUERIES["results/"]):
        staff.get(place(call, "results/"))
    with django_assert_num_queries(QUERIES["own"]):
        mine.get(f"/panel/{call.slug}/")
    for number in range(4):
        sent(call, whole(f"More {number}."))
    for row in given(panel)[4:]:
        scored(row)
    with django_assert_num_queries(QUERIES["results/"]):
        staff.get(place(call, "results/"))
    with django_assert_num_queries(QUERIES["own"]):
        assert len(mine.get(f"/panel/{call.slug}/").context["own"]) == 8


QUERIES = {"results/": 21, "own": 24}


# The panel -------------------------------------------------------------------------------------


def test_who_sits_on_no_panel_sees_an_empty_page_and_no_panel(call: Call, panel: Panel) -> None:
    client = as_(account("Ann One"))
    assert b"You sit on no panel" in client.get("/panel/").content
    assert client.get(f"/panel/{call.slug}/").status_code == 404


def test_from_being_asked_to_reading(call: Call, panel: Panel, staff: Client, kent) -> None:
    ann = account("Ann One")
    client = as_(ann)
    staff.post(place(call, "members/"), {"person": ann.person_id})
    here = f"/panel/{call.slug}/"
    assert b"Would you sit on the panel" in client.get(here).content
    client.post(here, {"do": "accept"})
    assert b"Say first what you have an interest in" in client.get(here).content
    client.post(
        f"{here}interests/", {"authorities": [kent.pk], "why": "Family", "organisations": ""}
    )
    assert Interest.objects.get().authority == kent
    assert b"Nothing is yours to read yet" in client.get(here).content
    assert client.post(here, {"do": "leave"}).status_code == 422
    client.post(here, {"do": "leave", "why": "No time after all"})
    assert client.get(here).status_code == 404


def test_a_reader_scores_saves_and_goes_on(call: Call, panel: Panel) -> None:
    ann = sits(panel, "Ann One")
    row = given(panel)[0]
    client = as_(user_of(ann))
    here = f"/panel/{call.slug}/{lens_of(panel).codes[row.submission_id]}/"
    names = [f"score_{each.pk}" for each in live_criteria(panel)]
    begun = {"do": "keep", "version": "0", names[0]: "4", "to_panel": "So far good."}
    assert client.post(here, begun).status_code == 302
    page = client.get(here)
    assert b"So far good." in page.content
    assert b"nobody else sees it yet" in page.content
    response = client.post(here, begun | {"do": "give", "version": "1", "to_panel": "Still good."})
    assert response.status_code == 422
    assert b"Give a score for impact" in response.content
    assert Assessment.objects.get().to_panel == "Still good."
    whole_ = dict.fromkeys(names, "5") | {"do": "give", "version": "2", "to_panel": "Good."}
    assert client.post(here, whole_).status_code == 302
    assert Assessment.objects.get().given_at is not None
    stale = client.post(here, whole_ | {"to_panel": "Other."})
    assert stale.status_code == 409
    assert b"Other." in stale.content


def test_what_was_typed_survives_the_end_of_a_session(call: Call, panel: Panel) -> None:
    ann = sits(panel, "Ann One")
    row = given(panel)[0]
    client = Client()
    here = f"/panel/{call.slug}/{lens_of(panel).codes[row.submission_id]}/"
    gone = client.post(here, {"do": "keep", "version": "0", "to_panel": "Not to be lost."})
    assert gone.status_code == 302
    client.force_login(user_of(ann), "allauth.account.auth_backends.AuthenticationBackend")
    assert b"Not to be lost." in client.get(here).content
    assert not Assessment.objects.exists()


def test_the_panel_discusses_where_the_phase_says(call: Call, panel: Panel) -> None:
    ann = sits(panel, "Ann One")
    row = given(panel)[0]
    client = as_(user_of(ann))
    here = f"/panel/{call.slug}/{lens_of(panel).codes[row.submission_id]}/"
    assert client.post(here, {"do": "remark", "says-text": "Yes."}).status_code == 409
    phase(panel, may_discuss=True)
    assert client.post(here, {"do": "remark", "says-text": ""}).status_code == 422
    client.post(here, {"do": "remark", "says-text": "Yes."})
    assert b"Ann One" in client.get(here).content


def test_the_panels_results_are_there_only_when_the_phase_shows_scores(
    call: Call, panel: Panel
) -> None:
    ann, bob = sits(panel, "Ann One"), sits(panel, "Bob Two")
    for row in given(panel):
        scored(row, 4 if row.panellist_id == ann.pk else 2)
    client = as_(user_of(bob))
    assert client.get(f"/panel/{call.slug}/results/").status_code == 404
    phase(panel, sees_scores=True)
    page = client.get(f"/panel/{call.slug}/results/")
    assert page.context["lines"][0].result.mean == 3
    assert b"Ann One" not in page.content
    assert b"strictly" not in page.content
    assert opinion(panel).scores
