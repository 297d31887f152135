"""Next week's bulletin of the sample, begun on a Monday: some news, some reminders, one thing to decide."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from alliance.bulletins.models import DraftIssue
from alliance.bulletins.writing.beginning import begin_issue
from alliance.bulletins.writing.bringing_in import bring_in, read
from alliance.bulletins.writing.changing import add_item
from alliance.bulletins.writing.reminding import proposed, take_reminders
from alliance.bulletins.writing.said import Said
from alliance.directory.models import RoleKind, User

from .write import date_words

WRITTEN = Said(
    title="The programme’s office over the holidays",
    body="<p>The office is closed from 24 December to 2 January. For what cannot wait leave a message: "
    "somebody listens to them each working day.</p>",
)
PASTED = """<h2>Peer support for new heads of service</h2>
<p>Four heads of service who are in their second year will meet four who have just begun, once a month
for half a year, by video. The first meeting is on {first}.</p>
<p>Say by {reply} whom you would send, on <a href="https://sample.example.org/peer-support">the
form</a>. Travel is paid up to £120 a person.</p>"""
REMINDERS = 2


def load_draft() -> int:
    """Begin the next bulletin, once; how many items it has, or none if one was begun already."""
    if DraftIssue.objects.exists():
        return 0
    by = User.objects.filter(person__roles__kind=RoleKind.PROGRAMME_MANAGER).first()
    if by is None:
        return 0
    with transaction.atomic():
        issue = begin_issue(by=by)
        add_item(by=by, issue=issue, said=WRITTEN)
        pasted = PASTED.format(
            reply=date_words(issue.date + dt.timedelta(weeks=2)),
            first=date_words(issue.date + dt.timedelta(weeks=6)),
        )
        reading = read(pasted.encode(), "pasted.html", issued=issue.date)
        bring_in(by=by, issue=issue, reading=reading)
        ticked = [each.item.pk for each in proposed(issue) if each.is_ticked][:REMINDERS]
        take_reminders(by=by, issue=issue, matters=ticked)
        return issue.items.count()
