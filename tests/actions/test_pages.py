"""The pages: who sees what of what is asked, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alliance.actions.models import Action, ActionState, AnswerKind, Audience, Form, Response
from alliance.actions.raising import change_action
from alliance.actions.said import Said
from alliance.actions.when import By
from alliance.directory.models import ActingFor, Capacity, RoleKind, User
from tests.actions.invented import (
    DAY,
    SECRET,
    answered,
    ask_of,
    asking,
    counting,
    number,
    question_of,
    raised,
    today,
)
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
FILE = SECRET.encode()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    return client


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def other() -> User:
    return account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))


@pytest.fixture
def support() -> User:
    return account("Support", RoleKind.PROGRAMME_SUPPORT)


def page(client: Client, at: str, status: int = 200) -> str:
    response = client.get(at)
    assert response.status_code == status
    return response.content.decode()


def sent(action: Action, **said: object) -> dict[str, object]:
    return {"question": question_of(action).pk, "seen": "", "do": "answer", **said}


# Whose answers ---------------------------------------------------------------------------------


def test_an_authority_never_reads_what_another_said(lead: User, other: User) -> None:
    action = raised(kind=AnswerKind.FILE, of=[authority("Kent"), authority("Medway")])
    kent = ask_of(action, authority("Kent"))
    signed_in(lead).post(
        f"/actions/{action.pk}/kent/",
        sent(action, text=SECRET, document=SimpleUploadedFile("answer.txt", FILE)),
    )
    response = counting(kent)
    assert response is not None
    there = signed_in(other)
    for at in (
        f"/actions/{action.pk}/kent/",
        f"/actions/{action.pk}/kent/files/{response.pk}/",
        f"/actions/{action.pk}/medway/files/{response.pk}/",
    ):
        assert SECRET not in page(there, at, 404)
    for at in (f"/actions/{action.pk}/medway/", "/my-authority/"):
        assert SECRET not in page(there, at)
    assert response.document is not None
    assert there.get(response.document.url).status_code in {302, 403, 404}
    assert SECRET in page(signed_in(lead), f"/actions/{action.pk}/kent/")


def test_nobody_answers_for_another_authority(other: User) -> None:
    action = raised(of=[authority("Kent"), authority("Medway")])
    response = signed_in(other).post(f"/actions/{action.pk}/kent/", sent(action))
    assert response.status_code == 404
    assert not Response.objects.exists()


def test_nor_lets_its_answer_count(lead: User, other: User) -> None:
    action = raised(kind=AnswerKind.COUNT, of=[authority("Kent"), authority("Medway")])
    kent = ask_of(action, authority("Kent"))
    answered(kent, lead, said=number("1"), seen=None)
    aside = answered(kent, lead, said=number("2"), seen=None)
    signed_in(other).post(
        f"/actions/{action.pk}/medway/", {"do": "let_count", "response": aside.pk, "seen": ""}
    )
    aside.refresh_from_db()
    assert not aside.counts


def test_who_of_the_authority_does_not_answer_still_reads_it(lead: User) -> None:
    action = raised(kind=AnswerKind.TEXT)
    answered(ask_of(action), lead, said=Said(text=SECRET))
    councillor = signed_in(account("Lead member", RoleKind.LEAD_MEMBER, authority("Kent")))
    assert SECRET in page(councillor, f"/actions/{action.pk}/kent/")
    response = councillor.post(f"/actions/{action.pk}/kent/", sent(action, text="Mine"))
    assert response.status_code == 403


@pytest.mark.parametrize(
    ("audience", "stranger", "member"),
    [(Audience.PUBLIC, 200, 200), (Audience.MEMBERS, 404, 200), (Audience.ASKED, 404, 404)],
)
def test_what_is_asked_is_read_by_those_it_was_said_to(
    other: User, audience: Audience, stranger: int, member: int
) -> None:
    action = raised(of=[authority("Kent")], audience=audience)
    page(Client(), f"/actions/{action.pk}/", stranger)
    page(signed_in(other), f"/actions/{action.pk}/", member)


def test_a_draft_is_known_to_the_programme_only(lead: User, support: User) -> None:
    action = raised(opened=False, audience=Audience.PUBLIC)
    for client in (Client(), signed_in(lead)):
        page(client, f"/actions/{action.pk}/", 404)
    page(signed_in(support), f"/actions/{action.pk}/")


# Answering -------------------------------------------------------------------------------------


def test_an_answer_is_a_button_press(lead: User) -> None:
    action = raised()
    client = signed_in(lead)
    page(client, f"/actions/{action.pk}/kent/")
    assert counting(ask_of(action)) is None
    client.post(f"/actions/{action.pk}/kent/", sent(action))
    assert counting(ask_of(action)) is not None


def test_what_does_not_answer_comes_back_with_all_that_was_typed(lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    response = signed_in(lead).post(
        f"/actions/{action.pk}/kent/", sent(action, number="some", text="A long note")
    )
    assert response.status_code == 422
    said = response.content.decode()
    assert 'value="some"' in said
    assert "A long note" in said
    assert "Write a number, as 14 or 82.5." in said


@pytest.mark.parametrize(("written", "number"), [("14", 14), ("1,200", 1200), (" 7 ", 7), ("0", 0)])
def test_numbers_are_read_as_people_write_them(lead: User, written: str, number: int) -> None:
    action = raised(kind=AnswerKind.COUNT)
    signed_in(lead).post(f"/actions/{action.pk}/kent/", sent(action, number=written))
    response = counting(ask_of(action))
    assert response is not None
    assert response.number == number


def test_what_was_begun_is_there_for_a_colleague_too(lead: User) -> None:
    action = raised(kind=AnswerKind.TEXT)
    signed_in(lead).post(
        f"/actions/{action.pk}/kent/", sent(action, do="begun", text="So far this")
    )
    director = signed_in(account("Director", RoleKind.DCS, authority("Kent")))
    said = page(director, f"/actions/{action.pk}/kent/")
    assert "So far this" in said
    assert "Kent Lead" in said


def test_two_at_once_see_both_answers_and_choose(lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    at = f"/actions/{action.pk}/kent/"
    director = signed_in(account("Director", RoleKind.DCS, authority("Kent")))
    signed_in(lead).post(at, sent(action, number="14"))
    director.post(at, sent(action, number="15"))
    said = page(director, at)
    assert "Two answers came at once" in said
    aside, first = Response.objects.order_by("-pk")
    director.post(at, {"do": "let_count", "response": aside.pk, "seen": first.pk})
    assert counting(ask_of(action)) == aside
    assert "Two answers came at once" not in page(director, at)


def test_a_pa_answers_for_the_director_and_it_says_so(lead: User) -> None:
    director = account("Dana Director", RoleKind.DCS, authority("Kent"))
    pa = account("Pat Assistant", RoleKind.DCS_PA, authority("Kent"))
    ActingFor.objects.create(
        person=pa.person, principal=director.person, capacity=Capacity.PA, starts_on=today()
    )
    action = raised()
    signed_in(pa).post(f"/actions/{action.pk}/kent/", sent(action))
    assert "Pat Assistant for Dana Director" in page(signed_in(lead), f"/actions/{action.pk}/kent/")


def test_a_question_that_changed_meanwhile_keeps_what_was_typed(lead: User) -> None:
    action = raised(kind=AnswerKind.TEXT)
    form = sent(action, text="To the earlier question")
    change_action(by=None, action=action, seen=2, asking=asking(kind=AnswerKind.YES_NO))
    client = signed_in(lead)
    said = client.post(f"/actions/{action.pk}/kent/", form, follow=True).content.decode()
    assert "The question has changed meanwhile" in said
    assert "To the earlier question" in said
    assert counting(ask_of(action)) is None


def test_a_file_is_an_attachment_and_what_its_name_says(lead: User) -> None:
    action = raised(kind=AnswerKind.FILE)
    client, at = signed_in(lead), f"/actions/{action.pk}/kent/"
    wrong = client.post(at, sent(action, document=SimpleUploadedFile("answer.pdf", b"MZ")))
    assert wrong.status_code == 422
    client.post(at, sent(action, document=SimpleUploadedFile("answer.txt", FILE)))
    response = counting(ask_of(action))
    assert response is not None
    given = client.get(f"{at}files/{response.pk}/")
    given.close()
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in given.headers["Cache-Control"]


# My authority ----------------------------------------------------------------------------------


def test_a_dozen_are_answered_on_my_authority_and_the_rest_are_a_line_each(lead: User) -> None:
    for each in range(14):
        raised(f"Thing {each}", by=[By(today() - DAY)])
    said = page(signed_in(lead), "/my-authority/")
    assert said.count("Say it is done") == 12
    assert "2 more that are owed" in said
    assert all(f"Thing {each}" in said for each in range(14))


def test_my_authority_says_in_a_sentence_what_waits(lead: User) -> None:
    raised("Late thing", by=[By(today() - DAY)])
    raised("Due thing", by=[By(today() + DAY)])
    said = page(signed_in(lead), "/my-authority/")
    assert "1 thing is late, 1 is due this week, nothing else is waiting." in said


def test_it_is_answered_in_place(lead: User) -> None:
    action = raised("Late thing", by=[By(today() - DAY)])
    client = signed_in(lead)
    assert "Say it is done" in page(client, "/my-authority/")
    form = sent(action, back="my-authority")
    response = client.post(f"/actions/{action.pk}/kent/", form)
    assert response.headers["Location"] == "/my-authority/"
    assert "Nothing is waiting for you." in page(client, "/my-authority/")


def test_without_a_role_it_says_whom_to_write_to() -> None:
    assert "which keeps the roles" in page(signed_in(account("Nobody")), "/my-authority/")


def test_another_authority_is_not_chosen_by_its_name(lead: User) -> None:
    raised("Only of Medway", of=[authority("Medway")], audience=Audience.ASKED)
    said = page(signed_in(lead), "/my-authority/?authority=medway")
    assert "Only of Medway" not in said


def test_it_takes_as_many_queries_for_many_as_for_few(
    lead: User, django_assert_max_num_queries: object
) -> None:
    client = signed_in(lead)
    for each in range(12):
        raised(f"Thing {each}", by=[By(today() + each * DAY)])
    client.get("/my-authority/")
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get("/my-authority/")


# The programme ---------------------------------------------------------------------------------


def written(**said: object) -> dict[str, object]:
    return {
        "title": "Return the form", "weight": "request", "kind": "acknowledge",
        "audience": "members", "authorities": [authority("Kent").pk], "do": "open",
        "firm_1": "wished", "firm_2": "wished", "firm_3": "wished", **said,
    }  # fmt: skip


def test_the_programme_asks_something(support: User) -> None:
    form = written(on_1="13 November 2099", at_1="5pm", firm_1="hard", for_roles=["dcs"])
    response = signed_in(support).post("/actions/new/", form)
    action = Action.objects.get()
    assert response.headers["Location"] == action.get_absolute_url()
    by = action.dates.get()
    assert (by.on.isoformat(), by.at and by.at.hour, by.is_hard) == ("2099-11-13", 17, True)
    assert action.state == ActionState.OPEN


def test_all_that_is_wrong_is_said_at_once_and_kept(support: User) -> None:
    form = written(title="", authorities=[], kind="choice", choices="One", on_1="soon")
    response = signed_in(support).post("/actions/new/", form)
    said = response.content.decode()
    assert response.status_code == 422
    for fault in (
        "Say what is asked.",
        "Choose the authorities that it asks.",
        "Give at least two answers to choose from, one a line.",
        "Write the day as 13 November 2020.",
    ):
        assert fault in said
    assert 'value="soon"' in said


def test_a_change_by_somebody_else_keeps_what_one_wrote(support: User) -> None:
    action = raised()
    change_action(by=None, action=action, seen=2, asking=asking("Theirs"))
    response = signed_in(support).post(
        f"/actions/{action.pk}/change/", written(title="Mine", version=2)
    )
    assert response.status_code == 409
    assert 'value="Mine"' in response.content.decode()


def test_support_writes_down_what_came_by_telephone(support: User, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    form = sent(
        action,
        number="3",
        way="telephone",
        given_by="Ann Lee, PA to the director",
        given_on="13 November 2020",
    )
    signed_in(support).post(f"/actions/{action.pk}/kent/record/", form)
    said = page(signed_in(lead), f"/actions/{action.pk}/kent/")
    assert "Ann Lee, PA to the director, by telephone on 13 November 2020" in said
    assert "written down by Support" in said
    response = counting(ask_of(action))
    assert response is not None
    assert timezone.localtime(response.at).date().isoformat() == "2020-11-13"


def test_an_answer_of_tomorrow_is_not_written_down(support: User) -> None:
    action = raised()
    tomorrow = today() + DAY
    form = sent(action, way="email", given_by="Ann", given_on=f"{tomorrow:%d %B %Y}")
    response = signed_in(support).post(f"/actions/{action.pk}/kent/record/", form)
    assert response.status_code == 422
    assert "still to come" in response.content.decode()


def test_the_grid_says_who_is_missing(support: User, lead: User) -> None:
    action = raised("Thing", of=[authority("Kent"), authority("Medway")], by=[By(today() - DAY)])
    answered(ask_of(action, authority("Kent")), lead)
    said = page(signed_in(support), "/actions/")
    assert "1: Medway" in said
    assert "Done late" in said


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_tables_hold_every_cell_and_no_formula(support: User, lead: User, ending: str) -> None:
    action = raised('=HYPERLINK("x")', kind=AnswerKind.TEXT)
    answered(ask_of(action), lead, said=Said(text="=1+1"))
    client = signed_in(support)
    for at in (f"/actions/grid.{ending}", f"/actions/{action.pk}/answers.{ending}"):
        response = client.get(at)
        assert response.status_code == 200
        if ending == "csv":
            said = response.content.decode()
            assert "\r\n=" not in said
            assert ",=" not in said
            assert ',"=' not in said
            assert "Kent" in said


def test_who_says_not_for_us_says_why(lead: User, support: User) -> None:
    action = raised()
    signed_in(lead).post(
        f"/actions/{action.pk}/kent/", sent(action, do="not_for_us", reason="We have none.")
    )
    response = counting(ask_of(action))
    assert response is not None
    assert response.form == Form.NOT_FOR_US
    assert "We have none." in page(signed_in(support), f"/actions/{action.pk}/")
