"""The programme's screens: from a call with a decided answer to a launched showcase, and after."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alliance.evidence.models import AlsoDoing, Case, CaseFigure, Showcase
from tests.evidence.showcase.invented import (
    FIGURE,
    agreed,
    browser_of,
    chosen,
    drafted,
    launched,
    picture,
    support,
)

pytestmark = pytest.mark.django_db
START = "/programme/showcases/"


@pytest.fixture
def staff() -> Client:
    return browser_of(support())


def wording(case: Case, **changed: object) -> dict[str, object]:
    """What the form of a case holds, as a browser sends it."""
    form: dict[str, object] = {
        name: getattr(case, name)
        for name in ("title", "summary", "problem", "done", "changed", "cost", "to_copy", "contact", "whose")
    } | {
        "authorities": [row.pk for row in case.authorities.all()],
        "sections": [row.pk for row in case.sections.all()],
        "version": case.version,
        "figures-TOTAL_FORMS": 0,
        "figures-INITIAL_FORMS": 0,
    }  # fmt: skip
    return form | changed


def figure(number: int, **fields: str) -> dict[str, str]:
    return {f"figures-{number}-{name}": value for name, value in (FIGURE | fields).items()}


def test_from_a_decided_answer_to_a_launched_page(staff: Client) -> None:
    submission = chosen()
    staff.post(
        START, {"title": "Silver Linings", "call": submission.call_id, "summary": "What stays."}
    )
    showcase = Showcase.objects.get()
    here = f"{START}{showcase.pk}/"
    assert "SL-1: Groups by video" in staff.get(here).content.decode()
    staff.post(f"{here}draft/{submission.pk}/")
    case = Case.objects.get()
    page = f"{START}cases/{case.pk}/"
    assert staff.post(page, wording(case, done="Written anew.")).status_code == 302
    assert "Written anew." in staff.get(f"{page}preview/").content.decode()
    assert staff.get(f"{page}preview.pdf").content.startswith(b"%PDF-")
    agreeing = f"{page}agreeing/"
    staff.post(agreeing, {"do": "ask", "ask-words": ""})
    staff.post(
        agreeing,
        {
            "do": "told",
            "told-said": "agreed",
            "told-who": "Sam",
            "told-how": "by telephone on 3 March",
        },
    )
    staff.post(here, {"do": "launch"})
    assert "Written anew." in Client().get(case.get_absolute_url()).content.decode()


def test_an_answer_without_consent_needs_it_recorded(staff: Client) -> None:
    submission = chosen(consent="no")
    staff.post(START, {"title": "Silver Linings", "call": submission.call_id})
    address = f"{START}{Showcase.objects.get().pk}/draft/{submission.pk}/"
    assert "They have not agreed" in staff.get(address).content.decode()
    assert staff.post(address, {"consent": "named"}).status_code == 422
    assert not Case.objects.exists()
    assert staff.post(address, {"consent": "named", "how": "By telephone, Sam"}).status_code == 302


def test_sentences_with_numbers_are_proposed_and_count_for_nothing_as_they_are(
    staff: Client,
) -> None:
    case = drafted(answers={"changed": "It rose by 40%. We were glad."})
    page = f"{START}cases/{case.pk}/"
    assert "They wrote: “It rose by 40%.”" in staff.get(page).content.decode()
    untouched = {
        "figures-TOTAL_FORMS": 2, "figures-0-what": "It rose by 40%.", "figures-0-before": "",
        "figures-0-after": "", "figures-0-period": "", "figures-0-source": "",
    }  # fmt: skip
    assert staff.post(page, wording(case, **untouched)).status_code == 302
    assert not CaseFigure.objects.exists()


def test_a_figure_without_its_source_comes_back_with_what_was_typed(staff: Client) -> None:
    case = drafted()
    page = f"{START}cases/{case.pk}/"
    sent = wording(case, done="Typed anew.", **{"figures-TOTAL_FORMS": 1}, **figure(0, source=""))
    refused = staff.post(page, sent)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Say where the figure comes from." in said
    assert "Typed anew." in said
    assert staff.post(page, sent | figure(0)).status_code == 302
    assert CaseFigure.objects.get().source == FIGURE["source"]
    case.refresh_from_db()
    gone = wording(
        case, **{"figures-TOTAL_FORMS": 1, "figures-INITIAL_FORMS": 1, "figures-0-DELETE": "on"}
    )
    staff.post(page, gone | figure(0))
    assert not CaseFigure.objects.exists()


def test_what_another_editor_kept_is_not_overwritten_and_ones_own_words_stay(staff: Client) -> None:
    case = drafted()
    page = f"{START}cases/{case.pk}/"
    staff.post(page, wording(case, done="First."))
    refused = staff.post(page, wording(case, done="Second."))
    assert refused.status_code == 409
    assert "Second." in refused.content.decode()
    case.refresh_from_db()
    assert case.done == "First."


def test_what_was_typed_survives_a_lost_session(staff: Client) -> None:
    case = drafted()
    page = f"{START}cases/{case.pk}/"
    stranger = Client()
    assert stranger.post(page, wording(case, done="Typed for an hour.")).status_code == 302
    staff.cookies["sessionid"] = stranger.cookies["sessionid"].value
    from tests.evidence.showcase.invented import BACKEND

    staff.force_login(support(), backend=BACKEND)
    assert "Typed for an hour." in staff.get(page).content.decode()


def test_a_picture_is_chosen_and_taken_off(staff: Client) -> None:
    case = drafted()
    page = f"{START}cases/{case.pk}/picture/"
    file = SimpleUploadedFile("chairs.jpg", picture().getvalue(), "image/jpeg")
    form = {"picture-file": file, "picture-version": case.version}
    assert staff.post(page, form).status_code == 422  # nobody said what it shows
    file.seek(0)
    assert staff.post(page, form | {"picture-says": "A ring of chairs"}).status_code == 302
    assert staff.get(f"{START}cases/{case.pk}/picture.jpg").headers["Content-Type"] == "image/jpeg"
    not_one = SimpleUploadedFile("chairs.jpg", b"no picture", "image/jpeg")
    case.refresh_from_db()
    refused = staff.post(
        page, {"picture-file": not_one, "picture-says": "x", "picture-version": case.version}
    )
    assert refused.status_code == 422
    staff.post(page, {"do": "take_off"})
    assert staff.get(f"{START}cases/{case.pk}/picture.jpg").status_code == 404


def test_a_launch_is_planned_and_called_off(staff: Client) -> None:
    case = agreed()
    here = f"{START}{case.showcase_id}/"
    assert staff.post(here, {"do": "plan", "on": "some day", "at": "9"}).status_code == 422
    assert (
        staff.post(here, {"do": "plan", "on": "13 November 2020", "at": "09:00"}).status_code == 409
    )
    staff.post(here, {"do": "plan", "on": "13 November 2099", "at": "09:00"})
    assert "to be launched on 13 November 2099" in staff.get(here).content.decode()
    staff.post(here, {"do": "call_off"})
    assert Showcase.objects.get().embargo_until is None


def test_who_does_the_same_is_looked_at(staff: Client) -> None:
    also = AlsoDoing.objects.create(case=launched(), organisation="Early help", name="Ana")
    address = f"{START}others/"
    assert "Early help" in staff.get(address).content.decode()
    staff.post(address, {"also": also.pk, "do": "show"})
    assert staff.post(address, {"also": also.pk, "do": "show"}).status_code == 409
    assert staff.post(address, {"also": "x", "do": "show"}).status_code == 404
    also.refresh_from_db()
    assert also.state == AlsoDoing.State.SHOWN


def test_what_lasted_is_written_down_and_shown(staff: Client) -> None:
    case = launched()
    follow_up = case.follow_ups.get()
    address = f"{START}lasted/{follow_up.pk}/"
    assert staff.post(address, {"do": "show"}).status_code == 409
    staff.post(address, {"do": "record", "found": "ended", "words": "No money.", "who": "Sam"})
    staff.post(address, {"do": "show"})
    assert "It ended, as they said in" in Client().get(case.get_absolute_url()).content.decode()
    assert case.title in staff.get(f"{START}lasted/").content.decode()


def test_a_withdrawn_page_is_erased_on_its_own_screen(staff: Client) -> None:
    case = agreed()
    address = f"{START}cases/{case.pk}/agreeing/"
    assert staff.post(address, {"do": "withdraw", "withdraw-why": ""}).status_code == 422
    staff.post(address, {"do": "withdraw", "withdraw-why": "Asked for."})
    staff.post(address, {"do": "erase", "erase-why": "Asked for."})
    assert staff.get(address).status_code == 404
    assert "A page that was erased" in staff.get(f"{START}{case.showcase_id}/").content.decode()
