"""Every kind of page that a reader can meet, each with something on it, and where it is.

A new public page belongs into `PLACES`: the tests that walk it then hold it to what holds for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings as settings_of_the_site
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from alliance.actions.models import AnswerKind, Audience
from alliance.actions.personal_links import link_for
from alliance.actions.when import By
from alliance.config.maintenance import shut
from alliance.config.urls import urlpatterns as addresses_of_the_site
from alliance.delivery.models import Frequency, Standing, Why
from alliance.delivery.returning.suppress import suppress
from alliance.delivery.subscribing.links import choices_link, confirming_link
from alliance.delivery.subscribing.wishes import Wishes
from alliance.directory.models import Network, Person, RoleKind, Topic
from alliance.evidence.models import AlsoDoing, Enclosure
from alliance.evidence.showcase.ending import withdraw_case
from alliance.evidence.showcase.link import link_to as link_to_case
from alliance.evidence.showcase.writing import choose_picture
from alliance.evidence.taking.receipt import link_to
from alliance.evidence.taking.sending import begin
from alliance.library.documents.drawing import read_kept
from alliance.library.documents.keep import take_out
from alliance.library.models import Publication, Version
from alliance.pages.models import OldAddress, OldThing, RestrictedPart
from tests.actions.invented import raised
from tests.delivery.subscribing.invented import in_a_copy, in_the_header, subscriber, who_left
from tests.directory.areas.invented import account, area, document
from tests.directory.networks.invented import meets
from tests.evidence.invented import call, closed, given, sent
from tests.evidence.invented import call as call_of
from tests.evidence.showcase.invented import (
    FIGURE,
    agreed,
    drafted,
    launched,
    picture,
    showcase,
    support,
    written,
)
from tests.evidence.showcase.invented import asked as asked_to_agree
from tests.library.agreements.invented import (
    authority,
    cap,
    co_operation,
    protocol,
    stands,
    version,
)
from tests.pages.invented import contact, project, section

PLACES = {
    "front page": "/",
    "archive": "/bulletins/",
    "bulletin": "/bulletins/429/",
    "bulletin for print": "/bulletins/429/print/",
    "item": "ITEM",
    "publications": "/publications/",
    "publications by topic": "/publications/?topic=kinship-care",
    "publication": "PUBLICATION",
    "tools and templates": "/publications/tools-and-templates/",
    "tools and templates by topic": "/publications/tools-and-templates/?by=topic",
    "authorities": "/authorities/",
    "authority": "/authorities/kent/",
    "people": "/people/",
    "networks": "/networks/",
    "network": "/networks/kinship/",
    "dates of networks": "/networks/dates/",
    "meetings of a network": "/networks/kinship/meetings/",
    "meeting": "MEETING",
    "agreements": "/agreements/",
    "agreement": "/agreements/moc/",
    "agreement, one authority": "/agreements/moc/authorities/kent/",
    "restricted areas": "/areas/",
    "restricted area": "/areas/quality-assurance/",
    "sections": "/sections/",
    "section": "/sections/homes/",
    "section with more in an area": "/sections/audits/",
    "section's idea form": "/sections/homes/idea/",
    "idea told": "/sections/homes/idea/sent/",
    "asking to be rung": "/calls/quiet-voices/ring-me/",
    "asked to be rung": "/calls/quiet-voices/ring-me/thanks/",
    "news form": "/send-us-news/",
    "news sent": "/send-us-news/sent/",
    "calls": "/calls/",
    "call": "/calls/warm-welcomes/",
    "handing a form in": "/calls/warm-welcomes/form/",
    "call that has closed": "/calls/early-words/",
    "projects": "/projects/",
    "project": "/projects/step-across/",
    "showcase": "/showcase/",
    "showcase, narrowed to nothing": "/showcase/?q=zeppelin",
    "showcase of a call": "/showcase/help-that-comes-early/",
    "case": "CASE",
    "doing the same": "CASE WE TOO",
    "doing the same, sent": "CASE WE TOO SENT",
    "case to be agreed to": "CASE TO AGREE",
    "case that was agreed to": "CASE AGREED",
    "did it last": "CASE STUCK",
    "case by a link that is none": "/my-case/none/",
    "case that was withdrawn (410)": "CASE GONE",
    "feeds": "/feeds/",
    "what is asked": "ACTION",
    "answering by a link": "LINK",
    "link handed on": "LINK HANDED ON",
    "link sent": "LINK SENT",
    "link that is none": "/answer/none/",
    "answering a call": "/calls/quiet-rooms/submit/",
    "answer that is begun": "BEGUN",
    "answer, one screen": "BEGUN WHO",
    "answer, to look over": "BEGUN CHECK",
    "answer, its files": "BEGUN FILES",
    "answer, its link": "BEGUN LINK",
    "answer, thrown away?": "BEGUN AWAY",
    "answer that is sent": "SENT IDEA",
    "subscribing": "/subscribe/",
    "subscribing: look into your mail": "/subscribe/sent/",
    "subscription to confirm": "SUBSCRIPTION",
    "asking for one's choices": "/preferences/",
    "link to one's choices sent": "/preferences/sent/",
    "choices by a copy's link": "CHOICES",
    "choices by a mailed link": "CHOICES MAILED",
    "choices of whom mail comes back": "CHOICES STOPPED",
    "choices by a link that is none": "/preferences/none/",
    "leaving": "LEAVING",
    "has left": "HAS LEFT",
    "open data": "/api/v1/",
    "search": "/search/?q=children",
    "search, narrowed": "/search/?q=children&kind=News",
    "search that finds nothing": "/search/?q=zeppelin",
    "search, corrected": "/search/?q=looked+after+childern",
    "search, not yet asked": "/search/",
    "privacy": "/privacy/",
    "accessibility": "/accessibility/",
    "cookies": "/cookies/",
    "report a problem": "/report-a-problem/?page=/bulletins/429/",
    "problem reported": "/report-a-problem/thank-you/",
    "sign-in": "/accounts/login/",
    "password reset": "/accounts/password/reset/",
    "password link sent": "/accounts/password/reset/done/",
    "new password kept": "/accounts/password/reset/key/done/",
    "password link too old": "/accounts/password/reset/key/1-too-old/",
    "account by invitation": "/accounts/signup/",
    "account closed": "/accounts/inactive/",
    "sign-in by an organisation failed": "/accounts/3rdparty/login/error/",
    "sign-in by an organisation given up": "/accounts/3rdparty/login/cancelled/",
    "invitation that is none": "/invitation/none/",
    "nothing here (404)": "/early-helps/",
    "gone for good (410)": "/early-help-network/",
    "document taken out (410)": "TAKEN OUT",
    "our own fault (500)": "/broken/",
}
TABLE = {
    "caption": "Who meets",
    "columns": [{"type": "words", "heading": "Group"}, {"type": "words", "heading": "How often"}],
    "rows": [{"values": ["<p>Leads</p>", "<p>Four times a year</p>"]}],
}


def _broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("broken/", _broken), *addresses_of_the_site]


def furnish() -> dict[str, str]:
    """Give the pages of editors something to show; bulletins come with `item_address`.

    Returns the addresses that only the database knows.
    """
    _calls()
    kinship = Network.objects.get(slug="kinship")
    topic = Topic.objects.create(slug="kinship-care", name="Kinship care")
    kinship.topics.add(topic)
    for publication in Publication.objects.all():
        publication.topics.add(topic)
        publication.kind = "tool"
        publication.save()
        Version.objects.create(
            publication=publication,
            published_on=timezone.localdate(),
            label="2nd edition",
            url="https://www.example.org/second",
            what_changed="A page on nights.",
        )
        Version.objects.create(
            publication=publication,
            published_on=dt.date(2019, 1, 2),
            label="Draft",
            withdrawn_on=dt.date(2020, 1, 2),
            withdrawn_because="It was a draft.",
        )
    there = section(
        "Homes",
        introduction="Enough homes for children in care.",
        text=[("words", "<h3>Why</h3><p>Words.</p>"), ("table", TABLE)],
        governance="<h3>Reports</h3><ul><li>May</li></ul>",
        tools="<p>One <a href='https://www.example.org/form'>agreement</a>.</p>",
        meeting_network=kinship,
        meeting_on=dt.date(2099, 1, 5),
        meeting_place="County Hall",
    )
    contact(there, Person.objects.get(name="Open Person"), "Chair")
    contact(there, Person.objects.get(name="Hidden Person"))
    there.topics.add(topic)
    there.meeting_on = dt.date(2099, 1, 12)
    there.save_revision().publish()
    section("A page of it", under=there)
    section("Early help")
    quality = area("Quality assurance", RoleKind.DCS, acting=True)
    restricted = section("Audits", introduction="How we look at practice together.")
    RestrictedPart.objects.create(page=restricted, area=quality, tools="<p>Closed.</p>")
    call("Quiet voices")
    project("Step across", introduction="Homes that work as one.")
    project("Moving school", completed=dt.date(2025, 3, 1), tools="<p>One form.</p>")
    gone = OldThing.objects.create(title="Early help network", state="retired")
    OldAddress.objects.create(thing=gone, key="/early-help-network/")
    moc = co_operation()
    stands(authority("Kent"), protocol(moc))
    read_kept(None, "agreement", version(moc).pk)  # type: ignore[arg-type]
    cap(moc)
    out = take_out(by=None, document=document("Old form"), why="Out of date.")
    meeting = meets(kinship, dt.date(2099, 1, 5), "10:00-12:00", place="County Hall")
    return {
        **_asked(),
        **_answered(),
        **_subscribed(topic),
        **_practice(),
        "MEETING": f"/networks/kinship/meetings/{meeting.pk}/",
        "PUBLICATION": publication.get_absolute_url(),
        "TAKEN OUT": out.url,
    }


def _calls() -> None:
    """One that is open and was extended, and one that has closed."""
    opened = call(
        "Warm welcomes", summary="How families are met", purpose="We look for what works."
    )
    assert opened.closes_at is not None
    opened.extensions.create(
        was=opened.closes_at - dt.timedelta(days=7), became=opened.closes_at, why="Schools asked."
    )
    opened.similar_work.create(title="A charter of welcomes", whose="A charity")
    closed(call("Early words"))


def _asked() -> dict[str, str]:
    """Something that everybody may read, answered by a link without an account."""
    action = raised(
        "Say who speaks for you",
        kind=AnswerKind.TEXT,
        by=[By(dt.date(2099, 1, 5)), By(dt.date(2099, 1, 9), is_hard=True)],
        audience=Audience.PUBLIC,
        by_link=True,
        what="In the network.",
    )
    person = account("Ann Lee", RoleKind.DCS_PA, authority("Kent")).person
    assert person is not None
    link = urlsplit(link_for(ask=action.asks.get(), person=person, by=None) or "").path
    return {
        "ACTION": action.get_absolute_url(),
        "LINK": link,
        "LINK HANDED ON": f"{link}somebody-else/",
        "LINK SENT": f"{link}sent/",
    }


def _answered() -> dict[str, str]:
    """A call, one answer that is begun with something to look at in it, and one that is sent."""
    quiet = call("Quiet rooms")
    said = given("A boy called Jayden sat there.", answers={"problem": "It was loud."})
    begun = begin(quiet, given=said, by=None)
    Enclosure.objects.create(
        submission=begun,
        kind="picture",
        name="room.png",
        file="evidence/room.png",
        size=9,
        sha256="0",
    )
    link = urlsplit(link_to(begun)).path
    return {
        "BEGUN": link,
        "BEGUN WHO": f"{link}part/who/",
        "BEGUN CHECK": f"{link}check/",
        "BEGUN FILES": f"{link}files/",
        "BEGUN LINK": f"{link}link/",
        "BEGUN AWAY": f"{link}withdraw/",
        "SENT IDEA": urlsplit(link_to(sent(quiet))).path,
    }


def _practice() -> dict[str, str]:
    """A launched page with all that one can have, another that was withdrawn, a third to be agreed to."""
    call = call_of("Help that comes early", prefix="HE")
    shown = written(drafted(showcase("Help that comes early", of=call)), figures=[FIGURE])
    theme = call.themes.create(name="By video", about="What is done from a distance.")
    shown = written(shown, theme=theme, supplier="VideoRoom")
    shown = choose_picture(
        shown,
        picture(),
        says="A ring of chairs",
        names_nobody=False,
        by=support(),
        version=shown.version,
    )
    shown = launched(shown)
    AlsoDoing.objects.create(case=shown, organisation="A nursery", words="Outdoors.", state="shown")
    shown.follow_ups.update(asked_at=timezone.now())
    gone = agreed(drafted(shown.showcase, title="Walks"))
    withdraw_case(gone, why="The team asked for it.", by=support())
    to_agree = drafted(shown.showcase, title="Gardens")
    asked_to_agree(to_agree)
    page, link = shown.get_absolute_url(), urlsplit(link_to_case(shown, by=None)).path
    return {
        "CASE": page,
        "CASE WE TOO": f"{page}we-too/",
        "CASE WE TOO SENT": f"{page}we-too/sent/",
        "CASE TO AGREE": urlsplit(link_to_case(to_agree, by=None)).path,
        "CASE AGREED": link,
        "CASE STUCK": f"{link}stuck/",
        "CASE GONE": gone.get_absolute_url(),
    }


def _subscribed(topic: Topic) -> dict[str, str]:
    """Who waits, who is sent mail, who has left, and from whom it comes back."""
    waits = subscriber(
        "waits@example.org",
        standing=Standing.WAITING,
        confirmed_at=None,
        frequency=Frequency.ASKED,
        audiences=["data"],
    )
    waits.topics.add(topic)
    reader = subscriber("reader@example.org", name="Ana Lee", audiences=["data", "care"])
    reader.topics.add(topic)
    stopped = subscriber("stopped@example.org")
    suppress(address=stopped.address, why=Why.BOUNCED, detail="550", by=None)
    return {
        "SUBSCRIPTION": urlsplit(confirming_link(waits, Wishes(), by=None)).path,
        "CHOICES": in_a_copy(reader),
        "CHOICES MAILED": urlsplit(choices_link(reader, by=None)).path,
        "CHOICES STOPPED": in_a_copy(stopped),
        "LEAVING": in_the_header(reader),
        "HAS LEFT": in_the_header(who_left("left@example.org")),
    }


@contextmanager
def site_shut() -> Iterator[None]:
    """The 503 that stands at every address while the site is shut."""
    with shut(Path(settings_of_the_site.DATA)):
        yield
