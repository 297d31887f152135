"""The grid and one authority's page over 1,000 actions of 19 authorities.

    python -m benches.actions [NUMBER OF ACTIONS]    on PostgreSQL if ALLIANCE_DATABASE_URL names one

Milliseconds of waiting, the middle of many, through every middleware and without the network; and how
many queries each took.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from statistics import median
from time import perf_counter

from benches.fresh_database import fresh_database

TIMES = 15
TARGET = 200.0
"""Milliseconds for the slowest page."""
PAGES = {
    "manager": [
        "/actions/",
        "/actions/?which=all",
        "/actions/?which=all&page=25",
        "/actions/1/",
        "/actions/chasing/",
    ],
    "lead": ["/my-authority/", "/actions/1/kent/"],
}
TABLES = ["/actions/grid.csv?which=all"]
"""Shown, not judged: 19,000 lines."""


def main(count: int = 1000) -> int:
    """Print the table; 1 when a page is over the bar."""
    with fresh_database() as _:
        _fill(count)
        return _measure(count)


def _fill(count: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from alliance.actions.models import Ask, Question, Response
    from alliance.actions.raising import Asking, raise_action
    from alliance.actions.when import By
    from alliance.region.load import load_essentials

    load_essentials()
    from alliance.directory.models import Authority

    places, today, dice = list(Authority.objects.all()), timezone.localdate(), random.Random(1)
    with transaction.atomic():
        for each in range(count):
            day = today + dt.timedelta(days=dice.randint(-60, 60))
            raise_action(
                by=None,
                asking=Asking(title=f"Thing {each}", dates=[By(day)], authorities=places),
            )
        questions = dict(Question.objects.values_list("action", "pk"))
        now = timezone.now()
        answered = [ask for ask in Ask.objects.all() if dice.random() < 0.7]
        Response.objects.bulk_create(
            Response(
                ask=ask, question_id=questions[ask.action_id], form="answer", counts=True, at=now
            )
            for ask in answered
        )
        keys = [ask.pk for ask in answered]
        for start in range(0, len(keys), 500):
            batch = Ask.objects.filter(pk__in=keys[start : start + 500])
            batch.update(state="answered", answered_at=now)


def _measure(count: int) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings

    from alliance.actions.models import Action
    from alliance.directory.models import RoleKind, User

    first = Action.objects.earliest("pk").pk
    print(f"{connection.vendor}, {count:,} actions of 19 authorities")
    slowest = 0.0
    holders = {"manager": RoleKind.PROGRAMME_MANAGER, "lead": RoleKind.DCS}
    with override_settings(ALLOWED_HOSTS=["testserver"], SECOND_FACTOR_REQUIRED=False):
        for who, addresses in PAGES.items():
            client = Client()
            user = User.objects.filter(person__roles__kind=holders[who]).first()
            assert user is not None
            client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
            own = user.person.authority if user.person else None
            more = TABLES if who == "manager" else []
            for address in addresses + more:
                named = address.replace("/1/", f"/{first}/")
                named = named.replace("kent", own.slug if own else "kent")
                with CaptureQueriesContext(connection) as queries:
                    answer = client.get(named)
                asked = len(queries)  # before the next request, which empties what was captured
                assert answer.status_code == 200, (named, answer.status_code)
                taken = []
                for _ in range(TIMES if address in addresses else 3):
                    begun = perf_counter()
                    client.get(named)
                    taken.append(1000 * (perf_counter() - begun))
                size = len(answer.content) / 1000
                print(f"{who:8} {address:36}{median(taken):8.1f} ms{asked:5} queries{size:9.1f} kB")
                if address in addresses:
                    slowest = max(slowest, median(taken))
    print(f"slowest page {slowest:.1f} ms; the bar is {TARGET:.0f} ms")
    return int(slowest > TARGET)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
