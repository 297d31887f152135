"""Webhooks: told at least once, signed, only what their owner may see, and not for ever."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
import uuid
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from alliance.actions.models import ActionState, AnswerKind, Audience
from alliance.actions.raising import change_action, end_action, reopen_action, take_back
from alliance.actions.said import Said
from alliance.api.forgetting import forget
from alliance.api.models import Delivery, DeliveryState, Happening, Webhook
from alliance.api.webhooks import deliver as delivering
from alliance.api.webhooks.changes import CannotBeDone, add, renew_secret, send_again, send_test
from alliance.api.webhooks.deliver import PAUSES, deliver, spread, sweep
from alliance.api.webhooks.rights import check_url
from alliance.api.webhooks.sign import headers_of
from alliance.directory.accounts.changes import shut
from alliance.directory.models import Role, RoleKind, User
from alliance.jobs.models import Job
from alliance.jobs.progress import Progress
from alliance.jobs.worker import run_waiting
from alliance.links.fetch import Policy, Refused
from tests.actions.invented import SECRET, answered, ask_of, asking, raised
from tests.api.listener import Listener, is_genuine, listening
from tests.directory.areas.invented import BACKEND, account
from tests.library.agreements.invented import authority

pytestmark = pytest.mark.django_db
ALL = ["action.opened", "action.changed", "action.ended", "answer.counted"]
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _on_this_machine(settings: Settings) -> None:
    settings.WEBHOOKS_MAY_STAY_HERE = True


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture
def support() -> User:
    return account("Sue Support", RoleKind.PROGRAMME_SUPPORT)


@pytest.fixture
def lead() -> User:
    return account("Kent Lead", RoleKind.DATA_LEAD, authority("Kent"))


def hooked(by: User, url: str, *events: str) -> tuple[Webhook, str]:
    return add(by=by, url=url, events=events or ALL, form=uuid.uuid4())


def told(listener: Listener) -> list[Any]:
    return [json.loads(taken.body) for taken in listener.taken]


def later(by: dt.timedelta) -> None:
    """As if so much time had gone by."""
    for model, names in ((Delivery, ["due_at"]), (Job, ["run_after"])):
        for name in names:
            for row in model.objects.all():
                model.objects.filter(pk=row.pk).update(**{name: getattr(row, name) - by})


# What is told -----------------------------------------------------------------------------------


def test_each_event_is_told_with_ids_and_states_and_nobodys_words(
    listener: Listener, support: User, lead: User
) -> None:
    _, secret = hooked(support, listener.url)
    action = raised("Zanzibar", kind=AnswerKind.TEXT, what="Zanzibar")
    answered(ask_of(action), lead, said=Said(text=SECRET))
    change_action(by=None, action=action, seen=2, asking=asking("Zanzibar 2", kind=AnswerKind.TEXT))
    end_action(by=None, action=action, state=ActionState.CLOSED)
    reopen_action(by=None, action=action)
    take_back(by=None, ask=ask_of(action), why="Zanzibar")
    run_waiting()
    found = told(listener)
    assert [each["type"] for each in found] == [
        "action.opened",
        "answer.counted",
        "action.changed",
        "action.ended",
        "action.opened",
        "action.changed",
    ]
    assert [each["data"]["action"]["state"] for each in found] == [
        *("open", "open", "open", "closed", "open", "open")
    ]
    counted = found[1]["data"]
    response = ask_of(action).responses.get()
    assert counted == {
        "action": {
            "id": action.pk,
            "state": "open",
            "api_url": f"http://testserver/api/v1/actions/{action.pk}/",
        },
        "authority": {"ons_code": "E10000016", "state": "answered"},
        "answer": {
            "id": response.pk,
            "api_url": f"http://testserver/api/v1/answers/?action={action.pk}&authority=E10000016",
        },
    }
    for taken in listener.taken:
        assert b"Zanzibar" not in taken.body
        assert SECRET.encode() not in taken.body
        assert b"Lead" not in taken.body
        assert taken.headers["content-type"] == "application/json"
        assert is_genuine(secret, taken.headers, taken.body)
        assert not is_genuine(secret, taken.headers, taken.body + b" ")
        assert abs(int(taken.headers["webhook-timestamp"]) - time.time()) < 60
    assert len({taken.headers["webhook-id"] for taken in listener.taken}) == 6


def test_the_signature_is_the_one_that_openssl_works_out() -> None:
    signed = headers_of(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        message="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_receiver_in_the_documents_takes_what_is_sent(
    support: User, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (Path(__file__).parents[2] / "docs/features/programs.md").read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    code, _, serve = code.rpartition("\n\n\n")
    assert serve.startswith("HTTPServer((")
    hook, secret = hooked(support, "http://127.0.0.1:1/")
    names: dict[str, Any] = {}
    exec(code.replace('"…"', repr(secret)), names)
    names["Receiver"].log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), names["Receiver"])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Webhook.objects.update(url=f"http://127.0.0.1:{server.server_port}/")
    raised()
    run_waiting()
    assert Delivery.objects.get().status == 204
    said = ""
    until = time.monotonic() + 10  # it answers first, and prints then
    while "action.opened" not in said and time.monotonic() < until:
        said += capsys.readouterr().out
    assert "action.opened" in said
    renew_secret(hook)
    raised()
    run_waiting()
    assert Delivery.objects.latest("created_at").status == 400, "it takes nobody else's"
    server.shutdown()
    server.server_close()


def test_drafts_are_not_told(listener: Listener, support: User) -> None:
    hooked(support, listener.url)
    draft = raised(opened=False)
    change_action(by=None, action=draft, seen=1, asking=asking("Other"))
    take_back(by=None, ask=ask_of(draft), why="Not theirs.")
    run_waiting()
    assert not listener.taken
    assert not Happening.objects.exists()


def test_only_what_was_chosen_is_told(listener: Listener, support: User) -> None:
    hooked(support, listener.url, "action.opened")
    end_action(by=None, action=raised(), state=ActionState.CLOSED)
    run_waiting()
    assert [each["type"] for each in told(listener)] == ["action.opened"]


def test_with_nobody_listening_nothing_is_written_down() -> None:
    raised()
    assert not Happening.objects.exists()


def test_what_is_undone_is_told_to_nobody(listener: Listener, support: User) -> None:
    hooked(support, listener.url)
    with transaction.atomic():
        raised()
        transaction.set_rollback(True)
    run_waiting()
    assert not listener.taken
    assert not Happening.objects.exists()


# To whom ----------------------------------------------------------------------------------------


def test_an_authority_is_told_of_its_own_answers_and_of_no_others(
    listener: Listener, support: User, lead: User
) -> None:
    other = account("Medway Lead", RoleKind.DATA_LEAD, authority("Medway"))
    hooked(other, listener.url)
    both = raised(of=[authority("Kent"), authority("Medway")], audience=Audience.ASKED)
    raised(of=[authority("Kent")], audience=Audience.ASKED)
    answered(ask_of(both), lead)
    answered(ask_of(both, authority("Medway")), other)
    run_waiting()
    found = [(each["type"], each["data"].get("authority")) for each in told(listener)]
    assert found == [
        ("action.opened", None),
        ("answer.counted", {"ons_code": "E06000035", "state": "answered"}),
    ]
    assert Delivery.objects.count() == 2, "nor does its page say how often Kent answered"


def test_whose_role_ends_before_it_is_sent_is_told_nothing(listener: Listener, lead: User) -> None:
    hooked(lead, listener.url)
    spread(Progress(), happening().pk)
    Role.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    run_waiting()
    assert not listener.taken
    delivery = Delivery.objects.get()
    assert (delivery.state, bool(delivery.why)) == (DeliveryState.WITHHELD, True)


def happening() -> Happening:
    raised()
    return Happening.objects.latest("pk")


def test_of_an_account_that_is_shut_nothing_leaves_any_more(listener: Listener, lead: User) -> None:
    hook, _ = hooked(lead, listener.url)
    shut(lead, by=User.objects.create_superuser("boss@example.org", "x"), reason="Left.")
    raised()
    run_waiting()
    assert not listener.taken
    hook.refresh_from_db()
    assert not hook.is_on


@pytest.mark.parametrize(
    "kind", [RoleKind.LEAD_MEMBER, RoleKind.NETWORK_LEAD, RoleKind.PANEL_MEMBER, None]
)
def test_who_answers_for_no_authority_has_none(kind: RoleKind | None) -> None:
    place = authority("Kent") if kind == RoleKind.LEAD_MEMBER else None
    somebody = account("Somebody", None if kind == RoleKind.NETWORK_LEAD else kind, place)
    with pytest.raises(CannotBeDone):
        hooked(somebody, "https://x.example.org/")


# When it is not taken ---------------------------------------------------------------------------


def test_what_fails_is_tried_again_under_the_same_id(listener: Listener, support: User) -> None:
    listener.answers = [500, 503, 200]
    hook, secret = hooked(support, listener.url)
    raised()
    run_waiting()
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.status) == ("waiting", 1, 500)
    assert delivery.due_at - delivery.tried_at == pytest.approx(
        PAUSES[0], abs=dt.timedelta(seconds=5)
    )
    later(PAUSES[0])
    run_waiting()
    assert len(listener.taken) == 2
    later(PAUSES[0])
    run_waiting()
    assert len(listener.taken) == 2, "the second pause is longer"
    later(PAUSES[1])
    run_waiting()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.status) == ("taken", 3, 200)
    assert len({taken.headers["webhook-id"] for taken in listener.taken}) == 1
    assert len({taken.body for taken in listener.taken}) == 1
    assert all(is_genuine(secret, taken.headers, taken.body) for taken in listener.taken)
    hook.refresh_from_db()
    assert hook.reached_at is not None


def test_after_days_it_is_given_up_and_the_webhook_switched_off_and_its_owner_told(
    listener: Listener, support: User
) -> None:
    listener.answers = [500]
    hook, _ = hooked(support, listener.url)
    raised()
    for pause in (dt.timedelta(0), *PAUSES):
        later(pause)
        run_waiting()
    assert len(listener.taken) == len(PAUSES) + 1
    later(dt.timedelta(days=9))
    run_waiting()
    assert len(listener.taken) == len(PAUSES) + 1
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP
    hook.refresh_from_db()
    assert not hook.is_on
    [letter] = mail.outbox
    assert letter.to == [support.email]
    assert "answered 500" in str(letter.body)
    assert hook.get_absolute_url() in str(letter.body)
    raised()
    run_waiting()
    assert len(listener.taken) == len(PAUSES) + 1, "nothing more is sent"


def test_one_that_takes_other_things_meanwhile_stays_on(listener: Listener, support: User) -> None:
    listener.answers = [422]
    hook, _ = hooked(support, listener.url)
    raised()
    for pause in (dt.timedelta(0), *PAUSES):
        later(pause)
        Webhook.objects.update(reached_at=timezone.now())
        run_waiting()
    hook.refresh_from_db()
    assert (hook.is_on, Delivery.objects.get().state) == (True, DeliveryState.GIVEN_UP)


def test_gone_switches_it_off_at_once(listener: Listener, support: User) -> None:
    listener.answers = [410]
    hook, _ = hooked(support, listener.url)
    raised()
    raised()
    run_waiting()
    hook.refresh_from_db()
    assert (hook.is_on, len(listener.taken)) == (False, 1)
    assert "410" in hook.off_why
    assert len(mail.outbox) == 1


def test_a_redirect_is_not_followed(listener: Listener, support: User) -> None:
    with listening() as inside:
        listener.answers, listener.location = [307], inside.url
        hooked(support, listener.url)
        raised()
        run_waiting()
        assert not inside.taken
    delivery = Delivery.objects.get()
    assert (delivery.state, "elsewhere" in delivery.why) == (DeliveryState.WAITING, True)


def test_a_name_that_leads_inside_is_not_spoken_to(
    listener: Listener, support: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public name at first, and the address of this network when it is looked up."""
    hook, _ = hooked(support, "https://hooks.example.org/in")
    inside = Policy(ports=frozenset({443}), resolve=lambda host, port: ["10.0.0.7"])
    monkeypatch.setattr(delivering, "policy_for", lambda url: inside)
    raised()
    run_waiting()
    hook.refresh_from_db()
    assert "not on the public internet" in hook.off_why
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP


def test_one_that_is_slow_is_left_and_keeps_nobody_waiting(
    listener: Listener, support: User, lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "TIMEOUT", 0.3)
    listener.waits = threading.Event()
    with listening() as quick:
        hooked(support, listener.url)
        hooked(lead, quick.url)
        for _ in range(3):
            raised()
        begun = time.monotonic()
        run_waiting()
        assert time.monotonic() - begun < 5
        assert len(quick.taken) == 3
    assert len(listener.taken) == 1, "the others wait until it answers"
    listener.waits.set()


# Once, and never lost ---------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_nothing_twice(listener: Listener) -> None:
    support = account("Sue Support", RoleKind.PROGRAMME_SUPPORT)
    hook, _ = hooked(support, listener.url)
    for _ in range(6):
        spread(Progress(), happening().pk)
        spread(Progress(), Happening.objects.latest("pk").pk)
    ready = threading.Barrier(3)

    def work() -> None:
        ready.wait()
        try:
            deliver(Progress(), hook.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [taken.headers["webhook-id"] for taken in listener.taken]
    assert len(ids) == len(set(ids)) == 6


def test_what_was_cut_off_is_sent_again_under_its_id(listener: Listener, support: User) -> None:
    """A worker that was killed while it sent: nobody knows, so it may come twice, never not at all."""
    hooked(support, listener.url)
    spread(Progress(), happening().pk)
    long_ago = timezone.now() - dt.timedelta(minutes=10)
    Delivery.objects.update(state=DeliveryState.SENDING, attempts=1, lease_until=long_ago)
    Job.objects.all().delete()
    sweep(Progress())
    run_waiting()
    assert len(listener.taken) == 1
    assert Delivery.objects.get().state == DeliveryState.TAKEN


def test_a_job_that_was_lost_is_found_again(listener: Listener, support: User) -> None:
    hooked(support, listener.url)
    raised()
    Job.objects.all().delete()
    Happening.objects.update(at=timezone.now() - dt.timedelta(minutes=10))
    sweep(Progress())
    run_waiting()
    assert len(listener.taken) == 1


def test_after_thirty_days_they_are_forgotten(listener: Listener, support: User) -> None:
    hook, _ = hooked(support, listener.url)
    raised()
    send_test(hook)
    long_ago = timezone.now() - dt.timedelta(days=31)
    Happening.objects.update(at=long_ago)
    run_waiting()
    Delivery.objects.update(created_at=long_ago)
    fresh = happening()
    forget(Progress())
    assert list(Happening.objects.all()) == [fresh]


def test_the_secret_is_sealed(listener: Listener, support: User) -> None:
    _, secret = hooked(support, listener.url)
    kept = bytes(Webhook.objects.get().secret)
    assert secret.encode() not in kept
    assert secret.removeprefix("whsec_").encode() not in kept


def test_under_another_key_of_the_site_it_is_switched_off_with_what_to_do(
    listener: Listener, support: User, settings: Settings
) -> None:
    hook, _ = hooked(support, listener.url)
    settings.SECRET_KEY = "another"
    raised()
    run_waiting()
    hook.refresh_from_db()
    assert not listener.taken
    assert "Make a new one" in hook.off_why


# Addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.org/",
        "ftp://hooks.example.org/",
        "https://hooks.example.org:8443/",
        "https://name:word@hooks.example.org/",
        "https://",
        "hooks.example.org",
        "http://127.0.0.1@hooks.example.org/",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_is_none_for_a_webhook(url: str) -> None:
    with pytest.raises(Refused):
        check_url(url)


def test_on_a_real_site_no_webhook_stays_on_its_machine(settings: Settings) -> None:
    check_url("http://127.0.0.1:8000/")
    settings.WEBHOOKS_MAY_STAY_HERE = False
    for url in ("http://127.0.0.1:8000/", "http://localhost/"):
        with pytest.raises(Refused):
            check_url(url)
    check_url("https://hooks.example.org/")


# The pages --------------------------------------------------------------------------------------


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, BACKEND)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def form(url: str, **said: Any) -> dict[str, Any]:
    return {"url": url, "events": ALL, "form": str(uuid.uuid4())} | said


def test_adding_testing_sending_again_and_taking_away(listener: Listener, lead: User) -> None:
    client, said = browser(lead), form(listener.url)
    for _ in range(2):  # a double press
        page = client.post("/accounts/webhooks/", said)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client.get("/accounts/webhooks/").content.decode()
    hook = Webhook.objects.get()
    at = hook.get_absolute_url()
    assert client.post(at, {"do": "test"}).status_code == 302
    run_waiting()
    [taken] = listener.taken
    assert json.loads(taken.body)["type"] == "test"
    assert is_genuine(secret, taken.headers, taken.body)
    page = client.get(at).content.decode()
    assert "answered 200" in page
    delivery = Delivery.objects.get()
    client.post(at, {"do": "again", "delivery": str(delivery.pk)})
    run_waiting()
    assert listener.taken[1].headers["webhook-id"] == taken.headers["webhook-id"]
    renewed = client.post(at, {"do": "secret"}).context["secret"]
    client.post(at, {"do": "test"})
    run_waiting()
    last = listener.taken[-1]
    assert is_genuine(renewed, last.headers, last.body)
    assert not is_genuine(secret, last.headers, last.body)
    client.post(at, {"do": "off"})
    refused = client.post(at, {"do": "test"})
    assert (refused.status_code, "Switch it on first" in refused.content.decode()) == (409, True)
    client.post(at, {"do": "on"})
    client.post(at, {"do": "take"})
    assert not Webhook.objects.exists()
    assert client.get(at).status_code == 404


def test_what_waits_while_it_is_off_is_sent_when_it_is_on(
    listener: Listener, support: User
) -> None:
    hook, _ = hooked(support, listener.url)
    spread(Progress(), happening().pk)
    client = browser(support)
    client.post(hook.get_absolute_url(), {"do": "off"})
    run_waiting()
    assert not listener.taken
    client.post(hook.get_absolute_url(), {"do": "on"})
    run_waiting()
    assert len(listener.taken) == 1


def test_a_form_that_is_not_right_comes_back(lead: User) -> None:
    page = browser(lead).post(
        "/accounts/webhooks/", form("http://hooks.example.org/", events=["action.opened"])
    )
    words = page.content.decode()
    assert page.status_code == 422
    assert "must begin with https://" in words
    assert 'value="http://hooks.example.org/"' in words
    assert not Webhook.objects.exists()


def test_who_may_have_none_is_told_so(support: User) -> None:
    reader = browser(account("Reader", RoleKind.LEAD_MEMBER, authority("Kent")))
    assert "You have none" in reader.get("/accounts/webhooks/").content.decode()
    answer = reader.post("/accounts/webhooks/", form("https://hooks.example.org/"))
    assert answer.status_code == 403
    assert not Webhook.objects.exists()


def test_anothers_webhook_is_neither_seen_nor_changed(support: User, lead: User) -> None:
    hook, _ = hooked(lead, "https://zanzibar.example.org/")
    mine, _ = hooked(support, "https://mine.example.org/")
    delivery = send_test(hook)
    client = browser(support)
    assert "zanzibar" not in client.get("/accounts/webhooks/").content.decode()
    for do in ("", "on", "off", "test", "again", "secret", "take"):
        assert client.post(hook.get_absolute_url(), {"do": do}).status_code == 404
    sent = {"do": "again", "delivery": str(delivery.pk)}
    assert client.post(mine.get_absolute_url(), sent).status_code == 404
    for nothing in ("", "x"):
        sent = {"do": "again", "delivery": nothing}
        assert client.post(mine.get_absolute_url(), sent).status_code == 404
    hook.refresh_from_db()
    assert hook.is_on


def test_what_is_being_sent_is_not_sent_again(support: User) -> None:
    hook, _ = hooked(support, "https://hooks.example.org/")
    delivery = send_test(hook)
    Delivery.objects.update(
        state=DeliveryState.SENDING, attempts=1, lease_until=timezone.now() + dt.timedelta(hours=1)
    )
    with pytest.raises(CannotBeDone, match="being sent"):
        send_again(delivery)


def test_the_pages_ask_as_much_for_many_as_for_few(
    support: User, django_assert_max_num_queries: Any
) -> None:
    hook, _ = hooked(support, "https://hooks.example.org/")
    for _ in range(8):
        send_test(hook)
        spread(Progress(), happening().pk)
    client = browser(support)
    for at in ("/accounts/webhooks/", hook.get_absolute_url()):
        client.get(at)
        with django_assert_max_num_queries(15):
            client.get(at)
