"""A real alliance is made whole or not at all, once, and without any sample rows."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from alliance.directory.models import Alliance, Authority, ContactDetail, Person, Role, User
from alliance.operations.answers import Answers, judge, read
from alliance.operations.founding import found_alliance
from alliance.operations.questions import ask_all
from tests.operations.conftest import Place

EXAMPLE = Path("docs/setup.example.toml").absolute()


@pytest.fixture
def answers() -> Answers:
    from alliance.directory.models import RoleKind

    found, faults = judge(read(EXAMPLE), {kind.value: kind.label for kind in RoleKind})
    assert found, faults
    return found


@pytest.mark.django_db
def test_the_first_rows_are_those_of_the_answers(answers: Answers) -> None:
    found_alliance(answers=answers)

    alliance = Alliance.objects.get()
    assert (alliance.name, alliance.is_sample) == ("South Coast Improvement Alliance", False)
    assert alliance.host == Authority.objects.get(name="Exampleshire")
    assert list(Person.objects.values_list("name", flat=True)) == [
        "Jo Instance", "Robin Sample", "Sam Example",
    ]  # fmt: skip
    assert Role.objects.get(person__name="Robin Sample").authority == alliance.host
    assert not ContactDetail.objects.exclude(visibility="private").exists()
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_somebody_with_two_roles_is_one_person(tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    text = EXAMPLE.read_text().replace("Jo Instance", "Robin Sample")
    path.write_text(text.replace("jo.instance@", "robin.sample@"))
    kinds = {"dcs": "Director of children's services", "data_lead": "Data lead"}
    doubled, faults = judge(read(path), kinds)
    assert doubled, faults
    found_alliance(answers=doubled)
    assert Role.objects.filter(person__name="Robin Sample").count() == 2
    assert Person.objects.filter(name="Robin Sample").count() == 1


@pytest.mark.django_db
def test_the_first_administrator_signs_in_with_both_factors(
    answers: Answers, client: Client
) -> None:
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    sign_in = found_alliance(answers=answers)
    user = User.objects.get()
    assert user.is_staff
    assert user.check_password(sign_in.password)
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert len(sign_in.recovery_codes) == 10
    assert sign_in.secret in sign_in.address

    answer = client.post("/accounts/login/", {"login": sign_in.email, "password": sign_in.password})
    assert answer.headers["location"] == "/accounts/2fa/authenticate/"
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(sign_in.secret, counter))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_set_up_from_a_file_makes_a_whole_installation(empty_place: Place) -> None:
    done = empty_place.run("setup", "--from", str(EXAMPLE))
    assert done.returncode == 0, done.stderr
    assert "otpauth://totp/" in done.stdout
    assert "recovery codes" in done.stdout

    keys = empty_place.data / "alliance.env"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert stat.S_IMODE(empty_place.data.stat().st_mode) == 0o700
    assert "ALLIANCE_HOST=alliance.example.gov.uk" in keys.read_text()
    assert [path.name for path in empty_place.data.parent.iterdir()] == [empty_place.data.name]

    findings = json.loads(empty_place.run("doctor", "--json").stdout)["findings"]
    assert [one["check"] for one in findings] == ["backup"]

    again = empty_place.run("setup", "--from", str(EXAMPLE))
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_faulty_answers_make_nothing(empty_place: Place, tmp_path: Path) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(EXAMPLE.read_text().replace('"large"', '"huge"').replace("E06000099", "E0"))
    for more in ([], ["--check"]):
        done = empty_place.run("setup", "--from", str(path), *more)
        assert done.returncode == 2
        assert "entry 1, size_band" in done.stderr
        assert "entry 2, ons_code" in done.stderr
        assert not empty_place.data.exists()


def test_without_a_terminal_set_up_asks_for_a_file(empty_place: Place) -> None:
    done = empty_place.run("setup")
    assert done.returncode == 2
    assert "--from" in done.stderr


def test_a_template_is_a_spreadsheet_to_fill_in(empty_place: Place, tmp_path: Path) -> None:
    template = tmp_path / "answers.xlsx"
    assert empty_place.run("setup", "--template", str(template)).returncode == 0
    checked = empty_place.run("setup", "--from", str(template), "--check")
    assert checked.returncode == 2
    assert "sheet Alliance, row 2, column B (Name of the alliance): write" in checked.stderr
    assert empty_place.run("setup", "--template", str(template)).returncode == 1


def test_questions_are_asked_again_until_the_answer_makes_sense(
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed = iter(
        [
            "South Coast", "SC", "", "", "", "https://wrong", "right.example.uk", "", "", "",
            "Sam", "no address", "sam@example.uk",
            "Exampleshire", "E1", "", "Exampleshire", "E10000099", "large",
            "",
            "Exampleshire",
        ]
    )  # fmt: skip
    sheets = ask_all(lambda prompt: next(typed))
    answers, faults = judge(sheets, {})
    assert faults == []
    assert answers
    assert answers.settings["host"] == "right.example.uk"
    assert [one.ons_code for one in answers.authorities] == ["E10000099"]
    assert answers.host_ons_code == "E10000099"
    said = capsys.readouterr().out
    assert "“https://wrong” is no host name" in said
    assert "“E1” is no ONS code" in said
