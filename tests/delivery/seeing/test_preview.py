"""A mailing is looked at as any reader gets it, and nothing of it can be pressed for them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.bulletins.models import Appearance, Bulletin, Item
from alliance.delivery.composing.letter import Asked, Letter, Manner, Part, Piece, Reach
from alliance.delivery.models import Copy, CopyState, Mailing, MailingState, Variant, Why
from alliance.delivery.returning.suppress import suppress
from alliance.directory.models import Alliance, Authority, Topic
from alliance.mail.models import Message
from alliance.mail.seal import unseal
from tests.delivery.seeing.invented import copies, mailing, subscriber, variant
from tests.pages.conftest import editor  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _alliance(db: None, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://alliance.example.org"
    settings.BULK_FROM = "news@alliance.example.org"
    Alliance(
        name="Eastern Alliance", short_name="Eastern", contact_email="office@example.org"
    ).save()


def authority(name: str, code: str) -> Authority:
    return Authority.objects.create(name=name, slug=name.lower(), ons_code=code)


def letter(kent: int = 0, topic: int = 0) -> dict[str, Any]:
    news = [
        Piece(key="item/1", title="For all", html="<p>Words for all.</p>", url="/items/1-a/"),
        Piece(
            key="item/2",
            title="Of kinship",
            html="<p>Kinship only.</p>",
            topics=frozenset({topic} if topic else ()),
        ),
        Piece(
            key="item/3",
            title="Return the form",
            html="<p>Who has to.</p>",
            asked=[
                Asked(
                    title="Send Kent’s form",
                    url="/actions/1/",
                    reach=Reach.ASKED,
                    authorities=frozenset({kent}),
                )
            ],
        ),
    ]
    part = Part(heading="News", manner=Manner.PIECES, pieces=news)
    said = Letter(
        subject="Update 429", masthead="Update 429", day="13 November 2020", alliance="Eastern",
        url="/bulletins/429/", parts=[part],
    )  # fmt: skip
    return said.as_json()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_is_seen_as_each_kind_of_reader_gets_it(editor: Client) -> None:  # noqa: F811
    kent, medway = authority("Kent", "E10000016"), authority("Medway", "E06000035")
    topic = Topic.objects.create(slug="kinship", name="Kinship")
    other = Topic.objects.create(slug="send", name="SEND")
    of = mailing(letter=letter(kent.pk, topic.pk))
    frame = f"/mailings/{of.pk}/preview/page/"
    web = page(editor, frame)
    assert "Kinship only." in web
    assert "Send Kent’s form" not in web
    assert "Send Kent’s form" in page(editor, f"{frame}?who=member&authority={kent.pk}")
    assert "Send Kent’s form" not in page(editor, f"{frame}?who=member&authority={medway.pk}")
    assert "Send Kent’s form" not in page(editor, f"{frame}?who=web&authority={kent.pk}")
    assert "Kinship only." not in page(editor, f"{frame}?topics={other.pk}")
    assert "Words for all." in page(editor, f"{frame}?topics=nonsense&authority=x&who=nobody")
    nothing = editor.get(f"/mailings/{of.pk}/preview/?only_asked=on")
    assert "They get nothing of it" in nothing.content.decode()
    assert editor.get(f"{frame}?only_asked=on").status_code == 404


def test_the_frame_lets_a_mail_do_nothing(editor: Client) -> None:  # noqa: F811
    of = mailing(letter=letter())
    answer = editor.get(f"/mailings/{of.pk}/preview/page/")
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == policy["script-src"] == policy["form-action"] == "'none'"
    assert policy["style-src"] == "'unsafe-inline'"
    assert policy["img-src"] == "data:"
    assert policy["sandbox"] == ""
    around = editor.get(f"/mailings/{of.pk}/preview/")
    assert "sandbox" not in around.headers["Content-Security-Policy"]
    frames = re.findall(r"<iframe[^>]*>", around.content.decode())
    assert frames
    assert all(frame.endswith(" sandbox>") for frame in frames)


def test_nothing_of_it_is_loaded_from_anywhere_nor_tells_that_it_was_opened(
    editor: Client,  # noqa: F811
) -> None:
    of = mailing(letter=letter())
    shown = page(editor, f"/mailings/{of.pk}/preview/page/")
    loads = re.findall(r"<(?:img|link|script|iframe|source|video)\b[^>]*>|url\(", shown)
    assert loads == []


def test_a_subscriber_is_found_without_an_address_in_an_address(editor: Client) -> None:  # noqa: F811
    ann = subscriber("ann.lee", name="Ann Lee")
    subscriber("bo")
    of = mailing(letter=letter())
    address = f"/mailings/{of.pk}/preview/"
    for sought in ("ann.LEE@", "ann l"):
        shown = editor.post(address, {"sought": sought}).content.decode()
        assert re.findall(r"\?subscriber=(\d+)", shown) == [str(ann.pk)]
    assert (
        "No subscriber is called so"
        in editor.post(address, {"sought": "zeppelin"}).content.decode()
    )
    seen = page(editor, f"{address}?subscriber={ann.pk}")
    assert "Ann Lee" in seen
    assert "To</dt>" in seen
    assert "ann.lee@example.org" in seen
    assert editor.get(f"{address}?subscriber=999").status_code == 404


def test_whoever_has_a_copy_is_shown_that_one(editor: Client) -> None:  # noqa: F811
    ann = subscriber("ann", name="Ann & Bo")
    of = mailing(MailingState.DONE, letter=letter())
    kept = variant(of, html="<p>As it was, ⟦name⟧: ⟦choices⟧</p>", text="⟦name⟧", short="")
    copies(of, CopyState.SENT, 1, subscriber=ann)
    shown = page(editor, f"/mailings/{of.pk}/preview/page/?subscriber={ann.pk}")
    assert "As it was, Ann &amp; Bo: https://alliance.example.org/preferences/<" in shown
    by_variant = page(editor, f"/mailings/{of.pk}/preview/page/?variant={kept.pk}")
    assert "As it was, Nerys Hallowfield" in by_variant
    other = mailing(letter=letter())
    stray = variant(other)
    assert editor.get(f"/mailings/{of.pk}/preview/page/?variant={stray.pk}").status_code == 404


def test_no_link_of_a_preview_chooses_or_leaves_for_anybody(editor: Client) -> None:  # noqa: F811
    ann = subscriber("ann")
    of = mailing(letter=letter())
    for address in ("", "page/"):
        shown = page(editor, f"/mailings/{of.pk}/preview/{address}?subscriber={ann.pk}")
        assert not re.findall(r"/(?:preferences|unsubscribe)/[\w-]{40,}", shown)


def test_it_says_who_is_sent_nothing(editor: Client) -> None:  # noqa: F811
    ann = subscriber("ann")
    of = mailing(letter=letter())
    suppress(address=ann.address, why=Why.BOUNCED)
    assert "Nothing is sent to them: mail to it comes back." in page(
        editor, f"/mailings/{of.pk}/preview/?subscriber={ann.pk}"
    )


def test_a_test_goes_to_whoever_asked_and_says_that_it_is_one(editor: Client) -> None:  # noqa: F811
    ann = subscriber("ann", name="Ann Lee")
    of = mailing(letter=letter())
    copies(of, CopyState.WAITING, 1)
    editor.post(f"/mailings/{of.pk}/preview/?subscriber={ann.pk}", {"do": "test"})
    sent = Message.objects.get()
    assert (sent.recipient, sent.subject) == ("editor@example.org", "Test: Update 429")
    mail = unseal(sent.content, to=sent.recipient)
    assert "Words for all." in mail.body
    assert "Words for all." in mail.alternatives[0][0]
    assert mail.from_email == "Eastern Alliance <news@alliance.example.org>"
    assert Copy.objects.get().state == CopyState.WAITING, "nobody else gets anything"


def test_what_is_published_and_not_planned_is_seen_as_it_would_go_out(
    editor: Client,  # noqa: F811
) -> None:
    update = Bulletin.objects.create(number=429, date=timezone.localdate())
    item = Item.objects.create(title="Panel dates", slug="panel-dates")
    Appearance.objects.create(
        bulletin=update, item=item, title="Panel dates", body="<p>The panel meets.</p>", position=0
    )
    shown = page(editor, f"/mailings/bulletins/{update.pk}/preview/")
    assert "Update 429" in shown
    assert "The panel meets." in page(editor, f"/mailings/bulletins/{update.pk}/preview/page/")
    assert not Mailing.objects.exists()
    assert not Variant.objects.exists()
    assert editor.get("/mailings/bulletins/999/preview/").status_code == 404
    Bulletin.objects.update(live=False)
    assert "is not published" in page(editor, f"/mailings/bulletins/{update.pk}/preview/")


def test_looking_costs_the_same_however_many_subscribe(editor: Client) -> None:  # noqa: F811
    ann = subscriber("ann", name="Ann")
    of = mailing(letter=letter())
    address = f"/mailings/{of.pk}/preview/?subscriber={ann.pk}"
    editor.get(address)
    with CaptureQueriesContext(connection) as few:
        editor.get(address)
    for number in range(30):
        subscriber(f"ann{number}", name="Ann")
    with CaptureQueriesContext(connection) as many:
        editor.get(address)
    assert len(many) == len(few) <= 24
