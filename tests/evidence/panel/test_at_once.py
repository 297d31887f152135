"""Two at the same moment: nothing is given, scored or decided twice."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from alliance.evidence.models import Assessment, Assignment, Decision, DecisionOutcome, Panel
from alliance.evidence.panel.deciding import decide
from alliance.evidence.panel.giving_out import give_out, propose
from alliance.evidence.panel.scoring import give
from alliance.evidence.panel.telling import tell
from alliance.evidence.refusal import CannotBeDone
from alliance.mail.models import Message
from tests.evidence.panel.invented import editor, given, opinion, sits, user_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do them together; of each, “done” or why not."""
    together = threading.Barrier(len(deeds))
    found: list[str] = []

    def one(deed: Callable[[], object]) -> None:
        together.wait()
        try:
            deed()
            found.append("done")
        except CannotBeDone as refusal:
            found.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_nothing_is_given_scored_decided_or_told_twice(panel: Panel) -> None:
    """One test: a database of committed rows takes longer to clear than to try all four."""
    ann, by = sits(panel, "Ann One"), editor()
    stamp = propose(panel).stamp
    giving = lambda: give_out(panel, by=by, stamp=stamp)  # noqa: E731
    assert at_once(giving, giving) == ["done", "done"]  # the second finds it given
    assert Assignment.objects.count() == 4
    assert Message.objects.filter(subject__contains="to read").count() == 1
    assert len(given(panel)) == 4

    row, user, what = Assignment.objects.all()[0], user_of(ann), opinion(panel)
    assert at_once(*[lambda: give(row, what, by=user)] * 2) == ["done", "done"]
    assert (Assessment.objects.count(), Assessment.objects.get().version) == (1, 1)

    answer = row.submission
    said = at_once(
        *(
            lambda outcome=outcome: decide(
                [answer], outcome=outcome, why="So.", by=by, seen={answer.pk: None}
            )
            for outcome in (DecisionOutcome.SHOWCASE, DecisionOutcome.NO)
        )
    )
    assert [each.split(":")[0] for each in said] == ["Somebody decided on SL-1 meanwhile", "done"]

    decision = Decision.objects.get()
    assert at_once(*[lambda: tell(decision, by=by)] * 2) == ["done", "done"]
    assert Message.objects.filter(purpose="decision").count() == 1
    assert connection.is_usable()
