"""Half a year on: did it last?"""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from alliance.evidence.models import FollowUp
from alliance.evidence.showcase.lasting import ask_what_lasted, show_answer, tally
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from tests.evidence.showcase.invented import launched, support
from tests.evidence.showcase.test_agreeing import link_in

AGO = dt.timedelta


def due(**days: int) -> FollowUp:
    """One that is due today; `asked` and `again` so many days ago."""
    follow_up = launched().follow_ups.get()
    follow_up.due_on = timezone.localdate()
    for name, field in (("asked", "asked_at"), ("again", "asked_again_at")):
        if name in days:
            setattr(follow_up, field, timezone.now() - AGO(days=days[name]))
    follow_up.save()
    return follow_up


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], "Nobody has been asked yet."),
        (["stuck"], "Of 1 asked: 1 stuck."),
        (["stuck", "stuck", "ended", "none", ""], "Of 5 asked: 2 stuck, 1 ended, 2 not answered."),
        (["changed", "changed"], "Of 2 asked: 2 went on, changed."),
    ],
)
def test_what_lasted_is_one_sentence(found: list[str], sentence: str) -> None:
    assert tally(found).sentence == sentence


@pytest.mark.django_db
def test_asked_when_due_reminded_once_and_given_up() -> None:
    follow_up = launched().follow_ups.get()
    assert ask_what_lasted(Progress()) == "0 asked or reminded"  # it is not due
    FollowUp.objects.update(due_on=timezone.localdate())
    assert [ask_what_lasted(Progress()) for _ in "12"] == [
        "1 asked or reminded",
        "0 asked or reminded",
    ]
    FollowUp.objects.update(asked_at=timezone.now() - AGO(days=15))
    assert [ask_what_lasted(Progress()) for _ in "12"] == [
        "1 asked or reminded",
        "0 asked or reminded",
    ]
    FollowUp.objects.update(asked_at=timezone.now() - AGO(days=61))
    ask_what_lasted(Progress())
    follow_up.refresh_from_db()
    assert follow_up.found == "none"
    run_waiting()
    assert sum("did it last" in each.subject for each in mail.outbox) == 2


@pytest.mark.django_db
def test_answered_by_the_link_and_shown_when_somebody_has_looked() -> None:
    follow_up = due()
    ask_what_lasted(Progress())
    run_waiting()
    address = f"{link_in(mail.outbox[-1])}"
    assert address.endswith("/stuck/")
    assert Client().post(address, {"found": "", "words": "Tuesdays."}).status_code == 422
    Client().post(address, {"found": "stuck", "words": "Still on Tuesdays.", "name": "Sam"})
    page = follow_up.case.get_absolute_url()
    assert "Still on Tuesdays." not in Client().get(page).content.decode()
    show_answer(follow_up, is_shown=True, by=support())
    said = Client().get(page).content.decode()
    assert "It stuck, as they said in" in said
    assert "Still on Tuesdays." in said


@pytest.mark.django_db
def test_without_an_address_it_waits_for_the_telephone() -> None:
    follow_up = due()
    follow_up.case.owner_email = ""
    follow_up.case.save()
    assert ask_what_lasted(Progress()) == "0 asked or reminded"
    follow_up.refresh_from_db()
    assert (follow_up.found, follow_up.asked_at) == ("", None)


@pytest.mark.django_db
def test_nothing_is_asked_of_who_was_not_asked_yet() -> None:
    from alliance.evidence.showcase.link import link_to

    case = launched()
    address = link_to(case, by=None).split("example.org")[-1]
    address = "/my-case/" + address.split("/my-case/")[1] + "stuck/"
    assert "Nothing is asked at present" in Client().get(address).content.decode()
    Client().post(address, {"found": "stuck", "name": "Sam"})
    assert case.follow_ups.get().found == ""
