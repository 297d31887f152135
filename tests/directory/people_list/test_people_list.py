"""People from a list: every fault at once, a look at what would change, then all or nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from alliance.audit.models import AuditEvent
from alliance.cli import main
from alliance.directory.models import (
    Authority,
    Network,
    PeopleList,
    Person,
    Role,
    RoleKind,
    User,
    Visibility,
)
from alliance.directory.people_list.judge import COLUMNS, Judged, judge
from alliance.directory.people_list.save import Done, known, preview, save
from alliance.directory.people_list.waiting import forget_lists
from alliance.jobs.progress import Progress
from alliance.text.tables import read_table

pytestmark = pytest.mark.django_db
HEADINGS = "Name,E-mail,Authority,Role,Network,From,To,Who may see them\n"
ANN = "Ann Lee,ann@example.org,Kent,Director of children's services,,1 April 2026,,members\n"


@pytest.fixture(autouse=True)
def kent() -> Authority:
    Network.objects.create(name="Kinship", slug="kinship")
    Authority.objects.create(name="Milton Keynes", slug="milton-keynes", ons_code="E06000042")
    return Authority.objects.create(name="Kent", slug="kent", ons_code="E10000016")


def judged(lines: str) -> Judged:
    return judge(read_table((HEADINGS + lines).encode(), "people.csv", COLUMNS), known())


def done(lines: str) -> list[Done]:
    found = judged(lines)
    assert not found.faults
    return [outcome.done for outcome in save(found.people, by=None)]


def test_a_new_person_comes_in_with_role_term_and_address(kent: Authority) -> None:
    assert done(ANN) == [Done.NEW_PERSON]
    person = Person.objects.get()
    role = person.roles.get()
    assert (person.name, person.visibility, person.authority) == ("Ann Lee", "members", kent)
    assert person.confirmed_at
    assert (role.kind, role.authority, role.starts_on) == (RoleKind.DCS, kent, dt.date(2026, 4, 1))
    assert person.contact_details.get().value == "ann@example.org"
    assert person.contact_details.get().visibility == Visibility.PRIVATE


def test_nobody_is_shown_to_others_unless_the_list_says_so() -> None:
    done(ANN.replace("members", ""))
    assert Person.objects.get().visibility == Visibility.PRIVATE


def test_the_same_list_again_changes_nothing() -> None:
    two = ANN + "Bo Ray,,E06000042,Data lead,kinship,,,\n"
    assert done(two) == [Done.NEW_PERSON, Done.NEW_PERSON]
    events = AuditEvent.objects.count()
    assert done(two) == [Done.UNCHANGED, Done.UNCHANGED]
    assert (Person.objects.count(), Role.objects.count()) == (2, 2)
    assert AuditEvent.objects.count() == events


def test_somebody_known_gets_a_second_role_and_a_role_its_end() -> None:
    done(ANN)
    assert done("Ann Lee,ann@example.org,Kent,Network lead,Kinship,,,\n") == [Done.NEW_ROLE]
    assert done(ANN.replace(",,members", ",31 March 2028,members")) == [Done.CHANGED]
    assert Person.objects.count() == 1
    assert Role.objects.get(kind=RoleKind.DCS).ends_on == dt.date(2028, 3, 31)


def test_a_role_that_is_over_is_not_brought_back_but_begun_anew() -> None:
    done(ANN)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Role.objects.update(ends_on=yesterday)
    later = ANN.replace("1 April 2026", timezone.localdate().isoformat())
    assert done(later) == [Done.NEW_ROLE]
    assert Role.objects.current().count() == 1


def test_one_name_in_two_authorities_is_two_people() -> None:
    done("Jo Smith,,Kent,Data lead,,,,\nJo Smith,,Milton Keynes,Data lead,,,,\n")
    assert Person.objects.count() == 2


def test_every_fault_is_said_at_once_with_its_line_and_a_way_out() -> None:
    found = judged(
        ",x,Kant,Data led,Kinshp,soon,,all\n"
        "Bo Ray,bo@example.org,,PA,,2 May 2026,1 May 2026,\n"
    )  # fmt: skip
    assert found.faults == [
        "line 2, Name: write the name.",
        "line 2, E-mail address: “x” is no e-mail address.",
        "line 2, Role: “Data led” is not a role. Is it “Data lead”?",
        "line 2, Authority: “Kant” is not an authority of the directory. Is it “Kent”?",
        "line 2, From: “soon” is no day; write it as 13 November 2020.",
        "line 2, Network: “Kinshp” is not a network of the directory. Is it “Kinship”?",
        "line 2, Who may see them: “all” does not say who may see them; write private, members or "
        "public.",
        "line 3, Role: “PA” is a role in an authority: say in which.",
        "line 3, To: “1 May 2026” is before the term begins.",
    ]


def test_lines_that_contradict_each_other_or_the_directory_are_faults() -> None:
    assert judged(ANN + ANN).faults == ["line 3: says the same of Ann Lee as line 2."]
    other = ANN.replace("Ann Lee", "Una Other")
    assert "is the address of Ann Lee in line 2" in judged(ANN + other).faults[0]
    done(ANN)
    assert "is the address of Ann Lee in the directory" in judged(other).faults[0]


def test_a_preview_says_what_would_be_and_leaves_nothing() -> None:
    assert [outcome.done for outcome in preview(judged(ANN).people)] == [Done.NEW_PERSON]
    assert not Person.objects.exists()
    assert not AuditEvent.objects.exists()


# The page --------------------------------------------------------------------------------------


@pytest.fixture
def programme(settings: Any) -> Client:
    settings.SECOND_FACTOR_REQUIRED = False
    person = Person.objects.create(name="Rae Support")
    Role.objects.create(person=person, kind=RoleKind.PROGRAMME_SUPPORT)
    client = Client()
    client.force_login(
        User.objects.create_user("rae@example.org", person=person),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def hand_in(client: Client, lines: str) -> Any:
    file = SimpleUploadedFile("people.csv", (HEADINGS + lines).encode())
    return client.post("/people/list/", {"file": file})


def test_a_list_is_looked_at_and_then_saved_once(programme: Client) -> None:
    address = hand_in(programme, ANN).headers["Location"]
    page = programme.get(address).content.decode()
    assert "1 new person." in page
    assert not Person.objects.filter(name="Ann Lee").exists()
    assert programme.post(address).status_code == 302
    assert Person.objects.filter(name="Ann Lee").count() == 1
    assert not PeopleList.objects.exists()
    assert programme.post(address).status_code == 404


def test_a_list_with_a_fault_is_not_kept_and_the_faults_are_said(programme: Client) -> None:
    response = hand_in(programme, ANN + "Bo Ray,,Kant,Data lead,,,,\n")
    assert response.status_code == 422
    assert "line 3, Authority: “Kant”" in response.content.decode()
    assert not PeopleList.objects.exists()
    assert hand_in(programme, "").status_code == 422
    assert programme.post("/people/list/", {}).status_code == 422


def test_the_empty_list_can_be_handed_in_as_it_is_once_its_example_is_known(
    programme: Client,
) -> None:
    Authority.objects.create(name="Exampleshire", slug="exampleshire", ons_code="E10000099")
    template = programme.get("/people/list/template.csv").content
    file = SimpleUploadedFile("people.csv", template)
    assert programme.post("/people/list/", {"file": file}).status_code == 302


def test_names_that_nobody_saved_are_gone_the_next_day(programme: Client) -> None:
    hand_in(programme, ANN)
    assert forget_lists(Progress()) == "0 were forgotten."
    PeopleList.objects.update(read_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    assert forget_lists(Progress()) == "1 were forgotten."


# The command -----------------------------------------------------------------------------------


def test_the_command_looks_saves_and_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(HEADINGS + ANN, encoding="utf-8")
    assert main(["people", "load", str(file), "--dry-run"]) == 0
    assert not Person.objects.exists()
    assert main(["people", "load", str(file), "--yes", "--json"]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert said["lines"][0]["done"] == "a new person"
    file.write_text(HEADINGS + "Bo Ray,,Kant,Data lead,,,,\n", encoding="utf-8")
    assert main(["people", "load", str(file), "--yes"]) == 1
    assert "Kant" in capsys.readouterr().err
    assert main(["people", "load", str(tmp_path / "none.csv")]) == 2
