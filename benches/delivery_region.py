"""A mailing to many, and a worker that sends it: what the measures of delivery stand on.

python -m benches.delivery_region PART …     each part a process of its own, as the measures start them
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import signal
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

PARAGRAPH = (
    '<p style="margin:0 0 16px;font-size:17px">The lead member’s briefing on placement sufficiency is '
    'open until 13 November 2020; <a href="https://alliance.example.org/items/{n}/">read it</a>.</p>\n'
)
NAMES = ("soft", "full", "gone")


def html() -> str:
    paragraphs = "".join(PARAGRAPH.format(n=number) for number in range(105))
    return (
        '<!doctype html><html lang="en-GB"><body><p>Dear ⟦name⟧,</p>'
        f'{paragraphs}<p>Sent to ⟦address⟧. <a href="⟦choices⟧">Change it</a></p></body></html>'
    )


def text() -> str:
    lines = (
        "The lead member’s briefing on placement sufficiency is open until 13 November 2020.\n" * 60
    )
    return f"Dear ⟦name⟧,\n\n{lines}\nSent to ⟦address⟧. Change it: ⟦choices⟧\n"


def start(port: int | None = None) -> None:
    """Django on the folder and database that the environment names, sending to that port."""
    os.environ.setdefault("ALLIANCE_SECRET_KEY", "bench")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alliance.config.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.MAIL_TEST_MODE = False
    settings.MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port or 0
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def lay_out() -> None:
    """The tables of a new database."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(count: int, mixed: bool) -> None:
    """Subscribers, and a mailing of three variants with a copy for each.

    Args:
        mixed: one in ten each is named so that a bad sink refuses it: for now, or for good.
    """
    from django.utils import timezone

    from alliance.delivery.models import Copy, Mailing, Subscriber, Variant

    now = timezone.now()
    variants = 3
    mailing = Mailing.objects.create(
        key="bulletin/1", kind="bulletin", source_id=1, subject="Update 429", letter={},
        state="sending", begun_at=now,
    )  # fmt: skip
    made = [
        Variant.objects.create(
            mailing=mailing, key=str(number), subject="Update 429", html=html(), text=text()
        )
        for number in range(variants)
    ]
    for first in range(0, count, 1000):
        numbers = range(first, min(first + 1000, count))
        people = Subscriber.objects.bulk_create(
            Subscriber(
                address=f"{_named(number, mixed)}{number}@{('example.org', 'example.com')[number % 2]}",
                name=f"Nerys Hallowfield {number}",
                standing="active",
                confirmed_at=now,
            )
            for number in numbers
        )
        Copy.objects.bulk_create(
            Copy(
                mailing=mailing, variant=made[person.pk % variants], subscriber=person,
                recipient=person.address, name=person.name,
                domain=person.address.partition("@")[2], due_at=now,
            )
            for person in people
        )  # fmt: skip


def _named(number: int, mixed: bool) -> str:
    return NAMES[number % 10] if mixed and number % 10 < len(NAMES) else "p"


def work(signs: bool) -> dict[str, Any]:
    """Send all of it as a worker does; when it began and ended, and its memory on the way."""
    from alliance.delivery.models import Copy, Mailing
    from alliance.delivery.sending import work as working
    from alliance.delivery.sending.smtp import SmtpCarrier
    from alliance.jobs.progress import Progress

    if signs:
        signer = _signer()
        vars(working)["carrier"] = lambda: SmtpCarrier(sign=signer.sign)
    total = Copy.objects.count()

    class Looking(Progress):
        """Notes the memory as it goes."""

        def __init__(self) -> None:
            super().__init__()
            self.seen: list[float] = []

        def tell(self, done: int, total: int | None = None, words: str = "") -> None:
            if done % 500 == 1:
                self.seen.append(memory())

    progress = Looking()
    began, used = time.time(), time.process_time()
    while Mailing.objects.get().state != "done":
        working.send_copies(progress)
    ended = time.time()
    return {
        "began": began,
        "ended": ended,
        "processor": time.process_time() - used,
        "copies": total,
        "memory": [round(each, 1) for each in progress.seen],
    }


def nursery(lease: float) -> None:
    """A worker for each line that comes in, as a process of its own to be killed; says its number.

    Forked from here, because starting Django takes longer than most of them live. Leases and waits are so short
    that what a killed one had is soon found.
    """
    from alliance.delivery.sending import claim, record, smtp

    logging.disable(logging.WARNING)  # each silence of the sink would be one
    claim.LEASE, claim.HOLD, claim.BATCH = dt.timedelta(seconds=lease), lease / 4, 20
    record.FIRST_WAIT, smtp.MOST_SECONDS = dt.timedelta(seconds=0.05), lease / 2
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        if child := os.fork():
            print(child, flush=True)
        else:
            _send_until_killed()


def _send_until_killed() -> None:
    from alliance.delivery.sending import work
    from alliance.jobs.progress import Progress

    parent = os.getppid()
    while os.getppid() == parent:
        work.send_copies(Progress())
        time.sleep(0.02)
    os._exit(0)


PAGE = (
    '<!doctype html><html lang="en-GB"><body><p>Dear {{ name }},</p>{% for part in parts %}<h2>{{ part.heading }}'
    "</h2>{% for piece in part.pieces %}{{ piece.html|safe }}{% if piece.by %}<p>By {{ piece.by }}</p>{% endif %}"
    '{% endfor %}{% endfor %}<p>Sent to {{ address }}. <a href="{{ choices }}">Change it</a></p></body></html>'
)
WORDS = (
    "{% autoescape off %}Dear {{ name }},\n\n{% for part in parts %}{{ part.heading }}\n"
    "{% for piece in part.pieces %}{{ piece.text }}{% if piece.by %}By {{ piece.by }}\n{% endif %}{% endfor %}"
    "{% endfor %}\nSent to {{ address }}. Change it: {{ choices }}\n{% endautoescape %}"
)


def djangos_loop(count: int, renders: bool) -> dict[str, Any]:
    """The same messages as one writes it with Django alone, over one open connection.

    Args:
        renders: from templates of Django's, each for its recipient; else finished words, values replaced.
    """
    from django.core.mail import EmailMultiAlternatives, get_connection
    from django.template import Context, Template

    page, words = html(), text()
    templates = Template(PAGE), Template(WORDS)
    pieces = [
        {"html": PARAGRAPH.format(n=number), "text": f"{words.splitlines()[2]}\n", "by": ""}
        for number in range(105)
    ]
    parts = [{"heading": "News", "pieces": pieces[at : at + 21]} for at in range(0, 105, 21)]
    began, used = time.time(), time.process_time()
    with get_connection("django.core.mail.backends.smtp.EmailBackend") as connection:
        for number in range(count):
            address, name = f"p{number}@example.org", f"Nerys Hallowfield {number}"
            choices = f"https://alliance.example.org/preferences/{number:047}/"
            own = {"name": name, "address": address, "choices": choices}
            bodies = page, words
            if renders:
                context = Context(own | {"parts": parts})
                bodies = str(templates[0].render(context)), str(templates[1].render(context))
            else:
                for mark, value in own.items():
                    put = f"⟦{mark}⟧", value
                    bodies = bodies[0].replace(*put), bodies[1].replace(*put)
            message = EmailMultiAlternatives(
                "Update 429", bodies[1], "news@example.org", [f"{name} <{address}>"],
                connection=connection,
                headers={
                    "List-Unsubscribe": f"<https://alliance.example.org/unsubscribe/{number:047}/>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                },
            )  # fmt: skip
            message.attach_alternative(bodies[0], "text/html")
            message.send()
    return {
        "began": began,
        "ended": time.time(),
        "processor": time.process_time() - used,
        "copies": count,
    }


def memory() -> float:
    """Of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _signer() -> Any:
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    signer: Any = import_module("alliance.delivery.sending.dkim").Signer
    return signer("example.org", "bench", generate_private_key(65537, 2048))


def main(part: str, *said: str) -> None:
    numbers = list(map(int, said))
    match part:
        case "fill":
            start()
            lay_out()
            fill(numbers[0], bool(numbers[1]))
        case "work":
            start(numbers[0])
            print(json.dumps(work(bool(numbers[1]))))
        case "nursery":
            start(numbers[0])
            nursery(numbers[1] / 1000)
        case "django":
            start(numbers[0])
            print(json.dumps(djangos_loop(numbers[1], bool(numbers[2]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
