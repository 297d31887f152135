"""A panel that reads blind learns from no page, file, address or mail of its own who gave an answer.

Whatever could tell holds the word Zanzibar, and each telling thing is shown to the programme, so that it is
there to leak. Only answers of Medway (Quondam, in the directory) are read here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client

from alliance.directory.models import Authority
from alliance.evidence.models import Call, DecisionOutcome, Heading, Panel, Panellist, Submission
from alliance.evidence.panel.deciding import decide
from alliance.evidence.panel.enclosures import keep_back, make_copy, show
from alliance.evidence.panel.seen import lens_of
from alliance.evidence.taking.sending import send
from alliance.jobs.worker import run_waiting
from tests.evidence.invented import authority, sent, whole
from tests.evidence.panel.invented import (
    account,
    as_,
    editor,
    enclosure,
    given,
    phase,
    scored,
    sits,
    user_of,
)
from tests.evidence.panel.invented import panel as a_panel
from tests.evidence.panel.test_clean import pdf, picture, word

pytestmark = pytest.mark.django_db
SECRETS = (b"zanzibar", b"quondam", b"01632", b"sl-1")
DISCUSSING = {"may_discuss": True, "sees_scores": True, "sees_all": True}


@pytest.fixture
def telling(call: Call) -> Submission:
    """An answer in which everything tells whose it is."""
    place = authority("Quondam")
    Heading.objects.filter(call=call, key="contact").update(tells_who=True)
    names = {
        "title": "Groups of Zanzibar, Quondam",
        "name": "Sam Zanzibar",
        "email": "sam@zanzibar.example",
        "phone": "01632 960001",
        "role": "Head of Zanzibar",
        "organisation": "Zanzibar Primary School",
        "authority": place.slug,
        "has_supplier": True,
        "supplier": "Zanzibar Software",
    }
    answers = {
        "problem": "Families in Quondam could not come to Zanzibar; see https://zanzibar.example/a.",
        "changed": "Ring 01632 960001, or write to x@zanzibar.example. Compare SL-1.",
        "contact": "Zanzibar’s early help",
    }
    account_of = account("Someone Zanzibar")
    first = sent(call, whole("First, by Zanzibar.", **names, answers=answers), by=account_of)
    send(first, whole("Groups by video.", **names, answers=answers), by=account_of)
    for name, content in (
        ("zanzibar.docx", word()),
        ("zanzibar.pdf", pdf()),
        ("zanzibar.jpg", picture()),
    ):
        show(
            make_copy(enclosure(first, name, content, says="Zanzibar’s hall"), by=editor()),
            by=editor(),
        )
    return first


@pytest.fixture
def blind(telling: Submission) -> Panel:
    return a_panel(telling.call, readers_each=2)


@pytest.fixture
def ann(blind: Panel, telling: Submission) -> Panellist:
    row = sits(blind, "Ann One")
    sits(blind, "Bob Two")
    for each in given(blind):
        if each.panellist_id != row.pk:
            scored(each, to_panel="Good.")
    return row


def address_of(panel: Panel, submission: Submission) -> str:
    return f"/panel/{panel.call.slug}/{lens_of(panel).codes[submission.pk]}/"


def pages(client: Client, start: str) -> Iterator[tuple[str, bytes]]:
    """Every page and file of the panel that links lead to, with its headers; packed ones unpacked."""
    waiting, seen = [start], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        yield address, body + repr(sorted(response.headers.items())).encode() + address.encode()
        if body.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(body)) as parts:
                for name in parts.namelist():
                    yield f"{address} {name}", name.encode() + parts.read(name)
        if not response.streaming:
            waiting += re.findall(r'href="(/panel/[^"#?]*)"', body.decode())


def status(client: Client, address: str) -> int:
    """What a file is answered with; its bytes are read, so that it is closed."""
    response = client.get(address)
    if response.streaming:
        b"".join(response)
    return response.status_code


def leaks(client: Client, secrets: tuple[bytes, ...] = SECRETS) -> list[tuple[str, bytes]]:
    found = []
    for address, body in pages(client, "/panel/"):
        # The form of interests lists every authority of the directory to everybody alike.
        known = secrets if not address.endswith("/interests/") else secrets[:1]
        found += [(address, each) for each in known if each in body.lower()]
    return found


def test_nothing_of_what_could_tell_reaches_who_reads_blind(
    blind: Panel, ann: Panellist, telling: Submission
) -> None:
    client = as_(user_of(ann))
    walked = [address for address, _ in pages(client, "/panel/")]
    assert address_of(blind, telling) in walked
    assert sum("/enclosures/" in each and " " not in each for each in walked) == 3
    assert leaks(client) == []


def test_nor_while_they_discuss_and_see_all(
    blind: Panel, ann: Panellist, telling: Submission
) -> None:
    decide([telling], outcome=DecisionOutcome.SHOWCASE, why="Zanzibar!", by=editor(), seen={})
    phase(blind, **DISCUSSING, may_score=False)
    client = as_(user_of(ann))
    assert f"/panel/{blind.call.slug}/results/" in [each for each, _ in pages(client, "/panel/")]
    assert leaks(client) == []


def test_the_walk_would_find_it(blind: Panel, ann: Panellist, telling: Submission) -> None:
    """The same walk, once names are seen: every secret is there."""
    phase(blind, sees_names=True)
    found = {secret for _, secret in leaks(as_(user_of(ann)))}
    assert found == set(SECRETS)


def test_the_programme_sees_whose_it_is(blind: Panel, ann: Panellist) -> None:
    body = as_(editor()).get(f"/programme/calls/{blind.call.slug}/panel/answers/1/").content
    assert b"Zanzibar" in body


def test_no_mail_to_the_panel_tells(blind: Panel, ann: Panellist) -> None:
    run_waiting()
    to_them = [each for each in mail.outbox if each.to == [user_of(ann).email]]
    assert to_them
    sources = b"".join(each.message().as_bytes().lower() for each in to_them)
    assert not any(secret in sources for secret in SECRETS)


def test_no_other_page_or_file_tells_who_reads_blind(
    blind: Panel, ann: Panellist, telling: Submission
) -> None:
    """Search, the API, the trail and the programme's own pages."""
    client, slug = as_(user_of(ann)), blind.call.slug
    for address in (
        "/search/?q=Zanzibar",
        f"/programme/calls/{slug}/panel/answers/1/",
        f"/programme/calls/{slug}/panel/results/",
        f"/programme/calls/{slug}/panel/enclosures/{telling.enclosures.first().pk}/",  # type: ignore[union-attr]
        "/api/v1/openapi.json",
        "/cms/reports/site-history/",
    ):
        response = client.get(address)
        said = response.content.lower().replace(b"q=zanzibar", b"")
        said = said.replace(b'value="zanzibar"', b"").replace("“zanzibar”".encode(), b"")
        assert b"groups of" not in said, address
        assert b"sam zanzibar" not in said, address


def test_a_file_that_nobody_looked_at_is_not_there(
    blind: Panel, ann: Panellist, telling: Submission
) -> None:
    first = telling.enclosures.first()
    assert first
    keep_back(first, by=editor())
    client, address = as_(user_of(ann)), address_of(blind, telling)
    got = [status(client, f"{address}enclosures/{number}/") for number in (1, 2, 3, 4)]
    assert got == [404, 200, 200, 404]


def test_answers_stand_in_an_order_that_says_nothing(
    blind: Panel, ann: Panellist, call: Call
) -> None:
    for number in range(6):
        sent(call, whole(f"Another {number}."))
    given(blind)
    client = as_(user_of(ann))
    body = client.get(f"/panel/{call.slug}/").content.decode()
    shown = re.findall(r"Answer ([A-Z]{6})", body)
    assert len(shown) == 7
    assert shown == sorted(shown)


def test_what_one_may_not_judge_is_not_there_whatever_is_tried(
    blind: Panel, telling: Submission, ann: Panellist
) -> None:
    """Nobody of Quondam opens it, even while the panel sees all."""
    quondam = Authority.objects.get(name="Quondam")
    own = sits(blind, "Cy Quondam-Smith", quondam)
    phase(blind, **DISCUSSING)
    client, address = as_(user_of(own)), address_of(blind, telling)
    assert as_(user_of(ann)).get(address).status_code == 200
    assert client.get(address).status_code == 404
    assert client.get(f"{address}enclosures/1/").status_code == 404
    assert client.post(address, {"do": "remark", "says-text": "Mine."}).status_code == 404


def test_who_is_only_asked_or_left_reads_nothing(
    blind: Panel, ann: Panellist, telling: Submission
) -> None:
    address = address_of(blind, telling)
    client = as_(user_of(ann))
    assert client.get(address).status_code == 200
    for state, said in (("asked", None), ("left", ann.said_at), ("declined", ann.said_at)):
        Panellist.objects.filter(pk=ann.pk).update(state=state, said_at=said)
        assert client.get(address).status_code == 404


def test_outside_of_the_phases_nothing_is_read(
    blind: Panel, ann: Panellist, telling: Submission
) -> None:
    blind.phases.all().delete()
    client = as_(user_of(ann))
    assert client.get(address_of(blind, telling)).status_code == 404
    assert b"There is nothing to do today" in client.get(f"/panel/{blind.call.slug}/").content


def test_codes_stay_and_are_no_two_alike(blind: Panel) -> None:
    from alliance.evidence.panel.codes import codes_of

    codes = codes_of(blind.pk, range(1, 400))
    assert len(set(codes.values())) == 399
    assert codes_of(blind.pk, range(1, 500))[399] == codes[399]
    assert codes_of(blind.pk + 1, [1]) != codes_of(blind.pk, [1])
