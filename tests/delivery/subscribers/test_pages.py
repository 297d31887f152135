"""The programme’s pages of subscribers, pressed as they are pressed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from alliance.audit.models import AuditEvent
from alliance.delivery.models import (
    ConsentBy,
    CopyState,
    Frequency,
    ListState,
    Return,
    ReturnKind,
    Standing,
    Subscriber,
    SubscriberList,
    Suppression,
    Why,
)
from alliance.delivery.own_links import Purpose, Unopened, make_token, open_token
from alliance.delivery.returning.suppress import is_suppressed, suppress
from alliance.directory.models import RoleKind, Topic, User
from alliance.jobs.models import Job
from alliance.jobs.worker import run_waiting
from alliance.mail.models import Message

from .invented import account, authority, copy, holds, mailing, office, person, subscriber

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def by() -> User:
    return office()


@pytest.fixture
def client(by: User) -> Client:
    client = Client()
    client.force_login(by, BACKEND)
    return client


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


# The list --------------------------------------------------------------------------------------


def test_the_list_says_how_many_stand_how(client: Client) -> None:
    kent = authority("Kent")
    clerk = person("Cle Rk", of=kent)
    holds(clerk, RoleKind.DCS_PA, kent)
    holds(clerk, RoleKind.DATA_LEAD, kent)
    subscriber("clerk@example.org", person=clerk, frequency=Frequency.WEEKLY)
    subscriber("web@example.org", said_authority=kent)
    subscriber("waits@example.org", standing=Standing.WAITING, by=None)
    subscriber("none@example.org")
    suppress(address="none@example.org", why=Why.BOUNCED, detail="", by=None)

    page = client.get("/subscribers/")

    figures = page.context["figures"]
    assert figures.active == 3
    assert figures.of_none == 1
    assert [(each.authority.name, each.by_role, each.by_word) for each in figures.authorities] == [
        ("Kent", 1, 1)
    ]
    said = words(page)
    assert "Kent, as they say" in said
    assert "Is sent nothing" in said


def test_the_list_is_narrowed_by_what_may_stand_in_an_address(client: Client) -> None:
    kent, medway = authority("Kent"), authority("Medway")
    clerk = person("Cle Rk")
    holds(clerk, RoleKind.DCS_PA, kent)
    subscriber("role@example.org", person=clerk, said_authority=medway)
    subscriber("word@example.org", said_authority=kent, frequency=Frequency.MONTHLY)
    subscriber("left@example.org", standing=Standing.LEFT)

    def shown(query: str) -> list[str]:
        rows = client.get(f"/subscribers/?{query}").context["rows"]
        return [row.subscriber.address for row in rows]

    assert shown("") == ["left@example.org", "role@example.org", "word@example.org"]
    assert shown(f"authority={kent.pk}") == ["role@example.org", "word@example.org"]
    assert shown(f"authority={medway.pk}") == []
    assert shown("frequency=monthly") == ["word@example.org"]
    assert shown("state=left") == ["left@example.org"]
    assert shown("state=perhaps&frequency=never&authority=x") == shown("")


def test_somebody_is_found_by_a_posted_word(client: Client) -> None:
    subscriber("ann.lee@kent.gov.uk", name="Ann Lee")
    subscriber("other@example.org", name="Other One")
    for sought in ("ANN.LEE", "kent.gov", "lee"):
        page = client.post("/subscribers/", {"sought": sought})
        assert page.status_code == 200
        assert [row.subscriber.name for row in page.context["rows"]] == ["Ann Lee"]
    assert "1 found" in words(page)
    assert "Nobody is found" in words(client.post("/subscribers/", {"sought": "zz"}))
    missing = client.post("/subscribers/", {"sought": ""})
    assert missing.status_code == 422
    assert "data-error-summary" in words(missing)


@pytest.mark.parametrize("path", ["/subscribers/", "/subscribers/stopped/", "/subscribers/lists/"])
def test_an_empty_page_says_what_will_stand_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_more_subscribers_ask_no_more_of_the_database(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    kent = authority("Kent")

    def some(start: int) -> None:
        for number in range(start, start + 10):
            one = person(f"P {number}")
            holds(one, RoleKind.DATA_LEAD, kent)
            subscriber(f"p{number}@example.org", person=one)
            subscriber(f"w{number}@example.org", said_authority=kent)

    for path in ("/subscribers/", "/subscribers/stopped/", "/subscribers/from-directory/"):
        some(len(path) * 100)
        client.get(path)
        with django_assert_max_num_queries(22) as few:
            client.get(path)
        some(len(path) * 100 + 50)
        with django_assert_max_num_queries(len(few)):
            client.get(path)


# One -------------------------------------------------------------------------------------------


def test_the_page_of_one_says_everything(client: Client) -> None:
    one = subscriber(name="Ann Lee", frequency=Frequency.WEEKLY)
    sent = copy(mailing(429), one, CopyState.BOUNCED, why="550 no such user")
    Return.objects.create(
        name="<1>", copy=sent, kind=ReturnKind.HARD, said="No mailbox", came_by="mail"
    )
    suppress(address=one.address, why=Why.BOUNCED, detail="550 no such user", by=None)

    said = words(client.get(f"/subscribers/{one.pk}/"))

    for expected in (
        "ann.lee@example.org",
        "One mail a week",
        "Send me your bulletins.",
        "Subscribed on the site",
        "Update 429",
        "Came back",
        "No mailbox",
        "Mail to it comes back",
    ):
        assert expected in said


def test_the_page_of_one_asks_as_much_for_many_copies(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = subscriber()
    copy(mailing(1), one)
    client.get(f"/subscribers/{one.pk}/")
    with django_assert_max_num_queries(20) as few:
        client.get(f"/subscribers/{one.pk}/")
    for number in range(2, 12):
        copy(mailing(number), one)
    with django_assert_max_num_queries(len(few)):
        client.get(f"/subscribers/{one.pk}/")


def press(client: Client, one: Subscriber, do: str, reason: str = "They rang.") -> Any:
    return client.post(f"/subscribers/{one.pk}/", {"do": do, "reason": reason})


def test_mail_is_stopped_and_let_go_again(client: Client, by: User) -> None:
    one = subscriber()
    assert press(client, one, "stop").status_code == 302
    stop = Suppression.objects.get()
    assert (stop.why, stop.detail) == (Why.PROGRAMME, "They rang.")
    assert AuditEvent.objects.get(verb="stopped mail to").actor == by

    assert press(client, one, "lift", "It works again.").status_code == 302
    assert not is_suppressed(one.address)
    assert AuditEvent.objects.filter(reason="It works again.", actor=by).exists()


def test_somebody_is_marked_as_having_left(client: Client) -> None:
    one = subscriber()
    press(client, one, "leave")
    one.refresh_from_db()
    assert one.standing == Standing.LEFT
    assert Suppression.objects.get().detail == "As they told the programme: They rang."


def test_a_link_is_sent(client: Client) -> None:
    active, waits = subscriber(), subscriber("w@example.org", standing=Standing.WAITING, by=None)
    press(client, active, "link", "")
    press(client, waits, "link", "")
    assert list(Message.objects.order_by("pk").values_list("recipient", "purpose")) == [
        (active.address, "choices-link"),
        (waits.address, "subscription"),
    ]


@pytest.mark.parametrize("why", [Why.BOUNCED, Why.PROGRAMME, Why.COMPLAINED])
def test_no_link_is_sent_where_mail_is_stopped(client: Client, why: Why) -> None:
    one = subscriber()
    suppress(address=one.address, why=why, detail="", by=None)
    page = press(client, one, "link", "")
    assert page.status_code == 409
    assert "Let mail go to them again first" in words(page)
    assert not Message.objects.exists()


def test_whoever_left_may_be_sent_the_way_back(client: Client) -> None:
    one = subscriber(standing=Standing.LEFT)
    suppress(address=one.address, why=Why.LEFT, detail="", by=None)
    assert press(client, one, "link", "").status_code == 302
    assert Message.objects.get().purpose == "choices-link"


def test_links_are_withdrawn(client: Client) -> None:
    one = subscriber()
    token = make_token(
        Purpose.CHOICES, subscriber_id=one.pk, links_version=one.links_version, mailing_id=1
    )
    press(client, one, "withdraw", "")
    assert open_token(token, Purpose.CHOICES) is Unopened.REVOKED


def test_somebody_is_erased(client: Client) -> None:
    one = subscriber(name="Ann Lee")
    press(client, one, "erase")
    said = words(client.get(f"/subscribers/{one.pk}/"))
    assert "Ann Lee" not in said
    assert "Nothing is left that says who this was" in said
    assert client.get(f"/subscribers/{one.pk}/change/").status_code == 404


@pytest.mark.parametrize("do", ["stop", "lift", "leave", "erase"])
def test_without_a_reason_nothing_is_done_and_the_page_says_so(client: Client, do: str) -> None:
    one = subscriber()
    if do == "lift":
        suppress(address=one.address, why=Why.PROGRAMME, detail="", by=None)
    before = list(Subscriber.objects.values()), list(Suppression.objects.values())
    page = press(client, one, do, " ")
    assert page.status_code == 422
    assert f'href="#id_{do}_reason"' in words(page)
    assert f'id="id_{do}_reason"' in words(page)
    assert (list(Subscriber.objects.values()), list(Suppression.objects.values())) == before


def test_an_unknown_button_does_nothing(client: Client) -> None:
    page = press(client, subscriber(), "explode")
    assert page.status_code == 422
    assert "Press one of the buttons" in words(page)


def test_opening_pages_changes_nothing(client: Client) -> None:
    one = subscriber()
    before = list(Subscriber.objects.values())
    for path in ("", "change/", "kept.json"):
        assert client.get(f"/subscribers/{one.pk}/{path}").status_code == 200
    assert list(Subscriber.objects.values()) == before


def test_choices_are_changed_and_the_owner_is_told(client: Client) -> None:
    one = subscriber()
    topic = Topic.objects.create(name="Kinship", slug="kinship")
    Topic.objects.create(name="Early help", slug="early-help")
    form = {"frequency": "monthly", "topics": [topic.pk], "audiences": ["care"], "name": "Ann"}
    assert client.post(f"/subscribers/{one.pk}/change/", form).status_code == 302
    one.refresh_from_db()
    assert (one.frequency, one.name, one.audiences) == (Frequency.MONTHLY, "Ann", ["care"])
    assert list(one.topics.all()) == [topic]
    assert Message.objects.get().purpose == "choices-changed"

    bad = client.post(f"/subscribers/{one.pk}/change/", {"frequency": "hourly", "name": "Typed"})
    assert bad.status_code == 422
    assert 'value="Typed"' in words(bad)


def test_what_is_kept_is_downloaded(client: Client) -> None:
    one = subscriber(name="Ann Lee")
    response = client.get(f"/subscribers/{one.pk}/kept.json")
    assert response["Content-Disposition"] == f'attachment; filename="subscriber-{one.pk}.json"'
    assert response.json()["name"] == "Ann Lee"


# Adding ----------------------------------------------------------------------------------------


def test_somebody_added_by_hand_has_to_confirm(client: Client) -> None:
    form = {"address": "New@Example.org", "frequency": "weekly", "name": "New One"}
    assert client.post("/subscribers/add/", form).status_code == 302
    one = Subscriber.objects.get()
    assert (one.address, one.standing) == ("new@example.org", Standing.WAITING)
    assert Message.objects.get().purpose == "subscription"
    assert not one.consents.exists()


@pytest.mark.parametrize(
    ("standing", "says"),
    [(Standing.ACTIVE, "subscribed already"), (Standing.LEFT, "They have left")],
)
def test_whoever_is_known_is_not_asked_again(client: Client, standing: str, says: str) -> None:
    one = subscriber(standing=standing)
    page = client.post("/subscribers/add/", {"address": one.address, "frequency": "each"})
    assert page.status_code == 422
    assert says in words(page)
    assert f"/subscribers/{one.pk}/" in words(page)
    assert not Message.objects.exists()


def test_whoever_is_stopped_is_not_asked(client: Client) -> None:
    suppress(address="no@example.org", why=Why.BOUNCED, detail="", by=None)
    page = client.post("/subscribers/add/", {"address": "no@example.org", "frequency": "each"})
    assert page.status_code == 422
    assert "Lift that first" in words(page)
    assert not Subscriber.objects.exists()


def test_people_of_the_directory_are_shown_as_they_stand(client: Client) -> None:
    kent = authority("Kent")
    cases = {
        "Ann New": "Not subscribed",
        "Bea Here": "Subscribed",
        "Cy Left": "Has left",
        "Di Stopped": "Stopped: mail comes back, or somebody stopped it",
        "Ed Nowhere": "No e-mail address is known",
        "Flo Web": "Subscribed, not known as this person",
    }
    for name in cases:
        one = person(name, visibility="members", email=None if name == "Ed Nowhere" else "")
        holds(one, RoleKind.DATA_LEAD, kent)
        address = f"{name.lower().replace(' ', '.')}@example.org"
        if name == "Bea Here":
            subscriber(address, person=one)
        elif name == "Cy Left":
            subscriber(address, person=one, standing=Standing.LEFT)
        elif name == "Di Stopped":
            suppress(address=address, why=Why.BOUNCED, detail="", by=None)
        elif name == "Flo Web":
            subscriber(address)
    holds(person("Unconfirmed One"), RoleKind.DATA_LEAD, kent)

    page = client.get(f"/subscribers/from-directory/?role=data_lead&authority={kent.pk}")

    assert {each.person.name: each.stand.value for each, _, _ in page.context["rows"]} == cases
    assert len(page.context["ticked"]) == 2


def test_people_of_the_directory_are_subscribed_by_the_programme(client: Client, by: User) -> None:
    kent = authority("Kent")
    ann, web, gone = (person(name, visibility="members") for name in ("Ann Lee", "Web By", "Go Ne"))
    for one in (ann, web, gone):
        holds(one, RoleKind.DCS, kent)
    own = subscriber("web.by@example.org", frequency=Frequency.MONTHLY)
    subscriber("go.ne@example.org", person=gone, standing=Standing.LEFT)
    form = {"people": [ann.pk, web.pk], "frequency": "each", "words": "They asked on 12 May."}

    assert client.post("/subscribers/from-directory/?role=dcs", form).status_code == 302

    new = Subscriber.objects.get(person=ann)
    assert (new.standing, new.address) == (Standing.ACTIVE, "ann.lee@example.org")
    consent = new.consents.get()
    assert (consent.by, consent.words, consent.recorded_by) == (
        ConsentBy.DIRECTORY,
        "They asked on 12 May.",
        by,
    )
    own.refresh_from_db()
    assert (own.person, own.frequency) == (web, Frequency.MONTHLY)

    form["people"] = [gone.pk]
    refused = client.post("/subscribers/from-directory/?role=dcs", form)
    assert refused.status_code == 422
    assert "Look through the list again" in words(refused)
    form |= {"people": [], "words": ""}
    assert "Tick whom to subscribe" in words(client.post("/subscribers/from-directory/", form))


def test_two_people_with_one_address_get_one_copy(client: Client) -> None:
    for name in ("Ann Lee", "Bea Lee"):
        one = person(name, visibility="members", email="office@example.net")
        holds(one, RoleKind.DCS_PA)
    page = client.get("/subscribers/from-directory/")
    assert sum(each.may_be_added for each, _, _ in page.context["rows"]) == 1
    assert "Shares an address" in words(page)


# Stopped ---------------------------------------------------------------------------------------


def test_an_address_is_stopped_looked_up_and_let_go(client: Client) -> None:
    stop = {"do": "stop", "address": "No@Example.org", "reason": "They wrote."}
    assert client.post("/subscribers/stopped/", stop).status_code == 302
    found = Suppression.objects.get()
    assert "They wrote." in words(client.get("/subscribers/stopped/?state=programme"))

    look = {"do": "look", "sought": "no@example.org"}
    assert "stopped by the programme" in words(client.post("/subscribers/stopped/", look))
    other = {"do": "look", "sought": "yes@example.org"}
    assert "Nothing stops mail" in words(client.post("/subscribers/stopped/", other))

    path = f"/subscribers/stopped/{found.pk}/"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "They asked."}).status_code == 302
    assert not Suppression.objects.exists()


def test_an_erased_address_is_found_by_the_whole_of_it(client: Client) -> None:
    one = subscriber()
    press(client, one, "erase")
    look = {"do": "look", "sought": "ann.lee@example.org"}
    assert "asked to be erased" in words(client.post("/subscribers/stopped/", look))
    assert "ann.lee" not in words(client.get("/subscribers/stopped/"))


def test_the_page_of_a_stopped_address_leads_to_its_subscriber(client: Client) -> None:
    one = subscriber(name="Ann Lee")
    stop = suppress(address=one.address.upper(), why=Why.BOUNCED, detail="550", by=None)
    assert f"/subscribers/{one.pk}/" in words(client.get(f"/subscribers/stopped/{stop.pk}/"))


@pytest.mark.parametrize(
    "form", [{"do": "look", "sought": "no"}, {"do": "stop", "address": "x@example.org"}, {}]
)
def test_a_form_that_is_amiss_changes_nothing(client: Client, form: dict[str, str]) -> None:
    assert client.post("/subscribers/stopped/", form).status_code == 422
    assert not Suppression.objects.exists()


# Lists -----------------------------------------------------------------------------------------

LIST = b"E-mail,Name,Authority\nann@example.org,Ann,Kent\nbea@example.org,Bea,Nowhere\nbad,,\n"


def hand_in(client: Client, data: bytes = LIST, name: str = "list.csv", **form: str) -> Any:
    said = {"consent_words": "They ticked a box.", "consent_on": "2021-03-04"} | form
    return client.post("/subscribers/lists/", {"file": SimpleUploadedFile(name, data)} | said)


def test_a_list_is_handed_in_looked_at_and_saved(client: Client) -> None:
    authority("Kent")
    response = hand_in(client)
    found = SubscriberList.objects.get()
    assert response["Location"] == f"/subscribers/lists/{found.pk}/"
    assert not Subscriber.objects.exists()

    said = words(client.get(response["Location"]))
    assert "2 are subscribed" in said
    assert "1 row cannot be taken in" in said
    assert "Row 4: “bad” is no e-mail address" in said
    assert "“Nowhere” is not an authority here" in said
    assert "Save what can be taken in" in said
    faults = client.get(f"/subscribers/lists/{found.pk}/faults.csv").content.decode("utf-8-sig")
    assert faults.splitlines()[0] == 'What,Where,"Why, and how to mend it"'
    assert len(faults.splitlines()) == 3

    pressed = client.post(response["Location"], {"do": "save"})
    assert pressed["Location"] == f"/jobs/{Job.objects.get(path__endswith='save_list').pk}/"
    run_waiting()

    found.refresh_from_db()
    assert found.state == ListState.SAVED
    assert Subscriber.objects.count() == 2
    done = words(client.get(response["Location"]))
    assert "What became of its rows" in done
    assert "ann@example.org" not in done
    assert client.post(response["Location"], {"do": "save"}).status_code == 409
    assert "2 are subscribed" in words(client.get("/subscribers/lists/"))


def test_a_list_is_dropped(client: Client) -> None:
    path = hand_in(client)["Location"]
    client.post(path, {"do": "drop"})
    assert SubscriberList.objects.get().state == ListState.DROPPED
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"consent_words": ""}, "Say what they agreed to"),
        ({"consent_on": ""}, "Say on which day"),
        ({"consent_on": "yesterday"}, "Write the day as"),
        ({"consent_on": "2999-01-01"}, "still to come"),
        ({"data": b"Name\nAnn\n"}, "has no column of e-mail addresses"),
        ({"data": b""}, "The file is empty"),
        ({"name": "list.pdf"}, "neither a .csv nor an .xlsx"),
    ],
)
def test_a_list_that_is_amiss_is_refused_and_what_was_typed_kept(
    client: Client, form: dict[str, Any], says: str
) -> None:
    page = hand_in(client, **{"consent_words": "Typed words."} | form)
    assert page.status_code == 422
    assert says in words(page)
    if "consent_words" not in form:
        assert "Typed words." in words(page)
    assert not SubscriberList.objects.exists()


def test_an_address_is_shown_as_text(client: Client) -> None:
    path = hand_in(client, b"E-mail,Name\n<script>@x,<b>Ann\n")["Location"]
    said = words(client.get(path))
    assert "<script>@x" not in said
    assert "&lt;script&gt;@x" in said


def test_cells_that_begin_a_formula_are_harmless_in_the_table_of_faults(client: Client) -> None:
    path = hand_in(client, b"E-mail\n=1+1\n")["Location"]
    text = client.get(f"{path}faults.csv").content.decode("utf-8-sig")
    assert not any(cell.startswith("=") for cell in text.replace('"', "").split(","))


def test_the_empty_list_can_be_handed_in_as_it_is(client: Client) -> None:
    authority("Exampleshire")
    data = client.get("/subscribers/lists/template.csv").content
    said = words(client.get(hand_in(client, data)["Location"]))
    assert "1 is subscribed" in said
    assert "cannot be taken in" not in said


def test_nobody_else_comes_in() -> None:
    clerk = account(person("Cle Rk", email=None), RoleKind.DCS)
    other = Client()
    other.force_login(clerk, BACKEND)
    one = subscriber()
    assert other.get(f"/subscribers/{one.pk}/").status_code == 403
    assert press(other, one, "erase").status_code == 403
    one.refresh_from_db()
    assert one.standing == Standing.ACTIVE


def test_no_address_is_in_the_address_of_a_page(client: Client) -> None:
    one = subscriber("who@example.org")
    suppress(address="who@example.org", why=Why.LEFT, detail="", by=None)
    for path in ("/subscribers/", f"/subscribers/{one.pk}/", "/subscribers/stopped/"):
        said = client.get(path).content.decode()
        links = [part.partition('"')[0] for part in said.split('href="')[1:]]
        assert not [link for link in links if "who" in link or "@" in link]


def test_the_checks_of_the_project_find_nothing_amiss() -> None:
    call_command("check", verbosity=0)
