"""Answering by a program: the site's own rules, said in statuses and problems."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from alliance.actions.models import (
    Action,
    ActionState,
    AnswerKind,
    Ask,
    Audience,
    Question,
    Response,
    Way,
)
from alliance.actions.raising import change_action, end_action, take_back
from alliance.api.models import Repeat
from alliance.audit.models import AuditEvent
from alliance.directory.models import ActingFor, Capacity, Role, RoleKind, User
from tests.actions.invented import DAY, answered, ask_of, asking, number, question_of, raised, today
from tests.api.invented import Program, token_for
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
KENT, MEDWAY = "E10000016", "E06000035"


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


@pytest.fixture
def program(lead: User) -> Program:
    return Program(token_for(lead))


def given(action: Action, **said: Any) -> dict[str, Any]:
    """An answer of Kent's that has seen what is there."""
    counting = Response.objects.counting().filter(ask=ask_of(action)).first()
    return {
        "authority": KENT,
        "question": question_of(action).pk,
        "seen": counting.pk if counting else None,
    } | said


def sent(program: Program, action: Action, body: Any = None, **headers: str) -> Any:
    return program.post(f"actions/{action.pk}/answers/", body or given(action), **headers)


def faults(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {fault["parameter"]: fault["detail"] for fault in answer.json()["errors"]}


# What counts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        (AnswerKind.ACKNOWLEDGE, {}, "Done"),
        (AnswerKind.YES_NO, {"yes": False}, "No"),
        (AnswerKind.CHOICE, {"choice": "By May"}, "By May"),
        (AnswerKind.COUNT, {"number": 14}, "14 social workers"),
        (AnswerKind.COUNT, {"number": 14.0}, "14 social workers"),
        (AnswerKind.PERCENTAGE, {"number": 82.25, "note": "In part."}, "82.25 %"),
        (AnswerKind.TEXT, {"note": "As ever."}, "As ever."),
        (AnswerKind.COUNT, {"form": "not_for_us", "reason": "We have none."}, "Not for us"),
    ],
)
def test_an_answer_counts_and_is_read_back(
    program: Program, lead: User, kind: AnswerKind, said: dict[str, Any], words: str
) -> None:
    action = raised(kind=kind, choices=["By May", "Later"] if kind == AnswerKind.CHOICE else [])
    answer = sent(program, action, given(action, **said))
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["words"], row["counts"], row["way"]) == (words, True, "program")
    assert program.get(f"answers/?action={action.pk}").json()["results"] == [row]
    asked = program.get(f"actions/{action.pk}/").json()["asked"]
    assert asked[0]["counting"] == row["id"]
    kept = Response.objects.get()
    assert (kept.by, kept.person, kept.role, kept.way) == (
        lead,
        lead.person,
        RoleKind.DATA_LEAD,
        Way.PROGRAM,
    )
    assert AuditEvent.objects.filter(actor=lead, verb__in=["answered", "declined"]).count() == 1


def test_what_a_program_needs_is_said_with_the_action(program: Program, lead: User) -> None:
    action = raised(kind=AnswerKind.CHOICE, choices=["Yes", "Soon"], of=[authority("Kent")])
    told = program.get(f"actions/{action.pk}/").json()
    assert told["question_id"] == question_of(action).pk
    assert (told["choices"], told["answered_as"]) == (["Yes", "Soon"], "choice")
    assert told["asked"][0]["counting"] is None
    assert told["asked"][0]["you_may_answer"] is True


def test_a_pa_answers_for_the_director(lead: User) -> None:
    director = account("Director", RoleKind.DCS, authority("Kent"))
    pa = account("Pa", RoleKind.DCS_PA, authority("Kent"))
    ActingFor.objects.create(
        person=pa.person, principal=director.person, capacity=Capacity.PA, starts_on=today()
    )
    assert sent(Program(token_for(pa)), raised()).status_code == 201
    assert Response.objects.get().principal == director.person


def test_the_page_says_that_a_program_answered(program: Program, lead: User) -> None:
    action = raised()
    sent(program, action)
    client = Client()
    client.force_login(lead, BACKEND)
    assert "by a program" in client.get(f"/actions/{action.pk}/kent/").content.decode()


# Two at once ------------------------------------------------------------------------------------


def test_an_answer_beside_another_is_kept_and_does_not_count(program: Program, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    mine = given(action, number=3)
    other = answered(ask_of(action), lead, said=number("4"))
    answer = sent(program, action, mine)
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert problem["type"].endswith("#answered-meanwhile")
    assert (problem["kept"]["number"], problem["kept"]["counts"]) == (3, False)
    assert problem["counting"]["id"] == other.pk
    again = sent(program, action, given(action, number=3))
    assert (again.status_code, again.json()["counts"]) == (201, True)


def test_an_answer_to_a_question_that_changed_is_kept_as_begun(program: Program) -> None:
    action = raised(kind=AnswerKind.COUNT)
    before = given(action, number=3)
    change_action(
        by=None, action=action, seen=action.version, asking=asking(kind=AnswerKind.YES_NO)
    )
    answer = sent(program, action, before)
    problem = answer.json()
    assert (answer.status_code, problem["type"][-17:]) == (409, "#question-changed")
    assert problem["question_id"] == question_of(action).pk != before["question"]
    assert problem["kept"]["number"] == 3
    assert not Response.objects.counting().exists()
    assert sent(program, action, given(action, yes=True)).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_two_programs_at_once_one_counts_and_the_other_is_told(lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    program, body = Program(token_for(lead)), given(action, number=3)
    statuses = at_once(lambda: sent(program, action, body).status_code)
    assert sorted(statuses) == [201, 409]
    assert Response.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_key_twice_at_once_is_one_answer(lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    program, body = Program(token_for(lead)), given(action, number=3)
    ids = at_once(lambda: sent(program, action, body, Idempotency_Key="a").json()["id"])
    assert ids[0] == ids[1]
    assert Response.objects.count() == 1


def at_once(do: Any) -> list[Any]:
    ready, found = threading.Barrier(2), []

    def run() -> None:
        ready.wait()
        try:
            found.append(do())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


# Said again -------------------------------------------------------------------------------------


def test_the_same_again_under_a_key_is_done_once(program: Program) -> None:
    action = raised(kind=AnswerKind.COUNT)
    body = given(action, number=3)
    first, second = (sent(program, action, body, Idempotency_Key="2026-11-a") for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert Response.objects.count() == 1
    without = sent(program, action, body)
    assert without.status_code == 409, "without a key it is another answer"


def test_a_conflict_under_a_key_is_told_again_as_it_was(program: Program, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    body = given(action, number=3)
    answered(ask_of(action), lead, said=number("4"))
    first, second = (sent(program, action, body, Idempotency_Key="k") for _ in range(2))
    assert first.status_code == second.status_code == 409
    assert first.json()["kept"] == second.json()["kept"]
    assert Response.objects.count() == 2


def test_a_key_is_not_for_something_else(program: Program, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT)
    first = given(action, number=3)
    sent(program, action, first, Idempotency_Key="k")
    for other, body in ((action, given(action, number=4)), (raised(), None), (raised(), first)):
        found = faults(sent(program, other, body, Idempotency_Key="k"))
        assert "new one" in found["Idempotency-Key"]
    colleague = Program(token_for(account("Colleague", RoleKind.COMMISSIONER, authority("Kent"))))
    answer = sent(colleague, action, given(action, number=4), Idempotency_Key="k")
    assert answer.status_code == 201, "each account has its own"
    assert "200" not in str(faults(sent(program, action, None, Idempotency_Key="a b")))


def test_said_again_it_is_told_only_to_who_still_may(program: Program, lead: User) -> None:
    action = raised(kind=AnswerKind.COUNT, audience=Audience.ASKED)
    body = given(action, number=3)
    assert sent(program, action, body, Idempotency_Key="k").status_code == 201
    Role.objects.update(ends_on=today() - DAY)
    assert sent(program, action, body, Idempotency_Key="k").status_code == 404


def test_a_refused_answer_leaves_its_key_free(program: Program) -> None:
    action = raised(kind=AnswerKind.COUNT)
    faults(sent(program, action, given(action), Idempotency_Key="k"))
    assert not Repeat.objects.exists()
    answer = sent(program, action, given(action, number=3), Idempotency_Key="k")
    assert answer.status_code == 201


# What is not taken ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "names"),
    [
        (AnswerKind.YES_NO, {}, {"yes"}),
        (AnswerKind.YES_NO, {"yes": "yes"}, {"yes"}),
        (AnswerKind.YES_NO, {"yes": True, "number": 3, "choice": "x"}, {"number", "choice"}),
        (AnswerKind.CHOICE, {"choice": "Never"}, {"choice"}),
        (AnswerKind.COUNT, {"number": 1.5}, {"number"}),
        (AnswerKind.COUNT, {"number": -1}, {"number"}),
        (AnswerKind.COUNT, {"number": "14"}, {"number"}),
        (AnswerKind.COUNT, {"number": True}, {"number"}),
        (AnswerKind.COUNT, {"number": 1e300}, {"number"}),
        (AnswerKind.PERCENTAGE, {"number": 101}, {"number"}),
        (AnswerKind.SHARE, {"number": 3}, {"of"}),
        (AnswerKind.SHARE, {"number": 9, "of": 3}, {"number"}),
        (AnswerKind.COUNT, {"number": 3, "of": 9}, {"of"}),
        (AnswerKind.PERCENTAGE, {"number": 82.123}, {"number"}),
        (AnswerKind.TEXT, {"note": "  "}, {"note"}),
        (AnswerKind.TEXT, {"note": "x" * 4001}, {"note"}),
        (AnswerKind.TEXT, {"note": "\ud800"}, {"note"}),
        (AnswerKind.ACKNOWLEDGE, {"form": "not_for_us"}, {"reason"}),
        (AnswerKind.ACKNOWLEDGE, {"form": "begun"}, {"form"}),
        (AnswerKind.ACKNOWLEDGE, {"reason": "No"}, {"reason"}),
        (AnswerKind.FILE, {}, {"form"}),
        (AnswerKind.ACKNOWLEDGE, {"seen": 0, "question": "1"}, {"seen", "question"}),
        (AnswerKind.ACKNOWLEDGE, {"question": 10**15}, {"question"}),
        (AnswerKind.ACKNOWLEDGE, {"colour": "red"}, {"colour"}),
        (AnswerKind.ACKNOWLEDGE, {"authority": "Kent"}, {"authority"}),
    ],
)  # fmt: skip
def test_all_faults_are_named_by_field(
    program: Program, kind: AnswerKind, said: dict[str, Any], names: set[str]
) -> None:
    action = raised(kind=kind, choices=["By May", "Later"] if kind == AnswerKind.CHOICE else [])
    found = faults(sent(program, action, given(action, **said)))
    assert set(found) == names
    assert all(detail.strip().endswith(".") for detail in found.values()), found
    assert not Response.objects.exists()


def test_so_many_of_so_many_is_sent_as_both(program: Program) -> None:
    action = raised(kind=AnswerKind.SHARE)
    answer = sent(program, action, given(action, number=112, of=140))
    assert answer.status_code == 201
    assert (answer.json()["number"], answer.json()["of"]) == (112, 140)


def test_an_action_that_cannot_be_is_none(program: Program) -> None:
    action = raised()
    answer = program.client.post(
        f"/api/v1/actions/{10**33}/answers/",
        given(action),
        content_type="application/json",
        headers=program.headers,
    )
    assert answer.status_code == 404


def test_a_file_is_for_the_site(program: Program) -> None:
    assert "sign in" in faults(sent(program, raised(kind=AnswerKind.FILE)))["form"]


@pytest.mark.parametrize("body", ["{", "NaN", '{"seen": NaN}', b"\xff\xfe", "[" * 60_000])
def test_what_is_no_json_is_said_to_be_none(program: Program, body: Any) -> None:
    action = raised()
    answer = program.client.post(
        f"/api/v1/actions/{action.pk}/answers/",
        body,
        content_type="application/json",
        headers=program.headers,
    )
    assert answer.status_code in {400, 413, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_sent_otherwise_or_too_large_is_refused(program: Program) -> None:
    action = raised()
    at = f"/api/v1/actions/{action.pk}/answers/"
    form = program.client.post(at, given(action) | {"seen": 1}, headers=program.headers)
    assert form.status_code == 415
    assert sent(program, action, given(action, note="x" * 70_000)).status_code == 413
    answer = program.get(f"actions/{action.pk}/answers/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")


def test_what_has_ended_takes_nothing(program: Program) -> None:
    action = raised()
    before = given(action)
    end_action(by=None, action=action, state=ActionState.WITHDRAWN, why="A mistake.")
    answer = sent(program, action, before)
    assert (answer.status_code, answer.json()["type"][-9:]) == (409, "#not-open")
    other = raised()
    take_back(by=None, ask=ask_of(other), why="Not yours.")
    assert sent(program, other).status_code == 409
    assert not Response.objects.exists()


# Who may not ------------------------------------------------------------------------------------


def test_without_a_token_or_with_one_that_may_not_answer(lead: User) -> None:
    action = raised(audience=Audience.PUBLIC)
    answer = sent(Program(None), action)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Alliance"')
    reader = sent(Program(token_for(lead, "read")), action)
    assert reader.status_code == 403
    assert 'scope="answer"' in reader["WWW-Authenticate"]
    assert not Response.objects.exists()


def test_for_another_authority_nobody_answers(program: Program) -> None:
    action = raised(of=[authority("Kent"), authority("Medway")], audience=Audience.PUBLIC)
    for body in (given(action, authority=MEDWAY), given(action, authority="E06000001")):
        assert sent(program, action, body).status_code == 404
    only = raised(of=[authority("Medway")], audience=Audience.ASKED)
    body = given(action) | {"question": question_of(only).pk}
    assert sent(program, only, body).status_code == 404
    assert faults(sent(program, action, body)) == {
        "question": "The action has no such question; `question_id` names it."
    }
    assert not Response.objects.exists()


@pytest.mark.parametrize("kind", [RoleKind.LEAD_MEMBER, RoleKind.PROGRAMME_SUPPORT])
def test_who_sees_it_and_does_not_answer_is_told_so(kind: RoleKind) -> None:
    place = authority("Kent") if kind == RoleKind.LEAD_MEMBER else None
    answer = sent(Program(token_for(account("Reader", kind, place))), raised())
    assert answer.status_code == 403
    assert "Somebody else answers for Kent" in answer.json()["detail"]


def test_a_session_answers_only_with_the_sites_own_mark(lead: User) -> None:
    """Another site's page can make a browser send cookies, and JSON by a trick."""
    action = raised()
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead, BACKEND)
    at, body = f"/api/v1/actions/{action.pk}/answers/", given(action)
    forged = client.post(at, body, content_type="application/json")
    assert (forged.status_code, forged["Content-Type"]) == (403, "application/problem+json")
    client.get("/accounts/password/change/")
    mark = client.cookies["csrftoken"].value
    own = client.post(at, body, content_type="application/json", headers={"X-CSRFToken": mark})
    assert own.status_code == 201, own.content
    assert Response.objects.get().way == Way.SITE


def test_nothing_is_changed_by_opening_an_address(program: Program) -> None:
    action = raised()
    before = list(Ask.objects.values()), list(Question.objects.values())
    for method in ("get", "head", "options", "put", "patch", "delete"):
        getattr(program.client, method)(
            f"/api/v1/actions/{action.pk}/answers/", headers=program.headers
        )
    assert (list(Ask.objects.values()), list(Question.objects.values())) == before
    assert not Response.objects.exists()
