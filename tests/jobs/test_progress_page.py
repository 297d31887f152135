"""The page that shows how far a job is: to who asked for it, and to the programme's staff."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from alliance.directory.models import User
from alliance.jobs.enqueue import enqueue
from alliance.jobs.models import Job, State
from alliance.jobs.run import claim
from alliance.jobs.worker import run_waiting
from tests.jobs import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("member@alliance.example")


@pytest.fixture
def job(user: User) -> Job:
    enqueue(work.count, 12, by=user, return_to="/bulletins/")
    job = claim("a worker", dt.timedelta(minutes=1))
    assert job
    Job.objects.filter(pk=job.pk).update(
        progress_done=5, progress_total=12, progress_words="Reading page 5"
    )
    return job


def test_it_says_how_far_the_job_is_and_looks_again_by_itself(
    client: Client, user: User, job: Job
) -> None:
    client.force_login(user)
    page = client.get(job.get_absolute_url())
    text = page.content.decode()
    assert "Reading page 5" in text
    assert "5 of 12" in text
    assert "data-looks-again" in text
    assert "no-store" in page.headers["Cache-Control"]


def test_a_finished_job_says_what_came_of_it_and_leads_on(
    client: Client, user: User, job: Job
) -> None:
    Job.objects.update(state=State.WAITING, worker="", lease_until=None)
    run_waiting()
    client.force_login(user)
    text = client.get(job.get_absolute_url()).content.decode()
    assert "Counted to 12." in text
    assert 'href="/bulletins/"' in text
    assert "data-looks-again" not in text


def test_a_program_gets_the_same_as_json(client: Client, user: User, job: Job) -> None:
    client.force_login(user)
    answer = client.get(job.get_absolute_url(), headers={"Accept": "application/json"})
    assert answer.json() == {
        "id": str(job.pk),
        "title": "Count",
        "state": "running",
        "done": 5,
        "total": 12,
        "words": "Reading page 5",
        "result": "",
        "error": "",
        "return_to": "/bulletins/",
    }


def test_it_is_for_who_asked_and_for_staff(client: Client, job: Job) -> None:
    as_json = {"Accept": "application/json"}
    assert client.get(job.get_absolute_url()).status_code == 302  # to sign in
    client.force_login(User.objects.create_user("other@alliance.example"))
    assert client.get(job.get_absolute_url(), headers=as_json).status_code == 404
    client.force_login(User.objects.create_user("staff@alliance.example", is_staff=True))
    assert client.get(job.get_absolute_url(), headers=as_json).status_code == 200
