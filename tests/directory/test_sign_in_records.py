"""Who signed in from where is not kept for ever, and a session that ended is gone."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from alliance.directory.models import User
from alliance.directory.sign_in_records import KEPT_FOR, forget_sign_ins
from alliance.jobs.models import Schedule
from alliance.jobs.progress import Progress
from alliance.jobs.schedule import write_schedules

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def session(ends: dt.datetime) -> str:
    user, _ = User.objects.get_or_create(email="somebody@example.org")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    key = str(client.session.session_key)
    Session.objects.filter(pk=key).update(expire_date=ends)
    UserSession.objects.get_or_create(
        session_key=key, defaults={"user": user, "ip": "192.0.2.1", "user_agent": "A browser"}
    )
    return key


def test_a_session_that_ended_is_gone_with_its_address() -> None:
    session(timezone.now() - HOUR)
    running = session(timezone.now() + HOUR)
    forget_sign_ins(Progress())
    assert list(Session.objects.values_list("pk", flat=True)) == [running]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [running]


def test_where_somebody_signed_in_from_is_forgotten_after_a_while() -> None:
    for age in (KEPT_FOR + HOUR, KEPT_FOR - HOUR):
        log = AccessLog.objects.create(username="somebody@example.org", ip_address="192.0.2.1")
        AccessLog.objects.filter(pk=log.pk).update(attempt_time=timezone.now() - age)
    forget_sign_ins(Progress())
    assert AccessLog.objects.get().attempt_time > timezone.now() - KEPT_FOR


def test_it_is_done_every_night() -> None:
    write_schedules()
    assert Schedule.objects.filter(path=forget_sign_ins.path, at__isnull=False).exists()
