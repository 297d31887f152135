"""What is wrong with the settings of bulk mail is said by variable, before anything is sent."""

from __future__ import annotations

import pytest

from alliance.config.settings.bulk_mail import (
    PROVIDERS,
    address_of,
    anymail_of,
    dkim_of,
    mailbox_of,
    notify_of,
    provider_of,
)
from alliance.config.settings.environment import BulkMail, Environment, EnvironmentFault

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


def bulk(**values: str) -> BulkMail:
    return BulkMail.of({f"ALLIANCE_{name}": value for name, value in values.items()})


def test_without_a_word_the_mail_server_carries_bulletins() -> None:
    assert provider_of(bulk(), has_server=False) == ""
    assert anymail_of(bulk(ANYMAIL_POSTMARK_SERVER_TOKEN="x"), "") == {}
    assert notify_of(bulk(), "") is None
    assert mailbox_of(bulk()) is None
    assert dkim_of(bulk(), "", "news@example.gov.uk") == ("", "", "")


@pytest.mark.parametrize("provider", sorted(PROVIDERS))
def test_each_provider_is_told_its_keys_and_no_others(provider: str) -> None:
    keys = {f"ANYMAIL_{name}": "abc" for name in PROVIDERS[provider]}
    told = bulk(BULK_MAIL=f"anymail:{provider}", **keys)
    assert provider_of(told, has_server=True) == provider
    assert set(anymail_of(told, provider)) == PROVIDERS[provider]
    some = dict(keys)
    some.popitem()
    with pytest.raises(EnvironmentFault, match=r"ALLIANCE_ANYMAIL_\w+ is missing"):
        anymail_of(bulk(**some), provider)


@pytest.mark.parametrize(
    ("carrier", "words"),
    [
        ("postmark", "write notify or one of anymail:brevo"),
        ("anymail:", "write notify or one of"),
        ("anymail:pigeon", "write notify or one of"),
        ("anymail:sendgrid", "put its server (smtp.sendgrid.net) into ALLIANCE_EMAIL_URL"),
        ("anymail:amazon_ses", "reached by SMTP"),
    ],
)
def test_a_carrier_that_is_none_is_said(carrier: str, words: str) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        provider_of(bulk(BULK_MAIL=carrier), has_server=True)
    assert words in str(fault.value)


def test_a_provider_alone_is_not_enough() -> None:
    with pytest.raises(EnvironmentFault, match="there is no ALLIANCE_EMAIL_URL"):
        provider_of(bulk(BULK_MAIL="notify"), has_server=False)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ANYMAIL_MAILGUN_API_KEY": "x"}, "ALLIANCE_ANYMAIL_MAILGUN_API_KEY is no setting"),
        ({"ANYMAIL_DEBUG_API_REQUESTS": "1"}, "ALLIANCE_ANYMAIL_DEBUG_API_REQUESTS is no setting"),
        ({"ANYMAIL_WEBHOOK_SECRET": "short"}, "twenty or more random"),
        ({"ANYMAIL_WEBHOOK_SECRET": "me:short"}, "twenty or more random"),
    ],
)
def test_a_strange_or_weak_setting_is_said(values: dict[str, str], words: str) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        anymail_of(bulk(ANYMAIL_POSTMARK_SERVER_TOKEN="x", **values), "postmark")
    assert words in str(fault.value)


def test_a_provider_is_never_spoken_to_in_the_clear() -> None:
    told = bulk(
        ANYMAIL_MAILGUN_API_KEY="x",
        ANYMAIL_MAILGUN_WEBHOOK_SIGNING_KEY="y",
        ANYMAIL_MAILGUN_API_URL="http://api.eu.mailgun.net/v3",
    )
    with pytest.raises(EnvironmentFault, match="must begin with https"):
        anymail_of(told, "mailgun")


def test_notify_is_known_by_its_key() -> None:
    found = notify_of(
        bulk(NOTIFY_KEY=f"our key-{SERVICE}-{SECRET}", NOTIFY_TEMPLATE=TEMPLATE), "notify"
    )
    assert found
    assert (found.service, found.secret, found.template) == (SERVICE, SECRET, TEMPLATE)
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"NOTIFY_KEY": f"k-{SERVICE}"}, "ALLIANCE_NOTIFY_KEY is not a whole key"),
        ({"NOTIFY_TEMPLATE": "Bulletin"}, "ALLIANCE_NOTIFY_TEMPLATE is not the ID"),
        ({"NOTIFY_REPLY_TO": "a@b.org"}, "ALLIANCE_NOTIFY_REPLY_TO is not the ID"),
        ({"NOTIFY_RECEIPTS": "short"}, "ALLIANCE_NOTIFY_RECEIPTS must have twenty"),
    ],
)
def test_what_is_wrong_with_notify_is_said(values: dict[str, str], words: str) -> None:
    good = {"NOTIFY_KEY": f"k-{SERVICE}-{SECRET}", "NOTIFY_TEMPLATE": TEMPLATE}
    with pytest.raises(EnvironmentFault) as fault:
        notify_of(bulk(**(good | values)), "notify")
    assert words in str(fault.value)
    assert SECRET not in str(fault.value)


def test_a_mailbox_is_read_from_its_address() -> None:
    found = mailbox_of(
        bulk(
            BOUNCE_MAILBOX="imaps://bounces%40example.org@imap.example.org/Returns",
            IMAP_BOUNCES="pw",
        )
    )
    assert found
    assert (found.host, found.port, found.user, found.folder) == (
        "imap.example.org", 993, "bounces@example.org", "Returns",
    )  # fmt: skip
    assert "pw" not in repr(found)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("imap://u@imap.example.org/", "must be written imaps://"),
        ("imaps://imap.example.org/", "must be written imaps://"),
        ("imaps://u:pw@imap.example.org/", "its password goes into ALLIANCE_IMAP_BOUNCES"),
        ("imaps://u@imap.example.org:many/", "must be written imaps://"),
        ("imaps://u@imap.example.org/", "ALLIANCE_IMAP_BOUNCES with its password is not"),
    ],
)
def test_what_is_wrong_with_the_mailbox_is_said(address: str, words: str) -> None:
    with pytest.raises(EnvironmentFault, match=words):
        mailbox_of(bulk(BOUNCE_MAILBOX=address))


SENDER = "Our Alliance <news@mail.example.gov.uk>"
KEY = {"DKIM_KEY_FILE": "/etc/alliance/dkim.pem", "DKIM_SELECTOR": "Alliance"}


@pytest.mark.parametrize("domain", ["", "mail.example.gov.uk", "example.gov.uk"])
def test_bulletins_are_signed_for_the_domain_they_come_from_or_one_above(domain: str) -> None:
    path, selector, of = dkim_of(bulk(**KEY, DKIM_DOMAIN=domain), "", SENDER)
    assert (path, selector) == ("/etc/alliance/dkim.pem", "alliance")
    assert of == (domain or "mail.example.gov.uk")


@pytest.mark.parametrize(
    ("values", "provider", "words"),
    [
        ({"DKIM_DOMAIN": "other.gov.uk"}, "", "receivers do not believe the signature"),
        ({"DKIM_DOMAIN": "ample.gov.uk"}, "", "receivers do not believe the signature"),
        ({"DKIM_SELECTOR": ""}, "", "ALLIANCE_DKIM_SELECTOR must be"),
        ({"DKIM_SELECTOR": "a b"}, "", "ALLIANCE_DKIM_SELECTOR must be"),
        ({"DKIM_KEY_FILE": ""}, "", "no ALLIANCE_DKIM_KEY_FILE to sign with"),
        ({"DKIM_KEY_FILE": "dkim.pem"}, "", "must be a whole path"),
        ({}, "postmark", "which signs them itself"),
    ],
)
def test_what_is_wrong_with_signing_is_said(
    values: dict[str, str], provider: str, words: str
) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        dkim_of(bulk(**(KEY | values)), provider, SENDER)
    assert words in str(fault.value)


@pytest.mark.parametrize("said", ["", "news", "a@b c", "x <news@>", "a@b\n@c"])
def test_an_address_that_is_none_is_said(said: str) -> None:
    with pytest.raises(EnvironmentFault, match="ALLIANCE_BULK_FROM is"):
        address_of("ALLIANCE_BULK_FROM", said)


def test_an_address_may_have_a_name() -> None:
    assert address_of("ALLIANCE_BULK_FROM", SENDER) == SENDER


def test_in_the_sample_region_none_of_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BULK_MAIL": "anymail:postmark", "ANYMAIL_POSTMARK_SERVER_TOKEN": "token",
        "BOUNCE_MAILBOX": "imaps://u@imap.example.org/", "IMAP_BOUNCES": "secret",
        "NOTIFY_KEY": "key", "DKIM_KEY_FILE": "/etc/dkim.pem",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"ALLIANCE_{name}", value)
    assert Environment.read().bulk_mail.carrier == "anymail:postmark"
    monkeypatch.setenv("ALLIANCE_DEMO", "yes")
    assert Environment.read().bulk_mail == BulkMail()
    assert "secret" not in repr(BulkMail(bounce_password="secret", anymail={"KEY": "secret"}))
