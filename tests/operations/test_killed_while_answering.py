"""Killed at any moment, the site has what somebody typed and heard was kept, and nothing by halves."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlencode

from tests.operations.conftest import Place, Start, wait_for

HOST = "alliance.example.gov.uk"
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/"}
CALL = "import django; django.setup(); from tests.evidence.invented import call; call()"
STANDS = """
import django, json; django.setup()
from alliance.evidence.models import Submission
from alliance.mail.models import Message
one = Submission.objects.get()
print(json.dumps([
    one.state, one.reference, one.wordings.count(), one.typed is None,
    Message.objects.filter(purpose="receipt").count(),
]))
"""
PANEL = """
import django; django.setup()
from tests.evidence.invented import call, sent
from alliance.directory.models import Person, User
from alliance.evidence.models import Assignment, Call, Panel, Panellist
from alliance.evidence.panel.proposed import propose_rows
from django.utils import timezone
held = call("Held by a panel", closes_in=None)
user = User.objects.create_user("ada@example.org", "a long enough password", name="Ada")
user.person = Person.objects.create(name="Ada"); user.save()
panel = Panel.objects.create(call=held)
propose_rows(panel)
now = timezone.now()
seat = Panellist.objects.create(
    panel=panel, person=user.person, state="sits", said_at=now, declared_at=now
)
Assignment.objects.create(panellist=seat, submission=sent(held))
"""
SCORES = """
from itertools import count
from alliance.directory.models import User
from alliance.evidence.models import Assessment, Assignment
from alliance.evidence.panel.scoring import Opinion, give, live_criteria
row, ada = Assignment.objects.get(), User.objects.get(email="ada@example.org")
criteria = [each.pk for each in live_criteria(row.panellist.panel)]
for n in count():
    known = Assessment.objects.filter(assignment=row).first()
    scores = dict.fromkeys(criteria, n % 5 + 1)
    give(row, Opinion(scores=scores), by=ada, version=known.version if known else 0)
    print(n, flush=True)
"""
KEPT = """
import django; django.setup()
from alliance.evidence.models import Assessment
(one,) = Assessment.objects.all()
print(sorted(set(one.scores.values_list("value", flat=True))), one.scores.count(), flush=True)
"""


class Visitor:
    """Somebody without an account and without JavaScript, but for what keeps their typing."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads to, and the page."""
        headers = HEADERS | {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("GET" if body is None else "POST", path, body, headers)
            answer = line.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key.removeprefix("__Host-")] = rest.partition(";")[0]
                    self.cookies[key] = rest.partition(";")[0]
            return answer.status, answer.getheader("Location") or "", answer.read().decode()


def family_of(process: int) -> list[int]:
    """It and all that it started, and they: one left alive would answer on for a moment."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [process, *(each for child in listed.split() for each in family_of(int(child)))]


def has_ended(process: int) -> bool:
    """Whether it holds nothing any more; who started it may not have asked after it yet."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def words_kept(page: str) -> int:
    """The number that the idea on a page counted up to."""
    return max(int(number) for number in re.findall(r"word(\d+)", page))


def test_nothing_that_was_typed_is_lost_and_nothing_is_sent_by_halves(
    place: Place, start: Start, port: int
) -> None:
    place.python(CALL)
    served = start(place, "serve", "--port", str(port))
    wait_for(served, port, Host=HOST)
    sam = Visitor(port)

    def killed() -> subprocess.Popen[str]:
        family = family_of(served.pid)
        for process in family:
            os.kill(process, signal.SIGKILL)
        served.wait(30)
        # one that still writes to the disk holds the port till then
        while not all(map(has_ended, family)):
            time.sleep(0.01)
        again = start(place, "serve", "--port", str(port))
        wait_for(again, port, Host=HOST)
        return again

    _, _, page = sam.ask("/calls/silver-linings/submit/")
    shown = re.findall(r'name="shown" value="([^"]+)"', page)[0]
    time.sleep(3)
    name = re.findall(r'<textarea[^>]* name="([^"]+)"', page)[0]
    _, leads, page = sam.ask("/calls/silver-linings/submit/", {"shown": shown, name: "word0"})
    home = re.findall(r"(/my-submission/[^/]+/)", leads)[0]

    heard = [0]
    _, _, page = sam.ask(f"{home}part/idea/")
    assert words_kept(page) == 0

    def type_on() -> None:
        seen = re.findall(r'name="seen" value="([^"]*)"', page)[0]
        for number in range(1, 10_000):
            try:
                status, _, said = sam.ask(
                    f"{home}part/idea/keep/", {name: f"idea word{number}", "seen": seen}
                )
            except (OSError, http.client.HTTPException):
                return
            assert status == 200, said
            seen = json.loads(said)["seen"]
            heard.append(number)

    typing = threading.Thread(target=type_on)
    typing.start()
    while heard[-1] < 5:
        assert typing.is_alive()
        time.sleep(0.01)
    served = killed()
    typing.join(30)
    _, _, page = sam.ask(f"{home}part/idea/")
    assert words_kept(page) >= heard[-1]

    who = {"name": "Sam", "email": "sam@example.org", "do": "on"}
    who["seen"] = re.findall(r'name="seen" value="([^"]*)"', sam.ask(f"{home}part/who/")[2])[0]
    assert sam.ask(f"{home}part/who/", who)[0] == 302
    _, _, page = sam.ask(f"{home}check/")
    seen = re.findall(r'name="seen" value="([^"]*)"', page)[0]

    def send() -> None:
        with suppress(OSError, http.client.HTTPException):  # killed before it could answer
            sam.ask(f"{home}check/", {"do": "send", "seen": seen})

    sending = threading.Thread(target=send)
    sending.start()
    time.sleep(0.02)
    served = killed()
    sending.join(30)
    stands = json.loads(place.python(STANDS))
    assert stands in (["draft", "", 0, False, 0], ["sent", "SL-1", 1, True, 1])
    send()
    assert json.loads(place.python(STANDS)) == ["sent", "SL-1", 1, True, 1]


def test_scores_are_whole_whenever_the_process_that_writes_them_is_killed(place: Place) -> None:
    """What a killed process left is told by the next, before it writes on, as starting one takes seconds."""

    def whole(told: str) -> bool:
        values, count = told.rsplit(" ", 1)
        return (len(json.loads(values)), int(count)) == (1, 5)

    for comes_first in (PANEL, KEPT):
        writer = subprocess.Popen(
            [sys.executable, "-c", comes_first + SCORES],
            env=place.clean_environment() | {"DJANGO_SETTINGS_MODULE": "alliance.config.settings"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        if comes_first is KEPT:
            assert whole(writer.stdout.readline())
        for number in range(5):
            assert writer.stdout.readline() == f"{number}\n"
        writer.kill()
        writer.wait(30)
        writer.stdout.close()
    assert whole(place.python(KEPT))
